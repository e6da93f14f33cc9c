"""How rules do in use: how often each fires, what reviewers say of what it found, which names the lexicon lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.decisions import in_force
from tracker.models import Commitment, Decision, Extraction, Rejected, Result
from tracker.rulebook.book import Rulebook
from tracker.rulebook.check import Overlap

__all__ = ["RuleMeasure", "UnknownName", "measure_rules", "unknown_names"]

_CONFIRMS = frozenset(["accept", "checked", "pick"])
_OVERTURNS = frozenset(["not_a_commitment", "correct"])
_OFTEN = 3


@dataclass(frozen=True)
class RuleMeasure:
    """One rule in use. ``reports`` is the share of reports it fired in, in percent.

    ``confirmed`` and ``overturned`` count what it found that people let stand, and that they struck out or corrected
    (the last word on each). ``overlaps`` are the rules that fitted the same figures, with how many, the most first.
    ``doubtful``: overturned at least three times, and more often than confirmed.
    """

    rule: str
    family: str
    intent: str
    fired: int
    reports: Decimal
    confirmed: int
    overturned: int
    overlaps: tuple[tuple[str, int], ...] = ()

    @property
    def doubtful(self) -> bool:
        return self.overturned >= _OFTEN and self.overturned > self.confirmed


@dataclass(frozen=True)
class UnknownName:
    """A name met in reports that the lexicon lacks: how often, in how many reports, and sentences with it."""

    name: str
    count: int
    reports: int
    sentences: tuple[tuple[str, str], ...]


def measure_rules(
    rulebook: Rulebook,
    extractions: Sequence[Extraction],
    decisions: Iterable[Decision] = (),
    overlaps: Iterable[Overlap] = (),
) -> tuple[RuleMeasure, ...]:
    """Every rule that is not off, in the order of its family and id; ``extractions`` as the rules found them."""
    fired: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for extraction in extractions:
        rules = [item.rule for item in _items(extraction)]
        fired.update(rules)
        reports.update(set(rules))
    confirms, overturns = _last_words(decisions)
    confirmed: Counter[str] = Counter()
    overturned: Counter[str] = Counter()
    for extraction in extractions:
        for found in (*extraction.commitments, *extraction.qualitative, *extraction.results):
            confirmed[found.rule] += found.id in confirms
            overturned[found.rule] += found.id in overturns
    together: dict[str, Counter[str]] = {}
    for overlap in overlaps:
        for one, other in ((overlap.winner, overlap.other), (overlap.other, overlap.winner)):
            together.setdefault(one, Counter())[other] += overlap.count
    whole = max(len(extractions), 1)
    return tuple(
        RuleMeasure(
            rule=rule.id,
            family=family,
            intent=rule.intent,
            fired=fired[rule.id],
            reports=(Decimal(100 * reports[rule.id]) / whole).quantize(Decimal("0.1")),
            confirmed=confirmed[rule.id],
            overturned=overturned[rule.id],
            overlaps=tuple(sorted(together.get(rule.id, {}).items(), key=lambda met: (-met[1], met[0]))),
        )
        for family, rules in rulebook.rule_families.items()
        for rule in rules
        if rule.status != "off"
    )


def _items(extraction: Extraction) -> list[Commitment | Result | Rejected]:
    return [*extraction.commitments, *extraction.qualitative, *extraction.results, *extraction.rejected]


def _last_words(decisions: Iterable[Decision]) -> tuple[set[str], set[str]]:
    """The commitments and results that people let stand, and those they struck out or corrected, by the last word."""
    said: dict[str, str] = {}
    for decision in in_force(decisions):
        if decision.action not in _CONFIRMS | _OVERTURNS:
            continue
        of_result = decision.action == "correct" and decision.fields.get("of") == "result"
        said[decision.result or "" if of_result else decision.commitment] = decision.action
    confirms = {key for key, action in said.items() if action in _CONFIRMS}
    return confirms, said.keys() - confirms


def unknown_names(extractions: Iterable[Extraction], *, least: int = 2, sentences: int = 3) -> tuple[UnknownName, ...]:
    """Names of figures that the lexicon does not know, met at least ``least`` times, the most frequent first."""
    counts: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    examples: dict[str, dict[str, str]] = {}
    for extraction in extractions:
        items: list[Commitment | Result] = [*extraction.commitments, *extraction.results]
        for item in items:
            if item.kind != "target" or item.indicator is None or item.indicator_id is not None:
                continue
            counts[item.indicator] += 1
            reports.setdefault(item.indicator, set()).add(item.report)
            examples.setdefault(item.indicator, {}).setdefault(item.quote_clean, item.report)
    return tuple(
        UnknownName(
            name=name,
            count=count,
            reports=len(reports[name]),
            sentences=tuple((report, text) for text, report in list(examples[name].items())[:sentences]),
        )
        for name, count in sorted(counts.items(), key=lambda met: (-len(reports[met[0]]), -met[1], met[0]))
        if count >= least
    )
