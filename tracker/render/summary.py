"""What one jurisdiction leaves behind for the overview and the indicator pages: small, plain, picklable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import Catalogue, Commitment, Extraction, Level, Link, Result
from tracker.render.corpus import RuleFacts
from tracker.render.counterparts import coverage_of
from tracker.render.coverage import Held
from tracker.render.frame import ReportCard, card
from tracker.render.place import Place
from tracker.render.text import address, slug
from tracker.render.verdicts import outcome

__all__ = ["PlaceSummary", "PlanSummary", "Point", "in_series", "summarise"]


@dataclass(frozen=True, slots=True)
class Point:
    """One promise of one indicator for the years ``since``…``year``, with what was reported; ``href`` leads to its row.

    ``promised_value`` and ``delivered_value`` are there where they are in one unit and may be drawn on one scale.
    """

    indicator: str
    measure: str
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


def summarise(place: Place, facts: RuleFacts) -> PlaceSummary:
    """The summary of a jurisdiction."""
    catalogue = place.extractions[0].report.catalogue
    return PlaceSummary(
        jurisdiction=place.name,
        level=catalogue.level,
        region=_region(catalogue),
        plans=tuple(_plan(extraction, place) for extraction in place.extractions),
        points=tuple(
            point
            for extraction in place.extractions
            for commitment in extraction.commitments
            if (point := _point(commitment, extraction, place)) is not None
        ),
        coverage=coverage_of(place, _region(catalogue), facts),
        numbers_left=sum(len(extraction.rejected) for extraction in place.extractions),
    )


def _region(catalogue: Catalogue) -> str:
    return catalogue.parent if catalogue.parent and catalogue.level != "nation" else catalogue.jurisdiction


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


def _point(commitment: Commitment, extraction: Extraction, place: Place) -> Point | None:
    catalogue = extraction.report.catalogue
    year = commitment.horizon_end
    if not in_series(commitment) or year is None or commitment.measure is None or commitment.indicator_id is None:
        return None
    link = place.final.get(commitment.id)
    result = place.results.get(link.result) if link is not None and link.result else None
    return Point(
        indicator=commitment.indicator_id,
        measure=commitment.measure,
        year=year,
        since=commitment.horizon_start if commitment.horizon_start is not None else year,
        jurisdiction=catalogue.jurisdiction,
        level=catalogue.level,
        region=_region(catalogue),
        scope=commitment.scope or "",
        headline=commitment.tier == "headline",
        promised=place.phrase(commitment),
        delivered=place.phrase(result) if result is not None else "",
        promised_value=_signed(commitment),
        delivered_value=_drawn(commitment, result, link),
        unit=commitment.unit or "",
        outcome=outcome(link),
        provisional=result is not None and result.provisional,
        href=f"../scorecard/{address(slug(commitment.report))}.html#{address(commitment.id)}",
    )


def _signed(statement: Commitment | Result) -> Decimal | None:
    if statement.value is None or statement.damaged:
        return None
    return -statement.value if statement.direction == "down" else statement.value


def _drawn(commitment: Commitment, result: Result | None, link: Link | None) -> Decimal | None:
    """The delivered figure in the promise's unit, where the two were compared by number."""
    if result is None or link is None or link.verdict not in ("met", "near", "missed", "ongoing"):
        return None
    if result.unit == commitment.unit:
        return _signed(result)
    if link.attainment is not None and commitment.value is not None:
        return link.attainment * commitment.value
    return None
