"""``python -m tracker.benchmark``: how fast the program is, measured in fresh processes on one core.

Two texts are measured: reports made up by a seed, in which no sentence comes twice, and, with ``--docs``, a folder of
one's own. What was planted in the made-up reports must be found there, neither more nor less. The last line is the
lower of the ratios to segmenting the same text with spacy-pkuseg alone. Whole builds are measured besides: one process
against two, peak memory as the corpus grows, the cost of adding one report. Starting costs each process some two
seconds, so that fewer than 300 reports say little of two (``--builds 100 1000 10000`` takes an hour; ``--length`` makes
shorter reports).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracker.benchmark.builds import measure_builds
from tracker.benchmark.corpus import LENGTH, write_corpus
from tracker.benchmark.stages import STAGES

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where what was planted did not all come out, or two processes gave other bytes than one."""
    parser = argparse.ArgumentParser(prog="python -m tracker.benchmark", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--reports", type=int, default=24, help="how many reports to make up (20,000 characters each)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", type=Path, help="a folder of real reports to measure too")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the median counts")
    parser.add_argument("--builds", type=int, nargs="*", metavar="N", default=[300], help="builds of so many reports")
    parser.add_argument("--length", type=int, default=LENGTH, help="characters of a report in these builds")
    options = parser.parse_args(arguments)
    right = True
    ratios = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "made")
        planted = write_corpus(folder, options.seed, options.reports)
        rows = _runs(folder, options.runs)
        ratios.append(_report(f"{options.reports} made-up reports (seed {options.seed})", rows))
        found = {kind: count for kind, count in rows[0]["found"].items() if kind in planted}
        right = found == dict(planted)
        print(f"  planted {dict(sorted(planted.items()))}: {'all found' if right else f'FOUND {found}'}")
        if options.docs:
            ratios.append(_report(str(options.docs), _runs(options.docs, options.runs)))
        if options.builds:
            right &= measure_builds(Path(scratch), options.builds, options.seed, options.length)
    print(f"ratio_to_pkuseg={min(ratios):.1f}")
    return 0 if right else 1


def _runs(folder: Path, runs: int) -> list[dict[str, Any]]:
    """Measurements in fresh processes, the middle one (by all seconds) first; each with one of the segmenter."""
    rows = [_fresh(folder) | {"segmenting": _fresh(folder, "--segment")["seconds"]} for _ in range(runs)]
    rows.sort(key=_whole)
    middle = rows.pop(len(rows) // 2)
    return [middle, *rows]


def _fresh(folder: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tracker.benchmark.stages", *options, str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"benchmark: a measurement failed: {done.stderr.strip().splitlines()[-1]}")
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def _whole(row: Mapping[str, Any]) -> float:
    return float(sum(row["seconds"].values()))


def _report(title: str, rows: Sequence[Mapping[str, Any]]) -> float:
    """Print the rates of one text; returns the ratio to segmenting it."""
    row = rows[0]
    characters, seconds = row["characters"], _whole(row)
    segmenting = statistics.median(other["segmenting"] for other in rows)
    # each run beside its own segmentation, measured right behind it: the speed of a machine drifts
    ratios = sorted(float(other["segmenting"]) / _whole(other) for other in rows)
    ratio = statistics.median(ratios)
    spread = statistics.pstdev(_whole(other) for other in rows)
    print(f"{title}: {characters:,} characters, {len(rows)} runs")
    for stage in STAGES:
        took = row["seconds"][stage]
        print(f"  {stage:10} {characters / took if took else 0:14,.0f} characters/s  {took / seconds:5.1%} of the time")
    print(f"  {'whole':10} {characters / seconds:14,.0f} characters/s  ({seconds:.2f} s ± {spread:.2f})")
    print(f"  {'pkuseg':10} {characters / segmenting:14,.0f} characters/s  segmentation alone")
    length, figures, damage = row["likeness"].values()
    print(f"  {length:,.0f} characters a report, {figures:.0%} of sentences with a figure, {damage:.2%} repaired")
    print(f"  set-up {row['setup']:.2f} s, peak memory {row['peak_bytes'] / 1e6:,.0f} MB")
    print(f"  ratio {ratio:.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f})")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
