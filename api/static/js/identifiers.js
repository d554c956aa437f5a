// The line under a field that says when what is typed seems to identify a person. It asks the server, which keeps
// nothing, once typing pauses; it never holds up asking. Where the server does not answer, the line stays empty.

const PAUSE = 700; // milliseconds without a key
const FEWEST = 4; // characters that can hold a name

function watch(line) {
  line.dataset.watched = "";
  const field = line.parentElement.querySelector("textarea");
  const form = field.form;
  const status = line.querySelector("[role=status]");
  let waiting = null; // the timer
  let asking = null; // the request on its way
  let replacing = false; // whether the change of the field is ours

  // Only a changed line is announced, and only once.
  function say(...parts) {
    const [words, ...buttons] = parts;
    if (status.textContent.trim() !== (words?.textContent ?? "").trim()) status.replaceChildren(...(words ? [words] : []));
    const focused = line.contains(document.activeElement);
    line.querySelectorAll("button").forEach((button) => button.remove());
    line.append(...buttons);
    if (focused) (buttons[0] ?? field).focus();
  }

  function done() {
    const made = document.createElement("p");
    made.className = "done";
    made.textContent = "Taken out.";
    return made;
  }

  // As if it had been typed, so that the browser's own undo brings it back.
  function replace(text) {
    replacing = true;
    field.focus();
    field.select();
    if (!document.execCommand("insertText", false, text)) field.value = text;
    replacing = false;
  }

  function takeOut(text, without) {
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = "Undo";
    undo.addEventListener("click", () => {
      replace(text);
      look();
    });
    replace(without);
    say(done(), undo);
  }

  async function look() {
    asking?.abort();
    const text = field.value;
    if (text.trim().length < FEWEST) return say();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch("/identifiers", { method: "POST", body: new URLSearchParams({ text }), signal: mine.signal });
      if (!answer.ok || field.value !== text) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      const button = found.querySelector(".take-out");
      if (!button) return say();
      button.addEventListener("click", () => takeOut(text, button.dataset.without));
      say(found.querySelector(".seems"), button);
    } catch {
      // Stopped, or the server is gone: the form itself says so when it is sent.
    }
  }

  field.addEventListener("input", () => {
    if (replacing) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });

  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    asking?.abort();
    if (form.matches("[action='/ask']")) say(); // the question leaves the field
  });

  if (field.value) look(); // a note that came back, or what the browser kept
}

function watchAll() {
  document.querySelectorAll(".identifying:not([data-watched])").forEach(watch);
}

watchAll();
document.addEventListener("htmx:after:swap", watchAll); // a note that was read comes back in a new field
