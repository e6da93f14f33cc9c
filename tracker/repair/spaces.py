"""Spaces inside numbers and between a number and its unit or its words: ``增长5 %``, ``2024 年 1 月``, ``5 . 7``.

Two numbers side by side stay apart. Single digits spaced out one by one are closed up where they make a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.repair.changes import Change

__all__ = ["spaces"]

_SPACES = re.compile("[ ][ ]*")  # begins with a character, not a repetition: so it is looked for at once
_APART = re.compile(r"[ ][0-9][ ][0-9]")
_HAN = re.compile(r"[\u3400-\u9fff]")
# begins with its digit, and looks back from behind it: looking back first would be done at every character
_YEAR = re.compile(r"[12](?<![0-9.][ ][12])(?<![0-9.][12])(?:[ ][0-9]){3}(?=[ ]?年)")
_FRACTION = re.compile(r"[ ]*[0-9]+[ ]*[%‰]")
_SIGNS_BEHIND_RATES = frozenset("，。；、）")


def spaces(text: str) -> Iterator[Change]:
    """The spaces of ``text`` that stand inside a number or between a number and what it counts."""
    years: set[int] = set()
    if _APART.search(text):
        years = {at for year in _YEAR.finditer(text) for at in range(year.start() + 1, year.end(), 2)}
    for match in _SPACES.finditer(text):
        if match.start() in years or _needless(text, match.start(), match.end()):
            yield match.start(), match.end(), "", "exact"


def _needless(text: str, start: int, end: int) -> bool:
    """Whether the spaces ``start``…``end`` of ``text`` stand inside a number, or beside one where none belongs."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if "0" <= before <= "9":
        if after == ".":  # 5 .7 and 5 . 7
            return text[end + 1 : end + 2].isdigit() or bool(_FRACTION.match(text, end + 1))
        return after in ("%", "‰") or bool(_HAN.match(after))
    if before == ".":  # 5 . 7, and 增长5. 7%; but the 5. of a list stays apart from its text
        number = text[max(0, start - 6) : start - 1]
        spaced = number.endswith(" ") and number.rstrip()[-1:].isdigit() and after.isdigit()
        listed = not number.rstrip("0123456789").strip(" ") or "\n" in number
        return spaced or (number[-1:].isdigit() and not listed and bool(_FRACTION.match(text, end)))
    if before in ("%", "‰"):
        return after in _SIGNS_BEHIND_RATES or bool(_HAN.match(after))
    return "0" <= after <= "9" and bool(_HAN.match(before))
