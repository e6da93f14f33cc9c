"""Targets against the figures of one later report."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.match import levels
from tracker.match.amounts import UnitReader, plain
from tracker.match.assign import Candidate, assign
from tracker.match.index import NameIndex
from tracker.match.names import Name, NameComparer, NameReader, Rarity, conflict, variants
from tracker.match.pairing import Comparison
from tracker.match.reports import horizon
from tracker.match.themes import Themes
from tracker.match.waterfall import total, waterfall
from tracker.models import Commitment, Extraction, Result
from tracker.rulebook.schema.matching import MatchingSettings

if TYPE_CHECKING:
    from tracker.rulebook import Lexicon

__all__ = ["TargetMatcher"]

_MEASURES = {"growth": "增速", "share": "比重", "level": "总量", "increment": "新增", None: "未注明"}
_SHORT = 3
_RATES = ("growth", "share")
_AMOUNTS = {"level", "increment"}


class TargetMatcher:
    """Compares targets with results; made once a run, since it remembers the names it has read."""

    def __init__(
        self, settings: MatchingSettings, lexicon: Lexicon, units: UnitReader, jurisdiction: str = ""
    ) -> None:
        self._settings = settings
        self._lexicon = lexicon
        self._units = units
        self.names = NameReader(settings.names, jurisdiction)
        self._reaching = settings.names.reaching
        self._compare = NameComparer(settings.names)
        self._themes = Themes(self.names)

    def match(
        self, plan: Extraction, later: Extraction, commitments: Sequence[Commitment]
    ) -> dict[int, tuple[Result, Comparison, tuple[tuple[Result, Comparison], ...]]]:
        """Place of a commitment → the result that answers it, how they compare, and what else came close."""
        results = [r for r in later.results if r.kind != "milestone" and r.indicator]
        if not results or not commitments:
            return {}
        names = [self.names.read(r.indicator or "") for r in results]
        asked = [self.names.read(c.indicator or "") for c in commitments]
        rarity = Rarity([*names, *asked])
        index = NameIndex(names, rarity)
        by_id: dict[str, list[int]] = {}
        for place, result in enumerate(results):
            if result.indicator_id:
                by_id.setdefault(result.indicator_id, []).append(place)
        candidates: list[Candidate] = []
        labels: dict[tuple[int, int], dict[str, str]] = {}
        for at, commitment in enumerate(commitments):
            name = asked[at]
            question = self._question(commitment, name)
            for place in self._near(index, rarity, name, commitment, by_id):
                found = self._labels(plan, later, commitment, results[place], name, names[place], rarity)
                if found is None:
                    continue
                score = total(self._settings.target, found)
                if score >= self._settings.target.threshold:
                    labels[at, place] = found
                    distance = self._distance(commitment, results[place])
                    several = found["name"] == "wider" or any(variants(names[place]))
                    asks = None if several else question
                    candidates.append(Candidate(score, distance, at, place, asks))
        chosen = assign(candidates)
        close: dict[int, list[Candidate]] = {}
        for candidate in sorted(candidates, key=lambda candidate: candidate.order):
            close.setdefault(candidate.commitment, []).append(candidate)
        answer = {}
        for at, candidate in chosen.items():
            shown = [candidate, *[c for c in close[at] if c.result != candidate.result][:3]]
            told = [
                (results[c.result], self._told(plan, later, commitments[at], results[c.result], labels[at, c.result]))
                for c in shown
            ]
            answer[at] = (*told[0], tuple(told[1:]))
        return answer

    def _near(
        self, index: NameIndex, rarity: Rarity, name: Name, commitment: Commitment, by_id: dict[str, list[int]]
    ) -> Iterator[int]:
        """Places of results worth comparing: those of the same entry of the lexicon, then those of like names."""
        same = by_id.get(commitment.indicator_id or "", [])
        yield from same
        enough = rarity.whole(name) * int(self._settings.names.related * 100) // 200
        for place, shared in index.near(name):
            if shared >= enough and place not in same:
                yield place

    def _question(self, commitment: Commitment, name: Name) -> Hashable:
        return commitment.indicator_id or name.core, name.qualifiers, commitment.scope, commitment.measure

    def _labels(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result,
        name: Name, other: Name, rarity: Rarity,
    ) -> dict[str, str] | None:  # fmt: skip
        """The label of every level, ``None`` where the two cannot be about the same thing."""
        named = self._name(commitment, result, name, other, rarity)
        found = named and self._rest(plan, later, commitment, result, name, other, rarity, named)
        if found:
            return found
        # 库区存量危岩清除率 with the scope 库区: the scope is compared by itself, the name without it
        shorter, other_shorter = self._without_scope(commitment, name), self._without_scope(result, other)
        if shorter is name and other_shorter is other:
            return None
        named = self._name(commitment, result, shorter, other_shorter, rarity)
        if named is None or named == "similar":
            return None
        return self._rest(plan, later, commitment, result, shorter, other_shorter, rarity, named)

    def _without_scope(self, statement: Commitment | Result, name: Name) -> Name:
        scope, written = statement.scope, statement.indicator or ""
        if not scope or statement.indicator_id or not written.startswith(scope) or len(written) - len(scope) <= _SHORT:
            return name
        return self.names.read(written[len(scope) :])

    def picked(self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result) -> Comparison | None:
        """How two statements compare that a person says are of the same thing; nothing where a level forbids it."""
        name, other = self.names.read(commitment.indicator or ""), self.names.read(result.indicator or "")
        labels = self._rest(plan, later, commitment, result, name, other, Rarity([name, other]), "same")
        return None if labels is None else self._told(plan, later, commitment, result, labels)

    def _rest(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result,
        name: Name, other: Name, rarity: Rarity, named: str,
    ) -> dict[str, str] | None:  # fmt: skip
        limits = self._limits(plan, commitment, name), self._limits(plan, result, other)
        scope = levels.scope_label(*limits, _around(commitment), _around(result))
        if scope is None:
            return None
        stocks = self._settings.names.stocks
        stock = name.written.endswith(stocks), other.written.endswith(stocks)
        measure = levels.measure_label(commitment, result, self._settings.names.cumulative, stock)
        if measure == "cumulative" and commitment.measure == "level" and self._reaches(commitment):
            measure = "same"
        sure = named in ("same_id", "same", "renamed")
        if measure == "other" and not sure and named != "wider":
            return None
        unit = self._units.relation(commitment, result)
        if unit == "other" and (measure == "same" or {commitment.measure, result.measure} <= _AMOUNTS):
            return None
        # two rates under like names are two rates: 文化产业增加值增长7%, 数字产业增加值增长9%
        rates = measure == "same" and commitment.measure in _RATES
        if rates and (named == "similar" or (named == "contained" and self._of_another(name, other, rarity))):
            return None
        years = levels.years_of(result, later.report.catalogue)
        end = commitment.horizon_end
        state = commitment.measure == "share" or (
            commitment.measure == "level" and (all(stock) or (years is not None and years == (end, end)))
        )
        if state and self._averages(result):
            state = False
        period = levels.period_label(commitment, horizon(commitment, plan.report.catalogue), years, state)
        if period is None:
            return None
        rare = "rare" if named == "same_id" or self._compare.tells(name, rarity) else "common"
        if rare == "common" and not (measure == "same" and unit in ("same", "converted") and not rates):
            return None
        theme = "same" if self._themes.alike(commitment.section, result.section) else "other"
        return {
            "name": named, "rarity": rare, "scope": scope, "measure": measure, "unit": unit, "period": period,
            "theme": theme,
        }  # fmt: skip

    def _limits(self, plan: Extraction, statement: Commitment | Result, name: Name) -> tuple[str, ...]:
        """What a figure is limited to; a limit that its indicator has by definition (城镇新增就业) is none."""
        entry = self._lexicon.get(statement.indicator_id or "")
        scope = None if entry is not None and statement.scope and statement.scope in entry.name else statement.scope
        return levels.scope_of(scope, name, self._settings.names.here, plan.report.catalogue.jurisdiction)

    def _name(self, commitment: Commitment, result: Result, name: Name, other: Name, rarity: Rarity) -> str | None:
        if any(self._is(commitment, name, text) for text in self.names.narrowed(other)):
            return "wider"
        if conflict(name, other):
            return None
        one, two = commitment.indicator_id, result.indicator_id
        if one and two:
            if one == two:
                return "same_id"
            succeeds = {(i, self._lexicon[i].succeeds) for i in (one, two) if i in self._lexicon}
            return "renamed" if {(one, two), (two, one)} & succeeds else None
        if any(self._is(commitment, name, text) for text in variants(other)):
            return "same"
        label = self._compare.label(name, other, rarity)
        if label == "same" and not (one or two) and self._compare.vague(name):
            return None
        return None if label == "related" else label

    def _of_another(self, name: Name, other: Name, rarity: Rarity) -> bool:
        """Whether a rate under a longer or shorter name is of another thing, or of a part of it."""
        return name.head != other.head or self._compare.beside(other, name, rarity)

    def _is(self, commitment: Commitment, name: Name, text: str) -> bool:
        """Whether a name said of one of several things is the commitment's, as a name or in the lexicon."""
        entry = self._lexicon.find(text)
        same_entry = entry is not None and entry.id == commitment.indicator_id
        return same_entry or self.names.read(text).core == name.core

    def _reaches(self, commitment: Commitment) -> bool:
        """Whether a level is promised as a height to be reached (达到220项): a total answers it."""
        value = "" if commitment.value is None else plain(commitment.value)
        at = commitment.quote_clean.find(value) if value else -1
        return at > 0 and any(word in commitment.quote_clean[max(0, at - 4) : at] for word in self._reaching)

    def _averages(self, result: Result) -> bool:
        said = (result.indicator or "", *(result.evidence[key] for key in sorted(result.evidence)))
        return any(word in text for word in self._settings.names.yearly_average for text in said)

    def _distance(self, commitment: Commitment, result: Result) -> Decimal:
        """How far the figures lie apart, for ties only: 0 where they are the same."""
        one, other = self._units.amount(commitment), self._units.amount(result)
        if one is None or other is None or one.unit != other.unit:
            return Decimal(1000)
        large, small = max(abs(one.low), abs(other.low)), min(abs(one.low), abs(other.low))
        return round(large / small - 1, 4) if small else large

    def _told(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result, labels: dict[str, str]
    ) -> Comparison:
        name, other = self.names.read(commitment.indicator or ""), self.names.read(result.indicator or "")
        said = {
            "name": (commitment.indicator or "", result.indicator or ""),
            "scope": (
                "、".join(self._limits(plan, commitment, name)) or "全域",
                "、".join(self._limits(plan, result, other)) or "全域",
            ),
            "measure": (_MEASURES[commitment.measure], _MEASURES[result.measure] + "（累计）" * result.cumulative),
            "unit": (commitment.unit or "", result.unit or ""),
            "period": (
                _span(horizon(commitment, plan.report.catalogue)),
                _span(levels.years_of(result, later.report.catalogue) or (None, None)),
            ),
        }
        return waterfall(self._settings.target, labels, {level: (pair[0], pair[1]) for level, pair in said.items()})


def _around(statement: Commitment | Result) -> str:
    """Where a limit may stand that a name leaves out: the sentence and the heading over it."""
    return statement.quote_clean + "".join(statement.section[-1:])


def _span(years: tuple[int | None, int | None]) -> str:
    start, end = years
    if end is None:
        return "未注明"
    return f"{end}年" if start in (None, end) else f"{start}—{end}年"
