"""Traditional characters to Simplified, where the text is mostly Traditional.

OpenCC's ``t2s`` knows the phrases in which one character has two Simplified forms (乾坤 but 干燥). A text that is
Simplified but for a name or a quotation is left as it is. The length never changes, so every character keeps its
place.

One character needs more than OpenCC's phrases: 著 is 著 in 显著 and 着 in 沿着; there the word list decides.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt
import opencc

from tracker.word_list import any_word

__all__ = ["IDEOGRAPHS", "mostly_traditional", "simplify", "traditional"]

IDEOGRAPHS = range(0x3400, 0xA000)
_ZHU = re.compile("(.?)著")
# quotation marks that go with Traditional writing, and characters that converters put into it which ``t2s`` leaves:
# those that come back changed when every word of the list goes to Traditional and back, and stand for one other only
_SIGNS = tuple(zip("「」『』澂濬揹伕暱燄鎗", "“”‘’澄浚背夫昵焰枪", strict=True))
_WORDS = (("座标", "坐标"),)


@cache
def _converter(direction: str) -> opencc.OpenCC:
    return opencc.OpenCC(direction)


@cache
def _changed_by(direction: str) -> npt.NDArray[np.bool_]:
    """Which of ``IDEOGRAPHS`` OpenCC writes otherwise when it converts in ``direction``."""
    ideographs = [chr(code) for code in IDEOGRAPHS]
    converted = _converter(direction).convert("\n".join(ideographs)).split("\n")
    return np.array([old != new for old, new in zip(ideographs, converted, strict=True)])


def mostly_traditional(occurring: npt.NDArray[np.bool_]) -> bool:
    """Whether a text, by which of ``IDEOGRAPHS`` occur in it, is rather in Traditional than in Simplified writing."""
    rather = int(np.count_nonzero(occurring & _changed_by("t2s")))
    # the second table is read only where needed
    return rather > 0 and rather > int(np.count_nonzero(occurring & _changed_by("s2t")))


def simplify(text: str) -> str:
    """``text`` in Simplified characters, as long as before."""
    whole: str = _converter("t2s").convert(text)
    if len(whole) == len(text):
        return whole
    return "\n".join(map(_same_length, text.split("\n")))


def traditional(text: str) -> str:
    """``text`` in Simplified characters and the signs that go with them, as long as before."""
    return _replaced(_particles(_replaced(simplify(text), _SIGNS)), _WORDS)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _particles(text: str) -> str:
    """``text`` with 著 made 着 wherever no word of the list has it."""
    return _ZHU.sub(_particle, text) if "著" in text else text


def _particle(match: re.Match[str]) -> str:
    before, after = match[1][-1:], match.string[match.end() : match.end() + 1]
    return match[1] + ("著" if any_word((f"{before}著", f"著{after}")) else "着")


def _same_length(line: str) -> str:
    converted: str = _converter("t2s").convert(line)
    if len(converted) == len(line):
        return converted
    return "".join(new if len(new := _converter("t2s").convert(old)) == 1 else old for old in line)
