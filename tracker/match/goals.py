"""Headline goals without a number beside the later reports that could speak to them.

No result answers them by itself: that takes a rule (``tracker.judge.derived``) or a person, who chooses from what the
later report says of the same indicator.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.match.compare import TargetComparer
from tracker.match.pairing import Comparison, Pairing
from tracker.match.reports import LaterReports
from tracker.models import Commitment, Extraction, Result

__all__ = ["goal_pairings"]


def goal_pairings(plan: Extraction, later_reports: LaterReports, comparer: TargetComparer) -> Iterator[Pairing]:
    """One pairing for each goal of a plan and each later report that could speak to it."""
    for goal in plan.qualitative:
        speaking = later_reports.of(goal)
        if not speaking:
            yield Pairing(goal, plan, None)
        for later in speaking:
            yield Pairing(goal, plan, later, others=tuple(_on_the_same(goal, plan, later, comparer)))


def _on_the_same(
    goal: Commitment, plan: Extraction, later: Extraction, comparer: TargetComparer
) -> Iterator[tuple[Result, Comparison]]:
    """What a report says of the indicator of a goal, in its order."""
    for result in later.results:
        same = result.indicator_id == goal.indicator_id if goal.indicator_id else result.indicator == goal.indicator
        if same and result.kind != "milestone":
            comparison = comparer.picked(plan, later, goal, result)
            if comparison is not None:
                yield result, comparison
