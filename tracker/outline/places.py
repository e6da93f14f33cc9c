"""Looking up places: the innermost section at an offset, the tier of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import Role, Section, Tier, Years
from tracker.rulebook.schema.outline import Binding

__all__ = ["RoleShare", "SectionIndex", "TierStretch", "innermost", "role_shares"]


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


@dataclass(frozen=True, slots=True)
class RoleShare:
    """How much of a report has one role for the same years: ``characters`` in ``stretches`` pieces."""

    role: Role
    years: Years | None
    stretches: int
    characters: int


def role_shares(sections: Sequence[Section]) -> tuple[RoleShare, ...]:
    """What a report consists of, in the order in which each role with its years first comes up."""
    borders, holders = innermost([(s.start, s.end) for s in sections])
    counted: dict[tuple[Role, Years | None], list[int]] = {}
    before: tuple[Role, Years | None] | None = None
    for start, end, holder in zip(borders, borders[1:], holders, strict=False):
        now = (sections[holder].role, sections[holder].years) if holder >= 0 else None
        if now is not None:
            count = counted.setdefault(now, [0, 0])
            count[0] += now != before
            count[1] += end - start
        before = now
    return tuple(RoleShare(role, years, *count) for (role, years), count in counted.items())


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
