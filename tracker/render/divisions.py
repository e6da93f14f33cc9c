"""The table of jurisdictions: division codes, what stands below what, what was renamed or merged and when.

It tells what ``rules/`` know of places, whichever reports are at hand; what is not known stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from tracker.models import Level
from tracker.render.columns import Table
from tracker.render.columns import column as _column
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.divisions import Departed, Departure, Divisions
from tracker.rulebook.schema.jurisdictions import Counties, Jurisdictions

__all__ = ["DIVISIONS", "division_rows"]

DIVISIONS = Table(
    "jurisdictions",
    "行政区划：代码、层级、上级、更名与并入",
    "Jurisdictions: division code, level, parent, renamings and mergers",
    (
        _column("division_code", "string", "六位行政区划代码（GB/T 2260）", "six-digit division code of GB/T 2260"),
        _column("jurisdiction", "string", "全称（各表所用）", "full name, as the other tables have it", required=True),
        _column("name", "string", "本级名称", "own name", required=True),
        _column("level", "string", "层级", "level", get_args(Level), True),
        _column("parent", "string", "上级", "the jurisdiction above"),
        _column("parent_code", "string", "上级代码", "code of the jurisdiction above"),
        _column(
            "from_year", "integer", "始于（批准年份；空为不详或向来如此）", "since (year of approval; empty: not known)"
        ),
        _column("to_year", "integer", "止于（批准年份；空为现存或不详）", "until (empty: in being, or not known)"),
        _column("change", "string", "如何变更", "how it went", get_args(Departure)),
        _column("became", "list", "变更后（全称）", "what is there now, full names"),
        _column("became_codes", "list", "变更后的代码", "codes of what is there now"),
    ),
)


def division_rows(rulebook: Rulebook) -> list[dict[str, Any]]:
    """The rows, by code and last year; what has no code stands first."""
    places, divisions = rulebook.settings(Jurisdictions), rulebook.settings(Divisions)
    rows = [
        *_known(places, divisions),
        *(_gone(one, divisions, _codes_above(places)) for one in divisions.departed),
        *_uncoded(places, rulebook.settings(Counties), divisions),
    ]
    return sorted(rows, key=lambda row: (row["division_code"] or "", row["to_year"] or 9999, row["jurisdiction"]))


def _known(places: Jurisdictions, divisions: Divisions) -> Iterator[dict[str, Any]]:
    """The nation, the provinces, and every division with a code, from the top down."""
    nation, above = places.nation.name, _codes_above(places)
    since = {name: one.year for one in divisions.departed if one.how != "merged" for name in one.now}
    yield _row(None, nation, nation, "nation")
    for name, code in above.items():
        yield _row(code, name, name, "province", nation, None, divisions.founded.get(name))
    for parent, names in divisions.below.items():
        parent_code = above.get(parent) or divisions.by_name.get(parent)
        for name, code in names.items():
            level: Level = "prefecture" if code.endswith("00") else "county"
            began = since.get(parent + name, divisions.founded.get(name))
            yield _row(code, parent + name, name, level, parent, parent_code, began)


def _gone(one: Departed, divisions: Divisions, above: Mapping[str, str]) -> dict[str, Any]:
    parent_code = above.get(one.parent) or divisions.by_name.get(one.parent)
    row = _row(one.code, one.parent + one.name, one.name, one.level, one.parent, parent_code)
    return row | {
        "to_year": one.year,
        "change": one.how,
        "became": list(one.now),
        "became_codes": [divisions.by_name[name] for name in one.now if name in divisions.by_name],
    }


def _uncoded(places: Jurisdictions, counties: Counties, divisions: Divisions) -> Iterator[dict[str, Any]]:
    """Places that the lexicon knows by name only: whether they are still in being it does not say."""
    above = _codes_above(places)
    listed: list[tuple[str, str, Level]] = [
        *((province, name, "prefecture") for province, names in places.prefectures.items() for name in names),
        *((province, name, "county") for province, names in places.direct_counties.items() for name in names),
        *((parent, name, "county") for parent, names in counties.counties.items() for name in names.split()),
    ]
    for parent, name, level in dict.fromkeys(listed):
        if parent + name not in divisions.by_name:
            code = above.get(parent) or divisions.by_name.get(parent)
            yield _row(None, parent + name, name, level, parent, code, divisions.founded.get(name))


def _codes_above(places: Jurisdictions) -> dict[str, str]:
    return {province.name: province.code for province in places.provinces}


def _row(
    code: str | None, jurisdiction: str, name: str, level: Level, parent: str | None = None,
    parent_code: str | None = None, since: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "division_code": code,
        "jurisdiction": jurisdiction,
        "name": name,
        "level": level,
        "parent": parent,
        "parent_code": parent_code,
        "from_year": since,
        "to_year": None,
        "change": None,
        "became": [],
        "became_codes": [],
    }
