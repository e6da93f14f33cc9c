"""What judging one pairing gives, before it becomes a line of the export."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from tracker.models import Reason, Verdict

__all__ = ["Judgement", "note"]


@lru_cache(maxsize=1024)
def note(level: str, text: str) -> Reason:
    """A remark that weighs nothing: it explains the verdict, not the score."""
    return Reason(level=level, weight=Decimal(0), text=text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what belongs to it; ``strict`` is the verdict without tolerance."""

    verdict: Verdict
    strict: Verdict
    detail: str | None = None
    attainment: Decimal | None = None
    shortfall: Decimal | None = None
    notes: tuple[Reason, ...] = field(default=())

    @classmethod
    def plain(cls, verdict: Verdict, detail: str | None = None, *notes: Reason) -> Judgement:
        """A verdict that no tolerance touches."""
        return cls(verdict, verdict, detail, notes=notes)
