"""Names laid beside one another: the words for the same thing made one, the rest compared by what it tells apart.

A name is compared in three forms: as written (brackets and quotation marks aside), with other words for the same
thing made one (规上 = 规模以上), and without the words that tell nothing apart (全市, 总额). Two names share
character pairs; a pair counts the more the rarer it is among the names of the two reports, so that 新建 joins nothing
and 未来工厂 does. Sums are integers: the same names give the same answer in any order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain
from operator import add
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from tracker.language.words import words
from tracker.rulebook import normal_name
from tracker.rulebook.compiled import compiled_once

if TYPE_CHECKING:
    from tracker.rulebook.schema.matching import DeedSettings, NameSettings

__all__ = [
    "UNSURE", "Name", "NameComparer", "NameReader", "PairCounts", "Rarity", "conflict", "could_be_found",
    "deeds_behind", "variants", "words_found",
]  # fmt: skip

_MARKS = re.compile(r"[\s“”\"‘’'《》〈〉「」『』、，,·—\-/〔〕\[\]]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEAR = re.compile(r"^(?:(?:19|20)[0-9]{2}年?度?[-—–至到~～]?)+")
_YEARS = re.compile(r"(?:[0-9—–~～至到-]|年|度|五)+")
# 第七届, 首届: which one is meant is said on one side only as a rule
_EDITION = re.compile(r"第?([首0-9〇零一二三四五六七八九十百]+)(?:届|屆)|第([0-9〇零一二三四五六七八九十百]+)次")
# 连续8年保持 is 保持
_ON_END = re.compile(r"连续(?:[0-9]+|[一二三四五六七八九十]+)年")
# 堵点乱点 is 堵乱点, 供水、排水管网 is 供排水管网
_TWICE = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])(?!\1)([\u4e00-\u9fff])\2(?!\2)")
_LATIN = re.compile(r"(?:[a-z]+[0-9]|[0-9])[0-9a-z.]*")
_NONE: frozenset[str] = frozenset()
_WHOLE = 1000
_SHORT = 3
_TELLING = 700
_FEW = 50  # in a handful of names nothing is rare, and nothing common
_WHOLE_NAME = 5  # characters without which what is left of a name could be part of anything (金融服务 of 金融服务金额)
_OFTEN = 2
"""So many pairs of a name are looked at before it is cut into words: cutting costs more than a look, but once."""
_LONE = 200  # what a word of one character tells
UNSURE = "unsure"
"""What a glance at two names says where it takes their words to know how alike they are."""

_REMEMBERED = 50_000  # names, over all jurisdictions of a run


class Name(NamedTuple):
    """One name in its forms.

    ``pairs`` are the character pairs of ``core``, each once; ``qualifiers`` stood in brackets; ``codes`` hold digits
    (5g, 4a); ``editions`` say which of a series (第七届: 七); ``sides`` are the opposed words in it, by the list they
    are of. The reports of a place hold thousands of names: no model, but as frozen as one.
    """

    written: str
    text: str
    core: str
    pairs: tuple[str, ...]
    qualifiers: tuple[str, ...]
    codes: frozenset[str]
    editions: frozenset[str]
    sides: tuple[tuple[int, frozenset[str]], ...]

    @property
    def head(self) -> str:
        """The last two characters of what tells: what is counted (投资, 里程)."""
        return self.core[-2:]

    @property
    def pair_set(self) -> frozenset[str]:
        """The character pairs, to be compared with those of another name."""
        return frozenset(self.pairs)


class _Wording:
    """Reads names by the settings alone, whatever the jurisdiction; made once for a rule set, and remembers."""

    def __init__(self, settings: NameSettings) -> None:
        same = sorted(settings.same_words.items(), key=lambda item: (-len(item[0]), item[0]))
        self._same = [(normal_name(key), normal_name(word)) for key, word in same]
        self._same_in = _Search((word, place) for place, (word, _) in enumerate(self._same))
        self._opposed = [
            (index, sorted(map(normal_name, words), key=lambda word: (-len(word), word)))
            for index, words in enumerate(settings.opposed)
        ]
        self._opposed_in = _Search((word, index) for index, opposed in self._opposed for word in opposed)
        self.wider = sorted((wide, tuple(narrow)) for wide, narrow in settings.wider.items())
        self.neutral = _Neutral(settings.neutral)
        self._known: dict[str, Name] = {}

    def read(self, written: str) -> Name:
        """A name in all its forms."""
        found = self._known.get(written)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[written] = self.read_with(written, self.neutral)
        return found

    def read_with(self, written: str, neutral: _Neutral) -> Name:
        """A name as read where ``neutral`` are the words that tell nothing apart."""
        text = normal_name(written)
        qualifiers: tuple[str, ...] = ()
        if not text.isalpha():  # a bracket, a mark, the digits of a year
            if "(" in text:
                inside = (_MARKS.sub("", inner) for inner in _BRACKETS.findall(text) if not _YEARS.fullmatch(inner))
                qualifiers = tuple(sorted(inner for inner in inside if inner))
                text = _BRACKETS.sub("", text) or text
            text = _MARKS.sub("", _YEAR.sub("", text) or text)
        editions: frozenset[str] = _NONE
        if "届" in text or "次" in text:
            editions = frozenset(said for pair in _EDITION.findall(text) for said in pair if said)
            text = _EDITION.sub("", text) or text
        if "连续" in text:
            text = _ON_END.sub("", text) or text
        text = self._unified(text)
        twice = len(set(text)) < len(text)  # some character: few names have one
        if twice:
            text = _TWICE.sub(r"\1\3\2", text)
        core = neutral.without(text)
        pairs = tuple(map(add, core, core[1:])) or (core,)
        if twice:
            pairs = tuple(dict.fromkeys(pairs))
        sides = tuple([(index, _sides(self._opposed[index][1], text)) for index in self._opposed_in.of(text)])
        codes = _NONE if text.isalpha() else frozenset(_LATIN.findall(text))
        return Name(written, text, core, pairs, qualifiers, codes, editions, sides)

    def _unified(self, text: str) -> str:
        """``text`` with other words for the same thing made one."""
        places = self._same_in.of(text)
        while places:
            word, other = self._same[places[0]]
            text = text.replace(word, other).replace(other + other, other)
            # what was put in may be part of a word further on
            places = [place for place in self._same_in.of(text) if place > places[0]]
        return text


class _Neutral:
    """Words that tell nothing apart, taken out of names."""

    def __init__(self, words_: Iterable[str]) -> None:
        self.words = [normal_name(word) for word in sorted(words_, key=lambda word: (-len(word), word))]
        self._in = _Search((word, place) for place, word in enumerate(self.words))
        self._from = _by_first_sign(self.words)

    def behind(self, text: str) -> str:
        """``text`` without the longest of the words that it begins with."""
        for place in self._from.get(text[:1], ()):
            if text.startswith(self.words[place]):
                return text[len(self.words[place]) :]
        return text

    def without(self, text: str) -> str:
        """What is left of ``text``: at least two characters, or all of it."""
        places = self._in.of(text)
        core = text
        while places:
            word = self.words[places[0]]
            if len(core) - len(word) >= 2 and (left := core.replace(word, "")):
                core = left
                # what stood around it may make a word further on
                places = [place for place in self._in.of(core) if place > places[0]]
            else:
                del places[0]
        return text if len(core) < 2 else core


_wording = compiled_once(_Wording)


class NameReader:
    """Reads names by the settings, for the reports of one jurisdiction; remembers what it read."""

    def __init__(self, settings: NameSettings, jurisdiction: str = "") -> None:
        self._wording = _wording(settings)
        # 重庆市 and 重庆 in front of a name of 重庆市 tell nothing apart, nor does 重庆段 behind it
        own = [jurisdiction, jurisdiction[:-1]] if len(jurisdiction) > 2 else []
        self._own = [*own, *(f"{place}段" for place in own)]
        self._settings = settings
        self._signs = frozenset(normal_name(own[1])) if own else _NONE
        self._sign = min(self._signs, default="\n")  # one of them, which most names do not have; no name has a line end
        self._known: dict[str, Name] = {}

    def read(self, written: str) -> Name:
        """A name in all its forms."""
        found = self._known.get(written)
        if found is None:
            found = self._wording.read(written)
            if self._sign in found.text and self._signs.issubset(found.text):
                found = self._wording.read_with(written, self._neutral)
            self._known[written] = found
        return found

    @cached_property
    def _neutral(self) -> _Neutral:
        return _Neutral([*self._settings.neutral, *self._own]) if self._own else self._wording.neutral

    def narrowed(self, name: Name) -> Iterator[str]:
        """What a name of a wider thing says of the things in it: 小麦收购价 for 粮食收购价."""
        for wide, narrow in self._wording.wider:
            if wide in name.written:
                yield from (name.written.replace(wide, word) for word in narrow)

    def bare(self, name: Name) -> tuple[str, ...]:
        """A name as a sentence would say it: without quotation marks, and without words for all and every in front; and
        in the one word that stands for others (棚户区改造 for 各类棚户区改造住房).
        """
        text = name.written.strip("“”‘’《》 ")
        said = self._neutral.behind(text)
        return (said,) if name.core == said or len(name.core) < _WHOLE_NAME else (said, name.core)


class _Search:
    """Looks for many words in a text at once."""

    def __init__(self, words_: Iterable[tuple[str, int]]) -> None:
        numbers: dict[str, set[int]] = {}
        for word, number in words_:
            numbers.setdefault(word, set()).add(number)
        self._found = ahocorasick.Automaton()
        for word, given in numbers.items():
            if word:
                self._found.add_word(word, tuple(given))
        self._found.make_automaton()
        self._any = len(self._found) > 0

    def of(self, text: str) -> list[int]:
        """The numbers of the words that stand in ``text``, ascending, each once."""
        if not self._any:
            return []
        found = [numbers for _, numbers in self._found.iter(text)]
        return sorted(set(chain.from_iterable(found))) if found else found


def _by_first_sign(words_: Iterable[str]) -> dict[str, list[int]]:
    """The places of words by their first character."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words_):
        places.setdefault(word[:1], []).append(place)
    return places


