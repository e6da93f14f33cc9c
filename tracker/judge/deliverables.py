"""The verdict on a milestone: the state reached, on the ladder of ``rules/matching.yaml``."""

from __future__ import annotations

from tracker.judge.judgement import Judgement, note
from tracker.match.pairing import Comparison
from tracker.models import Commitment, Result, Verdict

__all__ = ["judge_milestone"]


def judge_milestone(commitment: Commitment, result: Result, comparison: Comparison) -> Judgement:
    """``met`` where the state promised (or a later one) is told of the same thing, ``ongoing`` where an earlier one is.

    A thing of a merely like name proves nothing done: it is ``incomparable`` where the state would say so.
    """
    if commitment.damaged or result.damaged:
        return Judgement.plain(Verdict.INCOMPARABLE, "damaged", note("incomparable", "原文破损，不作判定"))
    reached = comparison.labels["action"] in ("same", "beyond")
    if not reached:
        return Judgement.plain(Verdict.ONGOING, None, note("ongoing", "尚未到所承诺的状态"))
    if comparison.labels["name"] in ("part", "similar"):
        return Judgement.plain(Verdict.INCOMPARABLE, "definition", note("incomparable", "名称只有一部分相同"))
    return Judgement.plain(Verdict.MET, None, note("met", "已到所承诺的状态"))
