"""Numbers as they stand in clean text."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

__all__ = [
    "Comparator",
    "Quantity",
]


class Comparator(StrEnum):
    """How a promise binds its number; the values are those of the export."""

    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    APPROX = "~"
    RANGE = "range"


class Quantity(Struct, frozen=True, gc=False):
    """A number with its unit and the comparator words around it, in clean offsets.

    ``start``…``end`` runs from the comparator directly before the number (突破, 不低于, 约; never 增长, 达到) to the
    end of the unit and of 左右/以上/以内. ``number_start``…``number_end`` is the numeral with its magnitude.
    ``value`` is as written next to ``unit`` (6万家 → 6 and 万家); ``None`` where a digit may be lost.
    ``magnitude`` is the factor of the magnitude word that begins ``unit`` (万 → 10000), ``bare_unit`` the unit
    behind it (家, 元, %, 个百分点). ``modifier`` is the comparator as written, the one behind the unit before the
    one in front of the number (以上 beats 达到). A report holds thousands of them: no model, but as frozen as one.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    unit: str
    bare_unit: str
    value_max: Decimal | None = None
    magnitude: Decimal = Decimal(1)
    comparator: Comparator = Comparator.EQ
    modifier: str | None = None
    damaged: bool = False
