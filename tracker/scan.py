"""Clean text → candidate sentences with the quantities, periods, cue words and lexicon terms found in them.

The text is gone over once, whole: numbers by two regexes (``tracker.language.quantities``), periods by theirs, every
word that a rule or the lexicon knows by one Aho–Corasick automaton (leftmost, longest). Only then is it split into
sentences, and only those in which a rule could fire are handed on: most of a report is never looked at again.

All offsets are clean offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from tracker.language.quantities import Numeral, QuantityFinder
from tracker.models import CleanText, Quantity
from tracker.periods import Expression, find_periods
from tracker.rulebook.schema.periods import PeriodSettings
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["PUNCTUATION", "Mark", "Scan", "Scanner", "Sentence", "scan"]

PUNCTUATION = "，、：“”‘’（）《》〈〉【】—；。！？,:"
"""Characters that are marks of their own, with the character as tag."""

_SENTENCE = re.compile(r"[^\s。！？；;!][^。！？；;!\r\n]*[。！？；;!]*[”’）》」』】]*")
_CACHED = 4


class Mark(NamedTuple):
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


class Sentence(NamedTuple):
    """A candidate sentence, without the space before it and with its closing mark; ``marks`` ascend and are apart."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of its marks, in order."""
        return tuple(mark.quantity for mark in self.marks if mark.quantity is not None)


class Scan(NamedTuple):
    """What one pass over a report finds: every quantity, and the sentences worth reading."""

    quantities: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]


Periods = Callable[[str], Iterable[Expression]]


class Scanner:
    """The automaton and patterns of one rule set; made once, used for every report.

    ``words`` maps words to tags; ``periods`` gives the time expressions of a text, ascending and apart.
    """

    def __init__(
        self, words: Mapping[str, str], finder: QuantityFinder, units: Units, periods: Periods | None = None
    ) -> None:
        self._finder = finder
        self._periods = periods
        self._tags = {unit: f".{family.name}" for unit, family in units.by_unit.items()}
        self._automaton = ahocorasick.Automaton()
        for word in sorted({*words, *PUNCTUATION}):
            self._automaton.add_word(word, (len(word), words.get(word, word)))
        self._automaton.make_automaton()

    def scan(self, clean: CleanText) -> Scan:
        """See :func:`scan`."""
        text = clean.text
        fixed = self._fixed(text, clean.damaged)
        marks = self._with_words(text, fixed)
        sentences: list[Sentence] = []
        at = 0
        for match in _SENTENCE.finditer(text):
            start, end = match.span()
            while at < len(marks) and marks[at].start < start:
                at += 1
            first = at
            candidate = False
            while at < len(marks) and marks[at].start < end:
                candidate = candidate or marks[at].tag not in PUNCTUATION
                at += 1
            if candidate:
                sentences.append(Sentence(start, end, tuple(marks[first:at])))
        return Scan(tuple(mark.quantity for mark in fixed if mark.quantity is not None), tuple(sentences))

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
        if numeral.quantity is None:
            return Mark(numeral.start, numeral.end, numeral.tag)
        family = self._tags.get(numeral.quantity.bare_unit, "")
        return Mark(numeral.start, numeral.end, numeral.tag + family, numeral.quantity)

    def _with_words(self, text: str, fixed: Sequence[Mark]) -> list[Mark]:
        """``fixed`` and, in the gaps between, the words."""
        find = self._automaton.iter_long
        marks: list[Mark] = []
        at = 0
        for mark in (*fixed, None):
            stop = mark.start if mark else len(text)
            if at < stop:
                marks += [Mark(last + 1 - length, last + 1, tag) for last, (length, tag) in find(text, at, stop)]
            if mark:
                marks.append(mark)
                at = mark.end
        return marks


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
    made = Scanner(rulebook.terms(), finder, units, lambda text: find_periods(text, times))
    while len(_scanners) >= _CACHED:
        del _scanners[next(iter(_scanners))]
    _scanners[rulebook.sha256] = (rulebook, made)
    return made
