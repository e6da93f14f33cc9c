"""The text of a Word file (DOCX): paragraphs, headings and tables in their order, one paragraph or table row a line.

Numbers that Word puts in front of headings by itself (一、 （一） 1.) are written out, because the outline lives by
them. Text deleted in tracked changes is left out, inserted text is kept.
"""

from __future__ import annotations

import gc
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tracker.errors import ReadError
from tracker.read.limits import too_large, unfolds_too_far
from tracker.read.numbering import Numbering

__all__ = ["read_word"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK))
# what zipfile and python-docx raise on files that are cut short, or not what their parts say
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError, AttributeError),
    *(RuntimeError, NotImplementedError),
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}


def read_word(data: bytes, where: str) -> str:
    """The text of the DOCX file ``data``."""
    # python-docx's parts hold one another, five megabytes a report, and a build lets the collector come seldom: what
    # the file before has left goes now
    gc.collect(0)
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        if unfolds_too_far(BytesIO(data)):
            raise too_large(where)
        document = docx.Document(BytesIO(data))
        numbering = Numbering.of(document)
        lines = list(_lines(document.element.body, numbering))
    except ReadError:
        raise
    except (*_BROKEN, PackageNotFoundError, etree.XMLSyntaxError) as error:
        raise ReadError(
            "Word 文件不完整或已损坏，请用 Word 打开后重新保存为 .docx",
            "the Word file is cut short or damaged; open it in Word and save it again as .docx",
            where,
        ) from error
    if not any(line.strip() for line in lines):
        raise ReadError("Word 文件里没有文字", "there is no text in this Word file", where)
    return "\n".join(lines) + "\n"


def _lines(holder: Any, numbering: Numbering) -> Iterator[str]:
    """The paragraphs and table rows below ``holder``, also those in content controls."""
    for element in holder:
        if element.tag == f"{_W}p":
            yield numbering.label(element) + "".join(_pieces(element))
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                yield "\t".join(_cell(cell, numbering) for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt"))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            yield from _lines(element, numbering)


def _cell(cell: Any, numbering: Numbering) -> str:
    return " ".join(line.replace("\n", " ").strip() for line in _lines(cell, numbering) if line.strip())


def _pieces(element: Any) -> Iterator[str]:
    """The text in a paragraph; that of text boxes stands behind the paragraph they hang on."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            is_page_break = child.get(f"{_W}type") == "page"
            yield "" if is_page_break else _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            yield "\n" + "\n".join("".join(_pieces(paragraph)) for paragraph in child.iter(f"{_W}p"))
        elif len(child):
            yield from _pieces(child)
