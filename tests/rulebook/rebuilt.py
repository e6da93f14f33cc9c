"""Whether a preview of a rule change is the difference of two full builds, for changes of every kind drawn at random.

``python tests/rulebook/rebuilt.py FOLDER …`` builds reports of one's own twice for each of ten changes and says how
the preview compares; the tests do the same on the sample corpus.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tracker.batch import build
from tracker.batch.inputs import collect
from tracker.models import Decision, Rejected
from tracker.rulebook import load
from tracker.rulebook.preview import Outcome, compare_outcomes, outcome
from tracker.rulebook.schema.tolerances import Tolerances
from tracker.rulebook.schema.units import Units

__all__ = ["CHANGES", "Rows", "Shown", "change", "columns", "rows_of_build", "rows_that_differ", "shown_by_preview"]

Rows = dict[str, dict[str, dict[str, Any]]]
"""What a build wrote: by table and key."""

Row = tuple[str, str, str, frozenset[str]]
"""Table, key, gained or lost or changed, the fields that differ (of what is changed)."""

_TABLES = ("commitments", "results", "qualitative", "rejected", "links")

_EXAMPLES = "    examples:\n      hit: [{text: 柚子〖8%〗。}]\n      miss: [{text: 柚子。, why: 没有数字}]\n"


# --- changes --------------------------------------------------------------------------------------------------------


def _word_less(built: Outcome, pick: random.Random) -> tuple[str, str]:
    name = pick.choice(sorted(name for name, entry in built.rulebook.words.items() if len(entry.words) > 1))
    word = pick.choice(built.rulebook.words[name].words)
    return "words/own.yaml", f"- class: {name}\n  without: [{word}]\n"


def _word_more(built: Outcome, pick: random.Random) -> tuple[str, str]:
    name = pick.choice(["rise", "reach", "act", "modality"])
    return "words/own.yaml", f"- class: {name}\n  also: [{pick.choice(['推进', '有望', '加快', '企业'])}]\n"


def _synonym(built: Outcome, pick: random.Random) -> tuple[str, str]:
    key = pick.choice(sorted(built.rulebook.indicators))
    return "indicators/own.yaml", f"- id: {key}\n  also: [{pick.choice(_unknown(built))}]\n"


def _indicator(built: Outcome, pick: random.Random) -> tuple[str, str]:
    better = pick.choice(["higher", "lower", "none"])
    return "indicators/own.yaml", f"- id: own-1\n  name: {pick.choice(_unknown(built))}\n  better: {better}\n"


def _other_side(built: Outcome, pick: random.Random) -> tuple[str, str]:
    key = pick.choice(sorted({i for e in built.extractions.values() for c in e.commitments if (i := c.indicator_id)}))
    return "indicators/own.yaml", f"- id: {key}\n  name: {built.rulebook.indicators[key].name}\n  better: lower\n"


def _rule_off(built: Outcome, pick: random.Random) -> tuple[str, str]:
    rule = pick.choice(built.rulebook.rules("targets"))
    return "targets/own.yaml", f"rules:\n  - id: {rule.id}\n    also: {{}}\n    status: off\n"


def _rule_more(built: Outcome, pick: random.Random) -> tuple[str, str]:
    rule = pick.choice(built.rulebook.rules("targets"))
    measure = "level" if rule.gives["measure"] == "increment" else "increment"
    text = (
        f"rules:\n  - id: own-rule\n    intent: 试\n    pattern: '({rule.pattern}) $'\n"
        f"    gives: {{measure: {measure}}}\n{_EXAMPLES}"
    )
    return "targets/own.yaml", text


def _not_taken(built: Outcome, pick: random.Random) -> tuple[str, str]:
    unit = pick.choice(["rate", "money", "pieces"])
    text = (
        f"rules:\n  - id: own-not-taken\n    intent: 试\n    pattern: {{reach}} {{quantity:{unit}}}\n"
        f"    gives: {{reason: 试}}\n{_EXAMPLES}"
    )
    return "rejected/own.yaml", text


def _unit(built: Outcome, pick: random.Random) -> tuple[str, str]:
    met = {c.unit for e in built.extractions.values() for c in e.commitments}
    families = [f for f in built.rulebook.settings(Units).families if len(f.words) > 1 and met & {*f.words}]
    family = pick.choice(families)
    unit = pick.choice(sorted(met & {*family.words}, key=str))
    return "units.yaml", f'families:\n  - name: {family.name}\n    without: {{words: ["{unit}"]}}\n'


def _tolerance(built: Outcome, pick: random.Random) -> tuple[str, str]:
    measure = pick.choice(sorted(set(Tolerances.model_fields) & {"growth", "share", "level", "increment"}))
    return "tolerances.yaml", f"{measure}: {{near: {pick.choice([1, 20, 50])}}}\n"


def _unknown(built: Outcome) -> list[str]:
    found = {c.indicator for e in built.extractions.values() for c in e.commitments if c.indicator_id is None}
    return sorted(name for name in found if name)


CHANGES: tuple[Callable[[Outcome, random.Random], tuple[str, str]], ...] = (
    _word_less, _word_more, _synonym, _indicator, _other_side, _rule_off, _rule_more, _not_taken, _unit, _tolerance,
)  # fmt: skip


def change(seed: int, built: Outcome, folder: Path) -> str:
    """Write the change of this number into a rules folder; says what it is."""
    place, text = CHANGES[seed % len(CHANGES)](built, random.Random(seed))
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(text, encoding="utf-8")
    return f"{place}: {' '.join(text.split())}"


# --- two builds, and what a preview says of them --------------------------------------------------------------------


def rows_of_build(paths: Sequence[Path], out: Path, rules: Sequence[Path], decisions: Sequence[Decision] = ()) -> Rows:
    """Build, and read back what was written: by table and key."""
    build(paths, out, rules=rules, decisions=decisions)
    tables: Rows = {}
    for table in _TABLES:
        lines = (out / "data" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        tables[table] = {_key(table, row): row for row in map(json.loads, lines)}
    return tables


def _key(table: str, row: dict[str, Any]) -> str:
    if table == "links":
        return f"{row['commitment']}/{row['later_report'] or ''}"
    if table == "rejected":
        return f"{row['report']}/{row['value_start']}/{row['value_end']}"
    return f"{row['report']}/{row['id']}"


def columns(rows: Rows) -> dict[str, frozenset[str]]:
    """The columns of each table."""
    return {name: frozenset(key for row in table.values() for key in row) for name, table in rows.items()}


def rows_that_differ(before: Rows, after: Rows) -> set[Row]:
    """What two builds write differently."""
    rows: set[Row] = set()
    for table in _TABLES:
        for key in before[table].keys() | after[table].keys():
            one, other = before[table].get(key), after[table].get(key)
            if one is None or other is None:
                rows.add((table, key, "gained" if one is None else "lost", frozenset()))
            elif one != other:
                rows.add((table, key, "changed", frozenset(name for name in one if one[name] != other[name])))
    return rows


class Shown(NamedTuple):
    """What a preview says differs, in the words of the export; how much of the corpus it read again."""

    rows: set[Row]
    extracted_again: int


def shown_by_preview(before: Outcome, after: Outcome, exported: dict[str, frozenset[str]]) -> Shown:
    """The preview's rows; ``exported`` are the columns of each table, fields beside them are for explaining only."""
    shown = compare_outcomes(before, after)
    rows: set[Row] = set()
    rejected = {
        f"{row.value_start:09}/{row.value_end:09}": row
        for o in (before, after)
        for compared in o.compared.values()
        for extraction in compared.extractions
        for row in extraction.rejected
    }
    for one in shown.changes:
        fields = frozenset(one.before) & exported[one.table] if one.what == "changed" else frozenset()
        if one.what == "changed" and not fields:
            continue
        found = rejected.get(one.id) if one.table == "rejected" else None
        key = f"{found.value_start}/{found.value_end}" if isinstance(found, Rejected) else one.id
        rows.add((one.table, f"{one.report}/{key}", one.what, fields))
    for link in shown.links:
        what = link.what if link.what in ("gained", "lost") else "changed"
        fields = frozenset(link.before) & exported["links"] if what == "changed" else frozenset()
        if what != "changed" or fields:
            rows.add(("links", f"{link.commitment}/{link.later_report or ''}", what, fields))
    return Shown(rows, shown.extracted_again)


def main(folders: Sequence[str]) -> int:
    """Ten changes over the reports in ``folders``: one line each, status 1 where a preview differs from the builds."""
    paths = [Path(folder) for folder in folders]
    inputs, _ = collect(paths)
    built = outcome(inputs, load())
    wrong = 0
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        before = rows_of_build(paths, scratch / "out", ())
        for seed in range(len(CHANGES)):
            own = scratch / f"rules{seed}"
            said = change(seed, built, own)
            start = time.process_time()
            shown = shown_by_preview(built, outcome(inputs, load(own), beneath=built), columns(before))
            took = time.process_time() - start
            differ = rows_that_differ(before, rows_of_build(paths, scratch / "out", (own,)))
            wrong += shown.rows != differ
            verdict = "equal" if shown.rows == differ else f"{len(shown.rows ^ differ)} rows differ"
            print(f"{verdict}: {len(differ)} rows, {shown.extracted_again} read again, {took:.1f} s  {said}")
            for row in sorted(shown.rows ^ differ, key=str)[:5]:
                print("   ", "preview" if row in shown.rows else "builds", *row[:3], sorted(row[3]))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
