"""Which years an expression of time means, seen from a report and the part of it that the sentence stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tracker.models import Catalogue, Role, Section, Years
from tracker.periods.expressions import Expression, find_periods
from tracker.rulebook.schema.periods import PeriodKind, PeriodSettings

__all__ = ["Clock", "Period", "clock_of", "resolve", "years_named"]


class Clock(msgspec.Struct, frozen=True, gc=False):
    """Where "now" is: the report's own year, the role and years of the section, the term of office."""

    year: int | None
    role: Role = "plan"
    years: Years | None = None
    term: Years | None = None


class Period(msgspec.Struct, frozen=True, gc=False):
    """Years meant, both ends inclusive; see ``tracker.periods``."""

    start_year: int | None
    end_year: int | None
    kind: PeriodKind
    each_year: bool = False
    baseline: int | None = None


def clock_of(catalogue: Catalogue, section: Section | None = None) -> Clock:
    """The clock of a sentence in ``section`` of the report described by ``catalogue``."""
    role: Role = section.role if section else "plan"
    year = catalogue.year
    term = _term(catalogue.session, year)
    if role == "review" and term and year == term[0]:
        term = term[0] - 5, term[1] - 5  # at a first session the term that ends is reviewed
    return Clock(year, role, section.years if section else None, term)


def resolve(expression: Expression, clock: Clock) -> Period | None:
    """The years ``expression`` means, or None where neither a year nor a baseline can be known.

    A span whose wording leaves both ends open (今后一个时期) is a period without years: it is not the report's own.
    """
    rule = expression.rule
    known = _known(expression, clock)
    start, end, baseline = (_value(term, known) for term in (rule.start, rule.end, rule.baseline))
    if rule.id == "past-years" and clock.role == "review" and clock.years and expression.number is not None:
        # 五年来 inside a review of five years means exactly those
        first, last = clock.years
        if last - first + 1 == expression.number:
            start, end = first, last
    if start is not None and end is not None and start > end:
        start = end
    unsaid = rule.kind == "span" and rule.start is None and rule.end is None
    if start is None and end is None and baseline is None and not unsaid:
        return None
    return Period(start, end, rule.kind, rule.each_year, baseline)


def years_named(text: str, rules: PeriodSettings, clock: Clock) -> Years | None:
    """The years that the expressions in ``text`` (a heading, a title) cover together, seen from the role of ``clock``.

    A plan leaves out what lies behind (“十三五”成就和“十四五”目标), a review what lies ahead (2019年和今年以来回顾).
    Beside a span a later single year is an outlook upon an outlook (“十四五”时期目标和2035年远景) and is left out.
    """
    spans: list[Years] = []
    single: list[Years] = []
    for expression in find_periods(text, rules):
        period = resolve(expression, Clock(clock.year))
        if period and period.start_year is not None and period.end_year is not None and period.kind in ("year", "span"):
            (spans if period.kind == "span" else single).append((period.start_year, period.end_year))
    spans, single = _seen_from(spans, single, clock)
    last = max((b for _, b in spans), default=None)
    covered = spans + [y for y in single if last is None or y[1] <= last]
    return (min(a for a, _ in covered), max(b for _, b in covered)) if covered else None


def _seen_from(spans: list[Years], single: list[Years], clock: Clock) -> tuple[list[Years], list[Years]]:
    """The years on the side of now that the role looks to, where there are any; else all of them."""
    year = clock.year
    if year is None or clock.role not in ("review", "plan", "outlook"):
        return spans, single
    back = clock.role == "review"
    seen = tuple([y for y in years if (y[0] < year if back else y[1] >= year)] for years in (spans, single))
    return (seen[0], seen[1]) if any(seen) else (spans, single)


def _known(expression: Expression, clock: Clock) -> dict[str, int]:
    known: dict[str, int] = {}
    section = clock.years or ((clock.year, clock.year) if clock.year is not None else None)
    if clock.role == "review" and clock.years is None and clock.year is not None:
        section = (clock.year - 1, clock.year - 1)
    for name, years in (("section", section), ("term", clock.term), ("plan", _plan_years(expression.plan))):
        if years:
            known[f"{name}.start"], known[f"{name}.end"] = years
    if clock.year is not None:
        known["year"] = clock.year
    if expression.number is not None:
        known["n"] = expression.number
    if expression.named:
        known["named"], known["named2"] = expression.named[0], expression.named[-1]
    return known


def _value(term: str | None, known: Mapping[str, int]) -> int | None:
    if term is None:
        return None
    if term in known:
        return known[term]  # most are one year, nothing added
    total, sign = 0, 1
    for token in term.split():
        if token in "+-":
            sign = 1 if token == "+" else -1
            continue
        value = int(token) if token.isdecimal() else known.get(token)
        if value is None:
            return None
        total += sign * value
    return total


def _plan_years(ordinal: int | None) -> Years | None:
    """The years of the n-th five-year plan; the first two did not follow each other as the later ones do."""
    if ordinal is None:
        return None
    if ordinal < 3:
        return (1953, 1957) if ordinal == 1 else (1958, 1962)
    first = 1966 + 5 * (ordinal - 3)
    return first, first + 4


_SESSION = re.compile(r"第?([一二三四五六七八九十]+)次会议")


@lru_cache(maxsize=256)
def _term(session: str | None, year: int | None) -> Years | None:
    """The five years of office, counted from the congress's first session."""
    found = _SESSION.search(session or "")
    if not found or year is None:
        return None
    ordinal = {c: i for i, c in enumerate("一二三四五六七八", start=1)}.get(found.group(1))
    return (year - ordinal + 1, year - ordinal + 5) if ordinal else None
