"""What an example says must be found: the fields of the export, in the words of the rule files."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from tracker.models import Action, Basis, Comparator, Measure, Tier
from tracker.rulebook.schema.base import Entry

__all__ = ["COMPARATORS", "ComparatorWord", "Expected"]

ComparatorWord = Literal["至少", "多于", "至多", "少于", "约", "等于", "区间"]

COMPARATORS: dict[ComparatorWord, Comparator] = {
    "至少": Comparator.GE,
    "多于": Comparator.GT,
    "至多": Comparator.LE,
    "少于": Comparator.LT,
    "约": Comparator.APPROX,
    "等于": Comparator.EQ,
    "区间": Comparator.RANGE,
}
"""Comparators are written as words: signs would need quotes in YAML."""


class Expected(Entry):
    """Fields that must come out as written; those not written are not looked at. ``none`` stands for nothing there.

    ``years`` is the horizon of a commitment or the period of a result (``2024``, ``2024-2027``, ``none``).
    """

    indicator: str | None = None
    indicator_id: str | None = None
    scope: str | None = None
    measure: Measure | Literal["none"] | None = None
    comparator: ComparatorWord | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: Literal["up", "down", "none"] | None = None
    basis: Basis | Literal["none"] | None = None
    modality: str | None = None
    tier: Tier | None = None
    binding: Literal["约束性", "预期性", "none"] | None = None
    years: str | None = Field(default=None, pattern=r"^(?:none|\d{4}(?:-\d{4})?)$")
    each_year: bool | None = None
    source: str | None = None
    baseline: int | None = None
    cumulative: bool | None = None
    provisional: bool | None = None
    action: Action | None = None
    object: str | None = None
    kind: Literal["target", "milestone", "statement"] | None = None
    reason: str | None = None
