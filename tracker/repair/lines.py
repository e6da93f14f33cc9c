"""Line ends of every make to ``\\n``, and characters without a body (zero-width, soft hyphens, controls) dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.repair.changes import Change

__all__ = ["INVISIBLE", "LINE_ENDS", "invisible", "line_ends"]

LINE_ENDS = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_CONTROLS = map(chr, (*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)))
_FORMATS = map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFE0F, 0xFEFF))
INVISIBLE = frozenset([*_CONTROLS, *_FORMATS])

_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(f"[{re.escape(''.join(sorted(INVISIBLE)))}]+")


def line_ends(text: str) -> Iterator[Change]:
    """Every line end of ``text`` that is not ``\\n``."""
    for match in _LINE_END.finditer(text):
        yield match.start(), match.end(), "\n", "exact"


def invisible(text: str) -> Iterator[Change]:
    """Characters of ``text`` that print nothing."""
    for match in _INVISIBLE.finditer(text):
        yield match.start(), match.end(), "", "exact"
