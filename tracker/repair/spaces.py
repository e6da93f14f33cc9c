"""Spaces inside numbers and between a number and its unit or its words: ``增长5 %``, ``2024 年 1 月``, ``5 . 7``.

Two numbers side by side stay apart. Single digits spaced out one by one are closed up where they make a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.repair.changes import Change

__all__ = ["SIGNS", "spaces"]

SIGNS = frozenset(" ")

_HAN = r"\u3400-\u9fff"
_SPACE = re.compile(
    rf"(?<=[0-9])[ ]+(?=[.][ ]?[0-9]|[%‰]|[{_HAN}])"  # 5 .7   5 %   5 个
    rf"|(?<=[{_HAN}])[ ]+(?=[0-9])"  # 增长 5
    r"|(?<=[0-9][ ][.])[ ]+(?=[0-9])|(?<=[^\s][0-9][.])[ ]+(?=[0-9]+[ ]?%)"  # 5 . 7   5. 7%
    r"|(?<=[%‰])[ ]+(?=[\u3400-\u9fff，。；、）])"
)
_YEAR = re.compile(r"(?<![0-9.][ ])(?<![0-9.])[12](?:[ ][0-9]){3}(?=[ ]?年)")


def spaces(text: str) -> Iterator[Change]:
    """The spaces of ``text`` that stand inside a number or between a number and what it counts."""
    taken = set()
    for year in _YEAR.finditer(text):
        for at in range(year.start() + 1, year.end(), 2):
            taken.add(at)
            yield Change(at, at + 1, "")
    for match in _SPACE.finditer(text):
        if match.start() not in taken:
            yield Change(match.start(), match.end(), "")
