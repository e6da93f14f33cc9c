"""The queue: which commitments someone should look at, in which order, and how a reader narrows it down."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from operator import attrgetter

from tracker.models import Commitment, Decision, Link, Verdict
from tracker.render.place import Place
from tracker.rulebook.schema.review import ReviewSettings

__all__ = ["FILTERS", "QUEUES", "REASONS", "STATES", "Filter", "Item", "Queue", "item_of"]

REASONS = ("reply", "disagreement", "damaged", "unreported", "doubtful", "incomparable", "sure", "pending")
"""Why a commitment is in the queue, the first that applies; the last two only wait before print."""

QUEUES = ("decide", "print")
STATES = ("open", "done", "all")
FILTERS = ("jurisdiction", "plan", "reason", "outcome", "indicator")
_TIERS = {"headline": 0, "livelihood": 1, "other": 2}
# before print: what speaks against someone first
_PRINT = (
    "missed", "overdue", "silent", "in-plan", "near", "boundary", "incomparable", "other-kind", "fragment", "ongoing",
    "met", "pending",
)  # fmt: skip
_CLOSE = 20  # a second candidate within this many hundredths of the first makes a match doubtful
_CHOICES = 40
_KEPT = 60  # selections kept at most
_Key = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment in the queue; ``doubt`` is 0 (sure) … 100, ``strength`` 0 for the strongest promises."""

    id: str
    jurisdiction: str
    plan: str
    indicator: str
    outcome: str
    reason: str
    band: str
    doubt: int
    strength: int
    weight: int
    check_state: str
    open: bool
    place: tuple[int, int]

    @property
    def decide_key(self) -> _Key:
        """Strength of the promise, headline and binding, doubt; then the order of the plans."""
        return (self.strength, self.weight, -self.doubt, self.jurisdiction, *self.place, self.id)

    @property
    def print_key(self) -> _Key:
        """Missed first, then as above."""
        return (_PRINT.index(self.outcome) if self.outcome in _PRINT else len(_PRINT), *self.decide_key)


_KEYS: dict[str, Callable[[Item], _Key]] = {
    "decide": lambda item: item.decide_key,
    "print": lambda item: item.print_key,
}


def item_of(
    commitment: Commitment,
    place: Place,
    settings: ReviewSettings,
    others: Iterable[float],
    decisions: Mapping[str, Decision],
    reopened: bool,
) -> Item:
    """The queue's view of a commitment.

    ``others`` are the scores of candidates the matcher passed over; ``decisions`` the standing entry of each reviewer;
    ``reopened`` is whether a reply came after the last of them.
    """
    link = place.final.get(commitment.id)
    score = link.score if link is not None and link.result is not None else None
    band = settings.band(score) if score is not None else ""
    close = score is not None and any(float(score) - other <= _CLOSE / 100 for other in others)
    doubt = 50 if score is None else round((1 - float(score)) * 100)
    if close or (score is None and any(True for _ in others)):
        doubt = min(100, doubt + 25)
    year = place.reports[commitment.report].catalogue.year or 0
    return Item(
        id=commitment.id,
        jurisdiction=place.name,
        plan=commitment.report,
        indicator=commitment.indicator_id or commitment.indicator or commitment.object or "",
        outcome=place.outcome(commitment),
        reason=_reason(commitment, link, band, close, decisions, reopened),
        band=band,
        doubt=doubt,
        strength=settings.rank(commitment.modality),
        weight=_TIERS[commitment.tier] * 2 + (commitment.binding != "约束性"),
        check_state=link.check_state if link is not None else "machine",
        open=reopened or not decisions,
        place=(-year, commitment.start),
    )


def _reason(
    commitment: Commitment,
    link: Link | None,
    band: str,
    close: bool,
    decisions: Mapping[str, Decision],
    reopened: bool,
) -> str:
    if reopened:
        return "reply"
    if len({(d.action, d.result, d.verdict) for d in decisions.values()}) > 1:
        return "disagreement"
    if link is None or link.verdict is Verdict.PENDING:
        return "pending"
    if commitment.damaged or link.verdict_detail == "damaged":
        return "damaged"
    if link.verdict is Verdict.UNREPORTED:
        return "unreported"
    if link.verdict is Verdict.INCOMPARABLE:
        return "incomparable"
    return "doubtful" if close or link.boundary or band in ("middle", "low") else "sure"


@dataclass(frozen=True)
class Filter:
    """What a reader asked for; an empty text asks for everything. ``state`` is open, done or all."""

    queue: str = "decide"
    state: str = "open"
    jurisdiction: str = ""
    plan: str = ""
    reason: str = ""
    outcome: str = ""
    indicator: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filter:
        """From the parameters of an address; what is unknown is left out, what is overlong cut."""
        known = {f.name: given[f.name][:200] for f in fields(cls) if given.get(f.name)}
        if known.get("queue") not in QUEUES:
            known.pop("queue", None)
        if known.get("state") not in STATES:
            known.pop("state", None)
        return cls(**known)

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What differs from the default, for an address."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) != f.default}

    def condition(self) -> Callable[[Item], bool]:
        """Whether an item is asked for. What the program is sure of, and what no report tells yet, must be asked for by
        name, or waits for the queue before print."""
        wanted = [(name, value) for name in FILTERS if (value := getattr(self, name))]
        state = None if self.state == "all" else self.state == "open"
        only_doubtful = self.queue == "decide" and not (self.reason or self.outcome)

        def keeps(item: Item) -> bool:
            if state is not None and item.open is not state:
                return False
            if only_doubtful and item.reason in ("sure", "pending") and item.open:
                return False
            return all(getattr(item, name) == value for name, value in wanted)

        return keeps


