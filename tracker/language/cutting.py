"""Names cut into words as pkuseg cuts them, feature for feature and word for word, without what a name does not need.

Around each character pkuseg writes out every pair of a word that may end there and one that may begin there, fifty
for words of two to six characters, and looks each up; the stretches that are no word take part under a stand-in. A
model knows pairs of words alone, so here the pairs are only written where both are words; and what it knows of a
character, of two side by side or of a word is laid out under these, not asked for feature by feature. What the
features weigh together is left to pkuseg.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tracker.word_list import words_from

__all__ = ["Cutter"]

Numbers = tuple[int, ...]
"""The number of a feature, or nothing where the model does not know it."""
Features = Mapping[str, Sequence[Numbers]]
"""By characters or words: their features at the places that follow."""

_ONE = ("c-2", "c-1", "c", "c1", "c2")
"""A character in the features of the one two behind it, the next, itself, the one in front, two in front."""
_TWO = ("c-2c-1", "c-1c", "cc1")
"""Two characters side by side in the features of the one behind them, of the second, of the first."""
_WORD = ("w-1", "w1")
"""A word in the features of its last character, of its first."""
_NO_ONE: Sequence[Numbers] = ((),) * len(_ONE)
_NO_TWO: Sequence[Numbers] = ((),) * len(_TWO)
_NO_WORD: Sequence[Numbers] = ((),) * len(_WORD)

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

        loaded, self._model = segmenter.feature_extractor, segmenter.model
        self._weighed, self._best = getLogYY, run_viterbi
        self._transitions = self._model.n_feature * self._model.n_tag
        self._begins = frozenset(tag for tag, name in segmenter.idx_to_tag.items() if "B" in name)
        self._longest: int = config.wordMax
        self._normal = {
            **dict.fromkeys(map(ord, loaded.num), _DIGIT),
            **dict.fromkeys(map(ord, loaded.letter), _LETTER),
            **dict.fromkeys(map(ord, loaded.keywords), "&"),
        }
        self._number = loaded.feature_to_idx.get
        self._ones, self._twos, words = _laid_out(loaded.feature_to_idx)
        self._words = {word: words.get(word, _NO_WORD) for word in loaded.unigram}
        self._beginnings = frozenset(word[:2] for word in self._words)

    def cut(self, text: str) -> list[str]:
        """The words of a text without its spaces."""
        return [word for part in text.split() for word in self._cut(part)]

    def features(self, text: str) -> list[list[int]]:
        """The numbers of the features of every character of a text without spaces, in pkuseg's order."""
        text = text.translate(self._normal)
        of_one, of_two = self._ones.get, self._twos.get
        ones = [_NO_ONE, _NO_ONE, *[of_one(character, _NO_ONE) for character in text], _NO_ONE, _NO_ONE]
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        twos = [_NO_TWO, _NO_TWO, *[of_two(pair, _NO_TWO) for pair in pairs], _NO_TWO]
        found = [
            [0, *own[2], *left[1], *with_left[1], *right[3], *with_right[2], *second_left[0], *before[0], *second[4]]
            for second_left, left, own, right, second, before, with_left, with_right in zip(
                ones, ones[1:], ones[2:], ones[3:], ones[4:], twos, twos[1:], twos[2:], strict=False
            )
        ]
        starts = [at for at, pair in enumerate(pairs) if pair in self._beginnings]
        if starts:
            self._add_words(text, starts, found)
        return found

    def _add_words(self, text: str, starts: Sequence[int], found: list[list[int]]) -> None:
        """The features of the words of the model, which begin at some of ``starts``; longer words first."""
        known, longest, number = self._words, self._longest, self._number
        beginning: dict[int, list[str]] = {}
        ending: dict[int, list[str]] = {}
        for start in starts:
            for stop in range(min(start + longest, len(text)), start + 1, -1):
                word = text[start:stop]
                if word in known:
                    beginning.setdefault(start, []).append(word)
                    ending.setdefault(stop, []).append(word)
        for stop, words in ending.items():
            for word in words:
                found[stop - 1] += known[word][0]
        for start, words in beginning.items():
            for word in words:
                found[start] += known[word][1]
        for border in sorted(beginning.keys() & ending.keys()):
            for first in ending[border]:
                for second in beginning[border]:
                    last, next_ = number(f"ww.r.{first}*{second}"), number(f"ww.l.{first}*{second}")
                    if last is not None:
                        found[border - 1].append(last)
                    if next_ is not None:
                        found[border].append(next_)

    def _cut(self, text: str) -> list[str]:
        model, begins = self._model, self._begins
        weights, transitions = self._weighed(self.features(text), model.n_tag, self._transitions, model.w, 1.0)
        _, tags = self._best(weights, transitions)
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


def _laid_out(numbers: Mapping[str, int]) -> tuple[Features, Features, Features]:
    """The features of one character, of two side by side, and of words, by these."""
    ones: dict[str, list[Numbers]] = {}
    twos: dict[str, list[Numbers]] = {}
    words: dict[str, list[Numbers]] = {}
    tables = ((ones, _ONE), (twos, _TWO), (words, _WORD))
    where = {place: (table, len(places), at) for table, places in tables for at, place in enumerate(places)}
    for name, number in numbers.items():
        place, _, about = name.partition(".")
        if place in where:
            table, count, at = where[place]
            about = about.replace(".", "").replace("**Num", _DIGIT).replace("**Letter", _LETTER)
            found = table.get(about)
            if found is None:
                found = table[about] = [()] * count
            found[at] = (number,)
    return ones, twos, words
