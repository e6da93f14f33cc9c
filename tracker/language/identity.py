"""Ids that depend on what is said, not on the file it was read from.

An id is made of jurisdiction, kind of report, its year, the normalised clean sentence, the normalised value and an
ordinal: a better copy of the same report, or the same copy under another name, keeps its ids.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from decimal import Decimal

from tracker.models import Catalogue

__all__ = ["Identities", "normal_sentence", "normal_value"]


class _Kept(dict[int, int | None]):
    """For ``str.translate``: letters and digits stay, spaces, punctuation and signs go; looked up once a character."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = None if unicodedata.category(chr(code))[0] in "PZSC" else code
        return kept


_KEPT = _Kept()
_WORDS = re.compile("[0-9A-Za-z\u4e00-\u9fff]+")
_USUAL_SIGNS = "，。、；：！？“”‘’（）《》〈〉【】—…·%‰+-.,:;/() \u3000"
"""Of which nothing is left, in whatever width; any others may be letters or digits in another one (℃, ㎡, Ⅱ)."""
_USUAL = re.compile(f"[0-9A-Za-z\u4e00-\u9fff{re.escape(_USUAL_SIGNS)}]*")
_HEADING_NUMBER = re.compile(r"\s*[（(][一二三四五六七八九十\d]{1,3}[）)]")


def normal_sentence(text: str) -> str:
    """The sentence as ids see it: one width, no spaces, no punctuation, no number of the paragraph it begins."""
    number = _HEADING_NUMBER.match(text)
    said = text[number.end() :] if number else text
    if _USUAL.fullmatch(said):  # nearly always; to normalise takes ten times as long
        return "".join(_WORDS.findall(said))
    return unicodedata.normalize("NFKC", said).translate(_KEPT)


def normal_value(value: Decimal | None, value_max: Decimal | None, unit: str | None, what: str | None) -> str:
    """The value as ids see it; ``what`` stands in where there is no number (the object of a milestone)."""
    if value is None:
        return what or ""
    numbers = format(value.normalize(), "f")
    if value_max is not None:
        numbers += "-" + format(value_max.normalize(), "f")
    return f"{numbers}{unit or ''}"


class Identities:
    """Gives the ids of one report; the same sentence and value said again get the next ordinal."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._base = f"{catalogue.jurisdiction}|{catalogue.kind}|{catalogue.year or ''}"
        self._seen: dict[tuple[str, str, str], int] = {}
        self._begun: tuple[str, str] = ("", "")
        self._normal = ""
        self._digest = hashlib.sha256()

    def of(self, side: str, sentence: str, value: str) -> str:
        """The id of something said in ``sentence`` with ``value`` (a ``normal_value``); ``side`` is its table."""
        if self._begun != (side, sentence):  # a sentence mostly says several things, one after the other
            self._begun = side, sentence
            self._normal = normal_sentence(sentence)
            self._digest = hashlib.sha256(f"{self._base}|{side}|{self._normal}|".encode())
        said = side, self._normal, value
        ordinal = self._seen[said] = self._seen.get(said, 0) + 1
        digest = self._digest.copy()
        digest.update(f"{value}|{ordinal}".encode())
        return f"{side[0]}-{digest.hexdigest()[:16]}"
