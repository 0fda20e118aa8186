// Facts beside their words: pointing at a fact lights up its words in the text, and pointing at words lights up their fact.
// Links do the same without scripts; here it happens on hovering and focusing too, and only the text box scrolls.
(() => {
  const box = document.querySelector(".texts");
  if (!box) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const things = new Map(); // fact → its rows, its places in pictures, and its marks
  const add = (fact, thing) => things.has(fact) ? things.get(fact).push(thing) : things.set(fact, [thing]);
  for (const row of document.querySelectorAll("[data-fact]")) add(row.dataset.fact, row);
  for (const mark of box.querySelectorAll("mark[data-f]")) for (const fact of mark.dataset.f.split(" ")) add(fact, mark);

  let lit = [];
  let pinned = null;
  const light = (facts) => {
    for (const thing of lit) thing.classList.remove("lit");
    lit = facts.flatMap((fact) => things.get(fact) || []);
    for (const thing of lit) thing.classList.add("lit");
  };
  // What a place on the page says: the facts of the innermost mark, or the fact of a row.
  const factsAt = (place) => {
    const mark = place.closest?.("mark[data-f]");
    if (mark) return mark.dataset.f.split(" ");
    const row = place.closest?.("[data-fact]");
    return row ? [row.dataset.fact] : null;
  };
  const markFor = (link) => {
    const name = link?.getAttribute("href")?.split("#")[1];
    const mark = name && document.getElementById(name);
    return mark && box.contains(mark) ? mark : null;
  };
  const scrolls = () => box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "visible";
  // Brings a mark into sight. Where the box does not scroll by itself the page does, but only when asked by a click.
  const reveal = (mark, isAsked) => {
    const body = mark.closest("details");
    if (body && !body.open) { if (!isAsked) return; body.open = true; }
    const behavior = still.matches ? "auto" : "smooth";
    if (!scrolls()) { if (isAsked) mark.scrollIntoView({ block: "center", behavior }); return; }
    const at = mark.getBoundingClientRect(), seen = box.getBoundingClientRect();
    if (at.top >= seen.top + 30 && at.bottom <= seen.bottom - 10) return;
    box.scrollTo({ top: box.scrollTop + at.top - seen.top - box.clientHeight / 3, behavior });
  };
  const firstMark = (row) => markFor(row.matches("a") ? row : row.querySelector("a[href*='#w']"));

  let waiting = 0;
  const point = (place, isWaiting) => {
    const facts = factsAt(place);
    clearTimeout(waiting);
    if (!facts) return light(pinned || []);
    light(facts);
    const row = place.closest("[data-fact]");
    const mark = row && !box.contains(place) ? firstMark(row) : null;
    if (mark) waiting = setTimeout(() => reveal(mark, false), isWaiting ? 160 : 0);
  };
  document.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") point(event.target, true); });
  document.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) point(event.target, false); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pinned = null; light([]); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const mark = markFor(link);
    const row = !mark && box.contains(link) ? document.getElementById(link.getAttribute("href").slice(1)) : null;
    if (!mark && !row) return;
    event.preventDefault();
    pinned = factsAt(link);
    light(pinned || []);
    if (mark) {
      reveal(mark, true);
      mark.querySelector("a")?.focus({ preventScroll: true });
    } else {
      row.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
      row.querySelector("a")?.focus({ preventScroll: true });
    }
  });
})();

// Copies a text to the clipboard.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const said = button.parentElement.querySelector(".copied");
    if (said) said.textContent = button.dataset.copied;
  } catch { /* Without the right to the clipboard the text can still be selected. */ }
});
