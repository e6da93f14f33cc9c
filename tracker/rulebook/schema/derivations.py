"""``rules/derivations.yaml``: what follows from other figures of a report, and how it is shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker.rulebook.schema.base import Entry
from tracker.rulebook.schema.reasons import Wording

__all__ = ["DaysOfYear", "Derivations", "Goal"]

_ID = "^[a-z0-9]+(?:-[a-z0-9]+)*$"


class Goal(Wording):
    """A goal without a number that figures decide: said in ``words``, of one of ``indicators`` (of any where empty).

    ``rising``, ``falling``: its rate of change is above, below zero. ``in_step``: it is not below that of ``beside`` in
    the same year; said in words of ``about``, the tolerance of 左右 holds. The sentence shows ``{value}``, ``{beside}``
    and ``{gap}``.
    """

    id: str = Field(pattern=_ID)
    test: Literal["rising", "falling", "in_step"]
    words: tuple[str, ...] = Field(min_length=1)
    about: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    beside: str | None = None


class DaysOfYear(Entry):
    """An indicator counted in ``days`` and the one that gives them as a ``share`` of the year."""

    id: str = Field(pattern=_ID)
    share: str
    days: str
    text: str


class Derivations(Entry):
    """All of it."""

    goals: tuple[Goal, ...] = ()
    days_of_year: DaysOfYear
