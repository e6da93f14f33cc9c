"""Whether two statements stand under headings on the same theme."""

from __future__ import annotations

from functools import cache

from tracker.match.names import NameReader

__all__ = ["Themes"]

_ENOUGH = 2


class Themes:
    """Compares the innermost headings by the character pairs they share; remembers every pair of headings."""

    def __init__(self, names: NameReader) -> None:
        self._names = names
        self._pairs = cache(self._pairs_of)
        self._known: dict[tuple[str, str], bool] = {}

    def alike(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether the innermost headings share at least two character pairs."""
        if not one or not other:
            return False
        key = one[-1], other[-1]
        found = self._known.get(key)
        if found is None:
            shared = self._pairs(key[0]) & self._pairs(key[1])
            found = self._known[key] = len(shared) >= _ENOUGH
        return found

    def _pairs_of(self, heading: str) -> frozenset[str]:
        return self._names.read(heading).pair_set
