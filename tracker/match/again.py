"""What a later plan promises again: the same thing among the commitments of the report that should have told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.match.names import Name, NameReader, conflict

if TYPE_CHECKING:
    from tracker.models import Commitment

__all__ = ["promised_again"]


def promised_again(
    commitments: Sequence[Commitment], later: Sequence[Commitment], targets: NameReader, objects: NameReader
) -> dict[int, Commitment]:
    """Place of a commitment → the first later commitment on the same thing, of the same kind and measure.

    Only names that are the same count (other words for the same thing made one): this is a quotation, not a guess.
    """
    by_name: dict[tuple[object, ...], list[tuple[Name, Commitment]]] = {}
    for commitment in later:
        name = _name(commitment, targets, objects)
        for key in _keys(commitment, name):
            by_name.setdefault(key, []).append((name, commitment))
    found: dict[int, Commitment] = {}
    for place, commitment in enumerate(commitments):
        name = _name(commitment, targets, objects)
        for key in _keys(commitment, name):
            same = next((c for other, c in by_name.get(key, ()) if not conflict(name, other)), None)
            if same is not None:
                found[place] = same
                break
    return found


def _name(commitment: Commitment, targets: NameReader, objects: NameReader) -> Name:
    if commitment.kind == "milestone":
        return objects.read(commitment.object or "")
    return targets.read(commitment.indicator or "")


def _keys(commitment: Commitment, name: Name) -> tuple[tuple[object, ...], ...]:
    rest = commitment.kind, commitment.measure, commitment.scope, name.qualifiers
    keys: tuple[tuple[object, ...], ...] = ((name.core, *rest),)
    return (*keys, (commitment.indicator_id, *rest)) if commitment.indicator_id else keys
