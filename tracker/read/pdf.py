"""The text layer of a PDF file: lines joined to paragraphs, running heads and page numbers out.

A line goes on in the next where it reaches the right margin and the next begins at the left one; margins are those of
the file. A line at the top or foot of a page is dropped where it is a page number, or stands on many pages alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import ReadError
from tracker.read.limits import MAX_CHARACTERS, too_large

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pdf"]

_MOST_PAGES = 2000
# the share of a page's height, at its top and at its foot, where running heads and page numbers stand
_EDGE = 0.11
_ON_MANY_PAGES = 0.3
_LONGEST_HEAD = 60
_PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:[\s/,，]*共?\s*[0-9０-９]{1,4}\s*页?)?[-—–－·.\s]*"
)
_LATIN_WORDS = re.compile("[A-Za-z,.]?[A-Za-z]")
_DIGIT = re.compile(r"[0-9０-９]+")
_SENTENCE_END = re.compile(r"[。！？：；]\s*\Z")
# in widths of a character: how far a full line may stay from the right margin (further where its sentence goes on,
# because a number is not broken), and how far into the line a paragraph begins at least
_RAGGED = 1.6
_RAGGED_WITHIN = 5
_INDENT = 0.8
# characters a page has at least, on average, unless it is a picture
_PER_PAGE = 8


class _Line(NamedTuple):
    """A line with its place: ``left`` and ``right`` in points, ``edge`` where it stands at the top or foot."""

    text: str
    left: float
    right: float
    edge: bool
    page: int


def read_pdf(data: bytes, where: str) -> str:
    """The text of the PDF file ``data``, one paragraph a line."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
            if pages > _MOST_PAGES:
                raise too_large(where)
            lines = [line for number in range(pages) for line in _page(document[number], number, where)]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "PDF 设有密码，请先去掉密码再试", "the PDF is protected by a password; save a copy without it", where
            ) from error
        raise ReadError(
            "PDF 文件不完整或已损坏，请重新下载", "the PDF is cut short or damaged; download it again", where
        ) from error
    if sum(len(line.text) for line in lines) < _PER_PAGE * max(pages, 1):
        raise ReadError(
            "PDF 是扫描件，没有文字层；请先做文字识别（OCR）",
            "the PDF is a scan without a text layer; run text recognition (OCR) first",
            where,
        )
    return "\n".join(_paragraphs(_without_heads(lines, pages))) + "\n"


def _page(page: pypdfium2.PdfPage, number: int, where: str) -> Iterator[_Line]:
    from pypdfium2 import raw

    height = page.get_height() or 1.0
    words = page.get_textpage()
    count = words.count_chars()
    if count > MAX_CHARACTERS:
        raise too_large(where)
    characters = [chr(code) if (code := raw.FPDFText_GetUnicode(words, at)) < 0x110000 else "" for at in range(count)]
    start = 0
    for at, character in enumerate([*characters, "\n"]):
        if character not in "\r\n":
            continue
        visible = [i for i in range(start, at) if characters[i].strip() and characters[i] not in "\0\ufffe\uffff"]
        if visible:
            first, last = words.get_charbox(visible[0], loose=True), words.get_charbox(visible[-1], loose=True)
            text = "".join(characters[visible[0] : visible[-1] + 1]).replace("\ufffe", "").replace("\0", "")
            middle = (first[1] + first[3]) / 2 / height
            yield _Line(text, first[0], last[2], middle < _EDGE or middle > 1 - _EDGE, number)
        start = at + 1


def _without_heads(lines: Sequence[_Line], pages: int) -> list[_Line]:
    pages_with = Counter(text for text, _ in {(_alike(line), line.page) for line in lines if line.edge})
    many = max(2, _ON_MANY_PAGES * pages)
    return [
        line
        for line in lines
        if not line.edge
        or not (
            _PAGE_NUMBER.fullmatch(line.text) or (len(line.text) <= _LONGEST_HEAD and pages_with[_alike(line)] >= many)
        )
    ]


def _alike(line: _Line) -> str:
    return _DIGIT.sub("0", line.text)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    if not lines:
        return
    widths = sorted((line.right - line.left) / len(line.text) for line in lines if len(line.text) >= _PER_PAGE)
    em = widths[len(widths) // 2] if widths else 0.0
    # a stray line may stand in the margin: the borders are those that a tenth of the lines reach
    left = sorted(line.left for line in lines)[len(lines) // 20]
    right = sorted(line.right for line in lines)[len(lines) - 1 - len(lines) // 20]
    paragraph = lines[0].text
    for before, line in pairwise(lines):
        short = (right - before.right) / em if em else 0.0
        full = short <= _RAGGED if _SENTENCE_END.search(before.text) else short <= _RAGGED_WITHIN
        if full and line.left <= left + _INDENT * em:
            paragraph += (" " if _LATIN_WORDS.fullmatch(paragraph[-1:] + line.text[:1]) else "") + line.text
        else:
            yield paragraph
            paragraph = line.text
    yield paragraph
