// The review queue by keys: j and k move, a accepts, r rejects. Not while something is typed.
(() => {
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const items = [...queue.children];
  let at = -1;
  const go = (to) => {
    if (to < 0 || to >= items.length) return;
    at = to;
    items[at].focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const present = items.findIndex((item) => item.contains(document.activeElement));
    if (present >= 0) at = present;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(Math.max(0, at - 1));
    else if ((event.key === "a" || event.key === "r") && at >= 0) {
      items[at].querySelector(`button[value="${event.key === "a" ? "accept" : "reject"}"]`)?.click();
    }
  });
})();
