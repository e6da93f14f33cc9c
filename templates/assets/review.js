// Keys for what the review pages offer anyway, and selecting words in a source.
(() => {
  "use strict";
  const $ = q => document.querySelector(q), all = q => [...document.querySelectorAll(q)];
  const typing = e => e.target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

  // what can only be plain text follows the language
  const box = $("#lang"), both = all("[data-zh]");
  const speak = () => { for (const one of both) one[one.tagName === "INPUT" ? "placeholder" : "textContent"] = box.checked ? one.dataset.en : one.dataset.zh };
  box.addEventListener("change", speak);
  speak();

  // one press, one decision
  for (const form of all("form[method=post]")) form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => { for (const form of all("form[method=post]")) delete form.dataset.sent });

  // text chosen in a report becomes the selection that the form sends; offsets count Unicode characters
  const article = $("article.plain");
  if (article) {
    const length = text => [...text].length;
    const place = (node, offset) => {
      const line = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-at]");
      if (!line || !article.contains(line)) return null;
      const range = document.createRange();
      range.setStart(line, 0); range.setEnd(node, offset);
      return Number(line.dataset.at) + length(range.toString());
    };
    const select = range => {
      const chosen = getSelection();
      chosen.removeAllRanges(); chosen.addRange(range);
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
    };
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return;
      const range = chosen.getRangeAt(0), start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
      if (start === null || end === null || end <= start) return;
      const words = chosen.toString().split("\n")[0];
      $("#take-start").value = start; $("#take-end").value = end; $("#take-words").value = words;
      $("#taken").textContent = words.length > 80 ? words.slice(0, 80) + "…" : words;
      $("#take-it").disabled = false;
    });

    // the same by keyboard: from figure to figure, and from one place of the words looked for to the next
    const figures = all("article.plain mark"), within = $("#within"), lines = all("article.plain [data-at]");
    const here = () => getSelection().rangeCount && !getSelection().isCollapsed ? getSelection().getRangeAt(0) : null;
    const step = by => {
      const at = here(), inside = node => { const range = document.createRange(); range.selectNodeContents(node); return range };
      const order = by > 0 ? figures : [...figures].reverse();
      const next = order.find(mark => at ? inside(mark).compareBoundaryPoints(Range.START_TO_START, at) * by > 0 : mark.getBoundingClientRect().top > 0);
      if (next) select(inside(next));
    };
    const find = () => {
      const wanted = within.value.trim(), at = here();
      if (!wanted) return;
      const spots = [];
      for (const line of lines) for (let found = line.textContent.indexOf(wanted); found >= 0; found = line.textContent.indexOf(wanted, found + 1)) spots.push([line, found]);
      const ranges = spots.map(([line, found]) => {
        const range = document.createRange(), walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const spot = offset => { walk.currentNode = line; let node; while ((node = walk.nextNode()) && offset > node.length) offset -= node.length; return [node, offset] };
        range.setStart(...spot(found)); range.setEnd(...spot(found + wanted.length));
        return range;
      });
      const next = ranges.find(range => at && range.compareBoundaryPoints(Range.START_TO_START, at) > 0) || ranges[0];
      if (next) select(next);
      $("#nowhere").hidden = Boolean(next);
    };
    within.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); within.blur(); find() } });
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
      if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
      if (event.key === "n") find();
    });
    find();
  }

  addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.form?.method === "post") { event.preventDefault(); event.target.form.requestSubmit(); return }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event)) { event.target.blur(); return }
    if (typing(event)) return;
    if (event.key === "/") { const field = $("[data-focus='/']"); if (field) { event.preventDefault(); field.focus(); field.select() } return }
    const items = all(".queue .item");
    if (items.length && (event.key === "j" || event.key === "k")) {
      const at = items.indexOf(document.activeElement), next = items[Math.max(0, Math.min(items.length - 1, at + (event.key === "j" ? 1 : -1)))];
      next.focus(); next.scrollIntoView({ block: "nearest" });
      return;
    }
    const target = $(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target || target.disabled) return;
    event.preventDefault();
    if (target.tagName === "SUMMARY") {
      // pressed again: on to the next part of what is open
      const box = target.parentElement, parts = [...box.children].filter(one => one.tagName === "DETAILS");
      const next = box.open ? parts.findIndex(part => part.open) + 1 : 0;
      box.open = !box.open || next < parts.length;
      parts.forEach((part, at) => { part.open = at === next });
      if (box.open) { box.scrollIntoView({ block: "nearest" }); (parts[next] || box).querySelector("input:not([type=hidden]), textarea, select")?.focus() }
    } else target.click();
  });
})();
