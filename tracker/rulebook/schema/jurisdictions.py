"""The settings of ``rules/jurisdictions.yaml`` and ``rules/counties.yaml``: who can report, what belongs to whom."""

from __future__ import annotations

from pydantic import Field

from tracker.models import Level
from tracker.rulebook.schema.base import Entry

__all__ = ["Counties", "Ending", "Jurisdictions", "Nation", "Province"]


class Nation(Entry):
    """The nation's name in the catalogue, and its other names."""

    name: str
    also: tuple[str, ...] = ()


class Province(Entry):
    """A province-level division; ``code`` is its six-digit division code, ``also`` how else texts write its name."""

    name: str = Field(min_length=2)
    also: tuple[str, ...] = ()
    code: str = Field(pattern=r"^\d{6}$")
    short: str = Field(min_length=1)


class Ending(Entry):
    """How names of a level end."""

    level: Level
    words: tuple[str, ...] = Field(min_length=1)


class Counties(Entry):
    """All of ``rules/counties.yaml``: names under each prefecture (四川省宜宾市) or municipality, apart by spaces."""

    counties: dict[str, str] = Field(default={})


class Jurisdictions(Entry):
    """All of ``rules/jurisdictions.yaml``; ``prefectures`` and ``direct_counties`` are names by their province's name.

    ``superiors``: a prefecture's name with one of these behind it, in the report of a county, names the one above it.
    """

    nation: Nation
    provinces: tuple[Province, ...]
    endings: tuple[Ending, ...]
    prefectures: dict[str, tuple[str, ...]] = Field(default={})
    direct_counties: dict[str, tuple[str, ...]] = Field(default={})
    superiors: tuple[str, ...] = ()
