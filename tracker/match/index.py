"""Candidates: which names are worth comparing, found by the character pairs they share and not by trying all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tracker.match.names import Name, Rarity

__all__ = ["NameIndex"]


class NameIndex:
    """The names of one report's results, by character pair."""

    def __init__(self, names: Sequence[Name], rarity: Rarity) -> None:
        self._rarity = rarity
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for pair in name.pairs:
                self._places[pair].append(place)

    def near(self, name: Name) -> list[tuple[int, int]]:
        """Places of names that share something with this one, and how much they share, by place."""
        shared: Counter[int] = Counter()
        for pair in name.pairs:
            places = self._places.get(pair)
            if places:
                weight = self._rarity.weight(pair)
                for place in places:
                    shared[place] += weight
        return sorted(shared.items())
