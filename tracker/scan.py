"""Clean text → candidate sentences with the quantities, periods, cue words and lexicon terms found in them.

The text is gone over whole: numbers (``tracker.language.quantities``), periods, every word that a rule or the lexicon
knows (leftmost, longest), the ends of sentences. Only the sentences in which a rule could fire are handed on: most of a
report is never looked at again.

All offsets are clean offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tracker.characters import Beginnings, Characters, code_points, table
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

PUNCTUATION = "，、：“”‘’（）()《》〈〉【】—；。！？,:;"
"""Characters that are marks of their own, with the character as tag."""

# characters by what they are to a sentence: its end, the end of a line, what may close it behind its end, what cannot
# begin it; 0 is all others
_END, _LINE_END, _CLOSING, _OUTSIDE = 1, 2, 3, 4
_LINE_ENDS = "\r\n"
_SPACES = [space for space in map(chr, range(0x3001)) if space.isspace() and space not in _LINE_ENDS]
_PARTS = table(
    {_END: "。！？；;!", _LINE_END: _LINE_ENDS, _CLOSING: "”’）》」』】", _OUTSIDE: [*"●○◆◇■□★▲•", *_SPACES]}
)
_STATEMENT = "statement"
_ALWAYS = frozenset((*PUNCTUATION, "text"))
_NUMBERS = ("count", "rank", "number")
_CACHED = 4
_REMEMBERED = 50_000

_Places = NDArray[np.int64]
_CODE = 21  # bits of a code point
_FIRST_NODE = 0x110000  # behind the last code point
_NO_EDGE = 1 << 62
_BITS, _LAST_BIT = np.uint64(63), np.uint64(1)
_IN_TREE = 6
"""Characters of the longest beginnings of words in the tree."""

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
        return tuple([mark.quantity for mark in self.numbers if mark.quantity is not None])


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
        self._worth: dict[frozenset[str], bool] = {}
        self._says = {
            said: _NUMBER if tag in _NUMBERS else _QUANTITY
            for tag, by_unit in self._tags.items()
            for said in (tag, *by_unit.values())
        }
        self._words = _Words({**dict(zip(PUNCTUATION, PUNCTUATION, strict=True)), **words})
        self._speaks = np.array([tag in self._speaking for tag in self._words.tags])
        self._enough = np.array([tag in self._speaking and self._fires({*tag.split("|")}) for tag in self._words.tags])

    def scan(self, clean: CleanText) -> Scan:
        """See :func:`scan`."""
        text = clean.text
        fixed = self._fixed(text, clean.damaged)
        says = np.array([self._says.get(mark.tag, 0) for mark in fixed], dtype=np.uint8)
        others = np.array([[mark.start for mark in fixed], [mark.end for mark in fixed]], dtype=np.int64)
        spans = _sentences(text)
        starts, ends, words = self._words.of(text, spans, others)
        # which of the words and of the fixed marks each sentence has: the first, and the one behind the last
        of_words = np.searchsorted(starts, spans)
        fixed_behind = np.searchsorted(others[0], spans[1])
        of_fixed = np.stack((np.append(0, fixed_behind)[:-1], fixed_behind))
        kept = self._worth_reading(words, says, of_words, of_fixed)
        spans, of_words, of_fixed = spans[:, kept], of_words[:, kept], of_fixed[:, kept]
        with_words, with_fixed = _inside(of_words, len(words)), _inside(of_fixed, len(fixed))
        starts = starts[with_words]
        tags = self._words.tags[words[with_words]]
        marks = _merged(
            [*map(Mark, starts.tolist(), ends[with_words].tolist(), tags.tolist())],
            [mark for mark, kept in zip(fixed, with_fixed.tolist(), strict=True) if kept],
            np.searchsorted(starts, others[0, with_fixed]).tolist(),
        )
        of_marks = _counts(with_words)[of_words] + _counts(with_fixed)[of_fixed]
        numbers = tuple([mark for mark in fixed if mark.tag in self._says])
        of_numbers = _counts(says > 0)[of_fixed]
        bounds = zip(*spans.tolist(), *of_marks.tolist(), *of_numbers.tolist(), strict=True)
        return Scan(
            tuple([mark.quantity for mark in fixed if mark.quantity is not None]),
            tuple([Sentence(start, end, marks[a:b], numbers[c:d]) for start, end, a, b, c, d in bounds]),
        )

    def _worth_reading(
        self, words: NDArray[np.int32], says: NDArray[np.uint8], of_words: _Places, of_fixed: _Places
    ) -> NDArray[np.bool_]:
        """Which sentences have a number, or say something without one; and those in front of a quantity."""
        quantity = _any(says == _QUANTITY, of_fixed)
        worth = _any(says > 0, of_fixed) | _any(self._enough.take(words), of_words)
        speaking = np.flatnonzero(self._speaks.take(words))
        tags = self._words.tags.take(words.take(speaking)).tolist()
        of_speaking = np.searchsorted(speaking, of_words)
        asked = np.flatnonzero((of_speaking[0] < of_speaking[1]) & ~worth)
        for place, first, behind in zip(asked.tolist(), *of_speaking[:, asked].tolist(), strict=True):
            worth[place] = self._fires_together(frozenset(tags[first:behind]))
        # what a figure counts may be said there: 加大补贴。今年安排12亿元
        marked = (of_words[0] < of_words[1]) | (of_fixed[0] < of_fixed[1])
        worth[:-1] |= quantity[1:] & marked[:-1]
        return worth

    def _fires_together(self, tags: frozenset[str]) -> bool:
        """Whether a sentence with words of these tags, none of them enough, could say something without a number."""
        worth = self._worth.get(tags)
        if worth is None:
            if len(self._worth) >= _REMEMBERED:
                self._worth.clear()
            worth = self._worth[tags] = self._fires({part for tag in tags for part in tag.split("|")})
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


def _sentences(text: str) -> _Places:
    """The starts and the ends of all sentences of a text: in front of the end of a line, or with the closing marks."""
    signs = _PARTS.take(code_points(text))
    # where a sentence can be over: at a mark that no other stands in front of, at the end of a line or of the text
    over = signs == _END
    over[1:] &= signs[:-1] != _END
    stops = np.append(np.flatnonzero(over | (signs == _LINE_END)), len(signs))
    signs = np.append(signs, 0)
    marked = _behind(signs, _END, stops)
    ends = _behind(signs, _CLOSING, marked)
    starts = _behind(signs, _OUTSIDE, np.append(0, ends[:-1] + (signs[stops[:-1]] == _LINE_END)))
    there = starts < stops
    # what closes a sentence begins one where there is none to close
    closed = marked < ends
    for at in (np.flatnonzero(closed[:-1] & ~there[1:]) + 1).tolist():
        there[at] = not there[at - 1]
    begun = np.flatnonzero(closed[:-1] & ~there[:-1])
    starts[begun + 1] = marked[begun]
    return np.stack((starts, ends))[:, there]


def _behind(signs: Characters, sign: int, places: _Places) -> _Places:
    """Those of the places that have such a sign moved behind its run."""
    having = np.flatnonzero(signs[places] == sign)
    if not len(having):
        return places
    runs = signs == sign
    borders = np.flatnonzero(runs[:-1] & ~runs[1:]) + 1
    moved = places.copy()
    moved[having] = borders[borders.searchsorted(places[having], side="right")]
    return moved


class _Words:
    """The words of a rule set, all found in one go over a text.

    Their beginnings are a tree that is gone down from all characters of a text at once, a step for each length. A node
    is a character by its code point; longer beginnings are numbered behind those, shorter ones first. An edge is a node
    and the character behind it as one number; the node that it leads to is numbered by its place among all. Which
    characters may stand behind a node is told by the last six bits of their code points, a bit each, and only those
    are looked for among the edges. The few places where more than the longest of these beginnings stands are looked at
    one by one.

    ``tags`` are those of the words by their numbers; 0 is no word.
    """

    def __init__(self, tags: Mapping[str, str]) -> None:
        words = sorted(word for word in tags if word)  # an empty one stands nowhere
        numbers = {word: number for number, word in enumerate(words, start=1)}
        self.tags = np.array(["", *map(tags.__getitem__, words)], dtype=np.object_)
        self._lengths = np.array([0, *map(len, words)])
        self._shorter = np.zeros(len(words) + 1, dtype=np.int32)  # the longest word that a word begins with
        self._single = np.zeros(0x110000, dtype=np.int32)  # the word that is a character
        nodes = {word[0]: ord(word[0]) for word in words}
        edges: list[int] = []
        ends: list[int] = []  # the word that ends at the node
        for length in range(2, _IN_TREE + 1):
            beginnings = {word[:length] for word in words if len(word) >= length}
            for edge, beginning in sorted((nodes[b[:-1]] << _CODE | ord(b[-1]), b) for b in beginnings):
                nodes[beginning] = _FIRST_NODE + len(edges)
                edges.append(edge)
                ends.append(numbers.get(beginning, 0))
        self._longer: dict[int, list[tuple[str, int]]] = {}  # by the edge to their beginning, longest first
        for word in sorted(words, key=len, reverse=True):
            if len(word) > _IN_TREE:
                longer = self._longer.setdefault(nodes[word[:_IN_TREE]] - _FIRST_NODE, [])
                longer.append((word, numbers[word]))
        for word, number in numbers.items():
            lengths = range(len(word) - 1, 0, -1)
            self._shorter[number] = next((n for length in lengths if (n := numbers.get(word[:length]))), 0)
            if len(word) == 1:
                self._single[ord(word)] = number
        self._edges = np.array([*edges, _NO_EDGE])
        self._ends = np.array(ends, dtype=np.int32)
        deeper = self._edges[:-1][self._edges[:-1] >= _FIRST_NODE << _CODE]
        self._behind = np.zeros(len(edges), dtype=np.uint64)
        bits = np.uint64(1) << (deeper.astype(np.uint64) & _BITS)  # the last of an edge are those of its character
        np.bitwise_or.at(self._behind, (deeper >> _CODE) - _FIRST_NODE, bits)
        self._pairs = Beginnings({(word[0], word[1]) for word in words if len(word) > 1})

    def of(self, text: str, sentences: _Places, others: _Places) -> tuple[_Places, _Places, NDArray[np.int32]]:
        """The starts, ends and numbers of the words that reach over no end of a sentence and over none of the others.

        Of words that overlap the leftmost is taken, of these the longest. ``sentences`` and ``others`` are starts and
        ends of stretches, each ascending and apart.
        """
        starts, words = self._beginning(text)
        inside = np.zeros(len(text) + 1, dtype=np.int8)
        inside[others[0]] += 1
        inside[others[1]] -= 1
        words[np.cumsum(inside, dtype=np.int8).take(starts) > 0] = 0
        borders = np.zeros(len(text) + 1, dtype=np.bool_)
        borders[-1] = borders[sentences] = borders[others] = True
        limits = np.flatnonzero(borders).take(np.cumsum(borders).take(starts))  # the first border behind each start
        ends = starts + self._lengths.take(words)
        over = np.flatnonzero(ends > limits)
        while over.size:
            words[over] = self._shorter[words[over]]
            ends[over] = starts[over] + self._lengths[words[over]]
            over = over[ends[over] > limits[over]]
        left = np.flatnonzero(words > 0)
        left = left[_apart(starts.take(left), ends.take(left))]
        return starts.take(left), ends.take(left), words.take(left)

    def _beginning(self, text: str) -> tuple[_Places, NDArray[np.int32]]:
        """Where words begin, and the longest one that begins there."""
        codes = code_points(text + "\0" * _IN_TREE)
        words = self._single.take(codes[: len(text)])
        pairs = self._pairs.at(codes[: len(text) + 1])
        starts = np.flatnonzero(pairs > 0)
        edges: NDArray[Any] = pairs.take(starts) - 1  # as the first edges are those pairs, in their order
        for length in range(2, _IN_TREE + 1):
            ended = self._ends.take(edges)
            whole = np.flatnonzero(ended > 0)
            words[starts.take(whole)] = ended.take(whole)
            if length < _IN_TREE:
                # most beginnings go on otherwise: to look for the edges of all of them takes far longer
                behind = codes.take(starts + length)
                on = np.flatnonzero(self._behind.take(edges) >> (behind & _BITS) & _LAST_BIT)
                starts, edges = starts.take(on), edges.take(on)
                wanted = (edges.astype(np.int64) + _FIRST_NODE) << _CODE | behind.take(on)
                edges = np.searchsorted(self._edges, wanted)
                there = np.flatnonzero(self._edges.take(edges) == wanted)
                starts, edges = starts.take(there), edges.take(there)
        for start, edge in zip(starts.tolist(), edges.tolist(), strict=True):
            for word, number in self._longer.get(edge, ()):
                if text.startswith(word, start):
                    words[start] = number
                    break
        starts = np.flatnonzero(words > 0)
        return starts, words.take(starts)


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


def _counts(flags: NDArray[np.bool_]) -> _Places:
    """How many flags are set in front of each, and of all."""
    return np.concatenate(([0], np.cumsum(flags)))


def _any(flags: NDArray[np.bool_], bounds: _Places) -> NDArray[np.bool_]:
    """Of which stretches of the flags one is set; ``bounds`` are their starts and ends."""
    first, behind = _counts(flags)[bounds]
    found: NDArray[np.bool_] = behind > first
    return found


def _inside(bounds: _Places, size: int) -> NDArray[np.bool_]:
    """Which of so many places lie in one of the stretches with these starts and ends, apart from each other."""
    opened, closed = (np.bincount(each, minlength=size + 1) for each in bounds)
    inside: NDArray[np.bool_] = np.cumsum(opened - closed)[:-1] > 0
    return inside


def _merged(words: list[Mark], fixed: Sequence[Mark], places: Sequence[int]) -> tuple[Mark, ...]:
    """The marks with the fixed ones each in front of the word at its place."""
    marks: list[Mark] = []
    at = 0
    for mark, place in zip(fixed, places, strict=True):
        marks += words[at:place]
        marks.append(mark)
        at = place
    marks += words[at:]
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
