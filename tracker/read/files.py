"""One file → :class:`SourceText`; a folder → the reports in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tracker.errors import ReadError
from tracker.models import SourceText

__all__ = ["find_reports", "read_source"]


def read_source(path: Path) -> SourceText:
    """Read one report. Raises :class:`ReadError` with one sentence where that cannot be done."""
    data = path.read_bytes()
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        return SourceText(
            path=str(path), sha256=hashlib.sha256(data).hexdigest(), format="text", encoding=encoding, text=text
        )
    raise ReadError("无法识别文字编码。", "the text encoding cannot be recognised", str(path))


def find_reports(paths: Iterable[Path]) -> list[Path]:
    """The files to read: each file of ``paths``, and every file in each folder of ``paths``, in a fixed order."""
    found: list[Path] = []
    for path in paths:
        found += sorted(p for p in path.rglob("*.txt") if p.is_file()) if path.is_dir() else [path]
    return found
