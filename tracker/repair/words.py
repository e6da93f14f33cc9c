"""The word list that comes with pkuseg: some three hundred thousand words, without frequencies.

Only repairs of damage that clean files do not have look at it. It stays the one string that it comes as: as objects,
so many words would slow down the whole program, whose garbage collector goes over them again and again. The list is
sorted, so the words that begin with a character are found by halving.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

__all__ = ["any_word", "begins_word", "ending_pairs", "is_word", "word_list"]


@cache
def word_list() -> str:
    """All the words in order, a line end before and behind every one."""
    listed: str = pickle.loads(files("spacy_pkuseg.dicts").joinpath("default.pkl").read_bytes())
    return f"\n{listed}\n"


def is_word(word: str) -> bool:
    """Whether ``word``, in Simplified characters, is in the list."""
    return f"\n{word}\n" in _beginning_with(word[:1])


def any_word(stretches: Iterable[str]) -> bool:
    """Whether one of ``stretches`` is in the list."""
    return any(map(is_word, stretches))


def begins_word(pair: str) -> bool:
    """Whether a word of the list is, or begins with, these two characters."""
    return pair[1:] in _second_characters(pair[:1])


def ending_pairs(beginning: str) -> frozenset[str]:
    """The pairs of characters that make a word of the list behind ``beginning``; none where that is empty."""
    if not beginning:
        return frozenset()
    return frozenset(re.findall(rf"\n{re.escape(beginning)}(..)(?=\n)", _beginning_with(beginning[:1])))


@cache
def _second_characters(first: str) -> frozenset[str]:
    return frozenset(re.findall(rf"\n{re.escape(first)}(.)", _beginning_with(first)))


@cache
def _beginning_with(character: str) -> str:
    return word_list()[_border(character) : _border(chr(ord(character) + 1)) + 1] if character else ""


def _border(character: str) -> int:
    """Where in the list the line end stands behind which words begin with ``character`` or a later one."""
    words = word_list()
    low, high = 0, len(words) - 1  # of line ends: the words behind low are earlier, those behind high are not
    while True:
        middle = words.rfind("\n", low + 1, (low + high) // 2 + 1)
        if middle < 0:
            middle = words.find("\n", (low + high) // 2 + 1, high)
            if middle < 0:
                return high if words[low + 1] < character else low
        if words[middle + 1] < character:
            low = middle
        else:
            high = middle
