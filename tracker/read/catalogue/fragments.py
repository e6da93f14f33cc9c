"""Whether a text is a fragment: cut off at an end, or with a numbered part missing."""

from __future__ import annotations

from tracker.models import ReportKind
from tracker.outline.headings import Heading, top_headings
from tracker.outline.roles import heading_role
from tracker.outline.wording import any_of
from tracker.read.catalogue.head import Head
from tracker.rulebook.schema.catalogue import CatalogueSettings
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

__all__ = ["cut_off"]

_BEGINNING = 800
_MARGIN = 200
"""How near to an end the words of a cut text stand (characters)."""
_WHOLE_ENDS = "。！？!?.”’》）)…"
_UNFINISHED = 40
"""A last line longer than this that stops without a mark was cut off; a shorter one is a signature."""


def cut_off(
    text: str,
    head: Head,
    headings: tuple[Heading, ...],
    kind: ReportKind,
    rules: CatalogueSettings,
    outline: OutlineSettings,
    periods: PeriodSettings,
) -> str:
    """The words that show a fragment; ``""`` for a whole text."""
    begin = any_of(rules.cut_begin).search(text, 0, _BEGINNING)
    if begin:
        return begin.group()
    end = any_of(rules.cut_end).search(text, max(0, len(text) - _MARGIN))
    if end:
        return end.group()
    return (
        _missing_part(headings) or _missing_role(headings, kind, outline, periods) or _broken_ends(text, head, headings)
    )


def _missing_part(headings: tuple[Heading, ...]) -> str:
    expected = 1
    for heading in top_headings(headings):
        if heading.ordinal is None:
            continue
        if heading.ordinal > expected:
            return f"缺第{expected}部分：{heading.text}"
        expected = heading.ordinal + 1
    return ""


def _missing_role(
    headings: tuple[Heading, ...], kind: ReportKind, outline: OutlineSettings, periods: PeriodSettings
) -> str:
    """A report of a kind that plans as well, of which only the review is there."""
    tops = top_headings(headings)
    if kind not in ("work_report", "plan_report") or not tops or tops[0].level > 1:
        return ""
    roles = {heading_role(h.text, outline, periods, None)[0] for h in tops}
    return f"只有回顾部分：{tops[-1].text}" if roles == {"review"} else ""


def _broken_ends(text: str, head: Head, headings: tuple[Heading, ...]) -> str:
    first = headings[0] if headings else None
    if not head.title and first and first.ordinal is not None and first.ordinal > 1:
        return f"开头残缺：{first.text}"
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    if len(last) > _UNFINISHED and last[-1] not in _WHOLE_ENDS:
        return f"结尾残缺：{last[-12:]}"
    return ""
