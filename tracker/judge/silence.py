"""Where a later report has no answer: who looked where, and whether silence means anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.judge.judgement import Judgement, note
from tracker.judge.targets import before_the_end
from tracker.match.pairing import Pairing
from tracker.models import Claim, CleanText, Commitment, Extraction, Verdict
from tracker.rulebook.schema.reasons import NoteTexts

__all__ = ["mention_of", "unanswered", "untold"]

_BREAKS = "，。；：！？\n"
_LONGEST = 200  # characters of a clause before and behind a place
_BREAK = re.compile(f"[{_BREAKS}]")


def unanswered(pairing: Pairing, answered_by: Mapping[str, Sequence[str]], notes: NoteTexts) -> Judgement:
    """The verdict where nothing answers: pending, ongoing before the last year, else unreported and why that may be.

    ``answered_by`` names the kinds of report whose silence counts.
    """
    later = pairing.later
    if later is None:
        return Judgement.plain(Verdict.PENDING, None, note(notes.no_report_yet))
    if before_the_end(pairing.commitment, later):
        return Judgement.plain(Verdict.ONGOING, None, note(notes.silent_before_the_end))
    if _is_torn(pairing.commitment, later.report.clean):
        return Judgement.plain(Verdict.INCOMPARABLE, "damaged", note(notes.torn))
    return untold(pairing, later, answered_by, notes)


def untold(
    pairing: Pairing, later: Extraction, answered_by: Mapping[str, Sequence[str]], notes: NoteTexts
) -> Judgement:
    """What it means that ``later`` does not tell: little where a part is missing or another kind should tell."""
    catalogue = later.report.catalogue
    if catalogue.partial:
        return Judgement.plain(Verdict.UNREPORTED, "fragment", note(notes.fragment))
    if pairing.again is not None:
        return Judgement.plain(Verdict.UNREPORTED, "in_plan_part", note(notes.in_plan_part))
    if catalogue.kind not in answered_by.get(pairing.plan.report.catalogue.kind, ()):
        return Judgement.plain(Verdict.UNREPORTED, "other_kind_only", note(notes.other_kind_only))
    return Judgement.plain(Verdict.UNREPORTED, "searched_same_kind", note(notes.searched_same_kind))


def _is_torn(commitment: Commitment, clean: CleanText) -> bool:
    """Whether a clause with a lost character speaks of the commitment: its figure may be what is lost.

    A clause speaks of it that has two thirds of its name's pairs of characters.
    """
    if not clean.damaged:
        return False
    name = commitment.indicator or commitment.object or ""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    end = 0
    for at, _ in clean.damaged:
        if at < end or not pairs:
            continue
        farthest = max(0, at - _LONGEST)
        start = max(farthest, *(clean.text.rfind(sign, farthest, at) + 1 for sign in _BREAKS))
        stop = _BREAK.search(clean.text, at, at + _LONGEST)
        end = stop.start() if stop else at + _LONGEST
        clause = clean.text[start:end]
        if sum(pair in clause for pair in pairs) * 3 >= len(pairs) * 2:
            return True
    return False


def mention_of(commitment: Commitment) -> Claim:
    """The sentence of a commitment, as a quotation."""
    return Claim(quote=commitment.quote, start=commitment.start, end=commitment.end)
