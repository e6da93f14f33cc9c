"""One indicator through the years and across places: promised, reported, verdict, raised or lowered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from tracker.render.charts import series_chart
from tracker.render.corpus import Options, RuleFacts
from tracker.render.frame import Frame, frame
from tracker.render.summary import PlaceSummary, Point
from tracker.render.text import Figure, figure, slug
from tracker.render.words import LEVELS, MEASURES, OUTCOMES, Label

__all__ = ["IndicatorPage", "Series", "Telling", "Year", "indicator_page", "points_by_indicator"]

_LEVELS = tuple(LEVELS)


@dataclass(frozen=True)
class Telling:
    """One promise in the table; ``change`` says how it stands to the promise of the year before."""

    year: int
    jurisdiction: str
    level: Label
    promised: Figure
    delivered: Figure | None
    outcome: str
    verdict: Label
    change: Label | None
    provisional: bool
    href: str


@dataclass(frozen=True)
class Series:
    """One jurisdiction and measure through the years, oldest first, with its chart where there are two years."""

    anchor: str
    jurisdiction: str
    level: Label
    measure: Label
    unit: str
    chart: Markup | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class Year:
    """One year and measure across places that promised it, nation before province before city before county."""

    year: int
    measure: Label
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class IndicatorPage:
    """What ``indicator.html`` shows."""

    frame: Frame
    name: str
    series: tuple[Series, ...]
    years: tuple[Year, ...]


def points_by_indicator(summaries: Iterable[PlaceSummary]) -> dict[str, list[Point]]:
    """All points by the id of their indicator, in order of ids."""
    found: dict[str, list[Point]] = defaultdict(list)
    for summary in summaries:
        for point in summary.points:
            found[point.indicator].append(point)
    return {key: found[key] for key in sorted(found)}


def indicator_page(key: str, points: Sequence[Point], facts: RuleFacts, options: Options) -> IndicatorPage:
    """The context of an indicator's page."""
    name = facts.indicator_names.get(key, key)
    groups: dict[tuple[int, str, str, str], list[Point]] = defaultdict(list)
    across: dict[tuple[int, str], list[Telling]] = defaultdict(list)
    for point in points:
        groups[_LEVELS.index(point.level), point.jurisdiction, point.measure, point.unit].append(point)
    series = []
    for (_, jurisdiction, measure, unit), members in sorted(groups.items()):
        members.sort(key=lambda p: (p.year, p.href))
        one = _series(name, jurisdiction, MEASURES[measure], unit, members)
        series.append(one)
        for telling in one.tellings:
            across[-telling.year, measure].append(telling)
    return IndicatorPage(
        frame=frame(Label(f"{name}：历年目标与报告所述", f"{name}: promised and reported"), "../", options, facts),
        name=name,
        series=tuple(series),
        years=tuple(
            Year(-year, MEASURES[measure], tuple(tellings))
            for (year, measure), tellings in sorted(across.items())
            if len({telling.jurisdiction for telling in tellings}) > 1
        ),
    )


def _series(name: str, jurisdiction: str, measure: Label, unit: str, members: Sequence[Point]) -> Series:
    tellings = []
    before: dict[int, Decimal | None] = {}
    for point in members:
        before.setdefault(point.year, point.promised_value)
        tellings.append(
            Telling(
                year=point.year,
                jurisdiction=jurisdiction,
                level=LEVELS[point.level],
                promised=figure(point.promised),
                delivered=figure(point.delivered) if point.delivered else None,
                outcome=point.outcome,
                verdict=OUTCOMES[point.outcome],
                change=_change(before.get(point.year - 1), point.promised_value),
                provisional=point.provisional,
                href=point.href,
            )
        )
    pairs = [(point.year, point.promised_value, point.delivered_value) for point in members]
    described = f"{jurisdiction}{name}：" + "；".join(
        f"{point.year}年目标{point.promised}" + (f"，报告所述{point.delivered}" if point.delivered else "")
        for point in members
    )
    return Series(
        anchor=slug(jurisdiction),
        jurisdiction=jurisdiction,
        level=LEVELS[members[0].level],
        measure=measure,
        unit=unit,
        chart=series_chart(pairs, described),
        tellings=tuple(tellings),
    )


def _change(before: Decimal | None, now: Decimal | None) -> Label | None:
    if before is None or now is None:
        return None
    if now == before:
        return Label("与上年相同", "as the year before")
    return Label("上调", "raised") if now > before else Label("下调", "lowered")
