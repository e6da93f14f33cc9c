"""One indicator through the years and across places: promised, reported, verdict, raised or lowered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from tracker.render.charts import series_chart
from tracker.render.corpus import Options, RuleFacts
from tracker.render.frame import Frame, frame
from tracker.render.summary import Point
from tracker.render.text import Figure, address, figure, slug
from tracker.render.words import BASES, LEVELS, MEASURES, MISSING, OUTCOMES, Label

__all__ = ["IndicatorPage", "Points", "Series", "Telling", "Year", "indicator_page", "indicator_pages"]

_LEVELS = tuple(LEVELS)
_MANY = 1500  # points on one page; more of them are told region by region


@dataclass(frozen=True)
class Telling:
    """One year in the table; ``change`` says how its promise stands to that of the year before.

    Where a side is missing, ``no_target`` and ``no_result`` say why. ``others``: other tellings, addresses, years.
    """

    year: int
    years: str
    jurisdiction: str
    level: Label
    promised: Figure | None
    delivered: Figure | None
    outcome: str
    verdict: Label | None
    change: Label | None
    provisional: bool
    href: str
    no_target: Label | None
    no_result: Label | None
    others: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Series:
    """One jurisdiction, scope and measure through the years, oldest first; a chart where there are two years.

    ``several`` are targets over more than one year: kept apart and never drawn, for they sum up or end elsewhere.
    """

    anchor: str
    jurisdiction: str
    level: Label
    measure: Label
    basis: Label | None
    definition: Label | None
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
    related: tuple[tuple[Label, str, str], ...]
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
    key: str, points: Sequence[Point], facts: RuleFacts, options: Options, paged: Collection[str], *, limited: bool
) -> dict[str, IndicatorPage]:
    """The pages of an indicator by their file name: one, or beside it one a region where there are very many points.

    ``paged`` are the indicators that have pages.
    """
    name = slug(key)
    if len(points) <= _MANY:
        return {f"{name}.html": indicator_page(key, points, facts, options, paged, limited=limited)}
    regions: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        regions[point.region].append(point)
    listed = tuple((region, f"{name}.{slug(region)}.html") for region in sorted(regions))
    above = [point for point in points if point.level in ("nation", "province")]
    pages = {f"{name}.html": indicator_page(key, above, facts, options, paged, regions=listed, limited=limited)}
    for region, path in listed:
        pages[path] = indicator_page(key, regions[region], facts, options, paged, region=region, limited=limited)
    return pages


def indicator_page(
    key: str,
    points: Sequence[Point],
    facts: RuleFacts,
    options: Options,
    paged: Collection[str],
    *,
    region: str = "",
    regions: Sequence[tuple[str, str]] = (),
    limited: bool = False,
) -> IndicatorPage:
    """The context of one page of an indicator."""
    name = facts.indicator_names.get(key, key)
    groups: dict[tuple[int, str, str, bool, str, str, int], list[Point]] = defaultdict(list)
    across: dict[tuple[int, str, str], list[Telling]] = defaultdict(list)
    for point in points:
        key_of = (_LEVELS.index(point.level), point.jurisdiction, point.scope, point.since < point.year)
        groups[(*key_of, point.measure, point.basis, point.definition)].append(point)
    series = []
    for (_, _, scope, several, measure, _, _), members in sorted(groups.items()):
        members.sort(key=lambda p: (p.year, p.href))
        one = _series(name, key, members, facts)
        series.append(one)
        for telling in one.tellings if not several else ():
            if telling.promised is not None:
                across[-telling.year, measure, scope].append(telling)
    return IndicatorPage(
        frame=frame(Label(f"{name}：历年目标与报告所述", f"{name}: promised and reported"), "../", options, facts),
        name=name,
        related=_related(key, facts, paged),
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


def _related(key: str, facts: RuleFacts, paged: Collection[str]) -> tuple[tuple[Label, str, str], ...]:
    """The indicators that this one took over from and those that took over from it: told apart, never joined.

    What they are to it, name, and address of the page, empty where there is none.
    """
    before = [(Label("此前口径", "before, by another definition"), other) for other in facts.succeeds.get(key, ())]
    after = [
        (Label("此后口径", "after, by another definition"), other)
        for other, earlier in sorted(facts.succeeds.items())
        if key in earlier
    ]
    return tuple(
        (label, facts.indicator_names.get(other, other), f"{address(slug(other))}.html" if other in paged else "")
        for label, other in (*before, *after)
    )


def _series(name: str, key: str, members: Sequence[Point], facts: RuleFacts) -> Series:
    one = members[0]
    several = one.since < one.year
    before: dict[int, Decimal | None] = {}
    tellings = []
    for point in members:
        before.setdefault(point.year, point.promised_value)
        tellings.append(_telling(point, None if several else _change(before.get(point.year - 1), point.promised_value)))
    pairs = [(point.year, point.promised_value, point.delivered_value) for point in members]
    described = f"{one.jurisdiction}{name}：" + "；".join(
        f"{point.year}年目标{point.promised or '—'}" + (f"，报告所述{point.delivered}" if point.delivered else "")
        for point in members
    )
    return Series(
        anchor=slug(one.jurisdiction),
        jurisdiction=one.jurisdiction,
        level=LEVELS[one.level],
        measure=MEASURES[one.measure],
        basis=BASES.get(one.basis),
        definition=_definition(key, one.definition, facts),
        scope=one.scope,
        several=several,
        unit=one.unit,
        chart=series_chart(pairs, described) if not several else None,
        tellings=tuple(tellings),
    )


def _definition(key: str, definition: int, facts: RuleFacts) -> Label | None:
    """Which side of a change of definition a series stands on."""
    year = facts.breaks.get(key)
    if year is None:
        return None
    if definition:
        return Label(f"{year}年起的口径", f"defined as from {year} on")
    return Label(f"{year}年以前的口径", f"as defined before {year}")


def _telling(point: Point, change: Label | None) -> Telling:
    return Telling(
        year=point.year,
        years=f"{point.since}—{point.year}" if point.since < point.year else str(point.year),
        jurisdiction=point.jurisdiction,
        level=LEVELS[point.level],
        promised=figure(point.promised) if point.promised else None,
        delivered=figure(point.delivered) if point.delivered else None,
        outcome=point.outcome,
        verdict=OUTCOMES[point.outcome] if point.outcome else None,
        change=change,
        provisional=point.provisional,
        href=point.href,
        no_target=MISSING.get(point.target_missing),
        no_result=MISSING.get(point.result_missing) if not point.delivered else None,
        others=point.others,
    )


def _change(before: Decimal | None, now: Decimal | None) -> Label | None:
    if before is None or now is None:
        return None
    if now == before:
        return Label("与上年相同", "as the year before")
    return Label("上调", "raised") if now > before else Label("下调", "lowered")
