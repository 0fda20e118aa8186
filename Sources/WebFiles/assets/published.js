// Searches a published casebook in the browser: no server takes part. It loads the parts of the index that hold the pairs of
// characters asked for. Folding and shards are those of StaticIndex.
"use strict";
(() => {
  const place = document.querySelector("[data-search]");
  const query = new URLSearchParams(location.search).get("q") || "";
  for (const input of document.querySelectorAll('input[name="q"]')) if (query) input.value = query;
  if (!place || !query.trim()) return;
  const root = place.dataset.search;
  const words = JSON.parse(place.dataset.words);
  const language = document.documentElement.lang;

  const fold = (text) => {
    const units = [];
    for (const letter of text.normalize("NFKC").toLowerCase().split("")) {
      const unit = letter.charCodeAt(0);
      if (unit === 0x30fc || unit === 0x2015 || unit === 0x2010) continue;
      units.push([0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9].includes(unit) ? unit + 1 : unit);
    }
    return units;
  };
  const isWord = (u) => (u >= 0x30 && u <= 0x39) || (u >= 0x61 && u <= 0x7a) || (u >= 0xe0 && u <= 0x24f)
    || (u >= 0x3005 && u <= 0x3007) || (u >= 0x3041 && u <= 0x3096) || (u >= 0x30a0 && u <= 0x30fa)
    || (u >= 0x3400 && u <= 0x9fff) || (u >= 0xf900 && u <= 0xfaff) || (u >= 0xd800 && u <= 0xdfff);

  // The tokens of a word, all of which a case must have: its pairs, or its one character.
  const tokens = (text) => {
    const found = [];
    let run = [];
    const close = () => {
      if (run.length === 1) found.push(String.fromCharCode(run[0]));
      for (let i = 1; i < run.length; i += 1) found.push(String.fromCharCode(run[i - 1], run[i]));
      run = [];
    };
    for (const unit of fold(text)) if (isWord(unit)) run.push(unit); else close();
    close();
    return found;
  };

  const fields = ["type", "cause", "data", "sector", "authority", "response", "measure", "leak", "misuse", "published", "number"];
  const fault = (text) => { throw new Error(text); };
  // Parts of a query: words, "quoted words" and field:value, each of which may have - before it.
  const parse = (text) => {
    const parts = [];
    const pattern = /\s*(-?)(?:([a-z]+):(\S+)|["“「]([^"”」]*)["”」]|([^\s"“「]+))/gyu;
    const plain = text.normalize("NFKC").replace(/[\s\u3000]+/gu, " ").trim();
    while (pattern.lastIndex < plain.length) {
      const at = pattern.lastIndex;
      const match = pattern.exec(plain);
      if (!match) return fault(`${words.notHere}: ${plain.slice(at)}`);
      const [, not, field, value, quoted, word] = match;
      if (field) {
        if (!fields.includes(field)) return fault(`${words.notHere}: ${field}:`);
        parts.push({ not: !!not, any: value.split(",").map((v) => [`${field}:${v.toLowerCase()}`]) });
      } else if (word === "OR" || /[()|]/.test(word || "")) {
        return fault(`${words.notHere}: ${word}`);
      } else if (word !== "AND") {
        const said = quoted ?? word;
        parts.push({ not: !!not, text: said, any: quoted === undefined ? null : [tokens(said)] });
      }
    }
    return parts;
  };

  const cache = new Map();
  const load = (name) => {
    if (!cache.has(name)) {
      cache.set(name, fetch(`${root}${name}`).then((answer) => answer.ok ? answer.json() : fault(words.unreachable)));
    }
    return cache.get(name);
  };
  const shardOf = (token, count) => {
    let hash = 2166136261;
    for (let i = 0; i < token.length; i += 1) hash = Math.imul(hash ^ token.charCodeAt(i), 16777619) >>> 0;
    return hash % count;
  };
  const posting = async (token, index) => {
    const shard = await load(`shard-${shardOf(token, index.shards)}.json`);
    let number = 0;
    return (Object.hasOwn(shard, token) ? shard[token] : []).map((gap) => (number += gap));
  };
  const all = async (list, index) => {
    const postings = (await Promise.all(list.map((token) => posting(token, index)))).sort((a, b) => a.length - b.length);
    return postings.length === 0 ? [] : postings.slice(1).reduce((kept, next) => {
      const set = new Set(next);
      return kept.filter((number) => set.has(number));
    }, postings[0]);
  };

  const find = async (parts, index) => {
    let found = null;
    const folded = (text) => String.fromCharCode(...fold(text));
    for (const part of parts) {
      const group = part.any ? null : index.synonyms.find((g) => g.some((w) => folded(w) === folded(part.text)));
      const ways = part.any || [part.text, ...(group || [])].map(tokens);
      const lists = await Promise.all(ways.map((way) => all(way, index)));
      const set = new Set(lists.flat());
      const before = found || Array.from({ length: index.cases }, (_, i) => i);
      found = before.filter((number) => set.has(number) !== part.not);
    }
    return (found || []).reverse();
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const hit = (item) => {
    const box = element("li", "hit");
    const head = element("p", "hit-head");
    const number = element("a", "number", item.number);
    const href = `${root}../${language}/cases/${item.file}.html`;
    number.href = href;
    head.append(number, " ");
    if (item.published) head.append(element("time", "", item.published), " ");
    if (item.type) head.append(element("span", "tag", item.type[language]), " ");
    if (item.people) head.append(element("span", "people", item.people.toLocaleString("ja-JP") + (language === "ja" ? "件" : "")));
    const title = element("h3");
    const link = element("a", "", item.title || words.untitled);
    link.href = href;
    title.append(link);
    box.append(head, title, element("p", "organisation", item.organisation || ""));
    return box;
  };

  const size = 20;
  const page = Math.max(1, Number.parseInt(new URLSearchParams(location.search).get("page") || "1", 10) || 1);
  const show = async () => {
    place.replaceChildren(element("p", "count", words.searching));
    const index = await load("index.json");
    const found = await find(parse(query), index);
    const shown = found.slice((page - 1) * size, page * size);
    const items = await Promise.all(shown.map(async (number) => {
      const chunk = await load(`cases-${Math.floor(number / index.chunk)}.json`);
      return chunk[number % index.chunk];
    }));
    const count = element("p", "count", words.found.replace("{}", found.length.toLocaleString("ja-JP")));
    count.setAttribute("role", "status");
    const list = element("ol", "hits");
    list.append(...items.map(hit));
    const pages = element("nav", "pages");
    pages.setAttribute("aria-label", words.pages);
    const turn = (to, name) => {
      const link = element("a", "", name);
      link.href = `?${new URLSearchParams({ q: query, page: String(to) })}`;
      pages.append(link, " ");
    };
    if (page > 1) turn(page - 1, words.previous);
    if (found.length > page * size) turn(page + 1, words.next);
    place.replaceChildren(count, list, pages);
    if (found.length === 0) place.append(element("p", "nothing", words.nothing));
  };
  show().catch((error) => {
    const box = element("p", "fault", error.message);
    box.setAttribute("role", "alert");
    place.replaceChildren(box);
  });
})();
