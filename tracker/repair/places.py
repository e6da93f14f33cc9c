"""Where something stands in a text: found by the search of strings, which passes over a text a hundred times as fast as
a pattern does."""

from __future__ import annotations

__all__ = ["places"]


def places(text: str, words: str) -> list[int]:
    """Where ``words`` (one character or more) begin in ``text``, ascending; what they overlap counts as well."""
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
