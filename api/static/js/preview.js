// The small card beside an [n]: the cited words, where the pointer rests or the keyboard's focus is. A tap or Enter opens
// the document itself. Cards are fetched once, a turn at a time, so that a reply's page holds none of them.

const CITE = ".cite[href]";
const WAIT = 120; // milliseconds that a pointer rests on a marker before the card appears
const GRACE = 300; // milliseconds to get from the marker onto the card
const GAP = 4;
const cards = new Map(); // by place, as /previews names it
const card = document.createElement("div");
let marker = null; // the [n] whose card is shown
let coming = 0; // the timers of a card that is to appear, and of one that is to go
let going = 0;
let lastKey = "";

card.id = "preview";
card.role = "tooltip";
card.hidden = true;
if ("popover" in card) card.popover = "manual"; // above everything, out of every scrolling box
(document.querySelector("main") ?? document.body).append(card);

function placeOf(link) {
  const { pathname, searchParams } = new URL(link.href);
  const [start, end, quote] = ["start", "end", "quote"].map((name) => searchParams.get(name));
  return [decodeURIComponent(pathname.split("/").pop()), start, end, quote].join(",");
}

async function fetchCards(links) {
  const places = [...new Set([...links].map(placeOf))].filter((place) => !cards.has(place));
  while (places.length) {
    const some = places.splice(0, 40);
    const answer = await fetch(`/previews?${new URLSearchParams(some.map((place) => ["at", place]))}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const one of some) cards.set(one, null); // of a document that is gone there is none
    for (const one of page.querySelectorAll("[data-at]")) cards.set(one.dataset.at, one);
  }
}

function cardOf(link) {
  return cards.get(placeOf(link));
}

/** Above the marker's line or below it, wherever there is room, and never over it. */
function place() {
  const [first] = marker.getClientRects();
  if (!first) return hide();
  const line = parseFloat(getComputedStyle(marker.parentElement.closest("p, li, td, dd, div")).lineHeight) || first.height;
  const spare = Math.max(0, line - first.height) / 2 + GAP;
  const above = first.top - spare;
  const below = first.bottom + spare;
  if (first.bottom < 0 || first.top > innerHeight) return hide();
  card.style.maxHeight = "none";
  const wanted = card.offsetHeight;
  const isAbove = above >= wanted || above > innerHeight - below;
  const height = Math.min(wanted, (isAbove ? above : innerHeight - below) - GAP);
  card.style.maxHeight = `${height}px`;
  card.style.top = `${isAbove ? above - height : below}px`;
  card.style.left = `${Math.max(GAP * 2, Math.min(first.left - 24, document.documentElement.clientWidth - card.offsetWidth - GAP * 2))}px`;
}

function show(link) {
  clearTimeout(going);
  const found = cardOf(link);
  if (!found || !link.isConnected) return;
  if (marker !== link) hide();
  marker = link;
  card.replaceChildren(...found.cloneNode(true).childNodes);
  card.hidden = false;
  if (card.popover && !card.matches(":popover-open")) card.showPopover();
  marker.setAttribute("aria-describedby", card.id);
  place();
}

function hide() {
  clearTimeout(going);
  marker?.removeAttribute("aria-describedby");
  marker = null;
  if (card.popover && card.matches(":popover-open")) card.hidePopover();
  card.hidden = true;
}

async function showWhenThere(link, stillWanted) {
  if (!cardOf(link)) await fetchCards([link]).catch(() => {}); // without the server there is no card
  if (stillWanted()) show(link);
}

function dismiss() {
  clearTimeout(coming);
  hide();
}

document.addEventListener("pointerover", (over) => {
  if (over.pointerType === "touch") return;
  const link = over.target.closest(CITE);
  clearTimeout(coming);
  clearTimeout(going);
  if (link && link !== marker) coming = setTimeout(() => showWhenThere(link, () => link.matches(":hover")), WAIT);
  else if (!link && !card.contains(over.target) && !marker?.matches(":focus-visible")) going = setTimeout(hide, GRACE);
});

document.documentElement.addEventListener("pointerleave", () => {
  clearTimeout(coming);
  if (marker && !marker.matches(":focus-visible")) going = setTimeout(hide, GRACE);
});

document.addEventListener("focusin", (focus) => {
  const link = focus.target.closest(CITE);
  const byKeyboard = link?.matches(":focus-visible") && lastKey !== "Escape"; // which closes a document, and focuses
  if (byKeyboard) showWhenThere(link, () => link === document.activeElement);
});

document.addEventListener("focusout", (focus) => {
  if (focus.target === marker && !marker.matches(":hover") && !card.matches(":hover")) hide();
});

document.addEventListener("keydown", (press) => {
  lastKey = press.key;
  if (press.key !== "Escape" || !marker) return;
  press.stopPropagation(); // it dismisses the card and nothing else
  dismiss();
}, true);

document.addEventListener("click", (click) => {
  if (click.target.closest(CITE)) dismiss(); // its document opens
});

for (const moved of ["scroll", "resize"]) {
  addEventListener(moved, (event) => {
    if (marker && !card.contains(event.target)) place();
  }, { capture: true, passive: true });
}

// A screen reader reads a description at the moment of focus: it has to be there before.
const whenIdle = window.requestIdleCallback ?? ((what) => setTimeout(what, 200));

function fetchAhead() {
  whenIdle(() => {
    if (marker && !marker.isConnected) hide();
    fetchCards(document.querySelectorAll(`.turn:not(.working) ${CITE}`)).catch(() => {});
  });
}

document.addEventListener("htmx:after:swap", fetchAhead);
fetchAhead();