def _sides(opposed: list[str], text: str) -> frozenset[str]:
    """Which of opposed words (longest first) a name holds; 进出口 is not 出口."""
    found = []
    for word in opposed:
        if word in text:
            found.append(word)
            text = text.replace(word, " ")
    return frozenset(found)


class PairCounts:
    """How many of some names have a character pair, names that are compared alike counted once."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        pairs = {name.core: name.pairs for name in names}
        self.cores = pairs.keys()
        self.by_pair = Counter(chain.from_iterable(pairs.values()))
        self.several = {pair: n for pair, n in self.by_pair.items() if n > 1}


_NO_NAMES = PairCounts()


class Rarity:
    """How much a character pair tells, among the names of two reports: 1000 where one name alone has it."""

    def __init__(self, names: Iterable[Name], beside: PairCounts = _NO_NAMES) -> None:
        """``names`` are those of both reports, or of one of them ``beside`` those of the other."""
        new = {name.core: name.pairs for name in names if name.core not in beside.cores}
        added = Counter(chain.from_iterable(new.values()))
        known = beside.by_pair
        both = {pair: together for pair, n in added.items() if (together := n + known.get(pair, 0)) > 1}
        several = beside.several | both
        scale = math.log(max(len(beside.cores) + len(new), _FEW) + 1)
        by_count = {n: max(1, round(_WHOLE * (1 - math.log(n) / scale))) for n in set(several.values())}
        self._weights = {pair: by_count[n] for pair, n in several.items()}
        self._wholes: dict[str, int] = {}
        self._told: dict[str, tuple[tuple[tuple[str, int], ...], int]] = {}

    def weight(self, pair: str) -> int:
        """What one pair tells, 1 … 1000."""
        return self._weights.get(pair, _WHOLE)

    def whole(self, name: Name) -> int:
        """What a name tells."""
        whole = self._wholes.get(name.core)
        if whole is None:
            whole = self._wholes[name.core] = sum([self._weights.get(pair, _WHOLE) for pair in name.pairs])
        return whole

    def shared(self, one: Name, other: Name) -> int:
        """What two names tell alike."""
        return sum([self._weights.get(pair, _WHOLE) for pair in one.pair_set & other.pair_set])

    def told(self, name: Name) -> tuple[tuple[tuple[str, int], ...], int]:
        """The words of a name, each with what it tells, and the sum; cutting costs, so only close names are asked."""
        told = self._told.get(name.core)
        if told is None:
            weighed = tuple((word, self._word(word)) for word in words(name.core))
            told = self._told[name.core] = weighed, sum([weight for _, weight in weighed])
        return told

    def _word(self, word: str) -> int:
        return sum([self.weight(word[i : i + 2]) for i in range(len(word) - 1)]) or _LONE


@compiled_once
def deeds_behind(settings: DeedSettings) -> re.Pattern[str]:
    """The verbs at the end of a name that say what is done to what it names (公厕新建改造)."""
    words_ = sorted(settings.behind, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, words_)) or '(?!)'})+$")


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


def variants(name: Name) -> Iterator[str]:
    """What a name of several opposed things says of each: 小麦收购价 and 稻谷收购价 for 小麦、稻谷收购价."""
    for _, words_ in name.sides:
        if len(words_) > 1:
            for kept in sorted(words_):
                text = name.core
                for word in sorted(words_ - {kept}, key=len, reverse=True):
                    text = text.replace(word, "")
                yield text


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
        self._met: dict[str, int] = {}

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
        return any(word not in other.core and weight >= _TELLING for word, weight in rarity.told(one)[0])

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
        return self._by_words(one, other, rarity, shared, similar) if seen == UNSURE else seen

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

    def met_often(self, one: Name, other: Name) -> bool:
        """Whether both names have met so many that to cut them into words once costs less than a glance at each pair.

        Whoever asks is about to compare them: that counts.
        """
        met = [self._met.get(name.core, 0) + 1 for name in (one, other)]
        self._met[one.core], self._met[other.core] = met
        return min(met) > _OFTEN

    def could_contain(self, one: Name, other: Name, rarity: Rarity) -> bool:
        """Whether one of two names could hold the other by their words, whatever they are cut into."""
        return any(could_be_found(*pair, rarity, self._contained) for pair in ((one, other), (other, one)))

    def _by_words(self, one: Name, other: Name, rarity: Rarity, shared: int, similar: bool) -> str | None:
        apart = not similar or 2 * shared * _WHOLE < self._related * (rarity.whole(one) + rarity.whole(other))
        found = 0
        less, more = sorted((one, other), key=rarity.whole)  # what tells less is likelier to be all in the other
        for asked, there in ((less, more), (more, less)):
            enough = self._contained if apart or found >= self._similar else min(self._similar, self._contained)
            often = self._met.get(asked.core, 0) >= _OFTEN
            if found < self._contained and (often or could_be_found(asked, there, rarity, enough)):
                found = max(found, words_found(asked, there, rarity))
        if found >= self._contained:
            return "contained"
        if apart:
            return None
        return "similar" if found >= self._similar else "related"


def _one_put_in(one: str, other: str) -> bool:
    """Whether one name is the other with something put in at one place (中央政府投资, 中央政府公共投资)."""
    if one[:1] != other[:1]:
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


def could_be_found(one: Name, other: Name, rarity: Rarity, enough: int) -> bool:
    """Whether ``words_found`` may give ``enough``, whatever words ``one`` is cut into: a glance before it is cut.

    Of all ways to cut it the best is looked for, character by character. What is found counts for ``enough``, and what
    is not found against it, so that a way reaches it where the sum is not below zero.
    """
    core, there = one.core, other.core
    told = list(accumulate(map(rarity.weight, map(add, core, core[1:])), initial=0))
    hit, miss = _WHOLE - enough, -enough
    best = [0]
    first = 0  # words from here on to the end stand in ``there``, longer ones do not
    for end in range(1, len(core) + 1):
        while core[first:end] not in there:
            first += 1
        most = best[-1] + _LONE * (hit if first < end else miss)
        for start in range(end - 1):
            way = best[start] + (told[end - 1] - told[start]) * (hit if start >= first else miss)
            if way > most:
                most = way
        best.append(most)
    return best[-1] >= 0
