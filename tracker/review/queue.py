"""The queue: which commitments someone should look at, in which order, and how a reader narrows it down."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from tracker.models import Commitment, Decision, Link, Verdict
from tracker.render.place import Place
from tracker.rulebook.schema.review import ReviewSettings

__all__ = ["FILTERS", "QUEUES", "REASONS", "Filter", "Item", "Queue", "item_of"]

REASONS = ("reply", "disagreement", "damaged", "unreported", "doubtful", "incomparable", "sure", "pending")
"""Why a commitment is in the queue, the first that applies; the last two only wait before print."""

QUEUES = ("decide", "print")
FILTERS = ("jurisdiction", "plan", "reason", "outcome", "indicator")
_TIERS = {"headline": 0, "livelihood": 1, "other": 2}
# before print: what speaks against someone first
_PRINT = (
    "missed", "overdue", "silent", "in-plan", "near", "boundary", "incomparable", "other-kind", "fragment", "ongoing",
    "met", "pending",
)  # fmt: skip
_CLOSE = 20  # a second candidate within this many hundredths of the first makes a match doubtful
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
        if known.get("state") not in ("open", "done", "all"):
            known.pop("state", None)
        return cls(**known)

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What differs from the default, for an address."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) != f.default}

    def keeps(self, item: Item, but: str = "") -> bool:
        """Whether an item is asked for; ``but`` leaves one condition out (for counting its alternatives)."""
        return self._condition(but)(item)

    def _condition(self, but: str = "") -> Callable[[Item], bool]:
        wanted = [(name, value) for name in FILTERS if (value := getattr(self, name)) and name != but]
        state = None if self.state == "all" else self.state == "open"
        only_doubtful = self.queue == "decide" and not (self.reason or self.outcome)

        def keeps(item: Item) -> bool:
            if state is not None and item.open is not state:
                return False
            if only_doubtful and item.reason in ("sure", "pending") and item.open:
                return False
            return all(getattr(item, name) == value for name, value in wanted)

        return keeps


class Queue:
    """Every item, kept in the two orders; changed one by one, never sorted again."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[str, Item] = {item.id: item for item in items}
        everything = list(self.items.values())
        self._orders: dict[str, list[tuple[_Key, str]]] = {
            "decide": sorted((item.decide_key, item.id) for item in everything),
            "print": sorted((item.print_key, item.id) for item in everything),
        }
        self._found: dict[Filter, list[str]] = {}
        self._facets: dict[Filter, dict[str, list[tuple[str, int]]]] = {}

    def put(self, item: Item) -> None:
        """Add an item, or replace the one of its id."""
        self.drop(item.id)
        self.items[item.id] = item
        insort(self._orders["decide"], (item.decide_key, item.id))
        insort(self._orders["print"], (item.print_key, item.id))
        self._forget()

    def drop(self, key: str) -> None:
        """Take an item out, if it is there."""
        old = self.items.pop(key, None)
        if old is not None:
            self._orders["decide"].remove((old.decide_key, key))
            self._orders["print"].remove((old.print_key, key))
        self._forget()

    def _forget(self) -> None:
        self._found.clear()
        self._facets.clear()

    def select(self, wanted: Filter) -> list[str]:
        """The ids asked for, in the order of the queue."""
        if wanted not in self._found:
            keeps = wanted._condition()
            items = self.items
            self._found[wanted] = [key for _, key in self._orders[wanted.queue] if keeps(items[key])]
        return self._found[wanted]

    def after(self, wanted: Filter, key: str, skipped: Collection[str] = (), step: int = 1) -> str | None:
        """The next id (or the one before) in the order of the queue, wherever ``key`` itself stands now.

        Skipped ones come when no other is left; None where nothing is left.
        """
        found = self.select(wanted)
        order = {name: place for place, (_, name) in enumerate(self._orders[wanted.queue])} if key in self.items else {}
        here = order.get(key, -1)
        ahead = [k for k in found if k != key and (order.get(k, 0) > here if step > 0 else order.get(k, 0) < here)]
        if step < 0:
            return ahead[-1] if ahead else None
        fresh = [k for k in (*ahead, *found) if k != key and k not in skipped]
        return fresh[0] if fresh else next((k for k in (*ahead, *found) if k != key), None)

    def facets(self, wanted: Filter) -> dict[str, list[tuple[str, int]]]:
        """For each filter, what it could be set to with how many items each, most first."""
        if wanted not in self._facets:
            self._facets[wanted] = {name: self._facet(wanted, name) for name in FILTERS}
        return self._facets[wanted]

    def _facet(self, wanted: Filter, name: str) -> list[tuple[str, int]]:
        keeps = wanted._condition(but=name)
        found = Counter(getattr(item, name) for item in self.items.values() if keeps(item))
        return sorted(found.items(), key=lambda line: (-line[1], line[0]))

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items.values())

    def __len__(self) -> int:
        return len(self.items)
