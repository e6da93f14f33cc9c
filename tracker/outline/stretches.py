"""Stretches: sentences of a part that have another role or other years than their heading says.

Problems named at the end of a review, last year's results told inside a plan part, and in a review of one year and of
several (2025年和“十四五”时期工作回顾) what is told of the one year.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.models import Role, Years
from tracker.outline.headings import lines
from tracker.outline.roles import Part, role_years
from tracker.outline.wording import (
    BLANKS,
    Openings,
    any_of,
    any_of_last_year,
    may_begin,
    next_match,
    openings,
    sentence_end,
    with_last_year,
)
from tracker.periods import Clock, find_periods, resolve, years_named
from tracker.rulebook.schema.outline import OutlineSettings, StretchRule
from tracker.rulebook.schema.periods import PeriodSettings

__all__ = ["Stretch", "find_stretches", "sentences", "start_of_sentence"]

_EARLY = 80
"""How far into its sentence an opening word may stand (characters)."""
_NEAR = 160
_OPENING = 12
"""How far into its sentence the words stand that say which years it speaks of."""
_TURN = 30
"""How far into its paragraph the words stand that turn from one year to several, or back."""
_BACK = 400
"""A sentence longer than this has no beginning worth looking for; looking on would take quadratic time."""
_SPACE = re.compile(r"[\s\u3000]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Clean ``start``…``end`` that has ``role`` and ``years`` of its own."""

    start: int
    end: int
    role: Role
    years: Years | None


def find_stretches(
    text: str,
    part: Part,
    borders: Sequence[int],
    rules: OutlineSettings,
    periods: PeriodSettings,
    year: int | None,
) -> list[Stretch]:
    """The stretches of ``part``, ascending, none overlapping another.

    ``borders`` are where headings of the upper levels begin, ascending; none goes on behind the next of them.
    """
    found: list[Stretch] = []
    for rule in rules.stretches:
        if part.role in rule.inside:
            found += (_within(s, borders) for s in _by_rule(text, part, rule, openings(rules), periods, year))
    if part.role == "review":
        # 去年…上涨4.8% among the problems is a figure of the year as any other
        found = [piece for s in found for piece in _with_asides(s, text, part, rules, periods, year)]
    if part.role in ("plan", "outlook"):
        found += _told_first(text, part, periods, year)
    if part.role in ("plan", "outlook", "problems"):
        found += _asides(text, part, rules, periods, year)
    found.sort(key=lambda s: (s.start, -s.end))
    apart: list[Stretch] = []
    for stretch in found:
        if not apart or stretch.start >= apart[-1].end:
            apart.append(stretch)
    if part.role == "review" and part.heading is not None and year is not None:
        turns = [piece for turn in _turns(text, part, rules, periods, year) for piece in _around(turn, apart)]
        apart = sorted((*apart, *turns), key=lambda s: s.start)
    return apart


