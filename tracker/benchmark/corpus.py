"""Work reports made up by a seed: as long and as dense in figures as real ones, and no sentence twice.

What is planted is counted while it is written, so that what the pipeline finds can be checked against it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

__all__ = ["MadeReport", "make_corpus", "write_corpus"]

LENGTH = 20_000
"""Characters of a report, about what the work report of a city has."""

QUIET = 0.76
"""Share of the sentences without a figure, as in real reports."""

DAMAGED = 12
"""Every so many reports, one is damaged: in traditional characters, with bracketed readings, half-width punctuation."""

FIRST_YEAR = 2019
YEARS = 5

_SLOT = re.compile(r"\{(\w+)\}")
_NUMBERS: Mapping[str, Callable[[random.Random], str]] = {
    "n": lambda chance: str(chance.randint(2, 980)),
    "big": lambda chance: str(chance.randint(1200, 98_000)),
    "p": lambda chance: f"{chance.randint(10, 240) / 10:g}",
    "d": lambda chance: f"{chance.randint(100, 98_000) / 10:g}",
}


@dataclass(frozen=True)
class MadeReport:
    """A report and what was planted in it: ``targets`` and ``milestones`` promised, ``results`` told."""

    name: str
    text: str
    planted: Counter[str] = field(default_factory=Counter)


def make_corpus(seed: int, reports: int, length: int = LENGTH, first: int = 0) -> Iterator[MadeReport]:
    """``reports`` reports of as many counties as are needed, each with several years in a row.

    ``first`` is the number of the first one: those of a corpus made before stand in front of it.
    """
    writer = _Writer(random.Random(seed))
    for number in range(first, first + reports):
        county, year = divmod(number, YEARS)
        yield writer.report(_county(county), FIRST_YEAR + year, length)


def write_corpus(folder: Path, seed: int, reports: int, length: int = LENGTH) -> Counter[str]:
    """Write the corpus as text files; returns what was planted in all of it."""
    folder.mkdir(parents=True, exist_ok=True)
    planted: Counter[str] = Counter()
    for made in make_corpus(seed, reports, length):
        (folder / f"{made.name}.txt").write_text(made.text, encoding="utf-8")
        planted += made.planted
    return planted


class _Writer:
    """Writes report after report and remembers every sentence, so that none comes twice."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._said: set[int] = set()
        self._written = 0

    def report(self, county: str, year: int, length: int) -> MadeReport:
        planted: Counter[str] = Counter()
        head = f"{year}年{county}政府工作报告\n——{year}年1月18日在{county}第十届人民代表大会第三次会议上\n各位代表：\n"
        review = self._part("review", planted, length // 2)
        plan = self._part("plan", planted, length // 2)
        text = f"{head}一、{year - 1}年工作回顾\n{review}二、{year}年工作安排\n{plan}各位代表！让我们一起努力。\n"
        self._written += 1
        if self._written % DAMAGED == 0:
            text = _damaged(text)
        return MadeReport(f"{county}-{year}", text, planted)

    def _part(self, name: str, planted: Counter[str], length: int) -> str:
        lines: list[str] = []
        written = 0
        for number, heading in enumerate(_words()["heading"]):
            lines.append(f"（{'一二三四五六七八九十'[number]}）抓好{heading}工作。")
            share = (number + 1) * length // len(_words()["heading"])
            while written < share:
                paragraph = "".join(self._sentence(name, planted) for _ in range(self._chance.randint(4, 9)))
                lines.append("　　" + paragraph)
                written += len(paragraph)
        return "\n".join(lines) + "\n"

    def _sentence(self, part: str, planted: Counter[str]) -> str:
        patterns = _patterns()
        while True:
            quiet = self._chance.random() < QUIET
            pattern, plants = self._chance.choice(patterns["quiet" if quiet else part])
            sentence = _SLOT.sub(self._fill, pattern)
            if hash_of(sentence) not in self._said:
                break
        self._said.add(hash_of(sentence))
        for kind, count in plants.items():
            planted[f"{part} {kind}"] += count
        return sentence

    def _fill(self, match: re.Match[str]) -> str:
        name = match.group(1)
        if name in _NUMBERS:
            return _NUMBERS[name](self._chance)
        return self._chance.choice(_words()[name])


def hash_of(sentence: str) -> int:
    """The same for the same sentence within a process; remembering sentences whole would cost gigabytes."""
    return hash(sentence)


def _damaged(text: str) -> str:
    from opencc import OpenCC

    traditional = str(OpenCC("s2t").convert(text))
    return traditional.replace("現", "現(xiàn)").replace("產", "產(chǎn)").replace("，", ",").replace("：", ":")


def _county(number: int) -> str:
    first, second = _words()["county"], _words()["seat"]
    name = first[number % len(first)] + second[number // len(first) % len(second)]
    more = number // (len(first) * len(second))
    return name + (first[(more - 1) % len(first)] if more else "") + "县"


@cache
def _data() -> Mapping[str, Mapping[str, Sequence[object]]]:
    data: Mapping[str, Mapping[str, Sequence[object]]] = yaml.safe_load(
        (Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8")
    )
    return data


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(map(str, words)) for name, words in _data()["lists"].items()}


@cache
def _patterns() -> Mapping[str, tuple[tuple[str, Mapping[str, int]], ...]]:
    made: dict[str, tuple[tuple[str, Mapping[str, int]], ...]] = {}
    for name, rows in _data()["sentences"].items():
        made[name] = tuple(_pattern(row) for row in rows)
    return made


def _pattern(row: object) -> tuple[str, Mapping[str, int]]:
    if isinstance(row, dict):
        return str(row["text"]), {kind: int(count) for kind, count in row.items() if kind != "text"}
    return str(row), {}
