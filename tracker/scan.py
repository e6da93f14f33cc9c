"""Clean text → candidate sentences with the quantities, periods, cue words and lexicon terms found in them.

The text is gone over whole: numbers (``tracker.language.quantities``), periods, every word that a rule or the lexicon
knows (leftmost, longest), the ends of sentences. Only the sentences in which a rule could fire are handed on: most of a
report is never looked at again.

All offsets are clean offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tracker.characters import Beginnings, Codes, code_points, table
from tracker.language.quantities import Numeral, QuantityFinder
from tracker.models import CleanText, Quantity
from tracker.periods import Expression, find_periods
from tracker.rulebook.patterns import read_pattern
from tracker.rulebook.schema.periods import PeriodSettings
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["PUNCTUATION", "Mark", "Scan", "Scanner", "Sentence", "scan"]

PUNCTUATION = "，、：“”‘’（）《》〈〉【】—；。！？,:"
"""Characters that are marks of their own, with the character as tag."""

# characters by what they are to a sentence: its end, the end of a line, what may close it behind its end, what cannot
# begin it, all others
_ENDS, _LINE_ENDS, _CLOSES, _STANDS_OUTSIDE = "。！？；;!", "\r\n", "”’）》」』】", "●○◆◇■□★▲•"
_SPACES = [space for space in map(chr, range(0x3001)) if space.isspace() and space not in _LINE_ENDS]
_PARTS = table({1: _ENDS, 2: _LINE_ENDS, 4: _CLOSES, 8: [*_STANDS_OUTSIDE, *_SPACES]})
_SENTENCE = re.compile(rb"[\x00\x04]\x00*(?:[\x04\x08]\x00*)*+\x01*\x04*")
_STATEMENT = "statement"
_ALWAYS = frozenset((*PUNCTUATION, "text"))
_NUMBERS = ("count", "rank", "number")
_CACHED = 4
_REMEMBERED = 50_000

_Places = NDArray[np.int64]
_CODE = 21  # bits of a code point
_FIRST_NODE = 0x110000  # behind the last code point
_NO_EDGE = 1 << 62

# what a number can make of its sentence
_NUMBER, _QUANTITY = 1, 2


class Mark(Struct, frozen=True, gc=False):
    """A stretch of clean text that means something to a rule.

    ``tag`` is ``quantity`` (narrowed by the family of its unit: ``quantity.rate``), ``count`` (a small number in
    Chinese characters: 三个), ``rank`` (前10名), ``number`` (digits that are no figure: 第3, “416”, 5G), ``period``,
    ``indicator``, the names of the word classes joined by ``|``, or the character of a punctuation mark.
    ``quantity`` is there for the first three, ``period`` for a period.
    """

    start: int
    end: int
    tag: str
    quantity: Quantity | None = None
    period: Expression | None = None


class Sentence(Struct, frozen=True, gc=False):
    """A candidate sentence, without the space before it and with its closing mark; ``marks`` ascend and are apart.

    ``numbers`` are those of its marks that are numbers of any kind.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    numbers: tuple[Mark, ...] = ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of its marks, in order."""
        return tuple(mark.quantity for mark in self.numbers if mark.quantity is not None)


class Scan(NamedTuple):
    """What one pass over a report finds: every quantity, and the sentences worth reading."""

    quantities: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]


Periods = Callable[[str], Iterable[Expression]]


class Scanner:
    """The words and patterns of one rule set; made once, used for every report.

    ``words`` maps words to tags; ``periods`` gives the time expressions of a text, ascending and apart. ``needs`` says
    which sentences without a number are worth reading: for each rule that needs none, the tags it cannot do without
    (one of each set). A sentence with a word of the class ``statement`` (大幅度提高) is always worth it, and the one in
    front of a quantity.
    """

    def __init__(
        self,
        words: Mapping[str, str],
        finder: QuantityFinder,
        units: Units,
        periods: Periods | None = None,
        needs: Iterable[Sequence[frozenset[str]]] = (),
    ) -> None:
        self._finder = finder
        self._periods = periods
        families = {unit: family.name for unit, family in units.by_unit.items()}
        self._tags = {
            tag: {unit: f"{tag}.{family}" for unit, family in families.items()} for tag in ("quantity", *_NUMBERS)
        }
        all_needs = dict.fromkeys(map(frozenset, needs))
        # what one rule needs and more is not asked: where that fires, the one does
        self._needs = tuple(need for need in all_needs if not any(other < need for other in all_needs))
        speaks = {_STATEMENT, *(tag for need in self._needs for tags in need for tag in tags)}
        self._speaking = frozenset(tag for tag in words.values() if not speaks.isdisjoint(tag.split("|")))
        self._enough = frozenset(tag for tag in self._speaking if self._fires({*tag.split("|")}))
        self._worth: dict[frozenset[str], bool] = {}
        self._says = {
            said: _NUMBER if tag in _NUMBERS else _QUANTITY
            for tag, by_unit in self._tags.items()
            for said in (tag, *by_unit.values())
        }
        self._words = _Words({**dict(zip(PUNCTUATION, PUNCTUATION, strict=True)), **words}, self._speaking)

    def scan(self, clean: CleanText) -> Scan:
        """See :func:`scan`."""
        text = clean.text
        fixed = self._fixed(text, clean.damaged)
        spans = [match.span() for match in _SENTENCE.finditer(_PARTS.take(code_points(text)).tobytes())]
        words = self._words.of(text, spans, fixed)
        sentences: list[Sentence] = []
        passed: int | None = None  # the first of the fixed marks of the sentence in front, where that says nothing
        says = self._says
        at, count = 0, len(fixed)
        for place, (start, end) in enumerate(spans):
            first, spoken = at, 0
            while at < count and fixed[at].start < end:
                spoken |= says.get(fixed[at].tag, 0)
                at += 1
            if not spoken and not (words.speaks[place] and self._is_worth(words.tags(place))):
                passed = first
                continue
            if passed is not None and spoken & _QUANTITY:
                # what a figure counts may be said there: 加大补贴。今年安排12亿元
                said = words.marks(place - 1, passed, first)
                if said:
                    sentences.append(Sentence(*spans[place - 1], said))
            numbers = tuple([mark for mark in fixed[first:at] if mark.tag in says]) if spoken else ()
            sentences.append(Sentence(start, end, words.marks(place, first, at), numbers))
            passed = None
        return Scan(tuple([mark.quantity for mark in fixed if mark.quantity is not None]), tuple(sentences))

    def _is_worth(self, tags: Sequence[str]) -> bool:
        """Whether a sentence without a number could say something: it has a word for that, or a rule could fire."""
        if not self._enough.isdisjoint(tags):
            return True
        speaking = self._speaking.intersection(tags)
        worth = self._worth.get(speaking)
        if worth is None:
            if len(self._worth) >= _REMEMBERED:
                self._worth.clear()
            parts = {part for tag in speaking for part in tag.split("|")}
            worth = self._worth[speaking] = self._fires(parts)
        return worth

    def _fires(self, parts: set[str]) -> bool:
        """Whether there is a word of the class ``statement``, or all that some rule cannot do without."""
        if _STATEMENT in parts:
            return True
        for need in self._needs:
            for tags in need:
                if tags.isdisjoint(parts):
                    break
            else:
                return True
        return False

    def _fixed(self, text: str, damaged: Sequence[tuple[int, int]]) -> list[Mark]:
        """Numbers and periods. A period takes the numbers inside it; a figure only half inside it stands against it."""
        numerals = self._finder.find(text, damaged)
        if self._periods is None:
            return [self._mark(numeral) for numeral in numerals]
        marks: list[Mark] = []
        at = 0
        for period in self._periods(text):
            start, end = period.start, period.end
            while at < len(numerals) and numerals[at].end <= start:
                marks.append(self._mark(numerals[at]))
                at += 1
            over = at
            while over < len(numerals) and numerals[over].start < end:
                over += 1
            if all(n.quantity is None or (start <= n.start and n.end <= end) for n in numerals[at:over]):
                marks.append(Mark(start, end, "period", None, period))
                at = over
        marks += map(self._mark, numerals[at:])
        return marks

    def _mark(self, numeral: Numeral) -> Mark:
        tag, quantity = numeral.tag, numeral.quantity
        said = self._tags[tag].get(quantity.bare_unit, tag) if quantity else tag
        return Mark(numeral.start, numeral.end, said, quantity)


class _Words:
    """The words of a rule set, all found in one go over a text; ``speaking`` are the tags that say something alone.

    They are a tree that is gone down from all characters of a text at once, a step for each length. A node is a
    beginning of words: a character by its code point, longer ones numbered behind those, shorter ones first. An edge is
    a node and the character behind it as one number; the node that it leads to is numbered by its place among all.
    """

    def __init__(self, tags: Mapping[str, str], speaking: frozenset[str]) -> None:
        words = sorted(tags)
        numbers = {word: number for number, word in enumerate(words, start=1)}  # 0 is no word
        self._tags = np.array(["", *map(tags.__getitem__, words)], dtype=np.object_)
        self._speaks = np.array([tag in speaking for tag in self._tags])
        self._lengths = np.array([0, *map(len, words)])
        self._shorter = np.zeros(len(words) + 1, dtype=np.int32)  # the longest word that a word begins with
        self._single = np.zeros(0x110000, dtype=np.int32)  # the word that is a character
        self._longest = max(map(len, words))
        nodes = {word[0]: ord(word[0]) for word in words}
        edges: list[int] = []
        ends: list[int] = []  # the word that ends at the node
        for length in range(2, self._longest + 1):
            beginnings = {word[:length] for word in words if len(word) >= length}
            for edge, beginning in sorted((nodes[b[:-1]] << _CODE | ord(b[-1]), b) for b in beginnings):
                nodes[beginning] = _FIRST_NODE + len(edges)
                edges.append(edge)
                ends.append(numbers.get(beginning, 0))
        for word, number in numbers.items():
            lengths = range(len(word) - 1, 0, -1)
            self._shorter[number] = next((n for length in lengths if (n := numbers.get(word[:length]))), 0)
            if len(word) == 1:
                self._single[ord(word)] = number
        self._edges = np.array([*edges, _NO_EDGE])
        self._ends = np.array(ends, dtype=np.int32)
        self._goes_on = np.isin(np.arange(len(edges)) + _FIRST_NODE, self._edges >> _CODE)
        self._pairs = Beginnings({(word[0], word[1]) for word in words if len(word) > 1})

    def of(self, text: str, sentences: Sequence[tuple[int, int]], fixed: Sequence[Mark]) -> _WordsOfText:
        """The words inside the ``sentences`` and apart from the ``fixed`` marks.

        Of words that overlap the leftmost is taken, of these the longest.
        """
        starts, words = self._beginning(text)
        spans = np.array(sentences, dtype=np.int64).reshape(-1, 2)
        others = np.array([(mark.start, mark.end) for mark in fixed], dtype=np.int64).reshape(-1, 2)
        inside = np.zeros(len(text) + 1, dtype=np.int8)
        inside[others[:, 0]] += 1
        inside[others[:, 1]] -= 1
        words[np.cumsum(inside, dtype=np.int8)[starts] > 0] = 0
        borders = np.zeros(len(text) + 1, dtype=np.bool_)
        borders[-1] = borders[spans] = borders[others] = True
        limits = np.flatnonzero(borders)[np.cumsum(borders)[starts]]  # the first border behind each start
        ends = starts + self._lengths[words]
        over = np.flatnonzero(ends > limits)
        while over.size:
            words[over] = self._shorter[words[over]]
            ends[over] = starts[over] + self._lengths[words[over]]
            over = over[ends[over] > limits[over]]
        left = words > 0
        left[left] = _apart(starts[left], ends[left])
        starts, ends, words = starts[left], ends[left], words[left]
        return _WordsOfText(starts, ends, self._tags[words], self._speaks[words], spans, fixed, others)

    def _beginning(self, text: str) -> tuple[_Places, NDArray[np.int32]]:
        """Where words begin, and the longest one that begins there."""
        codes = code_points(text + "\0" * self._longest)
        words = self._single.take(codes)
        starts = np.flatnonzero(self._pairs.at(codes))
        nodes: _Places = codes[starts].astype(np.int64)
        length = 1
        while starts.size:
            wanted = _edges(nodes, codes[starts + length])
            edges = np.searchsorted(self._edges, wanted)
            there = self._edges[edges] == wanted
            starts, edges = starts[there], edges[there]
            ended = self._ends[edges]
            words[starts[ended > 0]] = ended[ended > 0]
            goes_on = self._goes_on[edges]
            starts, nodes = starts[goes_on], edges[goes_on] + _FIRST_NODE
            length += 1
        starts = np.flatnonzero(words > 0)
        return starts, words[starts]


def _edges(nodes: _Places, codes: Codes) -> _Places:
    edges: _Places = nodes << _CODE | codes
    return edges


def _apart(starts: _Places, ends: _Places) -> NDArray[np.bool_]:
    """Which of these stretches are taken from the left to the right, each behind the end of the one before."""
    taken = np.ones(len(starts), dtype=np.bool_)
    # most overlap none in front of them, and are taken whatever was
    clash = np.flatnonzero(starts[1:] < np.maximum.accumulate(ends)[:-1]) + 1
    last = reached = -1
    asked = (clash, starts[clash], ends[clash], ends[clash - 1])
    for at, start, end, before in zip(*[each.tolist() for each in asked], strict=True):
        if at > last + 1:
            reached = before
        if start < reached:
            taken[at] = False
        else:
            reached = end
        last = at
    return taken


class _WordsOfText:
    """The words taken in a text, sentence by sentence; ``speaks`` says of which sentences one says something alone."""

    def __init__(
        self,
        starts: _Places,
        ends: _Places,
        tags: NDArray[np.object_],
        speaks: NDArray[np.bool_],
        sentences: _Places,
        fixed: Sequence[Mark],
        spans: _Places,
    ) -> None:
        first, behind = np.searchsorted(starts, sentences[:, 0]), np.searchsorted(starts, sentences[:, 1])
        said = np.concatenate(([0], np.cumsum(speaks)))
        self.speaks: list[bool] = (said[first] < said[behind]).tolist()
        self._starts, self._ends, self._tags = starts.tolist(), ends.tolist(), tags.tolist()
        self._first, self._behind = first.tolist(), behind.tolist()
        self._fixed = fixed
        self._in_front: list[int] = np.searchsorted(starts, spans[:, 0]).tolist()

    def tags(self, place: int) -> list[str]:
        """The tags of the words of a sentence."""
        tags: list[str] = self._tags[self._first[place] : self._behind[place]]
        return tags

    def marks(self, place: int, first: int, behind: int) -> tuple[Mark, ...]:
        """The marks of a sentence: its words, and the fixed marks from ``first`` to in front of ``behind``."""
        marks: list[Mark] = []
        starts, ends, tags = self._starts, self._ends, self._tags
        at, last = self._first[place], self._behind[place]
        for index in range(first, behind):
            stop = self._in_front[index]
            if at < stop:
                marks += map(Mark, starts[at:stop], ends[at:stop], tags[at:stop])
                at = stop
            marks.append(self._fixed[index])
        marks += map(Mark, starts[at:last], ends[at:last], tags[at:last])
        return tuple(marks)


def scan(clean: CleanText, rulebook: Rulebook) -> Scan:
    """Every quantity of a report, and its candidate sentences with their marks."""
    return _scanner(rulebook).scan(clean)


_scanners: dict[str, tuple[Rulebook, Scanner]] = {}


def _scanner(rulebook: Rulebook) -> Scanner:
    known = _scanners.get(rulebook.sha256)
    if known is not None and known[0] is rulebook:
        return known[1]
    units, times = rulebook.settings(Units), rulebook.settings(PeriodSettings)
    finder = QuantityFinder(rulebook.settings(QuantitySettings), units)
    made = Scanner(rulebook.terms(), finder, units, lambda text: find_periods(text, times), _needs(rulebook))
    while len(_scanners) >= _CACHED:
        del _scanners[next(iter(_scanners))]
    _scanners[rulebook.sha256] = (rulebook, made)
    return made


def _needs(rulebook: Rulebook) -> Iterator[tuple[frozenset[str], ...]]:
    """What each rule that fits without a quantity cannot do without, so that other sentences are never looked at."""
    for rules in rulebook.rule_families.values():
        for rule in rules:
            for variant in read_pattern(rule.pattern).variants:
                wanted = [
                    frozenset(want.partition(".")[0] for want in element.wants)
                    for element in variant
                    if element.at_least and element.kind in ("class", "literal")
                ]
                if not any("quantity" in wants for wants in wanted):
                    yield tuple(wants for wants in wanted if wants.isdisjoint(_ALWAYS))
