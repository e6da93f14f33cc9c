"""Sentences that a page's or a line's end cut in two, put together again.

Two kinds of text have such breaks. In one every paragraph is a line: there a long line that holds a whole sentence
and stops in the middle of another was cut by the end of a page; a page number may stand between. The other is
wrapped to a width: there most lines are as long as the longest, and one that is goes on in the next. Everywhere else
a line's end is kept, for it ends a heading, or a sentence set line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracker.repair.changes import Change

__all__ = ["breaks"]

_LINE = re.compile(r"[^\n]+")
# characters; a heading or a signature is shorter
_PARAGRAPH = 60
# a wrapped line may be short of the width by this much: a two-digit number or a sign that must not begin a line
_RAGGED = 3
_WIDEST_WRAP = 80
_NARROWEST_WRAP = 15
_WRAPPED_SHARE = 0.5

_UNFINISHED = re.compile(r"[\u3400-\u9fff0-9A-Za-z，、“‘《（(%·]\s*\Z")
_CUT_WORD = re.compile(r"[\u3400-\u9fff0-9A-Za-z]\s*\Z")
_CLAUSE_END = re.compile(r"[，、]\s*\Z")
# where more lines than this end with a comma, lines are set clause by clause
_CLAUSES_SHARE = 0.03
_SENTENCE_END = re.compile(r"[。；！？]")
_NUMERAL = "[一二三四五六七八九十〇零百]"
_OPENING = re.compile(
    rf"\s*(?:{_NUMERAL}{{1,4}}[、．.]|[（(]{_NUMERAL}{{1,4}}[）)]|第{_NUMERAL}{{1,4}}[章节部]|[（(]?[0-9]{{1,2}}[）)、．]|[①-⑳]"
    r"|[0-9]{1,2}[.](?![0-9])|——|[-*•●■◆])"
)
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]+\s*[0-9]{1,4}\s*[-—–－·]+|第\s*[0-9]{1,4}\s*页(?:[，,/ ]*共\s*[0-9]{1,4}\s*页)?)\s*\Z"
)
_BARE_NUMBER = re.compile(r"\s*[0-9]{1,3}\s*\Z")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def breaks(text: str) -> Iterator[Change]:
    """The page numbers of ``text`` and the line ends inside its sentences, each to be dropped."""
    lines = [_Line(*match.span(), match.group()) for match in _LINE.finditer(text) if not match.group().isspace()]
    width = _wrapped_to(lines)
    unfinished = _UNFINISHED if width or not _set_by_clause(lines) else _CUT_WORD
    last: _Line | None = None
    skipped = False
    for line in lines:
        if _PAGE_NUMBER.match(line.text):
            if last is None or not _goes_on(last, width, unfinished):
                yield Change(line.start, line.end, "")
            skipped = True
            continue
        if last is not None and _BARE_NUMBER.match(line.text) and _goes_on(last, None, unfinished):
            skipped = True
            continue
        if last is not None and _goes_on(last, width, unfinished) and _takes_up(line, width, skipped):
            end = last.start + len(last.text.rstrip())
            yield Change(end, line.start + len(line.text) - len(line.text.lstrip()), "")
        last, skipped = line, False


def _wrapped_to(lines: list[_Line]) -> int | None:
    """The width that the text is wrapped to; None where it is not."""
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    if len(lengths) < 10:
        return None
    width = lengths[int(len(lengths) * 0.98)]
    full = [line for line in lines if abs(len(line.text.rstrip()) - width) <= _RAGGED]
    cut = sum(1 for line in full if _UNFINISHED.search(line.text))
    wrapped = (
        _NARROWEST_WRAP <= width <= _WIDEST_WRAP
        and len(full) >= _WRAPPED_SHARE * len(lines)
        and cut >= _WRAPPED_SHARE * len(full)
    )
    return width if wrapped else None


def _set_by_clause(lines: list[_Line]) -> bool:
    return sum(1 for line in lines if _CLAUSE_END.search(line.text)) > _CLAUSES_SHARE * len(lines)


def _goes_on(line: _Line, width: int | None, unfinished: re.Pattern[str]) -> bool:
    """Whether the sentence at the end of ``line`` is cut."""
    if not unfinished.search(line.text):
        return False
    if width is not None:
        return len(line.text.rstrip()) >= width - _RAGGED
    return len(line.text) >= _PARAGRAPH and bool(_SENTENCE_END.search(line.text) or len(line.text) >= 2 * _PARAGRAPH)


def _takes_up(line: _Line, width: int | None, after_page: bool) -> bool:
    """Whether ``line`` can go on with a sentence: no heading, and in a wrapped text no first line of a paragraph."""
    if _OPENING.match(line.text):
        return False
    return width is None or after_page or not line.text[:1].isspace()
