"""The lines of a PDF file, read by a program of its own: ``python pdf_lines.py MOST_PAGES MOST_CHARACTERS``.

A PDF can say in two kilobytes what takes hours and all memory to lay out (forms that draw forms that draw forms), and
the library that lays it out ends the process it runs in where memory fails. So that happens here, within bounds that
the system keeps, and nothing else is lost. Takes the file on standard input and writes one line of JSON: ``error``
("password", "damaged", "large"), or ``pages`` and ``lines``, each [text, left, right, edge, page]: ``left`` and
``right`` in points, ``edge`` whether it stands at the top or foot of its page, where running heads and page numbers do.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator

import pypdfium2
from pypdfium2 import raw

_SECONDS = 120
_MEMORY = 3 << 30
_EDGE = 0.11
"""The share of a page's height at its top, and at its foot, that is its edge."""

Line = tuple[str, float, float, bool, int]


class _TooLarge(Exception):
    pass


def lines(data: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    """What is written on standard output for the file ``data``."""
    found: list[Line] = []
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
            if pages > most_pages:
                return {"error": "large"}
            for number in range(pages):
                page = document[number]
                for line in _page(page, number, most_characters):
                    found.append(line)
                    most_characters -= len(line[0])
                page.close()
    except _TooLarge:
        return {"error": "large"}
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "damaged"}
    return {"pages": pages, "lines": found}


def _page(page: pypdfium2.PdfPage, number: int, most: int) -> Iterator[Line]:
    height = page.get_height() or 1.0
    words = page.get_textpage()
    count = words.count_chars()
    if count > most:
        raise _TooLarge
    characters = [chr(code) if (code := raw.FPDFText_GetUnicode(words, at)) < 0x110000 else "" for at in range(count)]
    start = 0
    for at, character in enumerate([*characters, "\n"]):
        if character not in "\r\n":
            continue
        visible = [i for i in range(start, at) if characters[i].strip() and characters[i] not in "\0\ufffe\uffff"]
        if visible:
            first, last = words.get_charbox(visible[0], loose=True), words.get_charbox(visible[-1], loose=True)
            text = joined(characters[visible[0] : visible[-1] + 1])
            middle = (first[1] + first[3]) / 2 / height
            yield text, first[0], last[2], middle < _EDGE or middle > 1 - _EDGE, number
        start = at + 1


def joined(characters: Iterable[str]) -> str:
    """The text of UTF-16 units as pdfium tells them, one by one: a rare character is two, half of one is lost."""
    text = "".join(characters).replace("\ufffe", "").replace("\0", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _bound() -> None:
    """Let the system end this process where it takes more time or memory than any report does."""
    try:
        import resource
    except ImportError:  # Windows keeps no such bounds
        return
    for kind, most in ((resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _bound()
    json.dump(lines(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
