"""Names cut short as officials do it: 教共体 for 教育发展共同体, 西洽会 for 西部投资贸易洽谈会.

A short name stands for a long one where both end alike, and what comes before is made of single characters that come in
the long one in that order, each at the edge of a word and none beside another (保障房 keeps 保障 whole: it leaves out
words, which says less). Which long name is meant is never certain from that alone: matching treats such names as like,
not as the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.language.words import words
from tracker.match.likeness import conflict
from tracker.match.names import Name

__all__ = ["AbbreviationIndex", "abbreviates"]

_FEWEST = 3
"""Characters of a short name."""
_MOST = 8
_SINGLE = 2
"""Characters of it, each from a word of its own, in front of what both names end with."""
_LEFT_OUT = 2
"""Characters that a short name must leave out at least."""


def abbreviates(short: Name, long: Name) -> bool:
    """Whether one name is the other cut short."""
    one, other = short.core, long.core
    if not _FEWEST <= len(one) <= _MOST or len(other) - len(one) < _LEFT_OUT or one[-1] != other[-1]:
        return False
    if not _in_order(one[:_SINGLE], other):
        return False  # so much is in front of what both end with, and most names do not even have that
    tail = next((n for n, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), len(one))
    kept = one[: len(one) - tail]
    front = other[: len(other) - tail]
    if len(kept) < _SINGLE or not _in_order(kept, front) or conflict(short, long):
        return False
    return _at_edges(kept, _edges(other)[: len(front)])


def _in_order(kept: str, long: str) -> bool:
    """Whether the characters of ``kept`` stand in ``long`` in that order, none right behind the one before."""
    at = -2
    for character in kept:
        at = long.find(character, at + 2)
        if at < 0:
            return False
    return True


def _edges(long: str) -> list[tuple[str, bool]]:
    """The characters of a name in order, and whether each begins or ends a word."""
    return [(word[at], at in (0, len(word) - 1)) for word in words(long) for at in range(len(word))]


def _at_edges(kept: str, long: Sequence[tuple[str, bool]]) -> bool:
    """Whether ``kept`` can be read off ``long``: characters at edges of words, none right behind the one before."""
    reached = {(0, False)}  # how many are read, and whether the last of them stood right before
    for character, edge in long:
        following = {(read, False) for read, _ in reached}
        for read, beside in reached:
            if edge and not beside and read < len(kept) and kept[read] == character:
                following.add((read + 1, True))
        reached = following
    return any(read == len(kept) for read, _ in reached)


class AbbreviationIndex:
    """The names of one report's results, to be asked which of them may be a name cut short, or the whole of one."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        short: dict[str, list[tuple[int, str]]] = {}
        ending: dict[str, list[tuple[int, str]]] = {}
        for place, name in enumerate(names):
            core = name.core
            last = core[-1:]
            if _FEWEST <= len(core) <= _MOST:
                short.setdefault(last, []).append((place, core[0]))
            ending.setdefault(last, []).append((place, core))
        self._short, self._ending = short, ending

    def near(self, name: Name) -> list[int]:
        """Places of names of which one may be the other cut short, ascending."""
        core = name.core
        last = core[-1:]
        found = []
        if last in self._short:
            for place, first in self._short[last]:
                if first in core and abbreviates(self._names[place], name):
                    found.append(place)
        if _FEWEST <= len(core) <= _MOST and last in self._ending:
            first = core[0]
            for place, other in self._ending[last]:
                if first in other and abbreviates(name, self._names[place]):
                    found.append(place)
        return sorted(found)  # none twice: one name is shorter than the other
