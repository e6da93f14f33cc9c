"""What matching hands to judging: a commitment beside one later report, with the comparison that joined them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.models import Commitment, Extraction, Reason, Result

__all__ = ["Comparison", "Pairing"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a commitment and a result compare: level → label, and the reasons whose weights add up to ``score``."""

    labels: Mapping[str, str]
    reasons: tuple[Reason, ...]
    score: Decimal


@dataclass(frozen=True, slots=True)
class Pairing:
    """A commitment and one later report that could speak to it (``None`` where there is none).

    ``result`` is that report's answer, with the ``comparison`` that found it; both are ``None`` where it has none.
    ``others`` are results that were close, for a reviewer to choose from, best first. ``again`` is the commitment by
    which the later report promises the same again.
    """

    commitment: Commitment
    plan: Extraction
    later: Extraction | None
    result: Result | None = None
    comparison: Comparison | None = None
    others: tuple[tuple[Result, Comparison], ...] = field(default=())
    again: Commitment | None = None
