"""The characters of a whole text as numbers, looked up in tables all at once.

A regex goes over a text one character after the other and asks its sets at each, some hundred machine instructions a
character; a table of all characters, looked up for a whole text in one go, needs a tenth of that. It pays for a text,
not for a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["Beginnings", "Characters", "Codes", "code_points", "table"]

Codes = NDArray[np.uint32]
"""The code points of a text, one a character."""

Characters = NDArray[np.uint8]
"""A number for each character there is, by its code point."""

_ALL = 0x110000


def code_points(text: str) -> Codes:
    """The code points of ``text``; lone surrogates are taken as they are."""
    return np.array([text]).view(np.uint32)[: len(text)]  # numpy makes one of an empty text


def table(sets: Mapping[int, Iterable[str]]) -> Characters:
    """The table of the numbers of the sets that characters are in; 0 for those that are in none.

    Of a character in several sets the numbers are laid over each other: such sets need single bits.
    """
    made = np.zeros(_ALL, dtype=np.uint8)  # what is never looked at takes no memory
    for number, characters in sets.items():
        made[[ord(character) for character in characters]] |= number
    return made


class Beginnings:
    """Where in a text some wordings may begin, told by their first two characters.

    ``pairs`` are sets of first and of second characters: any of the one may stand in front of any of the other.
    """

    def __init__(self, pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> None:
        sets = [(set(firsts), set(seconds)) for firsts, seconds in pairs]
        known = sorted({character for pair in sets for some in pair for character in some})
        places = {character: place for place, character in enumerate(known, start=1)}  # 0 is any other
        self._places = np.zeros(_ALL, dtype=np.uint16)
        self._places[[*map(ord, known)]] = range(1, len(known) + 1)
        self._count = np.uint32(len(known) + 1)
        fits = np.zeros((len(known) + 1, len(known) + 1), dtype=np.bool_)
        for firsts, seconds in sets:
            fits[np.ix_([places[c] for c in firsts], [places[c] for c in seconds])] = True
        self._pairs = np.where(fits.ravel(), np.cumsum(fits, dtype=np.int32), np.int32(0))

    def at(self, codes: Codes) -> NDArray[np.int32]:
        """For each character but the last the number of the pair that it makes with the one behind it; 0 for none.

        The pairs are numbered from 1 in their order.
        """
        places = self._places.take(codes)
        return self._pairs.take(places[:-1] * self._count + places[1:])
