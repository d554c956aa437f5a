// Adding a document: too large a file is told before it is sent, and while it is read the page says so. The form works
// without it.

const form = document.querySelector(".upload");
const said = document.getElementById("upload-said");

function tell(words) {
  said.replaceChildren(document.createTextNode(words));
}

form.querySelector("[type=file]").addEventListener("change", (event) => {
  const file = event.target.files[0];
  const most = Number(form.dataset.most);
  const isTooLarge = file && file.size > most * 1024 * 1024;
  event.target.setCustomValidity(isTooLarge ? `This file is larger than ${most} MB. Split it and add the parts.` : "");
  tell(isTooLarge ? event.target.validationMessage : "");
});

form.addEventListener("submit", () => {
  form.querySelector("button").disabled = true;
  tell("Reading and indexing … A page takes a moment, a book many minutes. You may leave this page: it goes on.");
  said.append(Object.assign(document.createElement("progress"), { ariaLabel: "Reading and indexing" }));
});

// Back to this page: the button is as it was.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  form.querySelector("button").disabled = false;
  tell("");
});
