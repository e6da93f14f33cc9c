"""How alike two names are: the character pairs that they share decide the clear cases, their words those between.

A pair counts the more the rarer it is among the names of the two reports, so that 新建 joins nothing and 未来工厂 does.
Sums are integers: the same names give the same answer in any order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from tracker.language.words import words
from tracker.match.index import NameIndex
from tracker.match.names import Name, pairs_of
from tracker.rulebook import normal_name

if TYPE_CHECKING:
    from tracker.rulebook.schema.matching import NameSettings

__all__ = ["UNSURE", "NameComparer", "Rarity", "conflict", "may_be_found", "words_found"]

_WHOLE = 1000
_SHORT = 3
_TELLING = 700
_FEW = 50  # in a handful of names nothing is rare, and nothing common
_LONE = 200  # what a word of one character tells
UNSURE = "unsure"
"""What a glance at two names says where it takes their words to know how alike they are."""


_NO_NAMES = NameIndex()


class Rarity:
    """How much a character pair tells, among the names of two reports: 1000 where one name alone has it.

    Names that are compared alike count once.
    """

    def __init__(self, names: Iterable[Name], beside: NameIndex = _NO_NAMES) -> None:
        """``names`` are those of both reports, or of one of them ``beside`` those of the other."""
        new = {name.core: name.pairs for name in names if name.core not in beside.places}
        known = beside.by_pair
        counts = beside.several.copy()
        for pair, n in Counter(chain.from_iterable(new.values())).items():
            if pair in known:
                counts[pair] = n + len(known[pair])
            elif n > 1:
                counts[pair] = n
        scale = math.log(max(len(beside.places) + len(new), _FEW) + 1)
        by_count = {n: max(1, round(_WHOLE * (1 - math.log(n) / scale))) for n in set(counts.values())}
        self._weights = {pair: by_count[n] for pair, n in counts.items()}
        self._wholes: dict[str, int] = {}
        self._told: dict[str, tuple[tuple[tuple[str, int], ...], int]] = {}

    def weight(self, pair: str) -> int:
        """What one pair tells, 1 … 1000."""
        return self._weights.get(pair, _WHOLE)

    def weights(self, pairs: Iterable[str]) -> list[int]:
        """What each of some pairs tells."""
        weights = self._weights
        return [weights.get(pair, _WHOLE) for pair in pairs]

    def whole(self, name: Name) -> int:
        """What a name tells."""
        whole = self._wholes.get(name.core)
        if whole is None:
            whole = self._wholes[name.core] = sum(self.weights(name.pairs))
        return whole

    def shared(self, one: Name, other: Name) -> int:
        """What two names tell alike."""
        return sum(self.weights(set(one.pairs).intersection(other.pairs)))

    def told(self, name: Name) -> tuple[tuple[tuple[str, int], ...], int]:
        """The words of a name, each with what it tells, and the sum; cutting costs, so only close names are asked."""
        told = self._told.get(name.core)
        if told is None:
            weighed = tuple([(word, self._word(word)) for word in words(name.core)])
            told = self._told[name.core] = weighed, sum([weight for _, weight in weighed])
        return told

    def _word(self, word: str) -> int:
        return sum(self.weights(pairs_of(word))) or _LONE


def conflict(one: Name, other: Name) -> bool:
    """Whether the two cannot be said of the same thing: opposed words, or codes (4A, 5A) or editions that differ."""
    if one.codes and other.codes and one.codes.isdisjoint(other.codes):
        return True
    if one.editions and other.editions and one.editions.isdisjoint(other.editions):
        return True
    if one.sides and other.sides:
        sides = dict(other.sides)
        return any(index in sides and sides[index].isdisjoint(words) for index, words in one.sides)
    return False


class NameComparer:
    """Compares names by the settings: character pairs decide the clear cases, words those between."""

    def __init__(self, settings: NameSettings) -> None:
        self._contained = int(settings.contained * _WHOLE)
        self._similar = int(settings.similar * _WHOLE)
        self._related = int(settings.related * _WHOLE)
        self._rare = int(settings.rare * _WHOLE)
        self._joins, self._ratios = settings.joins, settings.ratios
        self._coverage = tuple(sorted(settings.coverage, key=lambda word: (-len(word), word)))
        self._vague = frozenset(map(normal_name, settings.vague))
        self._cut: set[str] = set()

    def joined(self, one: Name, other: Name) -> bool:
        """Whether one of two names joins more things than the other (在建和通车里程)."""
        return any(_count(one, word) != _count(other, word) for word in self._joins)

    def joins_more(self, one: Name, other: Name) -> bool:
        """Whether the first of two names joins more things than the second."""
        return sum(_count(one, word) - _count(other, word) for word in self._joins) > 0

    def of_parts(self, one: Name, other: Name) -> bool:
        """Whether one of two names is a share of something, and the other is not or of something else."""
        return any(_count(one, word) != _count(other, word) for word in self._ratios)

    def one_coverage(self, one: Name, other: Name) -> bool:
        """Whether two shares are of how far one thing reaches (试点范围 and 试点覆盖率)."""
        reach = self._reaching(one.text)
        return len(reach) > _SHORT and reach == self._reaching(other.text)

    def _reaching(self, text: str) -> str:
        return next((text[: -len(word)] for word in self._coverage if text.endswith(word)), text)

    def tells(self, name: Name, rarity: Rarity) -> bool:
        """Whether a name tells enough to be recognised by itself; 公厕 does beside the same unit only."""
        return not self.vague(name) and (len(name.core) > _SHORT or rarity.whole(name) >= self._rare)

    def vague(self, name: Name) -> bool:
        """Whether a name by itself could be anything (项目, 中央财政)."""
        return name.text in self._vague or name.core in self._vague

    def beside(self, one: Name, other: Name, rarity: Rarity) -> bool:
        """Whether ``one`` says a word that tells something and that ``other`` does not say (东盟 in 东盟进出口)."""
        return any(weight >= _TELLING and word not in other.core for word, weight in rarity.told(one)[0])

    def label(
        self, one: Name, other: Name, rarity: Rarity, shared: int | None = None, similar: bool = True
    ) -> str | None:
        """How alike two names are: ``same``, ``contained``, ``similar``, ``related``, or nothing.

        ``contained``: all that the shorter one tells is in the longer one. ``similar``: most of it is, and something
        differs on both sides (文化产业增加值 and 汽车产业增加值 are not: what differs there tells more). ``shared`` is
        what ``rarity`` says the two share, where that is known already. Where the caller has no use for names that are
        ``similar`` or less, there is less to find out, and nothing is said of them.
        """
        if shared is None:
            shared = rarity.shared(one, other)
        seen = self.glance(one, other, rarity, shared)
        return self.by_words(one, other, rarity, shared, similar) if seen == UNSURE else seen

    def glance(self, one: Name, other: Name, rarity: Rarity, shared: int) -> str | None:
        """The label of two names as far as their character pairs tell: ``UNSURE`` where only words can."""
        if one.text == other.text or one.core == other.core:
            return "same"
        if shared < self._rare:
            return None
        whole, other_whole = rarity.whole(one), rarity.whole(other)
        part = whole if whole < other_whole else other_whole
        contained = shared * _WHOLE >= self._contained * part or _one_put_in(one.core, other.core)
        if not contained and shared * _WHOLE < self._related * part:
            return None
        if self.vague(one) or self.vague(other):
            return None
        return "contained" if contained else UNSURE

    def by_words(self, one: Name, other: Name, rarity: Rarity, shared: int, similar: bool = True) -> str | None:
        """The label of two names of which a glance was ``UNSURE``; see ``label``."""
        whole, other_whole = rarity.whole(one), rarity.whole(other)
        apart = not similar or 2 * shared * _WHOLE < self._related * (whole + other_whole)
        least = self._contained if apart else min(self._similar, self._contained)
        # what tells less is likelier to be all in the other
        less, more = (one, other) if whole <= other_whole else (other, one)
        found = self._found(less, more, rarity, least)
        if found < self._contained:
            enough = self._contained if found >= self._similar else least
            found = max(found, self._found(more, less, rarity, enough))
        if found >= self._contained:
            return "contained"
        if apart:
            return None
        return "similar" if found >= self._similar else "related"

    def _found(self, asked: Name, there: Name, rarity: Rarity, enough: int) -> int:
        """What ``words_found`` says; nothing where a name is not cut because a glance shows that it cannot be
        ``enough``.
        """
        core = asked.core
        if core not in self._cut:
            # that nearly all of it is found is often ruled out by its characters, that most of it is hardly ever
            if enough >= self._contained and not may_be_found(asked, there, rarity, enough):
                return 0
            self._cut.add(core)
        return words_found(asked, there, rarity)


def _one_put_in(one: str, other: str) -> bool:
    """Whether one name is the other with something put in at one place (中央政府投资, 中央政府公共投资)."""
    if not one or not other or one[0] != other[0]:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    front = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long.endswith(short[front:])


def _count(name: Name, word: str) -> int:
    return name.text.count(word) or (name.written.count(word) if word == "、" else 0)


def words_found(one: Name, other: Name, rarity: Rarity) -> int:
    """How much of what the words of ``one`` tell stands in ``other``, in thousandths."""
    core = other.core
    if one.core and one.core in core:
        return _WHOLE
    told, whole = rarity.told(one)
    return sum([weight for word, weight in told if word in core]) * _WHOLE // whole if whole else 0


def may_be_found(one: Name, other: Name, rarity: Rarity, enough: int) -> bool:
    """Whether ``words_found`` may give ``enough``, whatever words ``one`` is cut into: a glance before it is cut.

    At most all pairs are found that stand in ``other``, and each of their characters as a word. A character that does
    not stand there is missed by itself or in a pair, which it shares with one other at most.
    """
    core, there = one.core, other.core
    pairs = pairs_of(core)
    weights = rarity.weights(pairs)
    found = twice_missed = 0
    for pair, weight in zip(pairs, weights, strict=True):
        if pair in there:
            found += weight
    alone = 2 * _LONE
    for character, before, behind in zip(core, (alone, *weights), (*weights, alone), strict=True):
        if character in there:
            found += _LONE
        else:
            twice_missed += min(before, behind, alone)
    return 2 * found * (_WHOLE - enough) >= twice_missed * enough
