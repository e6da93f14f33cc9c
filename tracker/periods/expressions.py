"""Finding expressions of time: the wordings of ``rules/periods.yaml``, looked for in one go over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from tracker.characters import Beginnings, code_points
from tracker.periods.prefixes import shared_prefixes
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.periods import PeriodRule, PeriodSettings

__all__ = ["Expression", "find_periods", "make_ready"]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "两": 2}

_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2})"
_COUNT = r"(?:\d{1,2}|[一两二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九])"
# 十四五 without quotation marks is a plan only where it cannot be a number (十四五个, 三十四五岁)
_PLAN = (
    r"(?:[“\"](?:十?[一二三四五六七八九]|十)五[”\"]"
    r"|第[一二三四五六七八九十]{1,2}个五年(?:规划|计划)"
    r"|(?<![一二三四五六七八九])十[一二三四五六七八九]五(?![个人岁万亿千百十分成倍名家]))"
)
_MONTH = r"(?:1[0-2]|[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
_PLACES = {
    "year": _YEAR,
    "years": rf"{_YEAR}年?\s?(?:[—–－\-~～]+|至|到)\s?(?:{_YEAR}|\d\d(?!\d))",
    "n": _COUNT,
    "counts": rf"{_COUNT}(?:[—–－\-~～]+|至|到){_COUNT}",
    "plan": _PLAN,
    "month": _MONTH,
    "months": rf"{_MONTH}(?:[—–－\-~～]+|至|到){_MONTH}",
}
# the characters that each of them can begin with
_0_9 = "0123456789"
_FIRST = {
    "year": _0_9 + "一二",
    "years": _0_9 + "一二",
    "n": _0_9 + "一两二三四五六七八九十",
    "counts": _0_9 + "一两二三四五六七八九十",
    "months": _0_9 + "一二三四五六七八九十",
    "plan": '“"第一二三四五六七八九十',
    "month": _0_9 + "一二三四五六七八九十",
}
_NUMERALS = "一二三四五六七八九十"
_DASHES = "—–－-~～至到"
# the characters that each of them can go on with (and digits of any script), and those that may be a single character
_SECOND = {
    "year": "90九〇零○Ｏ",
    "years": "90九〇零○Ｏ",
    "n": _NUMERALS,
    "counts": _NUMERALS + _DASHES,
    "months": "012" + _NUMERALS + _DASHES,
    "plan": _NUMERALS,
    "month": "012一二",
}
_SHORT = ("n", "month")
_ZERO = np.uint32(ord("0"))
_ASCII_DIGITS = frozenset(_0_9)
_LONG = 500
"""Characters of a text from which on it is looked through in one go."""
_BEGIN_WITH_DIGITS = ("{n}", "{counts}", "{month}", "{months}", "{year}", "{years}")
_USUAL = {"years": "2021—2025", "counts": "3—5", "months": "1—9", "year": "2021", "plan": "“十四五”"}
_NUMERALS_IN_TEXT = re.compile("[一二三四五六七八九十]+")
_YEAR_IN_TEXT = re.compile(_YEAR)
_PLAN_IN_TEXT = re.compile(_PLAN)
_COUNT_IN_TEXT = re.compile(_COUNT)
_SHORT_YEAR = re.compile(r"(?<!\d)\d\d$")


class Expression(msgspec.Struct, frozen=True, gc=False):
    """One expression of time at ``start``…``end`` of the text searched.

    ``named`` are the years written in it (2021 and 2025 of 2021—2025年), ``number`` the count (三 of 三年内,
    五 of 三到五年内), ``plan`` the ordinal of a five-year plan (14 of “十四五”).
    """

    start: int
    end: int
    text: str
    rule: PeriodRule
    named: tuple[int, ...] = ()
    number: int | None = None
    plan: int | None = None


_Wordings = tuple[re.Pattern[str], dict[int, PeriodRule | None]]


def find_periods(text: str, rules: PeriodSettings, start: int = 0, end: int | None = None) -> tuple[Expression, ...]:
    """Every expression of time in ``text[start:end]``, ascending and apart; the longest wording wins."""
    compiled = _compiled(rules)
    stop = len(text) if end is None else end
    found = []
    for place in compiled.places(text, start, stop):
        if place < start:
            continue
        pattern, by_group = compiled.beginning_with(text[place])
        match = pattern.match(text, place, stop)
        if match:
            start = match.end()
            rule = by_group[match.lastindex or 0]
            if rule is not None:
                found.append(_expression(place, start, match.group(), rule))
    return tuple(found)


def _expression(start: int, end: int, text: str, rule: PeriodRule) -> Expression:
    named, number, plan = _numbers_in(text)
    if len(named) == 1 and rule.end == "named2":  # 2021—25年
        short = _SHORT_YEAR.search(text.rstrip("年期间"))
        named += (named[0] // 100 * 100 + int(short.group()),) if short else named
    return Expression(start, end, text, rule, named, number, plan)


@lru_cache(maxsize=1000)
def _numbers_in(text: str) -> tuple[tuple[int, ...], int | None, int | None]:
    """The years, the count and the plan written in an expression; most are among some hundreds (今年, 比上年)."""
    named = tuple(_number(y) for y in _YEAR_IN_TEXT.findall(text))
    rest = _YEAR_IN_TEXT.sub("", text)
    if plan := _PLAN_IN_TEXT.search(rest):
        return named, None, _plan_ordinal(plan.group())
    counts = _COUNT_IN_TEXT.findall(rest)
    return named, _number(counts[-1]) if counts else None, None


class _Compiled:
    """Where any wording may begin, and those that begin with a character as one pattern.

    Such a pattern is made when it is first asked for: a sentence needs two or three of them, and all of them take
    longer than loading the rules.
    """

    def __init__(self, rules: PeriodSettings) -> None:
        by_length = sorted(
            ((word, rule) for rule in rules.rules for word in rule.words), key=lambda pair: (-_weight(pair[0]), pair[0])
        )
        self._wordings: list[tuple[str, PeriodRule | None]] = [*((word, None) for word in rules.none), *by_length]
        places: dict[str, list[int]] = {}
        for place, (word, _) in enumerate(self._wordings):
            for character in _first(word):
                places.setdefault(character, []).append(place)
        # what begins with one numeral mostly begins with any: one pattern for all takes as long to make as for one
        numerals = tuple(sorted({place for numeral in _NUMERALS for place in places.get(numeral, ())}))
        self._places = {
            character: numerals if character in _NUMERALS else tuple(some) for character, some in places.items()
        }
        self._joined: dict[tuple[int, ...], _Wordings] = {}
        words = [word for word, _ in self._wordings]
        self._anywhere = re.compile(_anywhere(words))
        pairs = [(_firsts([word]), _seconds([word])) for word in words]
        digits = [(_firsts(words), list(_decimals()))]
        self._beginnings = Beginnings([*pairs, *digits]) if _seconds(words) else None
        # 2024: no place of a wording begins inside a number, but a digit that it is written with does (5年期 in 15年期)
        self._inside_numbers = not _ASCII_DIGITS.isdisjoint(word[0] for word in words)

    def places(self, text: str, start: int, stop: int) -> list[int]:
        """Where any of the wordings may begin in ``text[start:stop]``, ascending."""
        if self._beginnings is not None and stop - start >= _LONG:
            match = self._anywhere.match
            codes = code_points(text[start:stop])
            begins = self._beginnings.at(codes) > 0
            if not self._inside_numbers:
                digits = codes - _ZERO < 10  # what is below 0 becomes very large
                begins[1:] &= ~(digits[:-2] & digits[1:-1])
            return [place for place in (start + np.flatnonzero(begins)).tolist() if match(text, place, stop)]
        found = []
        place = self._anywhere.search(text, start, stop)
        while place:
            found.append(place.start())
            place = self._anywhere.search(text, place.start() + 1, stop)
        return found

    def beginning_with(self, character: str) -> _Wordings:
        """The wordings that can begin with this character."""
        places = self._places[character]
        made = self._joined.get(places)
        if made is None:
            made = self._joined[places] = _joined([self._wordings[place] for place in places])
        return made

    def ready(self) -> None:
        """Make all patterns now."""
        for character in self._places:
            self.beginning_with(character)


_compiled = compiled_once(_Compiled)


def make_ready(rules: PeriodSettings) -> None:
    """Compile now what is otherwise compiled when a text first needs it."""
    _compiled(rules).ready()


def _anywhere(words: Sequence[str]) -> str:
    """The pattern of the places where any of the wordings may begin.

    A tree tries its branches one after the other, so each is kept for the places where it could hold: numbers for the
    first digit of one, the others for their own first characters. The first two characters are taken, not only looked
    at: a search skips all that none begins with, and behind most that remain stands what no wording goes on with (国家,
    but 国庆). The trees look at both again from in front of them.
    """
    if not words:
        return "(?!)"
    numbers = [word for word in words if word.startswith(_BEGIN_WITH_DIGITS)]
    plans = [word for word in words if word.startswith("{") and word not in numbers]
    others = [word for word in words if not word.startswith("{")]
    seconds = _seconds(others)
    guarded = [
        (rf"(?={_set(_firsts(numbers))})(?<!\d)", numbers),
        (f"(?={_set(_firsts(plans))})", plans),
        (f"(?={_set(_firsts(others))}{_set_of_seconds(seconds)})", others),
    ]
    trees = "|".join(guard + shared_prefixes(map(_steps, some)) for guard, some in guarded if some)
    if not (seconds := _seconds(words)):
        return f"{_set(_firsts(words))}(?<=(?={trees}).)"
    return f"{_set(_firsts(words))}{_set_of_seconds(seconds)}(?<=(?={trees})..)"


def _seconds(words: Iterable[str]) -> frozenset[str]:
    """The second characters of the wordings, beside digits; none where one of them may be a single character."""
    found: set[str] = set()
    for word in words:
        place, _, rest = word[1:].partition("}") if word.startswith("{") else ("", "", word[1:])
        if not place or place in _SHORT:
            if not rest:
                return frozenset()
            found.update(_first(rest))
        found.update(_SECOND.get(place, ""))
    return frozenset(found)


def _decimals() -> Iterator[str]:
    r"""The digits of all scripts: what ``\d`` takes."""
    codes = np.arange(0x20000, dtype=np.uint32)  # behind that there are none
    return map(chr, codes[np.char.isdecimal(codes.view("U1"))].tolist())


def _firsts(words: Iterable[str]) -> frozenset[str]:
    """The characters that some of the wordings can begin with."""
    return frozenset(character for word in words for character in _first(word))


def _set(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def _set_of_seconds(characters: Iterable[str]) -> str:
    """The pattern of a second character; nothing where there need not be one."""
    return rf"[\d{''.join(map(re.escape, sorted(characters)))}]" if characters else ""


def _joined(wordings: Sequence[tuple[str, PeriodRule | None]]) -> _Wordings:
    """The wordings as one pattern, and the rule of each of its groups (None: found and dropped).

    The group that tells a wording stands empty behind it: what begins with a character, not with a group, is passed
    over at once where the text has another.
    """
    pattern = re.compile("|".join(f"{_regex(word)}()" for word, _ in wordings))
    return pattern, {group: rule for group, (_, rule) in enumerate(wordings, start=1)}


def _first(word: str) -> str:
    """The characters that a wording can begin with."""
    return _FIRST[word[1 : word.index("}")]] if word.startswith("{") else word[0]


def _steps(word: str) -> list[str]:
    """A wording step by step: its places, and the characters between."""
    steps: list[str] = []
    for part in re.split(r"(\{\w+\})", word):
        steps += [_PLACES[part[1:-1]]] if part.startswith("{") else map(re.escape, part)
    return steps


def _weight(word: str) -> int:
    """How long a wording is, counting a place as what it usually holds, so that longer ones are tried first."""
    return len(re.sub(r"\{(\w+)\}", lambda m: _USUAL.get(m.group(1), "1"), word))


def _regex(word: str) -> str:
    body = "".join(_steps(word))
    # 12月 is no 2月, 25年 no 5年
    return rf"(?<!\d){body}" if word.startswith(_BEGIN_WITH_DIGITS) else body


def _plan_ordinal(text: str) -> int:
    """“十四五”, 第十四个五年规划 → 14."""
    numeral = _NUMERALS_IN_TEXT.findall(text)[0]
    return _number(numeral if text.startswith("第") else numeral[:-1])


def _number(text: str) -> int:
    """2024, 二〇二四, 十四, 三 → the number."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    value = 0
    for c in text:
        value = value * 10 + _DIGITS[c]
    return value
