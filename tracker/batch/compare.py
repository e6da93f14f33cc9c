"""The reports of one place compared, with what people decided: what a build writes and a reviewer sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.decisions import corrected, in_force, stale, with_made_results
from tracker.models import Decision, Extraction, Link
from tracker.moved import moved

if TYPE_CHECKING:
    from tracker.match import Pairing
    from tracker.rulebook import Rulebook

__all__ = ["Compared", "compare"]


@dataclass(frozen=True)
class Compared:
    """``extractions`` are those used, corrected, with the results people made by hand, in the order given.

    ``superseded`` are (path of a second file of a report, the report that stands for it); ``applied`` the decisions in
    force here, ``adopted`` how many of these were filed under another place, ``stale`` those whose sentence is gone.
    """

    extractions: list[Extraction]
    pairings: list[Pairing]
    links: list[Link]
    superseded: list[tuple[str, str]]
    applied: list[Decision]
    stale: list[Decision]
    adopted: int = 0


def compare(loaded: Sequence[Extraction], rulebook: Rulebook, decisions: Sequence[Decision] = ()) -> Compared:
    """Match and judge the reports of one place.

    ``decisions`` are its entries of the log, oldest first, and those of other places on reports that are its own now.
    """
    from tracker.judge import judge
    from tracker.match import pair
    from tracker.read.catalogue import duplicates

    second = {
        other.id: (other.source.path, group.kept.id)
        for group in duplicates([extraction.report for extraction in loaded])
        for other in group.dropped
    }
    used = [extraction for extraction in loaded if extraction.report.id not in second]
    valid = in_force(decisions)
    gone: list[Decision] = []
    with_made = used
    name = used[0].report.catalogue.jurisdiction if used else ""
    if valid:
        valid = moved(valid, used)
        gone = stale(valid, with_made_results(used, valid))
        lost = {decision.id for decision in gone}
        valid = [decision for decision in valid if decision.id not in lost]
        used = corrected(used, valid)
        # results made by hand answer the commitment they were made for and no other: pairing does not see them
        with_made = corrected(with_made_results(used, valid), valid) if valid else used
    pairings = pair(used, rulebook)
    links = judge(pairings, with_made, rulebook, valid)
    own = [decision for decision in gone if decision.jurisdiction and decision.jurisdiction == name]
    adopted = sum(decision.jurisdiction not in ("", name) for decision in valid)
    return Compared(with_made, pairings, links, sorted(second.values()), valid, own, adopted)
