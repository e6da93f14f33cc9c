"""Which row of a new edition is which row of the old one: by id, else by what is said at the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

__all__ = ["Pair", "Row", "paired"]

Row = Mapping[str, Any]
Pair = tuple[Row | None, Row | None]
_ALIKE = 0.6


def paired(old: Sequence[Row], new: Sequence[Row], place: Mapping[str, Hashable]) -> list[Pair]:
    """Every row of either edition with its counterpart, in the order of the new one; what is gone comes last.

    A corrected figure has another id: what the old edition has and the new one lacks is looked for among what is new
    there, of the same thing in the same report, the most alike sentence first. ``place`` gives for each report's id
    whose report of which kind and year it is.
    """
    known = {row["id"]: row for row in old}
    kept = {row["id"] for row in new}
    lost: dict[Hashable, list[Row]] = defaultdict(list)
    for row in old:
        if row["id"] not in kept:
            lost[_about(row, place)].append(row)
    taken: dict[str, Row] = {}
    for row in new:
        if row["id"] not in known:
            among = lost.get(_about(row, place), [])
            best = max(among, key=lambda other: _alike(row, other), default=None)
            if best is not None and _alike(row, best) >= _ALIKE:
                taken[row["id"]] = best
                among.remove(best)
    pairs: list[Pair] = [(known.get(row["id"], taken.get(row["id"])), row) for row in new]
    gone = {row["id"] for rows in lost.values() for row in rows}
    return [*pairs, *((row, None) for row in old if row["id"] in gone)]


def _about(row: Row, place: Mapping[str, Hashable]) -> Hashable:
    name = row["indicator_id"] or row["indicator"] or row["object"]
    return place.get(row["report"]), row["kind"], name, row["measure"], row["scope"]


def _alike(one: Row, other: Row) -> float:
    return SequenceMatcher(None, one["quote"], other["quote"], autojunk=False).ratio()
