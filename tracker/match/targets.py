"""Targets against the figures of one later report."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal

from tracker.match.amounts import UnitReader
from tracker.match.assign import Candidate, assign
from tracker.match.compare import Labels, TargetComparer
from tracker.match.likeness import Rarity
from tracker.match.names import Name, variants
from tracker.match.pairing import Comparison
from tracker.match.told import Told
from tracker.models import Commitment, Extraction, Result
from tracker.rulebook.schema.matching import MatchingSettings

__all__ = ["TargetMatcher"]

_Answer = tuple[Result, Comparison, tuple[tuple[Result, Comparison], ...]]
_LONG = 4


class _Figures(Told):
    """The figures of one report, ready to be asked for.

    ``indicators`` and ``quotes`` are their names as written and their sentences; ``said`` are all sentences. ``by_id``
    are their places by entry of the lexicon; ``plain`` tells of each whether its name is (``TargetComparer.plain``).
    """

    def __init__(self, later: Extraction, comparer: TargetComparer) -> None:
        named = [(r, said) for r in later.results if r.kind != "milestone" and (said := r.indicator)]
        self.indicators = [said for _, said in named]
        super().__init__([result for result, _ in named], list(map(comparer.names.read, self.indicators)))
        self.by_id: dict[str, list[int]] = {}
        for place, result in enumerate(self.results):
            if entry := result.indicator_id:
                self.by_id.setdefault(entry, []).append(place)
        self.plain = [comparer.plain(result, name) for result, name in zip(self.results, self.names, strict=True)]
        self.quotes = [result.quote_clean for result in self.results]
        self.said = "\n".join(dict.fromkeys(self.quotes))


class TargetMatcher:
    """Finds the figures that answer targets."""

    def __init__(self, settings: MatchingSettings, comparer: TargetComparer, units: UnitReader) -> None:
        self._enough = int(settings.names.related * 100)
        self._comparer = comparer
        self._units = units
        self.names = comparer.names
        self._figures: dict[str, _Figures] = {}

    def match(self, plan: Extraction, later: Extraction, commitments: Sequence[Commitment]) -> dict[int, _Answer]:
        """Place of a commitment → the result that answers it, how they compare, and what else came close."""
        if not commitments:
            return {}
        figures = self._figures.get(later.report.id)
        if figures is None:
            figures = self._figures[later.report.id] = _Figures(later, self._comparer)
        results, names = figures.results, figures.names
        if not results:
            return {}
        asked = [self.names.read(c.indicator or "") for c in commitments]
        rarity = Rarity(asked, figures.index)
        candidates: list[Candidate] = []
        labels: dict[tuple[int, int], Labels] = {}
        for at, commitment in enumerate(commitments):
            name = asked[at]
            question = self._question(commitment, name)
            plain_name = self._comparer.plain(commitment, name)
            near = self._near(figures, rarity, name, commitment)
            for place, shared in near:
                result, other = results[place], names[place]
                glance = shared is not None and plain_name and figures.plain[place]
                if glance and not self._comparer.worth(commitment, result, name, other, rarity, shared or 0):
                    continue
                found = self._comparer.labels(plan, later, commitment, result, rarity)
                if found is None:
                    continue
                score = self._comparer.scorer.total(found)
                if self._comparer.scorer.enough(score):
                    labels[at, place] = found
                    distance = self._distance(commitment, result)
                    several = found["name"] in ("wider", "narrower", "told_as") or any(variants(other))
                    # what is said without a number is said of rate and sum alike
                    asks = None if several else question[:-1] if result.kind == "statement" else question
                    candidates.append(Candidate(score, distance, at, place, asks))
        chosen = assign(candidates)
        close: dict[int, list[Candidate]] = {}
        for candidate in sorted(candidates, key=lambda candidate: candidate.order):
            close.setdefault(candidate.commitment, []).append(candidate)
        answer: dict[int, _Answer] = {}
        for at, commitment in enumerate(commitments):
            if at in chosen:
                shown = [chosen[at], *[c for c in close[at] if c.result != chosen[at].result][:3]]
                told = [
                    (results[c.result], self._told(plan, later, commitment, results[c.result], labels[at, c.result]))
                    for c in shown
                ]
                answer[at] = (*told[0], tuple(told[1:]))
            else:
                mention = self._mention(plan, later, commitment, asked[at], figures, rarity)
                if mention is not None:
                    answer[at] = (*mention, ())
        return answer

    def _mention(
        self, plan: Extraction, later: Extraction, commitment: Commitment, name: Name,
        figures: _Figures, rarity: Rarity,
    ) -> tuple[Result, Comparison] | None:  # fmt: skip
        """The figure in whose sentence an unanswered target is named: the report speaks of it without its number."""
        results = figures.results
        words = [said for said in self.names.bare(name) if len(said) >= _LONG and said in figures.said]
        if not words or not self._comparer.alike.tells(name, rarity):
            return None
        found = []
        for place, quote in enumerate(figures.quotes):
            if any(said in quote and self._by_itself(said, quote, figures) for said in words):
                labels = self._comparer.mentioned(plan, later, commitment, results[place])
                if labels is not None:
                    shared = rarity.shared(name, figures.names[place])
                    found.append((-self._comparer.scorer.total(labels), -shared, place, labels))
        if not found:
            return None
        _, _, place, labels = min(found, key=lambda row: row[:3])
        return results[place], self._told(plan, later, commitment, results[place], labels)

    def _by_itself(self, said: str, text: str, figures: _Figures) -> bool:
        """Whether a name stands in a sentence other than as part of a longer one (外贸进出口 in 东盟外贸进出口)."""
        beside = zip(figures.indicators, figures.quotes, strict=True)
        longer = {name for name, quote in beside if said in name and quote == text}
        for name in sorted(longer, key=lambda name: (-len(name), name)):
            text = text.replace(name, "")
        return said in text

    def _told(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result, labels: Labels
    ) -> Comparison:
        return self._comparer.told(plan, later, commitment, result, labels)

    def _near(
        self, figures: _Figures, rarity: Rarity, name: Name, commitment: Commitment
    ) -> list[tuple[int, int | None]]:
        """Places of results worth comparing: of the same entry of the lexicon (or told in its place), of like names.

        Of names that are merely like, with what they share.
        """
        sure: dict[int, None] = {}
        for key in self._comparer.entries(commitment):
            if key in figures.by_id:
                sure |= dict.fromkeys(figures.by_id[key])
        sure |= dict.fromkeys(figures.cut_short.near(name))
        enough = rarity.whole(name) * self._enough // 200
        near = figures.index.near(name, rarity, enough)
        stem = self._comparer.stem(name)
        if stem is not name:
            near = figures.index.near(stem, rarity, rarity.whole(stem)) | near
        return [(place, None) for place in sure] + [(place, near[place]) for place in sorted(near) if place not in sure]

    def _question(self, commitment: Commitment, name: Name) -> tuple[Hashable, ...]:
        return commitment.indicator_id or name.core, name.qualifiers, commitment.scope, commitment.measure

    def _distance(self, commitment: Commitment, result: Result) -> Decimal:
        """How far the figures lie apart, for ties only: 0 where they are the same."""
        one, other = self._units.amount(commitment), self._units.amount(result)
        if one is None or other is None or one.unit != other.unit:
            return Decimal(1000)
        large, small = max(abs(one.low), abs(other.low)), min(abs(one.low), abs(other.low))
        return round(large / small - 1, 4) if small else large
