"""Candidates: which names are worth comparing, found by the character pairs they share and not by trying all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.match.likeness import Rarity
    from tracker.match.names import Name

__all__ = ["NameIndex"]


class NameIndex:
    """The names of one report, by character pair; those of one core share the same with any other, and are one here.

    ``places`` are the places of the names of each core, ``by_pair`` are the numbers of the cores that have a pair, and
    ``several`` tells how many they are where they are more than one.
    """

    def __init__(self, names: Iterable[Name] = ()) -> None:
        places: dict[str, list[int]] = {}
        by_pair: dict[str, list[int]] = {}
        several: dict[str, int] = {}
        for place, name in enumerate(names):
            core = name.core
            if core in places:
                places[core].append(place)
                continue
            number = len(places)
            places[core] = [place]
            for pair in name.pairs:
                if pair in by_pair:
                    numbers = by_pair[pair]
                    numbers.append(number)
                    several[pair] = len(numbers)
                else:
                    by_pair[pair] = [number]
        self.places, self.by_pair, self.several = places, by_pair, several
        self._by_number = list(places.values())

    def near(self, name: Name, rarity: Rarity, enough: int = 1) -> dict[int, int]:
        """Places of names that share at least ``enough`` with this one (and anything at all), and how much.

        What two names share is what ``rarity`` says of them.
        """
        shared: dict[int, int] = {}
        for pair in name.pairs:
            if pair in self.by_pair:
                weight = rarity.weight(pair)
                for number in self.by_pair[pair]:
                    if number in shared:
                        shared[number] += weight
                    else:
                        shared[number] = weight
        near: dict[int, int] = {}
        for number, much in shared.items():
            if much >= enough:
                for place in self._by_number[number]:
                    near[place] = much
        return near
