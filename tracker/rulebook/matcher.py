"""Patterns run over the tags of a frame, by spaCy's Matcher, once for each sequence of tags.

A match depends on nothing but the tags, so every answer is remembered by its tag sequence. Of a new sequence only the
rules whose indispensable classes all occur in it are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tracker.rulebook.patterns import Element, Pattern, read_pattern
from tracker.rulebook.schema.rules import Rule

if TYPE_CHECKING:
    from spacy.vocab import Vocab

__all__ = ["PatternMatcher", "RuleMatch"]


@dataclass(frozen=True)
class RuleMatch:
    """A rule that fits a frame at tokens ``start``…``end``; ``captures`` maps element names to token spans."""

    rule: str
    start: int
    end: int
    captures: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class _Compiled:
    rule: str
    weight: int
    needs: tuple[re.Pattern[str], ...]
    slots: tuple[Element, ...]


class PatternMatcher:
    """``match`` gives the rules that fit a tag sequence, the most specific first, then by id.

    ``in_name`` are the word classes that may stand inside a ``{name}``.
    """

    def __init__(self, rules: Iterable[Rule], in_name: Iterable[str] = ()) -> None:
        self._name_wants = ("indicator", "text", *sorted(in_name))
        self._compiled = [
            compiled
            for rule in sorted(rules, key=lambda rule: rule.id)
            if rule.status != "off"
            for compiled in self._compile(rule, read_pattern(rule.pattern))
        ]
        self._matchers: dict[int, Any] = {}
        self._memo: dict[tuple[str, ...], tuple[RuleMatch, ...]] = {}

    def match(self, tags: tuple[str, ...]) -> tuple[RuleMatch, ...]:
        """All rules that fit, each at its leftmost longest places that do not overlap."""
        known = self._memo.get(tags)
        if known is None:
            known = self._memo[tags] = self._match(tags)
        return known

    def _compile(self, rule: Rule, pattern: Pattern) -> Iterable[_Compiled]:
        for variant in pattern.variants:
            slots = []
            for element in variant:
                wants = self._name_wants if element.kind == "name" else element.wants
                for step in range(element.at_most):
                    slots.append(Element(element.name, wants, int(step < element.at_least), 1, element.kind))
            needs = tuple(re.compile(_accepts(s.wants)) for s in slots if s.at_least and s.kind in ("class", "literal"))
            yield _Compiled(rule.id, sum(e.weight for e in variant), needs, tuple(slots))

    def _match(self, tags: tuple[str, ...]) -> tuple[RuleMatch, ...]:
        joined = "|".join(tags)
        tried = [i for i, c in enumerate(self._compiled) if all(need.search(joined) for need in c.needs)]
        if not tried:
            return ()
        from spacy.tokens import Doc

        words = ["^", *tags, "$"]
        doc = Doc(self._vocab, words=["x"] * len(words), tags=words)
        best: dict[tuple[str, int, int], tuple[int, RuleMatch]] = {}
        for index in tried:
            compiled = self._compiled[index]
            for _, start, end, alignment in self._matcher(index)(doc, with_alignments=True):
                captures: dict[str, tuple[int, int]] = {}
                first, last = len(words), 0
                for at, slot in enumerate(alignment, start):
                    element = compiled.slots[slot]
                    if element.kind == "edge":
                        continue
                    first, last = min(first, at - 1), max(last, at)
                    if element.kind != "gap":
                        begin, _ = captures.get(element.name, (at - 1, at))
                        captures[element.name] = (begin, at)
                found = RuleMatch(compiled.rule, first, last, captures)
                key = (compiled.rule, first, last)
                if key not in best or best[key][0] < compiled.weight:
                    best[key] = (compiled.weight, found)
        kept: list[tuple[int, RuleMatch]] = []
        taken: dict[str, int] = {}
        for weight, found in sorted(best.values(), key=lambda b: (b[1].rule, b[1].start, -b[1].end)):
            if found.start >= taken.get(found.rule, 0):
                taken[found.rule] = found.end
                kept.append((weight, found))
        return tuple(found for _, found in sorted(kept, key=lambda k: (-k[0], k[1].rule, k[1].start)))

    def _matcher(self, index: int) -> Any:
        matcher = self._matchers.get(index)
        if matcher is None:
            from spacy.matcher import Matcher

            matcher = self._matchers[index] = Matcher(self._vocab, validate=False)
            matcher.add("rule", [[_token(slot) for slot in self._compiled[index].slots]])
        return matcher

    @cached_property
    def _vocab(self) -> Vocab:
        from spacy.vocab import Vocab

        return Vocab()


def _token(slot: Element) -> dict[str, Any]:
    accepts = r"^(?!(?:.*\|)?quantity(?:[.|]|$))(?![$^]$)" if slot.kind == "gap" else _accepts(slot.wants)
    return {"TAG": {"REGEX": accepts}} if slot.at_least else {"TAG": {"REGEX": accepts}, "OP": "?"}


def _accepts(wants: tuple[str, ...]) -> str:
    """A regex that finds, in a tag (parts joined by ``|``), one of ``wants``, itself or narrowed (``quantity.rate``)."""
    return r"(?:^|\|)(?:" + "|".join(re.escape(want) for want in wants) + r")(?:\.[^|]*)?(?:\||$)"
