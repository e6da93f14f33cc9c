"""``infer``: a report's own text → its catalogue entry, each field with the words that led to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tracker.errors import CatalogueError
from tracker.models import Catalogue, CleanText, ReportKind, SourceText
from tracker.outline.headings import Heading, find_headings
from tracker.outline.roles import top_headings
from tracker.outline.wording import any_of
from tracker.read.catalogue.head import Head, read_head
from tracker.read.catalogue.place import find_place
from tracker.read.catalogue.years import find_years
from tracker.rulebook.schema.catalogue import CatalogueSettings
from tracker.rulebook.schema.jurisdictions import Jurisdictions
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["infer"]

_OPENING = 800
_MARGIN = 200
"""How near to an end the words of a cut text stand (characters)."""


def infer(
    source: SourceText, clean: CleanText, overrides: Mapping[str, object] | None, rulebook: Rulebook
) -> Catalogue:
    """The catalogue entry of a report; ``overrides`` (one entry of ``load_overrides``) win over what the text says.

    Raises CatalogueError where an override has a value the field cannot take.
    """
    rules, outline = rulebook.settings(CatalogueSettings), rulebook.settings(OutlineSettings)
    text = clean.text
    head = read_head(text, rules)
    headings = find_headings(text, outline)
    reasons: dict[str, str] = {}
    fields: dict[str, Any] = {"title": head.title, "speaker": head.speaker, "session": head.session, "delivered_on": head.delivered_on}
    reasons |= {k: v for k, v in (("title", head.title), ("speaker", head.office), ("session", head.session_line), ("delivered_on", head.delivered_line)) if v}

    kind, why = _kind(head, text, rules)
    fields["kind"], reasons["kind"] = kind, why

    place = find_place(head, text, rules, rulebook.settings(Jurisdictions))
    if place:
        fields |= {"jurisdiction": place.name, "level": place.level, "parent": place.parent, "division_code": place.code}
        reasons |= dict.fromkeys(("jurisdiction", "level"), place.reason)
    else:
        fields |= {"jurisdiction": "", "level": "county"}
        reasons["jurisdiction"] = "文中未见地名"
    fields["issuer"], reasons["issuer"] = _issuer(head, kind, fields["jurisdiction"], rules)

    years = find_years(text, head.title, head.delivered_on, kind, headings, outline, rulebook.settings(PeriodSettings))
    fields |= {"reviewed_years": years.reviewed, "planned_years": years.planned}
    if years.reason:
        reasons |= dict.fromkeys(("reviewed_years", "planned_years"), years.reason)

    cut = _cut(text, headings, rules)
    fields["partial"] = bool(cut)
    if cut:
        reasons["partial"] = cut
    return _made(fields, reasons, overrides or {}, source.path)


def _made(fields: dict[str, Any], reasons: dict[str, str], overrides: Mapping[str, object], path: str) -> Catalogue:
    for key, value in overrides.items():
        fields[key] = value
        reasons[key] = "reports.toml"
    try:
        return Catalogue(**fields, reasons=reasons)
    except ValidationError as error:
        bad = "、".join(sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]}))
        raise CatalogueError(
            f"reports.toml 给这份报告的 {bad} 用不了，请对照说明改正", f"reports.toml gives a value for {bad} that cannot be used", path
        ) from error


def _kind(head: Head, text: str, rules: CatalogueSettings) -> tuple[ReportKind, str]:
    for entry in rules.kinds:
        found = any_of(entry.title).search(head.title)
        if found:
            return entry.kind, found.group()
    for entry in rules.kinds:
        found = any_of(entry.body).search(text, 0, _OPENING) if entry.body else None
        if found:
            return entry.kind, found.group()
    return "work_report", ""


def _issuer(head: Head, kind: ReportKind, jurisdiction: str, rules: CatalogueSettings) -> tuple[str | None, str]:
    if kind == "work_report" or not head.issuer:
        nation = any(word in head.office or word in head.title for word in rules.nation_words) or jurisdiction == "全国"
        if nation:
            return rules.nation_words[0], head.office
        return (f"{jurisdiction}{rules.governments[0]}", jurisdiction) if jurisdiction and kind == "work_report" else (head.issuer, "")
    return head.issuer, head.issuer


def _cut(text: str, headings: Sequence[Heading], rules: CatalogueSettings) -> str:
    """The words that show a text cut off at an end or a numbered part missing; ``""`` for a whole one."""
    begin = any_of(rules.cut_begin).search(text, 0, _MARGIN + 600)
    if begin:
        return begin.group()
    end = any_of(rules.cut_end).search(text, max(0, len(text) - _MARGIN))
    if end:
        return end.group()
    expected = 1
    for heading in top_headings(headings):
        if heading.ordinal is None:
            continue
        if heading.ordinal > expected:
            return f"缺第{expected}部分：{heading.text}"
        expected = heading.ordinal + 1
    return ""