class _Selection:
    """The items one filter keeps, in order; changed one by one."""

    def __init__(self, queue: str, condition: Callable[[Item], bool], places: Iterable[tuple[_Key, str]]) -> None:
        self.condition = condition
        self.key: Callable[[Item], _Key] = _KEYS[queue]
        self.places = list(places)
        self.ids = [key for _, key in self.places]
        self.counts: dict[str, Counter[str]] = {}

    def drop(self, item: Item) -> None:
        at = bisect_left(self.places, (self.key(item), item.id))
        if at < len(self.places) and self.places[at][1] == item.id:
            del self.places[at], self.ids[at]
            for name, counts in self.counts.items():
                counts[getattr(item, name)] -= 1

    def put(self, item: Item) -> None:
        if self.condition(item):
            at = bisect_left(self.places, (self.key(item), item.id))
            self.places.insert(at, (self.key(item), item.id))
            self.ids.insert(at, item.id)
            for name, counts in self.counts.items():
                counts[getattr(item, name)] += 1

    def facet(self, name: str, items: Mapping[str, Item]) -> list[tuple[str, int]]:
        """The values of an attribute with their numbers, most first, as many as anyone would read."""
        if name not in self.counts:
            self.counts[name] = Counter(map(attrgetter(name), map(items.__getitem__, self.ids)))
        there = ((value, number) for value, number in self.counts[name].items() if number)
        return nsmallest(_CHOICES, there, key=lambda line: (-line[1], line[0]))


class Queue:
    """Every item, with the selections lately asked for, which follow each change: nothing is sorted twice."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[str, Item] = {item.id: item for item in items}
        self._by: dict[str, dict[str, dict[str, None]]] = {name: {} for name in FILTERS}
        for item in self.items.values():
            self._index(item)
        self._orders = {
            queue: _Selection(queue, lambda item: True, sorted((key(item), item.id) for item in self.items.values()))
            for queue, key in _KEYS.items()
        }
        self._selections: dict[Filter, _Selection] = {}
        for queue in QUEUES:
            for state in STATES:
                self.facets(Filter(queue=queue, state=state))

    def _all(self) -> Iterator[_Selection]:
        yield from self._orders.values()
        yield from self._selections.values()

    def put(self, item: Item) -> None:
        """Add an item, or replace the one of its id."""
        self.drop(item.id)
        self.items[item.id] = item
        self._index(item)
        for selection in self._all():
            selection.put(item)

    def drop(self, key: str) -> None:
        """Take an item out, if it is there."""
        old = self.items.pop(key, None)
        if old is not None:
            for name in FILTERS:
                self._by[name][getattr(old, name)].pop(key, None)
            for selection in self._all():
                selection.drop(old)

    def _index(self, item: Item) -> None:
        for name in FILTERS:
            self._by[name].setdefault(getattr(item, name), {})[item.id] = None

    def _selection(self, wanted: Filter) -> _Selection:
        found = self._selections.get(wanted)
        if found is None:
            found = _Selection(wanted.queue, wanted.condition(), self._places(wanted))
            while len(self._selections) >= _KEPT:
                oldest = next(w for w in self._selections if any(getattr(w, name) for name in FILTERS))
                del self._selections[oldest]
            self._selections[wanted] = found
        return found

    def _places(self, wanted: Filter) -> list[tuple[_Key, str]]:
        """What a filter keeps, in order: few are sorted, many picked out of what is sorted already."""
        keeps, key = wanted.condition(), _KEYS[wanted.queue]
        narrowest = min(
            (self._by[name].get(value, {}) for name in FILTERS if (value := getattr(wanted, name))),
            key=len,
            default=self.items,
        )
        if len(narrowest) * 8 < len(self.items):
            return sorted((key(item), item.id) for item in map(self.items.__getitem__, narrowest) if keeps(item))
        return [place for place in self._orders[wanted.queue].places if keeps(self.items[place[1]])]

    def select(self, wanted: Filter) -> list[str]:
        """The ids asked for, in the order of the queue."""
        return self._selection(wanted).ids

    def after(self, wanted: Filter, key: str, skipped: Collection[str] = (), step: int = 1) -> str | None:
        """The next id (or the one before, for a negative step) in the order of the queue, from where ``key`` stands.

        Behind the last comes the first again; skipped ones come when no other is left, None where nothing is left.
        """
        selection = self._selection(wanted)
        ids, item = selection.ids, self.items.get(key)
        here = bisect_left(selection.places, (selection.key(item), key)) if item is not None else 0
        if step < 0:
            return ids[here - 1] if here > 0 else None
        behind = here + 1 if here < len(ids) and ids[here] == key else here
        round_ = (ids[at] for at in chain(range(behind, len(ids)), range(here)))
        second = None
        for candidate in round_:
            if candidate not in skipped:
                return candidate
            second = second or candidate
        return second

    def facets(self, wanted: Filter) -> dict[str, list[tuple[str, int]]]:
        """For each filter, what it could be set to with how many items each, most first."""
        return {name: self._selection(replace(wanted, **{name: ""})).facet(name, self.items) for name in FILTERS}
