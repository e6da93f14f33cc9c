"""Which character the words around a gap leave.

Two witnesses are heard: the word list, which knows what words there are but not which are common, and the text
itself, which uses most of its words more than once. A character is taken only where no other one has as good a
claim; a wrong guess is worse than a gap that everyone can see.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from tracker.repair.traditional import simplify
from tracker.repair.words import any_word, begins_word, ending_pairs, is_word

__all__ = ["Answer", "Usage", "fill", "fill_both"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_TAIL = re.compile(r"[\u3400-\u9fff]{0,3}\Z")
_HEAD = re.compile(r"[\u3400-\u9fff]{0,3}")
_PAIR = re.compile(r"[\u3400-\u9fff]{2}")
_LONGEST = 4
# as much of a text as is asked how it uses words (characters)
_HEARD = 300_000


class Answer(NamedTuple):
    """The character that fills a gap, if only one can; ``open`` where no word at all can stand there."""

    character: str | None
    open: bool = False


class Usage:
    """The pairs and triples of Chinese characters that a text uses, in Simplified writing."""

    def __init__(self, text: str) -> None:
        heard = simplify(text[:_HEARD])
        self._used = set(map("".join, pairwise(heard)))
        self._used.update(map("".join, zip(heard, heard[1:], heard[2:], strict=False)))

    def joined(self, text: str) -> int:
        """How many neighbours in ``text`` make a word, or a pair that the text uses: the more, the more it is one."""
        pairs = map("".join, pairwise(simplify(text)))
        return sum(1 for pair in pairs if (pair in self._used and _PAIR.fullmatch(pair)) or is_word(pair))

    def has(self, stretches: Iterable[str]) -> bool:
        """Whether the text uses one of ``stretches``, each of two or three Chinese characters."""
        return any(stretch in self._used for stretch in stretches)


def fill(before: str, gap: str, after: str, usage: Usage) -> Answer:
    """The one of the characters ``gap`` that fits between ``before`` and ``after``.

    First those are asked for that make a word of three or four characters, or that the text uses elsewhere in the
    same company of two; then those that make a pair the text uses. One is taken only where it is alone; a pair must
    be a word besides.
    """
    left, right = _around(before, after)
    choices = _choices(gap)
    strong, paired, possible = [], [], False
    for c in choices:
        pairs, triples = _stretches(left, c, right, 2), _stretches(left, c, right, 3)
        longer = triples + _stretches(left, c, right, _LONGEST)
        if usage.has(triples) or any_word(longer):
            strong.append(c)
        elif usage.has(pairs):
            paired.append((c, usage.has(filter(is_word, pairs))))
        possible = possible or any_word(pairs)
    if strong:
        return Answer(choices[strong[0]] if len(strong) == 1 else None)
    if not possible:
        return Answer(None, open=True)
    return Answer(choices[paired[0][0]] if len(paired) == 1 and paired[0][1] else None)


def fill_both(before: str, gaps: Sequence[str], after: str, usage: Usage) -> str | None:
    """The one way to fill two gaps side by side, where the list has words for it and the text uses just one."""
    left, right = _around(before, after)
    choices = [_choices(gap) for gap in gaps]
    found: defaultdict[str, set[str]] = defaultdict(set)
    # thousands of pairs: the words around are looked up once, those that begin with a pair only where there are any
    endings = [(word, ending_pairs(word)) for word in (left[-1:], left[-2:])]
    for first, second in product(*choices):
        pair = f"{first}{second}"
        for before_pair, pairs in endings:
            if pair in pairs:
                found[pair].add(f"{before_pair}{pair}"[:3])
        if begins_word(pair):
            for word in (pair, f"{pair}{right[:1]}", f"{pair}{right[:2]}"):
                if is_word(word):
                    found[pair].add(word[:3])
    used = [pair for pair, told in found.items() if usage.has((pair,)) or (len(found) == 1 and told)]
    return "".join(choice[c] for choice, c in zip(choices, used[0], strict=True)) if len(used) == 1 else None


@cache
def _choices(gap: str) -> dict[str, str]:
    """The characters of ``gap`` by their Simplified form, without those too rare for GB2312."""
    return {form: c for c in gap if _HAN.fullmatch(form := simplify(c)) and _is_common(form)}


def _is_common(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _around(before: str, after: str) -> tuple[str, str]:
    tail, head = _TAIL.search(simplify(before[-3:])), _HEAD.match(simplify(after[:3]))
    return tail.group() if tail else "", head.group() if head else ""


def _stretches(left: str, character: str, right: str, length: int) -> list[str]:
    """The stretches of ``length`` characters that hold ``character`` at its place."""
    return [
        f"{left[len(left) - reach :]}{character}{right[: length - 1 - reach]}"
        for reach in range(length)
        if reach <= len(left) and length - 1 - reach <= len(right)
    ]
