"""What follows from other figures: goals without a number judged by those of the later report, days beside their share.

The rules stand in ``rules/derivations.yaml``; what was worked out is shown with the line. Only figures of the goal's
own year, of the whole place and undamaged decide anything.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.judge.judgement import Judgement, note
from tracker.match.amounts import plain
from tracker.match.levels import years_of
from tracker.match.pairing import Comparison, Pairing
from tracker.match.reports import LaterReports, chronological
from tracker.models import Commitment, Extraction, Reason, Result, Verdict
from tracker.rulebook.schema.derivations import Derivations, Goal
from tracker.rulebook.schema.reasons import NoteTexts, ReasonTexts
from tracker.rulebook.schema.tolerances import Tolerances

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["DerivedJudge", "days_of_year"]

_HUNDRED = Decimal(100)


class DerivedJudge:
    """Judges goals without a number by the rules of a rule set."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._goals = rulebook.settings(Derivations).goals
        self._tolerance = rulebook.settings(Tolerances).growth
        self._texts: NoteTexts = rulebook.settings(ReasonTexts).notes

    def judge(self, corpus: Sequence[Extraction]) -> list[tuple[Pairing, Judgement, str]]:
        """For each goal that figures decide, and each report that gives them: pairing, judgement, what was worked out.

        In the order of the reports and of the goals in them; ``corpus`` are the reports of one jurisdiction.
        """
        found = []
        ordered = chronological(corpus)
        for plan in ordered:
            later_reports = LaterReports(plan, ordered)
            for commitment in plan.qualitative:
                goal = self._goal(commitment)
                if goal is None:
                    continue
                for later in later_reports.of(commitment):
                    judged = self._judged(goal, commitment, plan, later)
                    if judged is not None:
                        found.append(judged)
        return found

    def _goal(self, commitment: Commitment) -> Goal | None:
        said = commitment.evidence.get("statement")
        key = commitment.indicator_id
        if key is None or commitment.scope is not None or commitment.horizon_end is None or commitment.damaged:
            return None
        return next((g for g in self._goals if said in g.words and (not g.indicators or key in g.indicators)), None)

    def _judged(
        self, goal: Goal, commitment: Commitment, plan: Extraction, later: Extraction
    ) -> tuple[Pairing, Judgement, str] | None:
        result = _rate(later, commitment.indicator_id, commitment.horizon_end)
        if result is None:
            return None
        value = _signed(result)
        said = {"value": plain(value)}
        if goal.test != "in_step":
            kept = value > 0 if goal.test == "rising" else value < 0
            judgement = Judgement.plain(Verdict.MET if kept else Verdict.MISSED)
        else:
            beside = _rate(later, goal.beside, commitment.horizon_end)
            if beside is None:
                return None
            gap = value - _signed(beside)
            said |= {"beside": plain(_signed(beside)), "gap": plain(abs(gap))}
            judgement = self._in_step(goal, commitment, result, gap, _signed(beside))
        text, en = goal.text, goal.en
        for place, words in said.items():
            text, en = text.replace(f"{{{place}}}", words), en.replace(f"{{{place}}}", words)
        reason = Reason(level="derived", weight=Decimal(1), text=text, en=en)
        comparison = Comparison({"derived": goal.id}, (reason,), reason.weight)
        return Pairing(commitment, plan, later, result, comparison), judgement, f"{text}（{goal.id}）"

    def _in_step(self, goal: Goal, commitment: Commitment, result: Result, gap: Decimal, beside: Decimal) -> Judgement:
        if result.basis not in ("real", "comparable"):  # the economy's growth is told in constant prices
            return Judgement.plain(Verdict.INCOMPARABLE, "basis", note(self._texts.basis))
        if gap >= 0:
            return Judgement.plain(Verdict.MET)
        short, allowed = -gap * _HUNDRED, abs(beside)
        about = commitment.evidence["statement"] in goal.about
        if about and short <= allowed * self._tolerance.about:
            verdict = Verdict.MET
        else:
            near = self._tolerance.near_about if about else self._tolerance.near
            verdict = Verdict.NEAR if short <= allowed * near else Verdict.MISSED
        return Judgement(verdict, Verdict.MISSED, shortfall=-gap)


def _rate(later: Extraction, indicator: str | None, year: int | None) -> Result | None:
    """The one rate of change of an indicator in a year; nothing where two are told that differ."""
    rates = [
        result
        for result in later.results
        if result.indicator_id == indicator
        and (result.kind, result.measure) == ("target", "growth")
        and result.unit in ("%", "％")
        and result.value is not None
        and result.value_max is None
        and not (result.damaged or result.scope or result.cumulative or result.baseline or result.restates)
        and "part_of_year" not in result.evidence
        and years_of(result, later.report.catalogue) == (year, year)
    ]
    return rates[0] if rates and len({_signed(rate) for rate in rates}) == 1 else None


def _signed(result: Result) -> Decimal:
    value = result.value or Decimal(0)
    return -value if result.direction == "down" else value


def days_of_year(commitment: Commitment, result: Result, later: Extraction, rules: Derivations) -> str | None:
    """A number of days as a share of their year, where one side is told in days and the other as that share."""
    rule, years = rules.days_of_year, years_of(result, later.report.catalogue)
    told = {commitment.indicator_id: commitment.value, result.indicator_id: result.value}
    days = told.get(rule.days)
    if years is None or days is None or told.keys() != {rule.days, rule.share}:
        return None
    year, last = years
    if year != last:
        return None
    length = 366 if isleap(year) else 365
    share = (days / length * _HUNDRED).quantize(Decimal("0.1"))
    return f"{_filled(rule.text, days=plain(days), year=str(length), share=plain(share))}（{rule.id}）"


def _filled(text: str, **said: str) -> str:
    for place, words in said.items():
        text = text.replace(f"{{{place}}}", words)
    return text
