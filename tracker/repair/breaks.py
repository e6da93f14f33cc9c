"""Sentences that a page's or a line's end cut in two, put together again.

Two kinds of text have such breaks. In one every paragraph is a line: there a long line, with clauses in it, that
stops in the middle of one was cut by the end of a page; a page number may stand between. The other is
wrapped to a width: there most lines are as long as the longest, and one that is goes on in the next. Everywhere else
a line's end is kept, for it ends a heading, or a sentence set line by line.

The width shows only before other repairs change the length of lines, so this one comes early and meets signs of any
width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tracker.repair.changes import Change

__all__ = ["breaks"]

# characters; a heading or a signature is shorter
_PARAGRAPH = 60
# a wrapped line may be short of the width by this much: a two-digit number or a sign that must not begin a line
_RAGGED = 3
_WIDEST_WRAP = 80
_NARROWEST_WRAP = 15
# of the lines of a wrapped text, at least so many are as long as the longest; of these, so many stop within a sentence
_FULL_LINES = 0.12
_FEWEST_LINES = 10
_CUT_LINES = 0.6

_DIGIT = "0-9０-９"
_UNFINISHED = re.compile(rf"(?:[\u3400-\u9fff{_DIGIT}A-Za-z，,、“‘《（(%％·]|[{_DIGIT}][.．])\Z")
_NO_END = re.compile(r"[^。；;！!？?：:]\Z")
_CUT_WORD = re.compile(rf"(?:[\u3400-\u9fff{_DIGIT}A-Za-z]|[{_DIGIT}][.．])\Z")
_ENDED = frozenset("。；：！？")  # behind these none of them sees a cut: a line mostly ends so
_END = 2  # characters that these look at: searching whole lines for their end would take long
# where more lines than this end with a comma, lines are set clause by clause
_CLAUSES_SHARE = 0.03
_SENTENCE = re.compile(r"[。；;！!？，,]")
_NUMERAL = "[一二三四五六七八九十〇零百]"
_OPENING = re.compile(
    rf"(?:{_NUMERAL}{{1,4}}[、．.]|[（(]{_NUMERAL}{{1,4}}[）)]|第{_NUMERAL}{{1,4}}[章节節部]|[（(]?[{_DIGIT}]{{1,2}}[）)、]|[①-⑳]"
    rf"|[{_DIGIT}]{{1,2}}[.．](?![{_DIGIT}])|——|[-*•●■◆#>])"
)
_PAGE_NUMBER = re.compile(
    rf"(?:[-—–－·]+\s*[{_DIGIT}]{{1,4}}\s*[-—–－·]+"
    rf"|第\s*[{_DIGIT}]{{1,4}}\s*[页頁](?:[，,/ ]*共\s*[{_DIGIT}]{{1,4}}\s*[页頁])?)\Z"
)
_PAGE_BEGINS = frozenset("-—–－·第")
_BARE_NUMBER = re.compile(rf"[{_DIGIT}]{{1,3}}\Z")


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A line with what stands on it, without the blanks around."""

    start: int
    end: int
    text: str
    indent: int


class _Layout(NamedTuple):
    """How a text is set: the width it is wrapped to, if any, in characters or (a printed page) in columns; whether
    paragraphs are indented; the ends of cut lines."""

    width: int | None
    columns: bool
    indented: bool
    unfinished: re.Pattern[str]


def breaks(text: str) -> Iterator[Change]:
    """The page numbers of ``text`` and the line ends inside its sentences, each to be dropped."""
    lines = list(_lines(text))
    layout = _layout(lines)
    last: _Line | None = None
    numbers: list[_Line] = []  # of pages, met since the last line
    for line in lines:
        cut = last is not None and _goes_on(last, layout)
        page = line.text[0] in _PAGE_BEGINS and _PAGE_NUMBER.match(line.text)
        if page or (cut and _BARE_NUMBER.match(line.text)):
            numbers.append(line)
            continue
        if last is not None and cut and _takes_up(line, layout, bool(numbers)):
            yield last.end, line.start, "", "exact"
        else:
            yield from _dropped(numbers)
        last, numbers = line, []
    yield from _dropped(numbers)


