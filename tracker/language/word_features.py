"""What pkuseg asks of every character before it cuts a name, looked up only where the model can know an answer.

Around each character pkuseg writes out every pair of a word that may end there and one that may begin there, fifty
for words of two to six characters, and looks each up; the stretches that are no word take part under a stand-in. A
model knows pairs of words alone, so here the pairs are only written where both are words. The numbers that come out,
and their order, are pkuseg's own.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

__all__ = ["WordFeatures"]

_REMEMBERED = 20_000
"""Characters, and pairs of them: names are made of a few thousand."""


class WordFeatures:
    """Takes the place of ``feature_extractor`` in a pkuseg segmenter; made of the one it has loaded."""

    def __init__(self, loaded: Any) -> None:
        from spacy_pkuseg.config import config

        self.normalize_text = loaded.normalize_text
        self._number = loaded.feature_to_idx.get
        self._words = loaded.unigram
        self._shortest: int = config.wordMin
        self._longest: int = config.wordMax if config.wordFeature else 0
        self._alone = lru_cache(maxsize=_REMEMBERED)(self._of_one)
        self._paired = lru_cache(maxsize=_REMEMBERED)(self._of_two)
        self._last: tuple[list[str], list[list[int]]] = ([], [])

    def get_node_features_idx(self, at: int, characters: list[str]) -> list[int]:
        """The numbers of the features of the character ``at``; pkuseg asks for one after the other of a text."""
        of, found = self._last
        if of is not characters:
            found = self._of_all(characters)
            self._last = characters, found
        return found[at]

    def _of_all(self, characters: list[str]) -> list[list[int]]:
        """The numbers for every character, each feature asked for by the name pkuseg gives it."""
        beginning, ending = self._words_in(characters)
        alone = [self._alone(character) for character in characters]
        paired = [self._paired(*pair) for pair in pairwise(characters)]
        number = self._number
        last = len(characters) - 1
        all_found = []
        for at in range(last + 1):
            found = [0, alone[at][2]]  # 0 tells that there is a character
            if at:
                found += (alone[at - 1][1], paired[at - 1][1])
            if at < last:
                found += (alone[at + 1][3], paired[at][2])
            if at > 1:
                found += (alone[at - 2][0], paired[at - 2][0])
            if at + 1 < last:
                found.append(alone[at + 2][4])
            here, behind = ending[at + 1], beginning[at]
            if here:
                found += [number("w-1." + word) for word in here]
            if behind:
                found += [number("w1." + word) for word in behind]
                found += [number(f"ww.l.{word}*{following}") for word in ending[at] for following in behind]
            if here:
                found += [number(f"ww.r.{word}*{following}") for word in here for following in beginning[at + 1]]
            all_found.append([feature for feature in found if feature is not None])
        return all_found

    def _of_one(self, character: str) -> list[int | None]:
        """The features of a character for the one two behind it, the next, itself, the one in front, two in front."""
        return [self._number(place + character) for place in ("c-2.", "c-1.", "c.", "c1.", "c2.")]

    def _of_two(self, first: str, second: str) -> list[int | None]:
        """The features of two characters for the one behind them, for the second, for the first."""
        return [self._number(f"{place}{first}.{second}") for place in ("c-2c-1.", "c-1c.", "cc1.")]

    def _words_in(self, characters: list[str]) -> tuple[list[list[str]], list[list[str]]]:
        """The words of the model by the place they begin at, and by the one they end before; the longest first."""
        known, shortest, longest, end = self._words, self._shortest, self._longest, len(characters)
        beginning: list[list[str]] = [[] for _ in range(end + 1)]
        ending: list[list[str]] = [[] for _ in range(end + 1)]
        for start in range(end):
            for stop in range(min(start + longest, end), start + shortest - 1, -1):
                word = "".join(characters[start:stop])
                if word in known:
                    beginning[start].append(word)
                    ending[stop].append(word)
        return beginning, ending
