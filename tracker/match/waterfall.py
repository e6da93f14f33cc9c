"""Labels become bars: weights and sentences from ``rules/matching.yaml``, and a sum that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from tracker.match.pairing import Comparison
from tracker.models import Reason
from tracker.rulebook.schema.matching import Waterfall
from tracker.rulebook.schema.reasons import WordTexts

__all__ = ["Said", "Scorer"]

_ZERO = Decimal(0)

Said = tuple[str, str]
"""What one side says at a level, in a Chinese and in an English sentence."""


class Scorer:
    """Scores what was found of one kind of commitment, and tells it; remembers the bars that it has made."""

    def __init__(self, settings: Waterfall, words: WordTexts) -> None:
        self._threshold = settings.threshold
        self._bars = settings.levels
        self._unsaid = words.unsaid.text, words.unsaid.en
        self._weights = {
            level: {label: bar.weight for label, bar in bars.items()} for level, bars in settings.levels.items()
        }
        self._reason = lru_cache(maxsize=4096)(self._bar)

    def total(self, labels: Mapping[str, str]) -> Decimal:
        """The sum of the weights of the labels."""
        return sum([self._weights[level][label] for level, label in labels.items()], _ZERO)

    def enough(self, score: Decimal) -> bool:
        """Whether a result of this score answers a commitment."""
        return score >= self._threshold

    def comparison(self, labels: Mapping[str, str], said: Mapping[str, tuple[Said, Said]]) -> Comparison:
        """The comparison with one reason a level; ``said`` is what plan and later report say at a level."""
        reasons = tuple([self._reason(level, label, said.get(level)) for level, label in labels.items()])
        return Comparison(dict(labels), reasons, self.total(labels))

    def _bar(self, level: str, label: str, said: tuple[Said, Said] | None) -> Reason:
        bar, unsaid = self._bars[level][label], self._unsaid
        (zh, en), (later_zh, later_en) = said or (unsaid, unsaid)
        return Reason.of_all(
            {
                "level": level,
                "weight": bar.weight,
                "text": bar.text.replace("{plan}", zh or unsaid[0]).replace("{later}", later_zh or unsaid[0]),
                "en": bar.en.replace("{plan}", en or unsaid[1]).replace("{later}", later_en or unsaid[1]),
            }
        )
