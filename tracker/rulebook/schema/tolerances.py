"""``rules/tolerances.yaml``: how near is near, in one place."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from tracker.rulebook.schema.base import Entry

__all__ = ["Tolerance", "Tolerances"]


class Tolerance(Entry):
    """Shares of the promised number, in percent.

    ``about`` is how far 左右 reaches to the worse side and still holds; a result short by at most ``near``
    (``near_about`` for 左右) is near. ``near_whole`` is ``near`` for a whole of 100 %: nothing short of all is all.
    """

    about: Decimal = Field(ge=0, le=100)
    near: Decimal = Field(ge=0, le=100)
    near_about: Decimal = Field(ge=0, le=100)
    near_whole: Decimal | None = Field(default=None, ge=0, le=100)


class Tolerances(Entry):
    """One tolerance a measure. ``lower`` are words in names of indicators no lexicon knows that are better low.

    ``neither`` are words of names where no side is better (赤字: what was budgeted). ``nearly`` are the words in front
    of a reported figure that was not quite reached (近3万). ``outstanding`` are the bounds of delivered over promised
    (percent) outside which a person looks before a row enters a list of extremes.
    """

    growth: Tolerance
    share: Tolerance
    level: Tolerance
    increment: Tolerance
    lower: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()
    outstanding: tuple[Decimal, Decimal]

    def of(self, measure: Literal["growth", "share", "level", "increment"]) -> Tolerance:
        """The tolerance of a measure."""
        found: Tolerance = getattr(self, measure)
        return found
