// Copying a reply: its text, which the server makes, onto the clipboard. Without this, or where the browser forbids it,
// the same button opens the text.

async function copied(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  await navigator.clipboard.writeText(await answer.text());
}

function say(form, words) {
  const status = form.querySelector("[role=status]");
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; }); // said anew where it is copied twice
}

document.addEventListener("submit", async (submitted) => {
  const form = submitted.target;
  const format = submitted.submitter?.value;
  if (!form.matches(".take") || format === "ris" || !navigator.clipboard) return;
  submitted.preventDefault();
  try {
    await copied(`${form.action}?format=${format}`);
    say(form, format === "markdown" ? "Copied as Markdown." : "Copied.");
  } catch {
    say(form, "It could not be copied. Is the program still running, and may this page use the clipboard?");
  }
});
