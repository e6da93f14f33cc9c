"""The verdict on a target that a later report answers: the first rule that applies.

Incomparable comes before ongoing, ongoing before the number. A figure of the way to a goal of several years differs in
period by nature: it is progress, not another period.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.judge.deeds import DeedReader
from tracker.judge.judgement import Judgement, note
from tracker.judge.numbers import ByNumber, Side, by_number, side_of
from tracker.match.amounts import UnitReader, plain
from tracker.match.compare import SURE_NAMES
from tracker.match.levels import baseline_differs, years_of
from tracker.match.pairing import Comparison
from tracker.match.reports import reviewed
from tracker.models import Commitment, Extraction, Reason, Result, Verdict
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.tolerances import Tolerances

if TYPE_CHECKING:
    from tracker.rulebook import Lexicon

__all__ = ["TargetJudge", "before_the_end"]

_DETAILS = {
    "damaged": "原文破损，数字不作判定",
    "no_number": "后文没有可比的数字",
    "measure": "计量方式不同",
    "cumulative": "一边是当年数，一边是累计数",
    "period": "时期不同",
    "baseline": "基期不同",
    "basis": "计算口径不同，或只有一边说明",
    "scope": "统计范围只有一边说明",
    "definition": "名称不尽相同，不能认定是同一口径",
}


def before_the_end(commitment: Commitment, later: Extraction) -> bool:
    """Whether a commitment of several years (or of years unknown) is told of before its last year."""
    years = reviewed(later)
    if commitment.horizon_end is None:
        return True
    return years is not None and years[1] < commitment.horizon_end


class TargetJudge:
    """Judges targets by the settings of a rule set."""

    def __init__(self, settings: MatchingSettings, tolerances: Tolerances, units: UnitReader, lexicon: Lexicon) -> None:
        self._settings = settings
        self._tolerances = tolerances
        self._units = units
        self._lexicon = lexicon
        self._deeds = DeedReader(settings.deeds)

    def judge(self, commitment: Commitment, result: Result, comparison: Comparison, later: Extraction) -> Judgement:
        """The verdict on a commitment by the result that answers it."""
        early = before_the_end(commitment, later) and comparison.labels["period"] != "year_of"
        notes = self._notes(result)
        detail = self._incomparable(commitment, result, comparison, later, early)
        if detail == "no_number" and early:
            return Judgement.plain(Verdict.ONGOING, None, *notes, note("ongoing", "未到期末，后文没有数字"))
        if detail is not None:
            return Judgement.plain(Verdict.INCOMPARABLE, detail, *notes, note("incomparable", _DETAILS[detail]))
        found = self._number(commitment, result)
        if found is None:
            if early:
                return Judgement.plain(Verdict.ONGOING, None, *notes, note("ongoing", "未到期末"))
            return Judgement.plain(
                Verdict.INCOMPARABLE, "no_number", *notes, note("incomparable", "后文的数字不够确切，不能判定")
            )
        if early:
            return self._on_the_way(commitment, comparison, found, notes)
        return self._settled(commitment, comparison, found, notes)

    def _incomparable(
        self, commitment: Commitment, result: Result, comparison: Comparison, later: Extraction, early: bool
    ) -> str | None:
        """Why two figures cannot be compared, in the order a reader would ask; ``None`` where they can."""
        labels = comparison.labels
        years = years_of(result, later.report.catalogue)
        if commitment.damaged or result.damaged:
            return "damaged"
        if result.kind == "statement" or result.value is None or commitment.value is None:
            return "no_number"
        if labels["name"] == "mentioned":
            return "no_number"
        if labels["measure"] == "cumulative":
            return "cumulative"
        if labels["measure"] == "other" or labels["unit"] == "other":
            return "measure"
        if not early and baseline_differs(commitment, result, years):
            return "baseline"
        if labels["period"] == "several" or (labels["period"] == "unsaid" and not early):
            return "period"
        if not self._one_basis(commitment, result):
            return "basis"
        if labels["scope"] == "one_side" or labels["name"] == "wider":
            return "scope"
        if not early and "part_of_year" in result.evidence and result.measure != "increment":
            return "period"
        if not self._deeds.one_thing(commitment, result):
            return "definition"
        return "definition" if labels["name"] in ("renamed", "opening") else None

    def _one_basis(self, commitment: Commitment, result: Result) -> bool:
        """Whether two figures are told on one basis: the same, or the one that custom gives them."""
        if commitment.basis == result.basis:
            return True
        custom = any(word in (commitment.indicator or "") for word in self._settings.names.real_by_custom)
        return custom and {commitment.basis, result.basis} <= {None, "real", "comparable"}

    def _number(self, commitment: Commitment, result: Result) -> ByNumber | None:
        if commitment.measure is None:
            return None
        return by_number(
            commitment, result, self._units, side_of(commitment, self._better(commitment)),
            self._tolerances.of(commitment.measure), self._tolerances.nearly,
        )  # fmt: skip

    def _better(self, commitment: Commitment) -> Side | None:
        """Which side of the indicator is good: from the lexicon, else from words in its name."""
        entry = self._lexicon.get(commitment.indicator_id or "")
        if entry is not None:
            return entry.better
        name = commitment.indicator or ""
        if any(word in name for word in self._tolerances.neither):
            return "none"
        return "lower" if any(word in name for word in self._tolerances.lower) else None

    def _on_the_way(
        self, commitment: Commitment, comparison: Comparison, found: ByNumber, notes: tuple[Reason, ...]
    ) -> Judgement:
        """Before the last year a goal can be reached, never missed; a rate or a ceiling only holds at the end."""
        lasting = commitment.measure == "growth" or side_of(commitment, self._better(commitment)) != "higher"
        sure = comparison.labels["name"] in SURE_NAMES and (found.attainment or 1) <= self._settings.implausible[1]
        if not lasting and found.strict is Verdict.MET and sure:
            return Judgement(
                Verdict.MET, Verdict.MET, None, found.attainment, None, (*notes, note("met", "期末之前已达到目标数"))
            )
        attainment = None if lasting else found.attainment
        return Judgement(
            Verdict.ONGOING, Verdict.ONGOING, None, attainment, None, (*notes, note("ongoing", "未到期末，尚未达到"))
        )

    def _settled(
        self, commitment: Commitment, comparison: Comparison, found: ByNumber, notes: tuple[Reason, ...]
    ) -> Judgement:
        """At the end the number decides, but only between figures that are surely of the same thing."""
        named = comparison.labels["name"] in SURE_NAMES
        sure = named and comparison.labels["unit"] != "generic"
        low, high = self._settings.implausible if named else self._settings.plausible
        if comparison.labels["name"] == "same_entry":
            low, high = self._settings.likely
        ratio = found.attainment
        doubtful = not low <= ratio <= high if ratio is not None else not named
        if doubtful or (not sure and found.verdict is not Verdict.MET):
            return Judgement.plain(
                Verdict.INCOMPARABLE, "definition", *notes, note("incomparable", _DETAILS["definition"])
            )
        notes = (*notes, note(found.verdict.value, self._said(commitment, found)))
        least, most = self._tolerances.outstanding
        if ratio is not None and not least <= ratio * 100 <= most:
            notes = (*notes, note("outstanding", "完成数与目标数相差悬殊，列入名单之前须有人看过"))
        return Judgement(found.verdict, found.strict, None, found.attainment, found.shortfall, notes)

    def _said(self, commitment: Commitment, found: ByNumber) -> str:
        if found.shortfall is None:
            return "达到目标数"
        unit = "个百分点" if commitment.measure in ("growth", "share") else commitment.unit or ""
        short = f"差{plain(found.shortfall.quantize(Decimal('0.0001')))}{unit}"
        if found.verdict is Verdict.MET:
            return f"{short}，在“左右”的容差之内"
        return f"{short}，在接近的容差之内" if found.verdict is Verdict.NEAR else f"{short}，超出容差"

    def _notes(self, result: Result) -> tuple[Reason, ...]:
        return (note("provisional", "后文为预计数"),) if result.provisional else ()
