"""Results laid beside plans and beside one another: figures nobody promised, figures told in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from tracker.match.index import NameIndex
from tracker.match.likeness import NameComparer, Rarity
from tracker.match.names import Name, NameReader
from tracker.models import Commitment, Result
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.years.annals import Annals
from tracker.years.figures import FigureReader
from tracker.years.finding import Finding

__all__ = ["ResultReader"]

_NAMED = ("same", "contained", "similar")
_TELLING = 4  # characters of a name that the lexicon does not know and that is one thing in two reports


class ResultReader:
    """Reads the results of a jurisdiction by the settings of a rule set."""

    def __init__(self, rulebook: Rulebook, figures: FigureReader, jurisdiction: str) -> None:
        settings = rulebook.settings(MatchingSettings)
        self._figures = figures
        self._names = NameReader(settings.names, jurisdiction)
        self._alike = NameComparer(settings.names)

    def unpromised(self, annals: Annals) -> Iterator[Finding]:
        """The figures of a year that no plan for that year speaks of, where such a plan is at hand and whole."""
        answering = {link.result for links in annals.links.values() for link in links if link.result}
        for year in annals.years:
            if annals.planned(year) != "whole":
                continue
            told = [
                r for e in annals.extractions for r in e.results
                if r.kind == "target" and r.value is not None and not r.damaged and not r.restates
                and r.id not in answering and self._figures.year_of(r) == year
            ]  # fmt: skip
            if told:
                yield from self._unspoken(year, told, list(self._promised(annals, year)))

    def _unspoken(self, year: int, told: list[Result], promised: list[Commitment]) -> Iterator[Finding]:
        ids = {c.indicator_id for c in promised if c.indicator_id}
        names = [self._names.read(c.indicator or c.object or "") for c in promised]
        asked = [self._names.read(r.indicator or "") for r in told]
        rarity = Rarity([*names, *asked])
        index = NameIndex(names)
        for result, name in zip(told, asked, strict=True):
            if result.indicator_id in ids or not self._alike.tells(name, rarity):
                continue
            if not any(self._alike.label(names[at], name, rarity) in _NAMED for at in index.near(name, rarity)):
                yield Finding("unpromised", year, result.id)

    @staticmethod
    def _promised(annals: Annals, year: int) -> Iterator[Commitment]:
        """All that some plan promises for a year, alone or among others."""
        for extraction in annals.extractions:
            for commitment in (*extraction.commitments, *extraction.qualitative):
                last = commitment.horizon_end
                first = commitment.horizon_start if commitment.horizon_start is not None else last
                own = annals.year_of(commitment) == year
                if own or (first is not None and last is not None and first <= year <= last):
                    yield commitment

    def retold(self, annals: Annals) -> Iterator[Finding]:
        """Each figure that a later report tells otherwise, beside its first telling."""
        tellings: dict[Hashable, list[Result]] = defaultdict(list)
        for extraction in annals.extractions:
            for result in extraction.results:
                key = self._key(result)
                if key is not None:
                    tellings[key].append(result)
        for told in tellings.values():
            first = told[0]
            for later in told[1:]:
                if later.report != first.report and not self._figures.alike(first, later):
                    yield Finding("retold", first.period_end or 0, first.id, later.id)

    def _key(self, result: Result) -> Hashable | None:
        """What a figure is of; ``None`` where another report's figure could be of something else."""
        year = self._figures.year_of(result)
        if result.kind != "target" or result.value is None or result.damaged or result.restates or year is None:
            return None
        name = self._names.read(result.indicator or "")
        if result.indicator_id is None and (self._alike.vague(name) or len(name.core) < _TELLING):
            return None
        unit = self._figures.units.bare(result.unit)
        return (
            result.indicator_id or name.core, name.qualifiers, _sides(name), result.measure, result.basis,
            result.direction, self._figures.scope(result), unit, year,
        )  # fmt: skip


def _sides(name: Name) -> Hashable:
    """The words by which names of one indicator still differ (城镇, 农村)."""
    return tuple((index, tuple(sorted(words))) for index, words in name.sides)
