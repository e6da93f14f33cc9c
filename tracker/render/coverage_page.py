"""The page of what is held and what is missing: jurisdictions by years, and what to look for first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.render.corpus import Options, RuleFacts
from tracker.render.coverage import Held, most_wanted
from tracker.render.frame import Frame, frame
from tracker.render.overview import LIMIT, Region
from tracker.render.summary import PlaceSummary
from tracker.render.text import slug
from tracker.render.words import KINDS, LEVELS, STATES, Label

__all__ = ["CoveragePage", "coverage_page"]

_WANTED = 30
_LEVELS = tuple(LEVELS)


@dataclass(frozen=True)
class Copy:
    """One cell: ``href`` leads to the report where there is one."""

    kind: Label
    state: str
    label: Label
    href: str
    would_answer: int


@dataclass(frozen=True)
class Line:
    """One jurisdiction: for each year of the matrix what is held or missing."""

    jurisdiction: str
    level: Label
    cells: tuple[tuple[Copy, ...], ...]


@dataclass(frozen=True)
class Wanted:
    """A copy to look for."""

    jurisdiction: str
    year: int | None
    copy: Copy


@dataclass(frozen=True)
class CoveragePage:
    """What ``coverage.html`` shows; ``lines`` are empty where the jurisdictions stand on ``regions``' own pages."""

    frame: Frame
    region: str
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    counts: tuple[tuple[str, Label, int], ...]
    wanted: tuple[Wanted, ...]


def coverage_page(
    summaries: Sequence[PlaceSummary],
    facts: RuleFacts,
    options: Options,
    *,
    region: str = "",
    regions: Sequence[Region] = (),
) -> CoveragePage:
    """The page of all jurisdictions, or of those of one ``region``."""
    ordered = sorted(summaries, key=lambda s: (_LEVELS.index(s.level), s.region, s.jurisdiction))
    cells = [cell for summary in ordered for cell in summary.coverage]
    root = "../" if region else ""
    paged = not region and len(ordered) > LIMIT
    # what is missing lies at most a year ahead of what is held; goals of a farther year stand in the list above
    last = max((cell.year for cell in cells if cell.year is not None and cell.state != "missing"), default=0) + 1
    years = sorted({cell.year for cell in cells if cell.year is not None and cell.year <= last}, reverse=True)
    found: Counter[str] = Counter(cell.state for cell in cells)
    return CoveragePage(
        frame=frame(Label("收录情况", "What is held"), root, options, facts),
        region=region,
        years=() if paged else tuple(years),
        lines=() if paged else tuple(_line(summary, years, root) for summary in ordered),
        regions=tuple(regions) if paged else (),
        counts=tuple((state, label, found[state]) for state, label in STATES.items()),
        wanted=tuple(Wanted(cell.jurisdiction, cell.year, _copy(cell, root)) for cell in most_wanted(cells, _WANTED)),
    )


def _line(summary: PlaceSummary, years: Sequence[int], root: str) -> Line:
    by_year: dict[int | None, list[Copy]] = defaultdict(list)
    for cell in summary.coverage:
        by_year[cell.year].append(_copy(cell, root))
    return Line(summary.jurisdiction, LEVELS[summary.level], tuple(tuple(by_year[year]) for year in years))


def _copy(cell: Held, root: str) -> Copy:
    from tracker.render.text import address

    href = f"{root}source/{address(slug(cell.report))}.html" if cell.report is not None else ""
    return Copy(KINDS[cell.kind], cell.state, STATES[cell.state], href, cell.would_answer)
