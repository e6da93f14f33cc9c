"""Judging: pairings and reviewers' decisions become the lines of ``links.jsonl``.

The order of the rules is that of the contract: pending, unreported, incomparable, ongoing, then the number. One module
each: ``silence`` (nothing answers), ``targets`` and ``numbers`` (a figure answers), ``deliverables`` (a state answers),
``derived`` (other figures decide a goal without a number), ``final`` (which line counts), ``decisions`` (what a person
said).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.judge.claimed import ClaimsByReport
from tracker.judge.decisions import apply_decisions
from tracker.judge.deliverables import judge_milestone
from tracker.judge.derived import DerivedJudge, days_of_year
from tracker.judge.final import final_place
from tracker.judge.judgement import Judgement, note
from tracker.judge.silence import SilenceJudge, mention_of
from tracker.judge.targets import TargetJudge
from tracker.match import compare_picked
from tracker.match.amounts import UnitReader
from tracker.match.pairing import Pairing
from tracker.match.reports import reviewed
from tracker.match.states import States
from tracker.models import Commitment, Decision, Extraction, Link, Result, Verdict, Years
from tracker.rulebook.schema.derivations import Derivations
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import NoteTexts, ReasonTexts
from tracker.rulebook.schema.tolerances import Tolerances
from tracker.rulebook.schema.units import Units

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["judge"]

_ZERO = Decimal(0)


def judge(
    pairings: Sequence[Pairing],
    corpus: Sequence[Extraction],
    rulebook: Rulebook,
    decisions: Sequence[Decision] = (),
) -> list[Link]:
    """One line for each pairing, exactly one of each commitment final, decisions applied; in the pairings' order."""
    settings = rulebook.settings(MatchingSettings)
    units = UnitReader(rulebook.settings(Units))
    texts = rulebook.settings(ReasonTexts)
    bench = _Bench(
        TargetJudge(settings, rulebook.settings(Tolerances), units, rulebook.indicators, texts),
        SilenceJudge(settings.answered_by, texts.notes),
        ClaimsByReport(rulebook, settings.programmes),
        texts.notes,
        rulebook.settings(Derivations),
        States(settings.states),
    )
    by_commitment: dict[str, list[Pairing]] = {}
    for pairing in pairings:
        by_commitment.setdefault(pairing.commitment.id, []).append(pairing)
    derived: dict[tuple[str, str | None], tuple[Pairing, Judgement, str]] = {}
    for judged in DerivedJudge(rulebook).judge(corpus):
        derived[_speaks(judged[0])] = judged
    decided: dict[str, list[Decision]] = {}
    for decision in decisions:
        decided.setdefault(decision.commitment, []).append(decision)
    results: dict[str, Result] = {}
    reports_of: dict[str, str] = {}
    if decisions:
        for e in corpus:
            for result in e.results:
                results[result.id], reports_of[result.id] = result, e.report.id
    links: list[Link] = []
    for commitment, own in by_commitment.items():
        lines = []
        asked = _Asked(own)
        for pairing in own:
            known = derived.get(_speaks(pairing)) if derived else None
            lines.append(bench.told(known[0], asked, *known[1:]) if known else bench.line(pairing, asked))
        if commitment in decided:

            def judge_picked(place: int, picked: str, asked: _Asked = asked) -> Link | None:
                if picked not in results:
                    return None
                return bench.line(compare_picked(asked.pairings[place], results[picked], rulebook), asked)

            def untold_at(place: int, asked: _Asked = asked) -> Link:
                return bench.untold(asked.pairings[place], asked)

            final = final_place(lines, own)
            lines = apply_decisions(lines, final, decided[commitment], reports_of, judge_picked, untold_at, texts.notes)
        final = final_place(lines, own)
        if not lines[final].final:
            lines[final] = lines[final].model_copy(update={"final": True})
        links.extend(lines)
    return links


def _is_goal(commitment: Commitment) -> bool:
    """Whether a commitment is a target without a number: silence on it is no news, its name is too loose to search."""
    return commitment.kind == "target" and commitment.value is None and not commitment.damaged


