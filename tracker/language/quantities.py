"""Numbers with their units and comparator words, found in a whole text at once.

Numerals and units are read by :mod:`tracker.language.amounts`; here two of them become a range, and the words around
say how the number binds (超过, 左右, 以内), all by ``rules/quantities.yaml``.

A numeral that is no figure (a year, 第三, “416”, 6号线, 5G) is reported too, as a :class:`Numeral`: what is not
extracted must be visible as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tracker.language.amounts import Amount, AmountReader, Tag
from tracker.language.endings import by_last
from tracker.language.numerals import magnitude, plain_digits
from tracker.models import Comparator, Quantity
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

__all__ = ["Numeral", "QuantityFinder", "Tag", "quantity_rows"]

_CUT = re.compile(r"[0-9]\.\n")  # a number broken by a line: 3.|3万公里 is not 3万公里
_FULL_WIDTH = "０１２３４５６７８９％"
_SPACES = " \u3000\xa0"
_EQUAL = Comparator.EQ  # a member costs four times as much to look up as a name
_WORDS = {
    "至少": Comparator.GE, "多于": Comparator.GT, "至多": Comparator.LE, "少于": Comparator.LT,
    "约": Comparator.APPROX, "等于": Comparator.EQ,
}  # fmt: skip


class Numeral(Struct, frozen=True, gc=False):
    """A place where a number stands: ``tag`` says what it is, ``quantity`` is there for all but ``number``.

    ``quantity`` is a figure; ``count`` a small number in Chinese characters before a plain measure word (三个, 五年),
    as often a figure of speech as a figure; ``rank`` a place in a ranking (前10名); ``number`` none at all (a year, an
    ordinal, a name, a code).
    """

    start: int
    end: int
    tag: Tag
    quantity: Quantity | None


class QuantityFinder:
    """Finds quantities by the words of a rule set; make it once, use it for every text."""

    def __init__(self, settings: QuantitySettings, units: Units) -> None:
        self._reader = AmountReader(settings, units)
        places: dict[str, dict[str, Comparator]] = {"before": {}, "behind": {}, "inside": {}, "around": {}}
        for row in settings.comparators:
            places[row.place].update(dict.fromkeys(row.words, _WORDS[row.comparator]))
        self._before, self._behind, self._inside, self._around = places.values()
        self._leading = {**self._around, **self._before}
        self._leading_by_last = by_last(sorted(self._leading, key=len, reverse=True))
        self._told_behind = frozenset((*(word[0] for word in self._behind), *self._inside))
        self._longest_behind = max(map(len, self._behind), default=0)
        self._not_in = tuple(w for row in settings.comparators if row.place != "inside" for w in row.not_in)
        self._not_more = tuple(w for row in settings.comparators if row.place == "inside" for w in row.not_in)
        self._steps = frozenset(settings.steps)
        self._links = self._steps.union(settings.links)
        self._before_upper = frozenset((*_SPACES, *(link[0] for link in self._links)))
        self._not_ranges_after = settings.not_ranges_after

    def find(self, text: str, damaged: Sequence[tuple[int, int]] = ()) -> list[Numeral]:
        """Every numeral of ``text``, ascending and apart; ``damaged`` are ascending spans with lost characters."""
        if any(sign in text for sign in _FULL_WIDTH):  # each by itself is found ten times as fast as one of a set
            text = plain_digits(text)
        amounts = list(self._reader.amounts(text))
        found: list[Numeral] = []
        last = 0
        index = 0
        while index < len(amounts):
            amount = amounts[index]
            index += 1
            if amount.start < last:
                continue
            upper = None
            linked = amount.behind in self._before_upper  # as few are
            if linked and index < len(amounts) and self._is_range(text, amount, amounts[index]):
                upper = amounts[index]
                index += 1
            numeral_ = self._numeral(text, amount, upper, last, damaged)
            found.append(numeral_)
            last = numeral_.end
        return found

    def _is_range(self, text: str, lower: Amount, upper: Amount) -> bool:
        between = text[lower.end : upper.start].strip(_SPACES)
        if between not in self._links or lower.inside:
            return False
        if lower.tag == "number":
            return (upper.tag == "number" and not (lower.bare and upper.bare)) or (
                upper.tag == "quantity" and lower.bare and (between not in self._steps or lower.value < upper.value)
            )
        if lower.tag != upper.tag or lower.bare_unit not in ("", upper.bare_unit):
            return False
        if text.endswith(self._not_ranges_after, 0, lower.start):
            return False
        return between not in self._steps or lower.value < upper.value

    def _numeral(
        self, text: str, amount: Amount, upper: Amount | None, floor: int, damaged: Sequence[tuple[int, int]]
    ) -> Numeral:
        last = upper or amount
        if last.tag == "number":
            return Numeral(amount.start, last.end, "number", None)
        start, end = amount.start, last.end
        comparator, modifier = _EQUAL, None
        words = self._leading_by_last.get(amount.before)
        word = self._word_before(text, start, floor, words) if words else ""
        if word:
            comparator = self._leading[word]
            if word in self._before:
                start, modifier = start - len(word), word
        if amount.inside or last.inside:
            comparator = Comparator.GT if comparator is _EQUAL else comparator
            modifier = modifier or amount.inside or last.inside
        following = last.behind
        if following in self._told_behind:
            behind = self._word_behind(text, end)
            if behind:
                end, comparator, modifier = end + len(behind), self._behind[behind], behind
            elif following in self._inside and not last.inside and not text.startswith(self._not_more, end):
                comparator = self._inside[following]
                modifier = modifier or following
                end += 1
        value, value_max = amount.value, upper.value if upper else None
        if upper:
            value = self._to_magnitude(amount, upper)
            comparator = Comparator.RANGE
            if value_max is not None and value > value_max:
                value, value_max = value_max, value
        first = amount.start
        hurt = amount.before == "\n" and first > 2 and _CUT.match(text, first - 3) is not None
        if damaged and not hurt:
            # ?.6% and 6.?%: the point belongs to the number that is lost
            low, high = start - (text[start - 1 : start] == "."), end + (text[end : end + 1] == ".")
            hurt = _touches(damaged, low, high)
        quantity = Quantity(
            start,
            end,
            amount.start,
            last.number_end,
            None if hurt else value,
            last.magnitude + last.bare_unit,
            last.bare_unit,
            None if hurt else value_max,
            magnitude(last.magnitude),
            comparator,
            modifier,
            hurt,
        )
        return Numeral(start, end, last.tag, quantity)

    def _to_magnitude(self, lower: Amount, upper: Amount) -> Decimal:
        """The lower end in the magnitude of the upper one: 8千-1万户 is 0.8–1 万户, 1-2万户 is 1–2 万户."""
        if not lower.magnitude or lower.magnitude == upper.magnitude:
            return lower.value
        return lower.value * magnitude(lower.magnitude) / magnitude(upper.magnitude)

    def _word_before(self, text: str, start: int, floor: int, words: Iterable[str]) -> str:
        """The first of the words that stands in front of a number, not below ``floor`` and not as part of another."""
        for word in words:
            if text.endswith(word, floor, start):
                return "" if text.endswith(self._not_in, 0, start) else word
        return ""

    def _word_behind(self, text: str, end: int) -> str:
        for length in range(self._longest_behind, 0, -1):
            word = text[end : end + length]
            if word in self._behind:
                return word
        return ""


def _touches(damaged: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a damaged span overlaps start…end or stands directly beside it: a digit may be lost there."""
    at = bisect_left(damaged, (start, 0))
    return (at > 0 and damaged[at - 1][1] >= start) or (at < len(damaged) and damaged[at][0] <= end)


def quantity_rows(lines: Iterable[str], finder: QuantityFinder) -> Iterator[dict[str, object]]:
    """For each line of a text, the quantities in it as plain data: what ``tracker quantities --json`` prints.

    ``value`` has its magnitude multiplied out (``value_max`` the same, for ranges), ``unit`` is the bare unit,
    ``start`` the place in the line, ``mod`` the comparator word as written (absent where there is none).
    """
    for line in lines:
        rows: list[dict[str, object]] = []
        for numeral_ in finder.find(line):
            quantity = numeral_.quantity
            if quantity is None:
                continue
            row: dict[str, object] = {"text": line[quantity.start : quantity.end]}
            row["value"] = None if quantity.value is None else _plain(quantity.value * quantity.magnitude)
            if quantity.value_max is not None:
                row["value_max"] = _plain(quantity.value_max * quantity.magnitude)
            row |= {"unit": quantity.bare_unit, "start": quantity.start}
            if quantity.modifier:
                row["mod"] = quantity.modifier
            rows.append(row)
        yield {"text": line, "quantities": rows}


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
