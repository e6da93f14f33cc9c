"""The small wording language of ``rules/outline.yaml`` → regular expressions that stay inside one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["any_of", "numbered", "sentence_end"]

_GAP = r"[^。！？；\n]{0,40}?"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_DIGITS = r"[0-9]{1,2}"

sentence_end = re.compile(r"[。！？；]|(?<![，、；])\n")
"""Where a sentence ends. Texts with a line for each clause go on behind a comma."""


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``words``; ``…`` is a gap of up to forty characters inside a sentence."""
    parts = (_GAP.join(re.escape(piece) for piece in word.split("…")) for word in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile("|".join(parts) or r"(?!)")


@lru_cache(maxsize=8)
def numbered(levels: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """A heading's mark at the start of a line; group ``l<k>`` is set for level k, ``n<k>``/``d<k>`` hold its number."""
    branches = [f"(?P<l{k}>{'|'.join(_marks(words, k))})" for k, words in enumerate(levels)]
    return re.compile("|".join(branches))


def _marks(words: Sequence[str], level: int) -> list[str]:
    return [
        re.escape(word).replace(r"\{n\}", _NUMERAL).replace(r"\{d\}", _DIGITS) for word in sorted(words, key=lambda w: (-len(w), w))
    ]
