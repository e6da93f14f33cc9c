"""The overview: jurisdictions by years, each cell the outcomes of a plan in counts; totals; what could not be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.models import Failure
from tracker.render.corpus import Options, RuleFacts, Superseded
from tracker.render.frame import Frame, ReportCard, frame
from tracker.render.summary import PlaceSummary, PlanSummary
from tracker.render.text import slug
from tracker.render.verdicts import Count, counts
from tracker.render.words import LEVELS, Label

__all__ = ["Cell", "Line", "Matrix", "OverviewPage", "Region", "overview", "regions"]

LIMIT = 150  # jurisdictions on one page; more of them are told region by region, a page each
_LEVELS = tuple(LEVELS)


@dataclass(frozen=True)
class Cell:
    """One report in the matrix."""

    card: ReportCard
    targets: tuple[Count, ...]
    milestones: tuple[Count, ...]
    awaiting: bool
    empty: bool


@dataclass(frozen=True)
class Line:
    """One jurisdiction: for each year of the matrix its reports; ``years`` leads to its page over the years."""

    jurisdiction: str
    level: Label
    years: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """Jurisdictions by years."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Region:
    """A province with a page of its own."""

    name: str
    href: str
    places: int
    reports: int


@dataclass(frozen=True)
class OverviewPage:
    """What ``index.html`` shows; ``matrix`` is None where the jurisdictions stand on ``regions``' own pages."""

    frame: Frame
    region: str
    matrix: Matrix | None
    regions: tuple[Region, ...]
    places: int
    reports: int
    targets: tuple[Count, ...]
    target_number: int
    milestones: tuple[Count, ...]
    milestone_number: int
    results: int
    numbers_left: int
    indicators: tuple[tuple[str, str, int], ...]
    indicators_once: tuple[tuple[str, str, int], ...]
    failures: tuple[Failure, ...]
    superseded: tuple[Superseded, ...]
    decisions: int
    fragments: tuple[ReportCard, ...]


def regions(summaries: Sequence[PlaceSummary]) -> dict[str, list[int]]:
    """The jurisdictions by province, in order of names; a province of very many in stretches of ``LIMIT``.

    Each is told by its number in ``summaries``.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, summary in enumerate(summaries):
        found[summary.region].append(number)
    pages: dict[str, list[int]] = {}
    for name in sorted(found):
        members = sorted(found[name], key=lambda n: (_LEVELS.index(summaries[n].level), summaries[n].jurisdiction))
        for first in range(0, len(members), LIMIT):
            page = f"{name}（{first // LIMIT + 1}）" if len(members) > LIMIT else name
            pages[page] = members[first : first + LIMIT]
    return pages


def overview(
    summaries: Sequence[PlaceSummary],
    facts: RuleFacts,
    options: Options,
    *,
    failures: Sequence[Failure] = (),
    superseded: Sequence[Superseded] = (),
    indicators: Sequence[tuple[str, str, int]] = (),
    region: str = "",
    decisions: int = 0,
) -> OverviewPage:
    """The overview of all jurisdictions, or of those of one ``region``. ``indicators``: id, name, number of reports."""
    ordered = sorted(summaries, key=lambda s: (_LEVELS.index(s.level), s.region, s.jurisdiction))
    plans = [plan for summary in ordered for plan in summary.plans]
    targets, milestones = _sum(plan.targets for plan in plans), _sum(plan.milestones for plan in plans)
    paged = not region and len(ordered) > LIMIT
    title = Label("政府目标任务对照", "Government commitments and results")
    return OverviewPage(
        frame=frame(title, "../" if region else "", options, facts),
        region=region,
        matrix=None if paged else _matrix(ordered),
        regions=tuple(
            Region(name, f"region/{slug(name)}.html", len(members), sum(len(ordered[n].plans) for n in members))
            for name, members in regions(ordered).items()
        )
        if paged
        else (),
        places=len(ordered),
        reports=len(plans),
        targets=counts(targets.elements()),
        target_number=targets.total(),
        milestones=counts(milestones.elements(), milestones=True),
        milestone_number=milestones.total(),
        results=sum(plan.results for plan in plans),
        numbers_left=sum(summary.numbers_left for summary in ordered),
        indicators=tuple(line for line in indicators if line[2] > 1),
        indicators_once=tuple(line for line in indicators if line[2] <= 1),
        failures=tuple(failures),
        superseded=tuple(superseded),
        decisions=decisions,
        fragments=tuple(plan.card for plan in plans if plan.card.partial and not paged),
    )


def _sum(tallies: Iterable[dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def _matrix(summaries: Sequence[PlaceSummary]) -> Matrix:
    years = sorted({plan.year for summary in summaries for plan in summary.plans if plan.year}, reverse=True)
    return Matrix(tuple(years), tuple(_line(summary, years) for summary in summaries))


def _line(summary: PlaceSummary, years: Sequence[int]) -> Line:
    by_year: dict[int | None, list[Cell]] = defaultdict(list)
    for plan in summary.plans:
        by_year[plan.year].append(_cell(plan))
    return Line(
        summary.jurisdiction, LEVELS[summary.level], summary.years_page, tuple(tuple(by_year[year]) for year in years)
    )


def _cell(plan: PlanSummary) -> Cell:
    return Cell(
        card=plan.card,
        targets=counts(Counter(plan.targets).elements()),
        milestones=counts(Counter(plan.milestones).elements(), milestones=True),
        awaiting=plan.awaiting,
        empty=not plan.targets and not plan.milestones,
    )
