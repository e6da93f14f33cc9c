"""Which years a report reviews and plans: from its headings, its title, the day it was delivered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import ReportKind, Years
from tracker.outline.headings import Heading, top_headings
from tracker.outline.roles import find_parts, heading_role, says_role
from tracker.periods import Clock, find_periods, resolve, years_named
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

__all__ = ["ReportYears", "find_years"]

_OPENING = 1500
_LATE = 11
"""A congress from November on plans the year after (an early session before a new term)."""


@dataclass(frozen=True, slots=True)
class ReportYears:
    """Years reviewed and planned, and the words they were read from."""

    year: int | None
    reviewed: Years | None
    planned: Years | None
    reason: str


def find_years(
    text: str,
    title: str,
    delivered_on: str | None,
    kind: ReportKind,
    headings: tuple[Heading, ...],
    outline: OutlineSettings,
    periods: PeriodSettings,
) -> ReportYears:
    """The report's own year first, then what its parts review and plan, seen from that year."""
    year, reason = _own_year(text, title, delivered_on, kind, headings, outline, periods)
    if year is None:
        return ReportYears(None, None, None, "")
    if kind == "statistical_communique":
        return ReportYears(year, (year - 1, year - 1), None, reason)
    if kind == "task_division":
        return ReportYears(year, None, (year, year), reason)
    parts = find_parts(text, headings, kind, year, outline, periods)
    reviewed = _together([p.years for p in parts if p.role == "review" and p.years]) or (year - 1, year - 1)
    planned = _together([p.years for p in parts if p.role in ("plan", "outlook") and p.years]) or (year, year)
    return ReportYears(year, reviewed, planned, reason)


def _own_year(
    text: str,
    title: str,
    delivered_on: str | None,
    kind: ReportKind,
    headings: tuple[Heading, ...],
    outline: OutlineSettings,
    periods: PeriodSettings,
) -> tuple[int | None, str]:
    nowhere = Clock(None)
    if kind == "statistical_communique":
        years = years_named(title, periods, nowhere)
        if years:
            return years[1] + 1, title
    tops = top_headings(headings)
    named = [(heading_role(h.text, outline, periods, None), h.text) for h in tops]
    titled = [e.named[0] for e in find_periods(title, periods) if e.named]
    anchors = [*titled, *([int(delivered_on[:4])] if delivered_on else [])]
    planned = [h for (role, years), h in named if role in ("plan", "outlook") and years]
    found = _planned_year(planned, min(anchors, default=None), periods)
    if found:
        return found
    if titled:
        # 2023年计划执行情况与2024年计划草案: the later year is planned; 2024年政府工作报告 names its own year,
        # 2023年预算执行情况 only the year behind it
        planless = kind in ("plan_report", "budget_report") and not says_role(title, "plan", outline)
        only_review = planless and says_role(title, "review", outline)  # but 2023年国民经济和社会发展计划 is a plan
        return max(titled) + only_review, title
    for (role, years), words in named:
        if role == "review" and years:
            return years[1] + 1, words
    if delivered_on:
        month = int(delivered_on[5:7])
        return int(delivered_on[:4]) + (month >= _LATE), delivered_on
    if kind == "task_division":
        said = [e.named[0] for e in find_periods(text[:_OPENING], periods) if e.rule.kind == "year" and e.named]
        return (said[0], str(said[0])) if said else (None, "")
    return _from_opening(text, periods)


def _planned_year(headings: Sequence[str], anchor: int | None, periods: PeriodSettings) -> tuple[int, str] | None:
    """The year that headings of plans name, not before ``anchor``.

    2023年主要工作, 2024年主要工作: the later one; 2035年远景目标 beside 2021年工作: the earlier one. Single
    years go before five-year plans.
    """
    single: list[tuple[int, str]] = []
    spans: list[tuple[int, str]] = []
    for heading in headings:
        for expression in find_periods(heading, periods):
            period = resolve(expression, Clock(None))
            start = period.start_year if period and period.kind in ("year", "span") else None
            if period and start is not None and (anchor is None or start >= anchor):
                (single if period.kind == "year" else spans).append((start, heading))
    if single:
        first = min(year for year, _ in single)
        return max(pair for pair in single if pair[0] <= first + 1)
    return max(spans, default=None)


_YEAR_SAID = re.compile(r"((?:19|20)\d\d)年[，,]?(?:是|极不平凡|，面对)")


def _from_opening(text: str, periods: PeriodSettings) -> tuple[int | None, str]:
    """What the first sentences call the year that has just passed."""
    found = _YEAR_SAID.search(text, 0, _OPENING)
    if found:
        return int(found.group(1)) + 1, found.group()
    said = [e for e in find_periods(text[:_OPENING], periods) if e.rule.kind == "year" and e.named]
    return (said[0].named[0] + 1, said[0].text) if said else (None, "")


def _together(years: Sequence[Years]) -> Years | None:
    return (min(a for a, _ in years), max(b for _, b in years)) if years else None
