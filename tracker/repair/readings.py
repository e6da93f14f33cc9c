"""Latin readings in brackets behind a character, which some re-publishing sites scatter over a text: 現(xiàn)在.

A reading is pinyin in lower case with a tone mark (or a vowel that may stand without one), directly behind a
Chinese character, in half-width brackets. Real brackets, (MDI), (重慶), (M2), (km), hold something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.repair.changes import Change

__all__ = ["readings"]

_TONED = "āáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜńňǹḿ"
_READING = re.compile(rf"(?<=[\u3400-\u9fff\ue000-\uf8ff?])\([a-zɑɡüê{_TONED}]{{1,6}}\)")


def readings(text: str) -> Iterator[Change]:
    """The bracketed readings of ``text``, each to be dropped."""
    for match in _READING.finditer(text):
        if any(character in _TONED for character in match.group()):
            yield Change(match.start(), match.end(), "")
