"""The campaign's targets led by coverage: ``make fuzz-guided`` (libFuzzer by way of atheris, Linux only).

``python tests/fuzz/guided.py --minutes 10`` gives each target its share of the time, in a process of its own because
libFuzzer ends the process it runs in. Inputs that reach code not reached before are kept and varied further; an input
that breaks a promise is written to the current folder by libFuzzer, and the target named.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

import atheris

with atheris.instrument_imports(include=["tracker"]):
    from fuzz import campaign

_DONE = re.compile(r"Done (\d+) runs")
_WATCHED = 20  # what counting the places reached costs, at most
_REACHED = re.compile(r"cov: (\d+)")


def lead(name: str, seconds: int) -> None:
    """Run one target in this process until its time is up, or an input breaks it; does not return."""
    target = next(target for target in campaign.TARGETS if target.__name__ == name)
    with campaign.ready(slower=_WATCHED):
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096", "-verbosity=1"],
            target.hypothesis.fuzz_one_input,  # type: ignore[attr-defined]
        )
        atheris.Fuzz()


def main(minutes: float) -> int:
    """All targets, one after the other; 1 where one of them broke."""
    seconds = max(1, round(minutes * 60 / len(campaign.TARGETS)))
    broken = 0
    for target in campaign.TARGETS:
        command = [sys.executable, __file__, "--target", target.__name__, "--seconds", str(seconds)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        runs, reached = _DONE.findall(done.stderr), _REACHED.findall(done.stderr)
        if done.returncode or not runs:
            broken += 1
            print(f"{target.__name__} broke:", done.stderr[-4000:], sep="\n", file=sys.stderr)
        else:
            print(f"{target.__name__:28}{int(runs[-1]):10,} runs, {reached[-1] if reached else '?'} places reached")
    print(f"{len(campaign.TARGETS)} targets in {minutes:g} minutes, {broken} broke")
    return 1 if broken else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", help="run this one only, in this process")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    if options.target:
        lead(options.target, options.seconds)
    sys.exit(main(options.minutes))
