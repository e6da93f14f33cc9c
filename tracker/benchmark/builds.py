"""Whole builds of made-up corpora: memory as they grow, the cost of one more report, one process against two."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tracker.benchmark.corpus import make_corpus, write_corpus

__all__ = ["measure_builds"]

_BUILD = """
import json, resource, sys
from pathlib import Path
from tracker.batch import build
build([Path(sys.argv[1])], Path(sys.argv[2]), jobs=int(sys.argv[3]))
peaks = [resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps(max(peaks)))
"""


def measure_builds(scratch: Path, sizes: Sequence[int], seed: int, length: int) -> None:
    """Build corpora of these sizes below ``scratch`` and print what each took; then one report more, then two jobs.

    ``length`` is that of a report, in characters.
    """
    for size in sizes:
        folder, out = scratch / f"corpus-{size}", scratch / f"out-{size}"
        write_corpus(folder, seed, size, length)
        seconds, peak = _build(folder, out, jobs=1)
        each, memory = seconds / size, peak / 1e6
        print(f"build of {size:,} reports with pages: {seconds:.1f} s, {each:.3f} s a report, {memory:,.0f} MB")
        one_more = next(make_corpus(seed + 1, 1, length, first=size))
        (folder / f"{one_more.name}.txt").write_text(one_more.text, encoding="utf-8")
        seconds, _ = _build(folder, out, jobs=1)
        print(f"  one report added: {seconds:.1f} s")
    alone, _ = _build(scratch / f"corpus-{sizes[0]}", scratch / "alone", jobs=1)
    both, _ = _build(scratch / f"corpus-{sizes[0]}", scratch / "both", jobs=2)
    faster = alone / both
    print(f"{sizes[0]:,} reports: 1 process {alone:.1f} s, 2 processes {both:.1f} s, {faster:.2f} times as fast")


def _build(folder: Path, out: Path, jobs: int) -> tuple[float, int]:
    """Wall seconds and peak bytes of the largest process of a build in a fresh process."""
    started = time.perf_counter()
    command = [sys.executable, "-c", _BUILD, str(folder), str(out), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return time.perf_counter() - started, int(json.loads(done.stdout.splitlines()[-1]))
