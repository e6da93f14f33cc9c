"""The word list that comes with pkuseg: some three hundred and ninety thousand words, sorted, without frequencies.

Names are joined by it as pkuseg joins them, and repairs of damage look into it. It stays in few strings, one for each
character that words begin with, of which a set is made when one of its words is asked for: to make a set of all the
words takes longer than everything else that names are cut by, and so many objects would slow the garbage collector.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from tracker.characters import code_points

__all__ = ["any_word", "ending_pairs", "fitting", "is_word", "make_ready", "second_characters", "words_from"]


@cache
def _listed() -> dict[str, str]:
    """All the words in order, by their first character, a line end before and behind every one."""
    listed: str = f"\n{pickle.loads(files('spacy_pkuseg.dicts').joinpath('default.pkl').read_bytes())}\n"
    codes = code_points(listed)
    begins = np.flatnonzero(codes[:-1] == ord("\n"))  # the line end before each word
    firsts = codes[begins + 1]
    news = [0, *(np.flatnonzero(firsts[1:] != firsts[:-1]) + 1).tolist()]
    borders = [*begins[news].tolist(), len(listed) - 1]
    return {listed[at + 1]: listed[at : stop + 1] for at, stop in pairwise(borders)}


@cache
def words_from(first: str) -> frozenset[str]:
    """The words that begin with a character."""
    return frozenset(_listed().get(first, "").split("\n")[1:-1])


def make_ready() -> None:
    """Make the sets of all the words, in a process that is to cut many names."""
    for first in _listed():
        words_from(first)


def is_word(word: str) -> bool:
    """Whether ``word``, in Simplified characters, is in the list."""
    return word in words_from(word[:1])


def any_word(stretches: Iterable[str]) -> bool:
    """Whether one of ``stretches`` is in the list."""
    return any(map(is_word, stretches))


def fitting(before: str, behind: str, characters: Set[str]) -> Set[str]:
    """Those of ``characters`` that make a word of the list between ``before`` and ``behind``."""
    if not before:
        return {character for character in characters if f"{character}{behind}" in words_from(character)}
    place, length = len(before), len(before) + 1 + len(behind)
    words = [word for word in words_from(before[0]) if len(word) == length]
    return characters & {word[place] for word in words if word.startswith(before) and word.endswith(behind)}


def second_characters(first: str) -> set[str]:
    """The characters that words of the list have behind their first one, ``first``."""
    return {word[1] for word in words_from(first) if len(word) > 1}


def ending_pairs(beginning: str) -> set[str]:
    """The pairs of characters that make a word of the list behind ``beginning``; none where that is empty."""
    length = len(beginning) + 2
    words = words_from(beginning[:1])
    return {word[-2:] for word in words if len(word) == length and word.startswith(beginning)}
