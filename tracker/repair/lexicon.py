"""Which character the words around a gap leave.

Two witnesses are heard: the word list, which knows what words there are but not which are common, and the text
itself, which uses most of its words more than once. A character is taken only where no other one has as good a
claim; a wrong guess is worse than a gap that everyone can see.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise
from operator import add
from typing import NamedTuple

from tracker.occurrences import occurrences
from tracker.repair.traditional import simplify
from tracker.word_list import any_word, ending_pairs, fitting, is_word, second_characters

__all__ = ["REACH", "Answer", "Usage", "fill", "fill_both"]

_TAIL = re.compile(r"[\u3400-\u9fff]{0,3}\Z")
_HEAD = re.compile(r"[\u3400-\u9fff]{0,3}")
_PAIR = re.compile(r"[\u3400-\u9fff]{2}")
_LONGEST = 4
REACH = _LONGEST - 1
"""So many characters on either side of a gap are looked at: longer words are not."""
# as much of a text as is asked how it uses words (characters)
_HEARD = 300_000


class Answer(NamedTuple):
    """The character that fills a gap, if only one can; ``open`` where no word at all can stand there."""

    character: str | None
    open: bool = False


class Usage:
    """Which Chinese characters a text has beside one another, in Simplified writing.

    What is asked is looked for: a text has far more pairs and triples than gaps.
    """

    def __init__(self, text: str) -> None:
        self._heard = simplify(text[:_HEARD])
        self._places: dict[str, list[int]] = {}

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(map(add, self._heard, self._heard[1:]))

    def joined(self, text: str) -> int:
        """How many neighbours in ``text`` make a word, or a pair that the text uses: the more, the more it is one."""
        pairs = map("".join, pairwise(simplify(text)))
        return sum(1 for pair in pairs if (pair in self._pairs and _PAIR.fullmatch(pair)) or is_word(pair))

    def has(self, pair: str) -> bool:
        """Whether the text uses a pair of Chinese characters."""
        return pair[1] in self.between(pair[0], "")

    def between(self, left: str, right: str) -> set[str]:
        """The characters that the text has between ``left`` and ``right``, of which one may be empty."""
        heard, length = self._heard, len(right)
        if left:
            between = [at + 1 for at in self._at(left[-1]) if heard.endswith(left, 0, at + 1)]
        else:
            between = [at - 1 for at in self._at(right[0]) if at]
        return {heard[at] for at in between if heard[at + 1 : at + 1 + length] == right and at < len(heard)}

    def _at(self, character: str) -> list[int]:
        """Where the text has ``character``."""
        if character not in self._places:
            self._places[character] = occurrences(self._heard, character)
        return self._places[character]


def fill(before: str, gap: str, after: str, usage: Usage) -> Answer:
    """The one of the characters ``gap`` that fits between ``before`` and ``after``.

    First those are asked for that make a word of three or four characters, or that the text uses elsewhere in the
    same company of two; then those that make a pair the text uses. One is taken only where it is alone; a pair must
    be a word besides.
    """
    left, right = _around(before, after)
    choices = _choices(gap)
    twos, threes, fours = (_sides(left, right, length) for length in (2, 3, _LONGEST))
    used = {c for sides in threes for c in usage.between(*sides)}
    strong = used & choices.keys()
    for sides in threes + fours:
        strong |= fitting(*sides, choices.keys())
    if strong:
        return Answer(choices[strong.pop()] if len(strong) == 1 else None)
    words = {sides: fitting(*sides, choices.keys()) for sides in twos}
    if not any(words.values()):
        return Answer(None, open=True)
    paired = [(c, sides) for sides in twos for c in usage.between(*sides) if c in choices]
    alone = len({c for c, _ in paired}) == 1 and any(c in words[sides] for c, sides in paired)
    return Answer(choices[paired[0][0]] if alone else None)


def fill_both(before: str, gaps: tuple[str, str], after: str, usage: Usage) -> str | None:
    """The one way to fill two gaps side by side, where the list has words for it and the text uses just one."""
    left, right = _around(before, after)
    firsts, seconds = map(_choices, gaps)
    endings = ending_pairs(left[-1:]) | ending_pairs(left[-2:])
    found = {pair for pair in endings if pair[0] in firsts and pair[1] in seconds}
    # of thousands of pairs, those alone are tried that a word begins with
    for first in firsts:
        begun = (f"{first}{second}" for second in second_characters(first) & seconds.keys())
        found.update(pair for pair in begun if any_word((pair, f"{pair}{right[:1]}", f"{pair}{right[:2]}")))
    used = [pair for pair in found if len(found) == 1 or usage.has(pair)]
    return f"{firsts[used[0][0]]}{seconds[used[0][1]]}" if len(used) == 1 else None


@cache
def _choices(gap: str) -> dict[str, str]:
    """The characters of ``gap`` by their Simplified form, without those too rare for GB2312."""
    forms = simplify("\n".join(gap))[::2]  # each by itself
    common = frozenset(forms.encode("gb2312", "ignore").decode("gb2312"))
    return {form: c for form, c in zip(forms, gap, strict=True) if form in common and "\u3400" <= form <= "\u9fff"}


def _around(before: str, after: str) -> tuple[str, str]:
    tail, head = _TAIL.search(simplify(before[-REACH:])), _HEAD.match(simplify(after[:REACH]))
    return tail.group() if tail else "", head.group() if head else ""


_Sides = tuple[str, str]


def _sides(left: str, right: str, length: int) -> list[_Sides]:
    """What stands before and behind the gap in each stretch of ``length`` characters around it."""
    return [
        (left[len(left) - reach :], right[: length - 1 - reach])
        for reach in range(length)
        if reach <= len(left) and length - 1 - reach <= len(right)
    ]
