"""A link in words: which outcome it counts as, how that is said of this commitment, by how much it differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from tracker.judge.numbers import Side, side_of
from tracker.models import Commitment, Link, Verdict
from tracker.render.corpus import RuleFacts
from tracker.render.text import number
from tracker.render.words import ABOVE_THE_CEILING, OUTCOMES, WHY_INCOMPARABLE, Label, known

__all__ = [
    "SETTLED", "Count", "counts", "gap", "lower_is_better", "outcome", "outcome_of", "verdict_label",
    "without_tolerance",
]  # fmt: skip

SETTLED = frozenset({"met", "boundary", "near", "missed"})

_DONE = Label("已完成", "Done")
_UNREPORTED = {"other_kind_only": "other-kind", "fragment": "fragment", "in_plan_part": "in-plan"}
_PLAIN = {
    Verdict.MET: "met",
    Verdict.NEAR: "near",
    Verdict.MISSED: "missed",
    Verdict.INCOMPARABLE: "incomparable",
    Verdict.PENDING: "pending",
}


@dataclass(frozen=True)
class Count:
    """How many commitments came out so; ``key`` names the shape."""

    key: str
    label: Label
    number: int


def outcome(link: Link | None) -> str:
    """The key in ``OUTCOMES`` under which a link is shown and counted; no link at all is still awaited."""
    if link is None:
        return "pending"
    return outcome_of(link.verdict, link.verdict_detail, overdue=bool(link.overdue), boundary=link.boundary)


def outcome_of(verdict: Verdict, detail: str | None = None, *, overdue: bool = False, boundary: bool = False) -> str:
    """The same of a link that is there as a row of the export."""
    if verdict is Verdict.UNREPORTED:
        return _UNREPORTED.get(detail or "", "silent")
    if verdict is Verdict.ONGOING:
        return "overdue" if overdue else "ongoing"
    return "boundary" if boundary and verdict is Verdict.MET else _PLAIN[verdict]


def counts(outcomes: Iterable[str], *, milestones: bool = False) -> tuple[Count, ...]:
    """Every outcome that occurs, in the fixed order, with its number; a milestone that was met is done."""
    found = Counter(outcomes)
    return tuple(
        Count(key, _DONE if milestones and key == "met" else label, found[key])
        for key, label in OUTCOMES.items()
        if found[key]
    )


def lower_is_better(commitment: Commitment, facts: RuleFacts) -> bool:
    """Whether the promised number, as it is written, is a ceiling. 下降3%以上 is none: 3 is to be reached there."""
    falls = commitment.measure == "growth" and commitment.direction == "down"
    return (side_of(commitment, _better(commitment, facts)) == "lower") != falls


def _better(commitment: Commitment, facts: RuleFacts) -> Side | None:
    known_side = facts.better.get(commitment.indicator_id or "")
    if known_side is not None:
        return cast(Side, known_side)
    name = commitment.indicator or ""
    if any(word in name for word in facts.neither_words):
        return "none"
    return "lower" if any(word in name for word in facts.lower_words) else None


def verdict_label(commitment: Commitment, link: Link | None, facts: RuleFacts) -> Label:
    """The verdict in the words for this commitment: a ceiling is kept within, a milestone is done."""
    key = outcome(link)
    if link is None:
        return OUTCOMES[key]
    if commitment.kind == "milestone":
        return _DONE if key == "met" else OUTCOMES[key]
    if key in ("met", "missed") and lower_is_better(commitment, facts):
        return Label("控制在目标内", "Kept within") if key == "met" else ABOVE_THE_CEILING
    return OUTCOMES[key]


def without_tolerance(commitment: Commitment, link: Link | None, facts: RuleFacts) -> str:
    """``missed``, or ``ceiling`` where what was promised is one, if only tolerance says otherwise; else nothing."""
    if link is None or not link.boundary:
        return ""
    return "ceiling" if lower_is_better(commitment, facts) else "missed"


def gap(commitment: Commitment, link: Link | None, facts: RuleFacts) -> Label | None:
    """What is said under the verdict: 差0.3个百分点 where it falls short, the reason where it was not judged."""
    if link is not None and link.verdict is Verdict.INCOMPARABLE and link.verdict_detail:
        return known(WHY_INCOMPARABLE, link.verdict_detail)
    if link is None or outcome(link) not in ("boundary", "near", "missed") or not link.shortfall or link.shortfall <= 0:
        return None
    amount = number(link.shortfall)
    rates = commitment.measure in ("growth", "share") and (commitment.unit or "").strip() in ("%", "％", "个百分点")
    points = rates or commitment.value is None  # a goal without a number is judged by rates
    unit = Label("个百分点", " pp") if points else Label(commitment.unit or "", f" {commitment.unit or ''}")
    if lower_is_better(commitment, facts):
        return Label(f"超出{amount}{unit.zh}", f"{amount}{unit.en} above")
    return Label(f"差{amount}{unit.zh}", f"{amount}{unit.en} short")
