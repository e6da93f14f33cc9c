"""Labels become bars: weights and sentences from ``rules/matching.yaml``, and a sum that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracker.match.pairing import Comparison
from tracker.models import Reason
from tracker.rulebook.schema.matching import Waterfall

__all__ = ["total", "waterfall"]


def total(settings: Waterfall, labels: Mapping[str, str]) -> Decimal:
    """The sum of the weights of the labels."""
    return sum((settings.levels[level][label].weight for level, label in labels.items()), Decimal(0))


def waterfall(settings: Waterfall, labels: Mapping[str, str], said: Mapping[str, tuple[str, str]]) -> Comparison:
    """The comparison with one reason a level; ``said`` is what each side says at a level, for the sentences."""
    reasons = []
    for level, label in labels.items():
        bar = settings.levels[level][label]
        plan, later = said.get(level, ("", ""))
        text = bar.text.replace("{plan}", plan or "未注明").replace("{later}", later or "未注明")
        reasons.append(Reason(level=level, weight=bar.weight, text=text))
    return Comparison(dict(labels), tuple(reasons), sum((reason.weight for reason in reasons), Decimal(0)))
