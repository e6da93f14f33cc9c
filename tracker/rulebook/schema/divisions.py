"""The settings of ``rules/divisions.yaml``: division codes, what was renamed or merged and when."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import ConfigDict, Field, field_validator

from tracker.models import Level
from tracker.rulebook.schema.base import Entry

__all__ = ["Departed", "Departure", "Divisions"]

Departure = Literal["renamed", "raised", "merged"]

_CODED = re.compile(r"^(\D+)(\d{6})$")
_GONE = re.compile(r"^([^\d/]+)/([^\d/]{2,})(\d{6})→([^\d/→]+)$")
_YEAR = re.compile(r"^\d{4}$")


class Departed(NamedTuple):
    """A division that is no more: until which year, how it went, what is there ``now`` (full names)."""

    year: int
    how: Departure
    level: Level
    parent: str
    name: str
    code: str
    now: tuple[str, ...]


class Divisions(Entry):
    """All of ``rules/divisions.yaml``.

    ``codes``: below the full name of what stands above, each name with its code behind it, apart by spaces.
    ``gone``: by year and by how it went, what stands above, a name with its code, and what is there now
    (``某省某市/甲县110101→甲区``), apart by spaces. ``founded`` says since which year a division has been there; where
    it says nothing, nobody wrote it down.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, ignored_types=(cached_property,))

    codes: dict[str, str] = Field(default={})
    gone: dict[str, dict[Departure, str]] = Field(default={})
    founded: dict[str, int] = Field(default={})

    @field_validator("codes")
    @classmethod
    def _coded(cls, codes: dict[str, str]) -> dict[str, str]:
        for above, names in codes.items():
            for word in names.split():
                if not _CODED.match(word):
                    raise ValueError(f"{above}: {word} is not a name with six digits behind it")
        return codes

    @field_validator("gone")
    @classmethod
    def _told(cls, gone: dict[str, dict[Departure, str]]) -> dict[str, dict[Departure, str]]:
        for year, ways in gone.items():
            if not _YEAR.match(year):
                raise ValueError(f"{year} is no year")
            for word in (word for words in ways.values() for word in words.split()):
                if not _GONE.match(word):
                    raise ValueError(f"{year}: {word} is not of the form 上级/名称110101→现名")
        return gone

    @cached_property
    def below(self) -> dict[str, dict[str, str]]:
        """The codes by name, below each full name."""
        return {
            above: {found[1]: found[2] for word in names.split() if (found := _CODED.match(word))}
            for above, names in self.codes.items()
        }

    @cached_property
    def departed(self) -> tuple[Departed, ...]:
        """All that are gone, by year, in the order of the file."""
        return tuple(
            Departed(
                int(year), how, "prefecture" if found[3].endswith("00") else "county", found[1], found[2], found[3],
                tuple(found[1] + name for name in found[4].split(",")),
            )
            for year, ways in self.gone.items()
            for how, words in ways.items()
            for word in words.split()
            if (found := _GONE.match(word))
        )  # fmt: skip

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The code of each listed division below a province, and of those that are gone, by its full name."""
        listed = {above + name: code for above, names in self.below.items() for name, code in names.items()}
        return {gone.parent + gone.name: gone.code for gone in self.departed} | listed
