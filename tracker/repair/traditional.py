"""Traditional characters to Simplified, where the text is mostly Traditional.

OpenCC's ``t2s`` knows the phrases in which one character has two Simplified forms (乾坤 but 干燥). A text that is
Simplified but for a name or a quotation is left as it is.
"""

from __future__ import annotations

from functools import cache

import opencc

__all__ = ["mostly_traditional", "simplify"]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional_only() -> frozenset[str]:
    """Characters that are written otherwise in Simplified."""
    ideographs = [chr(code) for code in range(0x3400, 0xA000)]
    converted = _converter().convert("\n".join(ideographs)).split("\n")
    return frozenset(old for old, new in zip(ideographs, converted, strict=True) if old != new)


@cache
def _simplified_only() -> frozenset[str]:
    """Characters that exist in Simplified writing alone."""
    ideographs = [chr(code) for code in range(0x3400, 0xA000)]
    converted = opencc.OpenCC("s2t").convert("\n".join(ideographs)).split("\n")
    return frozenset(old for old, new in zip(ideographs, converted, strict=True) if old != new)


def mostly_traditional(characters: frozenset[str]) -> bool:
    """Whether the different ``characters`` of a text are rather those of Traditional than of Simplified writing."""
    traditional = len(characters & _traditional_only())
    return traditional > 0 and traditional > len(characters & _simplified_only())


def simplify(text: str) -> str:
    """``text`` in Simplified characters, as long as before: place for place the same text."""
    whole = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    lines = text.split("\n")
    return "\n".join(_same_length(line) for line in lines)


def _same_length(line: str) -> str:
    converted = _converter().convert(line)
    return converted if len(converted) == len(line) else "".join(_one(character) for character in line)


def _one(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character
