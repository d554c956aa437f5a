// What a reader chose for the look of every page, applied before the first paint: a browser runs this before it draws.
"use strict";
{
  const page = document.documentElement;

  function show() {
    let theme = null, rail = null;
    try {
      [theme, rail] = [localStorage.getItem("theme"), localStorage.getItem("rail")];
    } catch {
      return; // storage is switched off: as the system looks
    }
    if (["light", "dark"].includes(theme)) page.dataset.theme = theme;
    else delete page.dataset.theme;
    page.toggleAttribute("data-rail-hidden", rail === "hidden");
  }

  show();
  addEventListener("pageshow", show); // come back to, after another choice elsewhere
  addEventListener("storage", show); // chosen in another tab
}
