"""The lines of a PDF file, read by a program of its own: ``python pdf_lines.py MOST_PAGES MOST_CHARACTERS``.

A PDF can say in two kilobytes what takes hours and all memory to lay out (forms that draw forms that draw forms), and
the library that lays it out ends the process it runs in where memory fails. So that happens here, within bounds that
the system keeps, and nothing else is lost. Takes the file on standard input and writes one line of JSON: ``error``
("password", "damaged", "large"), or ``pages`` and ``lines``, each [text, left, right, edge, page]: ``left`` and
``right`` in points, ``edge`` whether it stands at the top or foot of its page, where running heads and page numbers do.

No font of the machine is looked at. The library tells lines by the outlines of their characters, and drops a character
that stands alone and has none; where a PDF does not bring its font along, what is read would hang on the fonts that are
installed. So it is given the same font for all of them, in which every character is a box.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

_SECONDS = 120
_MEMORY = 3 << 30
_EDGE = 0.11
"""The share of a page's height at its top, and at its foot, that is its edge."""

_BOTTOM, _TOP = -120, 880
_NARROW, _WIDE = 500, 1000
"""The boxes that stand for characters, in thousandths of their size. They are as wide as Chinese characters, without a
gap between them, since the library takes lines with gaps for columns; those of Latin letters and digits are half that,
since a line reaches to the right of a box that is wider than the file says its character is."""
_FIRST_WIDE = 0x2E80

_WITHIN = (b"Courier", b"Helvetica", b"Symbol", b"Times", b"ZapfDingbats")
"""How the standard fonts are called. The library has them within itself, with the widths that a file may leave out."""
_EAST_ASIAN = (128, 129, 134, 136)
"""What the library calls the character sets of Japanese, Korean, and Chinese in short and in full characters."""

Line = tuple[str, float, float, bool, int]


class _TooLarge(Exception):
    pass


def lines(data: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    """What is written on standard output for the file ``data``."""
    found: list[Line] = []
    raw.FPDF_SetSystemFontInfo(_FONTS)
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


def _fonts() -> raw.FPDF_SYSFONTINFO:
    """What the library asks, and not the system, where a PDF names a font that it does not bring along."""
    font, kinds = _box_font(), dict(raw.FPDF_SYSFONTINFO._fields_)

    def choose(_: Any, weight: int, italic: int, characters: int, pitch: int, name: Any, exact: Any) -> int:
        return int(characters in _EAST_ASIAN or not ctypes.string_at(name).startswith(_WITHIN))

    def copy(_: Any, chosen: Any, table: int, place: Any, room: int) -> int:
        if table:
            return 0
        if room >= len(font):
            ctypes.memmove(place, font, len(font))
        return len(font)

    return raw.FPDF_SYSFONTINFO(version=1, MapFont=kinds["MapFont"](choose), GetFontData=kinds["GetFontData"](copy))


def _box_font() -> bytes:
    """A TrueType font in which the shape of every character is a box."""
    narrow, wide = _box(_NARROW), _box(_WIDE)
    shapes = struct.pack(">2H3I", 13, 0, 40, 0, 2) + struct.pack(">6I", 0, _FIRST_WIDE - 1, 1, _FIRST_WIDE, 0x10FFFF, 2)
    box = (0, _BOTTOM, _WIDE, _TOP)
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + shapes,
        b"glyf": wide + narrow + wide,
        b"head": struct.pack(">4I2H2Q4h2H3h", 1 << 16, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, *box, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH11hH", 1 << 16, _TOP, _BOTTOM, 0, _WIDE, *[0] * 11, 3),
        b"hmtx": struct.pack(">HhHhHh", _WIDE, 0, _NARROW, 0, _WIDE, 0),
        b"loca": struct.pack(">4I", *(len(wide) * before for before in range(4))),
        b"maxp": struct.pack(">I14H", 1 << 16, 3, 4, 1, 0, 0, 1, *[0] * 8),
    }
    entries, after = b"", 12 + 16 * len(tables)
    for name, table in tables.items():
        entries += struct.pack(">4s3I", name, 0, after, len(table))
        after += len(table)
    return struct.pack(">I4H", 1 << 16, len(tables), 64, 2, 48) + entries + b"".join(tables.values())


def _box(width: int) -> bytes:
    corners = struct.pack(">8h", 0, 0, width, 0, _BOTTOM, _TOP - _BOTTOM, 0, _BOTTOM - _TOP)
    return struct.pack(">5h2H4B", 1, 0, _BOTTOM, width, _TOP, 3, 0, 1, 1, 1, 1) + corners


_FONTS = _fonts()
"""Kept as long as the process lasts, because the library itself does not keep what it asks."""


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
