// The conversations beside the chat: a drawer or a column, hidden or shown, and brought up to date when they may have
// changed. Finding, renaming and deleting are htmx's.

import { chosen, choose } from "./choices.js";

const page = document.documentElement;
const rail = document.getElementById("rail");
const opener = document.querySelector(".rail-opener");
const kept = document.getElementById("kept");
const wide = matchMedia("(min-width: 80rem)"); // as in rail.css

function setHidden(hidden) {
  const wasInside = rail.contains(document.activeElement);
  page.toggleAttribute("data-rail-hidden", hidden);
  choose("rail", hidden ? "hidden" : "");
  if (hidden && wasInside) opener.focus();
  if (!hidden) focusFirst();
}

function focusFirst() {
  rail.querySelector(".new").focus();
}

function isShown() {
  return rail.checkVisibility();
}

function renew() {
  if (isShown() && !document.hidden) htmx.trigger(kept, "renew"); // open menus stay as they are: the template says so
}

export function toggle() {
  if (!rail) return;
  if (wide.matches) setHidden(isShown());
  else rail.togglePopover();
}

if (rail) {
  page.toggleAttribute("data-rail-hidden", chosen("rail") === "hidden");

  // Where there is room the two buttons of the drawer hide and show the column.
  for (const button of [opener, rail.querySelector("[popovertarget]")]) {
    button.addEventListener("click", (click) => {
      if (!wide.matches) return;
      click.preventDefault();
      setHidden(button !== opener);
    });
  }

  wide.addEventListener("change", () => rail.matches(":popover-open") && rail.hidePopover());

  rail.addEventListener("toggle", (toggled) => {
    if (toggled.target !== rail || toggled.newState !== "open") return;
    focusFirst();
    renew();
  });

  rail.addEventListener("focusout", (left) => {
    if (left.relatedTarget && !rail.contains(left.relatedTarget) && rail.matches(":popover-open")) rail.hidePopover();
  });

  rail.addEventListener("htmx:after:swap", () => {
    const next = kept.querySelector("[data-focus]"); // of what was renamed or deleted
    next?.removeAttribute("data-focus");
    next?.focus();
    if (document.activeElement === document.body && !kept.querySelector("li")) focusFirst();
  });

  document.addEventListener("htmx:sse:close", renew); // a first question has made a conversation
  document.addEventListener("visibilitychange", renew);
  addEventListener("focus", renew);
  addEventListener("pageshow", (shown) => shown.persisted && renew());
}
