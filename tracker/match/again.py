"""What a later plan promises again: the same thing among the commitments of the report that should have told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.match.likeness import conflict
from tracker.match.names import Name, NameReader

if TYPE_CHECKING:
    from tracker.match.states import States
    from tracker.models import Commitment

__all__ = ["PromisedAgain", "promised_again"]


class PromisedAgain:
    """Later commitments, found by what they are on.

    Only names that are the same count (other words for the same thing made one): this is a quotation, not a guess.
    """

    def __init__(self, later: Sequence[Commitment], targets: NameReader, objects: NameReader) -> None:
        self._targets, self._objects = targets, objects
        self._by_name: dict[tuple[object, ...], list[tuple[Name, Commitment]]] = {}
        for commitment in later:
            name = _name(commitment, targets, objects)
            for key in _keys(commitment, name):
                self._by_name.setdefault(key, []).append((name, commitment))

    def of(self, commitments: Sequence[Commitment], states: States | None = None) -> dict[int, Commitment]:
        """Place of a commitment → the first later commitment on the same thing.

        With ``states``, one that puts a deliverable off goes before others that speak of it.
        """
        found: dict[int, Commitment] = {}
        for place, commitment in enumerate(commitments):
            first = self.find(commitment)
            if first is None:
                continue
            if states is not None and commitment.kind == "milestone":
                first = next((other for other in self.all(commitment) if states.put_off(commitment, other)), first)
            found[place] = first
        return found

    def find(self, commitment: Commitment) -> Commitment | None:
        """The first later commitment on the same thing as an earlier one, of the same kind and measure."""
        return next(self.all(commitment), None)

    def all(self, commitment: Commitment) -> Iterator[Commitment]:
        """Every later commitment on the same thing, in order; one twice where it is known by name and by id."""
        name = _name(commitment, self._targets, self._objects)
        for key in _keys(commitment, name):
            for other, later in self._by_name.get(key, ()):
                if not conflict(name, other):
                    yield later


def promised_again(
    commitments: Sequence[Commitment], later: Sequence[Commitment], targets: NameReader, objects: NameReader
) -> dict[int, Commitment]:
    """Place of a commitment → the first later commitment on the same thing; see ``PromisedAgain``."""
    return PromisedAgain(later, targets, objects).of(commitments)


def _name(commitment: Commitment, targets: NameReader, objects: NameReader) -> Name:
    if commitment.kind == "milestone":
        return objects.read(commitment.object or "")
    return targets.read(commitment.indicator or "")


def _keys(commitment: Commitment, name: Name) -> tuple[tuple[object, ...], ...]:
    rest = commitment.kind, commitment.measure, commitment.scope, name.qualifiers
    keys: tuple[tuple[object, ...], ...] = ((name.core, *rest),)
    return (*keys, (commitment.indicator_id, *rest)) if commitment.indicator_id else keys
