// The pages of quizzes: the keys that answer, go on and review, and what is said while a quiz is made. They work without.

import * as panel from "./panel.js";
import { use } from "./shortcuts.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const items = () => [...document.querySelectorAll("[data-item]")];
const one = (selector) => document.querySelector(selector);

function choose(place) {
  const choices = document.querySelectorAll(".taking:not(:has(.turn)) [type=radio]");
  if (!choices[place]) return;
  choices[place].checked = true;
  choices[place].focus(); // Enter gives the answer
}

// The item that has the focus, else the first that is on the screen.
function current() {
  return document.activeElement.closest("[data-item]") ?? items().find((item) => item.getBoundingClientRect().bottom > innerHeight / 4);
}

function goTo(step) {
  const here = document.activeElement.closest("[data-item]");
  const next = here ? items()[items().indexOf(here) + step] : current();
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}

// A verdict stands under a reviewer's name: a key leads to its button, Enter presses it.
function to(selector) {
  const item = current();
  const target = item?.querySelector(selector);
  if (!target) return;
  target.closest("details")?.setAttribute("open", "");
  target.focus();
}

if (one(".taking")) {
  [..."abcde"].forEach((key, place) => use({ [key]: () => choose(place), [place + 1]: () => choose(place) }));
}
if (one(".tabs")) {
  use({ n: () => one("#next")?.click(), p: () => one("#previous")?.click() });
}
if (one(".reviewing")) {
  use({
    j: () => goTo(1),
    k: () => goTo(-1),
    a: () => to("[name=verdict][value=accept]"),
    e: () => to(".editing textarea"),
    r: () => to("[name=verdict][value=reject]"),
  });
}

if (one(".panel")) {
  document.addEventListener("keydown", (press) => {
    if (press.key === "Escape" && !press.defaultPrevented && panel.isOpen() && !one("dialog[open]")) panel.close();
  });
}

const make = one("#make");
const said = one("#making");

make?.addEventListener("submit", (event) => {
  if (event.submitter?.formMethod === "get") return; // a topic is only picked
  said.replaceChildren("Reading the sources and checking every item … ");
  said.append(Object.assign(document.createElement("progress"), { ariaLabel: "Making the quiz" }));
  // Not at once: a button that is off when the form is read would be left out.
  setTimeout(() => make.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
});

// Back to this page: the form is as it was.
addEventListener("pageshow", (event) => {
  if (!event.persisted || !make) return;
  make.querySelectorAll("button").forEach((button) => { button.disabled = false; });
  said.replaceChildren();
});
