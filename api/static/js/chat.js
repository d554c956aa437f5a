// The little that htmx does not do for a question: keys, focus, stopping, and showing the latest turn. The page works
// without it.

import { choose, chosen } from "./choices.js";
import * as panel from "./panel.js";

const question = document.getElementById("question");
const composer = document.getElementById("ask");
const stop = document.getElementById("stop");
const status = document.getElementById("status");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const WORKING = ".turn.working:last-child:not(:has(.problem))";
let asked = ""; // the question on its way
let asking = null; // the form that sent it

function showLatestTurn(behavior = calm.matches ? "auto" : "smooth") {
  document.querySelector(".turn:last-child")?.scrollIntoView({ behavior });
}

function showWhetherAsking(form) {
  const button = composer.querySelector("[type=submit]");
  const pressed = form !== composer && form?.querySelector("button:focus-visible"); // it goes out of sight with its form
  const focused = pressed || [button, stop].includes(document.activeElement);
  asking = form;
  stop.hidden = !form;
  button.hidden = !!form;
  if (focused) (form ? stop : question).focus();
}

function stopAsking() {
  const form = asking;
  showWhetherAsking(null);
  htmx.trigger(form, "htmx:abort"); // the server sees that nobody waits, and keeps nothing
  document.querySelector(WORKING)?.remove();
  question.value ||= asked;
  question.focus();
  status.textContent = "Stopped. Nothing was kept.";
}

function isOverlaid() {
  return !!document.querySelector("dialog[open], :popover-open");
}

function bringBackLastQuestion(press) {
  const last = [...document.querySelectorAll(".turn .question")].at(-1)?.textContent.trim();
  if (!last || question.value) return;
  press.preventDefault();
  question.value = last;
  question.setSelectionRange(last.length, last.length);
}

// A note to this tab that an answer was being made when its page was left. It does not say what was asked: a browser
// writes such notes to the disk.
const LEFT = "left while asking";

function tellOfWhatWasLeft() {
  if (!chosen(LEFT, "sessionStorage")) return;
  choose(LEFT, "", "sessionStorage");
  document.querySelector(WORKING)?.remove();
  status.textContent = "The page was left before the answer was whole, so nothing of it was kept. Ask again.";
}

if (composer) {
  const arrived = performance.getEntriesByType("navigation")[0];
  if (arrived?.type === "navigate" && !location.hash) showLatestTurn("auto"); // else the browser knows where one was

  document.addEventListener("keydown", (press) => {
    const plain = !press.shiftKey && !press.ctrlKey && !press.metaKey && !press.altKey && !press.isComposing;
    if (press.key === "Enter" && !press.shiftKey && !press.isComposing && press.target.matches("[action='/ask'] textarea")) {
      press.preventDefault();
      if (press.target.value.trim() && !asking) press.target.form.requestSubmit();
    }
    if (press.key === "ArrowUp" && plain && press.target === question) bringBackLastQuestion(press);
    if (press.key === "Escape" && !press.defaultPrevented && !isOverlaid()) {
      if (asking && !panel.isOpen()) stopAsking();
      else panel.close();
    }
  });

  document.addEventListener("htmx:before:request", (event) => {
    if (!event.target.matches("[action='/ask']")) return;
    if (asking) return event.preventDefault();
    asked = event.detail.ctx.request.body.get("question");
    if (event.target === composer) question.value = ""; // the request already holds it
    event.target.closest("details")?.removeAttribute("open");
    showWhetherAsking(event.target);
  });

  document.addEventListener("htmx:finally:request", (event) => {
    if (event.target === asking) showWhetherAsking(null);
  });

  stop.addEventListener("click", stopAsking);

  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".reword[open]")) event.target.querySelector("textarea").focus();
  }, true); // toggle does not bubble

  document.addEventListener("htmx:after:swap", (event) => {
    if (!asking || event.target !== asking) return; // of the panel, of the side list
    if (document.querySelector(`${WORKING}:not([data-shown])`)) {
      document.querySelector(WORKING).dataset.shown = "";
      showLatestTurn();
    } else if (!document.querySelector(WORKING)) {
      showWhetherAsking(null); // answered: too late to stop
    }
  });

  document.addEventListener("htmx:sse:close", () => {
    const conversation = document.getElementById("conversation").value;
    if (conversation) history.replaceState(null, "", `/conversations/${conversation}`);
    const cutOff = document.querySelector(WORKING);
    if (cutOff) {
      cutOff.remove(); // half an answer might lack its limits
      question.value ||= asked;
      status.textContent = "The answer was cut off. Is the program still running? Ask again.";
    }
  });

  document.addEventListener("htmx:error", (event) => {
    if (event.target.closest?.("#rail")) return; // a list that is not renewed is still a list
    status.textContent = "The program does not answer. Is it still running? Ask again.";
    if (event.target === asking) question.value ||= asked;
  });

  addEventListener("pagehide", () => {
    if (asking) choose(LEFT, "yes", "sessionStorage");
  });
  addEventListener("pageshow", tellOfWhatWasLeft);
}
