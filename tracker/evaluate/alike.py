"""When an answer counts as the same: the same number in the same unit, a name that shares its pairs of characters.

Names are compared by Dice's coefficient over character pairs (L. R. Dice, 1945, Ecology 26(3)), which needs no word
borders and forgives one word more or less.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["name_likeness", "overlap", "same_name", "same_quantity", "squash"]

_MAGNITUDES = (
    ("万亿", Decimal(10) ** 12),
    ("千亿", Decimal(10) ** 11),
    ("百亿", Decimal(10) ** 10),
    ("亿", Decimal(10) ** 8),
    ("千万", Decimal(10) ** 7),
    ("百万", Decimal(10) ** 6),
    ("万", Decimal(10) ** 4),
    ("千", Decimal(10) ** 3),
    ("百", Decimal(10) ** 2),
)
# units that begin with a character that elsewhere is a magnitude
_WHOLE_UNITS = ("千米", "千克", "千瓦", "千伏", "百分点")

_SHORT_FORMS = {
    "GDP": "地区生产总值",
    "国内生产总值": "地区生产总值",
    "规上": "规模以上",
    "营收": "营业收入",
    "国企": "国有企业",
    "高铁": "高速铁路",
    "研发": "研究与试验发展",
}


def squash(text: str) -> str:
    """A name without spaces, quotation marks, brackets and dashes."""
    return re.sub(r"[\s“”\"'（）()《》、，,·—\-]", "", text)


def name_likeness(one: str, other: str) -> float:
    """Dice's coefficient over character pairs, common short forms written out: 0 nothing shared, 1 the same."""
    for short, whole in _SHORT_FORMS.items():
        one, other = one.replace(short, whole), other.replace(short, whole)
    one, other = squash(one), squash(other)
    a = {one[i : i + 2] for i in range(len(one) - 1)}
    b = {other[i : i + 2] for i in range(len(other) - 1)}
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(one == other != "")


def same_name(one: str, other: str) -> bool:
    """One name holds the other, or half of their character pairs are shared."""
    a, b = squash(one), squash(other)
    return (len(min(a, b, key=len)) >= 2 and (a in b or b in a)) or name_likeness(one, other) >= 0.5


def same_quantity(
    one: tuple[Decimal | None, Decimal | None, str | None], other: tuple[Decimal | None, Decimal | None, str | None]
) -> bool:
    """The same value, upper end and unit, magnitudes multiplied out; a unit left empty takes any."""
    if one[0] is None or other[0] is None:
        return False
    value, unit = _written_out(one[0], one[2])
    wanted, wanted_unit = _written_out(other[0], other[2])
    if value != wanted or not (unit.startswith(wanted_unit) or (wanted_unit.startswith(unit) and unit)):
        return False
    tops = [None if top is None else _written_out(top, u)[0] for _, top, u in (one, other)]
    return tops[0] == tops[1]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _written_out(value: Decimal, unit: str | None) -> tuple[Decimal, str]:
    bare = re.sub(r"[余多]|[（(].*", "", (unit or "").strip()).replace("％", "%")
    if not bare.startswith(_WHOLE_UNITS):
        for word, factor in _MAGNITUDES:
            if bare.startswith(word):
                return value * factor, bare[len(word) :]
    return value, bare
