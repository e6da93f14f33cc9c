"""The settings of ``rules/periods.yaml``: words that say when, and the years they mean."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker.rulebook.schema.base import Entry

__all__ = ["NotAPeriod", "PeriodExample", "PeriodKind", "PeriodRule", "PeriodSettings", "YearTerm"]

PeriodKind = Literal["year", "until", "span", "part", "since", "each", "average", "baseline"]

_ATOM = r"(?:year|named2?|n|\d+|(?:section|plan|term)\.(?:start|end))"
YearTerm = Annotated[str, Field(pattern=rf"^{_ATOM}(?: [+-] {_ATOM})*$")]
"""A year in words: ``year + n - 1``."""


class PeriodExample(Entry):
    """A text, the expression found in it, and the years it means (``gives``: ``2024-2026``) or its baseline year.

    ``year`` is the report's own year; ``section`` and ``role`` are those of the part the sentence stands in.
    """

    text: str = Field(min_length=1)
    found: str = Field(min_length=1)
    year: int
    section: tuple[int, int] | None = None
    role: Literal["review", "plan", "outlook"] = "plan"
    term: tuple[int, int] | None = None
    gives: str | None = Field(default=None, pattern=r"^\d{4}-\d{4}$")
    baseline: int | None = None


class NotAPeriod(Entry):
    """A text in which no period is to be found, and why."""

    text: str = Field(min_length=1)
    why: str = Field(min_length=1)


class PeriodRule(Entry):
    """Wordings with one meaning. ``start``, ``end`` and ``baseline`` are years in words; see the file's head."""

    id: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
    intent: str = Field(min_length=1)
    kind: PeriodKind
    words: tuple[str, ...] = Field(min_length=1)
    start: YearTerm | None = None
    end: YearTerm | None = None
    baseline: YearTerm | None = None
    each_year: bool = False
    examples: tuple[PeriodExample, ...] = Field(min_length=1)


class PeriodSettings(Entry):
    """All of ``rules/periods.yaml``; ``none`` are wordings that look like a time and are none."""

    rules: tuple[PeriodRule, ...]
    none: tuple[str, ...] = ()
    none_examples: tuple[NotAPeriod, ...] = ()
