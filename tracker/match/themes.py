"""Whether two statements stand under headings on the same theme."""

from __future__ import annotations

from tracker.match.names import NameReader

__all__ = ["Themes"]

_ENOUGH = 2


class Themes:
    """Compares the innermost headings by the character pairs they share; remembers every pair of headings."""

    def __init__(self, names: NameReader) -> None:
        self._names = names
        self._known: dict[tuple[str, str], bool] = {}

    def alike(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether the innermost headings share at least two character pairs."""
        if not one or not other:
            return False
        key = one[-1], other[-1]
        found = self._known.get(key)
        if found is None:
            first, second = (self._names.read(heading) for heading in key)
            found = self._known[key] = len(first.pair_set & second.pair_set) >= _ENOUGH
        return found
