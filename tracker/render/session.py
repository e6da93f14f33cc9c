"""Before the session: what a report promised that no later report has answered yet, as a list to take along."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tracker.models import Commitment, Extraction
from tracker.render.corpus import Options, RuleFacts
from tracker.render.entries import Quote, quote_of
from tracker.render.frame import Frame, ReportCard, card, frame, titled
from tracker.render.place import Place
from tracker.render.text import Figure, figure
from tracker.render.verdicts import verdict_label
from tracker.render.words import BINDINGS, Label

__all__ = ["Before", "Item", "Part", "SessionPage", "session_page"]


@dataclass(frozen=True)
class Before:
    """How the same indicator came out in an earlier plan, or an earlier promise of the same thing."""

    year: str
    horizon: str
    promised: str
    delivered: str
    outcome: str
    verdict: Label
    again: bool


@dataclass(frozen=True)
class Item:
    """One line to tick."""

    id: str
    action: str
    name: str
    promised: Figure
    modality: str
    binding: Label | None
    horizon: str
    quote: Quote
    before: tuple[Before, ...]


@dataclass(frozen=True)
class Part:
    """Items that matter alike."""

    label: Label
    items: tuple[Item, ...]


@dataclass(frozen=True)
class SessionPage:
    """What ``session.html`` shows; it carries its own stylesheet, so that the one file is enough."""

    frame: Frame
    plan: ReportCard
    parts: tuple[Part, ...]
    number: int
    earlier: tuple[ReportCard, ...]


_PARTS = (
    ("headline", Label("主要预期目标和约束性指标", "Headline and binding targets")),
    ("again", Label("此前提出、本年再次提出", "Promised before, promised again")),
    ("livelihood", Label("民生实事", "Livelihood items")),
    ("milestone", Label("重点事项", "Milestones")),
    ("other", Label("其他量化目标", "Other targets")),
)


def session_page(extraction: Extraction, place: Place, facts: RuleFacts, options: Options) -> SessionPage | None:
    """The context of the page, or None where a later report has spoken to some commitment already."""
    open_ones = [c for c in (*extraction.commitments, *extraction.qualitative) if not c.restates]
    if not open_ones or any(place.outcome(c) != "pending" for c in open_ones):
        return None
    parts: dict[str, list[Item]] = defaultdict(list)
    years: set[str] = set()
    for commitment in sorted(open_ones, key=lambda c: (c.binding != "约束性", c.start, c.id)):
        before = _before(commitment, place, facts)
        years.update(place.commitments[key].report for key in _earlier(commitment, place))
        parts[_part(commitment, place)].append(_item(commitment, place, before))
    report = extraction.report
    title = titled(report)
    return SessionPage(
        frame=frame(
            Label(f"{title}：会前清单", f"{title}: before the session"),
            "../",
            options,
            facts,
            draft=report.catalogue.status == "draft",
            alone=True,
        ),
        plan=card(report),
        parts=tuple(Part(label, tuple(parts[key])) for key, label in _PARTS if parts[key]),
        number=len(open_ones),
        earlier=tuple(card(place.reports[key]) for key in sorted(years)),
    )


def _part(commitment: Commitment, place: Place) -> str:
    if commitment.tier == "headline" or commitment.binding == "约束性":
        return "headline"
    if commitment.id in place.put_off:
        return "again"
    if commitment.tier == "livelihood":
        return "livelihood"
    return "milestone" if commitment.kind == "milestone" else "other"


def _item(commitment: Commitment, place: Place, before: tuple[Before, ...]) -> Item:
    return Item(
        id=commitment.id,
        action=commitment.action or "" if commitment.action != "other" else "",
        name=commitment.object or commitment.indicator or "",
        promised=figure(place.phrase(commitment)),
        modality=commitment.modality or "",
        binding=BINDINGS.get(commitment.binding or ""),
        horizon=_horizon(commitment, place),
        quote=quote_of(commitment, place),
        before=before,
    )


def _horizon(commitment: Commitment, place: Place) -> str:
    """The year a commitment is due where that is not the year of its plan alone."""
    first, last = commitment.horizon_start, commitment.horizon_end
    year = place.reports[commitment.report].catalogue.year
    return str(last) if last is not None and (last != year or first != last) else ""


def _earlier(commitment: Commitment, place: Place) -> list[str]:
    """The commitments of earlier plans on the same thing: put off to this one, or of the same indicator and measure."""
    found = {link.commitment for link in place.put_off.get(commitment.id, ())}
    year = place.reports[commitment.report].catalogue.year or 0
    if commitment.kind == "target":
        found.update(
            c.id
            for c in place.alike.get((commitment.indicator_id or commitment.indicator or "", commitment.measure), ())
            if (place.reports[c.report].catalogue.year or 0) < year and c.scope == commitment.scope
        )
    return sorted(found, key=lambda key: (-(place.reports[place.commitments[key].report].catalogue.year or 0), key))[:4]


def _before(commitment: Commitment, place: Place, facts: RuleFacts) -> tuple[Before, ...]:
    put_off = {link.commitment for link in place.put_off.get(commitment.id, ())}
    out = []
    for key in _earlier(commitment, place):
        earlier, link = place.commitments[key], place.final.get(key)
        result = place.results.get(link.result) if link is not None and link.result else None
        promised = place.phrase(earlier) or f"{earlier.action or ''}{earlier.object or earlier.indicator or ''}"
        out.append(
            Before(
                year=str(place.reports[earlier.report].catalogue.year or ""),
                horizon=_horizon(earlier, place),
                promised=promised,
                delivered=place.phrase(result) if result is not None else "",
                outcome=place.outcome(earlier),
                verdict=verdict_label(earlier, link, facts),
                again=key in put_off,
            )
        )
    return tuple(out)
