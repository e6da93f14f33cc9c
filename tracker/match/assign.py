"""Who answers whom: one assignment over all commitments and results of two reports, not first come first served."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal

from msgspec import Struct

__all__ = ["Candidate", "assign"]


class Candidate(Struct, frozen=True):
    """A commitment and a result (by their places in their reports' order) with their score.

    ``distance`` breaks ties between equal scores: the nearer figure, the nearer wording. ``question`` is what the
    commitment asks; one result answers several commitments only where they ask the same (a target told twice, the
    same target for another period), or where it speaks of several things at once (``None``: 小麦、稻谷收购价).
    """

    score: Decimal
    distance: Decimal
    commitment: int
    result: int
    question: Hashable | None

    @property
    def order(self) -> tuple[Decimal, Decimal, int, int]:
        return -self.score, self.distance, self.commitment, self.result


def assign(candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """Commitment → its candidate: always the best pair left, until none is; ties go to the nearer, then the earlier."""
    taken: dict[int, Hashable] = {}
    chosen: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.order):
        if candidate.commitment in chosen:
            continue
        asks = candidate.question
        if asks is not None and taken.setdefault(candidate.result, asks) != asks:
            continue
        chosen[candidate.commitment] = candidate
    return chosen
