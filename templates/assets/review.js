// Keys for what the review pages offer anyway, and selecting words in a source.
(() => {
  "use strict";
  const $ = q => document.querySelector(q), all = q => [...document.querySelectorAll(q)];
  const typing = e => e.target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

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
  }

  addEventListener("keydown", event => {
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
      const box = target.parentElement;
      box.open = !box.open;
      if (box.open) { box.scrollIntoView({ block: "nearest" }); box.querySelector("input:not([type=hidden]), textarea, select")?.focus() }
    } else target.click();
  });
})();
