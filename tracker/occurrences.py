"""Where something stands in a text: found by the search of strings, which passes over a text a hundred times as fast as
a pattern does."""

from __future__ import annotations

__all__ = ["occurrences"]


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where ``words`` (one character or more) begin in ``text[start:end]`` and end in it, ascending.

    What they overlap counts as well.
    """
    stop = len(text) if end is None else end
    found = []
    at = text.find(words, start, stop)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1, stop)
    return found
