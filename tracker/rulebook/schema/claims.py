"""``rules/claims.yaml``: how a government says in its own words that something was done, or was not."""

from __future__ import annotations

from pydantic import Field, model_validator

from tracker.models import ClaimSense
from tracker.rulebook.schema.base import Entry

__all__ = ["ClaimExample", "ClaimSettings", "ClaimWords"]


class ClaimExample(Entry):
    """A sentence of a review, what it claims (``none`` where it claims nothing) and of what, joined by ``、``."""

    text: str = Field(min_length=1)
    sense: ClaimSense | None = None
    about: str = ""
    programme: bool = False


class ClaimWords(Entry):
    """Words of one sense. ``object`` says that what is claimed may stand behind the word (超额完成[进出口目标])."""

    sense: ClaimSense
    intent: str
    object: bool = False
    words: tuple[str, ...] = Field(min_length=1)
    examples: tuple[ClaimExample, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _both_sides(self) -> ClaimWords:
        if not any(e.sense for e in self.examples) or all(e.sense for e in self.examples):
            raise ValueError(
                "例句里要有说了的，也要有没说的 | the examples need a claim and a sentence that claims nothing"
            )
        return self


class ClaimSettings(Entry):
    """``programme`` are words for the plan as a whole (目标任务); the trims are what belongs to no name."""

    claims: tuple[ClaimWords, ...]
    programme: tuple[str, ...]
    joins: tuple[str, ...]
    not_joins: tuple[str, ...]
    others: tuple[str, ...]
    trim_start: tuple[str, ...]
    trim_end: tuple[str, ...]
