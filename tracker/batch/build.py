"""Files in, a folder of scorecards and data out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tracker.batch.assemble import MANY, describe_tables, part_of, place_of_table
from tracker.batch.edition import Edition
from tracker.batch.history import read_history, write_history
from tracker.batch.inputs import Input, collect, put_right
from tracker.batch.place import CACHE, Site, opened
from tracker.batch.stamp import stamp_of, write_stamp
from tracker.batch.tasks import (
    DATA,
    PAGES,
    Counts,
    Extracted,
    Made,
    Settings,
    cache_of,
    extract,
    facts_of_rules,
    join_places,
    make_place,
    make_region,
    rulebook_of,
    summary_of,
)
from tracker.batch.workers import Run, workers
from tracker.decisions import REPORT_KEY, in_force
from tracker.errors import OutputError, ReadError
from tracker.models import Decision, Failure
from tracker.moved import by_place
from tracker.render import render_overview
from tracker.render.accuracy import stored_accuracy
from tracker.render.audited import Findings
from tracker.render.corpus import Options, Superseded
from tracker.render.tables import TABLES
from tracker.storage import Stored, files_below, is_here, whole

__all__ = ["Progress", "Summary", "build"]

PlaceTask = tuple[str, list[Extracted], list[Decision], Settings]

Progress = Callable[[str, int, int], None]
"""Called with the stage ("extract", "compare" or "write"), how many tasks of it are done, and how many there are."""


@dataclass
class Summary(Counts):
    """What a build did, counted, with the inputs that could not be used."""

    out: Stored = Path()
    failures: list[Failure] = field(default_factory=list)
    changes: int | None = None


def build(
    paths: Sequence[Stored],
    out: Stored,
    *,
    rules: Sequence[Path] = (),
    decisions: Sequence[Decision] = (),
    jobs: int = 1,
    cluster: str | None = None,
    options: Options | None = None,
    progress: Progress = lambda stage, done, total: None,
    audit: Findings | None = None,
    since: Path | None = None,
) -> Summary:
    """Read the reports in ``paths`` and write pages and ``data/`` into ``out``, which is replaced as a whole.

    Paths and ``out`` may be of this machine or of a store (``storage.located``). ``rules`` are folders laid over the
    built-in rules; ``decisions`` what reviewers decided, in their order; ``jobs`` is the number of processes,
    ``cluster`` the address of a Dask scheduler whose workers reach the same folders or stores; ``audit`` is what a
    blind reading of an earlier build came to, for the Method page; ``since`` is an earlier build, whose changes the new
    one tells (both in folders of this machine). A file that fails is told in the summary and the run goes on. Raises
    RulebookError for broken rules, ReadError where not one report could be read, TrackerError where ``since`` is no
    build, and OutputError where ``out`` cannot be written; what was in ``out`` before is then unchanged (in a store: as
    ``batch.place`` says).
    """
    rulebook_of(tuple(rules))  # broken rules are told before anything is touched
    out = whole(out)
    before = _edition_before(since, out)
    with opened(out) as site, workers(jobs, cluster) as run:
        settings = Settings(tuple(rules), out / CACHE, options or Options())
        cache_of(settings).make_folders()
        summary = Summary(out=out)
        inputs, summary.failures = collect(paths)
        inputs, of_places = _put_right(inputs, decisions, summary)
        # a report whose place nobody knows is a place of its own: it must never answer for another one
        groups: dict[tuple[str, str], list[Extracted]] = defaultdict(list)
        for done, found in enumerate(run(extract, [(item, settings) for item in inputs]), start=1):
            progress("extract", done, len(inputs))
            if found.failure:
                summary.failures.append(found.failure)
            else:
                groups[found.jurisdiction, "" if found.jurisdiction else found.report_id].append(found)

        if not groups:
            raise _nothing_read(summary)
        decided = by_place(of_places, {one.report_id: name for (name, _), members in groups.items() for one in members})
        tasks: list[PlaceTask] = [
            (name, groups[name, alone], [*decided.get("", ()), *(decided.get(name, ()) if name else ())], settings)
            for name, alone in sorted(groups)
        ]
        made: list[Made] = []
        for done, one in enumerate(run(make_place, tasks), start=1):
            progress("compare", done, len(tasks))
            made.append(one)
            summary.add(one.counts)
        # what is filed under a place that is not there is stale, unless another place knows it for its own
        summary.stale += sum(len(of) for name, of in decided.items() if name and (name, "") not in groups)
        summary.stale -= summary.adopted
        tables = _join(site, made, run, settings, progress)
        stamp = stamp_of(settings.options.edition, rulebook_of(settings.rules).sha256, of_places)
        write_stamp(site.folder / "data", stamp)
        places = [one.key for one in made]
        if before is not None:
            summary.changes = _tell_past(before, site, tasks, made, run, settings)
        regions = _assemble(site, made, summary, run, settings, audit)
        cache_of(settings).keep_only(
            (m.key for group in groups.values() for m in group),
            {"places": {*places, *(one.key for one in made)}, "tables": tables, "regions": regions},
        )
    return summary


def _nothing_read(summary: Summary) -> ReadError:
    """Every failure on a line of its own, then what became of the build."""
    return ReadError(
        "\n".join([*(f"{one.path}：{one.zh}" for one in summary.failures), "没有读到任何报告，原有内容保持不变"]),
        "\n".join(
            [*(f"{one.path}: {one.en}" for one in summary.failures), "no report was read; what was there is unchanged"]
        ),
    )


def _put_right(
    inputs: Sequence[Input], decisions: Sequence[Decision], summary: Summary
) -> tuple[list[Input], list[Decision]]:
    """The inputs with what reviewers corrected in their catalogue, and the decisions that are for the places.

    Private notes stay behind, and entries that hold nothing else.
    """
    valid = in_force(decisions)
    known = {item.report_id for item in inputs}
    of_places = []
    for decision in valid:
        if not decision.commitment.startswith(REPORT_KEY):
            if decision.action != "note" or decision.reason:
                of_places.append(decision.model_copy(update={"note": ""}))
        elif decision.fields.get("report") in known:
            summary.decisions += 1
        else:
            summary.stale += 1
    return put_right(inputs, valid), of_places


def _join(site: Site, made: Sequence[Made], run: Run, settings: Settings, progress: Progress) -> list[str]:
    """Write ``data/``; of many places each table in parts. Returns the keys of what was joined."""
    cache = cache_of(settings)
    names = [table.name for table in TABLES]
    in_parts: list[str] = []
    if len(made) <= MANY:  # table by table, so that more than one process has something to do
        places = [one.key for one in made]
        joins = [("", places, [name]) for name in names]
    else:
        parts: dict[str, list[str]] = defaultdict(list)
        for one in made:
            parts[part_of(one.jurisdiction)].append(one.key)
        in_parts = sorted(parts)
        joins = [(part, parts[part], names) for part in in_parts]
    keys = []
    for done, key in enumerate(run(join_places, [(of, tables, settings) for _, of, tables in joins]), start=1):
        progress("write", done, len(joins))
        keys.append(key)
    for (part, *_), key in zip(joins, keys, strict=True):
        folder = cache.entry("tables", key)
        for name in files_below(folder / DATA):
            site.take_file(folder / DATA / name, f"data/{place_of_table(name, part)}")
    site.take([cache.entry("places", one.key) / DATA for one in made], run, "data")
    (site.folder / "data").mkdir(exist_ok=True)
    describe_tables(site.folder / "data", rulebook_of(settings.rules), settings.options.edition, in_parts)
    return keys


def _edition_before(since: Path | None, out: Stored) -> Edition | None:
    if since is None:
        return None
    if not is_here(out):
        raise OutputError("--since 只用于本机的文件夹", "--since is for folders of this machine only", str(out))
    return Edition(since)


def _tell_past(
    before: Edition, site: Site, tasks: Sequence[PlaceTask], made: list[Made], run: Run, settings: Settings
) -> int:
    """Have the pages tell what changed since an earlier build; returns how many changes there are.

    Only where there is something to tell is a place made anew, in ``made`` too: its tables are what they were.
    """
    now = Edition(site.folder)
    told = read_history(before, now)
    again = {
        at: (name, members, decisions, settings, told.places[key])
        for at, (name, members, decisions, _) in enumerate(tasks)
        if (key := (name, "" if name else members[0].report_id)) in told.places
    }
    for at, one in zip(again, run(make_place, list(again.values())), strict=True):
        made[at] = one
    write_history(site.folder, told, before, now, settings.options)
    return len(told.changes)


def _assemble(
    site: Site, made: Sequence[Made], summary: Summary, run: Run, settings: Settings, audit: Findings | None
) -> list[str]:
    """Write the pages: those of the places, and what spans them. Returns the keys of the regions' pages."""
    cache = cache_of(settings)
    site.take([cache.entry("places", one.key) / PAGES for one in made], run)
    regions = render_overview(
        (summary_of(cache.entry("places", one.key)) for one in made),
        site.folder,
        facts_of_rules(settings.rules),
        settings.options,
        failures=summary.failures,
        accuracy=stored_accuracy(),
        superseded=[Superseded(path, report) for path, report in summary.superseded],
        decisions=summary.decisions,
        audit=audit,
    )
    tasks = [(name, [made[number].key for number in members], settings) for name, members in regions.items()]
    keys = list(run(make_region, tasks))
    site.take([cache.entry("regions", key) / PAGES for key in keys], run)
    return keys
