// Adds to pages that read well without it: the language remembered, filter, search, order, keys.
(() => {
  "use strict";
  const $ = (q, from = document) => from.querySelector(q), all = (q, from = document) => [...from.querySelectorAll(q)];
  const box = $("#lang");

  // the language: remembered where the browser lets a page keep something
  const keep = { get: () => { try { return localStorage.getItem("lang") } catch { return null } }, set: v => { try { localStorage.setItem("lang", v) } catch { /* not kept */ } } };
  const english = () => {
    document.documentElement.lang = box.checked ? "en" : "zh-CN";
    document.title = $("title").dataset[box.checked ? "en" : "zh"];
  };
  if (keep.get()) box.checked = keep.get() === "en";
  english();
  box.addEventListener("change", () => { keep.set(box.checked ? "en" : "zh"); english() });

  // a row that an address names is opened
  const reveal = () => {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)) } catch { /* an address broken on its way here */ }
    const at = name && document.getElementById(name);
    const row = at && at.closest("details");
    if (row) { row.open = true; row.hidden = false }
    if (at) at.scrollIntoView({ block: row ? "start" : "center" });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // a row that is open offers its citation: the source, the place in it, the address of the row
  const first = $(".sources li");
  const cited = row => `${first.dataset.cite} 原文第${row.dataset.c}字. ${location.href.split("#")[0]}#${row.id}`;
  if (first && navigator.clipboard) addEventListener("toggle", event => {
    const row = event.target, place = row.matches?.(".row[open]") && $(".mt", row);
    if (!place || $("button", place)) return;
    const button = document.createElement("button");
    button.type = "button"; button.className = "copy";
    button.innerHTML = '<span class=zh>复制引文</span><span lang=en>Copy citation</span>';
    button.addEventListener("click", () => navigator.clipboard.writeText(cited(row)).then(() => button.classList.add("done"), () => { /* not allowed here */ }));
    place.append(button);
  }, true);

  const tools = $(".tools"), rows = all(".row");
  if (tools && rows.length) {
    tools.hidden = false;
    const find = $("#find"), groups = all(".grp"), found = $(".found"), wanted = new Set();
    const home = rows.map(row => [row, row.parentNode]), text = new Map(rows.map(row => [row, row.textContent.toLowerCase()]));
    const flat = document.createElement("section");
    flat.className = "grp"; flat.hidden = true; groups[0].before(flat);

    const show = () => {
      const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let seen = 0;
      for (const row of rows) {
        row.hidden = wanted.size > 0 && !wanted.has(row.dataset.o) || !words.every(w => text.get(row).includes(w));
        seen += !row.hidden;
      }
      for (const group of groups) group.hidden = !all(".row", group).some(row => !row.hidden);
      flat.hidden = !flat.firstChild;
      found.textContent = wanted.size || words.length ? `${seen} / ${rows.length}` : "";
    };
    const chips = all("[data-f]", tools);
    const offer = () => { for (const chip of chips) chip.hidden = !rows.some(row => row.dataset.o === chip.dataset.f) };
    offer();
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        const on = chip.getAttribute("aria-pressed") !== "true";
        chip.setAttribute("aria-pressed", on);
        wanted[on ? "add" : "delete"](chip.dataset.f);
        show();
      });
    }
    for (const button of all("[data-by]", tools)) button.addEventListener("click", () => {
      for (const other of all("[data-by]", tools)) other.setAttribute("aria-pressed", other === button);
      if (button.dataset.by === "gap") flat.append(...[...rows].sort((a, b) => b.dataset.s - a.dataset.s));
      else for (const [row, parent] of home) parent.append(row);
      show();
    });
    find.addEventListener("input", show);

    // the verdict without tolerance, where that is another
    const exact = $("#exact"), close = rows.filter(row => row.dataset.x);
    const said = new Map();
    if (exact && close.length) exact.hidden = false;
    exact?.addEventListener("click", () => {
      const on = exact.getAttribute("aria-pressed") !== "true";
      exact.setAttribute("aria-pressed", on);
      for (const row of close) {
        const place = $(".vd", row), now = [...place.childNodes].filter(node => node.nodeName !== "SMALL"), [zh, en] = exact.dataset[row.dataset.x].split("|");
        if (!said.has(row)) said.set(row, { outcome: row.dataset.o, words: now });
        const { outcome, words } = said.get(row);
        for (const node of now) node.remove();
        if (on) {
          const other = document.createElement("span");
          other.innerHTML = "<span class=zh></span><span lang=en></span>";
          [other.firstChild.textContent, other.lastChild.textContent] = [zh, en];
          place.prepend(other);
        } else place.prepend(...words);
        row.dataset.o = on ? "missed" : outcome;
        $("summary > .sh use", row).setAttribute("href", `#o-${row.dataset.o}`);
      }
      wanted.clear();
      for (const chip of chips) chip.setAttribute("aria-pressed", false);
      offer();
      show();
    });

    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.target.matches("input, textarea, select") && event.target !== box;
      if (event.key === "Escape" && event.target === find) { find.value = ""; show(); find.blur(); return }
      if (typing) return;
      if (event.key === "/") { event.preventDefault(); find.focus(); return }
      const step = { j: 1, k: -1 }[event.key];
      if (!step) return;
      const seen = all(".row").filter(row => !row.hidden && !row.parentNode.hidden), at = seen.indexOf(document.activeElement.closest?.(".row"));
      const next = seen[Math.max(0, Math.min(seen.length - 1, at < 0 ? 0 : at + step))];
      if (next) { next.firstElementChild.focus(); next.scrollIntoView({ block: "nearest" }) }
    });
  }
})();
