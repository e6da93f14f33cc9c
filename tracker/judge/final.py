"""Which line of a commitment counts: exactly one is final."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.match.pairing import Pairing
from tracker.match.reports import reviews
from tracker.models import Link, Verdict

__all__ = ["final_place"]


def final_place(links: Sequence[Link], pairings: Sequence[Pairing]) -> int:
    """The place of the final line: the reviewer's, else the earliest report reviewing the last year, else the latest.

    Both lists are of one commitment, in the order of the reports. Among reports of one year, one that answers goes
    before one that does not, and one of the plan's own kind before others.
    """
    if len(links) == 1:
        return 0
    for place in reversed(range(len(links))):
        if links[place].decided_by == "reviewer":
            return place
    due = []
    for place, pairing in enumerate(pairings):
        end, plan = pairing.commitment.horizon_end, pairing.plan.report.catalogue
        later = pairing.later.report.catalogue if pairing.later else None
        if later is not None and end is not None and reviews(later, end):
            silent = links[place].verdict is Verdict.UNREPORTED
            due.append((later.year or end, silent, later.kind != plan.kind, place))
    return min(due)[-1] if due else len(links) - 1
