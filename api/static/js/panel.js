// The panel beside the answer: a document opened at the cited words, the other words of it that the reply cites, and
// closed again.

const panel = document.querySelector(".panel");
let marker = null; // the [n] whose document is open
let stepped = ""; // "-1" or "1" where the reader went on from one cited span to the next inside the panel

export function isOpen() {
  return !!panel?.querySelector(".source");
}

export function close() {
  panel.querySelector(".source")?.remove();
  marker?.removeAttribute("aria-current");
  marker?.focus();
  marker = null;
}

function showCitedWords() {
  const text = panel.querySelector(".text");
  const cited = panel.querySelector("#cited");
  if (!cited) return;
  const span = cited.getBoundingClientRect();
  const room = text.clientHeight - span.height; // a long span needs all the room there is
  text.scrollTop += span.top - text.getBoundingClientRect().top - Math.max(0, Math.min(text.clientHeight / 5, room / 2));
}

// The marks of one reply that cite this document, each span once, in the order of its text.
function spansOfThisDocument() {
  const turn = marker.closest(".turn");
  const here = new URL(marker.href);
  const spans = new Map();
  for (const one of turn?.querySelectorAll(".cite[href]") ?? []) {
    const url = new URL(one.href);
    if (url.pathname === here.pathname && !spans.has(url.search)) spans.set(url.search, one);
  }
  if (spans.has(here.search)) spans.set(here.search, marker);
  return [...spans.values()].sort((one, other) => startOf(one) - startOf(other));
}

function startOf(one) {
  return Number(new URL(one.href).searchParams.get("start"));
}

function button(sign, label, step, isOff) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.step = step;
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  made.disabled = isOff;
  return made;
}

// "2 of 5 cited here", with a way to the one before and the one after.
function showSteps() {
  const spans = marker.matches(".cite") ? spansOfThisDocument() : [];
  const at = spans.indexOf(marker);
  if (at < 0 || spans.length < 2) return;
  const place = document.createElement("span");
  place.className = "place";
  place.append(`${at + 1} of ${spans.length}`, Object.assign(document.createElement("span"), { textContent: " cited here" }));
  panel.querySelector(".steps").prepend(
    button("‹", "Cited words before these", "-1", at === 0), place,
    button("›", "Cited words after these", "1", at === spans.length - 1));
}

function step(by) {
  const spans = spansOfThisDocument();
  const next = spans[spans.indexOf(marker) + Number(by)];
  if (!next) return;
  stepped = by;
  next.click();
}

function open() {
  showSteps();
  showCitedWords();
  marker.scrollIntoView({ block: "nearest" });
  const again = stepped && panel.querySelector(`.steps [data-step="${stepped}"]:not(:disabled)`);
  (again || panel.querySelector(".source h2"))?.focus({ preventScroll: true });
  stepped = "";
}

document.addEventListener("htmx:after:swap", (event) => {
  if (!event.target.closest?.("[hx-target='#source']")) return;
  marker?.removeAttribute("aria-current");
  marker = event.target;
  marker.setAttribute("aria-current", "true");
  open();
});

panel?.addEventListener("click", (click) => {
  const pressed = click.target.closest("button");
  if (pressed?.matches(".close")) close();
  else if (pressed?.dataset.step === "0") showCitedWords();
  else if (pressed?.dataset.step) step(pressed.dataset.step);
});

// A window turned or made smaller must not lose the words.
if (panel) addEventListener("resize", () => isOpen() && showCitedWords());
