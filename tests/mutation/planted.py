"""Errors planted into the later of two reports, and which verdicts move with them.

``python tests/mutation/planted.py PLAN LATER`` plants them into reports of one's own and prints what moved otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tracker.flow import built_in_rulebook, compare_reports, extract_report, read_report, report_from_source
from tracker.models import Commitment, Extraction, Link, Result, SourceText, Verdict

__all__ = ["SETTLED", "Comparison", "Moved", "Planted", "compare", "destroyed_digits", "moved", "removed_sentences"]

SETTLED = frozenset({Verdict.MET, Verdict.NEAR, Verdict.MISSED})


class Comparison(NamedTuple):
    """A plan set against a later report: the final lines by commitment."""

    plan: Extraction
    later: Extraction
    final: dict[str, Link]

    def commitment(self, words: str) -> Commitment:
        """The one commitment with exactly this name, or whose sentence holds these words."""
        found = [c for c in self.plan.commitments if words in (c.indicator, c.object)]
        found = found or [c for c in self.plan.commitments if words in c.quote_clean]
        if len(found) != 1:
            raise LookupError(f"{words}: {[c.indicator or c.object for c in found]}")
        return found[0]


class Moved(NamedTuple):
    """A final line before and after."""

    name: str
    before: Link
    after: Link

    def __str__(self) -> str:
        lines = (f"{line.verdict} ({line.verdict_detail}) by {line.result}" for line in (self.before, self.after))
        return f"{self.name}: " + " → ".join(lines)


class Planted(NamedTuple):
    """A text with one error, what it was done to, and the commitments it is about."""

    text: str
    place: str
    commitments: frozenset[str]


@lru_cache(maxsize=4)
def _plan(path: Path) -> Extraction:
    return extract_report(read_report(path))


def compare(plan: Path, later: Path, text: str | None = None) -> Comparison:
    """``later`` read, or ``text`` in its place."""
    rulebook = built_in_rulebook()
    if text is None:
        report = read_report(later)
    else:
        source = SourceText(path=later.name, sha256="", format="text", encoding="utf-8", text=text)
        report = report_from_source(source, rulebook)
    found = extract_report(report, rulebook)
    final = {line.commitment: line for line in compare_reports([_plan(plan), found]) if line.final}
    return Comparison(_plan(plan), found, {c.id: final[c.id] for c in _plan(plan).commitments})


def moved(before: Comparison, after: Comparison) -> dict[str, Moved]:
    """The lines whose verdict, or the reason for it, changed."""
    names = {c.id: c.indicator or c.object or c.quote_clean for c in before.plan.commitments}
    return {
        key: Moved(names[key], line, after.final[key])
        for key, line in before.final.items()
        if (line.verdict, line.verdict_detail, line.boundary)
        != (after.final[key].verdict, after.final[key].verdict_detail, after.final[key].boundary)
    }


def destroyed_digits(sound: Comparison) -> Iterator[Planted]:
    """Each figure that answers a commitment, with a digit of it lost."""
    for result, commitments in _answers(sound):
        text = sound.later.report.source.text
        start, end = result.value_start or 0, result.value_end or 0
        at = next((n for n in range(start, end) if text[n].isdecimal()), None)
        if at is not None:
            yield Planted(text[:at] + "?" + text[at + 1 :], text[start:end], commitments)


def removed_sentences(sound: Comparison) -> Iterator[Planted]:
    """Each sentence that answers a commitment, taken out (a heading in front of it stays)."""
    spans: dict[tuple[int, int], frozenset[str]] = {}
    for result, commitments in _answers(sound, milestones=True):
        span = result.start, result.end
        spans[span] = spans.get(span, frozenset()) | commitments
    text = sound.later.report.source.text
    for (start, end), commitments in spans.items():
        yield Planted(text[:start] + text[end:], text[start:end], commitments)


def _answers(sound: Comparison, milestones: bool = False) -> Iterator[tuple[Result, frozenset[str]]]:
    for result in sound.later.results:
        answered = frozenset(key for key, line in sound.final.items() if line.result == result.id)
        if answered and (result.value is not None or milestones):
            yield result, answered


def main(plan: Path, later: Path) -> None:
    sound = compare(plan, later)
    for plant in (destroyed_digits, removed_sentences):
        count = 0
        for planted in plant(sound):
            count += 1
            after = compare(plan, later, planted.text)
            for key, one in moved(sound, after).items():
                if key not in planted.commitments and one.after.verdict_detail != "damaged":
                    print(f"{plant.__name__} 〖{planted.place}〗 moved another: {one}")
            for key in sorted(planted.commitments):
                if after.final[key].verdict in SETTLED:
                    one = Moved(key, sound.final[key], after.final[key])
                    print(f"{plant.__name__} 〖{planted.place}〗 still settled: {one}")
        print(f"{plant.__name__}: {count} planted")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
