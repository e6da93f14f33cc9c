"""What blind readers said, counted against what the program had said: precision per stratum, and recall.

A reading counts where its reader made it blind, of this very sample, and did not take it back; of several by one reader
the last. Where two readers differ the case is disputed: shown, and counted neither for nor against.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from tracker.audit.intervals import effective_size, wilson
from tracker.audit.sample import Item, Sample
from tracker.decisions import in_force, standing
from tracker.models import Decision, Verdict
from tracker.render.audited import Findings, Line

__all__ = ["count"]

Asked = Literal["commitment", "link", "verdict"]
"""What is asked of a case: is it a commitment, rightly read; is its answer the right one; is the verdict right."""

ASKED: tuple[Asked, ...] = ("commitment", "link", "verdict")
_Answer = tuple[bool | None, bool | None, bool | None]


def count(sample: Sample, log: Iterable[Decision]) -> Findings:
    """Hold what readers said, in the log of decisions, against the sample."""
    valid = in_force(log)
    blind = [d for d in valid if d.seen.get("blind") == sample.name]
    said = standing(blind)
    answers: list[tuple[Item, _Answer]] = []
    disputed = 0
    for item in sample.items:
        readings = {_answer(item, decision) for decision in said.get(item.commitment, {}).values()}
        if len(readings) == 1:
            answers.append((item, readings.pop()))
        disputed += len(readings) > 1
    recall, sections_read = _recall(sample, blind)
    return Findings(
        sample=sample.name,
        population=sample.population,
        covered=sum(sample.strata[stratum].size for stratum in {item.stratum for item, _ in answers}),
        left_out=sample.left_out,
        drawn=len(sample.items),
        read=len(answers) + disputed,
        disputed=disputed,
        readers=len({decision.who for decision in blind}),
        sections=len(sample.sections),
        sections_read=sections_read,
        lines=tuple(_lines(sample, answers)),
        recall=recall,
    )


def _answer(item: Item, decision: Decision) -> _Answer:
    """Whether the program was right in each thing asked; None where the question does not arise."""
    if decision.action == "not_a_commitment":
        return False, None, None
    rightly_read = not decision.fields.get("wrong")
    if item.verdict == Verdict.PENDING:
        # nothing could answer it: right as long as the reader found nothing either
        return rightly_read, None, None
    result = decision.result
    link = result == item.result if item.result is not None else None
    if decision.verdict is not None:
        verdict = decision.verdict == item.verdict
    elif decision.action == "not_reported":
        verdict = item.verdict == Verdict.UNREPORTED
    elif decision.action == "cannot_compare":
        verdict = item.verdict == Verdict.INCOMPARABLE
    else:
        # the reader let the figures decide: the same two figures come to the same verdict
        verdict = result == item.result
    return rightly_read, link, verdict


def _lines(sample: Sample, answers: Sequence[tuple[Item, _Answer]]) -> Iterable[Line]:
    for at, asked in enumerate(ASKED):
        cases = [(item, bool(answer[at])) for item, answer in answers if answer[at] is not None]
        if not cases:
            continue
        read = Counter(item.stratum for item, _ in cases)
        # what each case stands for: its stratum's commitments, shared among those read
        weights = {stratum: sample.strata[stratum].size / number for stratum, number in read.items()}
        yield _line(asked, "", "", cases, weights)
        parts: dict[tuple[str, str], list[tuple[Item, bool]]] = defaultdict(list)
        for item, right in cases:
            for key, value in sample.strata[item.stratum].key.items():
                parts[key, value].append((item, right))
        for key in sample.by:
            for value in sorted(value for name, value in parts if name == key):
                yield _line(asked, key, value, parts[key, value], weights)


def _line(asked: str, key: str, value: str, cases: Sequence[tuple[Item, bool]], weights: dict[int, float]) -> Line:
    weighed = [(weights[item.stratum], right) for item, right in cases]
    whole = sum(weight for weight, _ in weighed)
    share = sum(weight for weight, right in weighed if right) / whole
    size = effective_size(weight for weight, _ in weighed)
    low, high = wilson(share * size, size)
    return Line(asked, key, value, sum(right for _, right in cases), len(cases), share, low, high)


def _recall(sample: Sample, blind: Sequence[Decision]) -> tuple[tuple[Line, ...], int]:
    """Of what readers found in whole sections, how much the program had taken.

    Each section counts by the reading that its first reader brought to its end.
    """
    by_key: dict[str, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    for decision in blind:
        if decision.action == "note":
            by_key[decision.commitment][decision.who].append(decision)
    asked: list[tuple[str, bool]] = []
    read = 0
    for place, section in enumerate(sample.sections):
        for entries in by_key.get(sample.section_key(place), {}).values():
            if not any(entry.fields.get("read") for entry in entries):
                continue
            read += 1
            for entry in entries:
                if "start" in entry.fields:
                    start, end, kind = int(entry.fields["start"]), int(entry.fields["end"]), entry.fields["kind"]
                    taken = any(f.kind == kind and f.start < end and start < f.end for f in section.found)
                    asked.append((kind, taken))
            break
    if not asked:
        return (), read
    kinds = sorted({kind for kind, _ in asked})
    parts = (_plain(kind, [case for case in asked if case[0] == kind]) for kind in kinds)
    return (_plain("", asked), *parts), read


def _plain(kind: str, cases: Sequence[tuple[str, bool]]) -> Line:
    hits = sum(taken for _, taken in cases)
    low, high = wilson(hits, len(cases))
    return Line("recall", "kind" if kind else "", kind, hits, len(cases), hits / len(cases), low, high)
