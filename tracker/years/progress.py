"""Goals over several years, and how far the reports so far say they have come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.match.amounts import plain
from tracker.models import Commitment, Link, Result
from tracker.years.annals import Annals
from tracker.years.figures import FigureReader

__all__ = ["Goal", "Step", "goals"]


@dataclass(frozen=True, slots=True)
class Step:
    """What one later report tells of a goal; ``value`` in the goal's base unit where the two can be compared."""

    link: Link
    result: Result
    year: int | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target over the years ``first``…``last``.

    ``told`` is the last year some report has reviewed. ``so_far`` is the latest figure, or the sum of the yearly ones
    where every year since the first was told; in ``unit``, the base unit of the goal. ``derivation`` shows that sum.
    """

    commitment: Commitment
    first: int
    last: int
    told: int | None
    steps: tuple[Step, ...]
    so_far: Decimal | None
    unit: str
    derivation: str


def goals(annals: Annals, figures: FigureReader) -> tuple[Goal, ...]:
    """The targets over several years, in the order of the reports and of their text."""
    found = []
    for extraction in annals.extractions:
        for commitment in extraction.commitments:
            first, last = annals.span(commitment)
            if commitment.kind != "target" or commitment.restates or first is None or last is None or first >= last:
                continue
            found.append(_goal(commitment, first, last, annals, figures))
    return tuple(found)


def _goal(commitment: Commitment, first: int, last: int, annals: Annals, figures: FigureReader) -> Goal:
    amount = figures.units.amount(commitment)
    unit = amount.unit if amount is not None else ""
    steps = []
    told: int | None = None
    for link in annals.links.get(commitment.id, ()):
        later = annals.reports.get(link.later_report or "")
        reviewed = later.catalogue.reviewed_years if later is not None else None
        told = max(told or 0, reviewed[1]) if reviewed else told
        result = annals.results.get(link.result) if link.result else None
        if result is None or result.value is None or result.damaged or result.measure != commitment.measure:
            continue
        if commitment.measure in ("growth", "increment") and (result.period_start or first) < first:
            continue  # a change that began before the goal was set
        found = figures.units.amount(result)
        value = found.low if found is not None and found.unit == unit else None
        steps.append(Step(link, result, result.period_end, value))
    so_far, derivation = _so_far(commitment, first, steps, unit, figures)
    return Goal(commitment, first, last, told, tuple(steps), so_far, unit, derivation)


def _so_far(
    commitment: Commitment, first: int, steps: list[Step], unit: str, figures: FigureReader
) -> tuple[Decimal | None, str]:
    """The latest figure of a height or a share; for what is added year by year the sum, where no year is missing.

    A rate of change is not added up, nor is a promise for each year.
    """
    known = [step for step in steps if step.value is not None]
    if not known or commitment.measure == "growth" or commitment.each_year:
        return None, ""
    latest = known[-1]
    if commitment.measure != "increment" or _since(latest.result, first):
        return latest.value, ""
    yearly = {year: step for step in known if (year := figures.year_of(step.result)) is not None}
    years = sorted(yearly)
    if not years or years != list(range(first, years[-1] + 1)):
        return None, ""
    total = sum((yearly[year].value or Decimal(0) for year in years), Decimal(0))
    if len(years) == 1:
        return total, ""
    parts = " + ".join(f"{plain(yearly[year].value or Decimal(0))}" for year in years)
    return total, f"{years[0]}—{years[-1]}：{parts} = {plain(total)}{unit}"


def _since(result: Result, first: int) -> bool:
    """Whether a figure counts from the first year of the goal on."""
    return result.cumulative or (result.period_start == first and result.period_end != first)
