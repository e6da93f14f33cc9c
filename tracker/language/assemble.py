"""What the components found → the frozen models of the export, with source offsets, quotes and ids."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Any

from tracker.language.context import Found, Seen, SentenceContext
from tracker.language.identity import Identities, normal_value
from tracker.models import Commitment, Comparator, Rejected, Report, Result

__all__ = ["Assembler"]

_TOLD = {Comparator.RANGE: Comparator.EQ}
_BREAKS = re.compile("[，。；：！？\n]")


class Assembler:
    """Makes the models of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._ids = Identities(report.catalogue)
        self._edits = [(e.start, e.end, e.certainty) for e in report.clean.edits]
        self._edit_starts = [e[0] for e in self._edits]
        self._damaged = report.clean.damaged
        # of the sentence read last, which often says several things
        self._to_source = lru_cache(maxsize=1)(report.clean.offsets.to_source)
        self._edits_in = lru_cache(maxsize=1)(self._edited)

    def statement(self, context: SentenceContext, found: Found) -> Commitment | Result:
        """The model of one thing found in a sentence."""
        to_source = self.report.clean.offsets.to_source
        start, end = self._to_source(context.start, context.end)
        text = context.text
        past, years = found.past, found.years
        what = "|".join(filter(None, (found.action, found.object))) or found.indicator
        value = normal_value(found.value, found.value_max, found.unit, what)
        object_start, object_end = to_source(*found.object_span) if found.object_span is not None else (None, None)
        value_start, value_end = to_source(*found.value_span) if found.value_span is not None else (None, None)
        fields: dict[str, Any] = {
            "id": self._ids.of("result" if past else "commitment", text, value),
            "report": self.report.id,
            "section": context.section.headings,
            "indicator": found.indicator,
            "indicator_id": found.indicator_id,
            "scope": found.scope,
            "measure": found.measure,
            "value": found.value,
            "value_max": found.value_max,
            "unit": found.unit,
            "direction": found.direction,
            "basis": found.basis,
            "tier": found.tier,
            "binding": found.binding,
            "action": found.action,
            "object": found.object,
            "object_start": object_start,
            "object_end": object_end,
            "start": start,
            "end": end,
            "quote": self.report.source.text[start:end],
            "quote_clean": text,
            "clean_edits": dict(self._edits_in(start, end)),
            "value_start": value_start,
            "value_end": value_end,
            "damaged": found.damaged or self._hurt(context, found),
            "restates": None,
            "rule": found.rule,
            "evidence": found.evidence,
            "kind": found.kind,
        }
        if past:
            fields["qualifier"] = found.comparator
            fields["modality"] = None
            fields["period_start"], fields["period_end"] = years
            fields["baseline"] = found.baseline
            fields["cumulative"] = found.cumulative
            fields["provisional"] = found.provisional
            return Result.of_all(fields)
        fields["comparator"] = found.comparator
        fields["modality"] = found.modality
        fields["horizon_start"], fields["horizon_end"] = years
        fields["each_year"] = found.each_year
        fields["source"] = found.source
        fields["responsible"] = found.responsible
        return Commitment.of_all(fields)

    def rejected(self, context: SentenceContext, seen: Seen) -> Rejected:
        """The model of a number seen and not taken."""
        start, end = self._to_source(context.start, context.end)
        value_start, value_end = self.report.clean.offsets.to_source(*seen.span)
        source = self.report.source.text
        fields = {
            "report": self.report.id,
            "start": start,
            "end": end,
            "quote": source[start:end],
            "value_start": value_start,
            "value_end": value_end,
            "text": source[value_start:value_end],
            "reason": seen.reason,
            "rule": seen.rule,
        }
        return Rejected.of_all(fields)

    def _hurt(self, context: SentenceContext, found: Found) -> bool:
        """Whether a character is lost in the clause: a name, a verb or a whole figure of a list may have been there."""
        span = found.value_span or found.object_span
        if not self._damaged or span is None:
            return False
        start, end = context.start, context.end
        for match in _BREAKS.finditer(self.report.clean.text, start, end):
            if match.start() < span[0]:
                start = match.end()
            elif match.start() >= span[1]:
                end = match.start()
                break
        at = bisect_left(self._damaged, (start, start))
        return at < len(self._damaged) and self._damaged[at][0] < end

    def _edited(self, start: int, end: int) -> dict[str, int]:
        """How many edits of each certainty lie in a source span (lost characters are told by ``damaged``)."""
        counts = {"exact": 0, "guessed": 0}
        at = bisect_left(self._edit_starts, start)
        while at < len(self._edits) and self._edits[at][0] < end:
            certainty = self._edits[at][2]
            if certainty in counts:
                counts[certainty] += 1
            at += 1
        return counts
