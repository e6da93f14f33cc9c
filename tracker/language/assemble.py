"""What the components found → the frozen models of the export, with source offsets, quotes and ids."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

import msgspec

from tracker.language.context import Found, Seen, SentenceContext
from tracker.language.identity import Identities, normal_value
from tracker.models import Commitment, Rejected, Report, Result

__all__ = ["Assembler"]

_BREAKS = re.compile("[，。；：！？\n]")
# every field in its order, to be filled: a display of so many would be made in parts and put together
_COMMITMENT: dict[str, Any] = dict.fromkeys(Commitment.model_fields)
_RESULT: dict[str, Any] = dict.fromkeys(Result.model_fields)


class _Said(msgspec.Struct, frozen=True, gc=False):
    """What all that a sentence says has in common: where it stands in the source, and how it reads there and clean."""

    start: int
    end: int
    quote: str
    text: str
    edits: dict[str, int]
    headings: tuple[str, ...]


class Assembler:
    """Makes the models of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report.id
        self._source = report.source.text
        self._clean = report.clean.text
        self._ids = Identities(report.catalogue)
        self._edit_starts = [edit.start for edit in report.clean.edits]
        self._certainties = [edit.certainty for edit in report.clean.edits]
        self._damaged = report.clean.damaged
        self._to_source = report.clean.offsets.into_source()
        self._last: tuple[SentenceContext, _Said] | None = None

    def statement(self, context: SentenceContext, found: Found) -> Commitment | Result:
        """The model of one thing found in a sentence."""
        said = self._said(context)
        past = found.past
        what = None if found.value is not None else _what(found)
        value = normal_value(found.value, found.value_max, found.unit, what)
        fields = (_RESULT if past else _COMMITMENT).copy()
        fields["id"] = self._ids.of("result" if past else "commitment", said.text, value)
        fields["report"] = self._report
        fields["section"] = said.headings
        fields["indicator"] = found.indicator
        fields["indicator_id"] = found.indicator_id
        fields["scope"] = found.scope
        fields["measure"] = found.measure
        fields["value"] = found.value
        fields["value_max"] = found.value_max
        fields["unit"] = found.unit
        fields["direction"] = found.direction
        fields["basis"] = found.basis
        fields["tier"] = found.tier
        fields["binding"] = found.binding
        fields["action"] = found.action
        fields["object"] = found.object
        if found.object_span is not None:
            fields["object_start"], fields["object_end"] = self._to_source(*found.object_span)
        fields["start"] = said.start
        fields["end"] = said.end
        fields["quote"] = said.quote
        fields["quote_clean"] = said.text
        fields["clean_edits"] = said.edits
        if found.value_span is not None:
            start, end = found.value_span
            fields["value_start"], fields["value_end"] = self._to_source(start, end)
        fields["damaged"] = found.damaged or (bool(self._damaged) and self._hurt(context, found))
        fields["rule"] = found.rule
        fields["evidence"] = found.evidence
        fields["kind"] = found.kind
        if past:
            fields["qualifier"] = found.comparator
            fields["period_start"], fields["period_end"] = found.years
            fields["baseline"] = found.baseline
            fields["cumulative"] = found.cumulative
            fields["provisional"] = found.provisional
            return Result.of_all(fields)
        fields["comparator"] = found.comparator
        fields["modality"] = found.modality
        fields["horizon_start"], fields["horizon_end"] = found.years
        fields["each_year"] = found.each_year
        fields["source"] = found.source
        fields["responsible"] = found.responsible
        return Commitment.of_all(fields)

    def rejected(self, context: SentenceContext, seen: Seen) -> Rejected:
        """The model of a number seen and not taken."""
        said = self._said(context)
        value_start, value_end = self._to_source(*seen.span)
        fields = {
            "report": self._report,
            "start": said.start,
            "end": said.end,
            "quote": said.quote,
            "value_start": value_start,
            "value_end": value_end,
            "text": self._source[value_start:value_end],
            "reason": seen.reason,
            "rule": seen.rule,
        }
        return Rejected.of_all(fields)

    def _said(self, context: SentenceContext) -> _Said:
        """What is told of a sentence; that read last is remembered, as it often says several things."""
        if self._last is not None and self._last[0] is context:
            return self._last[1]
        start, end = self._to_source(context.start, context.end)
        text = self._clean[context.start : context.end]
        said = _Said(start, end, self._source[start:end], text, self._edits_in(start, end), context.section.headings)
        self._last = context, said
        return said

    def _hurt(self, context: SentenceContext, found: Found) -> bool:
        """Whether a character is lost in the clause: a name, a verb or a whole figure of a list may have been there."""
        span = found.value_span or found.object_span
        start, end = context.start, context.end
        if span is None or not self._lost_in(start, end):
            return False
        for match in _BREAKS.finditer(self._clean, start, end):
            if match.start() < span[0]:
                start = match.end()
            elif match.start() >= span[1]:
                end = match.start()
                break
        return self._lost_in(start, end)

    def _lost_in(self, start: int, end: int) -> bool:
        at = bisect_left(self._damaged, (start, start))
        return at < len(self._damaged) and self._damaged[at][0] < end

    def _edits_in(self, start: int, end: int) -> dict[str, int]:
        """How many edits of each certainty lie in a source span (lost characters are told by ``damaged``)."""
        starts = self._edit_starts
        some = self._certainties[bisect_left(starts, start) : bisect_left(starts, end)]
        return {"exact": some.count("exact"), "guessed": some.count("guessed")}


def _what(found: Found) -> str | None:
    """What is said of no number, as ids see it: a milestone's action and object, else the indicator."""
    return "|".join(filter(None, (found.action, found.object))) or found.indicator
