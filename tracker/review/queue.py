"""The queue: which commitments someone should look at, in which order, narrowed down as a reader asks.

Items stand in columns of small numbers, in the order of each queue: any filter, also one never used before, is a few
passes over them, so that nothing has to be remembered of what was asked and a page of 20,000 comes at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tracker.review.filters import FACETS, Filter
from tracker.review.items import KEYS, WAITING, Item, Key

__all__ = ["Queue"]

_CHOICES = 40  # of a facet: as many as anyone would read
_Mask = NDArray[np.bool_]


class Queue:
    """Every item, each in a slot of the columns."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[str, Item] = {item.id: item for item in items}
        there = list(self.items.values())
        self._slots = {item.id: slot for slot, item in enumerate(there)}
        self._free: list[int] = []
        size = len(there)
        self._ids = np.array([item.id for item in there], dtype=object)
        self._texts = [item.text for item in there]
        self._there = np.ones(size, dtype=bool)
        self._open = np.array([item.open for item in there], dtype=bool)
        self._waiting = np.array([_waits(item) for item in there], dtype=bool)
        self._columns = {name: _Column([getattr(item, name) for item in there]) for name in (*FACETS, "reader")}
        self._orders = {name: _Order([key(item) for item in there]) for name, key in KEYS.items()}
        self._said: tuple[str, _Mask] | None = None

    # --- changing ---------------------------------------------------------------------------------------------

    def put(self, item: Item) -> None:
        """Add an item, or replace the one of its id."""
        self.drop(item.id)
        self._said = None
        if not self._free:
            self._widen()
        slot = self._free.pop()
        self.items[item.id] = item
        self._slots[item.id] = slot
        self._ids[slot], self._texts[slot] = item.id, item.text
        self._there[slot], self._open[slot], self._waiting[slot] = True, item.open, _waits(item)
        for name, column in self._columns.items():
            column.put(slot, getattr(item, name))
        for name, order in self._orders.items():
            order.put(slot, KEYS[name](item))

    def drop(self, key: str) -> None:
        """Take an item out, if it is there."""
        old = self.items.pop(key, None)
        if old is not None:
            slot = self._slots.pop(key)
            self._there[slot] = False
            self._free.append(slot)
            for name, order in self._orders.items():
                order.drop(KEYS[name](old))

    def _widen(self) -> None:
        """Room for as many again."""
        size = len(self._texts)
        more = max(16, size)
        self._ids = np.concatenate([self._ids, np.full(more, "", dtype=object)])
        self._texts += [""] * more
        nothing = np.zeros(more, dtype=bool)
        self._there, self._open, self._waiting = (
            np.concatenate([column, nothing]) for column in (self._there, self._open, self._waiting)
        )
        for column in self._columns.values():
            column.widen(more)
        self._free = list(range(size + more - 1, size - 1, -1))

    # --- asking -----------------------------------------------------------------------------------------------

    def _kept(self, wanted: Filter) -> _Mask:
        """For each slot, whether the filter keeps what is in it."""
        kept = self._there.copy()
        if wanted.state == "second":
            readers = self._columns["reader"]
            kept &= ~readers.holds("") & ~readers.holds(wanted.reader)
        elif wanted.state != "all":
            kept &= self._open if wanted.state == "open" else ~self._open
        if wanted.only_doubtful:
            kept &= ~self._waiting
        for name in FACETS:
            value = getattr(wanted, name)
            if value:
                kept &= self._columns[name].holds(value)
        if wanted.words:
            kept &= self._saying(wanted.words)
        return kept

    def _saying(self, words: str) -> _Mask:
        """For each slot, whether all these words are in its text; kept for the next question of the same page."""
        if self._said is None or self._said[0] != words:
            parts = words.split()
            found = (all(part in text for part in parts) for text in self._texts)
            self._said = words, np.fromiter(found, bool, len(self._texts))
        return self._said[1]

    def count(self, wanted: Filter) -> int:
        """How many are asked for."""
        return int(np.count_nonzero(self._kept(wanted)))

    def select(self, wanted: Filter) -> list[str]:
        """The ids asked for, in the order of the queue."""
        slots = self._orders[wanted.queue].slots
        found: list[str] = self._ids[slots[self._kept(wanted)[slots]]].tolist()
        return found

    def after(self, wanted: Filter, key: str, skipped: Collection[str] = (), step: int = 1) -> str | None:
        """The next id (or the one before, for a negative step) in the order of the queue, from where ``key`` stands.

        Behind the last comes the first again; skipped ones come when no other is left, None where nothing is left.
        """
        ids, here, stands = self._around(wanted, key)
        if step < 0:
            return ids[here - 1] if here > 0 else None
        second = None
        for at in chain(range(here + stands, len(ids)), range(here)):
            if ids[at] not in skipped:
                return ids[at]
            second = second or ids[at]
        return second

    def position(self, wanted: Filter, key: str) -> int:
        """Where an item stands among those asked for, from 1; 0 where it is not among them."""
        _, here, stands = self._around(wanted, key)
        return here + 1 if stands else 0

    def _around(self, wanted: Filter, key: str) -> tuple[list[str], int, bool]:
        """The ids asked for, where among them ``key`` stands or would stand, and whether it does."""
        order, item = self._orders[wanted.queue], self.items.get(key)
        at = order.place(KEYS[wanted.queue](item)) if item is not None else 0
        kept = self._kept(wanted)[order.slots]
        ids: list[str] = self._ids[order.slots[kept]].tolist()
        here = int(np.count_nonzero(kept[:at]))
        return ids, here, here < len(ids) and ids[here] == key

    def facets(self, wanted: Filter) -> dict[str, list[tuple[str, int]]]:
        """For each filter, what it could be set to with how many items each, most first."""
        return {name: self._columns[name].counts(self._kept(replace(wanted, **{name: ""}))) for name in FACETS}


