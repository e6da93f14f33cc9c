"""A text as paragraphs of HTML, with every mark, repair and heading at its place, and every character of it once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.models import Edit
from tracker.render.text import visible

__all__ = ["Mark", "annotate"]

_LINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85")
_CLASS = {"exact": "e", "guessed": "e u", "lost": "x"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark: ``c`` a commitment, ``r`` a result, ``n`` a number seen and not taken (without address)."""

    start: int
    end: int
    kind: str
    id: str
    href: str
    title: str


def annotate(
    text: str,
    marks: Iterable[Mark],
    edits: Iterable[Edit],
    headings: dict[int, str],
    titles: dict[int, int],
    points: Iterable[int] = (),
) -> Markup:
    """``text`` as paragraphs, one a line, cut wherever a mark, a repair or a heading begins or ends.

    ``headings`` gives the anchor of a place where a chapter begins, ``titles`` where its heading ends; ``points`` are
    further places to which something leads. All offsets are those of ``text``.
    """
    merged = _merged(edits)
    breaks = {found.start(): found.end() for found in _LINE.finditer(text)}
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.id)):
        opening[mark.start].append(mark)
    repairs = {edit.start: edit for edit in merged}
    anchors = {point: f"at{point}" for point in points} | headings
    cuts = {0, len(text), *anchors, *breaks, *breaks.values()}
    cuts.update(place for found in opening.values() for mark in found for place in (mark.start, mark.end))
    cuts.update(place for edit in merged for place in (edit.start, edit.end))
    order = sorted(cut for cut in cuts if 0 <= cut <= len(text))

    page = _Page()
    active: list[Mark] = []
    repair: Edit | None = None
    done = 0
    for start, end in zip(order, [*order[1:], len(text)], strict=True):
        active = [mark for mark in active if mark.end > start] + opening.get(start, [])
        page.waiting += [mark.id for mark in opening.get(start, ()) if mark.kind != "n"]
        if start in anchors:
            page.anchor(anchors[start], start in headings and _is_line(text, start, titles.get(start, start)))
        if start < done:  # the second character of a line end
            continue
        if start in breaks:
            done = breaks[start]
            page.end_line()
            continue
        fresh = repairs.get(start)
        if fresh is not None or (repair is not None and repair.end <= start):
            repair = fresh
        if end > start or fresh is not None:
            page.stretch(text[start:end], active, repair, first=fresh is not None)
    return page.finished()


class _Page:
    """The HTML as it grows. Stretches under the same marks share one link, however many repairs lie in it."""

    def __init__(self) -> None:
        self.waiting: list[str] = []  # addresses of marks that have begun and not been written yet
        self._out: list[str] = ["<p>"]
        self._link: tuple[str, ...] = ()

    def anchor(self, name: str, heading: bool) -> None:
        """An address for this place; a ``heading`` that is a line of its own gives it to its paragraph."""
        self._close()
        at = len(self._out) - 1 - (not self._out[-1].strip())
        if heading and self._out[at] == "<p>":
            self._out[at] = f'<p class="h" id="{name}">'
        else:
            self._out.append(f'<a id="{name}"></a>')

    def end_line(self) -> None:
        """The paragraph ends; marks that go on go on in the next."""
        self._close()
        self._out += ("</p>\n", "<p>")

    def stretch(self, text: str, marks: list[Mark], repair: Edit | None, *, first: bool) -> None:
        """One stretch of text with the same marks and the same repair throughout; ``first`` of its repair."""
        inner = str(escape(visible(text)))
        if repair is not None:
            after = f' data-a="{escape(visible(repair.after))}"' if first and repair.certainty != "lost" else ""
            inner = f'<i class="{_CLASS[repair.certainty]}"{after}>{inner}</i>'
        taken = [mark for mark in marks if mark.kind != "n"]
        if taken:
            key = tuple(mark.id for mark in taken)
            if key != self._link or self.waiting:
                self._open(taken, key)
        else:
            self._close()
            if marks:
                inner = f'<i class="n" title="{escape(visible(marks[0].title))}">{inner}</i>'
        self._out.append(inner)

    def finished(self) -> Markup:
        """The whole text."""
        self._close()
        self._out += [f'<a id="{escape(name)}"></a>' for name in self.waiting]
        self._out.append("</p>")
        return Markup("".join(self._out).replace("<p></p>", '<p class="g"></p>'))

    def _open(self, taken: list[Mark], key: tuple[str, ...]) -> None:
        self._close()
        # the innermost mark is what a reader points at; the others keep their addresses
        shown = min(taken, key=lambda mark: (mark.end - mark.start, mark.id))
        own = f' id="{escape(self.waiting[0])}"' if self.waiting else ""
        others = "".join(f'<a id="{escape(name)}"></a>' for name in self.waiting[1:])
        self.waiting.clear()
        kinds = " ".join(sorted({mark.kind for mark in taken}))
        href = f' href="{escape(shown.href)}"' if shown.href else ""
        self._out.append(f'{others}<a class="{kinds}"{own}{href} title="{escape(visible(shown.title))}">')
        self._link = key

    def _close(self) -> None:
        if self._link:
            self._out.append("</a>")
            self._link = ()


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a heading is all there is on its line (a lead that goes on as a sentence is not)."""
    found = _LINE.search(text, end)
    return not text[end : found.start() if found else len(text)].strip(" \u3000\t。：:")


def _merged(edits: Iterable[Edit]) -> list[Edit]:
    """Repairs that touch and are of one kind as one: a text in Traditional characters holds thousands."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        last = out[-1] if out else None
        if last is not None and edit.start < last.end:
            continue
        if last is not None and (last.end, last.kind, last.certainty) == (edit.start, edit.kind, edit.certainty):
            out[-1] = last._replace(end=edit.end, before=last.before + edit.before, after=last.after + edit.after)
        else:
            out.append(edit)
    return out
