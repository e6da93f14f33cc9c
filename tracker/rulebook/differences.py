"""What differs between two rule sets, and which reports that can touch: the ground of an incremental preview.

A change of matching, claims or tolerances leaves every extraction as it is. A word added to a class or a name added to
an indicator can only matter to a report in which it occurs. Examples and intents are for people. Anything else is taken
to matter everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tracker.rulebook.book import Rulebook, normal_name
from tracker.rulebook.schema import FAMILIES

__all__ = ["COMPARING", "READING", "Differences", "differences"]

READING = frozenset(["catalogue", "counties", "divisions", "jurisdictions", "outline", "periods"])
"""Families that reading a file depends on (catalogue, outline)."""

COMPARING = frozenset(["claims", "derivations", "indicators", "matching", "reasons", "tolerances", "units"])
"""Families that matching and judging depend on."""

_ONLY_COMPARING = frozenset(["claims", "derivations", "matching", "reasons", "tolerances"])
_SEAMS = 4
"""An indicator's name may be put together of stretches of text (A和B产值 → A产值): so many pairs of neighbouring
characters of it need not occur in the text. Taken generously: names are made of two or three stretches."""


@dataclass(frozen=True)
class Differences:
    """``families`` that differ; ``words`` and ``names`` that may now be read otherwise, where nothing else differs."""

    families: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]

    @property
    def reading(self) -> bool:
        """Whether files must be read again."""
        return bool(self.families & READING)

    @property
    def comparing(self) -> bool:
        """Whether every jurisdiction must be matched and judged again."""
        return bool(self.families & COMPARING)

    def touches(self, text: str) -> bool:
        """Whether anything found in a clean text can change."""
        if not self.families - _ONLY_COMPARING:
            return False
        if self.families - _ONLY_COMPARING - {"words", "indicators"}:
            return True
        if any(word in text for word in self.words):
            return True
        return bool(self.names) and self._may_name(normal_name(text))

    def _may_name(self, text: str) -> bool:
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        characters = set(text)
        return any(
            own <= characters and sum(pair not in pairs for pair in own_pairs) <= _SEAMS
            for own, own_pairs in self._names_in_pieces
        )

    @cached_property
    def _names_in_pieces(self) -> list[tuple[set[str], set[str]]]:
        return [(set(name), {name[i : i + 2] for i in range(len(name) - 1)}) for name in sorted(self.names)]


def differences(old: Rulebook, new: Rulebook) -> Differences:
    """What differs between two rule sets."""
    before, after = _meaning(old), _meaning(new)
    families = frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))
    words = _touched(before.get("words", {}), after.get("words", {}), "words", ())
    names = _touched(before.get("indicators", {}), after.get("indicators", {}), "synonyms", ("name",))
    return Differences(families, words | names, frozenset(map(normal_name, names)))


def _meaning(book: Rulebook) -> dict[str, Any]:
    """What a rule set says without what is only said to people: examples and intents."""
    return {
        name: data
        if FAMILIES[name].shape == "settings"
        else {key: _without_words(entry) for key, entry in data.items()}
        for name, data in book.contents.items()
    }


def _without_words(entry: Any) -> Any:
    return {k: v for k, v in entry.items() if k not in ("examples", "intent")} if isinstance(entry, dict) else entry


def _touched(before: Mapping[str, Any], after: Mapping[str, Any], listed: str, also: tuple[str, ...]) -> frozenset[str]:
    """The words of entries that differ: those added or taken away, or all of them where more than the list differs."""
    touched: set[str] = set()
    for key in sorted({*before, *after}):
        one, other = before.get(key, {}), after.get(key, {})
        if one == other:
            continue
        here = set(one.get(listed, ())) | {one[field] for field in also if field in one}
        there = set(other.get(listed, ())) | {other[field] for field in also if field in other}
        rest = {k: v for k, v in one.items() if k != listed} == {k: v for k, v in other.items() if k != listed}
        touched |= here ^ there if rest else here | there
    return frozenset(touched)
