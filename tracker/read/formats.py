"""What kind of file some bytes are, by their first bytes and not by the file's name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

from tracker.errors import ReadError
from tracker.storage import Stored

__all__ = ["Format", "format_of"]

Format = Literal["text", "markdown", "html", "docx", "pdf"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MHTML = re.compile(rb"(?:From:|MIME-Version:|Content-Type:\s*multipart/related|Date:|Subject:)", re.I)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE_NAMES = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_MARKDOWN_NAMES = frozenset((".md", ".markdown"))


def format_of(data: bytes, path: Stored) -> Format:
    """The format of ``data``, read from ``path``; :class:`ReadError` for what must be saved as another format."""
    where = str(path)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(
                "Word 文件设有密码，请先去掉密码再保存",
                "the Word file is protected by a password; save a copy without it",
                where,
            )
        raise _save_as("旧版 Word 或 WPS 文件（.doc、.wps）", "an old Word or WPS file (.doc, .wps)", ".docx", where)
    if data.startswith(b"{\\rtf"):
        raise _save_as("RTF 文件", "an RTF file", ".docx", where)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed(data, where)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = data[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode("utf-8")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if _MHTML.match(head) and b"multipart/related" in head.lower():
        raise _save_as("网页归档文件（.mht）", "a web archive (.mht)", ".html", where)
    if _HTML.match(head) or (path.suffix.lower() in _PAGE_NAMES and b"<" in head):
        return "html"
    return "markdown" if path.suffix.lower() in _MARKDOWN_NAMES else "text"


def _packed(data: bytes, where: str) -> Format:
    """DOCX among the formats that are zip archives."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = frozenset(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(
            "文件不完整或已损坏，请重新下载", "the file is cut short or damaged; download it again", where
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "OFD.xml" in names:
        raise _save_as("OFD 版式文件", "an OFD file", ".pdf / .docx", where)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names) or "mimetype" in names:
        raise _save_as("表格、演示或 ODF 文件", "a spreadsheet, a presentation or an ODF file", ".docx", where)
    raise ReadError("是压缩包，请解压后再试", "it is an archive; unpack it first", where)


def _save_as(zh: str, en: str, wanted: str, where: str) -> ReadError:
    return ReadError(
        f"是{zh}，请用原软件打开，另存为 {wanted}",
        f"it is {en}; open it in its own program and save it as {wanted}",
        where,
    )
