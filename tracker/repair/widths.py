"""One form for each sign.

* Digits, Latin letters, ``%``, ``.``, ``+``, ``/`` and the like are half-width.
* ``，；：（）！`` are full-width; but ``:`` is half-width in 2.35:1 and 10:30, ``,`` in 1,024, and both between Latin
  letters. ``？`` is left to :mod:`tracker.repair.lost`, because a half-width one may stand for a lost character.
* Spaces are plain spaces; a dash is ``—``, a middle dot ``·``; radicals and compatibility forms that PDF files have
  in the place of ideographs are the ideographs.

Ids are made from text without spaces and punctuation, so this choice never moves one. The length never changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from tracker.occurrences import occurrences
from tracker.repair.changes import Change

__all__ = ["SIGNS", "widths"]


def _forms() -> dict[str, str]:
    forms = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for kept in "，；：（）！？":
        del forms[kept]
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            forms[chr(code)] = plain
    forms |= dict.fromkeys(["\u3000", "\u00a0", "\u202f", *map(chr, range(0x2000, 0x200B))], " ")
    forms |= dict.fromkeys("―─━–", "—") | dict.fromkeys("•・‧∙⋅･", "·") | dict.fromkeys("〜∼", "~")
    return forms | {"﹪": "%", "−": "-", "‐": "-", "‑": "-", "﹐": "，", "﹔": "；", "﹕": "：", "﹙": "（", "﹚": "）"}


_FORMS = _forms()
_WIDE = dict(zip(",;:()!", "，；：（）！", strict=True))
SIGNS = frozenset(_FORMS) | frozenset(_WIDE) | {"："}

_DIGIT = "[0-9０-９]"
_FORM = f"[{re.escape(''.join(sorted(_FORMS)))}]"
_OTHERWISE = re.compile(
    f"[{re.escape(''.join(sorted(SIGNS)))}](?:(?<={_FORM}){_FORM}*(?P<form>)|(?<={_DIGIT}：)(?={_DIGIT})(?P<ratio>)"
    f"|(?<=[A-Za-z][,;:!])(?=[A-Za-z/])|(?<={_DIGIT},)(?={_DIGIT}{{3}}(?!{_DIGIT}))|(?<={_DIGIT}:)(?={_DIGIT})"
    "|(?<=[,;:!()])(?P<narrow>))"
)
_TABLE = str.maketrans(_FORMS | {"：": ":"})


def widths(text: str, signs: Iterable[str]) -> Iterator[Change]:
    """The signs of ``text`` that have another form in clean text; ``signs`` are those of ``SIGNS`` that occur in it."""
    done = 0
    for at in sorted(chain.from_iterable(occurrences(text, sign) for sign in signs)):
        match = _OTHERWISE.match(text, at) if at >= done else None
        if match is None:
            continue
        done = match.end()
        if match.lastgroup == "narrow":
            yield at, done, _WIDE[match.group()], "exact"
        elif match.lastgroup:
            yield at, done, match.group().translate(_TABLE), "exact"
