"""Labels become bars: weights and sentences from ``rules/matching.yaml``, and a sum that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracker.match.pairing import Comparison
from tracker.models import Reason
from tracker.rulebook.schema.matching import Waterfall
from tracker.rulebook.schema.reasons import WordTexts

__all__ = ["Said", "total", "waterfall"]

Said = tuple[str, str]
"""What one side says at a level, in a Chinese and in an English sentence."""


def total(settings: Waterfall, labels: Mapping[str, str]) -> Decimal:
    """The sum of the weights of the labels."""
    return sum((settings.levels[level][label].weight for level, label in labels.items()), Decimal(0))


def waterfall(
    settings: Waterfall, labels: Mapping[str, str], said: Mapping[str, tuple[Said, Said]], words: WordTexts
) -> Comparison:
    """The comparison with one reason a level; ``said`` is what plan and later report say at a level."""
    unsaid = words.unsaid.text, words.unsaid.en
    reasons = []
    for level, label in labels.items():
        bar = settings.levels[level][label]
        plan, later = said.get(level, (unsaid, unsaid))
        text, en = (
            wording.replace("{plan}", plan[side] or unsaid[side]).replace("{later}", later[side] or unsaid[side])
            for side, wording in enumerate((bar.text, bar.en))
        )
        reasons.append(Reason.of_all({"level": level, "weight": bar.weight, "text": text, "en": en}))
    return Comparison(dict(labels), tuple(reasons), sum((reason.weight for reason in reasons), Decimal(0)))
