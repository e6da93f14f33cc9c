"""Decisions whose report is now read as another year's, another kind's or another place's, or is there in a better
copy: they follow their sentence.

Ids hold place, kind, year and sentence, so that a reader who corrects one of these, or a catalogue that learns a
county's full name, gives every commitment of the report a new one, and a copy in which a lost character can be read
gives one to those of its sentence. What a reviewer saw is kept with each decision: the report, the sentence and the
value. Where these three are found again, once, the decision is of what is there now; a lost character agrees with
whatever stands in its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from tracker.decisions import REPORT_KEY
from tracker.models import Commitment, Decision, Extraction, Result

__all__ = ["SENTENCE", "by_place", "moved", "seen_of"]

SENTENCE = 400
"""Characters of a sentence that are kept with a decision."""

_RUNS = 6  # of lost characters in a sentence: with more of them it could be many a sentence
# signs of lost characters, with the half of another that damage by single bytes leaves beside them
_LOST = re.compile("[?\ufffd\ue000-\uf8ff]+[A-Za-z@-~]?")
_READ = ".{0,4}"

_Found = Mapping[str, Sequence[Commitment | Result]]


def seen_of(statement: Commitment | Result, extraction: Extraction, prefix: str = "") -> dict[str, str]:
    """What is kept of a statement, to find it again: report, sentence, name and value as the clean text has it."""
    return {
        f"{prefix}report": statement.report,
        f"{prefix}sentence": statement.quote_clean[:SENTENCE],
        f"{prefix}name": statement.indicator or statement.object or "",
        f"{prefix}value": _value(statement, extraction),
    }


def by_place(valid: Iterable[Decision], place_of: Mapping[str, str]) -> dict[str, list[Decision]]:
    """The entries of each place, in their order: its own, and those on a report that is now its own.

    ``place_of`` gives the place of each report. Which of the latter really are of this place, ``moved`` finds out.
    """
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in valid:
        for place in dict.fromkeys((decision.jurisdiction, place_of.get(decision.seen.get("report", "")))):
            if place is not None:
                found[place].append(decision)
    return found


def moved(valid: Sequence[Decision], extractions: Sequence[Extraction]) -> list[Decision]:
    """The entries in force, each with the ids that what it speaks of has now; those found nowhere as they were.

    ``extractions`` are those before correction.
    """
    commitments = {c.id for e in extractions for c in (*e.commitments, *e.qualitative)}
    results = {r.id for e in extractions for r in e.results}
    results |= {d.result for d in valid if d.result is not None and "sentence" in d.fields}
    by_report = {e.report.id: e for e in extractions}
    sentences: dict[str, tuple[_Found, _Found]] = {}

    def find(decision: Decision, side: int, prefix: str) -> str | None:
        extraction = by_report.get(decision.seen.get(f"{prefix}report", ""))
        if extraction is None:
            return None
        known = sentences.get(extraction.report.id)
        if known is None:
            known = sentences[extraction.report.id] = _by_sentence(extraction)
        sentence = decision.seen.get(f"{prefix}sentence", "")
        there = known[side].get(sentence) or _mended(sentence, known[side])
        value, name = decision.seen.get(f"{prefix}value"), decision.seen.get(f"{prefix}name", "")
        same = [s for s in there if value is None or _agrees(value, _value(s, extraction))]
        if len(same) > 1:
            same = [s for s in same if any(_agrees(name, now) for now in (s.indicator, s.object) if now)]
        return same[0].id if len(same) == 1 else None

    found = []
    for decision in valid:
        update: dict[str, str] = {}
        look = partial(find, decision)
        if decision.commitment not in commitments and not decision.commitment.startswith(REPORT_KEY):
            update |= {"commitment": now} if (now := look(0, "")) is not None else {}
        if decision.result is not None and decision.result not in results:
            update |= {"result": now} if (now := look(1, "answer_")) is not None else {}
        found.append(decision.model_copy(update=update) if update else decision)
    return found


def _by_sentence(extraction: Extraction) -> tuple[_Found, _Found]:
    """The commitments and the results of a report by what is kept of their sentence."""
    sides: tuple[dict[str, list[Commitment | Result]], ...] = (defaultdict(list), defaultdict(list))
    for commitment in (*extraction.commitments, *extraction.qualitative):
        sides[0][commitment.quote_clean[:SENTENCE]].append(commitment)
    for result in extraction.results:
        sides[1][result.quote_clean[:SENTENCE]].append(result)
    return sides[0], sides[1]


def _mended(sentence: str, known: _Found) -> list[Commitment | Result]:
    """What stands in the one sentence of which ``sentence``, with lost characters in it, is a damaged copy."""
    if not _LOST.search(sentence):
        return []
    found = [now for now in known if _agrees(sentence, now)]
    return list(known[found[0]]) if len(found) == 1 else []


def _agrees(before: str, now: str) -> bool:
    """Whether two texts are the same but for what was lost in the first."""
    pieces = [re.escape(piece) for piece in _LOST.split(before, _RUNS + 1)]
    if len(pieces) == 1 or len(pieces) > _RUNS + 1:
        return before == now
    return re.fullmatch(_READ.join(pieces), now) is not None


def _value(statement: Commitment | Result, extraction: Extraction) -> str:
    """The value as the clean text has it; nothing where there is none."""
    if statement.value_start is None or statement.value_end is None:
        return ""
    clean = extraction.report.clean
    first, last = clean.offsets.to_clean(statement.value_start, statement.value_end)
    return clean.text[first:last]
