"""One commitment as the queue sees it: why someone should look at it, and what decides where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tracker.models import Commitment, Decision, Link, Verdict
from tracker.render.place import Place
from tracker.rulebook.schema.review import ReviewSettings

__all__ = ["KEYS", "REASONS", "WAITING", "Item", "Key", "disagree", "item_of"]

REASONS = (
    "reply", "disagreement", "damaged", "unreported", "doubtful", "goal", "incomparable", "sure", "untold", "pending",
)  # fmt: skip
"""Why a commitment is in the queue, the first that applies."""

WAITING = ("sure", "untold", "pending")
"""What nobody is asked to decide; it waits for the queue before print."""

_TIERS = {"headline": 0, "livelihood": 1, "other": 2}
# before print: what speaks against someone first
_PRINT = (
    "missed", "overdue", "silent", "in-plan", "near", "boundary", "incomparable", "other-kind", "fragment", "ongoing",
    "met", "pending",
)  # fmt: skip
_CLOSE = 20  # a second candidate within this many hundredths of the first makes a match doubtful
Key = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment in the queue; ``doubt`` is 0 (sure) … 100, ``strength`` 0 for the strongest promises.

    ``open`` is whether someone is waited for. ``reader`` is the one who judged it, where one alone did. ``text`` is
    what words are looked for in: its name and its sentence.
    """

    id: str
    jurisdiction: str
    plan: str
    indicator: str
    outcome: str
    reason: str
    band: str
    doubt: int
    strength: int
    weight: int
    check_state: str
    open: bool
    place: tuple[int, int]
    text: str = ""
    reader: str = ""

    @property
    def decide_key(self) -> Key:
        """Strength of the promise, headline and binding, doubt; then the order of the plans."""
        return (self.strength, self.weight, -self.doubt, self.jurisdiction, *self.place, self.id)

    @property
    def print_key(self) -> Key:
        """Missed first, then as above."""
        return (_PRINT.index(self.outcome) if self.outcome in _PRINT else len(_PRINT), *self.decide_key)


KEYS: dict[str, Callable[[Item], Key]] = {
    "decide": lambda item: item.decide_key,
    "print": lambda item: item.print_key,
}
"""The order of each queue."""


def item_of(
    commitment: Commitment,
    place: Place,
    settings: ReviewSettings,
    others: Iterable[float],
    decisions: Mapping[str, Decision],
    reopened: bool,
) -> Item:
    """The queue's view of a commitment.

    ``others`` are the scores of candidates the matcher passed over; ``decisions`` the standing entry of each reviewer;
    ``reopened`` is whether a reply came after the last of them.
    """
    link = place.final.get(commitment.id)
    score = link.score if link is not None and link.result is not None else None
    band = settings.band(score) if score is not None else ""
    close = score is not None and any(float(score) - other <= _CLOSE / 100 for other in others)
    doubt = 50 if score is None else round((1 - float(score)) * 100)
    if close or (score is None and any(True for _ in others)):
        doubt = min(100, doubt + 25)
    year = place.reports[commitment.report].catalogue.year or 0
    split = disagree(link, decisions)
    name = commitment.indicator or commitment.object or ""
    return Item(
        id=commitment.id,
        jurisdiction=place.name,
        plan=commitment.report,
        indicator=commitment.indicator_id or name,
        outcome=place.outcome(commitment),
        reason="reply" if reopened else "disagreement" if split else _reason(commitment, link, band, close),
        band=band,
        doubt=doubt,
        strength=settings.rank(commitment.modality),
        weight=_TIERS[commitment.tier] * 2 + (commitment.binding != "约束性"),
        check_state=link.check_state if link is not None else "machine",
        open=reopened or split or not decisions,
        place=(-year, commitment.start),
        text=f"{name} {commitment.quote_clean}",
        reader=next(iter(decisions)) if len(decisions) == 1 else "",
    )


def disagree(link: Link | None, decisions: Mapping[str, Decision]) -> bool:
    """Whether readers judged one line differently, and nobody has given way yet.

    ``link`` is the final line, ``decisions`` the standing entry of each reader. What a judgement comes to is the
    judge's business: where all who spoke of a line agree, its check state says two.
    """
    nones = [d for d in decisions.values() if d.action == "not_a_commitment"]
    spoken = [
        d
        for d in decisions.values()
        if d not in nones and (link is None or d.fields.get("later_report", link.later_report) == link.later_report)
    ]
    return bool(nones and spoken) or (len(spoken) > 1 and link is not None and link.check_state != "two")


def _reason(commitment: Commitment, link: Link | None, band: str, close: bool) -> str:
    if link is None or link.verdict is Verdict.PENDING:
        return "pending"
    if commitment.damaged or link.verdict_detail == "damaged":
        return "damaged"
    if link.verdict is Verdict.UNREPORTED:
        return "unreported"
    if link.verdict is Verdict.INCOMPARABLE:
        return "goal" if link.verdict_detail == "qualitative" and link.result is None else "incomparable"
    if link.verdict is Verdict.ONGOING and link.result is None:
        return "untold"
    return "doubtful" if close or link.boundary or band in ("middle", "low") else "sure"
