"""The text layer of a PDF file: lines joined to paragraphs, running heads and page numbers out.

A line goes on in the next where it reaches the right margin and the next begins at the left one; margins are those of
the file. A line at the top or foot of a page is dropped where it is a page number, or stands on many pages alike.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import ReadError
from tracker.read.limits import MAX_CHARACTERS, too_large

__all__ = ["read_pdf"]

_MOST_PAGES = 2000
_LAYOUT = Path(__file__).with_name("pdf_lines.py")
_LONGEST = 600  # seconds by the clock, where the system does not count those of the processor
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
    told = _told(data, where)
    error = told.get("error")
    if error == "large":
        raise too_large(where)
    if error == "password":
        raise ReadError(
            "PDF 设有密码，请先去掉密码再试", "the PDF is protected by a password; save a copy without it", where
        )
    if error is not None:
        raise ReadError(
            "PDF 文件不完整或已损坏，请重新下载", "the PDF is cut short or damaged; download it again", where
        )
    pages, lines = told["pages"], [_Line(*line) for line in told["lines"]]
    if sum(len(line.text) for line in lines) < _PER_PAGE * max(pages, 1):
        raise ReadError(
            "PDF 是扫描件，没有文字层；请先做文字识别（OCR）",
            "the PDF is a scan without a text layer; run text recognition (OCR) first",
            where,
        )
    return "\n".join(_paragraphs(_without_heads(lines, pages))) + "\n"


def _told(data: bytes, where: str) -> dict[str, Any]:
    """What the program that lays out the pages says of a file."""
    command = [sys.executable, "-P", str(_LAYOUT), str(_MOST_PAGES), str(MAX_CHARACTERS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=_LONGEST)
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (OSError, subprocess.TimeoutExpired, ValueError):
        told = {}
    if not told:
        raise ReadError(
            "排这份 PDF 要的时间或内存远超一份报告；请另存为文本或 .docx 后再试",
            "laying out this PDF takes more time or memory than a report does; save its text as .txt or .docx",
            where,
        )
    return told


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
