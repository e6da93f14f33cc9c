"""What is held of one jurisdiction, what is missing, and how many open commitments each missing report would answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import cast, get_args

from tracker.models import Catalogue, Commitment, Link, ReportKind, Verdict
from tracker.render.corpus import RuleFacts
from tracker.render.coverage import Held, State
from tracker.render.place import Place

__all__ = ["coverage_of"]

_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
_Cell = tuple[int | None, ReportKind]
_AHEAD = 5
"""Years: further ahead of the newest report at hand nobody looks for one yet (goals for 2035 in a report of 2021)."""


def coverage_of(place: Place, region: str, facts: RuleFacts) -> tuple[Held, ...]:
    """The cells of one jurisdiction, by year and kind.

    Missing are: between the first and the last year of a kind that is held, the years without one; and what would
    answer commitments that are still open.
    """
    if not place.extractions:
        return ()
    held: dict[_Cell, list[tuple[State, str | None]]] = defaultdict(list)
    for extraction in place.extractions:
        catalogue = extraction.report.catalogue
        held[catalogue.year, catalogue.kind].append((_state(catalogue), extraction.report.id))
    wanted = _wanted(place, facts)
    cells: set[_Cell] = {*held, *wanted, *_gaps(held)}
    catalogue = place.extractions[0].report.catalogue
    found = []
    for year, kind in sorted(cells, key=lambda cell: (cell[0] or 0, _KINDS.index(cell[1]))):
        for state, report in held.get((year, kind)) or [("missing", None)]:
            would_answer = 0 if state in ("whole", "repost") else wanted[year, kind]
            found.append(Held(place.name, catalogue.level, region, year, kind, state, report, would_answer))
    return tuple(found)


def _state(catalogue: Catalogue) -> State:
    if catalogue.status == "draft":
        return "draft"
    if catalogue.partial:
        return "fragment"
    return "repost" if catalogue.status == "repost" else "whole"


def _gaps(held: Iterable[_Cell]) -> Iterator[_Cell]:
    years: dict[ReportKind, list[int]] = defaultdict(list)
    for year, kind in held:
        if year is not None:
            years[kind].append(year)
    for kind, known in years.items():
        yield from ((year, kind) for year in range(min(known), max(known)) if year not in known)


def _wanted(place: Place, facts: RuleFacts) -> Counter[_Cell]:
    """How many open commitments each report would answer."""
    found: Counter[_Cell] = Counter()
    newest = max((r.catalogue.year or 0 for r in place.reports.values()), default=0)
    for commitment in place.commitments.values():
        link = place.final.get(commitment.id)
        if link is not None and not commitment.restates:
            cell = _counterpart(commitment, link, place, facts)
            if cell is not None and (cell[0] is None or cell[0] <= newest + _AHEAD):
                found[cell] += 1
    return found


def _counterpart(commitment: Commitment, link: Link, place: Place, facts: RuleFacts) -> _Cell | None:
    """The report that would answer an open commitment; None where it is not open, or the report is a draft's."""
    plan = place.reports[commitment.report].catalogue
    if plan.status == "draft":
        return None
    if link.verdict_detail == "fragment" and link.later_report in place.reports:
        torn = place.reports[link.later_report].catalogue
        return torn.year, torn.kind
    if link.verdict is Verdict.PENDING or link.verdict_detail == "other_kind_only":
        last = commitment.horizon_end or plan.year
        should_tell = cast(ReportKind, (facts.answered_by.get(plan.kind) or (plan.kind,))[0])
        return (last + 1, should_tell) if last is not None else None
    return None
