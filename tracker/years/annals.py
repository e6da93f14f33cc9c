"""The reports of one jurisdiction in order, and which years they plan for and tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from tracker.match.reports import chronological, horizon
from tracker.models import Commitment, Extraction, Link, Report, Result, Statement

__all__ = ["Annals", "Standing"]

Standing = Literal["whole", "fragment"]


class Annals:
    """The extractions of one jurisdiction, oldest first, with their statements by id and the links between them."""

    def __init__(self, extractions: Sequence[Extraction], links: Sequence[Link]) -> None:
        self.extractions = tuple(chronological(extractions))
        self.reports: dict[str, Report] = {e.report.id: e.report for e in self.extractions}
        self.commitments: dict[str, Commitment] = {
            c.id: c for e in self.extractions for c in (*e.commitments, *e.qualitative)
        }
        self.results: dict[str, Result] = {r.id: r for e in self.extractions for r in e.results}
        mine = [link for link in links if link.commitment in self.commitments]
        self.final: dict[str, Link] = {link.commitment: link for link in mine if link.final}
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in mine:
            self.links[link.commitment].append(link)

    @property
    def name(self) -> str:
        """The jurisdiction's name."""
        return self.extractions[0].report.catalogue.jurisdiction if self.extractions else ""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last that some report plans for as its own, or tells of as its last."""
        known = self._planned.keys() | self._told.keys()
        return tuple(range(min(known), max(known) + 1)) if known else ()

    def planned(self, year: int) -> Standing | None:
        """Whether a report that plans for ``year`` is at hand, whole or only as a fragment."""
        return self._planned.get(year)

    def told(self, year: int) -> Standing | None:
        """Whether a report that reviews ``year`` (as the last of its years) is at hand, whole or only as a fragment."""
        return self._told.get(year)

    def year_of(self, statement: Statement) -> int:
        """The year of the report that a statement stands in; 0 where nobody knows it."""
        return self.reports[statement.report].catalogue.year or 0

    def span(self, commitment: Commitment) -> tuple[int | None, int | None]:
        """The first and the last year a commitment is for.

        A growth set for a year beyond the plan's own (到2035年翻一番) is one over the years until then, no yearly rate.
        """
        catalogue = self.reports[commitment.report].catalogue
        first, last = horizon(commitment, catalogue)
        own = catalogue.year
        if commitment.measure == "growth" and first is not None and own is not None and first > own:
            first = own
        return first, last

    def promised_for(self, commitment: Commitment) -> int | None:
        """The one year a commitment is for; ``None`` for several years, or none known."""
        first, last = self.span(commitment)
        return last if first == last else None

    @cached_property
    def _planned(self) -> dict[int, Standing]:
        found: dict[int, Standing] = {}
        for report in self.reports.values():
            catalogue = report.catalogue
            if catalogue.planned_years and catalogue.year is not None:
                _note(found, catalogue.year, catalogue.partial)
        return found

    @cached_property
    def _told(self) -> dict[int, Standing]:
        found: dict[int, Standing] = {}
        for report in self.reports.values():
            if report.catalogue.reviewed_years:
                _note(found, report.catalogue.reviewed_years[1], report.catalogue.partial)
        return found


def _note(found: dict[int, Standing], year: int, partial: bool) -> None:
    """A whole report of a year stands for it, whatever fragments lie beside."""
    if not partial:
        found[year] = "whole"
    else:
        found.setdefault(year, "fragment")
