// What the pages do beyond links and forms. Every page works without it.
"use strict";
document.documentElement.classList.add("js");

// The theme: as the system says, or light or dark, remembered on this device.
(() => {
  const root = document.documentElement;
  const order = ["auto", "light", "dark"];
  const stored = () => {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  };
  const show = (theme) => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
    const button = document.querySelector("[data-theme-switch]");
    if (button) button.textContent = button.dataset[theme];
  };
  show(stored());
  document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
    const next = order[(order.indexOf(stored()) + 1) % order.length];
    try { localStorage.setItem("theme", next); } catch { /* Without storage it holds for this page. */ }
    show(next);
  });
})();
