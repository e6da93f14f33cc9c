"""A sentence as clauses of tokens: its marks, and the free text between them.

A clause is cut off before its tokens are made, as those of most are never asked for.

What stands in quotation marks, title marks or brackets without a figure of its own is one token of free text, so that
“专精特新”企业 or 民间投资（不含房地产） stay whole. Offsets are clean offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tracker.models import Quantity
    from tracker.periods import Expression
    from tracker.scan import Mark

__all__ = ["BREAKS", "LIST", "TEXT", "Clause", "Token", "clauses", "tokenize"]

TEXT = frozenset(["text"])
BREAKS = frozenset("，；：。！？,;:")
"""Marks that end a clause."""
LIST = frozenset("、")
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "〈": "〉", "【": "】"}
_DASH = "—"
_ENDS = BREAKS | {_DASH}
_CUTS = frozenset([*_ENDS, *_PAIRS, *_PAIRS.values(), "period"])
_MANNERS = frozenset(["to_urge", "to_pledge", "to_prepare"])
"""Classes of verbs of milestones that do not make anything by themselves."""
_BRACKETS = frozenset("（(【")
_LONGEST_QUOTED = 30
"""Characters of quoted words that are one."""
_LONGEST_ITEM = 2
"""Digits of the number of an item of a list."""


class Token(Struct, frozen=True, gc=False):
    """A mark or a stretch of free text. ``tags`` are the parts of the mark's tag, ``text`` for free text."""

    start: int
    end: int
    text: str
    tags: frozenset[str]
    quantity: Quantity | None = None
    period: Expression | None = None

    def playing(self, tags: frozenset[str]) -> Token:
        """The token in another part of its clause."""
        return Token(self.start, self.end, self.text, tags, self.quantity, self.period)

    def uncounted(self, tags: frozenset[str]) -> Token:
        """The token in a part in which its number is no figure."""
        return Token(self.start, self.end, self.text, tags, None, self.period)


class Clause(Struct, gc=False):
    """The clause ``text[start:end]`` with those of ``marks`` from ``first`` on up to ``behind``, and what ends it.

    ``counts`` tells that a number stands in it that is more than text, unless it is quoted.
    """

    text: str
    start: int
    end: int
    marks: Sequence[Mark]
    first: int
    behind: int
    ending: str
    counts: bool
    made: list[Token] | None = None

    def tokens(self) -> list[Token]:
        """Its tokens, made when they are first asked for."""
        if self.made is None:
            self.made = _between(self.text, self.start, self.end, self.marks[self.first : self.behind])
        return self.made


class _Parts(dict[str, frozenset[str]]):
    """The parts of the tags of marks: a rule set has some hundreds."""

    def __missing__(self, tag: str) -> frozenset[str]:
        parts = self[tag] = _parts(tag)
        return parts


def _parts(tag: str) -> frozenset[str]:
    """The parts of a mark's tag; ``TEXT`` itself for what is but text here: numbers, nouns, indicators."""
    parts = set()
    for part in tag.split("|"):
        parts.add(part)
        if part.startswith("to_") and part not in _MANNERS:
            parts.add("work")
    if parts & {"act", "new", "spend", "modality", "noun", "causes", "mention"}:
        parts.discard("work")
    if tag.startswith(("quantity", "count", "rank")):
        parts.add(tag.partition(".")[0])
    return TEXT if parts & {"number", "noun", "indicator"} or parts == TEXT else frozenset(parts)


_PARTS = _Parts()


def tokenize(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Token]:
    """The tokens of ``text[start:end]``, without the number of an item in front; neighbouring free text is one."""
    return _between(text, _behind_item(text, start, marks), end, marks)


