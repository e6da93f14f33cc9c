"""One indicator through the years and across places: promised, reported, verdict, raised or lowered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from tracker.render.charts import series_chart
from tracker.render.corpus import Options, RuleFacts
from tracker.render.frame import Frame, frame
from tracker.render.summary import Point
from tracker.render.text import Figure, figure, slug
from tracker.render.words import LEVELS, MEASURES, OUTCOMES, Label

__all__ = ["IndicatorPage", "Points", "Series", "Telling", "Year", "indicator_page", "indicator_pages"]

_LEVELS = tuple(LEVELS)
_MANY = 1500  # points on one page; more of them are told region by region


@dataclass(frozen=True)
class Telling:
    """One promise in the table; ``change`` says how it stands to the promise of the year before."""

    year: int
    years: str
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
    """One jurisdiction, scope and measure through the years, oldest first; a chart where there are two years.

    ``several`` are targets over more than one year: kept apart and never drawn, for they sum up or end elsewhere.
    """

    anchor: str
    jurisdiction: str
    level: Label
    measure: Label
    scope: str
    several: bool
    unit: str
    chart: Markup | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class Year:
    """One year and measure across places that promised it, nation before province before city before county."""

    year: int
    measure: Label
    scope: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class IndicatorPage:
    """What ``indicator.html`` shows."""

    frame: Frame
    name: str
    series: tuple[Series, ...]
    years: tuple[Year, ...]
    region: str
    regions: tuple[tuple[str, str], ...]
    limited: bool


class Points:
    """The points of a corpus by indicator, gathered place by place without growing beyond what pages can show.

    Of a corpus of more than ``limit`` places, cities and counties keep their headline targets only; their other
    targets stand on their own scorecards, and ``limited`` says so.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._places = 0
        self._found: dict[str, list[Point]] = defaultdict(list)

    @property
    def limited(self) -> bool:
        """Whether points were left out."""
        return self._places > self._limit

    def add(self, points: Sequence[Point]) -> None:
        """Take in the points of one more place."""
        self._places += 1
        if self._places == self._limit + 1:
            for key, members in self._found.items():
                self._found[key] = [point for point in members if _always(point)]
        for point in points:
            members = self._found[point.indicator]
            if not self.limited or _always(point):
                members.append(point)

    def by_indicator(self) -> dict[str, list[Point]]:
        """All points kept, by the id of their indicator, in order of ids; an indicator may have none left."""
        return {key: self._found[key] for key in sorted(self._found)}


def _always(point: Point) -> bool:
    return point.headline or point.level in ("nation", "province")


def indicator_pages(
    key: str, points: Sequence[Point], facts: RuleFacts, options: Options, limited: bool
) -> dict[str, IndicatorPage]:
    """The pages of an indicator by their file name: one, or beside it one a region where there are very many points."""
    name = slug(key)
    if len(points) <= _MANY:
        return {f"{name}.html": indicator_page(key, points, facts, options, limited=limited)}
    regions: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        regions[point.region].append(point)
    listed = tuple((region, f"{name}.{slug(region)}.html") for region in sorted(regions))
    above = [point for point in points if point.level in ("nation", "province")]
    pages = {f"{name}.html": indicator_page(key, above, facts, options, regions=listed, limited=limited)}
    for region, path in listed:
        pages[path] = indicator_page(key, regions[region], facts, options, region=region, limited=limited)
    return pages


def indicator_page(
    key: str,
    points: Sequence[Point],
    facts: RuleFacts,
    options: Options,
    *,
    region: str = "",
    regions: Sequence[tuple[str, str]] = (),
    limited: bool = False,
) -> IndicatorPage:
    """The context of one page of an indicator."""
    name = facts.indicator_names.get(key, key)
    groups: dict[tuple[int, str, str, bool, str, str], list[Point]] = defaultdict(list)
    across: dict[tuple[int, str, str], list[Telling]] = defaultdict(list)
    for point in points:
        key_of = (_LEVELS.index(point.level), point.jurisdiction, point.scope, point.since < point.year)
        groups[(*key_of, point.measure, point.unit)].append(point)
    series = []
    for (_, jurisdiction, scope, several, measure, unit), members in sorted(groups.items()):
        members.sort(key=lambda p: (p.year, p.href))
        one = _series(name, jurisdiction, scope, several, MEASURES[measure], unit, members)
        series.append(one)
        for telling in one.tellings if not several else ():
            across[-telling.year, measure, scope].append(telling)
    return IndicatorPage(
        frame=frame(Label(f"{name}：历年目标与报告所述", f"{name}: promised and reported"), "../", options, facts),
        name=name,
        series=tuple(series),
        years=tuple(
            Year(-year, MEASURES[measure], scope, tuple(tellings))
            for (year, measure, scope), tellings in sorted(across.items())
            if len({telling.jurisdiction for telling in tellings}) > 1
        ),
        region=region,
        regions=tuple(regions),
        limited=limited,
    )


def _series(
    name: str, jurisdiction: str, scope: str, several: bool, measure: Label, unit: str, members: Sequence[Point]
) -> Series:
    tellings = []
    before: dict[int, Decimal | None] = {}
    for point in members:
        before.setdefault(point.year, point.promised_value)
        tellings.append(
            Telling(
                year=point.year,
                years=f"{point.since}—{point.year}" if several else str(point.year),
                jurisdiction=jurisdiction,
                level=LEVELS[point.level],
                promised=figure(point.promised),
                delivered=figure(point.delivered) if point.delivered else None,
                outcome=point.outcome,
                verdict=OUTCOMES[point.outcome],
                change=None if several else _change(before.get(point.year - 1), point.promised_value),
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
        scope=scope,
        several=several,
        unit=unit,
        chart=series_chart(pairs, described) if not several else None,
        tellings=tuple(tellings),
    )


def _change(before: Decimal | None, now: Decimal | None) -> Label | None:
    if before is None or now is None:
        return None
    if now == before:
        return Label("与上年相同", "as the year before")
    return Label("上调", "raised") if now > before else Label("下调", "lowered")
