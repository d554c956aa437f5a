// The little that htmx does not do: keys, focus, and scrolling the cited words into view. The page works without it.
"use strict";

const question = document.getElementById("question");
const composer = document.getElementById("ask");
const panel = document.querySelector(".panel");
const status = document.getElementById("status");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let asked = ""; // the question on its way
let marker = null; // the [n] whose document is open

function openAtCitedWords() {
  const text = panel.querySelector(".text");
  const cited = panel.querySelector("#cited");
  if (cited) {
    const span = cited.getBoundingClientRect();
    const room = text.clientHeight - span.height; // a long span needs all the room there is
    text.scrollTop += span.top - text.getBoundingClientRect().top - Math.max(0, Math.min(text.clientHeight / 5, room / 2));
  }
  marker.scrollIntoView({ block: "nearest" });
  panel.querySelector(".source h2")?.focus({ preventScroll: true });
}

function closePanel() {
  panel.querySelector(".source")?.remove();
  marker?.removeAttribute("aria-current");
  marker?.focus();
  marker = null;
}

function showLatestTurn() {
  document.querySelector(".turn:last-child")?.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
}

if (composer) {
  question.addEventListener("keydown", (press) => {
    if (press.key === "Enter" && !press.shiftKey && !press.isComposing) {
      press.preventDefault();
      if (question.value.trim() && !composer.querySelector("button").disabled) composer.requestSubmit();
    }
  });

  document.addEventListener("keydown", (press) => {
    if (press.key === "Escape") closePanel();
    if (press.key === "/" && !press.target.closest("textarea, input")) {
      press.preventDefault();
      question.focus();
    }
  });

  document.addEventListener("htmx:before:request", (event) => {
    if (event.target !== composer) return;
    asked = question.value;
    question.value = ""; // the request already holds it
  });

  document.addEventListener("htmx:after:swap", (event) => {
    if (event.target.closest("[hx-target='#source']")) {
      marker?.removeAttribute("aria-current");
      marker = event.target;
      marker.setAttribute("aria-current", "true");
      openAtCitedWords();
    } else if (document.querySelector(".turn.working:last-child:not([data-shown])")) {
      document.querySelector(".turn.working:last-child").dataset.shown = "";
      showLatestTurn();
    }
  });

  document.addEventListener("htmx:sse:close", () => {
    const conversation = document.getElementById("conversation").value;
    if (conversation) history.replaceState(null, "", `/conversations/${conversation}`);
    if (document.querySelector(".turn.working:last-child:not(:has(.problem))")) {
      status.textContent = "The answer was cut off. Is the program still running? Ask again.";
    }
  });

  document.addEventListener("htmx:error", () => {
    status.textContent = "The program does not answer. Is it still running? Ask again.";
    question.value ||= asked;
  });

  panel.addEventListener("click", (click) => {
    if (click.target.closest(".close")) closePanel();
  });
}
