"""The settings of ``rules/divisions.yaml``: division codes, what was renamed or merged and when."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator

from tracker.models import Level
from tracker.rulebook.schema.base import Entry

__all__ = ["Code", "Divisions", "Gone"]

Code = Annotated[str, Field(pattern=r"^\d{6}$")]
"""A six-digit division code of GB/T 2260."""

_CODED = re.compile(r"^(\D+)(\d{6})$")


class Gone(Entry):
    """A division that is no more: until which year, how it went, what is there ``now`` (names below ``parent``)."""

    year: int
    how: Literal["renamed", "raised", "merged"]
    level: Level
    parent: str
    name: str = Field(min_length=2)
    code: Code
    now: tuple[str, ...] = Field(min_length=1)


class Divisions(Entry):
    """All of ``rules/divisions.yaml``.

    ``codes``: below the full name of what stands above, each name with its code behind it, apart by spaces.
    ``founded`` says since which year a division has been there; where it says nothing, nobody wrote it down.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, ignored_types=(cached_property,))

    codes: dict[str, str] = Field(default={})
    gone: tuple[Gone, ...] = ()
    founded: dict[str, int] = Field(default={})

    @field_validator("codes")
    @classmethod
    def _coded(cls, codes: dict[str, str]) -> dict[str, str]:
        for above, names in codes.items():
            for word in names.split():
                if not _CODED.match(word):
                    raise ValueError(f"{above}: {word} is not a name with six digits behind it")
        return codes

    @cached_property
    def below(self) -> dict[str, dict[str, str]]:
        """The codes by name, below each full name."""
        return {
            above: {found[1]: found[2] for word in names.split() if (found := _CODED.match(word))}
            for above, names in self.codes.items()
        }

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The code of each listed division below a province, and of those that are gone, by its full name."""
        listed = {above + name: code for above, names in self.below.items() for name, code in names.items()}
        return {gone.parent + gone.name: gone.code for gone in self.gone} | listed
