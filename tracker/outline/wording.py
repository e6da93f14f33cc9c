"""The small wording language of ``rules/outline.yaml`` → regular expressions that stay inside one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tracker.characters import Beginnings, code_points
from tracker.occurrences import occurrences
from tracker.rulebook.compiled import compiled_once

if TYPE_CHECKING:
    from tracker.rulebook.schema.outline import OutlineSettings

__all__ = [
    "BLANKS",
    "NumberMarks",
    "Openings",
    "any_of",
    "any_of_last_year",
    "may_begin",
    "next_match",
    "number_marks",
    "openings",
    "sentence_end",
    "with_last_year",
]

_NARROW = dict(zip("，：；！？", ",:;!?", strict=True))
_WIDTHS = {ord(wide): f"[{wide}{narrow}]" for wide, narrow in _NARROW.items()}
_GAP = r"[^。！？；\n]{0,40}?"
_LAST_YEAR = "\0\0\0\0"  # as long as the year that it stands for, as the longest wording is tried first
_MARK = "\x01"  # in no clean text
_NUMERALS = "一二三四五六七八九十"
_FIXED = re.compile(f"[^…{''.join(_NARROW)}]*")
_MOST_BEGINNINGS = 12

BLANKS = " \t\u3000"
"""What may stand in front of a sentence."""
sentence_end = re.compile(r"[。！？；]|(?<![，、；])\n")
"""Where a sentence ends. Texts with a line for each clause go on behind a comma."""


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``; ``…`` is a gap of up to forty characters inside a sentence."""
    return re.compile(_alternatives(words))


def may_begin(words: tuple[str, ...], text: str, start: int, end: int) -> list[int] | None:
    """Where in ``text[start:end]`` one of ``words`` may begin, ascending: nowhere else does one. None: anywhere.

    To look for the few texts that most wordings begin with takes a third of the time that a pattern takes.
    """
    beginnings = _beginnings(words)
    if not beginnings:
        return None
    return sorted(chain.from_iterable(occurrences(text, beginning, start, end) for beginning in beginnings))


def next_match(
    pattern: re.Pattern[str], begins: Sequence[int] | None, text: str, start: int, end: int
) -> re.Match[str] | None:
    """The first match of ``pattern`` in ``text[start:end]``; ``begins`` are where one may begin (``may_begin``)."""
    if begins is None:
        return pattern.search(text, start, end)
    for k in range(bisect_left(begins, start), len(begins)):
        match = pattern.match(text, begins[k], end)
        if match:
            return match
    return None


@lru_cache(maxsize=64)
def _beginnings(words: tuple[str, ...]) -> tuple[str, ...]:
    """What ``words`` begin with in front of a gap or a sign that has two widths; nothing where that is little help."""
    begun = sorted({_FIXED.match(word).group() for word in words})  # type: ignore[union-attr]
    shortest = tuple(b for k, b in enumerate(begun) if not b.startswith(tuple(begun[:k])))
    return shortest if len(shortest) <= _MOST_BEGINNINGS and all(shortest) else ()


