"""The two bytes of a character in GBK, and the characters that share one of them.

Python's ``gb18030`` codec is used because it knows GBK's private-use characters, which runs out of step are full of.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain

__all__ = ["character_of", "gbk_bytes", "with_lead", "with_trail"]

# any of the ones with any of the others is a character
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@cache
def gbk_bytes(character: str) -> bytes:
    """The one or two bytes of ``character`` in GBK; nothing where it has none there."""
    if character == "€":  # what Windows shows for the lone byte 80
        return b"\x80"
    encoded = character.encode("gb18030", errors="ignore")
    return encoded if len(encoded) <= 2 else b""


def character_of(lead: int, trail: int) -> str | None:
    """The character of two bytes in GBK; None where there is none."""
    try:
        return bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return None


@cache
def with_lead(lead: int) -> str:
    """The characters whose first byte is ``lead``."""
    return _characters((lead, trail) for trail in _TRAILS) if lead in _LEADS else ""


@cache
def with_trail(trail: int) -> str:
    """The characters whose second byte is ``trail``."""
    return _characters((lead, trail) for lead in _LEADS) if trail in _TRAILS else ""


def _characters(pairs: Iterable[tuple[int, int]]) -> str:
    return bytes(chain.from_iterable(pairs)).decode("gb18030")
