"""What one jurisdiction leaves behind for the overview and the indicator pages: small, plain, picklable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import Catalogue, Commitment, Extraction, Level, Result, Verdict
from tracker.render.corpus import RuleFacts
from tracker.render.counterparts import coverage_of
from tracker.render.coverage import Held
from tracker.render.frame import ReportCard, card
from tracker.render.place import Place
from tracker.render.text import address, slug
from tracker.render.verdicts import outcome
from tracker.years import Series, SeriesYear, YearsOfPlace
from tracker.years.figures import FigureReader

__all__ = ["PlaceSummary", "PlanSummary", "Point", "in_series", "summarise"]

_COMPARED = (Verdict.MET, Verdict.NEAR, Verdict.MISSED, Verdict.ONGOING)


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series, or one goal for the years ``since``…``year``: what was promised and what was reported.

    ``href`` leads to the row of the promise, else to the sentence that tells the result, else it is empty.
    ``promised_value`` and ``delivered_value`` are there where they are in one unit and may be drawn on one scale.
    ``outcome`` is empty where nothing was promised; ``target_missing`` and ``result_missing`` say why a side is.
    ``others`` are other tellings of either figure, as written, each with its address and the report's year.
    """

    indicator: str
    measure: str
    basis: str
    definition: int
    year: int
    since: int
    jurisdiction: str
    level: Level
    region: str
    scope: str
    headline: bool
    promised: str
    delivered: str
    promised_value: Decimal | None
    delivered_value: Decimal | None
    unit: str
    outcome: str
    provisional: bool
    href: str
    target_missing: str = ""
    result_missing: str = ""
    others: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A report as the overview shows it; ``targets`` and ``milestones`` count outcomes by their key."""

    card: ReportCard
    year: int | None
    targets: dict[str, int]
    milestones: dict[str, int]
    results: int
    awaiting: bool


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """One jurisdiction. ``region`` is the province it stands under, for the paging of a long overview."""

    jurisdiction: str
    level: Level
    region: str
    plans: tuple[PlanSummary, ...]
    points: tuple[Point, ...]
    coverage: tuple[Held, ...]
    numbers_left: int
    years_page: str = ""


def summarise(place: Place, years: YearsOfPlace, facts: RuleFacts) -> PlaceSummary:
    """The summary of a jurisdiction."""
    catalogue = place.extractions[0].report.catalogue
    return PlaceSummary(
        jurisdiction=place.name,
        level=catalogue.level,
        region=_region(catalogue),
        plans=tuple(_plan(extraction, place) for extraction in place.extractions),
        points=(*_series_points(place, years), *_goal_points(place, years)),
        coverage=coverage_of(place, _region(catalogue), facts),
        numbers_left=sum(len(extraction.rejected) for extraction in place.extractions),
        years_page=f"years/{address(slug(place.name))}.html" if place.name else "",
    )


UNKNOWN = "其他地区"
"""The region of places whose province the text does not tell."""


def _region(catalogue: Catalogue) -> str:
    if catalogue.level in ("nation", "province"):
        return catalogue.jurisdiction
    return catalogue.parent or UNKNOWN


def in_series(commitment: Commitment) -> bool:
    """Whether a commitment stands on the page of its indicator: a number, of a known indicator and measure."""
    return (
        commitment.kind == "target"
        and commitment.indicator_id is not None
        and commitment.measure is not None
        and commitment.restates is None
        and commitment.horizon_end is not None
    )


def _plan(extraction: Extraction, place: Place) -> PlanSummary:
    kinds: dict[str, Counter[str]] = {"target": Counter(), "milestone": Counter()}
    for commitment in extraction.commitments:
        if not commitment.restates:
            kinds[commitment.kind][place.outcome(commitment)] += 1
    every = kinds["target"] + kinds["milestone"]
    return PlanSummary(
        card=card(extraction.report),
        year=extraction.report.catalogue.year,
        targets=dict(sorted(kinds["target"].items())),
        milestones=dict(sorted(kinds["milestone"].items())),
        results=len(extraction.results),
        awaiting=bool(every) and set(every) == {"pending"},
    )


def _series_points(place: Place, years: YearsOfPlace) -> Iterator[Point]:
    for series in years.series:
        if series.telling:
            figures = [s for y in series.years for s in (y.target, y.result) if s is not None and s.unit]
            for year in series.years:
                yield _year_point(series, year, place, years.figures, (figures[0].unit if figures else None) or "")


def _year_point(series: Series, year: SeriesYear, place: Place, figures: FigureReader, unit: str) -> Point:
    catalogue = place.extractions[0].report.catalogue
    target, result, link = year.target, year.result or year.answer, year.link
    tellings: list[Commitment | Result] = [*year.other_targets, *year.other_results]
    compared = year.result is not None and (link is None or link.verdict in _COMPARED)
    return Point(
        indicator=series.indicator,
        measure=series.measure,
        basis=series.basis,
        definition=series.definition,
        year=year.year,
        since=year.year,
        jurisdiction=catalogue.jurisdiction,
        level=catalogue.level,
        region=_region(catalogue),
        scope=series.scope,
        headline=series.headline,
        promised=place.phrase(target) if target is not None else "",
        delivered=(place.phrase(result) or (result.indicator or "")) if result is not None else "",
        promised_value=_drawn(target, unit, figures),
        delivered_value=_drawn(year.result, unit, figures) if compared else None,
        unit=unit,
        outcome=outcome(link) if target is not None else "",
        provisional=result is not None and result.provisional,
        href=_href(target, result),
        target_missing=year.target_missing or "",
        result_missing=year.result_missing or "",
        others=tuple(
            (place.phrase(s), _source(s), str(place.year_of(s) or "")) for s in tellings if s.value is not None
        ),
    )


def _drawn(statement: Commitment | Result | None, unit: str, figures: FigureReader) -> Decimal | None:
    """A figure in the unit of its series, falls below zero; None where it is damaged or in another kind of unit."""
    if statement is None or statement.value is None or statement.damaged:
        return None
    (factor, base), (scale, own) = figures.units.split(statement.unit or ""), figures.units.split(unit)
    if base != own:
        return None
    value = statement.value * factor / scale
    return -value if statement.direction == "down" else value


def _href(target: Commitment | None, result: Result | None) -> str:
    if target is not None:
        return f"../scorecard/{address(slug(target.report))}.html#{address(target.id)}"
    return _source(result) if result is not None else ""


def _source(statement: Commitment | Result) -> str:
    return f"../source/{address(slug(statement.report))}.html#{address(statement.id)}"


def _goal_points(place: Place, years: YearsOfPlace) -> Iterator[Point]:
    """The goals over several years: each by itself, for they sum up or end elsewhere."""
    catalogue = place.extractions[0].report.catalogue
    for goal in years.goals:
        commitment = goal.commitment
        if commitment.indicator_id is None or commitment.measure is None:
            continue
        link = place.final.get(commitment.id)
        result = place.results.get(link.result) if link is not None and link.result else None
        yield Point(
            indicator=commitment.indicator_id,
            measure=commitment.measure,
            basis=commitment.basis or "",
            definition=0,
            year=goal.last,
            since=goal.first,
            jurisdiction=catalogue.jurisdiction,
            level=catalogue.level,
            region=_region(catalogue),
            scope=years.figures.scope(commitment) or "",
            headline=commitment.tier == "headline",
            promised=place.phrase(commitment),
            delivered=place.phrase(result) if result is not None else "",
            promised_value=None,
            delivered_value=None,
            unit=commitment.unit or "",
            outcome=outcome(link),
            provisional=result is not None and result.provisional,
            href=_href(commitment, None),
        )
