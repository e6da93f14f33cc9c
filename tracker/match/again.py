"""What a later plan promises again: the same thing among the commitments of the report that should have told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.match.likeness import conflict
from tracker.match.names import Name, NameReader

if TYPE_CHECKING:
    from tracker.match.states import States
    from tracker.models import Commitment

__all__ = ["PromiseReader", "PromisedAgain", "promised_again"]

_Keys = tuple[tuple[object, ...], ...]


class PromiseReader:
    """Reads commitments as they are found again; remembers, since each is looked for in several later reports, and is
    itself one of a later report.
    """

    def __init__(self, targets: NameReader, objects: NameReader) -> None:
        self._targets, self._objects = targets, objects
        # by identity: two copies of one report give one id to what they may write in two ways
        self._known: dict[int, tuple[Commitment, Name, _Keys]] = {}

    def read(self, commitment: Commitment) -> tuple[Name, _Keys]:
        """The name of what is promised, and what all promises of it have in common."""
        found = self._known.get(id(commitment))
        if found is None:
            kind = commitment.kind
            name = self._name(commitment, kind)
            # holding the commitment keeps its identity its own
            found = self._known[id(commitment)] = commitment, name, _keys(commitment, kind, name)
        return found[1:]

    def _name(self, commitment: Commitment, kind: str) -> Name:
        if kind == "milestone":
            return self._objects.read(commitment.object or "")
        return self._targets.read(commitment.indicator or "")


class PromisedAgain:
    """Later commitments, found by what they are on.

    Only names that are the same count (other words for the same thing made one): this is a quotation, not a guess.
    """

    def __init__(self, later: Sequence[Commitment], promises: PromiseReader) -> None:
        self._promises = promises
        self._by_name: dict[tuple[object, ...], list[tuple[Name, Commitment]]] = {}
        for commitment in later:
            name, keys = promises.read(commitment)
            for key in keys:
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
        name, keys = self._promises.read(commitment)
        for key in keys:
            for other, later in self._by_name.get(key, ()):
                if not conflict(name, other):
                    yield later


def promised_again(
    commitments: Sequence[Commitment], later: Sequence[Commitment], promises: PromiseReader
) -> dict[int, Commitment]:
    """Place of a commitment → the first later commitment on the same thing; see ``PromisedAgain``."""
    return PromisedAgain(later, promises).of(commitments)


def _keys(commitment: Commitment, kind: str, name: Name) -> _Keys:
    rest = kind, commitment.measure, commitment.scope, name.qualifiers
    by_name, own = (name.core, *rest), commitment.indicator_id
    return (by_name, (own, *rest)) if own else (by_name,)
