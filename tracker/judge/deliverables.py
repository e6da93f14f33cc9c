"""The verdict on a milestone: the state reached, on the ladder of ``rules/matching.yaml``."""

from __future__ import annotations

from tracker.judge.judgement import Judgement, note
from tracker.match.pairing import Comparison
from tracker.models import Commitment, Result, Verdict
from tracker.rulebook.schema.reasons import NoteTexts

__all__ = ["judge_milestone"]

_UNSURE = ("similar", "broader", "part", "counted")
"""Labels of names under which what is told may be another thing, or not the whole of it."""


def judge_milestone(commitment: Commitment, result: Result, comparison: Comparison, notes: NoteTexts) -> Judgement:
    """``met`` where the state promised (or a later one) is told of the same thing, ``ongoing`` where an earlier one is.

    A thing of a merely like name, a part of the thing or a count of it proves nothing done: it is ``incomparable``
    where the state would say so.
    """
    if commitment.damaged or result.damaged:
        return Judgement.plain(Verdict.INCOMPARABLE, "damaged", note(notes.object_damaged))
    reached = comparison.labels["action"] in ("same", "beyond")
    if not reached:
        return Judgement.plain(Verdict.ONGOING, None, note(notes.state_not_reached))
    if comparison.labels["name"] in _UNSURE:
        return Judgement.plain(Verdict.INCOMPARABLE, "definition", note(notes.name_in_part))
    return Judgement.plain(Verdict.MET, None, note(notes.state_reached))
