"""The two kinds of task a build is made of: one file to its extraction, one jurisdiction to its links.

Plain functions of picklable arguments, so that a process pool or a cluster runs them without other code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tracker.batch.cache import Cache
from tracker.batch.inputs import Input, failure
from tracker.errors import TrackerError
from tracker.flow import extract_report, report_from_source
from tracker.models import Decision, Extraction, Failure, Link, Report
from tracker.rulebook import Rulebook, load

__all__ = [
    "Compared", "Extracted", "Settings", "compare", "compare_extractions", "extract", "read_input", "rulebook_of",
]


@dataclass(frozen=True)
class Settings:
    """What every task of a build needs to know: the user's rule folders and where extractions are kept."""

    rules: tuple[Path, ...]
    cache: Path


@dataclass(frozen=True)
class Extracted:
    """A file's extraction, by its key in the cache, with what a build needs to group and order it."""

    report_id: str
    shown: str
    jurisdiction: str
    key: str
    failure: Failure | None = None


@dataclass(frozen=True)
class Compared:
    """One jurisdiction after matching and judging; ``superseded`` are (path, report that stands for it)."""

    jurisdiction: str
    extractions: tuple[Extraction, ...]
    links: tuple[Link, ...]
    superseded: tuple[tuple[str, str], ...]


@lru_cache(maxsize=2)
def rulebook_of(rules: tuple[Path, ...]) -> Rulebook:
    """The rule set of a build, loaded once a process."""
    return load(*rules)


def extract(item: Input, settings: Settings) -> Extracted:
    """Read and extract one file, or find it in the cache; a file that fails is told, never raised."""
    rulebook = rulebook_of(settings.rules)
    cache = Cache(settings.cache, rulebook.sha256)
    try:
        key = cache.key(item.path.read_bytes(), item.report_id, item.shown, item.overrides)
        found = cache.get(key)
        if found is None:
            found = extract_report(read_input(item, rulebook), rulebook)
            cache.put(key, found)
    except TrackerError as error:
        return Extracted(item.report_id, item.shown, "", "", failure(error, item.shown))
    except OSError as error:
        why = error.strerror or str(error)
        told = Failure(path=item.shown, zh=f"无法读取：{why}。", en=f"cannot be read: {why}.")
        return Extracted(item.report_id, item.shown, "", "", told)
    return Extracted(item.report_id, item.shown, found.report.catalogue.jurisdiction, key)


def compare(jurisdiction: str, members: Sequence[Extracted], settings: Settings) -> Compared:
    """Match and judge the reports of one jurisdiction, as they stand in the cache; see ``compare_extractions``."""
    rulebook = rulebook_of(settings.rules)
    cache = Cache(settings.cache, rulebook.sha256)
    loaded = [found for member in members if (found := cache.get(member.key)) is not None]
    return compare_extractions(jurisdiction, loaded, rulebook)


def read_input(item: Input, rulebook: Rulebook) -> Report:
    """Read, repair, catalogue and outline one file; raises ReadError where it cannot be read."""
    from tracker.read import read_source

    source = read_source(item.path).model_copy(update={"path": item.shown})
    return report_from_source(source, rulebook, overrides=item.overrides, report_id=item.report_id)


def compare_extractions(
    jurisdiction: str, loaded: Sequence[Extraction], rulebook: Rulebook, decisions: Sequence[Decision] = ()
) -> Compared:
    """Match and judge the reports of one jurisdiction; of two files of the same report the fuller one is used."""
    from tracker.judge import judge
    from tracker.match import pair
    from tracker.read.catalogue import duplicates

    second = {
        other.id: (other.source.path, group.kept.id)
        for group in duplicates([extraction.report for extraction in loaded])
        for other in group.dropped
    }
    used = tuple(extraction for extraction in loaded if extraction.report.id not in second)
    pairings = pair(used, rulebook)
    links = tuple(judge(pairings, used, rulebook, decisions))
    return Compared(jurisdiction, used, links, tuple(sorted(second.values())))