def _dropped(numbers: list[_Line]) -> Iterator[Change]:
    """The page numbers between two paragraphs; a bare number there may be anything, and stays."""
    for line in numbers:
        if not _BARE_NUMBER.match(line.text):
            yield line.start, line.end, "", "exact"


def _lines(text: str) -> Iterator[_Line]:
    """The lines of ``text`` that hold more than blanks."""
    begin = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            indent = line.index(bare[0])
            yield _Line(begin + indent, begin + indent + len(bare), bare, indent)
        begin += len(line) + 1


def _layout(lines: list[_Line]) -> _Layout:
    full, width, columns = _wrapping(lines)
    if full:
        indented = sum(1 for line in lines if line.indent) > _FULL_LINES * len(lines)
        return _Layout(width, columns, indented, _NO_END)
    by_clause = sum([line.text[-1] in "，,、" for line in lines]) > _CLAUSES_SHARE * len(lines)
    return _Layout(None, False, False, _CUT_WORD if by_clause else _UNFINISHED)


def _wrapping(lines: list[_Line]) -> tuple[int, int, bool]:
    """How many lines are as long as the width that the text is wrapped to (0 where it is not), that width, and whether
    it counts columns."""
    if len(lines) < _FEWEST_LINES:
        return 0, 0, False
    characters = _lengths(lines, columns=False)
    # in columns a line is at least half as long as in characters: many texts need no look at their signs
    if _width(characters) > 2 * _WIDEST_WRAP:
        return 0, 0, False
    return max((*_full(lines, characters), False), (*_full(lines, _lengths(lines, columns=True)), True))


def _lengths(lines: list[_Line], columns: bool) -> list[int]:
    """How long ``lines`` were set, blanks in front included; in columns two half-width signs are one."""
    if not columns:
        return [line.indent + len(line.text) for line in lines]
    # encoded all at once: in this encoding no character has the byte of a line's end in it
    encoded = "\n".join([line.text for line in lines]).encode("gb18030", "replace").split(b"\n")
    return [line.indent + (len(signs) + 1) // 2 for line, signs in zip(lines, encoded, strict=True)]


def _width(lengths: list[int]) -> int:
    """The width that a text is wrapped to, if it is: a few of its lines may be longer."""
    return sorted(lengths)[int(len(lengths) * 0.98)]


def _full(lines: list[_Line], lengths: list[int]) -> tuple[int, int]:
    """How many of ``lines`` are as long as the width they are wrapped to (0 where they are not), and that width."""
    width = _width(lengths)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0, 0
    full = [line for line, length in zip(lines, lengths, strict=True) if abs(length - width) <= _RAGGED]
    cut = sum(1 for line in full if _UNFINISHED.search(line.text[-_END:]))
    wrapped = len(full) >= _FULL_LINES * len(lines) and cut >= _CUT_LINES * len(full)
    return (len(full) if wrapped else 0), width


def _goes_on(line: _Line, layout: _Layout) -> bool:
    """Whether the sentence at the end of ``line`` is cut."""
    if line.text[-1] in _ENDED or not layout.unfinished.search(line.text[-_END:]):
        return False
    if layout.width is not None:
        return _lengths([line], layout.columns)[0] >= layout.width - _RAGGED
    return len(line.text) >= _PARAGRAPH and bool(_SENTENCE.search(line.text))


def _takes_up(line: _Line, layout: _Layout, after_page: bool) -> bool:
    """Whether ``line`` can go on with a sentence: no heading, and in a wrapped text no first line of a paragraph."""
    if layout.indented and not after_page:
        return not line.indent
    if _OPENING.match(line.text):
        return False
    return layout.width is None or after_page or not line.indent
