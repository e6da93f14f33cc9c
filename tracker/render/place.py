"""One jurisdiction, looked up every way the pages need: reports in order, statements by id, the final link of each."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from tracker.models import Commitment, Link, Result, Statement
from tracker.render.verdicts import outcome
from tracker.years import Annals

__all__ = ["Place"]


class Place(Annals):
    """The reports of one jurisdiction with the look-ups of pages."""

    @cached_property
    def put_off(self) -> dict[str, tuple[Link, ...]]:
        """For each commitment that promises again: the links of the earlier ones it repeats."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.final.values():
            if link.repromised_in:
                found[link.repromised_in].append(link)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def answers(self) -> dict[str, tuple[Commitment, ...]]:
        """For each result: the commitments it answers."""
        found: dict[str, list[Commitment]] = defaultdict(list)
        for link in self.final.values():
            if link.result:
                found[link.result].append(self.commitments[link.commitment])
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def restated(self) -> dict[str, tuple[Commitment, ...]]:
        """For each commitment: those that say the same again in its report."""
        found: dict[str, list[Commitment]] = defaultdict(list)
        for commitment in self.commitments.values():
            if commitment.restates:
                found[commitment.restates].append(commitment)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def alike(self) -> dict[tuple[str, str | None], tuple[Commitment, ...]]:
        """The targets by indicator (its id, else its name) and measure."""
        found: dict[tuple[str, str | None], list[Commitment]] = defaultdict(list)
        for commitment in self.commitments.values():
            if commitment.kind == "target" and not commitment.restates:
                found[commitment.indicator_id or commitment.indicator or "", commitment.measure].append(commitment)
        return {key: tuple(value) for key, value in found.items()}

    def outcome(self, commitment: Commitment) -> str:
        """The key in ``OUTCOMES`` under which a commitment is shown and counted."""
        return outcome(self.final.get(commitment.id))

    def phrase(self, statement: Commitment | Result) -> str:
        """The value as the clean text has it, with the words that belong to it."""
        if statement.value_start is None or statement.value_end is None:
            return ""
        return self.clean(statement.report, statement.value_start, statement.value_end)

    def inside(self, statement: Statement, start: int, end: int) -> tuple[int, int]:
        """A source span of a statement as offsets in its clean quote."""
        to_clean = self.reports[statement.report].clean.offsets.to_clean
        begins, _ = to_clean(statement.start, statement.end)
        first, last = to_clean(start, end)
        return first - begins, last - begins

    def clean(self, report: str, start: int, end: int) -> str:
        """The clean text of a source span of a report."""
        clean = self.reports[report].clean
        first, last = clean.offsets.to_clean(start, end)
        return clean.text[first:last]
