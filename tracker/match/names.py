"""Names read so that they can be laid beside one another (``likeness``): the words for the same thing made one.

A name is compared in three forms: as written (brackets and quotation marks aside), with other words for the same
thing made one (规上 = 规模以上), and without the words that tell nothing apart (全市, 总额).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from tracker.rulebook import normal_name
from tracker.rulebook.compiled import compiled_once

if TYPE_CHECKING:
    from tracker.rulebook.schema.matching import DeedSettings, NameSettings

__all__ = ["Name", "NameReader", "deeds_behind", "pairs_of", "variants"]

_MARKS = re.compile(r"[\s“”\"‘’'《》〈〉「」『』、，,·—\-/〔〕\[\]]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEAR = re.compile(r"(?:(?:19|20)[0-9]{2}年?度?[-—–至到~～]?)+")
_YEARS = re.compile(r"(?:[0-9—–~～至到-]|年|度|五)+")
# 第七届, 首届: which one is meant is said on one side only as a rule
_EDITION = re.compile(r"第?([首0-9〇零一二三四五六七八九十百]+)(?:届|屆)|第([0-9〇零一二三四五六七八九十百]+)次")
# 连续8年保持 is 保持
_ON_END = re.compile(r"连续(?:[0-9]+|[一二三四五六七八九十]+)年")
# 堵点乱点 is 堵乱点, 供水、排水管网 is 供排水管网
_TWICE = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])(?!\1)([\u4e00-\u9fff])\2(?!\2)")
_AGAIN = re.compile(r"(.).\1")  # few names have one: it costs less to look for than what it is part of
_LATIN = re.compile(r"(?:[a-z]+[0-9]|[0-9])[0-9a-z.]*")
_NONE: frozenset[str] = frozenset()
_WHOLE_NAME = 5  # characters without which what is left of a name could be part of anything (金融服务 of 金融服务金额)
_REMEMBERED = 50_000  # names, over all jurisdictions of a run


class Name(msgspec.Struct, frozen=True, gc=False):
    """One name in its forms.

    ``pairs`` are the character pairs of ``core``, each once; ``qualifiers`` stood in brackets; ``codes`` hold digits
    (5g, 4a); ``editions`` say which of a series (第七届: 七); ``sides`` are the opposed words in it, by the list they
    are of.
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
        self._opposed = [
            sorted(map(normal_name, words), key=lambda word: (-len(word), word)) for words in settings.opposed
        ]
        alone = [(index, frozenset((word,))) for index, words in enumerate(self._opposed) for word in words]
        self.wider = sorted((wide, tuple(narrow)) for wide, narrow in settings.wider.items() if narrow)
        self.any_wider = re.compile("|".join(re.escape(wide) for wide, _ in self.wider) or "(?!)")
        self.neutral = _Neutral(settings.neutral)
        # all of them are looked for at once, numbered in this order: half of all names hold none
        self._first_opposed = len(self._same)
        self._first_neutral = self._first_opposed + len(alone)
        self._alone = dict(enumerate(alone, self._first_opposed))
        self._words = _Search([*(word for word, _ in self._same), *chain(*self._opposed), *self.neutral.words])
        self._known: dict[str, Name] = {}

    def read(self, written: str) -> Name:
        """A name in all its forms."""
        found = self._known.get(written)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[written] = self._forms(written)
        return found

    def _forms(self, written: str) -> Name:
        text = normal_name(written)
        qualifiers: tuple[str, ...] = ()
        if not text.isalpha():  # a bracket, a mark, the digits of a year
            if "(" in text:
                inside = (_MARKS.sub("", inner) for inner in _BRACKETS.findall(text) if not _YEARS.fullmatch(inner))
                qualifiers = tuple(sorted(inner for inner in inside if inner))
                text = _BRACKETS.sub("", text) or text
            year = _YEAR.match(text)
            text = _MARKS.sub("", text[year.end() :] or text if year else text)
        editions: frozenset[str] = _NONE
        if "届" in text or "次" in text:
            editions = frozenset(said for pair in _EDITION.findall(text) for said in pair if said)
            text = _EDITION.sub("", text) or text
        if "连续" in text:
            text = _ON_END.sub("", text) or text
        text, pairs, found = self._unified(text)
        if _AGAIN.search(text):
            before, text = text, _TWICE.sub(r"\1\3\2", text)
            if text != before:
                pairs = pairs_of(text)
                found = self._words.of(text, pairs)
        core = text
        sides: tuple[tuple[int, frozenset[str]], ...] = ()
        if found:
            sides = self._sides(text, found)
            first = self._first_neutral
            if found[-1] >= first:
                core, pairs = self.neutral.without(text, pairs, [place - first for place in found if place >= first])
        codes = _NONE if text.isalpha() else frozenset(_LATIN.findall(text))
        return Name(written, text, core, _each_once(pairs) or (core,), qualifiers, codes, editions, sides)

    def _unified(self, text: str) -> tuple[str, tuple[str, ...], list[int]]:
        """``text`` with other words for the same thing made one; its character pairs, and the other words in it."""
        pairs = pairs_of(text)
        found = self._words.of(text, pairs)
        while found and found[0] < self._first_opposed:
            word, other = self._same[found[0]]
            text = text.replace(word, other).replace(other + other, other)
            pairs = pairs_of(text)
            # what was put in may be part of a word further on
            found = [place for place in self._words.of(text, pairs) if place > found[0]]
        return text, pairs, found

    def _sides(self, text: str, found: list[int]) -> tuple[tuple[int, frozenset[str]], ...]:
        """The opposed words in ``text``, by their list; those ``found`` stand there, maybe one within another."""
        sides: dict[int, frozenset[str]] = {}
        for place in found:
            if place in self._alone:
                index, word = self._alone[place]
                sides[index] = word if index not in sides else _outermost(self._opposed[index], text)
        return tuple(sides.items())