def _around(stretch: Stretch, others: Sequence[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch where ``others`` (ascending, apart) hold."""
    at = stretch.start
    for other in others:
        if at < other.start < stretch.end:
            yield replace(stretch, start=at, end=other.start)
        if at < other.end:
            at = max(at, min(other.end, stretch.end)) if other.start < stretch.end else at
    if at < stretch.end:
        yield replace(stretch, start=at)


def _within(stretch: Stretch, borders: Sequence[int]) -> Stretch:
    following = bisect_right(borders, stretch.start)
    return replace(stretch, end=min(stretch.end, borders[following])) if following < len(borders) else stretch


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of ``text[start:end]``, with the mark that ends each, without the spaces in front."""
    at = start
    while at < end:
        stop = sentence_end.search(text, at, end)
        close = stop.end() if stop else end
        first = _SPACE.match(text, at, close).end()  # type: ignore[union-attr]
        if first < close:
            yield first, close
        at = close


def start_of_sentence(text: str, at: int, floor: int) -> int:
    """Where the sentence around ``at`` begins, not before ``floor``."""
    floor = max(floor, at - _BACK)
    begin = max(floor, *(text.rfind(mark, floor, at) + 1 for mark in "。！？；"))
    line = text.rfind("\n", begin, at)
    while line > begin and text[line - 1] in "，、；":
        line = text.rfind("\n", begin, line)
    return _SPACE.match(text, max(begin, line + 1), at).end()  # type: ignore[union-attr]


def _by_rule(
    text: str, part: Part, rule: StretchRule, beginnings: Openings, periods: PeriodSettings, year: int | None
) -> Iterator[Stretch]:
    body = part.heading.line_end if part.heading and not part.heading.inline else part.start
    begins = beginnings.may_begin(rule.words, text, body, part.end)
    opening, nearby = any_of(rule.words), any_of(rule.nearby) if rule.nearby else None
    at = body
    while match := next_match(opening, begins, text, at, part.end):
        at = match.end()
        start = start_of_sentence(text, match.start(), body)
        if match.start() - start > _EARLY:
            continue
        if nearby and not nearby.search(text, match.start(), min(at + _NEAR, part.end)):
            continue
        end = _end_of_stretch(text, match.end(), part.end, rule)
        if not rule.figures or any(c.isdecimal() for c in text[match.end() : end]):
            yield Stretch(start, end, rule.role, _years(text[start:at], rule.role, periods, part, year))
        at = max(end, at)


def _end_of_stretch(text: str, at: int, last: int, rule: StretchRule) -> int:
    """Where the stretch opened before ``at`` ends: see ``StretchRule``."""
    until = any_of(rule.until)
    end = _end_of_sentence(text, at, last)
    for begin, close in sentences(text, end, last):
        if until.match(text, begin, last) or (rule.figures and not any(c.isdecimal() for c in text[begin:close])):
            return end if rule.figures else begin
        end = close
    return end if rule.figures else last


def _told_first(text: str, part: Part, periods: PeriodSettings, year: int | None) -> Iterator[Stretch]:
    """“十三五”时期发展成就和“十四五”时期主要目标: what such a part tells before its first sentence on years to come."""
    if part.heading is None or year is None:
        return
    past = years_named(part.heading.text, periods, Clock(year, "review"))
    if past is None or past[1] >= year:
        return
    told = False
    for start, close in sentences(text, part.heading.line_end, part.end):
        first = find_periods(text, periods, start, min(close, start + _OPENING))
        period = resolve(first[0], Clock(year, part.role, part.years)) if first else None
        ahead = period is not None and period.end_year is not None and period.end_year >= year
        if ahead and told:
            yield Stretch(part.heading.line_end, start, "review", past)
        if ahead or not (told or period):
            return
        told = True


def _turns(text: str, part: Part, rules: OutlineSettings, periods: PeriodSettings, year: int) -> Iterator[Stretch]:
    """Where a review of one year and of several tells of the one: paragraph for paragraph, by how they begin."""
    words = _turning_words(part.heading.text, rules, periods, year) if part.heading is not None else ()
    if part.heading is None or not words:
        return
    several, one = any_of(rules.turns.several_years), any_of_last_year(words)
    start = None
    for begin, end in lines(text, part.heading.line_end, part.end):
        opening = text[begin : min(end, begin + _TURN)]
        turns = [turn.start() for turn in (one.search(with_last_year(opening, year)), several.search(opening)) if turn]
        if not turns:
            continue
        goes_on = several.match(text, begin + min(turns), end) is None
        if goes_on and start is None:
            start = begin
        elif not goes_on and start is not None:
            yield Stretch(start, begin, "review", (year - 1, year - 1))
            start = None
    if start is not None:
        yield Stretch(start, part.end, "review", (year - 1, year - 1))


def _turning_words(heading: str, rules: OutlineSettings, periods: PeriodSettings, year: int) -> tuple[str, ...]:
    """How paragraphs begin that tell of the year just over: the fewer where the heading names several years alone."""
    found = [resolve(expression, Clock(year, "review")) for expression in find_periods(heading, periods)]
    years = {(period.start_year, period.end_year) for period in found if period}
    if not any(start is not None and end is not None and start < end < year for start, end in years):
        return ()
    return rules.turns.one_year if (year - 1, year - 1) in years else rules.turns.only_year


def _asides(
    text: str, part: Part, rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> Iterator[Stretch]:
    words = rules.asides if year is None else tuple(word.replace("{last}", str(year - 1)) for word in rules.asides)
    begins = may_begin(words, text, part.start, part.end)
    if begins == []:
        return
    opens = part.start == 0 or text[part.start - 1] == "\n"  # then the first sentence has a line's end in front too
    told = with_last_year("\n" * opens + text[part.start : part.end], year)
    pattern = any_of_last_year(rules.asides, sentences=True)
    if begins is None:
        matches = pattern.finditer(told)
    else:
        matches = _behind_marks(pattern, told, [at - part.start + opens for at in begins])
    for match in matches:
        start, at = (part.start - opens + place for place in match.span("said"))
        end = _end_of_sentence(text, at, part.end)
        if any(c.isdecimal() for c in text[at:end]):
            yield Stretch(start, end, "review", _years(match["said"], "review", periods, part, year))


def _behind_marks(pattern: re.Pattern[str], text: str, begins: Sequence[int]) -> Iterator[re.Match[str]]:
    """What ``pattern``, which begins with the mark in front of a sentence, finds in ``text`` before ``begins``."""
    done = 0
    for at in begins:
        mark = at - 1
        while mark >= done and text[mark] in BLANKS:
            mark -= 1
        match = pattern.match(text, mark) if mark >= done else None
        if match:
            done = match.end()
            yield match


def _with_asides(
    stretch: Stretch, text: str, part: Part, rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> Iterator[Stretch]:
    """A stretch of problems cut up by what is told of last year in it."""
    if stretch.role != "problems":
        yield stretch
        return
    told = list(_asides(text, replace(part, start=stretch.start, end=stretch.end), rules, periods, year))
    yield from told
    yield from _around(stretch, told)


def _end_of_sentence(text: str, at: int, last: int) -> int:
    stop = sentence_end.search(text, at, last)
    return stop.end() if stop else last


def _years(text: str, role: Role, periods: PeriodSettings, part: Part, year: int | None) -> Years | None:
    if role != "review" or year is None:
        return role_years(role, None, year)
    for expression in find_periods(text, periods):
        period = resolve(expression, Clock(year, part.role, part.years))
        if period and period.start_year is not None and period.end_year is not None and period.end_year < year:
            return period.start_year, period.end_year
    return year - 1, year - 1
