"""Characters that could not be restored: they stay visible and are marked as damaged.

U+FFFD and private-use characters are always such. A half-width ``?`` is one unless it can only be a question mark:
in a text that shows no other damage and is punctuated in half-width throughout, or before a line's end or a closing
quotation mark; then it becomes ``？``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from tracker.characters import code_points
from tracker.repair.changes import Change

__all__ = ["DAMAGE", "SIGNS", "lost", "question_marks"]

DAMAGE = frozenset(["\ufffd", *map(chr, range(0xE000, 0xF900))])
SIGNS = DAMAGE | {"?"}

_PRIVATE, _PRIVATE_COUNT = np.uint32(0xE000), 0x1900
_ASKED = re.compile(r"(?<![0-9?、，。；：（(“‘\s])\?(?=[”’」』)）]?(?:\s|\Z)|[”’」』])")
_ASKED_WITHIN = re.compile(r"(?<=[\u3400-\u9fff”’])\?(?=[\u3400-\u9fff“‘\s])")


def question_marks(text: str, half_width: bool) -> Iterator[Change]:
    """The half-width question marks of ``text``, which is undamaged; ``half_width``: its commas are so as well."""
    asked = {match.start() for match in _ASKED.finditer(text)}
    if half_width:
        asked |= {match.start() for match in _ASKED_WITHIN.finditer(text)}
    for at in sorted(asked):
        yield at, at + 1, "？", "exact"


def lost(text: str) -> Iterator[Change]:
    """What stands in ``text`` in the place of lost characters, each to be marked."""
    codes = code_points(text)
    # codes have no sign: one in front of the private ones is far behind them when these are taken off
    gone = (codes == ord("?")) | (codes == 0xFFFD) | (codes - _PRIVATE < _PRIVATE_COUNT)
    borders = np.flatnonzero(np.diff(gone, prepend=False, append=False)).tolist()
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        yield start, end, text[start:end], "lost"
