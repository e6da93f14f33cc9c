"""All findings of one jurisdiction, in one order."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.models import Verdict
from tracker.rulebook import Rulebook
from tracker.years.again import PlanReader, put_off
from tracker.years.annals import Annals
from tracker.years.figures import FigureReader
from tracker.years.finding import Finding, FindingKind
from tracker.years.told import ResultReader

__all__ = ["Finding", "FindingKind", "findings"]


def findings(annals: Annals, rulebook: Rulebook, figures: FigureReader) -> tuple[Finding, ...]:
    """What only shows over years of reports, question by question, each in the order of the reports."""
    results = ResultReader(rulebook, figures, annals.name)
    plans = PlanReader(rulebook, figures, annals.name)
    return (
        *_silent(annals),
        *results.unpromised(annals),
        *plans.read(annals),
        *put_off(annals),
        *results.retold(annals),
    )


def _silent(annals: Annals) -> Iterator[Finding]:
    """The commitments gone silent: a whole report of the kind that should tell was searched."""
    for key, commitment in annals.commitments.items():
        link = annals.final.get(key)
        if link is None or commitment.restates or link.verdict is not Verdict.UNREPORTED:
            continue
        if link.verdict_detail == "searched_same_kind":
            yield Finding("silent", commitment.horizon_end or annals.year_of(commitment), key)
