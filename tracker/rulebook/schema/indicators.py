"""The indicator lexicon: what governments count, under all the names they give it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from tracker.rulebook.schema.base import Entry

__all__ = ["Indicator"]


class Indicator(Entry):
    """One indicator.

    ``better`` says which side of a number is the good one; ``measure`` is the one it is given in where the words
    alone do not tell. ``told_as`` names indicators that tell the same in another measure (the days behind a share of
    days). ``succeeds`` names the indicator it replaced (or several), in use ``from``…``to`` (years); ``break`` is the
    year from which figures cannot be compared with earlier ones (a change of definition). ``examples`` are sentences
    of a plan in which it must be found.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")
    name: str = Field(min_length=1)
    synonyms: tuple[str, ...] = ()
    intent: str = ""
    unit_family: str | None = None
    better: Literal["higher", "lower", "none"] = "higher"
    measure: Literal["growth", "share", "level", "increment"] | None = None
    told_as: tuple[str, ...] = ()
    succeeds: tuple[str, ...] = ()
    from_: int | None = Field(default=None, alias="from")
    to: int | None = None
    break_: int | None = Field(default=None, alias="break")
    examples: tuple[str, ...] = ()

    @field_validator("succeeds", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        """One predecessor may be written without a list."""
        return (given,) if isinstance(given, str) else given
