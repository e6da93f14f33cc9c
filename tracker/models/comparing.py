"""Commitment against result: links with their reasons, verdicts, and what reviewers decided."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from tracker.models.model import Model

__all__ = [
    "CheckState",
    "Claim",
    "ClaimSense",
    "CompletionClaim",
    "Decision",
    "Link",
    "Reason",
    "Verdict",
]


class Verdict(StrEnum):
    """The outcome of one comparison, in the export's words."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    INCOMPARABLE = "incomparable"
    UNREPORTED = "unreported"
    ONGOING = "ongoing"
    PENDING = "pending"


CheckState = Literal["machine", "one", "two"]


class Reason(Model):
    """One bar of the waterfall: a labelled level, its weight, and a sentence a reader can check.

    ``en`` is that sentence in English.
    """

    level: str
    weight: Decimal
    text: str
    en: str


class Claim(Model):
    """The government's own words of completion, quoted; source offsets in the later report."""

    quote: str
    start: int
    end: int


ClaimSense = Literal["exceeded", "done", "expected", "short"]


class CompletionClaim(Claim):
    """A claim before it is attached to a link: ``quote`` is the clause that makes it, ``words`` the words that say so.

    ``about`` are the names it speaks of, as written (empty where it speaks of the plan as a whole); ``programme`` is
    true where it speaks of the plan, or of a numbered programme of it (15件民生实事).
    """

    report: str
    words: str
    sense: ClaimSense
    about: tuple[str, ...] = ()
    programme: bool = False


class Link(Model):
    """One commitment met with one later report (or with none): the keys and their meaning are those of the export.

    The weights of ``reasons`` add up to ``score``; reasons of weight 0 explain the verdict. ``mention`` is the sentence
    by which the later report's plan speaks of the same thing: where nothing else does, or where ``repromised_in`` (the
    id of that promise) says it was put off. ``searched`` are the reports on those years that were searched.
    ``derivation`` shows the sum where a verdict was computed from other figures.
    """

    commitment: str
    result: str | None
    verdict: Verdict
    verdict_strict: Verdict
    boundary: bool = False
    verdict_detail: str | None = None
    attainment: Decimal | None = None
    shortfall: Decimal | None = None
    overdue: bool = False
    score: Decimal = Decimal(0)
    reasons: tuple[Reason, ...] = ()
    claimed: Claim | None = None
    decided_by: Literal["rule", "reviewer"] = "rule"
    check_state: CheckState = "machine"
    later_report: str | None = None
    final: bool = False
    derivation: str | None = None
    repromised_in: str | None = None
    mention: Claim | None = None
    searched: tuple[str, ...] = ()


class Decision(Model):
    """One entry of the append-only review log; keyed by sentence and value so that it survives rebuilds.

    ``jurisdiction`` is that of the commitment: a build hands each place only the decisions that concern it. ``at`` is
    given by the caller (ISO 8601); no model reads the clock.
    """

    id: str
    commitment: str
    jurisdiction: str = ""
    who: str
    at: str
    action: Literal[
        "accept", "pick", "not_reported", "not_a_commitment", "cannot_compare", "correct", "verdict", "note",
        "checked", "reply", "undo",
    ]  # fmt: skip
    result: str | None = None
    verdict: Verdict | None = None
    fields: dict[str, str] = Field(default_factory=dict)
    reason: str = ""
    note: str = ""
    seen: dict[str, str] = Field(default_factory=dict)
