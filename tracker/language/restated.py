"""Promises of one report that say the same: the later one points to the first, and counts leave it out."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.models import Commitment

__all__ = ["mark_restated"]


def mark_restated(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """The commitments in order, ``restates`` set where an earlier target says the same number of the same thing.

    The same thing is the same indicator (by lexicon, else by name) with the same measure, scope and last year.
    """
    first: dict[tuple[object, ...], str] = {}
    marked = []
    for item in commitments:
        if item.kind == "target" and item.value is not None:
            key = (
                item.indicator_id or item.indicator,
                item.measure,
                item.scope,
                item.direction,
                item.value,
                item.value_max,
                item.unit,
                item.horizon_end,
                item.each_year,
            )
            earlier = first.setdefault(key, item.id)
            if earlier != item.id:
                item = item.model_copy(update={"restates": earlier})
        marked.append(item)
    return tuple(marked)
