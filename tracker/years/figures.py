"""What a figure speaks of, for laying figures of several years side by side: its year, its scope, its precision."""

from __future__ import annotations

from decimal import Decimal

from tracker.match.amounts import UnitReader
from tracker.models import Comparator, Result, Statement
from tracker.rulebook import Lexicon, Rulebook
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.units import Units

__all__ = ["FigureReader"]

_AT_LEAST = (Comparator.GE, Comparator.GT)
_AT_MOST = (Comparator.LE, Comparator.LT)


class FigureReader:
    """Reads figures by the settings of a rule set."""

    def __init__(self, rulebook: Rulebook) -> None:
        settings = rulebook.settings(MatchingSettings)
        self.units = UnitReader(rulebook.settings(Units), settings.generic_units)
        self.lexicon: Lexicon = rulebook.indicators
        self._averages = settings.names.yearly_average
        self._rose_to = frozenset(rulebook.words["to"].words) if "to" in rulebook.words else frozenset()
        self._related = _related(self.lexicon)

    def scope(self, statement: Statement) -> str | None:
        """What a figure is limited to; a limit that its indicator has by definition (城镇新增就业) is none."""
        entry = self.lexicon.get(statement.indicator_id or "")
        return None if entry is not None and statement.scope and statement.scope in entry.name else statement.scope

    def year_of(self, result: Result) -> int | None:
        """The one year a result tells of; ``None`` for a sum or an average of years, or a change since an earlier one.

        A part of a year (前三季度) is no year either. What rose to a value over several years (从…增加到…) had it in
        the last of them.
        """
        year = result.period_end
        if year is None or result.cumulative or "part_of_year" in result.evidence:
            return None
        if result.period_start != year and not self._rose(result):
            return None
        said = (result.indicator or "", *result.evidence.values())
        if any(word in text for word in self._averages for text in said):
            return None
        return year if result.baseline in (None, year - 1) else None

    def _rose(self, result: Result) -> bool:
        """Whether a value is told as the end of a way; 达到 is not such a word: 五年投资达到… is a sum."""
        return result.measure in ("level", "share") and result.evidence.get("measure") in self._rose_to

    def definition(self, indicator: str | None, year: int) -> int:
        """Which of an indicator's definitions a year is under: 0 before its ``break``, 1 from it on."""
        entry = self.lexicon.get(indicator or "")
        return int(entry is not None and entry.break_ is not None and year >= entry.break_)

    def related(self, indicator: str | None) -> frozenset[str]:
        """The indicators that the lexicon says one took the place of, or was replaced by, under a new definition."""
        return self._related.get(indicator, frozenset()) if indicator else frozenset()

    def alike(self, one: Result, other: Result) -> bool:
        """Whether two figures say the same: within what both leave open by rounding, 以上, 左右 and the like."""
        first, second = self.units.amount(one), self.units.amount(other)
        if first is None or second is None or first.unit != second.unit:
            return one.value == other.value and one.unit == other.unit
        for open_one, closed, comparator in (
            (first, second, one.qualifier),
            (second, first, other.qualifier),
        ):
            if comparator in _AT_LEAST:
                return closed.high >= open_one.low
            if comparator in _AT_MOST:
                return closed.low <= open_one.high
        room = max(self._room(one), self._room(other))
        return abs(first.low - second.low) <= room and abs(first.high - second.high) <= room

    def _room(self, result: Result) -> Decimal:
        """Half of the last digit that a figure is written with, the whole of it behind 约 and 左右; in base units."""
        exponent = result.value.as_tuple().exponent if result.value is not None else 0
        factor, _ = self.units.split(result.unit or "")
        last = Decimal(1).scaleb(int(exponent)) * factor
        return last if result.qualifier is Comparator.APPROX else last / 2


@compiled_once
def _related(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    pairs = {pair for key, entry in lexicon.items() for one in entry.succeeds for pair in ((key, one), (one, key))}
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {key: frozenset(others) for key, others in found.items()}
