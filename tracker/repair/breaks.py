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
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

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


_Lengths = NDArray[np.int64]


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A line with what stands on it, without the blanks around."""

    start: int
    end: int
    text: str
    indent: int


class _Layout(NamedTuple):
    """How a text is set: the width it is wrapped to, if any; the length of each line, in characters or (a printed
    page) in columns; whether paragraphs are indented; the ends of cut lines."""

    width: int | None
    lengths: list[int]
    indented: bool
    unfinished: re.Pattern[str]


def breaks(text: str) -> Iterator[Change]:
    """The page numbers of ``text`` and the line ends inside its sentences, each to be dropped."""
    rows = text.split("\n")
    layout = _layout(rows)
    shortest = _PARAGRAPH if layout.width is None else layout.width - _RAGGED  # of lines that may be cut
    last: _Line | None = None  # the last line, if it is cut
    numbers: list[_Line] = []  # of pages, met since the last line
    begin = 0
    for row, length in zip(rows, layout.lengths, strict=True):
        if length:
            bare = row.strip()
            ends_cut = length >= shortest and _is_cut(bare, layout)
            if last is not None or ends_cut or bare[0] in _PAGE_BEGINS:
                indent = row.index(bare[0])
                line = _Line(begin + indent, begin + indent + len(bare), bare, indent)
                page = bare[0] in _PAGE_BEGINS and _PAGE_NUMBER.match(bare)
                if page or (last is not None and _BARE_NUMBER.match(bare)):
                    numbers.append(line)
                else:
                    if last is not None and _takes_up(line, layout, bool(numbers)):
                        yield last.end, line.start, "", "exact"
                    else:
                        yield from _dropped(numbers)
                    last, numbers = line if ends_cut else None, []
            elif numbers:
                yield from _dropped(numbers)
                numbers = []
        begin += len(row) + 1
    yield from _dropped(numbers)


def _dropped(numbers: list[_Line]) -> Iterator[Change]:
    """The page numbers between two paragraphs; a bare number there may be anything, and stays."""
    for line in numbers:
        if not _BARE_NUMBER.match(line.text):
            yield line.start, line.end, "", "exact"


def _layout(rows: list[str]) -> _Layout:
    bare = list(map(str.strip, rows))
    lengths = _sizes(map(str.rstrip, rows))
    count = int(np.count_nonzero(lengths))
    wrapped = _wrapping(bare, lengths)
    if wrapped is not None:
        width, lengths = wrapped
        indented = sum(1 for row, words in zip(rows, bare, strict=True) if words and row[0] != words[0])
        return _Layout(width, lengths.tolist(), indented > _FULL_LINES * count, _NO_END)
    ends = [words[-1:] for words in bare]
    by_clause = ends.count("，") + ends.count(",") + ends.count("、") > _CLAUSES_SHARE * count
    return _Layout(None, lengths.tolist(), False, _CUT_WORD if by_clause else _UNFINISHED)


def _sizes(lines: Iterable[str]) -> _Lengths:
    return np.fromiter(map(len, lines), np.int64)


def _wrapping(bare: list[str], lengths: _Lengths) -> tuple[int, _Lengths] | None:
    """The width that a text is wrapped to, with the lengths of its lines (``lengths`` in characters, or in columns);
    None where it is not."""
    # in columns a line is at least half as long as in characters: many texts need no look at their signs
    if np.count_nonzero(lengths) < _FEWEST_LINES or _width(lengths) > 2 * _WIDEST_WRAP:
        return None
    columns = _columns(bare, lengths)
    full = (_full(bare, columns), columns), (_full(bare, lengths), lengths)
    (lines, width), chosen = max(full, key=itemgetter(0))
    return (width, chosen) if lines else None


def _columns(bare: list[str], lengths: _Lengths) -> _Lengths:
    """How long lines were set in columns, of which half-width signs take up half; the blanks in front count whole."""
    # encoded all at once: in this encoding no character has the byte of a line's end in it
    encoded = np.frombuffer("\n".join(bare).encode("gb18030", "replace"), dtype=np.uint8)
    signs = np.diff(np.flatnonzero(encoded == ord("\n")), prepend=-1, append=len(encoded)) - 1
    columns: _Lengths = lengths - _sizes(bare) + (signs + 1) // 2
    return columns


def _width(lengths: _Lengths) -> int:
    """The width that a text is wrapped to, if it is, by the lengths of its lines: a few may be longer."""
    ascending = np.sort(lengths[lengths > 0])
    return int(ascending[int(len(ascending) * 0.98)])


def _full(bare: list[str], lengths: _Lengths) -> tuple[int, int]:
    """How many lines are as long as the width they are wrapped to (0 where they are not), and that width."""
    width = _width(lengths)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0, 0
    full = np.flatnonzero(abs(lengths - width) <= _RAGGED).tolist()
    if len(full) < _FULL_LINES * np.count_nonzero(lengths):
        return 0, width
    cut = sum(1 for line in full if _UNFINISHED.search(bare[line][-_END:]))
    return (len(full) if cut >= _CUT_LINES * len(full) else 0), width


def _is_cut(words: str, layout: _Layout) -> bool:
    """Whether the sentence at the end of a line as long as those that are cut is cut."""
    if words[-1] in _ENDED or not layout.unfinished.search(words[-_END:]):
        return False
    return layout.width is not None or (len(words) >= _PARAGRAPH and bool(_SENTENCE.search(words)))


def _takes_up(line: _Line, layout: _Layout, after_page: bool) -> bool:
    """Whether ``line`` can go on with a sentence: no heading, and in a wrapped text no first line of a paragraph."""
    if layout.indented and not after_page:
        return not line.indent
    if _OPENING.match(line.text):
        return False
    return layout.width is None or after_page or not line.indent
