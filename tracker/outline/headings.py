"""Finding headings: numbered lines at every level, dashes, and short bold or leading sentences before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.outline.wording import numbered
from tracker.rulebook.schema.outline import OutlineSettings

__all__ = ["Heading", "find_headings", "lines"]

LONGEST = 70
"""A heading is cut off here where no sentence ends before (characters)."""
_LEAD_LONGEST = 24
_LEAD_BODY = 40

_LINE = re.compile(r"[^\n\r]+")
_INDENT = re.compile(r"[ \t\u3000\xa0#*>]*")
_ENDS = re.compile(r"[。！？\n]")
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)}
_NUMERAL = re.compile(r"[一二三四五六七八九十]+|\d+")


@dataclass(frozen=True, slots=True)
class Heading:
    """``start`` is where its line's text begins, ``text`` the heading as it reads, without the body that may follow.

    ``level`` counts from 0, as in the rules; headings without a number stand below all numbered levels. ``ordinal``
    is None for dashes and leads. ``inline``: the body follows in the same line, up to ``line_end``.
    """

    start: int
    line_end: int
    level: int
    text: str
    ordinal: int | None
    inline: bool


def lines(text: str) -> list[tuple[int, int]]:
    """The lines that hold more than spaces: where the text of each begins (indent skipped) and ends."""
    spans = []
    for match in _LINE.finditer(text):
        start = _INDENT.match(text, match.start(), match.end()).end()  # type: ignore[union-attr]
        if start < match.end():
            spans.append((start, match.end()))
    return spans


def find_headings(text: str, rules: OutlineSettings) -> tuple[Heading, ...]:
    """Every heading of ``text``, ascending."""
    mark = numbered(rules.levels)
    lead_level = len(rules.levels)
    found = []
    for start, end in lines(text):
        match = mark.match(text, start, end)
        if match:
            level = int((match.lastgroup or "l0")[1:])
            found.append(_numbered(text, start, end, match.end(), level, match.group()))
        else:
            lead = _lead(text, start, end)
            if lead:
                found.append(Heading(start, end, lead_level, text[start:lead], None, True))
    return tuple(found)


def _numbered(text: str, start: int, line_end: int, after: int, level: int, mark: str) -> Heading:
    stop = _ENDS.search(text, after, line_end)
    cut = stop.start() if stop else line_end
    if cut - start > LONGEST:
        comma = text.find("，", after, start + LONGEST)
        cut = comma if comma > 0 else start + LONGEST
    number = _NUMERAL.search(mark)
    body = bool(text[cut:line_end].strip("。！？* \u3000\t"))
    return Heading(start, line_end, level, text[start:cut].rstrip(" \t\u3000*：:"), _ordinal(number.group()) if number else None, body)


def _lead(text: str, start: int, end: int) -> int:
    """Where a short leading sentence without digits ends, before a paragraph that goes on; else 0."""
    if end - start < _LEAD_BODY:
        return 0
    stop = text.find("。", start, start + _LEAD_LONGEST + 1)
    if stop < 0 or end - stop < _LEAD_BODY or any(c in "，；：！？0123456789" for c in text[start:stop]):
        return 0
    return stop


def _ordinal(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS.get(numeral, 0)
    return (_NUMERALS.get(tens, 1) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)
