"""The word list that comes with pkuseg: some three hundred thousand words, without frequencies.

Only repairs of damage that clean files do not have look at it. It stays in few strings, one for each character that
words begin with: as objects, so many words would slow down the whole program, whose garbage collector goes over them
again and again. The list is sorted, so the words that begin alike stand together.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from tracker.characters import code_points

__all__ = ["any_word", "ending_pairs", "is_word", "may_have_between", "second_characters", "word_list"]

_SECOND = re.compile("\n.(.)")


@cache
def word_list() -> dict[str, str]:
    """All the words in order, by their first character, a line end before and behind every one."""
    listed: str = f"\n{pickle.loads(files('spacy_pkuseg.dicts').joinpath('default.pkl').read_bytes())}\n"
    codes = code_points(listed)
    begins = np.flatnonzero(codes[:-1] == ord("\n"))  # the line end before each word
    firsts = codes[begins + 1]
    news = [0, *(np.flatnonzero(firsts[1:] != firsts[:-1]) + 1).tolist()]
    borders = [*begins[news].tolist(), len(listed) - 1]
    return {listed[at + 1]: listed[at : stop + 1] for at, stop in pairwise(borders)}


def is_word(word: str) -> bool:
    """Whether ``word``, in Simplified characters, is in the list."""
    return f"\n{word}\n" in word_list().get(word[:1], "")


def any_word(stretches: Iterable[str]) -> bool:
    """Whether one of ``stretches`` is in the list."""
    return any(map(is_word, stretches))


def may_have_between(before: str, behind: str) -> bool:
    """Whether a word of the list may consist of ``before``, some character and ``behind``; that of most there is none
    is told by two looks, without trying a character."""
    if not before:
        return True
    listed = word_list().get(before[0], "")
    return f"\n{before}" in listed and f"{behind}\n" in listed


def second_characters(first: str) -> set[str]:
    """The characters that words of the list have behind their first one, ``first``."""
    return set(_SECOND.findall(word_list().get(first, "")))


def ending_pairs(beginning: str) -> set[str]:
    """The pairs of characters that make a word of the list behind ``beginning``; none where that is empty."""
    length = len(beginning) + 2
    words = word_list().get(beginning[:1], "").split("\n")
    return {word[-2:] for word in words if len(word) == length and word.startswith(beginning)}
