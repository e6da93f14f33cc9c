"""What judging one pairing gives, before it becomes a line of the export."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tracker.models import Reason, Verdict
from tracker.rulebook.schema.reasons import NoteText, Wording

__all__ = ["Judgement", "note"]


def note(wording: NoteText, **said: str | Wording) -> Reason:
    """A remark that weighs nothing: it explains the verdict, not the score. ``said`` fills the wording's places."""
    text, en = wording.text, wording.en
    for place, words in said.items():
        zh, english = (words, words) if isinstance(words, str) else (words.text, words.en)
        text, en = text.replace(f"{{{place}}}", zh), en.replace(f"{{{place}}}", english)
    return _remark(wording.level, text, en)


@lru_cache(maxsize=1024)
def _remark(level: str, text: str, en: str) -> Reason:
    return Reason(level=level, weight=Decimal(0), text=text, en=en)


class Judgement(NamedTuple):
    """A verdict with what belongs to it; ``strict`` is the verdict without tolerance."""

    verdict: Verdict
    strict: Verdict
    detail: str | None = None
    attainment: Decimal | None = None
    shortfall: Decimal | None = None
    notes: tuple[Reason, ...] = ()

    @classmethod
    def plain(cls, verdict: Verdict, detail: str | None = None, *notes: Reason) -> Judgement:
        """A verdict that no tolerance touches."""
        return cls(verdict, verdict, detail, notes=notes)
