"""A rule: a pattern over marks, what it gives, and the sentences that prove it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from tracker.models import Level
from tracker.rulebook.schema.base import Entry
from tracker.rulebook.schema.expected import Expected

__all__ = ["Examples", "Hit", "Miss", "Rule"]


class Hit(Entry):
    """A full sentence in which the rule fires; ``〖〗`` marks the span of the value (or of the object).

    ``gives`` are fields of what must be found there, in words (``comparator: 至少``). ``section`` is the kind of
    section the sentence stands in, ``year`` the report's own year, ``before`` the sentence in front of it; ``level`` is
    that of the government that reports.
    """

    text: str = Field(min_length=1)
    gives: Expected = Expected()
    section: Literal["plan", "review", "outlook"] | None = None
    year: int = 2024
    before: str = ""
    level: Level = "prefecture"

    @model_validator(mode="after")
    def _one_span(self) -> Hit:
        if (
            self.text.count("〖") != 1
            or self.text.count("〗") != 1
            or self.text.index("〖") + 1 >= self.text.index("〗")
        ):
            raise ValueError(
                "例句里要用一对〖〗标出数字或对象的位置"
                " | mark the place of the figure or object in the sentence with one pair of 〖〗"
            )
        return self

    @property
    def sentence(self) -> str:
        """The sentence without its marks."""
        return self.text.replace("〖", "").replace("〗", "")

    @property
    def span(self) -> tuple[int, int]:
        """What the marks hold, as offsets in ``sentence``."""
        return self.text.index("〖"), self.text.index("〗") - 1


class Miss(Entry):
    """A sentence that shares the trigger words, in which the rule must not fire, and why not."""

    text: str = Field(min_length=1)
    why: str = Field(min_length=1)
    section: Literal["plan", "review", "outlook"] | None = None
    year: int = 2024
    before: str = ""
    level: Level = "prefecture"


class Examples(Entry):
    """``known_miss`` are hits that are not reached yet: each is a strict xfail."""

    hit: tuple[Hit, ...] = Field(min_length=1)
    miss: tuple[Miss, ...] = Field(min_length=1)
    known_miss: tuple[Hit, ...] = ()


class Rule(Entry):
    """One rule. ``pattern`` is read by ``tracker.rulebook.patterns``, ``gives`` by the stage that owns the family."""

    id: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
    intent: str = Field(min_length=1)
    pattern: str = Field(min_length=1)
    gives: dict[str, str] = Field(default_factory=dict)
    status: Literal["stable", "trial", "off"] = "stable"
    examples: Examples
