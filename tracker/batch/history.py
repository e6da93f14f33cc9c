"""An edition with its past: what changed since an earlier build, told on its own pages and where a row is gone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from tracker.batch.edition import Edition, OfPlace, PlaceKey, changes_between
from tracker.editions import Change
from tracker.errors import OutputError
from tracker.render.changes import changes_page, changes_table
from tracker.render.corpus import Options, RuleFacts
from tracker.render.environment import templates
from tracker.render.past import History, Past, past_of
from tracker.render.rows import Rows
from tracker.render.site import render_gone

__all__ = ["Told", "read_history", "write_history"]

Telling = tuple[str, str, Change]
"""The edition before, the edition, and what changed from the one to the other."""

_HISTORY = "history.jsonl"
_PROMISED = ("commitments", "qualitative")


@dataclass
class Told:
    """What changed since the edition before (``changes``), and all that is known of the past.

    ``past`` is every change of this edition and of those before it; ``places`` what each place's pages tell of it,
    ``gone`` what is told of reports that no place has any more.
    """

    changes: list[Change] = field(default_factory=list)
    past: list[Telling] = field(default_factory=list)
    places: dict[PlaceKey, History] = field(default_factory=dict)
    gone: dict[str, tuple[Past, ...]] = field(default_factory=dict)


def read_history(since: Edition, now: Edition) -> Told:
    """Lay an edition beside the one before it, place by place."""
    told = Told()
    carried = _carried(since)
    home = {row["id"]: place for place in now.places for row in now.rows(place)["reports"]}
    gone: dict[PlaceKey | None, dict[str, dict[str, Past]]] = defaultdict(lambda: defaultdict(dict))
    here = since.stamp.edition, now.stamp.edition
    for one in changes_between(since, now):
        place, changes, rows = one.place, one.compared.changes, one.new
        told.changes += changes
        past = [
            *_as_it_is_now(carried.pop(place[0], []), one),
            *((*here, change) for change in changes),
            *((*here, change) for change in _moved(one)),
        ]
        told.past += past
        if found := _of_rows(past, rows):
            told.places[place] = History(rows=found)
    # what was told of places that neither edition has
    told.past += [line for lines in carried.values() for line in lines]
    for _, edition, change in told.past:
        if change.side == "commitment" and change.was and _elsewhere(change):
            gone[home.get(change.was_report)][change.was_report][change.was] = past_of(change, edition)
    for home_of, reports in gone.items():
        lists = {report: tuple(rows.values()) for report, rows in sorted(reports.items())}
        if home_of is None:
            told.gone = lists
        else:
            told.places[home_of] = replace(told.places.get(home_of, History()), gone=lists)
    return told


def write_history(site: Path, told: Told, since: Edition, now: Edition, options: Options) -> None:
    """Write ``changes.html``, ``data/changes.csv``, ``data/history.jsonl`` and the pages of reports that are gone."""
    page = changes_page(told.changes, since.stamp, now.stamp, options.lang, "")
    lines = [
        json.dumps({"since": before, "edition": edition, **asdict(change)}, ensure_ascii=False) + "\n"
        for before, edition, change in told.past
    ]
    try:
        (site / "changes.html").write_bytes(templates().page("changes.html", page).encode("utf-8", "replace"))
        (site / "data" / "changes.csv").write_bytes(changes_table(told.changes))
        (site / "data" / _HISTORY).write_bytes("".join(lines).encode())
    except OSError as error:
        raise OutputError.of_system(error, site) from error
    render_gone(told.gone, site, RuleFacts(sha256=now.stamp.rules), options)


def _carried(since: Edition) -> dict[str, list[Telling]]:
    """What an edition knew of its own past, by jurisdiction."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for line in since.lines(_HISTORY):
        row = json.loads(line)
        names = row.pop("since"), row.pop("edition")
        fields = tuple((name, old, new) for name, old, new in row.pop("fields"))
        change = Change(**row, fields=fields)
        found[change.jurisdiction].append((*names, change))
    return found


def _as_it_is_now(past: Sequence[Telling], of: OfPlace) -> Iterator[Telling]:
    """Changes of earlier editions, with the ids and the reports that their rows have now."""
    gone = {change.was for change in of.compared.changes if change.what == "vanished"}
    stands = {row["id"]: row["report"] for table in (*_PROMISED, "results") for row in of.new[table]}
    for before, edition, change in past:
        key = "" if change.id in gone else of.compared.ids.get(change.id, change.id)
        yield before, edition, replace(change, id=key, report=stands.get(key, change.report))


def _moved(of: OfPlace) -> Iterator[Change]:
    """The commitments that nothing happened to and that have another address.

    A copy by another name took their report's place, or another figure of their sentence was corrected.
    """
    told = {change.was for change in of.compared.changes if change.side == "commitment"}
    rows = {row["id"]: row for table in _PROMISED for row in of.new[table]}
    whose = {row["id"]: row["jurisdiction"] for row in of.old["reports"]}
    for one in (row for table in _PROMISED for row in of.old[table] if row["id"] not in told):
        other = rows.get(of.compared.ids.get(one["id"], ""))
        if other is None or (one["id"], one["report"]) == (other["id"], other["report"]):
            continue
        field = "quote" if one["report"] == other["report"] else "report"
        yield Change(
            "changed", "commitment", whose[one["report"]], None, one["indicator"] or one["object"] or "", other["id"],
            one["id"], other["report"], one["report"], ((field, one[field], other[field]),), other["quote_clean"],
            "source",
        )  # fmt: skip


def _elsewhere(change: Change) -> bool:
    return (change.was, change.was_report) != (change.id, change.report)


def _of_rows(past: Sequence[Telling], rows: Rows) -> dict[str, tuple[Past, ...]]:
    """Each commitment's past by its id; a change of a result is told by the commitment it answers.

    That it only stands elsewhere, or that another figure of its sentence changed, is no past of its own.
    """
    answers = {row["result"]: row["commitment"] for row in rows["links"] if row["final"] and row["result"]}
    found: dict[str, tuple[Past, ...]] = {}
    for _, edition, change in past:
        key = answers.get(change.id, "") if change.side == "result" else change.id
        if key and change.what == "changed" and change.fields[0][0] not in ("report", "quote"):
            found[key] = (*found.get(key, ()), past_of(change, edition))
    return found
