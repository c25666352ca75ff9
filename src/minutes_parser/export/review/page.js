"use strict";
// The review page: click a thing in the text or in the record and see the other; filters, keys, language.
// No markup is ever made from text here: only classes, attributes and textContent change.
(() => {
  const held = document.getElementById("data");
  const data = JSON.parse(held.textContent);
  const FINDINGS = new Set(["diagnostic", "check", "privacy"]);
  const kindOf = (n) => data.things[n][0];
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const language = document.getElementById("language");
  let tongue = document.documentElement.lang === "en" ? 1 : 0;
  const word = (key) => data.strings[key][tongue];

  // --- language ---
  const speak = () => {
    document.documentElement.lang = tongue ? "en" : "zh-Hant-TW";
    for (const node of all("[data-i]")) node.textContent = word(node.dataset.i);
    for (const node of all("[data-ia]")) node.setAttribute("aria-label", word(node.dataset.ia));
    language.lang = tongue ? "zh-Hant-TW" : "en";
    for (const node of all(".picture img")) {
      const page = node.closest(".page").id.replace("page-", "");
      node.alt = `${word("page.image")} ${page}`;
    }
  };
  language.addEventListener("click", () => {
    tongue = 1 - tongue;
    speak();
  });

  const text = document.getElementById("text");
  if (!text) return; // a list of pages has no document

  // --- what stands where ---
  const pieces = all(".s", text);
  const covers = new Map(pieces.map((piece) => [piece, piece.dataset.t.split(" ").map(Number)]));
  const places = new Map();
  for (const piece of pieces) {
    for (const n of covers.get(piece)) {
      if (!places.has(n)) places.set(n, []);
      places.get(n).push(piece);
    }
  }
  const marks = new Map(all(".mark", text).map((mark) => [Number(mark.dataset.t), mark]));
  const cards = new Map(all(".card").map((card) => [Number(card.dataset.t), card]));
  const inOrder = all(".mark", text).map((mark) => Number(mark.dataset.t));
  for (const n of cards.keys()) if (!marks.has(n)) inOrder.push(n); // what has no place in the text comes last

  // --- selection ---
  const said = document.getElementById("said");
  let selected = null;
  let step = 0;
  // What is off the screen is not laid out yet and its height is an estimate: once it is, scroll again.
  const show = (node) => {
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => requestAnimationFrame(() => node.scrollIntoView({ block: "center" })));
  };
  const hidden = new Set();
  const clear = () => {
    for (const node of all(".on, .here")) node.classList.remove("on", "here");
    selected = null;
  };
  const select = (n, { text: inText = true, record: inRecord = true } = {}) => {
    clear();
    selected = n;
    step = 0;
    for (const piece of places.get(n) || []) piece.classList.add("on");
    const mark = marks.get(n);
    if (mark) mark.classList.add("on");
    const card = cards.get(n);
    if (card) card.classList.add("on");
    const page = card && card.dataset.page && document.getElementById(`page-${card.dataset.page}`);
    for (const box of all(`rect[data-t="${n}"]`)) box.classList.add("on");
    if (inText) show(mark || (places.get(n) || [])[0] || page);
    if (inRecord) show(card);
    said.textContent = `${word("page.selected")} ${word(`kind.${kindOf(n)}`)} ${data.things[n][1]}`;
  };
  // the places of one field: each is a stretch of offsets
  const point = (places_) => {
    for (const node of all(".here")) node.classList.remove("here");
    const ranges = places_.split(",").map((range) => range.split("-").map(Number));
    const found = pieces.filter((piece) => {
      const at = Number(piece.dataset.o);
      return ranges.some(([start, end]) => at >= start && at < end);
    });
    for (const piece of found) piece.classList.add("here");
    show(found[0]);
  };

  const visible = (piece) => covers.get(piece).filter((n) => !hidden.has(kindOf(n)) && cards.has(n));
  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark, rect");
    if (mark) return select(Number(mark.dataset.t), { text: false });
    const piece = event.target.closest(".s");
    if (!piece || String(getSelection())) return undefined;
    // the innermost first; clicked again, what lies around it
    const candidates = visible(piece);
    if (!candidates.length) return undefined;
    const at = candidates.indexOf(selected);
    return select(candidates[(at + 1) % candidates.length], { text: false });
  });
  document.getElementById("record").addEventListener("click", (event) => {
    const field = event.target.closest("dd[data-p]");
    const card = event.target.closest(".card");
    if (!card || String(getSelection())) return;
    const n = Number(card.dataset.t);
    if (field) {
      if (selected !== n) select(n, { text: false, record: false });
      point(field.dataset.p);
    } else if (event.target.closest(".go")) {
      const fields = all("dd[data-p]", card);
      if (selected === n && fields.length) point(fields[step++ % fields.length].dataset.p);
      else select(n, { record: false });
    }
  });

  // --- filters ---
  const refilter = () => {
    hidden.clear();
    for (const box of all("input[name=kind]")) if (!box.checked) hidden.add(box.value);
    for (const piece of pieces) {
      const kinds = covers.get(piece).map(kindOf).filter((kind) => !hidden.has(kind));
      const base = kinds.find((kind) => !FINDINGS.has(kind)) || kinds[0];
      const found = kinds.some((kind) => FINDINGS.has(kind) && kind !== "privacy");
      piece.className = "s" + (base ? ` k-${base}` : "") + (found ? " found" : "");
      if (kinds.includes("privacy")) piece.classList.add("private");
      if (selected !== null && covers.get(piece).includes(selected)) piece.classList.add("on");
    }
    for (const node of all(".mark, .card, rect")) {
      node.toggleAttribute("hidden", hidden.has(kindOf(Number(node.dataset.t))));
    }
  };
  for (const box of all("input[name=kind]")) box.addEventListener("change", refilter);
  const images = document.getElementById("images");
  if (images) {
    images.addEventListener("change", () => {
      document.getElementById("main").classList.toggle("with-images", images.checked);
    });
  }

  // --- from thing to thing ---
  const move = (by, wanted = () => true) => {
    const order = inOrder.filter((n) => !hidden.has(kindOf(n)) && wanted(n));
    if (!order.length) return;
    const at = order.indexOf(selected);
    let next;
    if (at !== -1) next = (at + by + order.length) % order.length;
    else next = by > 0 ? 0 : order.length - 1;
    select(order[next]);
    const target = marks.get(order[next]) || cards.get(order[next]).querySelector(".go");
    target.focus({ preventScroll: true });
  };
  document.getElementById("next").addEventListener("click", () => move(1));
  document.getElementById("previous").addEventListener("click", () => move(-1));
  const keys = document.getElementById("keys");
  const ACTIONS = {
    j: () => move(1),
    k: () => move(-1),
    d: () => move(1, (n) => FINDINGS.has(kindOf(n))),
    l: () => language.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      clear();
      return;
    }
    if (!keys.checked || !ACTIONS[event.key]) return;
    ACTIONS[event.key]();
    event.preventDefault();
  });
  document.documentElement.dataset.ready = "yes";
})();
