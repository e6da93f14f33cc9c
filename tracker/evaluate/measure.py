"""Extractions and links held against hand-made answers: how much was found, how much of it was right, every miss."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.evaluate.alike import name_likeness, overlap, same_name, same_quantity, squash
from tracker.evaluate.gold import GoldAnswers, GoldLink, GoldLinks, GoldMilestone, GoldTarget
from tracker.models import Commitment, Extraction, Link, Result, Verdict

__all__ = ["Figures", "measure"]

SETTLED = {Verdict.MET, Verdict.NEAR, Verdict.MISSED}


@dataclass
class Figures:
    """Counts to make ratios of, and one line for each disagreement."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    confusion: Counter[tuple[str, Verdict, Verdict | None]] = field(default_factory=Counter)

    def ratio(self, hits: str, total: str) -> float | None:
        """``hits`` over ``total``; None where there is nothing to count."""
        return self.counts[hits] / self.counts[total] if self.counts[total] else None


def measure(
    gold: tuple[Sequence[GoldAnswers], Sequence[GoldLinks]],
    extractions: Mapping[str, Extraction],
    links: Sequence[Link],
    band: Callable[[Decimal], str],
) -> Figures:
    """Hold what was found against ``gold``; ``extractions`` by report id, ``band`` says how sure a score looks.

    Raises TrackerError for unusable answers.
    """
    figures = Figures()
    answers, answer_links = gold
    matched: dict[tuple[str, str], Commitment] = {}
    for answer in answers:
        if answer.doc in extractions:
            _measure_targets(answer, extractions[answer.doc], matched, figures)
            _measure_milestones(answer, extractions[answer.doc], matched, figures)
    plans = {answer.doc: answer for answer in answers}
    results = {r.id: r for e in extractions.values() for r in e.results}
    by_commitment: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_commitment[link.commitment].append(link)
    for pair in answer_links:
        if pair.plan in plans and pair.plan in extractions and pair.later in extractions:
            plan, later = plans[pair.plan], extractions[pair.later]
            _measure_links(pair, plan, later, matched, by_commitment, results, figures, band)
    return figures


def _inside(answer: GoldAnswers, extraction: Extraction, kind: str) -> list[Commitment]:
    regions = answer.regions or ((0, len(extraction.report.source.text)),)
    return [
        c
        for c in extraction.commitments
        if c.kind == kind and any(first <= _place_of(c)[0] < last for first, last in regions)
    ]


def _measure_targets(
    answer: GoldAnswers, extraction: Extraction, matched: dict[tuple[str, str], Commitment], figures: Figures
) -> None:
    text, count = extraction.report.source.text, figures.counts
    found = _inside(answer, extraction, "target")
    used: set[int] = set()
    names = {target.indicator for target in answer.targets}
    for target in answer.targets:
        span = target.place(text, answer.doc)
        count["targets"] += 1
        hits = [n for n, c in enumerate(found) if n not in used and _is_target(c, target, span)]
        if not hits:
            figures.misses.append(f"{answer.doc} {target.id} target missed: {target.indicator} {target.anchor}")
            continue
        best = max(hits, key=lambda n: (same_name(found[n].indicator or "", target.indicator), -n))
        used.add(best)
        commitment = matched[answer.doc, target.id] = found[best]
        count["targets found"] += 1
        others = [name for name in names if name != target.indicator]
        likeness = name_likeness(commitment.indicator or "", target.indicator)
        right = {
            "indicator": likeness >= 0.5
            and all(likeness >= name_likeness(commitment.indicator or "", other) for other in others),
            "measure": commitment.measure == target.measure,
            "comparator": commitment.comparator == target.comparator,
            "horizon": commitment.horizon_end in (target.horizon, *target.horizon_alt),
        }
        got = {
            "indicator": commitment.indicator,
            "measure": commitment.measure,
            "comparator": commitment.comparator,
            "horizon": commitment.horizon_end,
        }
        count["indicator exact"] += squash(commitment.indicator or "") == squash(target.indicator)
        for name, ok in right.items():
            count[name] += ok
            if not ok:
                wanted = getattr(target, name)
                figures.misses.append(
                    f"{answer.doc} {target.id} {name}: {wanted} expected, got {got[name]}: {target.anchor}"
                )
    kept = {found[n].id for n in used}
    for n, commitment in enumerate(found):
        if n not in used and commitment.restates not in kept:
            count["targets not in gold"] += 1
            figures.misses.append(
                f"{answer.doc} not in gold: {commitment.indicator} {commitment.value}{commitment.unit}: "
                f"{commitment.quote_clean[:60]}"
            )
    count["targets said"] = count["targets found"] + count["targets not in gold"]


