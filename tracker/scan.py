"""Clean text → candidate sentences with the quantities, periods, cue words and lexicon terms found in them.

The text is gone over once, whole: numbers by two regexes (``tracker.language.quantities``), periods by theirs, every
word that a rule or the lexicon knows by one Aho–Corasick automaton (leftmost, longest). Only then is it split into
sentences, and only those in which a rule could fire are handed on: most of a report is never looked at again.

All offsets are clean offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import ahocorasick
from msgspec import Struct

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

_SENTENCE = re.compile(r"[^\s。！？；;!●○◆◇■□★▲•][^。！？；;!\r\n]*[。！？；;!]*[”’）》」』】]*")
_STATEMENT = "statement"
_ALWAYS = frozenset((*PUNCTUATION, "text"))
_NUMBERS = ("count", "rank", "number")
_CACHED = 4
_REMEMBERED = 50_000

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
    """The automaton and patterns of one rule set; made once, used for every report.

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
        every = {word: words.get(word, word) for word in sorted({*words, *PUNCTUATION})}
        self._words = _Words({word: (len(word), tag, tag in self._speaking) for word, tag in every.items()})

    def scan(self, clean: CleanText) -> Scan:
        """See :func:`scan`."""
        text = clean.text
        fixed = self._fixed(text, clean.damaged)
        sentences: list[Sentence] = []
        before: _Passed | None = None
        says = self._says
        letters, found = self._words.found(text)
        ends = [last for last, _ in found]
        ends.append(letters * len(text))
        at, count, free, reached = 0, len(fixed), 0, 0
        for match in _SENTENCE.finditer(text):
            start, end = match.span()
            begin = free if free > start else start  # a number may reach over from the sentence before
            first, spoken = at, 0
            while at < count and fixed[at].start < end:
                spoken |= says.get(fixed[at].tag, 0)
                free = fixed[at].end
                at += 1
            within = fixed[first:at]
            while ends[reached] < begin * letters:
                reached += 1
            opening, reached = reached, bisect_left(ends, end * letters, reached)
            words = found[opening:reached]  # one that begins further in front is left out with the marks
            if not spoken:
                said_at_most = [tag for _, (_, tag, speaks) in words if speaks]  # longer words may hold some of these
                if not said_at_most or not self._is_worth(said_at_most):
                    before = _Passed(start, end, begin, within, words, None)
                    continue
            marks = _with_words(words, letters, within, begin, end)
            if spoken:
                if before is not None and spoken & _QUANTITY:
                    # what a figure counts may be said there: 加大补贴。今年安排12亿元
                    said = before.marks or _with_words(before.words, letters, before.fixed, before.begin, before.end)
                    if said:
                        sentences.append(Sentence(before.start, before.end, said))
                numbers = tuple([mark for mark in within if mark.tag in says])
                sentences.append(Sentence(start, end, marks, numbers))
            elif len(marks) == len(within) + len(words) or self._is_worth([mark.tag for mark in marks]):
                sentences.append(Sentence(start, end, marks))
            else:
                before = _Passed(start, end, begin, within, words, marks)
                continue
            before = None
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


_Word = tuple[int, tuple[int, str, bool]]
"""A word as the automaton gives it: its last letter, and its length, tag and whether that says something alone."""


class _Passed(Struct, frozen=True, gc=False):
    """A sentence that says nothing by itself; ``begin`` is where its own text begins, ``marks`` are made when asked."""

    start: int
    end: int
    begin: int
    fixed: list[Mark]
    words: list[_Word]
    marks: tuple[Mark, ...] | None


class _Words:
    """The words of a rule set, all found in one go over a text."""

    def __init__(self, words: Mapping[str, tuple[int, str, bool]]) -> None:
        self._words = words
        self._automata: dict[int, Any] = {}

    def found(self, text: str) -> tuple[int, list[_Word]]:
        """Every word in the text, by its end, and how many letters each character was given; words may overlap.

        At each letter the automaton looks through those that may follow, one after the other. Words begin with six
        hundred characters, but these with some ninety bytes: so bytes are its letters, two a character, or four where
        a text has characters that take more. A character never begins inside another, but its letters may be found
        there, the last ones of one and the first ones of the next.
        """
        letters = 2
        coded = _coded(text, letters)
        if len(coded) != letters * len(text):
            letters = 4
            coded = _coded(text, letters)
        automaton = self._automata.get(letters)
        if automaton is None:
            automaton = self._automata[letters] = ahocorasick.Automaton()
            for word, held in self._words.items():
                automaton.add_word(_coded(word, letters), held)
            automaton.make_automaton()
        return letters, list(automaton.iter(coded))


def _coded(text: str, letters: int) -> str:
    """The text with the bytes of its characters as letters, two or four of each."""
    coding = "utf-16-be" if letters == 2 else "utf-32-be"
    return text.encode(coding, "surrogatepass").decode("latin-1")


def _with_words(words: Iterable[_Word], letters: int, fixed: Iterable[Mark], at: int, end: int) -> tuple[Mark, ...]:
    """The ``fixed`` marks and, in the gaps between (from ``at`` to ``end``), the ``words`` found from ``at`` on.

    Of words that overlap the leftmost is taken, of these the longest.
    """
    # not iter_long: where two longer words break off one inside the other, it loses the short one they hold
    # (高速公路通车里程 and 公路通车里程 in the list: 高速公路通车。 has no 通车)
    marks: list[Mark] = []
    gap = reached = at  # where the gap begins, and where the words found in it end
    first = 0
    borders = iter((*fixed, Mark(end, end, "")))
    mark = next(borders)
    stop, on = mark.start, mark.end  # where the gap ends, and where the next begins
    for last, (length, tag, _) in words:
        behind = (last + 1) // letters
        if behind * letters <= last:
            continue  # letters of two characters that make a third one
        start = behind - length
        while start >= on:
            marks.append(mark)
            gap = reached = on
            first = len(marks)
            mark = next(borders)
            stop, on = mark.start, mark.end
        if start < gap or behind > stop:
            continue
        if start < reached:  # most words overlap none
            keep = len(marks)
            while keep > first and marks[keep - 1].start >= start:
                keep -= 1
            if keep > first and marks[keep - 1].end > start:
                continue
            del marks[keep:]
        reached = behind
        marks.append(Mark(start, behind, tag))
    marks += (mark, *borders)
    marks.pop()
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
