"""The verdict on a target that a later report answers: the first rule that applies.

Incomparable comes before ongoing, ongoing before the number. A figure of the way to a goal of several years differs in
period by nature: it is progress, not another period.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

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
from tracker.rulebook.schema.reasons import NoteText, ReasonTexts
from tracker.rulebook.schema.tolerances import Tolerances

if TYPE_CHECKING:
    from tracker.rulebook import Lexicon

__all__ = ["TargetJudge", "before_the_end"]

Incomparable = Literal[
    "damaged", "no_number", "measure", "cumulative", "period", "baseline", "basis", "scope", "definition"
]
"""Why two figures cannot be compared: ``verdict_detail`` of the export."""


def before_the_end(commitment: Commitment, later: Extraction) -> bool:
    """Whether a commitment of several years (or of years unknown) is told of before its last year."""
    years = reviewed(later)
    if commitment.horizon_end is None:
        return True
    return years is not None and years[1] < commitment.horizon_end


class TargetJudge:
    """Judges targets by the settings of a rule set."""

    def __init__(
        self, settings: MatchingSettings, tolerances: Tolerances, units: UnitReader, lexicon: Lexicon,
        texts: ReasonTexts,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._texts = texts.notes
        self._points = texts.words.percentage_points
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
            return Judgement.plain(Verdict.ONGOING, None, *notes, note(self._texts.no_number_before_the_end))
        if detail is not None:
            return Judgement.plain(Verdict.INCOMPARABLE, detail, *notes, note(self._why(detail)))
        found = self._number(commitment, result)
        if found is None:
            if early:
                return Judgement.plain(Verdict.ONGOING, None, *notes, note(self._texts.before_the_end))
            if comparison.labels["unit"] == "generic":  # 10个 and 12批: both exact, but not surely of one thing
                return Judgement.plain(Verdict.INCOMPARABLE, "measure", *notes, note(self._texts.measure))
            return Judgement.plain(Verdict.INCOMPARABLE, "no_number", *notes, note(self._texts.not_exact))
        if early:
            return self._on_the_way(commitment, comparison, found, notes)
        return self._settled(commitment, comparison, found, notes)

    def _incomparable(
        self, commitment: Commitment, result: Result, comparison: Comparison, later: Extraction, early: bool
    ) -> Incomparable | None:
        """Why two figures cannot be compared, in the order a reader would ask; ``None`` where they can."""
        labels = comparison.labels
        years = years_of(result, later.report.catalogue)
        if commitment.damaged or result.damaged:
            return "damaged"
        if result.value is None or commitment.value is None:
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
        if labels["scope"] == "one_side" or labels["name"] in ("wider", "narrower"):
            return "scope"
        if not early and "part_of_year" in result.evidence and result.measure != "increment":
            return "period"
        if not self._deeds.one_thing(commitment, result):
            return "definition"
        return "definition" if labels["name"] in ("renamed", "opening") else None

    def _one_basis(self, commitment: Commitment, result: Result) -> bool:
        """Whether two figures are told on one basis: the same, or the one that custom gives them.

        A sum at the prices of some year (按2020年价格计算) is none at those of the year told of.
        """
        if commitment.measure == "level" and self._constant(commitment) != self._constant(result):
            return False
        if commitment.basis == result.basis:
            return True
        name = commitment.indicator
        custom = name is not None and any(word in name for word in self._settings.names.real_by_custom)
        return custom and {None, "real", "comparable"}.issuperset((commitment.basis, result.basis))

    def _constant(self, statement: Commitment | Result) -> bool:
        return any(word in statement.quote_clean for word in self._settings.names.constant_prices)

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
        name = commitment.indicator
        if name is None:
            return None
        if any(word in name for word in self._tolerances.neither):
            return "none"
        return "lower" if any(word in name for word in self._tolerances.lower) else None

    def _on_the_way(
        self, commitment: Commitment, comparison: Comparison, found: ByNumber, notes: tuple[Reason, ...]
    ) -> Judgement:
        """Before the last year a goal can be reached, never missed; a rate or a ceiling only holds at the end."""
        lasting = commitment.measure == "growth" or side_of(commitment, self._better(commitment)) != "higher"
        likely = found.attainment is None or found.attainment <= self._settings.implausible[1]
        sure = comparison.labels["name"] in SURE_NAMES and likely
        if not lasting and found.strict is Verdict.MET and sure:
            return Judgement(
                Verdict.MET, Verdict.MET, None, found.attainment, None, (*notes, note(self._texts.reached_early))
            )
        return Judgement(
            Verdict.ONGOING, Verdict.ONGOING, None, found.attainment, None, (*notes, note(self._texts.not_yet_reached))
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
            return Judgement.plain(Verdict.INCOMPARABLE, "definition", *notes, note(self._texts.definition))
        notes = (*notes, self._by_number(commitment, found))
        least, most = self._tolerances.outstanding
        if ratio is not None and not least <= ratio * 100 <= most:
            notes = (*notes, note(self._texts.outstanding))
        return Judgement(found.verdict, found.strict, None, found.attainment, found.shortfall, notes)

    def _by_number(self, commitment: Commitment, found: ByNumber) -> Reason:
        texts = self._texts
        if found.shortfall is None:
            return note(texts.reached if found.verdict is Verdict.MET else texts.nearly)
        wording = {Verdict.MET: texts.short_but_about, Verdict.NEAR: texts.short_but_near}.get(
            found.verdict, texts.short
        )
        unit = self._points if commitment.measure in ("growth", "share") else commitment.unit or ""
        return note(wording, gap=plain(found.shortfall.quantize(Decimal("0.0001"))), unit=unit)

    def _why(self, detail: Incomparable) -> NoteText:
        text: NoteText = getattr(self._texts, detail)
        return text

    def _notes(self, result: Result) -> tuple[Reason, ...]:
        return (note(self._texts.provisional),) if result.provisional else ()
