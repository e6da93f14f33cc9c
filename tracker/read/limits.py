"""How much is read at most, and the sentence for a file that holds more.

The longest report known has some 100,000 characters; the limits are a hundred times that, and keep a file that is no
report, or made to do harm, from filling memory.
"""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from tracker.errors import ReadError

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "MAX_MARKUP", "MAX_UNPACKED", "too_large", "unfolds_too_far"]

MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 10_000_000
# of a file of Word or Excel: all that is packed in it (bytes), and the XML in it, which takes ten times as much memory
MAX_UNPACKED = 256 * 1024 * 1024
MAX_MARKUP = 32 * 1024 * 1024


def too_large(where: str) -> ReadError:
    """The error for a file beyond the limits."""
    return ReadError(
        "文件过大，不像一份报告；请只保留报告正文后再试",
        "the file is too large to be one report; keep only the text of the report and try again",
        where,
    )


def unfolds_too_far(file: BinaryIO) -> bool:
    """Whether what is packed in a file of Word or Excel is beyond the limits. Raises what ``zipfile`` does."""
    with zipfile.ZipFile(file) as packed:
        entries = packed.infolist()
    markup = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    return sum(entry.file_size for entry in entries) > MAX_UNPACKED or markup > MAX_MARKUP
