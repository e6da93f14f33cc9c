"""Latin readings in brackets behind a character, which some re-publishing sites scatter over a text: 現(xiàn)在.

A reading is one syllable of pinyin in lower case, directly behind a Chinese character. Those with a tone mark (ǎ
and ă, ɑ and ü, letters with combining marks, a lost letter) are taken wherever they stand, also where one of the
brackets is gone; those without, (de), only in a text that has several with one. Real brackets, (MDI), (重慶), (M2),
(km), (an annex), hold something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.repair.changes import Change

__all__ = ["SIGNS", "readings"]

_TONED = "āáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜńňǹḿüɑêế\u0300\u0301\u0302\u0304\u0306\u0308\u030c"
SIGNS = frozenset(_TONED) | frozenset("?\ufffd")
"""A text without a letter of these, or a lost one, has no readings."""
_LETTER = f"[a-zɡ{_TONED}]"
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_SYLLABLE = rf"(?=[a-zɡ?\ufffd]{{0,6}}[{_TONED}]){_LETTER}{{1,8}}"
_BEGUN_SYLLABLE = rf"(?:(?<=[{_TONED}])|(?=[a-zɡ?\ufffd]{{0,5}}[{_TONED}])){_LETTER}{{0,7}}"
"""What is left of a syllable behind its first letter."""
_LOST_LETTER = r"[a-z]{1,4}[?\ufffd][a-z]{0,3}|[?\ufffd][a-z]{1,3}"
# these begin with the one class that all of it begins with, and look back from behind: a text is run through at once
_READING = re.compile(
    rf"[(（a-zɡ{_TONED}](?<=[{_HAN}].)(?:(?<=[(（])[ ]?(?:{_SYLLABLE}|{_LOST_LETTER})[ ]?[)）]"
    rf"|(?<=\(){_SYLLABLE}(?=[{_HAN}])|(?<=[^(（]){_BEGUN_SYLLABLE}\))"
)
_PLAIN = re.compile(
    rf"\((?<=[{_HAN}]\()(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a|o|e|i|u|v|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ang|eng|ing|ong|ia|ua|uo|ian|uan|iao|uai|iang|uang|iong)\)"
)
_SEVERAL = 3


def readings(text: str) -> Iterator[Change]:
    """The readings of ``text``, each to be dropped."""
    found = [match.span() for match in _READING.finditer(text)]
    if len(found) >= _SEVERAL:
        found += [match.span() for match in _PLAIN.finditer(text)]
        found.sort()
    for start, end in found:
        yield start, end, "", "exact"
