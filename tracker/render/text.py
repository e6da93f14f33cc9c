"""Text of reports made fit for a page: control characters made visible, long sentences cut round a place, numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from tracker.render.rows import plain_number

__all__ = ["Excerpt", "Figure", "address", "excerpt", "figure", "number", "slug", "visible"]

# what would not be seen, or would change the order in which the rest is seen: C0 and C1 controls but tab and line
# ends, bidirectional controls, line and paragraph separators, invisible operators, the byte-order mark
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_NUMBER = re.compile(r"[+\-−－]?[0-9０-９][0-9０-９,，.．:：]*(?:\s?[-－—–~～至]\s?[0-9０-９][0-9０-９.．]*)?")
_UNSAFE = re.compile(r"[^\w\-]+")


def visible(text: str) -> str:
    """``text`` with every hidden character written out (⟦U+202E⟧), so that it is seen and changes nothing."""
    if text.isprintable():  # which all of the hidden ones are not
        return text
    return _HIDDEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def number(value: Decimal) -> str:
    """A number as it is printed: no exponent, no trailing zeros, a real minus sign."""
    return format(plain_number(value), "f").replace("-", "−")


class Figure(NamedTuple):
    """A quantity as written, in three parts, so that the digits of a column stand under one another."""

    before: str
    digits: str
    after: str

    @property
    def numeric(self) -> bool:
        """Whether there are digits to align; a number in Chinese numerals stands by itself."""
        return bool(self.before or self.after) or self.digits.isascii()


def figure(phrase: str) -> Figure:
    """突破850家 → (突破, 850, 家). A number in Chinese numerals is kept whole, in the middle."""
    found = _NUMBER.search(phrase)
    if found is None:
        return Figure("", phrase, "")
    return Figure(phrase[: found.start()], found[0], phrase[found.end() :])


class Excerpt(NamedTuple):
    """A sentence round a place in it; ``before`` and ``after`` end in … where the sentence was cut."""

    before: str
    marked: str
    after: str


def excerpt(sentence: str, start: int | None, end: int | None, reach: int) -> Excerpt:
    """The sentence with ``start``…``end`` (offsets in it) set apart, at most ``reach`` characters kept on either side.

    A sentence only slightly longer than that is kept whole: a cut saves nothing then.
    """
    if start is None or end is None or not 0 <= start < end <= len(sentence):
        start = end = 0
    before, marked, after = sentence[:start], sentence[start:end], sentence[end:]
    if len(before) > reach + 10:
        before = "…" + before[-reach:].lstrip()
    if len(after) > reach + 10 + (reach if not marked else 0):
        after = after[: reach + (reach if not marked else 0)].rstrip() + "…"
    return Excerpt(before.lstrip(), marked, after.rstrip())


def slug(name: str) -> str:
    """A file name that is safe everywhere and keeps what it can of ``name``."""
    import hashlib

    safe = _UNSAFE.sub("_", name).strip("_")[:80]
    if safe == name and not name.startswith("-"):
        return name
    return f"{safe.strip('-') or 'report'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


@lru_cache(maxsize=4096)
def address(name: str) -> str:
    """A name as a part of an address."""
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else quote(name, safe="-_.")
