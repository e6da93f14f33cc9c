"""``rules/review.yaml``: what reviewers see first, and how sure a match looks."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from tracker.rulebook.schema.base import Entry

__all__ = ["Bands", "ReviewSettings"]


class Bands(Entry):
    """From which score on a match counts as sure (``high``) or fair (``middle``); below is ``low``."""

    high: Decimal = Field(gt=0, le=1)
    middle: Decimal = Field(gt=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.middle >= self.high:
            raise ValueError("middle must lie below high")
        return self


class ReviewSettings(Entry):
    """``strength`` are words of promising, strongest first, those of one rank together.

    ``plain`` is the rank of a promise without such a word, counted from 0.
    """

    strength: tuple[tuple[str, ...], ...]
    plain: int = Field(ge=0)
    bands: Bands

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {word: rank for rank, words in enumerate(self.strength) for word in words}

    def rank(self, modality: str | None) -> int:
        """How strong a promise is: 0 is strongest."""
        return self._ranks.get(modality or "", self.plain)

    def band(self, score: Decimal) -> str:
        """``high``, ``middle`` or ``low``."""
        return "high" if score >= self.bands.high else "middle" if score >= self.bands.middle else "low"
