"""A series: one indicator, measure, basis and scope of one jurisdiction, promised and delivered year by year.

Every year of the corpus has its place in it, and where a side is missing, why. A change of definition ends a series
and begins another; the two are never joined. All tellings of a figure are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tracker.models import Commitment, Link, Result, Statement, Verdict
from tracker.years.annals import Annals
from tracker.years.figures import FigureReader

__all__ = ["Missing", "Series", "SeriesReader", "SeriesYear"]

Missing = Literal["no_report", "fragment", "no_target", "no_result", "damaged", "incomparable"]

# what the verdict's detail says of a result that is not there
_SILENT: dict[str, Missing] = {"fragment": "fragment", "other_kind_only": "no_report", "damaged": "damaged"}


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """One year: the target and the result that stand, other tellings of either, and what is missing and why.

    ``link`` is the final link of the target. ``answer`` is a result by which it was answered that is no figure of this
    year and measure (a running total, a sentence without a number): shown, never set beside the target.
    """

    year: int
    target: Commitment | None = None
    result: Result | None = None
    link: Link | None = None
    answer: Result | None = None
    other_targets: tuple[Commitment, ...] = ()
    other_results: tuple[Result, ...] = ()
    target_missing: Missing | None = None
    result_missing: Missing | None = None

    @property
    def missing(self) -> Missing | None:
        """Why the year has no comparison: the target's side first; ``incomparable`` where both sides are there."""
        return self.target_missing or self.result_missing


class _Key(NamedTuple):
    indicator: str
    measure: str
    basis: str
    scope: str
    definition: int


@dataclass(frozen=True, slots=True)
class Series:
    """One series; ``definition`` counts the definitions of the indicator (0: before its ``break``, 1: after)."""

    indicator: str
    measure: str
    basis: str
    scope: str
    definition: int
    years: tuple[SeriesYear, ...]

    @property
    def headline(self) -> bool:
        """Whether it was among the main expected targets of some year."""
        return any(year.target is not None and year.target.tier == "headline" for year in self.years)

    @property
    def telling(self) -> bool:
        """Whether there is something to follow (a page of its own): it was promised once, or told of two years."""
        return any(y.target is not None for y in self.years) or sum(y.result is not None for y in self.years) > 1


@dataclass
class _Cell:
    targets: list[Commitment] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    answer: Result | None = None


class SeriesReader:
    """Makes the series of a jurisdiction by the lexicon and the units of a rule set."""

    def __init__(self, figures: FigureReader) -> None:
        self._figures = figures

    def read(self, annals: Annals) -> tuple[Series, ...]:
        """All series, in order of their keys. Of several targets for one year a headline one stands, else the first."""
        groups: dict[_Key, dict[int, _Cell]] = {}
        promised = [
            c for e in annals.extractions for c in e.commitments
            if c.kind == "target" and not c.restates and annals.promised_for(c) is not None
        ]  # fmt: skip
        for commitment in sorted(promised, key=lambda c: c.tier != "headline"):
            year = annals.promised_for(commitment) or 0
            key = self._key(commitment, year)
            if key is not None:
                groups.setdefault(key, {}).setdefault(year, _Cell()).targets.append(commitment)
        answered = self._answers(annals, groups)
        for result in (r for e in annals.extractions for r in e.results):
            told = self._figures.year_of(result)
            if told is None or result.kind != "target" or result.restates or result.id in answered:
                continue
            key = self._key(result, told)
            if key is not None:
                groups.setdefault(key, {}).setdefault(told, _Cell()).results.append(result)
        return tuple(self._series(key, groups[key], annals) for key in sorted(groups))

    def _key(self, statement: Statement, year: int) -> _Key | None:
        if statement.indicator_id is None or statement.measure is None:
            return None
        return _Key(
            statement.indicator_id, statement.measure, statement.basis or "", self._figures.scope(statement) or "",
            self._figures.definition(statement.indicator_id, year),
        )  # fmt: skip

    def _answers(self, annals: Annals, groups: dict[_Key, dict[int, _Cell]]) -> set[str]:
        """Put beside every target the figure that answers it, which then stands nowhere else.

        What answers under another definition (公共财政收入 for 财政收入) or in another measure keeps its own series.
        """
        answered = set()
        for cells in groups.values():
            for year, cell in cells.items():
                for at, target in enumerate(cell.targets):
                    link = annals.final.get(target.id)
                    result = annals.results.get(link.result) if link is not None and link.result else None
                    if result is None:
                        continue
                    same = result.indicator_id in (None, target.indicator_id) and result.measure == target.measure
                    if same and self._figures.year_of(result) == year:
                        answered.add(result.id)
                        if result not in cell.results:
                            cell.results.append(result)
                    elif at == 0:
                        cell.answer = result
        return answered

    def _series(self, key: _Key, cells: dict[int, _Cell], annals: Annals) -> Series:
        return Series(
            key.indicator, key.measure, key.basis, key.scope, key.definition,
            tuple(_year(year, cells.get(year, _Cell()), annals) for year in self._range(key, cells, annals)),
        )  # fmt: skip

    def _range(self, key: _Key, cells: dict[int, _Cell], annals: Annals) -> Sequence[int]:
        """The years of a series: all of the corpus for what is spoken of in several years or among the main targets.

        Years in which the indicator was not in use under this definition are no gaps.
        """
        headline = any(target.tier == "headline" for cell in cells.values() for target in cell.targets)
        if len(cells) < 2 and not headline:
            return sorted(cells)
        entry = self._figures.lexicon.get(key.indicator)
        spoken: Iterable[int] = annals.years
        if entry is not None:
            first, last = entry.from_ or 0, entry.to or 9999
            spoken = (
                year for year in annals.years
                if first <= year <= last and self._figures.definition(key.indicator, year) == key.definition
            )  # fmt: skip
        return sorted({*spoken, *cells})


def _year(year: int, cell: _Cell, annals: Annals) -> SeriesYear:
    target = cell.targets[0] if cell.targets else None
    result = cell.results[0] if cell.results else None
    link = annals.final.get(target.id) if target is not None else None
    return SeriesYear(
        year=year,
        target=target,
        result=result,
        link=link,
        answer=cell.answer,
        other_targets=tuple(cell.targets[1:]),
        other_results=tuple(cell.results[1:]),
        target_missing=_target_missing(year, target, annals),
        result_missing=_result_missing(year, target, result, cell.answer, link, annals),
    )


def _target_missing(year: int, target: Commitment | None, annals: Annals) -> Missing | None:
    if target is not None:
        return "damaged" if target.value is None and target.damaged else None
    standing = annals.planned(year)
    return "no_report" if standing is None else "fragment" if standing == "fragment" else "no_target"


def _result_missing(
    year: int, target: Commitment | None, result: Result | None, answer: Result | None, link: Link | None,
    annals: Annals,
) -> Missing | None:  # fmt: skip
    if link is not None and link.verdict is Verdict.INCOMPARABLE and (result or answer or link.verdict_detail):
        return "damaged" if link.verdict_detail == "damaged" else "incomparable"
    if result is not None:
        return "damaged" if result.value is None and result.damaged else None
    if answer is not None:
        return "incomparable"
    if link is not None and link.verdict_detail in _SILENT:
        return _SILENT[link.verdict_detail]
    standing = annals.told(year)
    return "no_report" if standing is None else "fragment" if standing == "fragment" else "no_result"
