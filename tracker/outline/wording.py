"""The small wording language of ``rules/outline.yaml`` → regular expressions that stay inside one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.rulebook.schema.outline import OutlineSettings

__all__ = ["any_of", "any_of_last_year", "behind_number", "numbered", "sentence_end", "with_last_year"]

_WIDTHS = {ord(wide): f"[{wide}{narrow}]" for wide, narrow in zip("，：；！？", ",:;!?", strict=True)}
_GAP = r"[^。！？；\n]{0,40}?"
_LAST_YEAR = "\0\0\0\0"  # as long as the year that it stands for, as the longest wording is tried first
_MARK = "\x01"  # in no clean text
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_DIGITS = r"[0-9]{1,2}"

sentence_end = re.compile(r"[。！？；]|(?<![，、；])\n")
"""Where a sentence ends. Texts with a line for each clause go on behind a comma."""


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``; ``…`` is a gap of up to forty characters inside a sentence."""
    return re.compile(_alternatives(words))


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
    begin = r"[。！？；\n][ \t\u3000]*" if sentences else ""
    return re.compile(f"{begin}(?P<said>{said})")


def with_last_year(text: str, year: int | None) -> str:
    """``text`` with the year before ``year`` told behind it, for the patterns of ``any_of_last_year``."""
    return text if year is None else f"{text}\n{_MARK}{year - 1}"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(_GAP.join(map(_either_width, word.split("…"))) for word in _longest_first(words)) or r"(?!)"


@lru_cache(maxsize=8)
def numbered(levels: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """A heading's mark at the start of a line; group ``l<k>`` is the one that matched for level k."""
    branches = [f"(?P<l{k}>{'|'.join(_marks(words))})" for k, words in enumerate(levels)]
    return re.compile("|".join(branches))


def behind_number(text: str, start: int, end: int, rules: OutlineSettings) -> int:
    """Where the words of an item begin, behind its number (六是免费修缮…, （3）新建…); ``start`` where it has none."""
    mark = numbered(rules.levels).match(text, start, end)
    if mark is None or (rules.not_numbers and numbered((rules.not_numbers,)).match(text, start, end)):
        return start
    return mark.end()


def _marks(words: Sequence[str]) -> list[str]:
    escaped = map(_either_width, _longest_first(words))
    return [word.replace(r"\{n\}", _NUMERAL).replace(r"\{d\}", _DIGITS) for word in escaped]


def _either_width(text: str) -> str:
    """``text`` escaped; punctuation of either width fits."""
    return re.escape(text).translate(_WIDTHS)


def _longest_first(words: Sequence[str]) -> list[str]:
    return sorted(words, key=lambda w: (-len(w), w))
