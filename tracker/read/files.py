"""One file → :class:`SourceText`; folders → the reports in them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Set
from pathlib import Path
from typing import NoReturn, TypeVar, cast

from tracker.errors import ReadError, system_reason
from tracker.models import SourceText
from tracker.read.encodings import Undecodable, decode
from tracker.read.formats import format_of
from tracker.read.limits import MAX_BYTES, MAX_CHARACTERS, too_large
from tracker.storage import BUILD_MARK, Stored, is_here

__all__ = ["file_bytes", "find_reports", "may_be_report", "read_source"]

P = TypeVar("P", bound="Stored")

# files that are no reports though they may be named like one
_NO_REPORTS = frozenset(("readme", "license", "changelog", "notice"))
_READ = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".docx", ".pdf"))
_HIDDEN = (".", "~$")
_SAVED_BESIDE = ("_files", ".files")
_TOLD_WHAT_TO_SAVE_AS = frozenset((".doc", ".wps", ".ofd", ".rtf", ".mht", ".mhtml", ".odt"))


def read_source(path: Stored) -> SourceText:
    """Read one report: the text that every citation of it points into.

    Raises :class:`ReadError`, with one sentence, for whatever cannot be read.
    """
    where = str(path)
    data = file_bytes(path)
    form = format_of(data, path)
    encoding = "utf-8"
    if form == "docx":
        from tracker.read.word import read_word

        text = read_word(data, where)
    elif form == "pdf":
        from tracker.read.pdf import read_pdf

        text = read_pdf(data, where)
    elif form == "html":
        from tracker.read.webpage import read_page

        text, encoding = read_page(data, where)
    else:
        text, encoding = _text(data, where)
    if len(text) > MAX_CHARACTERS:
        raise too_large(where)
    if not text.strip():
        raise ReadError("文件里没有文字", "there is no text in the file", where)
    return SourceText(path=where, sha256=hashlib.sha256(data).hexdigest(), format=form, encoding=encoding, text=text)


def _refuse(error: ReadError) -> NoReturn:
    raise error


def find_reports(paths: Iterable[P], told: Callable[[ReadError], object] = _refuse) -> list[P]:
    """The files to read, each once: every file among ``paths``, and those in its folders that may be reports.

    Files named one by one come as named; those of a folder in the order of their paths. Hidden files, lock files of
    office programs (``~$``), README files, the pages of earlier builds and what a browser saved beside a page are left
    out. A path that does not exist is kept, and a link that leads nowhere, so that reading it tells so. A folder that
    cannot be looked into, and a link to one, is handed to ``told`` and the rest goes on; unless told otherwise, it is
    raised.
    """
    found: dict[P, None] = {}
    for path in paths:
        inside = _below(path, told) if path.is_dir() else None
        for file in [path] if inside is None else [file for file in inside if _is_shown(file, path)]:
            found.setdefault(file)
    return list(found)


def _below(folder: P, told: Callable[[ReadError], object]) -> list[P]:
    """All there is below a folder but what a build or a browser wrote there, in the order of its paths."""

    def tell(error: OSError) -> None:
        zh, en = system_reason(error)
        told(ReadError(f"文件夹打不开（{zh}）", f"the folder cannot be opened ({en})", str(error.filename or folder)))

    places: list[Stored] = []
    if is_here(folder):  # rglob would pass over in silence what it may not look into
        for above, folders, names in os.walk(folder, onerror=tell):
            places += [Path(above, name) for name in names]
            folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
            for link in [Path(above, name) for name in folders]:
                if link.is_symlink():  # it may lead anywhere, to all of the machine or back here
                    zh, en = (
                        "链接到文件夹，没有跟随；要读就写明那个文件夹",
                        "a link to a folder is not followed; name that folder",
                    )
                    told(ReadError(zh, en, str(link)))
    else:
        try:
            places += folder.rglob("*")
        except OSError as error:
            tell(error)
    known, parents = set(places), {place.parent for place in places}
    apart = {place.parent for place in places if place.name == BUILD_MARK}
    apart.update(folder for folder in parents if folder.name.endswith(_SAVED_BESIDE) and _is_beside(folder, known))
    if apart:
        places = [place for place in places if apart.isdisjoint(place.parents)]
    return cast(list[P], sorted(places, key=lambda place: tuple(place.parts)))  # places of the folder's own kind


def _is_beside(folder: Stored, places: Set[Stored]) -> bool:
    """Whether a folder holds what a browser saved beside a page (报告_files beside 报告.html)."""
    page = folder.name[: -len(_SAVED_BESIDE[0])]
    return any(folder.with_name(page + suffix) in places for suffix in (".html", ".htm"))


def may_be_report(name: str) -> bool:
    """Whether a file of this name is read where it lies in a folder."""
    file = Path(name)
    return (
        file.suffix.lower() in _READ | _TOLD_WHAT_TO_SAVE_AS
        and file.stem.lower().split(".")[0] not in _NO_REPORTS
        and not name.startswith(_HIDDEN)
    )


def _is_shown(file: Stored, folder: Stored) -> bool:
    names = file.parts[len(folder.parts) :]
    if not may_be_report(file.name) or any(name.startswith(_HIDDEN) for name in names):
        return False
    try:
        return file.is_file() or _leads_nowhere(file)
    except OSError:  # in a folder that may be listed and not entered: reading it tells so
        return True


def _leads_nowhere(file: Stored) -> bool:
    return is_here(file) and file.is_symlink() and not file.exists()


def file_bytes(path: Stored) -> bytes:
    """The bytes of a file that may be a report: a regular one, not empty, not larger than a report can be."""
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ReadError("是文件夹，不是文件", "it is a folder, not a file", where)
        if not stat.S_ISREG(found.st_mode):
            raise ReadError("不是普通文件", "it is not a regular file", where)
        size = found.st_size
        if size > MAX_BYTES:
            raise too_large(where)
        with path.open("rb") as file:
            data = file.read(size + 1)  # room for the limit would be made anew for every file
            if len(data) > size:
                data += file.read(MAX_BYTES + 1 - len(data))
    except FileNotFoundError as error:
        if _leads_nowhere(path):
            raise ReadError(
                "是一个链接，所指的文件不存在", "it is a link to a file that is not there", where
            ) from error
        raise ReadError("没有这个文件，请检查路径", "there is no such file; check the path", where) from error
    except (OSError, ValueError) as error:
        zh, en = system_reason(error)
        raise ReadError(f"文件打不开（{zh}）", f"the file cannot be opened ({en})", where) from error
    if len(data) > MAX_BYTES:
        raise too_large(where)
    if not data or data.isspace():
        raise ReadError("文件是空的", "the file is empty", where)
    return data


def _text(data: bytes, where: str) -> tuple[str, str]:
    try:
        return decode(data)
    except Undecodable as error:
        if error.binary:
            raise ReadError(
                "不是文本文件（内容是二进制数据），请换成报告的文本、网页、Word 或 PDF 文件",
                "it is not a text file but binary data; use the report's text, web page, Word or PDF file",
                where,
            ) from error
        raise ReadError(
            "文字编码无法识别，请另存为 UTF-8", "the text encoding cannot be recognised; save the file as UTF-8", where
        ) from error
