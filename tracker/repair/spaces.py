"""Spaces inside numbers, between a number and its unit, and between two Chinese characters of one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.repair.changes import Change

__all__ = ["spaces"]

_HAN = r"\u3400-\u9fff"
_SPACE = re.compile(
    rf"(?<=[0-9])[ \t]+(?=[.%‰:]|[{_HAN}])|(?<=[{_HAN}])[ \t]+(?=[0-9])|(?<=[0-9]\.)[ \t]+(?=[0-9])"
)


def spaces(text: str) -> Iterator[Change]:
    """The spaces of ``text`` that stand inside a number or between a number and its unit, each to be dropped."""
    for match in _SPACE.finditer(text):
        yield Change(match.start(), match.end(), "")
