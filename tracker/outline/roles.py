"""Parts: the stretches under the highest headings of a report, each with a role and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import Role, Years
from tracker.outline.headings import Heading
from tracker.outline.wording import any_of
from tracker.periods import Clock, years_named
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

__all__ = ["Part", "find_parts", "heading_role", "role_years"]

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
    text: str, headings: Sequence[Heading], rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> tuple[Part, ...]:
    """The parts of ``text`` from its first to its last, without the preamble; ``year`` is the report's own, if known."""
    tops = top_headings(headings)
    borders = [h.start for h in tops] + [len(text)]
    parts: list[Part] = []
    body = _body_start(text, borders[0], rules)
    if body < borders[0]:
        # a text cut off at its beginning, or one without headings
        role = _opening_role(text, body, borders[0], rules) or "review"
        parts.append(Part(body, borders[0], None, role, role_years(role, None, year)))
    for heading, end in zip(tops, borders[1:], strict=True):
        role, years = heading_role(heading.text, rules, periods, year)
        if role is None:
            role = (parts[-1].role if parts else None) or _opening_role(text, heading.start, end, rules) or "review"
            role = "plan" if role == "outlook" else "review" if role == "problems" else role
        parts.append(Part(heading.start, end, heading, role, years or role_years(role, None, year)))
    return tuple(parts)


def top_headings(headings: Sequence[Heading]) -> list[Heading]:
    """The headings of the highest level that occurs, where that is one that divides a report."""
    levels = [h.level for h in headings if h.ordinal is not None]
    highest = min(levels, default=None)
    return [h for h in headings if h.level == highest] if highest is not None and highest <= 2 else []


def heading_role(
    heading: str, rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> tuple[Role | None, Years | None]:
    """What a heading says about role and years; None for what it does not say."""
    role: Role | None = next((r.role for r in rules.roles if any_of(r.words).search(heading)), None)
    years = years_named(heading, periods, Clock(year, role or "plan"))
    if role == "plan" and years and years[1] > years[0]:
        return "outlook", years
    if role is None and years and year is not None:
        role = "review" if years[1] < year else "plan" if years == (year, year) else "outlook" if years[1] > years[0] else "plan"
    return role, years if role != "problems" else None


def role_years(role: Role, years: Years | None, year: int | None) -> Years | None:
    """The years of a part that names none: the report's own for a plan, the one before for a review."""
    if years or year is None:
        return years
    return {"plan": (year, year), "review": (year - 1, year - 1), "outlook": (year, year + 4)}.get(role)


def _opening_role(text: str, start: int, end: int, rules: OutlineSettings) -> Role | None:
    opening = text[start : min(end, start + _OPENING)]
    found = [(m.start(), r.role) for r in rules.openings if (m := any_of(r.words).search(opening))]
    return min(found)[1] if found else None


_SENTENCE_MARK = re.compile(r"[。；]|，")


def _body_start(text: str, end: int, rules: OutlineSettings) -> int:
    """Where the text proper begins before ``end``, behind title, office and greeting; ``end`` where there is none."""
    greeting = any_of(rules.greetings)
    at = 0
    for line in re.finditer(r"[^\n\r]+", text[:end]):
        content = line.group().strip()
        if content and not greeting.search(content[:40]) and len(_SENTENCE_MARK.findall(content)) >= 1 and content[-1:] in "。；，、.：:":
            return line.start() + len(line.group()) - len(line.group().lstrip())
        at = line.end()
    return end if at <= end else end
