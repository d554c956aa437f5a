// Single keys for those who do not leave the keyboard, the list of them, and the switch that turns them off.

import { chosen, choose } from "./choices.js";
import * as rail from "./rail.js";

const list = document.getElementById("keyboard");
const single = document.getElementById("single-keys");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const KEYS = {
  "/": () => document.querySelector("#question, main [type=search]")?.focus(),
  "?": () => list.showModal(),
  j: () => goToTurn(1),
  k: () => goToTurn(-1),
  n: () => goToNumber(1),
  p: () => goToNumber(-1),
  h: () => rail.toggle(),
};

/** What keys do on a page of its own. */
export function use(keys) {
  Object.assign(KEYS, keys);
}

function goToTurn(step) {
  const questions = [...document.querySelectorAll(".turn .question")];
  const next = neighbour(questions, step, document.activeElement.closest(".turn")?.querySelector(".question"));
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}

function goToNumber(step) {
  const numbers = [...document.querySelectorAll(".turn .cite")];
  neighbour(numbers, step, numbers.includes(document.activeElement) ? document.activeElement : null)?.focus();
}

// The next or previous of these: seen from one of them, else from where the focus is, else from what is on the screen.
function neighbour(all, step, here) {
  if (here) return all[all.indexOf(here) + step];
  const from = document.activeElement.closest(".turn") ? document.activeElement : null;
  const isAhead = (one) =>
    from ? from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING : one.getBoundingClientRect().top >= 0;
  return step > 0 ? all.find(isAhead) : all.findLast((one) => !isAhead(one));
}

function isTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog[open]");
}

if (list) {
  single.checked = chosen("keys") !== "off";
  single.addEventListener("change", () => choose("keys", single.checked ? "" : "off"));
  document.getElementById("show-keyboard").addEventListener("click", () => list.showModal());
  list.addEventListener("click", (click) => click.target === list && list.close()); // beside it

  document.addEventListener("keydown", (press) => {
    if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return;
    if (!Object.hasOwn(KEYS, press.key) || !single.checked || isTyping(press.target) || list.open) return;
    press.preventDefault();
    KEYS[press.key]();
  });
}
