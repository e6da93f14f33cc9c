"""An edition with its past: what changed since an earlier build, on its own pages and where a row is gone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from tracker.batch.stamp import read_stamp
from tracker.editions import Change, Stamp, compare
from tracker.errors import OutputError
from tracker.render.changes import GonePage, Past, changes_page, changes_table, past_of
from tracker.render.corpus import Options, RuleFacts
from tracker.render.environment import templates
from tracker.render.frame import frame
from tracker.render.takeaway import read_tables
from tracker.render.text import slug
from tracker.render.words import Label

__all__ = ["write_history"]

_HISTORY = "history.jsonl"
_ROW_END, _SOURCES = "<p class=mt>", '<section class="sources">'


def write_history(site: Path, since: Path, options: Options) -> int:
    """Lay the new pages in ``site`` beside the build in ``since``; returns how many changes there are.

    Writes ``changes.html``, ``data/changes.csv`` and ``data/history.jsonl`` (every change of this edition and of those
    before it), puts its history into every scorecard row that has one, and keeps a page at every address that is gone.
    """
    old, new = read_tables(since), read_tables(site)
    before, now = read_stamp(since), read_stamp(site)
    changes = compare(old, new, before, now)
    page = changes_page(changes, before, now, options.lang, "")
    answers = {row["result"]: row["commitment"] for row in new["links"] if row["final"] and row["result"]}
    history = [*_carried(since, changes), *((before.edition, now.edition, change) for change in changes)]
    try:
        _replace(site / "changes.html", templates().page("changes.html", page))
        (site / "data" / "changes.csv").write_bytes(changes_table(changes))
        lines = [
            json.dumps({"since": old_name, "edition": name, **asdict(change)}, ensure_ascii=False) + "\n"
            for old_name, name, change in history
        ]
        (site / "data" / _HISTORY).write_bytes("".join(lines).encode())
        _write_rows(site, history, answers)
        _write_gone(site, history, now, options)
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(f"无法写入：{why}", f"cannot write: {why}", str(site)) from error
    return len(changes)


def _carried(since: Path, changes: Sequence[Change]) -> Iterable[tuple[str, str, Change]]:
    """What the earlier build knew of its own past, under the ids that its rows have now."""
    path = since / "data" / _HISTORY
    if not path.exists():
        return
    renamed = {change.was: change.id for change in changes if change.was and change.side != "verdict"}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = row.pop("since"), row.pop("edition")
        fields = tuple((name, old, new) for name, old, new in row.pop("fields"))
        change = Change(**row, fields=fields)
        yield (*names, replace(change, id=renamed.get(change.id, change.id)))


def _write_rows(site: Path, history: Sequence[tuple[str, str, Change]], answers: dict[str, str]) -> None:
    """Each row's history, put at the end of its evidence; of a result, into the row that it answers."""
    past: dict[str, list[Past]] = defaultdict(list)
    for _, edition, change in history:
        key = answers.get(change.id, "") if change.side == "result" else change.id
        if key and change.what == "changed":
            past[key].append(past_of(change, edition))
    for path in sorted((site / "scorecard").glob("*.html")) if past else ():
        text = path.read_text(encoding="utf-8")
        rows = text.split("<details class=row id=")
        changed = False
        for at, row in enumerate(rows[1:], start=1):
            found = past.get(row[1:].partition('"')[0])
            if found and _ROW_END in row:
                told = templates().page("partials/history.html", found)
                rows[at] = row.replace(_ROW_END, told + _ROW_END, 1)
                changed = True
        if changed:
            _replace(path, "<details class=row id=".join(rows))


def _write_gone(site: Path, history: Sequence[tuple[str, str, Change]], now: Stamp, options: Options) -> None:
    """What became of each commitment that is gone or has another id, at the address it had."""
    gone: dict[str, dict[str, Past]] = defaultdict(dict)
    for _, edition, change in history:
        if change.side == "commitment" and change.was and change.was != change.id:
            gone[change.was_report][change.was] = past_of(change, edition)
    for report, rows in sorted(gone.items()):
        path = site / "scorecard" / f"{slug(report)}.html"
        title = Label("上一版所列的条目", "Rows of an earlier edition")
        facts = RuleFacts(sha256=now.rules)
        told = GonePage(frame(title, "../", options, facts), report, tuple(rows.values()))
        if path.exists():
            text = path.read_text(encoding="utf-8")
            _replace(path, text.replace(_SOURCES, templates().page("partials/gone.html", told) + _SOURCES, 1))
        else:
            path.parent.mkdir(exist_ok=True)
            _replace(path, templates().page("gone.html", told))


def _replace(path: Path, text: str) -> None:
    """Write a file anew; never into what it was, which may be a hard link into the cache."""
    path.unlink(missing_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))
