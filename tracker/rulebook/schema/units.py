"""``rules/units.yaml``: the units figures are given in, by family, with their conversions."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from tracker.rulebook.schema.base import Entry

__all__ = ["UnitFamily", "Units"]


class UnitFamily(Entry):
    """Units of one kind.

    ``converts`` gives, for each unit, how many of the family's base unit it is (公斤 1, 斤 0.5, 吨 1000); ``words`` are
    units that belong here but cannot be turned into one another (个, 座, 套). ``in_words`` says whether a small number
    written in Chinese characters counts with these units (三个, 两家) or is left alone (一期, 三级).
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    intent: str = Field(min_length=1)
    kind: Literal["rate", "points", "amount", "count", "time", "ratio", "multiple"] = "amount"
    base: str | None = None
    converts: dict[str, Decimal] = Field(default_factory=dict)
    words: tuple[str, ...] = ()
    in_words: bool = True

    @model_validator(mode="after")
    def _has_units(self) -> UnitFamily:
        if not self.converts and not self.words:
            raise ValueError("a family needs units: write converts or words")
        if self.converts and self.converts.get(self.base or "") != 1:
            raise ValueError("base must be one of converts, with the factor 1")
        if any(factor <= 0 for factor in self.converts.values()):
            raise ValueError("factors must be above zero")
        return self


class Units(Entry):
    """All families. A unit belongs to one family only."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    families: tuple[UnitFamily, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_family_each(self) -> Units:
        owner: dict[str, str] = {}
        for family in self.families:
            for unit in (*family.converts, *family.words):
                if unit in owner:
                    raise ValueError(f"{unit} stands in {owner[unit]} and in {family.name}: keep one")
                owner[unit] = family.name
        return self

    @cached_property
    def by_unit(self) -> dict[str, UnitFamily]:
        """The family of every known unit (written without its magnitude word)."""
        return {unit: family for family in self.families for unit in (*family.converts, *family.words)}

    def family(self, unit: str) -> UnitFamily | None:
        """The family of a bare unit, or ``None`` for one nobody listed."""
        return self.by_unit.get(unit)

    def factor(self, unit: str) -> Decimal:
        """How many base units of its family one ``unit`` is; 1 where there is no conversion."""
        family = self.by_unit.get(unit)
        return family.converts.get(unit, Decimal(1)) if family else Decimal(1)

    def base(self, unit: str) -> str:
        """The unit that ``factor`` converts to: the family's base, or the unit itself where there is no conversion."""
        family = self.by_unit.get(unit)
        return family.base if family and family.base and unit in family.converts else unit
