"""Where a later report has no answer: who looked where, and whether silence means anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.judge.judgement import Judgement, note
from tracker.judge.targets import before_the_end
from tracker.match.names import pairs_of
from tracker.match.pairing import Pairing
from tracker.models import Claim, Commitment, Extraction, Report, Verdict
from tracker.rulebook.schema.reasons import NoteTexts

__all__ = ["SilenceJudge", "mention_of"]

_LONGEST = 200  # characters of a clause before and behind a place
_BREAK = re.compile("[，。；：！？\n]")


class SilenceJudge:
    """Judges what reports do not tell; their clauses with lost characters are read once a report.

    ``answered_by`` names the kinds of report whose silence counts.
    """

    def __init__(self, answered_by: Mapping[str, Sequence[str]], notes: NoteTexts) -> None:
        self._answered_by = answered_by
        # all that can be said of silence, which is most of what is said
        self._pending = Judgement.plain(Verdict.PENDING, None, note(notes.no_report_yet))
        self._before_the_end = Judgement.plain(Verdict.ONGOING, None, note(notes.silent_before_the_end))
        self._lost = Judgement.plain(Verdict.INCOMPARABLE, "damaged", note(notes.torn))
        self._fragment = Judgement.plain(Verdict.UNREPORTED, "fragment", note(notes.fragment))
        self._in_plan_part = Judgement.plain(Verdict.UNREPORTED, "in_plan_part", note(notes.in_plan_part))
        self._other_kind = Judgement.plain(Verdict.UNREPORTED, "other_kind_only", note(notes.other_kind_only))
        self._same_kind = Judgement.plain(Verdict.UNREPORTED, "searched_same_kind", note(notes.searched_same_kind))
        self._torn: dict[str, set[str]] = {}

    def unanswered(self, pairing: Pairing) -> Judgement:
        """The verdict where nothing answers: pending, ongoing before the last year, else unreported and why."""
        later = pairing.later
        if later is None:
            return self._pending
        if before_the_end(pairing.commitment, later):
            return self._before_the_end
        if self._is_torn(pairing.commitment, later.report):
            return self._lost
        return self.untold(pairing, later)

    def untold(self, pairing: Pairing, later: Extraction) -> Judgement:
        """What it means that ``later`` does not tell: little where a part is missing or another kind should tell."""
        catalogue = later.report.catalogue
        if catalogue.partial:
            return self._fragment
        if pairing.again is not None:
            return self._in_plan_part
        asked_by = self._answered_by.get(pairing.plan.report.catalogue.kind, ())
        return self._same_kind if catalogue.kind in asked_by else self._other_kind

    def _is_torn(self, commitment: Commitment, later: Report) -> bool:
        """Whether a clause with a lost character speaks of the commitment: its figure may be what is lost.

        A clause speaks of it that has two thirds of its name's pairs of characters.
        """
        damaged = later.clean.damaged
        if not damaged:
            return False
        name = commitment.indicator or commitment.object
        if not name:
            return False
        if later.id not in self._torn:
            self._torn[later.id] = {_clause(later.clean.text, at) for at, _ in damaged}
        pairs = frozenset(pairs_of(name))
        enough = len(pairs) * 2
        return bool(pairs) and any(
            sum([pair in clause for pair in pairs]) * 3 >= enough for clause in self._torn[later.id]
        )


def _clause(text: str, at: int) -> str:
    """The clause around a place; of one without end, what stands near."""
    before = _BREAK.split(text[max(0, at - _LONGEST) : at])[-1]
    return before + _BREAK.split(text[at : at + _LONGEST])[0]


def mention_of(commitment: Commitment) -> Claim:
    """The sentence of a commitment, as a quotation."""
    return Claim.of_all({"quote": commitment.quote, "start": commitment.start, "end": commitment.end})
