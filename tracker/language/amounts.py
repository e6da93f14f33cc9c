"""Numerals with their units, as they stand in a text: 六万家, 3500余个, 三分之二, 翻一番, 2024年.

Where one may begin is told by a table of characters for the whole text at once, and what stands there is read by a
regex. Units and the words that make a number something else are looked up as slices in dictionaries, so that the number
of known words costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tracker.characters import code_points, table
from tracker.language.endings import by_first
from tracker.language.numerals import MAGNITUDES, fraction, magnitude, numeral
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

__all__ = ["Amount", "AmountReader", "Tag"]

Tag = Literal["quantity", "count", "rank", "number"]

_DIGITS = re.compile(
    r"[0-9](?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]*)(?:\.[0-9]+)?"
    rf"(?:[{MAGNITUDES}]+[0-9]{{1,4}}[{MAGNITUDES}]+)?"
)
_SMALL = "一二两三四五六七八九十"
_LARGE = "百千万亿"
_POWERS = frozenset(_LARGE)
_GOES_ON = frozenset((*",.", *MAGNITUDES))
# what a character is to numerals: a digit, the first one of a Chinese numeral, such a one that needs nothing behind it,
# what stands behind the others, what may stand in a Chinese numeral
_DIGIT, _NUMERAL, _ALONE, _BEHIND, _INSIDE = 1, 2, 4, 8, 16
_ALL_INSIDE = "了零〇一二两三四五六七八九十百千万亿点分之半番"
_PER = re.compile(rf"/(?:10*)?[{MAGNITUDES}]*")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_PLAIN_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿点]*")
_ONES = frozenset("零〇一二两三四五六七八九")
_SPACES = " \u3000\xa0"
_BLANKS = frozenset(_SPACES)
_DATES = "年月日号"
_CENTURIES = ("18", "19", "20", "21")
_BEFORE_DAYS = "月至-—"
_DATED = "年日:"
_OPENING = '“"‘《（(〔['
_CLOSING = '”"’》）)〕]'
_HEADING = ("", "\n", "（", "(")
_HEADING_ENDS = ("）", ")", ".")
_COLONS = ":：∶︰"


class Amount(Struct, frozen=True, gc=False):
    """One numeral with its unit, before comparators and ranges are looked at."""

    start: int
    number_end: int
    end: int
    before: str
    """The character in front of it, where there is one."""
    behind: str
    """The character behind it, where there is one."""
    value: Decimal
    magnitude: str
    inside: str
    """多 or 余 between the number and its unit."""
    bare_unit: str
    tag: Tag
    bare: bool = False
    """No figure by itself (digits without a unit), but the lower end of a range if one follows (1—2个)."""


@lru_cache(maxsize=1000)
def _said(run: str) -> tuple[str, str, Decimal] | None:
    """A numeral in Chinese characters without the magnitude that ends it, that magnitude, and the value in it.

    The magnitude stays with the unit: 六万家 is 6 万家, 三万五千亩 is 35000 亩.
    """
    head = run.rstrip("万亿")
    word = run[len(head) :]
    if not head or "万" in head or "亿" in head:
        head, word = run, ""
    if 1 < len(head) < 4 and _ONES.issuperset(head) and "〇" not in head and "零" not in head:
        return None  # 两三个, 七八百: about as many, nobody knows how many
    value = numeral(head)
    return None if value is None else (head, word, value)


class AmountReader:
    """Reads numerals by the words of a rule set."""

    def __init__(self, settings: QuantitySettings, units: Units) -> None:
        self._known = frozenset(units.by_unit)
        self._starts = frozenset(unit[0] for unit in self._known)
        # the units of two characters and more by their first two, longest first
        self._longer: dict[str, tuple[str, ...]] = {}
        for unit in sorted(self._known, key=len, reverse=True):
            if len(unit) > 1:
                self._longer[unit[:2]] = (*self._longer.get(unit[:2], ()), unit)
        self._in_words = frozenset(unit for unit, family in units.by_unit.items() if family.in_words)
        self._kilo = tuple(unit for unit in sorted(self._known) if unit[0] in "千百")
        inside = sorted(word for row in settings.comparators if row.place == "inside" for word in row.words)
        self._more = frozenset(inside)
        self._joins_units = self._more.union("/")
        more = "".join(inside)
        self._goes_on = frozenset((*self._starts, *_SPACES, *_COLONS, *more, "成"))  # what may follow 三, or a number
        self._signs = table(
            {
                _DIGIT: "0123456789",
                _NUMERAL: _SMALL + _LARGE + "翻",
                _ALONE: _LARGE + "翻",
                _BEHIND: self._goes_on.union(_ALL_INSIDE),
                _INSIDE: _ALL_INSIDE,
            }
        )
        self._magnitude_behind = re.compile(rf"[{_SPACES}]?([{more}]?)([{MAGNITUDES}]*)([{more}]?)")
        self._magnified = frozenset((*_SPACES, *more, *MAGNITUDES))
        self._not_in = tuple(word for row in settings.comparators for word in row.not_in)
        # beside most numbers stands a character that none of these words ends or begins with
        self._not_after = settings.not_after
        self._ends_of_not_after = frozenset(word[-1] for word in settings.not_after)
        self._doubtful = self._ends_of_not_after.union(_LETTERS, _COLONS)
        self._not_before = settings.not_before
        self._starts_of_not_before = frozenset(word[0] for word in settings.not_before)
        self._bare_after = settings.bare_after
        self._ranks = settings.ranks
        self._magnitude_after = settings.magnitude_after
        self._ends_of_magnitude_after = frozenset(word[-1] for word in settings.magnitude_after)
        self._not_numerals = by_first(settings.not_numerals)
        self._not_tenths = settings.not_tenths
        self._not_units = by_first(settings.not_units)
        # of these a small number in Chinese characters is as often a figure of speech (三个, 五年)
        self._plain = frozenset(
            unit
            for unit, family in units.by_unit.items()
            if family.kind in ("count", "time") or family.name in ("entities", "people")
        )

    def amounts(self, text: str) -> Iterator[Amount]:
        """In the order of their beginnings; one in Chinese characters may hold the digits of the next (百分之30)."""
        free = 0  # behind the amount in digits
        digits_end = chinese_end = 0
        for start, end, in_digits in self._runs(text):
            if in_digits:
                if start < digits_end:
                    continue
                behind = text[end : end + 1]
                digits_end = end
                if behind in _GOES_ON and (digits := _DIGITS.match(text, start)):
                    digits_end = digits.end()
                    behind = text[digits_end : digits_end + 1]
                if start < free:
                    continue
                amount = self._from_digits(text, start, digits_end, behind)
                free = amount.end
                yield amount
            elif start >= chinese_end:
                chinese_end = end
                if start >= free and (found := self._from_chinese(text, start, text[start:end])) is not None:
                    yield found

    def _runs(self, text: str) -> Iterable[tuple[int, int, bool]]:
        """Where numerals may stand: runs of digits (told so), and of Chinese ones from each of their characters on.

        一是, 进一步: most that stand alone are no number of anything, and are not looked at.
        """
        signs = self._signs.take(code_points(text + "\n"))
        digits, inside = signs & _DIGIT, signs & _INSIDE
        # a first character that needs nothing behind it, or has something: both signs are shifted to stand on its own
        begins = signs[:-1] & (signs[:-1] >> 1 | signs[1:] >> 2) & _NUMERAL
        begins |= digits[:-1]
        begins[1:] &= ~digits[:-2]
        starts = np.flatnonzero(begins > 0)
        chinese = np.where(inside[starts + 1] > 0, _ends_of_runs(inside, starts), starts + 1)
        in_digits = digits[starts] > 0
        ends = np.where(in_digits, _ends_of_runs(digits, starts), chinese)
        return zip(starts.tolist(), ends.tolist(), in_digits.tolist(), strict=True)

    def _from_digits(self, text: str, start: int, end: int, behind: str) -> Amount:
        before = text[start - 1] if start else ""
        written = text[start:end]
        value = numeral(written)
        if value is None:  # 3十5十: the digits alone
            end = start + len(written) - len(written.lstrip("0123456789.,"))
            written, behind = text[start:end], text[end : end + 1]
            value = numeral(written) or Decimal(0)
        word, inside, stop = "", "", end
        if behind in self._magnified:
            word, inside, stop = self._magnitude(text, end)
        unit, unit_end, more, follows = self._unit(text, stop)
        if unit:
            number_end = stop if word or inside else end
        else:
            if not word:
                inside, stop = "", end
            number_end = unit_end = stop if word or inside else end
            follows = text[unit_end : unit_end + 1]
        if self._is_figure(text, start, unit_end, before, behind, follows, written, word, unit):
            tag: Tag = "rank" if before in self._ranks else "quantity"
            return Amount(start, number_end, unit_end, before, follows, value, word, inside or more, unit, tag)
        # a number that is no figure ends with its digits; a date takes its 年, 月, 日 along
        number_end = end
        if behind and behind in _DATES:
            end += 1
            behind = text[end : end + 1]
        named = before in _LETTERS or self._is_behind_not_after(text, start, before)
        bare = not unit and not word and not named
        return Amount(start, number_end, end, before, behind, value, "", "", "", "number", bare)

    def _magnitude(self, text: str, end: int) -> tuple[str, str, int]:
        """The magnitude word behind a numeral, 多 or 余 before or behind it, and where both end."""
        around = self._magnitude_behind.match(text, end)
        assert around is not None  # every part of it is optional
        before, word, behind = around.groups()
        if not word:
            return "", before or behind, around.end(1) if before else around.end()
        if word[-1] in "千百" and text.startswith(self._kilo, around.end(2) - 1):
            return word[:-1], before, around.end(2) - 1  # 500千瓦, 5千米
        return word, before or behind, around.end()

    def _is_figure(
        self,
        text: str,
        start: int,
        unit_end: int,
        before: str,
        after: str,
        follows: str,
        written: str,
        word: str,
        unit: str,
    ) -> bool:
        """Whether digits from ``start`` on are a figure; ``after`` is behind them, ``follows`` behind their unit."""
        if before in self._doubtful and self._is_named(text, start, before, word, unit):
            return False
        if follows in self._starts_of_not_before and text.startswith(self._not_before, unit_end):
            return False
        if after == "月" and not word:
            return False
        if unit:
            return unit[0] not in _DATED or not self._is_date(before, written, unit)
        if word:
            return True
        if after and (after in _LETTERS or (after in _CLOSING and before in _OPENING)):
            return False
        if "." in written:
            return not written.endswith(".0") and before not in _HEADING and after not in _HEADING_ENDS
        return text.endswith(self._bare_after, 0, start) and not after.isalnum()

    def _is_named(self, text: str, start: int, before: str, word: str, unit: str) -> bool:
        """Whether what stands in front makes digits part of a name, an ordinal or a proportion."""
        if self._is_behind_not_after(text, start, before):
            return True
        if before in _LETTERS and not word and unit != "%":  # G85, T3; but GDP1.2万美元
            return True
        return before in _COLONS and text[start - 2 : start - 1].isdecimal()  # 14.4:36.8:48.8 is one of three

    def _is_behind_not_after(self, text: str, start: int, before: str) -> bool:
        return before in self._ends_of_not_after and text.endswith(self._not_after, 0, start)

    def _is_date(self, before: str, written: str, unit: str) -> bool:
        """2024年, 5日 (a day of the month); 30年 and 90日 are figures."""
        if unit == "年":
            return len(written) == 4 and written[:2] in _CENTURIES
        if unit == "日":
            return before in _BEFORE_DAYS or (written.isdecimal() and int(written) <= 31)
        return unit[0] == ":" and len(written) <= 2 and written != "1" and len(unit) == 3  # 8:30

    def _from_chinese(self, text: str, start: int, run: str) -> Amount | None:
        before = text[start - 1] if start else ""
        if before == "第" or text.startswith(self._not_numerals.get(run[0], ()), start):
            return None
        if run[0] == "翻":
            return self._times_over(text, start, run)
        if len(run) > 1:  # a single character is a numeral as it stands
            if "分之" in run:
                return self._fraction(text, start, run)
            if run.startswith("一半"):
                return _in_words(text, start, start + 2, start + 2, Decimal(50), "%")
            plain = _PLAIN_NUMERAL.match(run)
            assert plain is not None  # it may be empty
            run = plain.group().rstrip("点")
            if not run:
                return None
        if not _ONES.isdisjoint(run) or run[0] == "十":
            return self._plain_chinese(text, start, before, run)
        if before not in self._ends_of_magnitude_after:
            return None
        if text.endswith(self._magnitude_after, 0, start) and not text.endswith(self._not_in, 0, start):
            unit, end, _, behind = self._unit(text, start + len(run))
            if unit:
                return Amount(start, start + len(run), end, before, behind, Decimal(1), run, "", unit, "quantity")
        return None

    def _plain_chinese(self, text: str, start: int, before: str, run: str) -> Amount | None:
        end = start + len(run)
        follows = text[end : end + 1]
        if len(run) == 1 and follows not in self._goes_on:
            return None  # 一点: no number of anything
        if follows == "成" and len(run) == 1 and not text.startswith(self._not_tenths, end):
            value = numeral(run)
            return None if value is None else _in_words(text, start, end, end + 1, value * 10, "%")
        said = _said(run)
        if said is None:
            return None
        head, word, value = said
        inside = follows if follows in self._more else ""
        stop = end + len(inside)
        if inside and not word and text.startswith(("万", "亿"), stop):
            word, stop = text[stop], stop + 1
        unit, unit_end, more, behind = self._unit(text, stop)
        inside = inside or more
        if not unit:
            behind = text[stop : stop + 1]
            return Amount(start, stop, stop, before, behind, value, word, inside, "", "quantity") if word else None
        if (unit not in self._in_words and not word and _POWERS.isdisjoint(head)) or unit == "日":
            return None
        if unit == "年" and len(head) >= 2 and _ONES.issuperset(head):
            return None
        plain = unit in self._plain or unit not in self._known
        tag: Tag = "count" if plain and value * magnitude(word) < 20 else "quantity"
        return Amount(start, stop, unit_end, before, behind, value, word, inside, unit, tag)

    def _times_over(self, text: str, start: int, run: str) -> Amount | None:
        """翻番, 翻一番, 翻两番, 翻了一番."""
        head, found, _ = run.partition("番")
        value = numeral(head[1:].lstrip("了")) if len(head) > 1 else Decimal(1)
        if not found or value is None:
            return None
        end = start + len(head) + 1
        return _in_words(text, start, end, end, value, "番")

    def _fraction(self, text: str, start: int, run: str) -> Amount | None:
        """三分之二, 百分之三十, 百分之30."""
        below, _, above = run.partition("分之")
        end = start + len(run)
        if above:
            while above and numeral(above) is None:
                above, end = above[:-1], end - 1
        elif digits := _DIGITS.match(text, end):
            above, end = digits.group(), digits.end()
        parts = fraction(below, above) if above else None
        return None if parts is None else _in_words(text, start, end, end, *parts)

    def _unit_at(self, text: str, at: int) -> int:
        """The length of the unit that begins there; 0 where none does."""
        two = text[at : at + 2]
        for unit in self._longer.get(two, ()):
            if text.startswith(unit, at):
                return len(unit)
        return 1 if two[:1] in self._known else 0

    def _unit(self, text: str, at: int) -> tuple[str, int, str, str]:
        """The unit that begins at ``at`` (or a space behind it), where it ends, 多 inside it (个多月), what follows."""
        first, here = text[at : at + 1], at
        begins = first in self._starts
        if not begins and first in _BLANKS:
            here += 1
            first = text[here : here + 1]
            begins = first in self._starts
        length = self._unit_at(text, here) if begins else 0
        if length and (others := self._not_units.get(first)) and text.startswith(others, here):
            length = 0
        if not length:
            if first and first in _COLONS and (digits := _DIGITS.match(text, here + 1)):
                end = digits.end()
                return ":" + digits.group(), end, "", text[end : end + 1]
            return "", at, "", ""
        end = here + length
        behind = text[end : end + 1]
        if behind in self._joins_units:
            if behind == "/" and (per := _PER.match(text, end)):
                below = self._unit_at(text, per.end())
                if below:
                    end = per.end() + below
                    behind = text[end : end + 1]
            elif length == 1:
                rest = self._unit_at(text, end + 1)
                if rest and (whole := first + text[end + 1 : end + 1 + rest]) in self._known:
                    end += 1 + rest
                    return whole, end, behind, text[end : end + 1]
        return text[here:end], end, "", behind


def _in_words(text: str, start: int, number_end: int, end: int, value: Decimal, unit: str) -> Amount:
    """A figure that has its unit in its words: 两成, 翻一番, 三分之二."""
    before = text[start - 1] if start else ""
    return Amount(start, number_end, end, before, text[end : end + 1], value, "", "", unit, "quantity")


def _ends_of_runs(signs: NDArray[Any], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each of the ``starts`` where the next run of signs that are not 0 ends."""
    ends = np.append(np.flatnonzero(signs[:-1] > signs[1:]) + 1, len(signs))
    found: NDArray[np.int64] = ends[np.searchsorted(ends, starts, "right")]
    return found
