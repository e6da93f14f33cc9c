"""Files in, a folder of scorecards and data out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from tracker.batch.cache import Cache
from tracker.batch.inputs import collect
from tracker.batch.place import CACHE, staged
from tracker.batch.tasks import Compared, Extracted, Settings, compare, extract, rulebook_of
from tracker.models import Failure
from tracker.render.corpus import Options
from tracker.render.rows import rows_of
from tracker.render.write import DataWriter

__all__ = ["Progress", "Summary", "build"]

Progress = Callable[[str, int, int], None]
"""Called with the stage ("extract" or "compare"), how many tasks of it are done, and how many there are."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Summary:
    """What a build did, counted.

    ``verdicts`` counts final links of commitments that restate no other; ``superseded`` are (file, report that stands
    for it).
    """

    out: Path
    reports: int = 0
    targets: int = 0
    milestones: int = 0
    results: int = 0
    links: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    superseded: list[tuple[str, str]] = field(default_factory=list)


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    rules: Sequence[Path] = (),
    jobs: int = 1,
    options: Options | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Summary:
    """Read the reports in ``paths`` and write pages and ``data/`` into ``out``, which is replaced as a whole.

    ``rules`` are folders laid over the built-in rules; ``jobs`` is the number of processes. A file that fails is told
    in the summary and the run goes on. Raises RulebookError for broken rules and OutputError where ``out`` cannot be
    written; what was in ``out`` before is then unchanged.
    """
    rulebook = rulebook_of(tuple(rules))
    options = options or Options()
    summary = Summary(out)
    with staged(out) as place, _workers(jobs) as run:
        settings = Settings(tuple(rules), out / CACHE)
        inputs, summary.failures = collect(paths)
        groups: dict[str, list[Extracted]] = defaultdict(list)
        for done, found in enumerate(run(extract, [(item, settings) for item in inputs]), start=1):
            progress("extract", done, len(inputs))
            if found.failure:
                summary.failures.append(found.failure)
            else:
                groups[found.jurisdiction].append(found)

        with DataWriter(place / "data") as data:
            tasks = [(name, groups[name], settings) for name in sorted(groups)]
            for done, compared in enumerate(run(compare, tasks), start=1):
                progress("compare", done, len(tasks))
                data.add(rows_of(compared.extractions, compared.links, drafts=options.drafts))
                data.add_sources(compared.extractions)
                _count(summary, compared)
        Cache(settings.cache, rulebook.sha256).keep_only({member.key for group in groups.values() for member in group})
    return summary


def _count(summary: Summary, compared: Compared) -> None:
    restated = {c.id for e in compared.extractions for c in e.commitments if c.restates}
    summary.reports += len(compared.extractions)
    for extraction in compared.extractions:
        kinds = Counter(commitment.kind for commitment in extraction.commitments if not commitment.restates)
        summary.targets += kinds["target"]
        summary.milestones += kinds["milestone"]
        summary.results += len(extraction.results)
    summary.links += sum(link.result is not None for link in compared.links)
    summary.verdicts.update(
        str(link.verdict) for link in compared.links if link.final and link.commitment not in restated
    )
    summary.superseded.extend(compared.superseded)


@contextmanager
def _workers(jobs: int) -> Iterator[Callable[[Callable[..., R], Sequence[tuple[T, ...]]], Iterator[R]]]:
    """Something that runs a function over argument tuples and yields the answers in their order."""
    if jobs <= 1:
        yield lambda function, tasks: (function(*task) for task in tasks)
        return
    # spawned, not forked: the same on every platform, and no lock of the parent is inherited half-held
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield lambda function, tasks: pool.map(function, *zip(*tasks, strict=True), chunksize=1) if tasks else iter(())
