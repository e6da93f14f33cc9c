"""Matching: each commitment beside each later report that could speak to it, with that report's answer if it has one.

``pair`` works on the reports of one jurisdiction. Candidates come from an index of names, not from trying all pairs;
a pair's score is a sum of labelled levels (``levels``, ``waterfall``); who answers whom is decided over all of two
reports at once (``assign``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.match.again import PromisedAgain, PromiseReader
from tracker.match.amounts import UnitReader
from tracker.match.compare import TargetComparer
from tracker.match.deliverables import MilestoneMatcher
from tracker.match.goals import goal_pairings
from tracker.match.pairing import Comparison, Pairing
from tracker.match.reports import LaterReports, chronological
from tracker.match.states import States
from tracker.match.targets import TargetMatcher
from tracker.models import Commitment, Extraction, Result
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import ReasonTexts
from tracker.rulebook.schema.units import Units

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["Comparison", "Pairing", "compare_picked", "pair"]

_Answers = dict[int, tuple[Result, Comparison, tuple[tuple[Result, Comparison], ...]]]


def pair(corpus: Sequence[Extraction], rulebook: Rulebook) -> list[Pairing]:
    """One pairing for each commitment and each later report that could speak to it, in the order of the reports.

    Behind the commitments of a report stand its goals without a number.

    ``corpus`` are the reports of one jurisdiction, in any order. A commitment no later report could speak to has one
    pairing with ``later`` ``None``.
    """
    settings = rulebook.settings(MatchingSettings)
    units = UnitReader(rulebook.settings(Units), settings.generic_units)
    ordered = chronological(corpus)
    jurisdiction = ordered[0].report.catalogue.jurisdiction if ordered else ""
    words = rulebook.settings(ReasonTexts).words
    comparer = TargetComparer(settings, rulebook.indicators, units, words, jurisdiction)
    targets = TargetMatcher(settings, comparer, units)
    milestones = MilestoneMatcher(settings, words, jurisdiction)
    states = States(settings.states)
    promises = PromiseReader(targets.names, milestones.names)
    promised: dict[str, PromisedAgain] = {}
    pairings: list[Pairing] = []
    for plan in ordered:
        asked: dict[str, list[int]] = {}
        later_reports = LaterReports(plan, ordered)
        commitments = plan.commitments
        speaking = [later_reports.of(commitment) for commitment in commitments]
        for at, laters in enumerate(speaking):
            for later in laters:
                asked.setdefault(later.report.id, []).append(at)
        answers: dict[str, _Answers] = {}
        again: dict[str, dict[int, Commitment]] = {}
        for later in ordered:
            key = later.report.id
            if key not in asked:
                continue
            places = asked[key]
            answers[key] = _both(plan, later, places, targets, milestones)
            if key not in promised:
                promised[key] = PromisedAgain(later.commitments, promises)
            repeated = promised[key].of([commitments[at] for at in places], states)
            again[key] = {places[place]: commitment for place, commitment in repeated.items()}
        for at, commitment in enumerate(commitments):
            if not speaking[at]:
                pairings.append(Pairing(commitment, plan, None))
            for later in speaking[at]:
                key = later.report.id
                result, comparison, others = answers[key].get(at, (None, None, ()))
                repeats = again[key].get(at)
                pairings.append(Pairing(commitment, plan, later, result, comparison, others, repeats))
        pairings.extend(goal_pairings(plan, later_reports, comparer))
    return pairings


def compare_picked(pairing: Pairing, result: Result, rulebook: Rulebook) -> Pairing:
    """The pairing with the result a person chose: its name counts as the commitment's, all else is compared."""
    if pairing.later is None:
        return pairing
    settings = rulebook.settings(MatchingSettings)
    words = rulebook.settings(ReasonTexts).words
    comparison: Comparison | None
    if pairing.commitment.kind == "milestone":
        comparison = MilestoneMatcher(settings, words).picked(pairing.commitment, result)
    else:
        units = UnitReader(rulebook.settings(Units), settings.generic_units)
        jurisdiction = pairing.plan.report.catalogue.jurisdiction
        comparer = TargetComparer(settings, rulebook.indicators, units, words, jurisdiction)
        comparison = comparer.picked(pairing.plan, pairing.later, pairing.commitment, result)
    return replace(pairing, result=result, comparison=comparison)


def _both(
    plan: Extraction, later: Extraction, places: Sequence[int], targets: TargetMatcher, milestones: MilestoneMatcher
) -> _Answers:
    """Answers to the commitments at ``places``, targets and milestones each among their kind."""
    answers: _Answers = {}
    promised = plan.commitments
    for matcher, kind in ((targets, "target"), (milestones, "milestone")):
        chosen = [at for at in places if promised[at].kind == kind]
        found = matcher.match(plan, later, [promised[at] for at in chosen])
        answers |= {chosen[at]: answer for at, answer in found.items()}
    return answers
