"""Long lists of words asked for at the end or the beginning of a text, by their last or first character.

``text.endswith(words)`` tries word after word; of hundreds, those that end in the text's own last character are one or
two: ``text.endswith(endings.get(text[-1:], ()))``.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["by_first", "by_last", "chain_start"]


def by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their last character, in the order given."""
    return _grouped(words, -1)


def by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their first character, in the order given."""
    return _grouped(words, 0)


def _grouped(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[place], []).append(word)
    return {character: tuple(some) for character, some in groups.items()}


def chain_start(text: str, floor: int, end: int, endings: dict[str, tuple[str, ...]]) -> int:
    """Where the longest chain of the words begins that reaches to ``end`` and not below ``floor``; else ``end``."""
    reached = [end]
    for at in reached:
        if at > floor:
            words = endings.get(text[at - 1], ())
            if text.endswith(words, floor, at):  # seldom: told in one go over them
                for word in words:
                    start = at - len(word)
                    if start >= floor and start not in reached and text.startswith(word, start):
                        reached.append(start)
    return min(reached)
