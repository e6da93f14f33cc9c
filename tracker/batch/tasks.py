"""The tasks of a build: a file to its extraction, a place to its pages and tables, places to what is joined of them.

Plain functions of picklable arguments that leave their work in the cache and give back little: memory stays flat as
the corpus grows, and a process pool or a cluster runs them without other code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from tracker.batch.assemble import join_tables
from tracker.batch.cache import LAST, About, Cache
from tracker.batch.compare import Compared, compare
from tracker.batch.inputs import Input, failure
from tracker.batch.parts import write_part
from tracker.errors import OutputError, TrackerError, system_reason
from tracker.flow import extract_report, prepare, report_from_source
from tracker.models import Decision, Extraction, Failure
from tracker.render.corpus import Options, RuleFacts
from tracker.render.past import NO_HISTORY, History
from tracker.render.summary import PlaceSummary
from tracker.rulebook import Rulebook, load
from tracker.storage import Stored

__all__ = [
    "DATA",
    "PAGES",
    "Counts",
    "Extracted",
    "Made",
    "Settings",
    "extract",
    "cache_of",
    "facts_of_rules",
    "join_places",
    "make_place",
    "make_region",
    "rulebook_of",
    "says_nothing",
    "summary_of",
]

SUMMARY, PAGES, DATA, TABLES = "summary.json", "pages", "data", "tables.zip"


@dataclass(frozen=True)
class Settings:
    """What every task of a build needs to know."""

    rules: tuple[Path, ...]
    cache: Stored
    options: Options


@dataclass(frozen=True)
class Extracted:
    """A file's extraction, by its key in the cache, with what a build needs to group and order it."""

    report_id: str
    shown: str
    jurisdiction: str
    key: str
    failure: Failure | None = None


