"""Names cut into words as pkuseg cuts them, feature for feature and word for word, without what a name does not need.

Around each character pkuseg writes out every pair of a word that may end there and one that may begin there, fifty
for words of two to six characters, and looks each up; the stretches that are no word take part under a stand-in. A
model knows pairs of words alone, so here the pairs are only written where both are words; and what it knows of a
character, of two side by side or of a word is found under these, not asked for feature by feature: its weights lie
side by side, as most of them were last looked at long ago and come from slow memory. What the features weigh together
is left to pkuseg.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracker.word_list import words_from

__all__ = ["Cutter"]

_ONE = ("c-2", "c-1", "c", "c1", "c2")
"""A character in the features of the one two behind it, the next, itself, the one in front, two in front."""
_TWO = ("c-2c-1", "c-1c", "cc1")
"""Two characters side by side in the features of the one behind them, of the second, of the first."""
_WORD = ("w-1", "w1")
"""A word in the features of its last character, of its first."""
_WORDS = ("ww.r", "ww.l")
"""Two words side by side in the features of the last character of the first, of the first of the second."""
_UNKNOWN = 0
"""The first row of what the model does not know: all its features weigh nothing."""
_EVERY = len(_ONE)
"""The row of the feature of every character, the model's first."""

_DIGIT, _LETTER = "*", "/"
"""What stands for every digit (pkuseg's ``**Num``) and letter (``**Letter``); no word of a model holds either sign."""
_MOST_JOINED = 7
"""Words that the list joins at most."""


class Cutter:
    """Does what ``cut`` of a pkuseg segmenter with the word list of pkuseg does; made of one with a model, which need
    not have loaded the list.
    """

    def __init__(self, segmenter: Any) -> None:
        from spacy_pkuseg.config import config
        from spacy_pkuseg.inference import getLogYY, run_viterbi

        loaded, model = segmenter.feature_extractor, segmenter.model
        self._weighed, self._best, self._tags = getLogYY, run_viterbi, model.n_tag
        _, self._transitions = getLogYY([], model.n_tag, model.n_feature * model.n_tag, model.w, 1.0)
        self._begins = frozenset(tag for tag, name in segmenter.idx_to_tag.items() if "B" in name)
        self._longest: int = config.wordMax
        self._normal = {
            **dict.fromkeys(map(ord, loaded.num), _DIGIT),
            **dict.fromkeys(map(ord, loaded.letter), _LETTER),
            **dict.fromkeys(map(ord, loaded.keywords), "&"),
        }
        rows = _Rows(loaded.feature_to_idx)
        self._ones, self._twos, self._side_by_side = rows.of(_ONE), rows.of(_TWO), rows.of(_WORDS)
        self._words = {**dict.fromkeys(loaded.unigram, _UNKNOWN), **rows.of(_WORD)}
        self._beginnings = frozenset(word[:2] for word in self._words)
        self._weights = rows.weights(model.w.reshape(-1, model.n_tag)[: model.n_feature])

    def cut(self, text: str) -> list[str]:
        """The words of a text without its spaces."""
        return [word for part in text.split() for word in self._cut(part)]

    def scores(self, text: str) -> NDArray[np.float64]:
        """What the features of every character of a text without spaces weigh together, for each tag."""
        text = text.translate(self._normal)
        of_one, of_two = self._ones.get, self._twos.get
        ones = [_UNKNOWN, _UNKNOWN, *[of_one(character, _UNKNOWN) for character in text], _UNKNOWN, _UNKNOWN]
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        twos = [_UNKNOWN, _UNKNOWN, *[of_two(pair, _UNKNOWN) for pair in pairs], _UNKNOWN]
        # in pkuseg's order, which of floats is part of the sum
        found = [
            [_EVERY, own + 2, left + 1, with_left + 1, right + 3, with_right + 2, second_left, before, second + 4]
            for second_left, left, own, right, second, before, with_left, with_right in zip(
                ones, ones[1:], ones[2:], ones[3:], ones[4:], twos, twos[1:], twos[2:], strict=False
            )
        ]
        starts = [at for at, pair in enumerate(pairs) if pair in self._beginnings]
        if starts:
            self._add_words(text, starts, found)
        weighed: NDArray[np.float64] = self._weighed(found, self._tags, 0, self._weights, 1.0)[0]
        return weighed

    def _add_words(self, text: str, starts: Sequence[int], found: list[list[int]]) -> None:
        """The features of the words of the model, which begin at some of ``starts``; longer words first."""
        known, longest, side_by_side = self._words, self._longest, self._side_by_side
        beginning: dict[int, list[str]] = {}
        ending: dict[int, list[str]] = {}
        for start in starts:
            for stop in range(min(start + longest, len(text)), start + 1, -1):
                word = text[start:stop]
                if word in known:
                    beginning.setdefault(start, []).append(word)
                    ending.setdefault(stop, []).append(word)
        for stop, words in ending.items():
            found[stop - 1] += [known[word] for word in words]
        for start, words in beginning.items():
            found[start] += [known[word] + 1 for word in words]
        for border in sorted(beginning.keys() & ending.keys()):
            for first in ending[border]:
                for second in beginning[border]:
                    row = side_by_side.get(f"{first}*{second}")
                    if row is not None:
                        found[border - 1].append(row)
                        found[border].append(row + 1)

    def _cut(self, text: str) -> list[str]:
        begins = self._begins
        _, tags = self._best(self.scores(text), self._transitions)
        borders = [0, *[at for at, tag in enumerate(tags.tolist()) if tag in begins and at], len(text)]
        self._join(text, borders)
        return [text[start:end] for start, end in pairwise(borders)]

    @staticmethod
    def _join(text: str, borders: list[int]) -> None:
        """Take out the borders inside words of the list, unless all that stands between them is in it too."""
        for count in range(min(_MOST_JOINED, len(borders) - 1), 1, -1):
            at, last = 0, len(borders) - count
            while at < last:
                start = borders[at]
                if text[start : borders[at + count]] in words_from(text[start]):
                    inside = pairwise(borders[at : at + count + 1])
                    if not all(text[start:end] in words_from(text[start]) for start, end in inside):
                        del borders[at + 1 : at + count]
                        last -= count - 1
                at += 1


class _Rows:
    """The features of a model in rows, those of one character, of two, or of words in a row each, side by side."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        unknown = len(numbers)  # behind all numbers
        self._numbers = [*[unknown] * _EVERY, 0]
        tables = (_ONE, _TWO, _WORD, _WORDS)
        self._tables: dict[tuple[str, ...], dict[str, int]] = {places: {} for places in tables}
        where = {place: (places, at) for places in tables for at, place in enumerate(places)}
        for name, number in numbers.items():
            place, _, about = name.partition(".")
            if place == "ww":
                side, _, about = about.partition(".")
                place = f"{place}.{side}"
            if place in where:
                places, at = where[place]
                about = about.replace(".", "").replace("**Num", _DIGIT).replace("**Letter", _LETTER)
                rows = self._tables[places]
                row = rows.get(about)
                if row is None:
                    row = rows[about] = len(self._numbers)
                    self._numbers += [unknown] * len(places)
                self._numbers[row + at] = number

    def of(self, places: tuple[str, ...]) -> dict[str, int]:
        """By characters or words: the first of their rows, one for each of these places."""
        return self._tables[places]

    def weights(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each row weighs; ``weights`` are those of the features by their numbers."""
        laid_out: NDArray[np.float64] = np.append(weights, np.zeros((1, weights.shape[1])), axis=0)
        return laid_out.take(self._numbers, axis=0).ravel()
