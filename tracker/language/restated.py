"""Promises of one report that say the same: the later one points to the first, and counts leave it out."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.models import Commitment

__all__ = ["mark_restated"]


def mark_restated(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """The commitments in order, ``restates`` set where an earlier one says the same number of the same thing.

    The same thing is the same indicator (by lexicon, else by name) with the same measure, scope and last year; for
    milestones the same action on the same object.
    """
    first: dict[tuple[object, ...], str] = {}
    marked = []
    for item in commitments:
        key = _same(item)
        earlier = first.setdefault(key, item.id) if key else item.id
        marked.append(item if earlier == item.id else item.model_copy(update={"restates": earlier}))
    return tuple(marked)


def _same(item: Commitment) -> tuple[object, ...] | None:
    """What two commitments share that say the same; nothing for one without a number or a name."""
    if item.kind == "milestone":
        return ("milestone", item.action, item.object, item.horizon_end)
    if item.value is None:
        return None
    return (
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
