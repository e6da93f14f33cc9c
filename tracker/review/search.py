"""Full search in later reports, sentence by sentence, with what was found there marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.models import Commitment, Quantity, Report, Result
from tracker.render.place import Place

__all__ = ["LIMIT", "Hit", "Piece", "later_than", "marked_lines", "search", "sentence_at", "sentences"]

LIMIT = 40
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?")
_WORDS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence.

    ``kind`` is "" (plain), "word" (searched for), "result" (a value found there) or "figure" (any other number).
    """

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence with all the words. ``start``, ``end`` are clean offsets; ``results`` those found in it."""

    report: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    results: tuple[Result, ...]


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for match in _SENTENCE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append((start, start + len(stripped)))
    return tuple(found)


def sentences(report: Report) -> tuple[tuple[int, int], ...]:
    """The sentences of a report, as clean offsets."""
    return _sentences(report.clean.text)


def sentence_at(report: Report, start: int, end: int) -> tuple[int, int] | None:
    """The sentence that holds a stretch of clean text, or the one it begins in."""
    return next(((a, b) for a, b in sentences(report) if a <= start < b), None) if start < end else None


def later_than(commitment: Commitment, place: Place) -> list[Report]:
    """The reports that came after a commitment's own, oldest first; where the years are not known, all others."""
    own = place.reports[commitment.report].catalogue.year
    return [
        e.report
        for e in place.extractions
        if e.report.id != commitment.report and (own is None or (e.report.catalogue.year or 0) > own)
    ]


def search(place: Place, reports: Sequence[Report], words: str, limit: int = LIMIT) -> list[Hit]:
    """The sentences of ``reports`` in which every word of ``words`` occurs, in their order, ``limit`` at most.

    Plain text is looked for, never a pattern: nothing a person types can make the search slow.
    """
    wanted = tuple(dict.fromkeys(words.split()))[:_WORDS]
    if not wanted:
        return []
    hits: list[Hit] = []
    for report in reports:
        text = report.clean.text
        if not all(word in text for word in wanted):
            continue
        for start, end in sentences(report):
            sentence = text[start:end]
            if all(word in sentence for word in wanted):
                hits.append(_hit(place, report, start, end, wanted))
                if len(hits) >= limit:
                    return hits
    return hits


def marked_lines(place: Place, report: Report, figures: Iterable[Quantity] = ()) -> list[tuple[int, tuple[Piece, ...]]]:
    """The lines of a report, each with the clean offset it begins at and the values of results set apart.

    ``figures`` are the quantities of its clean text; those that are no result are set apart as such.
    """
    text, to_clean = report.clean.text, report.clean.offsets.to_clean
    values = sorted(
        (*to_clean(r.value_start, r.value_end), "result")
        for r in place.results.values()
        if r.report == report.id and r.value_start is not None and r.value_end is not None
    )
    others, at = [], 0
    for figure in sorted(figures, key=lambda figure: figure.start):
        while at < len(values) and values[at][1] <= figure.start:
            at += 1
        if at == len(values) or figure.end <= values[at][0]:
            others.append((figure.start, figure.end, "figure"))
    values = sorted((*values, *others))
    lines, at, next_ = [], 0, 0
    for line in text.split("\n"):
        spans = []
        while next_ < len(values) and values[next_][0] < at + len(line):
            start, end, kind = values[next_]
            spans.append((max(0, start - at), min(len(line), end - at), kind))
            next_ += 1
        if line.strip():
            lines.append((at, tuple(_pieces(line, spans))))
        at += len(line) + 1
    return lines


def _hit(place: Place, report: Report, start: int, end: int, wanted: Sequence[str]) -> Hit:
    sentence = report.clean.text[start:end]
    source_start, source_end = report.clean.offsets.to_source(start, end)
    results = tuple(
        r for r in place.results.values() if r.report == report.id and r.start < source_end and r.end > source_start
    )
    spans = []
    for result in results:
        if result.value_start is not None and result.value_end is not None:
            first, last = report.clean.offsets.to_clean(result.value_start, result.value_end)
            spans.append((first - start, last - start, "result"))
    for word in wanted:
        spans += [(m.start(), m.end(), "word") for m in re.finditer(re.escape(word), sentence)]
    return Hit(report.id, start, end, tuple(_pieces(sentence, spans)), results)


def _pieces(sentence: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    at = 0
    for start, end, kind in sorted(spans):
        start = max(start, at)
        if start >= end or end > len(sentence):
            continue
        if start > at:
            yield Piece(sentence[at:start], "")
        yield Piece(sentence[start:end], kind)
        at = end
    if at < len(sentence):
        yield Piece(sentence[at:], "")
