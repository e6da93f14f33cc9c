"""What pkuseg asks of every character before it cuts a name, looked up only where the model can know an answer.

Around each character pkuseg writes out every pair of a word that may end there and one that may begin there, fifty
for words of two to six characters, and looks each up; the stretches that are no word take part under a stand-in. A
model knows pairs of words alone, so here the pairs are only written where both are words. The numbers that come out,
and their order, are pkuseg's own.
"""

from __future__ import annotations

from typing import Any

__all__ = ["WordFeatures"]


class WordFeatures:
    """Takes the place of ``feature_extractor`` in a pkuseg segmenter; made of the one it has loaded."""

    def __init__(self, loaded: Any) -> None:
        from spacy_pkuseg.config import config

        self.normalize_text = loaded.normalize_text
        self._number = loaded.feature_to_idx.get
        self._words = loaded.unigram
        self._shortest: int = config.wordMin
        self._longest: int = config.wordMax if config.wordFeature else 0
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
        number = self._number
        last = len(characters) - 1
        all_found = []
        for at, this in enumerate(characters):
            asked = ["c." + this]
            if at:
                before = characters[at - 1]
                asked += ("c-1." + before, f"c-1c.{before}.{this}")
            if at < last:
                after = characters[at + 1]
                asked += ("c1." + after, f"cc1.{this}.{after}")
            if at > 1:
                first = characters[at - 2]
                asked += ("c-2." + first, f"c-2c-1.{first}.{characters[at - 1]}")
            if at + 1 < last:
                asked.append("c2." + characters[at + 2])
            here, behind = ending[at + 1], beginning[at]
            if here:
                asked += ["w-1." + word for word in here]
            if behind:
                asked += ["w1." + word for word in behind]
                asked += [f"ww.l.{word}*{following}" for word in ending[at] for following in behind]
            if here:
                asked += [f"ww.r.{word}*{following}" for word in here for following in beginning[at + 1]]
            # number 0 tells that there is a character
            all_found.append([0, *[found for name in asked if (found := number(name)) is not None]])
        return all_found

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
