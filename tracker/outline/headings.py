"""Finding headings: numbered lines at every level, dashes, short lines that name a part, leading sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

import msgspec
from msgspec.structs import replace

from tracker.outline.wording import any_of, number_marks
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.outline import OutlineSettings

__all__ = ["LOWEST_PART", "Heading", "find_headings", "lines", "top_headings"]

LONGEST = 70
"""A heading is cut off here where no sentence ends before (characters)."""
LOWEST_PART = 2
"""The lowest level that can divide a whole report into parts; what stands below it numbers points, not parts."""
_LEAD_LONGEST = 24
_LEAD_BODY = 40
_BARE_LONGEST = 32
_RUN_ON = 24

_INDENT = " \t\u3000\xa0#*>"
_ENDS = re.compile(r"[。！？\n]")
_ENDLESS = 3000
_INLINE = re.compile(
    r"(?<=[。！？；：”])(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|——)[^。！？；]{4,80})"
)
_MARKS = frozenset("，。；：！？、,;:!?…")
_PUNCTUATION = re.compile(f"[{''.join(sorted(_MARKS))}]")
_NO_LEAD = re.compile("[，；：！？0-9]")
_YEARS = re.compile(r"\d{4}年|[一二][九〇零○][〇零○一二三四五六七八九]{2}年|[一二三四五六七八九十]五[”\"]|[三四五]年")
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)}
_NUMERAL = re.compile(r"[一二三四五六七八九十]+|\d+")
_PAGE = re.compile(r"[\s.…·]*\d*$")
_LITTER = " \t\u3000\xa0*"


class Heading(msgspec.Struct, frozen=True, gc=False):
    """``start`` is where its line's text begins, ``text`` the heading as it reads, without the body that may follow.

    ``level`` counts from 0, as in the rules; leading sentences stand below all numbered levels. ``ordinal`` is None
    for what has no number. ``inline``: the body follows in the same line, up to ``line_end``.
    """

    start: int
    line_end: int
    level: int
    text: str
    ordinal: int | None
    inline: bool


@lru_cache(maxsize=8)
def lines(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """The lines that hold more than spaces: where the text of each begins (indent skipped) and ends.

    Those of the last texts are remembered: who reports and what the parts are is read from the same lines.
    """
    found = []
    at = start
    for line in text[start:end].replace("\r", "\n").split("\n"):
        after = at + len(line)
        bare = len(line.lstrip(_INDENT))
        if bare:
            found.append((after - bare, after))
        at = after + 1
    return tuple(found)


def find_headings(text: str, rules: OutlineSettings) -> tuple[Heading, ...]:
    """Every heading of ``text``, ascending.

    Those of the last texts are remembered: the catalogue is made from them first, then the sections.
    """
    return _headings_by(rules)(text)


@compiled_once
def _headings_by(rules: OutlineSettings) -> Callable[[str], tuple[Heading, ...]]:
    return lru_cache(maxsize=8)(partial(_all_headings, rules))


def _all_headings(rules: OutlineSettings, text: str) -> tuple[Heading, ...]:
    marks = number_marks(rules)
    lead_level = len(rules.levels)
    found = []
    bare = []
    for start, end in _heading_lines(text):
        mark = marks.at(text, start, end) if text[start] in marks.firsts else None
        if mark:
            level = int((mark.lastgroup or "l0")[1:])
            heading = _numbered(text, start, end, mark.end(), level, mark.group())
            found.append(_cut_at_role(heading, rules) if level < LOWEST_PART and heading.inline else heading)
        elif end - start <= _BARE_LONGEST:
            # a line ends with a mark mostly, and a name has none
            if text[end - 1] not in _MARKS and _names_a_part(text[start:end], rules):
                bare.append(Heading(start, end, -1, text[start:end].strip(_LITTER), None, False))
        elif end - start >= _LEAD_BODY:
            # a short leading sentence without digits, before a paragraph that goes on
            stop = text.find("。", start, start + _LEAD_LONGEST + 1)
            if stop > start and end - stop >= _LEAD_BODY and not _NO_LEAD.search(text, start, stop):
                found.append(Heading(start, end, lead_level, text[start:stop], None, True))
    return tuple(_without_contents(_with_bare(found, bare, rules)))


def _heading_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of ``text``; where a copy has lost its line ends, also what begins like a heading behind a sentence."""
    for start, end in lines(text):
        if end - start > _ENDLESS:
            for match in _INLINE.finditer(text, start, end):
                yield start, match.start()
                start = match.start()
        yield start, end


def top_headings(headings: tuple[Heading, ...]) -> list[Heading]:
    """The headings of the highest level that occurs, where that is one that divides a report."""
    highest = min((h.level for h in headings), default=LOWEST_PART + 1)
    return [h for h in headings if h.level == highest] if highest <= LOWEST_PART else []


def _with_bare(found: list[Heading], bare: list[Heading], rules: OutlineSettings) -> list[Heading]:
    """Lines that name a part are headings where nothing numbered does it; they stand above everything numbered."""
    says = any_of(_role_words(rules))
    parts = [h for h in found if h.level <= 1]
    if len(bare) < 2 or any(says.search(h.text) for h in parts):
        return found
    return sorted([*found, *(replace(h, level=-1) for h in bare)], key=lambda h: h.start)


def _without_contents(found: list[Heading]) -> list[Heading]:
    """A table of contents says the headings once before they come; what it lists is no heading."""
    parts = [h for h in found if h.level < LOWEST_PART and not h.inline]
    last = {_PAGE.sub("", h.text): h.start for h in parts}
    listed = [h for h in parts if last[_PAGE.sub("", h.text)] > h.start]
    if len(listed) < 2:
        return found
    dropped = {h.start for h in listed}
    return [h for h in found if h.start not in dropped]


def _names_a_part(line: str, rules: OutlineSettings) -> bool:
    bare = line.strip(_LITTER)
    if not bare or _PUNCTUATION.search(bare) or bare.endswith(rules.titles):
        return False
    if bare.endswith(rules.bare_headings) and len(bare) <= _BARE_LONGEST // 2:
        return True
    return bool(_YEARS.search(bare)) and bool(any_of(_role_words(rules)).search(bare))


def _numbered(text: str, start: int, line_end: int, after: int, level: int, mark: str) -> Heading:
    stop = _ENDS.search(text, after, line_end)
    cut = stop.start() if stop else line_end
    if cut - start > LONGEST:
        comma = text.find("，", after, start + LONGEST)
        cut = comma if comma > 0 else start + LONGEST
    number = _NUMERAL.search(mark)
    ordinal = _ordinal(number.group()) if number else None
    body = bool(text[cut:line_end].strip("。！？" + _LITTER))
    return Heading(start, line_end, level, text[start:cut].rstrip(_LITTER + "：:，"), ordinal, body)


def _cut_at_role(heading: Heading, rules: OutlineSettings) -> Heading:
    """A part's heading that runs on into its body (二、2024年工作安排今年是…), cut behind the last word on its role."""
    if len(heading.text) <= _RUN_ON:
        return heading
    ends = [m.end() for m in any_of(_role_words(rules)).finditer(heading.text, 0, _RUN_ON)]
    return replace(heading, text=heading.text[: ends[-1]]) if ends else heading


def _role_words(rules: OutlineSettings) -> tuple[str, ...]:
    return tuple(word for role in rules.roles for word in role.words)


def _ordinal(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS.get(numeral, 0)
    return (_NUMERALS.get(tens, 1) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)
