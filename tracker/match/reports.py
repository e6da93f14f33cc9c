"""Which later reports could speak to a commitment, and which of them is the one that should.

All of it follows from the years a report reviews and its place in time; nothing here looks at what a report says.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.models import Catalogue, Commitment, Extraction

__all__ = ["LaterReports", "chronological", "horizon", "reviewed", "reviews"]

_KINDS = ("work_report", "plan_report", "budget_report", "statistical_communique", "task_division")


def chronological(corpus: Sequence[Extraction]) -> list[Extraction]:
    """The reports of one jurisdiction by year, then kind, delivery and name."""
    return sorted(corpus, key=_place)


def _place(extraction: Extraction) -> tuple[int, int, str, str]:
    catalogue = extraction.report.catalogue
    return catalogue.year or 0, _KINDS.index(catalogue.kind), catalogue.delivered_on or "", extraction.report.id


def horizon(commitment: Commitment, plan: Catalogue) -> tuple[int | None, int | None]:
    """The years a commitment covers: from the plan's own year where it names a last year only.

    A height, a share or a deliverable set for one later year is worked towards from now on; a rate of that year and
    what is added in it are of that year alone.
    """
    start, end = commitment.horizon_start, commitment.horizon_end
    towards = start == end and commitment.measure not in ("growth", "increment")
    if end is not None and (start is None or towards):
        start = min(plan.year or end, end)
    return start, end


def reviewed(extraction: Extraction) -> tuple[int, int] | None:
    """The years a report reviews."""
    return extraction.report.catalogue.reviewed_years


def reviews(later: Catalogue, year: int) -> bool:
    """Whether a report reviews a year, alone or among others."""
    return later.reviewed_years is not None and later.reviewed_years[0] <= year <= later.reviewed_years[1]


class LaterReports:
    """The reports that could speak to the commitments of one plan; worked out once for all of the same years.

    ``corpus`` is chronological, of one jurisdiction.
    """

    def __init__(self, plan: Extraction, corpus: Sequence[Extraction]) -> None:
        self._own = plan.report.catalogue
        self._after = [e for e in corpus if reviewed(e) and (e.report.catalogue.year or 0) > (self._own.year or 0)]
        self._of_years: dict[tuple[int | None, int | None], tuple[Extraction, ...]] = {}

    def of(self, commitment: Commitment) -> tuple[Extraction, ...]:
        """The reports that could speak to a commitment, earliest first.

        A commitment of one year meets the reports that review that year by itself, and those that review several years
        with it only where no such report is there. A commitment of several years meets every report whose review ends
        within them, or at their end. Where the years are not known, every later report could speak.
        """
        years = horizon(commitment, self._own)
        found = self._of_years.get(years)
        if found is None:
            found = self._of_years[years] = tuple(self._speaking(*years))
        return found

    def _speaking(self, start: int | None, end: int | None) -> list[Extraction]:
        after = self._after
        if end is None:
            return after
        alone = [e for e in after if reviewed(e) == (end, end)]
        if start is None or start == end:
            return alone or [e for e in after if reviews(e.report.catalogue, end)]
        within = [e for e in after if (years := reviewed(e)) and start <= years[1] <= end]
        if any(reviews(e.report.catalogue, end) for e in within):
            return within
        return within + [e for e in after if reviews(e.report.catalogue, end) and e not in within]
