"""Figures in base units, so that 220亿斤 meets 108.1亿公斤: exact decimals, the conversion kept for people to read."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.language.numerals import MAGNITUDES, magnitude
from tracker.models import Statement

if TYPE_CHECKING:
    from tracker.rulebook.schema.units import Units

__all__ = ["Amount", "UnitReader", "plain"]

_LARGE = MAGNITUDES + "余多"
_KILO = ("千米", "千克", "千瓦", "千伏", "千人均", "百分点")


def plain(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text


class Amount(NamedTuple):
    """A figure, or a range of two, in ``unit`` (the base unit of its family, without magnitude word)."""

    low: Decimal
    high: Decimal
    unit: str


class UnitReader:
    """Reads units as written by the families of ``rules/units.yaml``."""

    def __init__(self, units: Units, generic: tuple[str, ...] = ()) -> None:
        self._units = units
        self._generic = frozenset(generic)
        self.split = lru_cache(maxsize=4096)(self._split)
        self._relation = lru_cache(maxsize=4096)(self._of_units)

    def _split(self, unit: str) -> tuple[Decimal, str]:
        """The factor to the base unit, and the base unit: 亿斤 → (50000000, 公斤)."""
        written = unit.strip().replace("％", "%")
        length = 0
        while length < len(written) and written[length] in _LARGE and not written.startswith(_KILO, length):
            length += 1
        words = written[:length].strip("余多")
        bare = written[length:].lstrip("余多").partition("（")[0].partition("(")[0]
        factor = magnitude(words) if words else Decimal(1)
        return factor * self._units.factor(bare), self._units.base(bare)

    def bare(self, unit: str | None) -> str:
        """The base unit of a unit as written; empty where there is none."""
        return self.split(unit)[1] if unit else ""

    def amount(self, statement: Statement) -> Amount | None:
        """The figure of a statement in base units, ``None`` where it has none."""
        value, most = statement.value, statement.value_max
        if value is None:
            return None
        unit, growth = statement.unit or "", statement.measure == "growth"
        low = self._in_base(value, unit, growth)
        high = low if most is None else self._in_base(most, unit, growth)
        base = self.bare(unit)
        return Amount(min(low, high), max(low, high), "%" if growth and base in ("倍", "番") else base)

    def number(self, value: Decimal, statement: Statement) -> Decimal:
        """A number told in the unit of a statement, in the base unit; a rate of change in percent."""
        return self._in_base(value, statement.unit or "", statement.measure == "growth")

    def _in_base(self, value: Decimal, unit: str, growth: bool) -> Decimal:
        factor, base = self.split(unit)
        return _rate(value * factor, base) if growth else value * factor

    def relation(self, plan: Statement, later: Statement) -> str:
        """How two units stand to one another: ``same``, ``converted``, ``generic``, ``unsaid`` or ``other``."""
        if later.value is None and later.unit is None:
            return "unsaid"
        return self._relation(plan.unit or "", later.unit or "", plan.measure == later.measure == "growth")

    def _of_units(self, plan: str, later: str, growth: bool) -> str:
        one, other = self.bare(plan), self.bare(later)
        if growth and {one, other} <= {"%", "倍", "番"}:
            return "same" if one == other else "converted"
        if one == other:
            written = plan.strip(MAGNITUDES), later.strip(MAGNITUDES)
            return "same" if one and written[0] == written[1] else "converted" if one else "unsaid"
        if not one or not other:
            return "unsaid"
        if one in self._generic and other in self._generic:
            return "generic"
        one_family, other_family = self._units.family(one), self._units.family(other)
        if one_family is not None and one_family is other_family and one_family.kind == "count":
            return "generic"
        return "other"


def _rate(value: Decimal, unit: str) -> Decimal:
    """A rate of change in percent: 1倍 is 100 %, 翻一番 is 100 %, 翻两番 is 300 %."""
    if unit == "倍":
        return value * 100
    if unit == "番":
        return (Decimal(2) ** value - 1) * 100
    return value
