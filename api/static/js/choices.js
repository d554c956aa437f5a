// What a reader chose for this browser: appearance, side list, keys. Nothing of a conversation is ever kept here.

export function chosen(name, where = "localStorage") {
  try {
    return window[where].getItem(name) ?? "";
  } catch {
    return ""; // storage is switched off
  }
}

export function choose(name, value, where = "localStorage") {
  try {
    window[where].setItem(name, value);
  } catch {
    // it holds for this page only
  }
}

const page = document.documentElement;
const theme = document.getElementById("theme");

function showTheme() {
  theme.value = page.dataset.theme ?? "";
}

if (theme) {
  showTheme();
  addEventListener("pageshow", showTheme);
  addEventListener("storage", showTheme);
  theme.addEventListener("change", () => {
    choose("theme", theme.value);
    if (theme.value) page.dataset.theme = theme.value;
    else delete page.dataset.theme;
  });
}
