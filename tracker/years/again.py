"""The same target from plan to plan: raised, lowered, renamed, no longer listed; the same deliverable put off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.match.again import PromisedAgain, PromiseReader, promised_again
from tracker.match.likeness import NameComparer, Rarity
from tracker.match.names import Name, NameReader
from tracker.models import Commitment, Extraction
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.years.annals import Annals
from tracker.years.figures import FigureReader
from tracker.years.finding import Finding, FindingKind

__all__ = ["PlanReader", "put_off"]

_NAMED = ("same", "contained", "similar")


@dataclass(frozen=True, slots=True)
class _Following:
    """What is looked through for each target that the next plan does not promise again, brought together once.

    ``before`` are the targets of the plan two years earlier; ``in_force`` is what the next plan promises, and the goals
    of several years that some report sets for a time that holds its year.
    """

    year: int
    whole: bool
    listed: bool
    before: PromisedAgain
    without_number: list[tuple[Name, Commitment]]
    in_force: list[tuple[Name, Commitment]]


class PlanReader:
    """Lays each plan beside the next one of its kind."""

    def __init__(self, rulebook: Rulebook, figures: FigureReader, jurisdiction: str) -> None:
        settings = rulebook.settings(MatchingSettings)
        self._figures = figures
        self._names = NameReader(settings.names, jurisdiction)
        self._promises = PromiseReader(self._names, NameReader(settings.objects, jurisdiction))
        self._alike = NameComparer(settings.names)
        self._implausible = settings.implausible

    def read(self, annals: Annals) -> Iterator[Finding]:
        """What became of the targets of every plan in the plan of the year after, in the order of their text."""
        for plan in annals.extractions:
            following = self._following(plan, annals)
            if following is not None:
                yield from self._compare(plan, following, annals)

    def _following(self, plan: Extraction, annals: Annals) -> Extraction | None:
        """The plan of the next year, of the same kind; a whole one before a fragment."""
        own = plan.report.catalogue
        found = [
            e for e in annals.extractions
            if e.report.catalogue.kind == own.kind and own.year is not None and e.report.catalogue.planned_years
            and e.report.catalogue.year == own.year + 1
        ]  # fmt: skip
        return min(found, key=lambda e: e.report.catalogue.partial, default=None)

    def _compare(self, plan: Extraction, following: Extraction, annals: Annals) -> Iterator[Finding]:
        year = (plan.report.catalogue.year or 0) + 1
        own = self._of_the_year(plan, annals, year - 1)
        later = self._of_the_year(following, annals, year)
        again = promised_again(own, later, self._promises)
        own_things, later_things = Counter(map(_thing, own)), Counter(map(_thing, later))
        rest: _Following | None = None
        for place, commitment in enumerate(own):
            repeated = again.get(place)
            if repeated is not None:
                renamed = self._renamed(commitment, repeated)
                if renamed and not own_things[_thing(commitment)] == later_things[_thing(repeated)] == 1:
                    continue  # 早籼稻, 晚籼稻 and 粳稻 are no three names of 稻谷
                if renamed:
                    yield Finding("renamed", year, commitment.id, repeated.id)
                kind = self._change(commitment, repeated)
                if kind is not None:
                    yield Finding(kind, year, commitment.id, repeated.id)
                continue
            successor = self._successor(commitment, later)
            if successor is not None:
                yield Finding("renamed", year, commitment.id, successor.id)
                continue
            rest = rest or self._rest(plan, following, annals)
            yield from self._gone(commitment, rest)

    @staticmethod
    def _of_the_year(plan: Extraction, annals: Annals, year: int) -> list[Commitment]:
        return [
            c for c in plan.commitments
            if c.kind == "target" and not c.restates and not c.damaged and c.value is not None
            and annals.promised_for(c) == year
        ]  # fmt: skip

    def _change(self, commitment: Commitment, repeated: Commitment) -> FindingKind | None:
        """How the number changed; ``None`` where the two are in units that cannot be set beside one another."""
        one, other = self._figures.units.amount(commitment), self._figures.units.amount(repeated)
        if one is None or other is None or one.unit != other.unit or commitment.direction != repeated.direction:
            return None
        if commitment.measure not in ("growth", "share") and not self._plausible(one.low, other.low):
            return None  # 每斤提高3分, 每50公斤提高5元: not in one unit, whatever it is called
        if (one.low, one.high) == (other.low, other.high):
            return "kept" if commitment.comparator == repeated.comparator else "reworded"
        if other.low >= one.low and other.high >= one.high:
            return "raised"
        if other.low <= one.low and other.high <= one.high:
            return "lowered"
        return "reworded"

    def _plausible(self, one: Decimal, other: Decimal) -> bool:
        low, high = self._implausible
        return not one or not other or low <= other / one <= high

    def _renamed(self, commitment: Commitment, repeated: Commitment) -> bool:
        one, other = self._names.read(commitment.indicator or ""), self._names.read(repeated.indicator or "")
        return one.core not in other.core and other.core not in one.core

    def _successor(self, earlier: Commitment, later: Sequence[Commitment]) -> Commitment | None:
        """The target that the lexicon says took the place of an earlier one."""
        others = self._figures.related(earlier.indicator_id)
        if not others:
            return None
        measured = earlier.measure, earlier.scope
        return next((c for c in later if c.indicator_id in others and (c.measure, c.scope) == measured), None)

    def _rest(self, plan: Extraction, following: Extraction, annals: Annals) -> _Following:
        kind, year = plan.report.catalogue.kind, (plan.report.catalogue.year or 0) + 1
        before = [
            c for e in annals.extractions if e.report.catalogue.kind == kind and e.report.catalogue.year == year - 2
            for c in self._of_the_year(e, annals, year - 2)
        ]  # fmt: skip
        in_force = list(following.commitments)
        for extraction in annals.extractions:
            for commitment in extraction.commitments:
                first, last = commitment.horizon_start, commitment.horizon_end
                if first is not None and last is not None and first < last and first <= year <= last:
                    in_force.append(commitment)
        return _Following(
            year,
            whole=not following.report.catalogue.partial,
            listed=any(c.tier == "headline" for c in (*following.commitments, *following.qualitative)),
            before=PromisedAgain(before, self._promises),
            without_number=[(self._names.read(c.indicator or ""), c) for c in following.qualitative],
            in_force=[(self._names.read(c.indicator or ""), c) for c in in_force],
        )

    def _gone(self, commitment: Commitment, rest: _Following) -> Iterator[Finding]:
        """What is no longer listed, or only without a number; a one-off count (新建50个) is neither.

        What the plan before promised too is a target of every year and no one-off.
        """
        if not rest.whole:
            return
        headline = commitment.tier == "headline" and rest.listed
        if not (headline or commitment.binding or rest.before.find(commitment)):
            return
        without_number = next((c for name, c in rest.without_number if self._speaks_of(c, name, commitment)), None)
        if without_number is not None:
            yield Finding("unquantified", rest.year, commitment.id, without_number.id)
        elif not any(self._speaks_of(c, name, commitment) for name, c in rest.in_force):
            yield Finding("dropped", rest.year, commitment.id)

    def _speaks_of(self, later: Commitment, name: Name, commitment: Commitment) -> bool:
        if later.indicator_id and later.indicator_id == commitment.indicator_id:
            return True
        one = self._names.read(commitment.indicator or "")
        if not later.indicator or one.pair_set.isdisjoint(name.pair_set):
            return False  # most share nothing at all: there is nothing to weigh
        return self._alike.label(one, name, Rarity([one, name])) in _NAMED


def _thing(target: Commitment) -> tuple[str | None, str | None, str | None]:
    """What a target is a number of; two of the same plan are told apart by their names alone."""
    return target.indicator_id, target.measure, target.scope


def put_off(annals: Annals) -> Iterator[Finding]:
    """The deliverables promised again, each with every promise of it from the first to the last."""
    following = {key: link.repromised_in for key, link in annals.final.items() if link.repromised_in}
    repeats = set(following.values())
    for first in annals.commitments:
        if first not in following or first in repeats:
            continue
        chain: list[str] = [first]
        while (again := following.get(chain[-1])) is not None and again not in chain:
            chain.append(again)
        last = annals.commitments.get(chain[-1])
        if last is not None:
            yield Finding("put_off", annals.year_of(last), first, last.id, tuple(chain))
