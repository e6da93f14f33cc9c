"""Made-up sentences in the words of government reports, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import yaml

__all__ = ["make_sentences"]

_SLOT = re.compile(r"\{(\w+)\}")
_MADE: dict[str, Callable[[random.Random], str]] = {
    "number": lambda chance: str(chance.choice((chance.randint(1, 99), chance.randint(100, 9999)))),
    "small": lambda chance: str(chance.randint(2, 60)),
    "percent": lambda chance: f"{chance.uniform(0.5, 99):.1f}".removesuffix(".0"),
    "decimal": lambda chance: f"{chance.uniform(0.1, 60):.2f}",
    "year": lambda chance: str(chance.randint(2008, 2035)),
    "month": lambda chance: str(chance.randint(1, 12)),
    "day": lambda chance: str(chance.randint(1, 30)),
}


def make_sentences(seed: int, count: int) -> Iterator[str]:
    """``count`` sentences; in each round every word of every list is used once before any is used again."""
    lists, patterns = _wording()
    chance = random.Random(seed)
    decks: dict[str, list[str]] = {}

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in _MADE:
            return _MADE[name](chance)
        deck = decks.get(name)
        if not deck:
            deck = decks[name] = list(lists[name])
            chance.shuffle(deck)
        return _SLOT.sub(fill, deck.pop())

    for _ in range(count):
        yield _SLOT.sub(fill, chance.choice(patterns))


@cache
def _wording() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    data = yaml.safe_load((Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8"))
    return {name: tuple(words.split()) for name, words in data["lists"].items()}, tuple(data["sentences"])
