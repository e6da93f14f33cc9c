"""Latin readings in brackets behind a character, which some re-publishing sites scatter over a text: 現(xiàn)在.

A reading is one syllable of pinyin in lower case, directly behind a Chinese character. Those with a tone mark (ǎ
and ă, ɑ and ü, letters with combining marks, a lost letter) are taken wherever they stand, also where one of the
brackets is gone; those without, (de), only in a text that has several with one. Real brackets, (MDI), (重慶), (M2),
(km), (an annex), hold something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

import numpy as np

from tracker.characters import code_points, table
from tracker.repair.changes import Change

__all__ = ["SIGNS", "readings"]

_TONED = "āáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜńňǹḿüɑêế\u0300\u0301\u0302\u0304\u0306\u0308\u030c"
SIGNS = frozenset(_TONED) | frozenset("?\ufffd")
"""A text without a letter of these, or a lost one, has no readings."""
_LETTER = f"[a-zɡ{_TONED}]"
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_IDEOGRAPHS, _COMPATIBLE = ((np.uint32(first), last - first) for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF)))
_SYLLABLE = rf"(?=[a-zɡ?\ufffd]{{0,6}}[{_TONED}]){_LETTER}{{1,8}}"
_BEGUN_SYLLABLE = rf"(?:(?<=[{_TONED}])|(?=[a-zɡ?\ufffd]{{0,5}}[{_TONED}])){_LETTER}{{0,7}}"
"""What is left of a syllable behind its first letter."""
_LOST_LETTER = r"[a-z]{1,4}[?\ufffd][a-z]{0,3}|[?\ufffd][a-z]{1,3}"
# these stand directly behind a Chinese character, and the places where they may are looked for before
_READING = re.compile(
    rf"[(（a-zɡ{_TONED}](?:(?<=[(（])[ ]?(?:{_SYLLABLE}|{_LOST_LETTER})[ ]?[)）]"
    rf"|(?<=\(){_SYLLABLE}(?=[{_HAN}])|(?<=[^(（]){_BEGUN_SYLLABLE}\))"
)
_PLAIN = re.compile(
    r"\((?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a|o|e|i|u|v|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ang|eng|ing|ong|ia|ua|uo|ian|uan|iao|uai|iang|uang|iong)\)"
)
_BEGINS = table({1: {*"(（ɡ", *_TONED, *ascii_lowercase}})
_LONGEST = 12  # with brackets, and a space beside each
_SEVERAL = 3


def readings(text: str) -> list[Change]:
    """The readings of ``text``, each to be dropped."""
    found: list[Change] = []
    others: list[int] = []
    known: set[str] = set()  # a text has some hundred different ones, each of them many times
    for at, closed in _places(text):
        if text[at:closed] in known:
            found.append((at, closed, "", "exact"))
        elif match := _READING.match(text, at):
            found.append((at, match.end(), "", "exact"))
            if match.end() == closed:
                known.add(match.group())
        else:
            others.append(at)
    if len(found) >= _SEVERAL:
        found += [(at, match.end(), "", "exact") for at in others if (match := _PLAIN.match(text, at))]
        found.sort()
    return found


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where readings may begin: directly behind a Chinese character; and behind the next bracket, if it is near."""
    codes = code_points(text)
    han = (codes - _IDEOGRAPHS[0] <= _IDEOGRAPHS[1]) | (codes - _COMPATIBLE[0] <= _COMPATIBLE[1])
    places = np.flatnonzero(han[:-1] & (_BEGINS.take(codes[1:]) > 0)) + 1
    brackets = np.append(np.flatnonzero(codes == ord(")")) + 1, len(text) + _LONGEST)
    closed = brackets.take(brackets.searchsorted(places, side="right"))
    return zip(places.tolist(), np.where(closed - places > _LONGEST, places, closed).tolist(), strict=True)