def _is_target(commitment: Commitment, target: GoldTarget, span: tuple[int, int]) -> bool:
    if commitment.value_start is None or commitment.value_end is None:
        return False
    return overlap((commitment.value_start, commitment.value_end), span) and same_quantity(
        (commitment.value, commitment.value_max, commitment.unit), (target.value, target.value_max, target.unit)
    )


def _measure_milestones(
    answer: GoldAnswers, extraction: Extraction, matched: dict[tuple[str, str], Commitment], figures: Figures
) -> None:
    if not answer.milestones:
        return
    text, count = extraction.report.source.text, figures.counts
    found = _inside(answer, extraction, "milestone")
    used: set[int] = set()
    count["milestones said"] += len(found)
    for milestone in answer.milestones:
        span = milestone.place(text, answer.doc)
        optional = milestone.action == "other"
        count["milestones"] += not optional
        hits = [n for n, c in enumerate(found) if n not in used and _is_milestone(c, milestone, span)]
        if hits:
            best = max(hits, key=lambda n: name_likeness(found[n].object or "", milestone.object))
            used.add(best)
            matched[answer.doc, milestone.id] = found[best]
            count["milestones found"] += not optional
            count["milestones said"] -= optional
        elif not optional:
            figures.misses.append(f"{answer.doc} {milestone.id} milestone missed: {milestone.action}{milestone.object}")


def _is_milestone(commitment: Commitment, milestone: GoldMilestone, span: tuple[int, int]) -> bool:
    return overlap(_place_of(commitment), span) and same_name(commitment.object or "", milestone.object)


def _place_of(statement: Commitment | Result) -> tuple[int, int]:
    if statement.object_start is not None and statement.object_end is not None:
        return statement.object_start, statement.object_end
    if statement.value_start is not None and statement.value_end is not None:
        return statement.value_start, statement.value_end
    return statement.start, statement.end


def _measure_links(
    pair: GoldLinks,
    plan: GoldAnswers,
    later: Extraction,
    matched: Mapping[tuple[str, str], Commitment],
    links: Mapping[str, Sequence[Link]],
    results: Mapping[str, Result],
    figures: Figures,
    band: Callable[[Decimal], str],
) -> None:
    milestones = {m.id for m in plan.milestones}
    text, report = later.report.source.text, later.report.id
    for answer in pair.links:
        if not answer.sure:
            continue
        kind = "milestone" if answer.target in milestones else "target"
        commitment = matched.get((pair.plan, answer.target))
        mine = list(links.get(commitment.id, ())) if commitment else []
        answered = [link for link in mine if link.result and results[link.result].report == report]
        told = [results[link.result] for link in answered if link.result]
        right = _count_link(kind, answer, told, text, report, figures)
        for link in answered:
            figures.counts[f"{band(link.score)} band"] += 1
            figures.counts[f"{band(link.score)} band right"] += right
        said = {link.verdict for link in answered or [k for k in mine if k.later_report in (report, None)]}
        verdict = said.pop() if len(said) == 1 else None
        figures.counts[f"{kind} verdicts"] += 1
        figures.counts[f"{kind} verdicts right"] += verdict == answer.verdict
        figures.confusion[kind, answer.verdict, verdict] += 1
        if verdict in SETTLED:
            figures.counts[f"{kind} settled"] += 1
            figures.counts[f"{kind} settled right"] += verdict == answer.verdict
        if verdict != answer.verdict and commitment:
            figures.misses.append(f"{pair.plan} {answer.target} verdict: {answer.verdict} expected, got {verdict}")


def _count_link(kind: str, answer: GoldLink, found: Sequence[Result], text: str, where: str, figures: Figures) -> bool:
    """Count one answered pair; whether what was found is the answer."""
    count = figures.counts
    expected = answer.result.place(text, where) if answer.result else None
    count[f"{kind} links"] += expected is not None
    count[f"{kind} links said"] += len({r.id for r in found})
    if found:
        right = expected is not None and any(
            overlap(_place_of(r), expected) or (kind == "milestone" and overlap((r.start, r.end), expected))
            for r in found
        )
        count[f"{kind} links right"] += right
        if not right:
            figures.misses.append(f"{where} {answer.target} wrong link: {found[0].quote_clean[:50]}")
        return right
    if answer.result:
        figures.misses.append(f"{where} {answer.target} link missed: {answer.result.anchor}")
    return False