class _Column:
    """One attribute of every slot, its values numbered as they come."""

    def __init__(self, values: list[str]) -> None:
        self._numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        self._codes = np.array([self._numbers[value] for value in values], dtype=np.int32)

    def put(self, slot: int, value: str) -> None:
        self._codes[slot] = self._numbers.setdefault(value, len(self._numbers))

    def widen(self, more: int) -> None:
        self._codes = np.concatenate([self._codes, np.zeros(more, dtype=np.int32)])

    def holds(self, value: str) -> _Mask:
        """For each slot, whether it holds this value."""
        found: _Mask = self._codes == self._numbers.get(value, -1)
        return found

    def counts(self, kept: _Mask) -> list[tuple[str, int]]:
        """How often each value is among the slots kept, most first, as many as anyone would read."""
        numbers = np.bincount(self._codes[kept], minlength=len(self._numbers))
        values = list(self._numbers)
        # the least number that is still among those shown, so that few are sorted by name
        least = max(1, int(np.partition(numbers, -_CHOICES)[-_CHOICES])) if len(numbers) > _CHOICES else 1
        found = [(values[code], int(numbers[code])) for code in np.flatnonzero(numbers >= least)]
        return sorted(found, key=lambda line: (-line[1], line[0]))[:_CHOICES]


class _Order:
    """The slots in the order of one queue; a key belongs to one item only."""

    def __init__(self, keys: list[Key]) -> None:
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._keys = [keys[slot] for slot in order]
        self.slots = np.array(order, dtype=np.intp)

    def place(self, key: Key) -> int:
        """Where a key stands, or would."""
        return bisect_left(self._keys, key)

    def put(self, slot: int, key: Key) -> None:
        at = self.place(key)
        self._keys.insert(at, key)
        self.slots = np.insert(self.slots, at, slot)

    def drop(self, key: Key) -> None:
        at = self.place(key)
        del self._keys[at]
        self.slots = np.delete(self.slots, at)


def _waits(item: Item) -> bool:
    return item.open and item.reason in WAITING