def _speaks(pairing: Pairing) -> tuple[str, str | None]:
    """The commitment of a pairing, and the report that speaks to it."""
    return pairing.commitment.id, pairing.later.report.id if pairing.later else None


class _Asked:
    """All pairings of one commitment; ``searched`` are the reports among them by the years they review."""

    def __init__(self, pairings: Sequence[Pairing]) -> None:
        self.pairings = pairings
        self.searched: dict[Years | None, tuple[str, ...]] = {}
        for pairing in pairings:
            if pairing.later is not None:
                years = reviewed(pairing.later)
                self.searched[years] = (*self.searched.get(years, ()), pairing.later.report.id)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What judging a pairing takes."""

    targets: TargetJudge
    silence: SilenceJudge
    claims: ClaimsByReport
    notes: NoteTexts
    derivations: Derivations
    states: States

    def line(self, pairing: Pairing, asked: _Asked) -> Link:
        """The line of one pairing; ``asked`` are all pairings of its commitment."""
        commitment, result, comparison, later = pairing.commitment, pairing.result, pairing.comparison, pairing.later
        judgement: Judgement
        derivation = None
        if later is None:
            judgement = self.silence.unanswered(pairing)
        elif result is None and _is_goal(commitment):
            judgement = Judgement.plain(Verdict.INCOMPARABLE, "qualitative", note(self.notes.qualitative))
        elif result is None:
            judgement = self.silence.unanswered(pairing)
        elif comparison is None:
            judgement = Judgement.plain(Verdict.INCOMPARABLE, "definition", note(self.notes.not_comparable))
        elif commitment.kind == "milestone":
            judgement = judge_milestone(commitment, result, comparison, self.notes)
        else:
            judgement = self.targets.judge(commitment, result, comparison, later)
            if comparison.labels.get("name") == "told_as":
                derivation = days_of_year(commitment, result, later, self.derivations)
        return self.told(pairing, asked, judgement, derivation)

    def untold(self, pairing: Pairing, asked: _Asked) -> Link:
        """The line of one pairing in whose report a person found nothing."""
        without = replace(pairing, result=None, comparison=None)
        if pairing.later is None:
            return self.line(without, asked)
        return self.told(without, asked, self.silence.untold(without, pairing.later))

    def told(self, pairing: Pairing, asked: _Asked, judgement: Judgement, derivation: str | None = None) -> Link:
        """The line that a judgement makes. The only one of a commitment is final from the start."""
        commitment, result, comparison, later = pairing.commitment, pairing.result, pairing.comparison, pairing.later
        years = reviewed(later) if later else None
        verdict, strict, end = judgement.verdict, judgement.strict, commitment.horizon_end
        passed = years is not None and end is not None and years[1] >= end
        again = pairing.again if verdict is not Verdict.MET else None
        put_off = again is not None and commitment.kind == "milestone" and self.states.put_off(commitment, again)
        return Link.of_all(
            {
                "commitment": commitment.id,
                "result": result.id if result else None,
                "verdict": verdict,
                "verdict_strict": strict,
                "boundary": verdict is not strict,
                "verdict_detail": judgement.detail,
                "attainment": judgement.attainment,
                "shortfall": judgement.shortfall,
                "overdue": verdict is Verdict.ONGOING and passed,
                "score": comparison.score if comparison else _ZERO,
                "reasons": (*comparison.reasons, *judgement.notes) if comparison else judgement.notes,
                "claimed": self.claims.of(commitment, result, later),
                "decided_by": "rule",
                "check_state": "machine",
                "later_report": later.report.id if later else None,
                "final": len(asked.pairings) == 1,
                "derivation": derivation,
                "repromised_in": again.id if again and put_off else None,
                "mention": mention_of(again) if again and (verdict is Verdict.UNREPORTED or put_off) else None,
                "searched": asked.searched.get(years, ()),
            }
        )
