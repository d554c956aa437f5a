// The page that checks a patient: words of the note and the fields they were read into find each other; an answer to a
// question goes into the form's own field; the focus stays with the reader. The page works without it.

const form = () => document.getElementById("case-form");
const status = document.getElementById("case-status");
let answered = null; // the address of the question just answered, until its report is there
let renewing = null; // the button that asked for the whole form anew: another note, another row

function say(words, isWrong = false) {
  status.textContent = words;
  status.classList.toggle("wrong", isWrong);
}

function markOf(field) {
  const marks = [...document.querySelectorAll("#note-read a")];
  return marks.filter((mark) => mark.getAttribute("href") === `#${field.id}`);
}

function showWordsOf(field) {
  document.querySelectorAll("#note-read .current").forEach((mark) => mark.classList.remove("current"));
  const marks = markOf(field);
  marks.forEach((mark) => mark.classList.add("current"));
  const note = document.getElementById("note-read");
  if (marks[0]) note.scrollTop = marks[0].offsetTop - note.offsetTop - note.clientHeight / 3;
}

function showFieldOf(mark) {
  document.querySelectorAll(".pointed").forEach((field) => field.classList.remove("pointed"));
  document.getElementById(mark.hash.slice(1))?.closest(".field")?.classList.add("pointed");
}

function openAround(element) {
  for (let one = element.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
}

function takeOver(answer) {
  const address = answer.dataset.for;
  const field = answer.type === "checkbox"
    ? form().querySelector(`[name="${address}"][value="${answer.value}"]`)
    : document.getElementById(address);
  if (answer.type === "checkbox") field.checked = answer.checked;
  else field.value = answer.value;
  answered = address;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function focusOnWhatIsNew() {
  say("");
  const table = renewing?.matches(".row-more") && renewing.closest("section").getAttribute("aria-labelledby");
  const row = table ? document.querySelector(`[aria-labelledby="${table}"] .blank`) : null;
  if (row) row.open = true;
  (row?.querySelector("input") ?? document.getElementById("report-title")).focus({ preventScroll: !row });
  renewing = null;
}

function keepFocus() {
  const gone = document.activeElement === document.body;
  if (answered && gone) {
    const next = document.querySelector(".asks [data-for]") || document.getElementById("report-title");
    next.focus({ preventScroll: true });
  }
  document.querySelectorAll(".asks [data-for]:not([type=checkbox])").forEach((one) => {
    if (one !== document.activeElement) one.value = "";
  });
  answered = null;
}

// A note that was changed and not read again: the report is still that of the old one.
function remind(note) {
  const isChanged = note.value !== note.defaultValue;
  if (document.getElementById("note-read")) say(isChanged ? "The note was changed. The report follows when it is read again." : "");
}

document.addEventListener("change", (event) => {
  if (event.target.matches(".asks [data-for]") && event.target.value.trim()) takeOver(event.target);
});

document.addEventListener("input", (event) => {
  if (event.target.id === "note") remind(event.target);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("#note-read a")) showFieldOf(event.target);
  else if (event.target.form === form() && event.target.id) showWordsOf(event.target);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".cases a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  openAround(target);
  if (target.matches("details")) target.open = true;
  if (target.matches("input, select, textarea, [tabindex]")) {
    event.preventDefault(); // the address keeps no trace of the way through a patient's form
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
});

// Before htmx looks which request replaces which: a check of the old form must not end the one that fetches the new.
document.addEventListener("htmx:config:request", (event) => {
  if (renewing) event.preventDefault();
  else if (event.target.matches("[hx-target='#desk']")) renewing = event.target;
});

document.addEventListener("htmx:before:request", () => {
  document.getElementById("report")?.setAttribute("aria-busy", "true");
  say(renewing && !renewing.matches(".row-more") ? "Reading the note …" : "");
});

document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target?.id === "desk") focusOnWhatIsNew();
  else keepFocus();
});

document.addEventListener("htmx:finally:request", () => {
  renewing = null;
  if (!status.matches(".wrong")) say("");
  document.getElementById("report")?.removeAttribute("aria-busy");
});

document.addEventListener("htmx:error", () => {
  say("The program does not answer. Is it still running? What you typed is still here.", true);
});
