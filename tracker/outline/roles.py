"""Parts: the stretches under the highest headings of a report, each with a role and years."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from tracker.models import ReportKind, Role, Years
from tracker.outline.headings import Heading, lines, top_headings
from tracker.outline.wording import any_of
from tracker.periods import Clock, years_named
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

__all__ = ["Part", "find_parts", "heading_role", "role_years", "says_role"]

_RUNNING = "。；，、.：:"
_INNER = re.compile("[。；，]")
_ITEM = re.compile(r"\d{1,3}[^\d年月日:：/-]|[●■◆★▲•○]")
_GREETING = 120
_TAIL_LINE = 40
_OPENING = 200
"""How much of a part's beginning is read where its heading says nothing (characters)."""


@dataclass(frozen=True, slots=True)
class Part:
    """``heading`` is None for what stands before the first numbered part of a text that begins in the middle."""

    start: int
    end: int
    heading: Heading | None
    role: Role
    years: Years | None


def find_parts(
    text: str,
    headings: tuple[Heading, ...],
    kind: ReportKind,
    year: int | None,
    rules: OutlineSettings,
    periods: PeriodSettings,
) -> tuple[Part, ...]:
    """The parts of ``text`` from its first to its last, without the preamble; ``year`` is the report's own.

    Those of the last texts are remembered: its years are read from them first, then the sections are made.
    """
    return _parts_by(rules)(periods)(text, headings, kind, year)


_Parts = Callable[[str, tuple[Heading, ...], ReportKind, int | None], tuple[Part, ...]]


@compiled_once
def _parts_by(rules: OutlineSettings) -> Callable[[PeriodSettings], _Parts]:
    return compiled_once(lambda periods: lru_cache(maxsize=8)(partial(_all_parts, rules, periods)))


def _all_parts(
    rules: OutlineSettings,
    periods: PeriodSettings,
    text: str,
    headings: tuple[Heading, ...],
    kind: ReportKind,
    year: int | None,
) -> tuple[Part, ...]:
    only = next((k.role for k in rules.kinds if k.kind == kind), None)
    tail = len(text) if only == "plan" else _tail_start(text, rules)  # the annexes of a division are its tasks
    tops = [h for h in top_headings(headings) if h.start < tail]
    borders = [h.start for h in tops] + [tail]
    parts: list[Part] = []
    body = _body_start(text, borders[0], rules, listed=only == "plan")
    if body < borders[0]:
        # a text cut off at its beginning, or one without headings
        role = only or _opening_role(text, body, borders[0], rules) or "review"
        parts.append(Part(body, borders[0], None, role, role_years(role, None, year)))
    for heading, end in zip(tops, borders[1:], strict=True):
        said, years = heading_role(heading.text, rules, periods, year)
        if only and said != "problems":
            parts.append(Part(heading.start, end, heading, only, role_years(only, None, year)))
            continue
        if said is None:
            before = parts[-1].role if parts else _opening_role(text, heading.start, end, rules) or "review"
            said = "plan" if before == "outlook" else "review" if before == "problems" else before
        parts.append(Part(heading.start, end, heading, said, years or role_years(said, None, year)))
    if tail < len(text):
        parts.append(Part(tail, len(text), None, "other", None))
    return tuple(parts)


def heading_role(
    heading: str, rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> tuple[Role | None, Years | None]:
    """What a heading says about role and years; None for what it does not say."""
    said = [r.role for r in rules.roles if any_of(r.words).search(heading)]
    role: Role | None = said[0] if said else None
    years = years_named(heading, periods, Clock(year, role or "plan"))
    if years and year is not None and role in ("review", "plan"):
        if role == "review" and "plan" in said and years[0] >= year:
            role = "plan"  # 2024年预算安排及收支情况
        elif role == "plan" and years[1] < year:
            role = "review"  # 2023年主要工作, seen from 2024
    if role == "plan" and years and (years[1] > years[0] or (year is not None and years[0] > year)):
        role = "outlook"
    if role is None and years and year is not None:
        role = "review" if years[1] < year else "outlook" if years[1] > years[0] else "plan"
    return role, years if role != "problems" else None


def says_role(heading: str, role: Role, rules: OutlineSettings) -> bool:
    """Whether a heading or title has a word that tells ``role``."""
    return any(r.role == role and any_of(r.words).search(heading) for r in rules.roles)


def role_years(role: Role, years: Years | None, year: int | None) -> Years | None:
    """The years of a part that names none: the report's own for a plan, the one before for a review."""
    if years or year is None:
        return years
    return {"plan": (year, year), "review": (year - 1, year - 1), "outlook": (year, year + 4)}.get(role)


def _opening_role(text: str, start: int, end: int, rules: OutlineSettings) -> Role | None:
    opening = text[start : min(end, start + _OPENING)]
    found = [(m.start(), r.role) for r in rules.openings if (m := any_of(r.words).search(opening))]
    return min(found)[1] if found else None


def _tail_start(text: str, rules: OutlineSettings) -> int:
    """Where annexes and notes begin, in the second half of ``text``; its end where there are none."""
    for match in _line_beginning(rules.tails).finditer(text, max(len(text) // 2 - 1, 0)):
        stop = text.find("\n", match.end())
        if (len(text) if stop < 0 else stop) - match.start(1) <= _TAIL_LINE:
            return match.start(1)
    return len(text)


@lru_cache(maxsize=8)
def _line_beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\n[ \t\u3000]*({any_of(words).pattern})")


def _body_start(text: str, end: int, rules: OutlineSettings, listed: bool) -> int:
    """Where the text proper begins before ``end``, behind title, office and greeting; ``end`` where there is none.

    In a list of tasks (``listed``) a numbered item is as good as a sentence.
    """
    greeting = any_of(rules.greetings)
    for start, stop in lines(text, 0, end):
        said = text[start:stop].rstrip()
        if listed and _ITEM.match(said):
            return start
        if said[-1:] in _RUNNING and _INNER.search(said) and not greeting.search(said[:_GREETING]):
            return start
    return end