@dataclass
class Counts:
    """What a build counts.

    ``verdicts`` are those of final lines of commitments that restate no other; ``superseded`` are (file, report that
    stands for it); ``decisions`` are those of reviewers in force, ``adopted`` how many of them were filed under another
    place, ``stale`` those whose sentence is gone.
    """

    reports: int = 0
    targets: int = 0
    milestones: int = 0
    results: int = 0
    links: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    superseded: list[tuple[str, str]] = field(default_factory=list)
    decisions: int = 0
    adopted: int = 0
    stale: int = 0

    def add(self, other: Counts) -> None:
        """Add another place's counts to these."""
        for name in ("reports", "targets", "milestones", "results", "links", "decisions", "adopted", "stale"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for verdict, count in other.verdicts.items():
            self.verdicts[verdict] = self.verdicts.get(verdict, 0) + count
        self.superseded.extend(other.superseded)


@dataclass(frozen=True)
class Made:
    """A place whose pages and tables lie in the cache under ``key``."""

    jurisdiction: str
    key: str
    counts: Counts


@lru_cache(maxsize=2)
def rulebook_of(rules: tuple[Path, ...]) -> Rulebook:
    """The rule set of a build, loaded once a process."""
    return load(*rules)


@lru_cache(maxsize=2)
def _ready(rules: tuple[Path, ...]) -> None:
    """Load and compile once a process, at the first report that is not in the cache."""
    prepare(rulebook_of(rules))


@lru_cache(maxsize=2)
def facts_of_rules(rules: tuple[Path, ...]) -> RuleFacts:
    """What pages need of the rule set, made once a process."""
    from tracker.render.facts import facts_of

    return facts_of(rulebook_of(rules))


def cache_of(settings: Settings) -> Cache:
    """The cache of a build."""
    return _cache(settings.cache, settings.rules)


@lru_cache(maxsize=2)
def _cache(folder: Stored, rules: tuple[Path, ...]) -> Cache:
    return Cache(folder, rulebook_of(rules).sha256)


def extract(item: Input, settings: Settings) -> Extracted:
    """Read and extract one file, or find it in the cache; a file that fails is told, never raised."""
    from tracker.read import file_bytes, read_source

    rulebook = rulebook_of(settings.rules)
    cache = cache_of(settings)
    try:
        given = {name: str(value) for name, value in item.overrides.items()}
        data = file_bytes(item.path)
        altered = item.altered(sha256(data).hexdigest()) if item.sha256 else None
        if altered:
            raise altered
        key = cache.key("extraction", item.report_id, item.shown, given, data=data)
        about = cache.about(key)
        if about is None:
            _ready(settings.rules)
            source = read_source(item.path).model_copy(update={"path": item.shown})
            report = report_from_source(source, rulebook, overrides=item.overrides, report_id=item.report_id)
            found = extract_report(report, rulebook)
            about = About(report.catalogue.jurisdiction, says_nothing(found))
            cache.keep_extraction(key, found, about)
    except OutputError:
        raise
    except TrackerError as error:
        return Extracted(item.report_id, item.shown, "", "", failure(error, item.shown))
    except OSError as error:
        zh, en = system_reason(error)
        told = Failure(path=item.shown, zh=f"无法读取：{zh}", en=f"cannot be read: {en}")
        return Extracted(item.report_id, item.shown, "", "", told)
    if about.says_nothing:
        return Extracted(item.report_id, item.shown, "", "", _no_report(item.shown))
    return Extracted(item.report_id, item.shown, about.jurisdiction, key)


def says_nothing(found: Extraction) -> bool:
    """Whether a text is no report that could be compared: no place, no year, nothing promised, nothing told."""
    catalogue = found.report.catalogue
    known = catalogue.jurisdiction or catalogue.reviewed_years or catalogue.planned_years
    return not (known or found.commitments or found.qualitative or found.results)


def _no_report(path: str) -> Failure:
    return Failure(
        path=path,
        zh="看不出是哪个地方、哪一年的报告，也没有目标任务；如确是报告，请在 reports.toml 中写明 jurisdiction 和年份",
        en="names no place and no year and promises nothing; if it is a report, give its jurisdiction and years in "
        "reports.toml",
    )


def make_place(
    jurisdiction: str,
    members: Sequence[Extracted],
    decisions: Sequence[Decision],
    settings: Settings,
    history: History = NO_HISTORY,
) -> Made:
    """Match and judge the reports of one place and write its pages and tables, or find them in the cache.

    ``history`` is what earlier editions said of the place; its pages tell it.
    """
    cache = cache_of(settings)
    decided = [decision.model_dump(mode="json") for decision in decisions]
    told = msgspec.to_builtins((settings.options, history))
    key = cache.key("place", jurisdiction, [member.key for member in members], decided, told)
    folder = cache.folder("places", key)
    if folder is None:
        counts = _write_place(cache, key, members, decisions, settings, history)
    else:
        counts = msgspec.json.decode((folder / LAST).read_bytes(), type=Counts)
    return Made(jurisdiction, key, counts)


def join_places(keys: Sequence[str], names: Sequence[str], settings: Settings) -> str:
    """Join these tables of the places stored under ``keys``, in their order, or find them in the cache.

    Returns the key of what was joined.
    """
    cache = cache_of(settings)
    key = cache.key("tables", keys, names)
    if cache.folder("tables", key) is None:
        parts = [cache.entry("places", name) / TABLES for name in keys]
        with cache.new_folder("tables", key) as made:
            join_tables(parts, made / DATA, names)
            (made / LAST).write_bytes(b"{}")
    return key


def make_region(name: str, keys: Sequence[str], settings: Settings) -> str:
    """Write the overview of a region, whose places are stored under ``keys``, or find it in the cache.

    Returns the key of its pages.
    """
    from tracker.render.site import render_region

    cache = cache_of(settings)
    key = cache.key("region", name, keys, msgspec.to_builtins(settings.options))
    if cache.folder("regions", key) is None:
        summaries = [summary_of(cache.entry("places", place)) for place in keys]
        with cache.new_folder("regions", key) as made:
            render_region(name, summaries, made / PAGES, facts_of_rules(settings.rules), settings.options)
            (made / LAST).write_bytes(b"{}")
    return key


def summary_of(folder: Stored) -> PlaceSummary:
    """The summary that a place left for the overview."""
    return msgspec.json.decode((folder / SUMMARY).read_bytes(), type=PlaceSummary)


def _write_place(
    cache: Cache,
    key: str,
    members: Sequence[Extracted],
    decisions: Sequence[Decision],
    settings: Settings,
    history: History,
) -> Counts:
    from tracker.render.coverage import coverage_rows
    from tracker.render.place import Place
    from tracker.render.rows import exported, rows_of
    from tracker.render.site import render_jurisdiction
    from tracker.render.write import write_sources
    from tracker.render.years_rows import year_rows
    from tracker.years import Annals, read_years

    rulebook, options = rulebook_of(settings.rules), settings.options
    loaded = [cache.stored_extraction(member.key) for member in members]
    compared = compare(loaded, rulebook, decisions)
    used, links = compared.extractions, compared.links
    counts = _count(compared)
    facts = facts_of_rules(settings.rules)
    place, given = Place(used, links), exported(used, options.drafts)
    years = read_years(place, rulebook)
    # drafts stand on the pages, stamped, and stay out of the tables
    tabled = years if len(given) == len(used) else read_years(Annals(given, links), rulebook)
    with cache.new_folder("places", key) as folder:
        summary = render_jurisdiction(place, years, folder / PAGES, facts, options, history)
        rows = rows_of(used, links, drafts=options.drafts)
        rows["coverage"] = coverage_rows(summary.coverage)
        write_part(folder / TABLES, rows | year_rows(tabled))
        write_sources(given, folder / DATA)
        (folder / SUMMARY).write_bytes(msgspec.json.encode(summary))
        (folder / LAST).write_bytes(msgspec.json.encode(counts))
    return counts


def _count(compared: Compared) -> Counts:
    extractions = compared.extractions
    commitments = [c for e in extractions for c in e.commitments]
    restated = {commitment.id for commitment in commitments if commitment.restates}
    kinds = Counter(commitment.kind for commitment in commitments if not commitment.restates)
    verdicts = Counter(str(link.verdict) for link in compared.links if link.final and link.commitment not in restated)
    return Counts(
        reports=len(extractions),
        targets=kinds["target"],
        milestones=kinds["milestone"],
        results=sum(len(extraction.results) for extraction in extractions),
        links=sum(link.result is not None for link in compared.links),
        verdicts=dict(sorted(verdicts.items())),
        superseded=compared.superseded,
        decisions=len(compared.applied),
        adopted=compared.adopted,
        stale=len(compared.stale),
    )
