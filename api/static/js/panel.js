// The panel beside the answer: a document opened at the cited words, and closed again.

const panel = document.querySelector(".panel");
let marker = null; // the [n] whose document is open

export function isOpen() {
  return !!panel?.querySelector(".source");
}

export function close() {
  panel.querySelector(".source")?.remove();
  marker?.removeAttribute("aria-current");
  marker?.focus();
  marker = null;
}

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

document.addEventListener("htmx:after:swap", (event) => {
  if (!event.target.closest("[hx-target='#source']")) return;
  marker?.removeAttribute("aria-current");
  marker = event.target;
  marker.setAttribute("aria-current", "true");
  openAtCitedWords();
});

panel?.addEventListener("click", (click) => {
  if (click.target.closest(".close")) close();
});
