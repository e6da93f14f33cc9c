"""What ``mutmut run`` left alive and nobody has explained: the second half of ``make mutate``.

A mutant is the same program with one operator, word or number changed; one that all tests pass shows what no test
holds. ``equivalent.yaml`` lists those that change nothing anyone could see, each with the reason. Ends with 1 where one
is left that is not listed, or one is listed that is there no more.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

__all__ = ["Change", "changes_of", "explained", "left_over"]

_EXPLAINED = Path(__file__).with_name("equivalent.yaml")


class Change(NamedTuple):
    """A mutant as a person sees it: the module and function, the lines as they were and as they became."""

    place: str
    was: str
    became: str


def changes_of(place: str, diff: str) -> Change:
    """The change that a unified diff of ``mutmut show`` makes at ``place`` (``tracker.judge.final.final_place``)."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    was, became = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return Change(place, was, became)


def explained() -> dict[Change, str]:
    """The mutants that need no test, with the reason."""
    entries = yaml.safe_load(_EXPLAINED.read_text(encoding="utf-8"))
    return {Change(entry["in"], entry["was"], entry["became"]): entry["why"] for entry in entries}


def left_over(survivors: list[Change]) -> tuple[list[Change], list[Change]]:
    """Of the mutants that survived, those not explained; and those explained that did not survive."""
    known = explained()
    return [each for each in survivors if each not in known], [each for each in known if each not in survivors]


def _place(name: str) -> str:
    """``tracker.judge.targets.xǁTargetJudgeǁ_settled__mutmut_3`` → ``tracker.judge.targets.TargetJudge._settled``."""
    return name.rpartition("__mutmut_")[0].replace("xǁ", "").replace("ǁ", ".").replace(".x_", ".")


def _mutmut(*arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def main() -> int:
    """Tell what is left; 1 where something is."""
    lines = (line.strip().partition(": ") for line in _mutmut("results").splitlines())
    names = [name for name, _, outcome in lines if outcome == "survived"]
    unexplained, gone = left_over([changes_of(_place(name), _mutmut("show", name)) for name in names])
    for change in unexplained:
        print(f"{change.place}\n  - {change.was}\n  + {change.became}")
    for change in gone:
        print(f"{change.place}: listed as equivalent, but it did not survive: {change.became}")
    print(f"{len(names)} mutants survived, {len(names) - len(unexplained)} of them explained")
    return 1 if unexplained or gone else 0


if __name__ == "__main__":
    sys.exit(main())
