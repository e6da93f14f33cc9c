"""Rules prove themselves: every example of every rule, through the whole flow.

A *hit* is found where its marks 〖〗 say, by the rule it stands under, with the values it gives. In a *miss* the rule
finds nothing. A *known miss* is a hit that is not reached yet; once it is, it has to be moved up to the hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from tracker.models import Commitment, Extraction, Rejected, Result
from tracker.rulebook.sample import Part, Sample, sample, sample_text
from tracker.rulebook.schema.expected import COMPARATORS, Expected
from tracker.rulebook.schema.indicators import Indicator
from tracker.rulebook.schema.rules import Hit, Miss, Rule

if TYPE_CHECKING:
    from tracker.rulebook.book import Rulebook

__all__ = ["Case", "Outcome", "cases", "prove", "run", "told"]

_PARTS: dict[str, Part] = {"results": "review"}
"""The part of a report that an example stands in where it does not say: results in the review, all else in the plan."""


@dataclass(frozen=True)
class Case:
    """One example: its family, its rule (or the indicator it must find), the list it stands in, its number there."""

    family: str
    rule: Rule | Indicator
    kind: Literal["hit", "miss", "known_miss"]
    index: int
    example: Hit | Miss | str

    @property
    def name(self) -> str:
        """``targets/name-rise-rate/hit0``: the case in one word."""
        return f"{self.family}/{self.rule.id}/{self.kind}{self.index}"

    @property
    def sentence(self) -> str:
        """The sentence without its marks."""
        if isinstance(self.example, str):
            return self.example
        return self.example.sentence if isinstance(self.example, Hit) else self.example.text

    @property
    def part(self) -> Part:
        """The part of a report it stands in."""
        written = None if isinstance(self.example, str) else self.example.section
        return written or _PARTS.get(self.family, "plan")

    @property
    def report(self) -> str:
        """The text of the small report it is read in."""
        if isinstance(self.example, str):
            return sample_text(self.example)[0]
        example = self.example
        return sample_text(self.sentence, part=self.part, year=example.year, before=example.before)[0]

    @property
    def text(self) -> str:
        """The example as it is written."""
        return self.example if isinstance(self.example, str) else self.example.text


@dataclass(frozen=True)
class Outcome:
    """How a case came out. ``zh`` and ``en`` say what was found instead; empty where it holds."""

    case: Case
    holds: bool
    zh: str = ""
    en: str = ""


def cases(rulebook: Rulebook, only: Iterable[str] | None = None) -> Iterator[Case]:
    """All examples in order of family and rule (of the rules named in ``only``); rules that are off have none."""
    wanted = None if only is None else set(only)
    for key, indicator in rulebook.indicators.items():
        if wanted is None or key in wanted:
            yield from (Case("indicators", indicator, "hit", i, text) for i, text in enumerate(indicator.examples))
    for family, rules in rulebook.rule_families.items():
        for rule in rules:
            if rule.status == "off" or (wanted is not None and rule.id not in wanted):
                continue
            examples = rule.examples
            yield from (Case(family, rule, "hit", i, hit) for i, hit in enumerate(examples.hit))
            yield from (Case(family, rule, "miss", i, miss) for i, miss in enumerate(examples.miss))
            yield from (Case(family, rule, "known_miss", i, hit) for i, hit in enumerate(examples.known_miss))


def run(rulebook: Rulebook, only: Iterable[str] | None = None) -> tuple[Outcome, ...]:
    """Prove every case."""
    return tuple(prove(case, rulebook) for case in cases(rulebook, only))


def told(outcome: Outcome, rulebook: Rulebook, lang: str) -> str:
    """An example that does not hold, in one line: file and line, what came out instead, what to do, the sentence."""
    case = outcome.case
    place = rulebook.places.get((case.family, f"{case.rule.id}/{case.kind}{case.index}"), "")
    found, do = (outcome.zh, "；请改规则或例句") if lang == "zh" else (outcome.en, "; mend the rule or the example")
    return f"{place}: {case.rule.id}: {found}{do} | {case.text}"


def prove(case: Case, rulebook: Rulebook) -> Outcome:
    """Whether one example holds. A known miss that is reached does not hold: it belongs among the hits now."""
    example = case.example
    if isinstance(example, str):
        return _prove_name(case, example, rulebook)
    read = sample(
        case.sentence, rulebook, part=case.part, year=example.year, before=example.before, level=example.level
    )
    if case.kind == "miss":
        fired = [item for item in _found(read) if item.rule == case.rule.id]
        if not fired:
            return Outcome(case, True)
        return Outcome(case, False, f"不该命中，却找到 {_say(fired[0])}", f"must not fire, and found {_say(fired[0])}")
    assert isinstance(example, Hit)
    zh, en = _compare(example, case.rule.id, read)
    if case.kind == "known_miss":
        if zh:
            return Outcome(case, True, zh, en)
        return Outcome(case, False, "已能命中；请移到 hit: 下", "is reached now; move it to hit:")
    return Outcome(case, not zh, zh, en)


def _prove_name(case: Case, text: str, rulebook: Rulebook) -> Outcome:
    """Whether an indicator is found in a sentence under one of its names."""
    found = [item for item in _found(sample(text, rulebook)) if not isinstance(item, Rejected)]
    if any(item.indicator_id == case.rule.id for item in found):
        return Outcome(case, True)
    names = "、".join(item.indicator or item.object or "" for item in found) or "—"
    return Outcome(
        case, False, f"没有认出 {case.rule.id}；找到的是：{names}", f"{case.rule.id} is not found, but {names}"
    )


def _compare(hit: Hit, rule: str, read: Sample) -> tuple[str, str]:
    """What is missing or different, in both languages; empty where all is as expected."""
    found = list(_found(read))
    span = (read.start + hit.span[0], read.start + hit.span[1])
    there = [item for item in found if _span(item) == span]
    mine = [item for item in there if item.rule == rule]
    if not mine:
        marked = hit.sentence[slice(*hit.span)]
        near = there or [item for item in found if item.rule == rule] or found
        if not near:
            return f"“{marked}”处什么也没有找到", f"nothing was found at {marked!r}"
        return f"“{marked}”处应由本规则命中，实际找到 {_say(near[0])}", f"{marked!r}: found instead {_say(near[0])}"
    differences = [_differences(hit.gives, item) for item in mine]
    best = min(differences, key=len)
    if not best:
        return "", ""
    return (
        "；".join(f"{key} 应为 {wanted}，得到 {got}" for key, wanted, got in best),
        "; ".join(f"{key} should be {wanted}, is {got}" for key, wanted, got in best),
    )


Item = Commitment | Result | Rejected


def _found(read: Sample) -> Iterator[Item]:
    """What was found in the sentence itself."""
    extraction: Extraction = read.extraction
    items: list[Item] = [*extraction.commitments, *extraction.qualitative, *extraction.results, *extraction.rejected]
    for item in items:
        if item.start < read.end and item.end > read.start:
            yield item


def _span(item: Item) -> tuple[int | None, int | None]:
    if item.value_start is not None:
        return item.value_start, item.value_end
    return item.object_start, item.object_end


def _differences(expected: Expected, item: Item) -> list[tuple[str, str, str]]:
    different = []
    for key, wanted in expected.model_dump(exclude_none=True).items():
        got = _field(key, item)
        if key == "comparator":
            wanted, got = str(COMPARATORS[expected.comparator or "等于"].value), got and str(got)
        if isinstance(wanted, Decimal) and isinstance(got, Decimal) and wanted == got:
            continue
        if (wanted == "none" and got is None) or wanted == got:
            continue
        different.append((key, str(wanted), "—" if got is None else str(got)))
    return different


def _field(key: str, item: Item) -> Any:
    if key == "years":
        ends: tuple[int | None, int | None] = (None, None)
        if isinstance(item, Commitment):
            ends = item.horizon_start, item.horizon_end
        elif isinstance(item, Result):
            ends = item.period_start, item.period_end
        if ends == (None, None):
            return None
        return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
    if key == "comparator" and isinstance(item, Result):
        key = "qualifier"
    return getattr(item, key, None)


def _say(item: Item) -> str:
    """What was found, in one line."""
    if isinstance(item, Rejected):
        return f"[{item.rule}] {item.text}（{item.reason}）"
    parts = [item.indicator or item.object, item.measure or item.action, _field("comparator", item)]
    value = "" if item.value is None else f"{item.value}{item.unit or ''}"
    shown = " ".join(str(part) for part in (*parts, value) if part)
    return f"[{item.rule}] {shown}"
