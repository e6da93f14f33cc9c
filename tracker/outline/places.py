"""Looking up places: the innermost section at an offset, the tier of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import Section, Tier
from tracker.rulebook.schema.outline import Binding

__all__ = ["SectionIndex", "TierStretch", "innermost"]


@dataclass(frozen=True, slots=True)
class TierStretch:
    """Clean ``start``…``end`` in which promises are of ``tier``; ``lead`` is the sentence that says so.

    ``binding`` where the list is divided into binding (约束性) and expected (预期性) indicators.
    """

    start: int
    end: int
    tier: Tier
    lead: str
    binding: Binding | None = None


def innermost(spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Nested spans (ascending, outer before inner) → border offsets, and which span holds from each (-1: none)."""
    borders: list[int] = []
    holders: list[int] = []
    open_: list[int] = []

    def mark(at: int) -> None:
        holder = open_[-1] if open_ else -1
        if borders and borders[-1] == at:
            holders[-1] = holder
        else:
            borders.append(at)
            holders.append(holder)

    for i, (start, _) in enumerate(spans):
        while open_ and spans[open_[-1]][1] <= start:
            closed = open_.pop()
            mark(spans[closed][1])
        open_.append(i)
        mark(start)
    while open_:
        closed = open_.pop()
        mark(spans[closed][1])
    return borders, holders


class SectionIndex:
    """The innermost section at any clean offset, in O(log n)."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = tuple(sections)
        self._borders, self._holders = innermost([(s.start, s.end) for s in self._sections])

    def at(self, offset: int) -> Section | None:
        """The innermost section that holds ``offset``, or None."""
        place = bisect_right(self._borders, offset) - 1
        holder = self._holders[place] if place >= 0 else -1
        return self._sections[holder] if holder >= 0 else None
