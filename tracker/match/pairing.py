"""What matching hands to judging: a commitment beside one later report, with the comparison that joined them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from tracker.models import Commitment, Extraction, Reason, Result

__all__ = ["Comparison", "Pairing"]


class Comparison(Struct, frozen=True):
    """How a commitment and a result compare: level → label, and the reasons whose weights add up to ``score``."""

    labels: Mapping[str, str]
    reasons: tuple[Reason, ...]
    score: Decimal


class Pairing(Struct, frozen=True):
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
    others: tuple[tuple[Result, Comparison], ...] = ()
    again: Commitment | None = None