def pairs_of(text: str) -> tuple[str, ...]:
    """Each two characters that stand beside one another."""
    length = len(text)
    if length < 3:
        return (text,) if length == 2 else ()
    return _cutter(length)(text)


@lru_cache(maxsize=256)
def _cutter(length: int) -> Callable[[str], tuple[str, ...]]:
    """Cuts all pairs out of texts of one length, three characters at least, at once."""
    return itemgetter(*[slice(at, at + 2) for at in range(length - 1)])


def _each_once(pairs: tuple[str, ...]) -> tuple[str, ...]:
    return pairs if len(set(pairs)) == len(pairs) else tuple(dict.fromkeys(pairs))


class _Neutral:
    """Words that tell nothing apart, taken out of names."""

    def __init__(self, words_: Iterable[str]) -> None:
        self.words = [normal_name(word) for word in sorted(words_, key=lambda word: (-len(word), word))]
        self._in = _Search(self.words)
        self._from = _by_first_sign(self.words)

    def behind(self, text: str) -> str:
        """``text`` without the longest of the words that it begins with."""
        for place in self._from.get(text[:1], ()):
            if text.startswith(self.words[place]):
                return text[len(self.words[place]) :]
        return text

    def without(
        self, text: str, pairs: tuple[str, ...], places: list[int] | None = None
    ) -> tuple[str, tuple[str, ...]]:
        """What is left of ``text``, at least two characters or all of it, and its character pairs.

        ``places`` are those of the words that stand in it, where they are known.
        """
        core, left_pairs = text, pairs
        places = self._in.of(text, pairs) if places is None else places
        while places:
            word = self.words[places[0]]
            if len(core) - len(word) >= 2 and (left := core.replace(word, "")):
                core, left_pairs = left, pairs_of(left)
                # what stood around it may make a word further on
                places = [place for place in self._in.of(core, left_pairs) if place > places[0]]
            else:
                del places[0]
        return (text, pairs) if len(core) < 2 else (core, left_pairs)


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
                core, pairs = self._neutral.without(found.text, pairs_of(found.text))
                found = msgspec.structs.replace(found, core=core, pairs=_each_once(pairs) or (core,))
            self._known[written] = found
        return found

    @cached_property
    def _neutral(self) -> _Neutral:
        return _Neutral([*self._settings.neutral, *self._own]) if self._own else self._wording.neutral

    def is_wide(self, name: Name) -> bool:
        """Whether a name is of a wider thing, and can be ``narrowed``."""
        return self._wording.any_wider.search(name.written) is not None

    def narrowed(self, name: Name) -> list[str]:
        """What a name of a wider thing says of the things in it: 小麦收购价 for 粮食收购价."""
        if not self.is_wide(name):
            return []
        said = name.written
        return [said.replace(wide, word) for wide, narrow in self._wording.wider if wide in said for word in narrow]

    def bare(self, name: Name) -> tuple[str, ...]:
        """A name as a sentence would say it: without quotation marks, and without words for all and every in front; and
        in the one word that stands for others (棚户区改造 for 各类棚户区改造住房).
        """
        text = name.written.strip("“”‘’《》 ")
        said = self._neutral.behind(text)
        return (said,) if name.core == said or len(name.core) < _WHOLE_NAME else (said, name.core)


class _Search:
    """Looks for many words in a text at once: of most of them not even the first two characters stand in it."""

    def __init__(self, words_: Sequence[str]) -> None:
        self._single = [(word, place) for place, word in enumerate(words_) if len(word) == 1]
        self._longer: dict[str, list[tuple[str, int]]] = {}
        for place, word in enumerate(words_):
            if len(word) > 1:
                self._longer.setdefault(word[:2], []).append((word, place))
        self._starts = frozenset(self._longer)

    def of(self, text: str, pairs: Sequence[str]) -> list[int]:
        """The places of the words that stand in ``text``, ascending; ``pairs`` are its character pairs."""
        found = []
        for word, place in self._single:
            if word in text:
                found.append(place)
        if not self._starts.isdisjoint(pairs):
            for start in self._starts.intersection(pairs):
                for word, place in self._longer[start]:
                    if word in text:
                        found.append(place)
        if len(found) > 1:
            found.sort()
        return found


def _by_first_sign(words_: Iterable[str]) -> dict[str, list[int]]:
    """The places of words by their first character."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words_):
        places.setdefault(word[:1], []).append(place)
    return places


def _outermost(opposed: list[str], text: str) -> frozenset[str]:
    """Which of opposed words (longest first) a name holds; 进出口 is not 出口."""
    found = []
    for word in opposed:
        if word in text:
            found.append(word)
            text = text.replace(word, " ")
    return frozenset(found)


@compiled_once
def deeds_behind(settings: DeedSettings) -> re.Pattern[str]:
    """The verbs at the end of a name that say what is done to what it names (公厕新建改造)."""
    words_ = sorted(settings.behind, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, words_)) or '(?!)'})+$")


def variants(name: Name) -> Iterator[str]:
    """What a name of several opposed things says of each: 小麦收购价 and 稻谷收购价 for 小麦、稻谷收购价."""
    for _, words_ in name.sides:
        if len(words_) > 1:
            for kept in sorted(words_):
                text = name.core
                for word in sorted(words_ - {kept}, key=len, reverse=True):
                    text = text.replace(word, "")
                yield text
