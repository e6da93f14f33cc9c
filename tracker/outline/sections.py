"""The section tree: parts, the headings nested in them, and the stretches where the role changes without a heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from tracker.models import Catalogue, CleanText, Role, Section, Years
from tracker.outline.headings import LOWEST_PART, Heading, find_headings
from tracker.outline.places import innermost
from tracker.outline.roles import Part, find_parts, heading_role, role_years
from tracker.outline.stretches import Stretch, find_stretches
from tracker.periods import Clock, find_periods, resolve
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["outline"]


class _Node(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    headings: tuple[str, ...]
    role: Role
    years: Years | None


def outline(clean: CleanText, catalogue: Catalogue, rulebook: Rulebook) -> tuple[Section, ...]:
    """The sections of a report, ascending by start, outer before inner; they nest and cover the whole text."""
    rules, periods = rulebook.settings(OutlineSettings), rulebook.settings(PeriodSettings)
    text = clean.text
    if not text:
        return ()
    headings = find_headings(text, rules)
    parts = find_parts(text, headings, catalogue.kind, catalogue.year, rules, periods)
    borders = [h.start for h in headings if h.level <= LOWEST_PART]
    nodes: list[_Node] = []
    first = parts[0].start if parts else len(text)
    if first > 0:
        nodes.append(_Node(0, first, (), "preamble", None))
    for part in parts:
        inner = _nested(part, headings, rules, periods, catalogue.year)
        nodes += _lay_in(inner, find_stretches(text, part, borders, rules, periods, catalogue.year))
    nodes.sort(key=lambda n: (n.start, -n.end))
    return tuple(
        [
            Section.of_all({"start": n.start, "end": n.end, "headings": n.headings, "role": n.role, "years": n.years})
            for n in nodes
        ]
    )


def _nested(
    part: Part, headings: Sequence[Heading], rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> list[_Node]:
    """The part and the sections under its lower headings."""
    name = (part.heading.text,) if part.heading else ()
    root = _Node(part.start, part.end, name, part.role, part.years)
    first = bisect_left(headings, part.start, key=lambda h: h.start)
    last = bisect_left(headings, part.end, key=lambda h: h.start)
    inside = [h for h in headings[first:last] if h is not part.heading]
    ends = _ends(inside, part.end)
    nodes = [root]
    open_: list[tuple[int, _Node]] = []
    for heading, end in zip(inside, ends, strict=True):
        while open_ and open_[-1][1].end <= heading.start:
            open_.pop()
        around = open_[-1][1] if open_ else root
        role, years = _own_role(heading, around, rules, periods, year)
        node = _Node(heading.start, min(end, around.end), (*around.headings, heading.text), role, years)
        nodes.append(node)
        open_.append((heading.level, node))
    return nodes


def _ends(headings: Sequence[Heading], last: int) -> list[int]:
    """Where each section ends: at the next heading of its level or above; at the lower levels with its line."""
    ends = [last] * len(headings)
    waiting: list[int] = []
    for i, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = heading.start
        waiting.append(i)
    return [h.line_end if h.inline and h.level > LOWEST_PART else end for h, end in zip(headings, ends, strict=True)]


def _own_role(
    heading: Heading, around: _Node, rules: OutlineSettings, periods: PeriodSettings, year: int | None
) -> tuple[Role, Years | None]:
    """A lower heading keeps the role around it, unless it names problems in a review or opens with years of its own."""
    if heading.level > LOWEST_PART:
        return around.role, around.years
    found = find_periods(heading.text[:20], periods)
    period = resolve(found[0], Clock(year, around.role, around.years)) if found and found[0].start <= 4 else None
    if period is None and around.role != "review":
        return around.role, around.years
    role, years = heading_role(heading.text, rules, periods, year)
    if role == "problems" and around.role == "review":
        return "problems", None
    if role and years and period and period.kind in ("year", "span") and role != "problems":
        return role, years or role_years(role, None, year)
    return around.role, around.years


def _lay_in(nodes: Sequence[_Node], stretches: Sequence[Stretch]) -> list[_Node]:
    """``nodes`` with ``stretches`` (ascending, apart): a section wholly inside one takes its role, what a stretch
    covers of other sections becomes a section of its own."""
    if not stretches:
        return list(nodes)
    ordered = sorted(nodes, key=lambda n: (n.start, -n.end))
    starts = [s.start for s in stretches]
    laid: list[_Node] = []
    swallowed = []
    for node in ordered:
        k = bisect_right(starts, node.start) - 1
        inside = k >= 0 and node.end <= stretches[k].end
        swallowed.append(inside)
        laid.append(replace(node, role=stretches[k].role, years=stretches[k].years) if inside else node)
    borders, holders = innermost([(n.start, n.end) for n in ordered])
    for stretch in stretches:
        k = max(bisect_right(borders, stretch.start) - 1, 0)
        while k < len(borders) and borders[k] < stretch.end:
            start = max(borders[k], stretch.start)
            end = min(borders[k + 1] if k + 1 < len(borders) else stretch.end, stretch.end)
            holder = holders[k]
            if start < end and holder >= 0 and not swallowed[holder]:
                laid.append(_Node(start, end, ordered[holder].headings, stretch.role, stretch.years))
            k += 1
    return laid
