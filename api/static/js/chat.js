// The little that htmx does not do for a question: keys, focus, stopping, and showing the latest turn. The page works
// without it.

import * as panel from "./panel.js";

const question = document.getElementById("question");
const composer = document.getElementById("ask");
const stop = document.getElementById("stop");
const status = document.getElementById("status");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const WORKING = ".turn.working:last-child:not(:has(.problem))";
let asked = ""; // the question on its way
let asking = null; // the form that sent it

function showLatestTurn() {
  document.querySelector(".turn:last-child")?.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
}

function showWhetherAsking(form) {
  const button = composer.querySelector("[type=submit]");
  const focused = [button, stop].includes(document.activeElement);
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

if (composer) {
  document.addEventListener("keydown", (press) => {
    if (press.key === "Enter" && !press.shiftKey && !press.isComposing && press.target.matches("textarea")) {
      press.preventDefault();
      if (press.target.value.trim() && !asking) press.target.form.requestSubmit();
    }
    if (press.key === "Escape") {
      if (asking && !panel.isOpen()) stopAsking();
      else panel.close();
    }
    if (press.key === "/" && !press.target.closest("textarea, input")) {
      press.preventDefault();
      question.focus();
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

  document.addEventListener("htmx:after:swap", () => {
    if (document.querySelector(`${WORKING}:not([data-shown])`)) {
      document.querySelector(WORKING).dataset.shown = "";
      showLatestTurn();
    } else if (asking && !document.querySelector(WORKING)) {
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

  document.addEventListener("htmx:error", () => {
    status.textContent = "The program does not answer. Is it still running? Ask again.";
    question.value ||= asked;
  });
}
