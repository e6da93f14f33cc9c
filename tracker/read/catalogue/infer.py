"""``infer``: a report's own text → its catalogue entry, each field with the words that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tracker.errors import CatalogueError
from tracker.models import Catalogue, CleanText, ReportKind, SourceText
from tracker.outline.headings import find_headings
from tracker.outline.wording import any_of
from tracker.read.catalogue.fragments import cut_off
from tracker.read.catalogue.head import Head, read_head
from tracker.read.catalogue.place import Place, find_place, level_said
from tracker.read.catalogue.years import find_years
from tracker.rulebook.schema.catalogue import CatalogueSettings
from tracker.rulebook.schema.divisions import Divisions
from tracker.rulebook.schema.jurisdictions import Counties, Jurisdictions
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.rulebook.schema.periods import PeriodSettings

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["infer"]

_OPENING = 800


def infer(
    source: SourceText, clean: CleanText, overrides: Mapping[str, object] | None, rulebook: Rulebook
) -> Catalogue:
    """The catalogue entry of a report; ``overrides`` (one entry of ``load_overrides``) win over what the text says.

    Raises CatalogueError where an override has a value the field cannot take.
    """
    rules, outline = rulebook.settings(CatalogueSettings), rulebook.settings(OutlineSettings)
    periods = rulebook.settings(PeriodSettings)
    text = clean.text
    head = read_head(text, rules)
    headings = find_headings(text, outline)
    reasons: dict[str, str] = {}
    fields: dict[str, Any] = {name: getattr(head, name) for name in ("title", "speaker", "session", "delivered_on")}
    read_from = {
        "title": head.title,
        "speaker": head.office,
        "session": head.session_line,
        "delivered_on": head.delivered_line,
    }
    reasons |= {name: words for name, words in read_from.items() if words}

    kind, why = _kind(head, text, rules)
    fields["kind"], reasons["kind"] = kind, why

    places, codes = rulebook.settings(Jurisdictions), rulebook.settings(Divisions).by_name
    place = find_place(head, text, rules, places, rulebook.settings(Counties))
    if place:
        fields |= {"jurisdiction": place.name, "level": place.level}
        fields |= {"parent": place.parent, "division_code": place.code or codes.get(place.name)}
        reasons |= dict.fromkeys(("jurisdiction", "level"), place.reason)
    else:
        level, said = level_said(text, rules, places)
        fields |= {"jurisdiction": "", "level": level or "county"}
        reasons |= {"jurisdiction": "文中未见地名", "level": said}
    fields["issuer"], reasons["issuer"] = _issuer(head, kind, place, text, rules)

    years = find_years(text, head.title, head.delivered_on, kind, headings, outline, periods)
    fields |= {"reviewed_years": years.reviewed, "planned_years": years.planned}
    if years.reason:
        reasons |= dict.fromkeys(("reviewed_years", "planned_years"), years.reason)

    cut = cut_off(text, head, headings, kind, rules, outline, periods)
    fields["partial"] = bool(cut)
    if cut:
        reasons["partial"] = cut
    return _made(fields, {name: words for name, words in reasons.items() if words}, overrides or {}, source.path)


def _made(fields: dict[str, Any], reasons: dict[str, str], overrides: Mapping[str, object], path: str) -> Catalogue:
    for key, value in overrides.items():
        fields[key] = value
        reasons[key] = "reports.toml"
    try:
        return Catalogue(**fields, reasons=reasons)
    except ValidationError as error:
        bad = "、".join(sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]}))
        raise CatalogueError(
            f"reports.toml 给这份报告的 {bad} 用不了，请对照说明改正",
            f"reports.toml gives a value for {bad} that cannot be used; correct it",
            path,
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


def _issuer(
    head: Head, kind: ReportKind, place: Place | None, text: str, rules: CatalogueSettings
) -> tuple[str | None, str]:
    """The body named in the head; a work report is its government's, whoever printed it."""
    if kind != "work_report" and head.issuer:
        return head.issuer, head.issuer
    if place is None or kind != "work_report":
        return head.issuer, head.issuer or ""
    if place.level == "nation":
        return rules.nation_words[0], place.reason
    for k in range(len(place.name) - 1):  # as much of its full name as the head gives it
        as_said = f"{place.name[k:]}{rules.governments[0]}"
        if text.find(as_said, 0, _OPENING) >= 0:
            return as_said, as_said
    return f"{place.name.removeprefix(place.parent or '')}{rules.governments[0]}", place.reason
