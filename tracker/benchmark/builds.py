"""Whole builds of made-up corpora: one process and two, memory as they grow, the cost of one more report.

What is printed is wall time, which other work on the machine lengthens, and processor time, which it does not.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.benchmark.corpus import make_corpus, write_corpus
from tracker.storage import files_below

__all__ = ["measure_builds"]

_BUILD = """
import json, resource, sys
from tracker.cli import main
try:
    main(["build", sys.argv[1], "-o", sys.argv[2], "--jobs", sys.argv[3]])
except SystemExit as end:
    if end.code:
        raise
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({
    "processor": sum(one.ru_utime + one.ru_stime for one in used),
    "peak": max(one.ru_maxrss for one in used) * 1024,
}))
"""


@dataclass(frozen=True)
class _Built:
    """Wall seconds, processor seconds of all processes, and peak bytes of the largest of them."""

    seconds: float
    processor: float
    peak: int


def measure_builds(scratch: Path, sizes: Sequence[int], seed: int, length: int) -> bool:
    """Build corpora of these sizes below ``scratch`` and print what each took: in one process, in two, and with one
    report more.

    ``length`` is that of a report, in characters. Returns whether one and two processes gave the same bytes of
    ``data/``.
    """
    same = True
    for size in sizes:
        folder, one, two = scratch / f"corpus-{size}", scratch / f"one-{size}", scratch / f"two-{size}"
        write_corpus(folder, seed, size, length)
        alone = _build(folder, one, jobs=1)
        print(f"build of {size:,} reports with pages: {_told(alone)}, {alone.processor / size:.3f} s a report")
        both = _build(folder, two, jobs=2)
        print(f"  2 processes: {_told(both)}, {alone.seconds / both.seconds:.2f} times as fast")
        same &= _digest(one) == _digest(two)
        shutil.rmtree(two)
        one_more = next(make_corpus(seed + 1, 1, length, first=size))
        (folder / f"{one_more.name}.txt").write_text(one_more.text, encoding="utf-8")
        print(f"  one report added: {_told(_build(folder, one, jobs=1))}")
        shutil.rmtree(one)
    print(f"data/ of one and of two processes: {'the same bytes' if same else 'NOT THE SAME BYTES'}")
    return same


def _told(built: _Built) -> str:
    return f"{built.seconds:.1f} s ({built.processor:.1f} s of processor time), {built.peak / 1e6:,.0f} MB"


def _build(folder: Path, out: Path, jobs: int) -> _Built:
    """Build in a fresh process."""
    started = time.perf_counter()
    command = [sys.executable, "-c", _BUILD, str(folder), str(out), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return _Built(time.perf_counter() - started, **json.loads(done.stdout.splitlines()[-1]))


def _digest(out: Path) -> str:
    """A hash of every file in ``data/``, names and bytes."""
    digest = hashlib.sha256()
    for name in files_below(out / "data"):
        digest.update(name.encode() + b"\0" + (out / "data" / name).read_bytes())
    return digest.hexdigest()
