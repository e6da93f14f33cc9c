"""What a rule set is worth on real reports: rules that never fire, rules in one another's way, examples told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.language.reading import read
from tracker.models import Extraction, Report
from tracker.rulebook.examples import Case, Outcome, cases, run

if TYPE_CHECKING:
    from tracker.language.context import SentenceContext
    from tracker.rulebook.book import Rulebook

__all__ = ["Findings", "Overlap", "Watcher", "check", "fired"]


@dataclass(frozen=True)
class Overlap:
    """Two rules that fit the same figure. ``winner`` is taken; ``tie`` where only the order of their ids says so.

    ``count`` is how often, ``text`` the first sentence it was met in.
    """

    winner: str
    other: str
    tie: bool
    count: int
    text: str


@dataclass(frozen=True)
class Findings:
    """What ``check`` found. ``silent`` never fired on the reports (empty where none were given)."""

    failing: tuple[Outcome, ...] = ()
    twice: tuple[tuple[str, tuple[str, ...]], ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    silent: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    reports: int = 0

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend (overlaps where one rule is the more specific are as they should be)."""
        return not (self.failing or self.twice or self.silent or any(overlap.tie for overlap in self.overlaps))


def check(rulebook: Rulebook, reports: Iterable[Report] = ()) -> Findings:
    """Prove all examples, and see what each rule does on the reports."""
    counts, overlaps, number = fired(rulebook, reports)
    rules = [rule for found in rulebook.rule_families.values() for rule in found if rule.status == "stable"]
    return Findings(
        failing=tuple(outcome for outcome in run(rulebook) if not outcome.holds),
        twice=_told_twice(list(cases(rulebook))),
        overlaps=overlaps,
        silent=tuple(sorted(rule.id for rule in rules if not counts[rule.id])) if number else (),
        counts={rule.id: counts[rule.id] for rule in sorted(rules, key=lambda rule: rule.id)} if number else {},
        reports=number,
    )


def fired(rulebook: Rulebook, reports: Iterable[Report]) -> tuple[Counter[str], tuple[Overlap, ...], int]:
    """How often each rule made something on the reports, which rules fitted one figure, and the number of reports."""
    watcher = Watcher(rulebook)
    counts: Counter[str] = Counter()
    number = 0
    for report in reports:
        extraction = watcher.read(report)
        counts.update(item.rule for item in extraction.commitments)
        counts.update(item.rule for item in extraction.qualitative)
        counts.update(item.rule for item in extraction.results)
        counts.update(item.rule for item in extraction.rejected)
        number += 1
    return counts, watcher.overlaps(), number


class Watcher:
    """Reads reports and notes which rules fit the same figure."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._pairs: Counter[tuple[str, str, bool]] = Counter()
        self._first: dict[tuple[str, str, bool], str] = {}
        self._gives = {rule.id: rule.gives for rules in rulebook.rule_families.values() for rule in rules}

    def read(self, report: Report) -> Extraction:
        """What the rules find in a report."""
        return read(report, self._rulebook, self._watch)

    def overlaps(self) -> tuple[Overlap, ...]:
        """The rules met together so far: first pairs that only the order of their ids decides, then the frequent."""
        return tuple(
            Overlap(winner, other, tie, count, self._first[winner, other, tie])
            for (winner, other, tie), count in sorted(
                self._pairs.items(), key=lambda item: (not item[0][2], -item[1], item[0])
            )
        )

    def _watch(self, context: SentenceContext) -> None:
        families = ("rejected", "results", "targets") if context.role == "review" else ("rejected", "targets")
        matcher = self._rulebook.matcher(*families)
        for frame in context.frames:
            figure = next((i for i, tag in enumerate(frame.tags) if tag.startswith("quantity")), -1)
            fitting = [m for m in matcher.match(frame.tags) if m.start <= figure < m.end]
            for other in fitting[1:]:
                winner = fitting[0]
                tie = winner.weight == other.weight and self._gives[winner.rule] != self._gives[other.rule]
                pair = (winner.rule, other.rule, tie)
                self._pairs[pair] += 1
                self._first.setdefault(pair, context.text)


def _told_twice(all_cases: Sequence[Case]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Hits that stand, sentence and mark, under more than one rule."""
    places: dict[str, list[str]] = {}
    for case in all_cases:
        if case.kind != "miss" and case.family != "indicators":
            places.setdefault(case.text, []).append(case.name)
    return tuple((text, tuple(names)) for text, names in sorted(places.items()) if len(names) > 1)
