"""Candidates: which names are worth comparing, found by the character pairs they share and not by trying all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tracker.match.likeness import Rarity
from tracker.match.names import Name

__all__ = ["NameIndex"]


class NameIndex:
    """The names of one report's results, by character pair."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for pair in name.pairs:
                self._places[pair].append(place)

    def near(self, name: Name, rarity: Rarity, enough: int = 1) -> dict[int, int]:
        """Places of names that share at least ``enough`` with this one (and anything at all), and how much.

        What two names share is what ``rarity`` says of them.
        """
        shared: defaultdict[int, int] = defaultdict(int)
        for pair in name.pairs:
            places = self._places.get(pair)
            if places:
                weight = rarity.weight(pair)
                for place in places:
                    shared[place] += weight
        return {place: much for place, much in shared.items() if much >= enough}