def clauses(
    text: str, start: int, end: int, marks: Sequence[Mark], numbers: Sequence[Mark]
) -> tuple[list[Clause], list[Expression]]:
    """The clauses of ``text[start:end]``, without the number of an item in front: cut at commas and at dashes
    (主要目标——地区生产总值增长6%), but not inside what is one token; and the expressions of time outside of these.

    ``numbers`` are those of the marks that are numbers of any kind.
    """
    begin = start = _behind_item(text, start, marks)
    figures = [mark.start for mark in numbers if mark.quantity is not None and _PARTS[mark.tag] is not TEXT]
    found: list[Clause] = []
    times: list[Expression] = []
    first = inside = at_figure = 0
    cuts = [at for at, mark in enumerate(marks) if mark.tag in _CUTS]
    for place, at in enumerate(cuts):
        mark = marks[at]
        sign, tag = mark.start, mark.tag
        if at < inside or sign < start:
            continue
        if tag in BREAKS or (tag == _DASH and _is_doubled(marks, at, begin)):
            if start < sign:
                before = at_figure
                while at_figure < len(figures) and figures[at_figure] < sign:
                    at_figure += 1
                found.append(Clause(text, start, sign, marks, first, at, tag, at_figure > before))
            start, first = mark.end, at + 1
        elif mark.period is not None:
            times.append(mark.period)
        elif tag in _PAIRS:
            closing = next((i for i in cuts[place + 1 :] if marks[i].tag == _PAIRS[tag]), 0)
            if closing and _is_whole(tag, marks, at, closing):
                inside = closing
    if start < end:
        found.append(Clause(text, start, end, marks, first, len(marks), "", at_figure < len(figures)))
    return found, times


def _is_doubled(marks: Sequence[Mark], at: int, begin: int) -> bool:
    """Whether another dash stands beside the one that is the mark number ``at``, in a sentence from ``begin`` on."""
    dash = marks[at]
    before = at > 0 and marks[at - 1].tag == _DASH and begin <= marks[at - 1].start == dash.start - 1
    behind = at + 1 < len(marks) and marks[at + 1].tag == _DASH and marks[at + 1].start == dash.end
    return before or behind


def _is_whole(opening: str, marks: Sequence[Mark], at: int, closing: int) -> bool:
    """Whether what stands between two marks is one token, as ``_whole`` has it."""
    if opening in _BRACKETS:
        inner = marks[at + 1 : closing]
        return not any(mark.quantity is not None and "quantity" in _PARTS[mark.tag] for mark in inner)
    return marks[closing].start - marks[at].end <= _LONGEST_QUOTED


def _behind_item(text: str, start: int, marks: Sequence[Mark]) -> int:
    """Where the words begin behind the number of an item in front (02 新建书屋…)."""
    if marks and marks[0].tag == "number" and marks[0].start == start and _numbers_item(text, start, marks[0].end):
        return marks[0].end
    return start


def _between(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Token]:
    tokens: list[Token] = []
    at = begin = start  # free text runs from ``begin``, read up to ``at``
    paired = False
    for mark in marks:
        first = mark.start
        if first < at:
            continue
        at, tag = mark.end, mark.tag
        tags = _PARTS[tag]
        if tags is not TEXT:
            if begin < first:
                tokens.append(Token(begin, first, text[begin:first], TEXT))
            tokens.append(Token(first, at, text[first:at], tags, mark.quantity, mark.period))
            begin = at
            if tag in _PAIRS:
                paired = True
    if begin < end:
        tokens.append(Token(begin, end, text[begin:end], TEXT))
    return _merged(text, tokens) if paired else tokens


def _numbers_item(text: str, start: int, end: int) -> bool:
    """Whether the digits ``start``…``end`` open a line and a word follows them: then they only number it."""
    opens = text[max(0, start - 1) : start] in ("", "\n")
    return opens and end - start <= _LONGEST_ITEM and "\u4e00" <= text[end : end + 1] <= "\u9fff"


def _merged(text: str, tokens: list[Token]) -> list[Token]:
    """Quoted and bracketed stretches made one token, and neighbouring free text joined."""
    out: list[Token] = []
    last: Token | None = None  # of ``out``, where that is free text
    behind = 0  # the stretch taken as one
    for index, token in enumerate(tokens):
        if index < behind:
            continue
        closing = _PAIRS.get(token.text)
        if closing is not None:
            stop = next((i for i in range(index + 1, len(tokens)) if tokens[i].text == closing), None)
            if stop is not None and _whole(token.text, tokens[index + 1 : stop]):
                token = Token(token.start, tokens[stop].end, text[token.start : tokens[stop].end], TEXT)
                behind = stop + 1
        if token.tags is not TEXT:
            last = None
            out.append(token)
        elif last is None:
            last = token
            out.append(token)
        else:
            last = out[-1] = Token(last.start, token.end, text[last.start : token.end], TEXT)
    return out


def _whole(opening: str, inner: list[Token]) -> bool:
    """Whether what stands inside is part of a name: in quotation and title marks, in brackets without figures."""
    if opening in _BRACKETS:
        return not any(t.quantity is not None and "quantity" in t.tags for t in inner)
    length = inner[-1].end - inner[0].start if inner else 0
    return length <= _LONGEST_QUOTED
