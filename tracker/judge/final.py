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
    end = pairings[0].commitment.horizon_end
    due = [
        place
        for place, pairing in enumerate(pairings)
        if pairing.later is not None and end is not None and reviews(pairing.later.report.catalogue, end)
    ]
    if not due:
        return len(links) - 1
    first = min(_year(pairings[place]) for place in due)
    of_year = [place for place in due if _year(pairings[place]) == first]
    return min(of_year, key=lambda place: (*_weakness(links[place], pairings[place]), place))


def _year(pairing: Pairing) -> int:
    return (pairing.later.report.catalogue.year or 0) if pairing.later else 0


def _weakness(link: Link, pairing: Pairing) -> tuple[bool, bool]:
    kind = pairing.later.report.catalogue.kind if pairing.later else None
    return link.verdict is Verdict.UNREPORTED, kind != pairing.plan.report.catalogue.kind