@lru_cache(maxsize=8)
def any_of_last_year(words: tuple[str, ...], sentences: bool = False) -> re.Pattern[str]:
    """Any of ``words``, group ``said``, in a text as ``with_last_year`` gives it; ``{last}`` is the year told there.

    With ``sentences`` only behind the end of a sentence or a line. To compile a pattern for every year would take
    longer than all the searching.
    """
    number = 1

    def year(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return rf"([0-9]+)(?=(?s:.*){_MARK}\{number}\Z)"

    said = re.sub(re.escape(_LAST_YEAR), year, _alternatives(tuple(w.replace("{last}", _LAST_YEAR) for w in words)))
    # what no wording begins with is passed at once: to try them all behind every sentence would take far longer
    begin = rf"[。！？；\n][{BLANKS}]*{_ahead(words)}" if sentences else ""
    return re.compile(f"{begin}(?P<said>{said})")


def _ahead(words: Sequence[str]) -> str:
    """A look-ahead for the characters that any of ``words`` may begin with; nothing where that may be any."""
    if not words or any(word.startswith("…") for word in words):
        return ""
    firsts = "".join("0123456789" if word.startswith("{last}") else _first_characters(word) for word in words)
    return f"(?=[{re.escape(firsts)}])"


def with_last_year(text: str, year: int | None) -> str:
    """``text`` with the year before ``year`` told behind it, for the patterns of ``any_of_last_year``."""
    return text if year is None else f"{text}\n{_MARK}{year - 1}"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(_GAP.join(map(_either_width, word.split("…"))) for word in _longest_first(words)) or r"(?!)"


class Openings:
    """Where the wordings of tiers and stretches may begin, told by their first two characters for all of them at once.

    To look for each by itself, or for so many by a pattern, takes longer.
    """

    def __init__(self, rules: OutlineSettings) -> None:
        wordings = (*(tier.words for tier in rules.tiers), *(stretch.words for stretch in rules.stretches))
        pairs = {words: _first_pairs(words) for words in wordings}
        self._beginnings = Beginnings(pair for some in pairs.values() for pair in some)
        numbers = {words: self._numbers(some) for words, some in pairs.items() if len(some)}
        last = max((int(some.max()) for some in numbers.values()), default=0)
        self._own = {words: np.zeros(last + 1, dtype=np.bool_) for words in numbers}
        for words, some in numbers.items():
            self._own[words][some] = True
        self._places = lru_cache(maxsize=8)(self._all_places)  # the parts of a text are asked for one by one

    def may_begin(self, words: tuple[str, ...], text: str, start: int, end: int) -> list[int] | None:
        """Where in ``text[start:end]`` one of ``words``, those of a rule, may begin, ascending. None: anywhere."""
        own = self._own.get(words)
        if own is None:
            return None
        places, pairs = self._places(text)
        first, behind = places.searchsorted((start, end)).tolist()
        begins: list[int] = places[first:behind][own.take(pairs[first:behind])].tolist()
        return begins

    def _numbers(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int32]:
        return self._beginnings.at(code_points("".join(map("".join, pairs))))[::2]

    def _all_places(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Where any of the wordings may begin, and the numbers of the pairs of characters there."""
        pairs = self._beginnings.at(code_points(text))
        places = np.flatnonzero(pairs > 0)
        return places, pairs.take(places)


openings = compiled_once(Openings)
"""The beginnings of the wordings of a rule set."""


def _first_pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """The first two characters that any of ``words`` may have; none where they may be any characters."""
    if any(len(word) < 2 or "…" in word[:2] for word in words):
        return []
    return sorted({pair for word in words for pair in product(*([sign, *_NARROW.get(sign, "")] for sign in word[:2]))})


class NumberMarks:
    """The numbers and dashes in front of headings and items: ``levels`` of the outline, without ``not_numbers``."""

    firsts: frozenset[str]
    """The characters that a mark may begin with: most lines begin with another, which the patterns see far later."""

    def __init__(self, rules: OutlineSettings) -> None:
        levels = [f"(?P<l{k}>{'|'.join(_marks(words))})" for k, words in enumerate(rules.levels)]
        self._levels = re.compile("|".join(levels))
        self._only_look_so = re.compile("|".join(_marks(rules.not_numbers)) or r"(?!)")
        self.firsts = frozenset("".join(_first_characters(word) for words in rules.levels for word in words))

    def at(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The mark that ``text[start:end]`` begins with; group ``l<k>`` is the one that matched for level k."""
        if text[start : start + 1] not in self.firsts:
            return None
        mark = self._levels.match(text, start, end)
        return None if mark is None or self._only_look_so.match(text, start, end) else mark

    def behind(self, text: str, start: int, end: int) -> int:
        """Where the words of an item begin, behind its number (六是免费修缮…); ``start`` where it has none."""
        mark = self.at(text, start, end)
        return start if mark is None else mark.end()


number_marks = compiled_once(NumberMarks)
"""The marks of a rule set."""


def _marks(words: Sequence[str]) -> list[str]:
    escaped = map(_either_width, _longest_first(words))
    return [word.replace(r"\{n\}", f"[{_NUMERALS}]{{1,3}}").replace(r"\{d\}", "[0-9]{1,2}") for word in escaped]


def _first_characters(word: str) -> str:
    """The characters that a wording or a mark may begin with."""
    places = {"{n}": _NUMERALS, "{d}": "0123456789"}
    return places.get(word[:3]) or word[:1] + _NARROW.get(word[:1], "")


def _either_width(text: str) -> str:
    """``text`` escaped; punctuation of either width fits."""
    return re.escape(text).translate(_WIDTHS)


def _longest_first(words: Sequence[str]) -> list[str]:
    return sorted(words, key=lambda w: (-len(w), w))
