"""What every page carries: its title, where it stands, the edition, whether it is a draft, the state of the rules."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.models import Report
from tracker.render.cite import cite
from tracker.render.corpus import Options, RuleFacts
from tracker.render.text import address, slug
from tracker.render.words import KINDS, LEVELS, STATUSES, Label, known

__all__ = ["Frame", "ReportCard", "card", "frame", "titled"]


@dataclass(frozen=True)
class Frame:
    """The frame of a page. ``root`` leads to the site's top (``""`` or ``"../"``); ``stamp`` is shown across drafts."""

    title: Label
    root: str
    lang: str
    edition: str
    rules: str
    stamp: Label | None = None
    alone: bool = False


@dataclass(frozen=True)
class ReportCard:
    """A report as pages name it. ``years`` are those it plans for; addresses are relative to a sub-folder."""

    id: str
    title: str
    jurisdiction: str
    level: Label
    kind: Label
    year: str
    delivered_on: str
    citation: str
    url: str
    standing: Label | None
    partial: bool
    scorecard: str
    source: str
    session: str
    years: str
    sha256: str


def frame(
    title: Label, root: str, options: Options, facts: RuleFacts, *, draft: bool = False, alone: bool = False
) -> Frame:
    """The frame of a page under these options."""
    return Frame(
        title=title,
        root=root,
        lang=options.lang,
        edition=options.edition or "",
        rules=facts.sha256[:12],
        stamp=STATUSES["draft"] if draft else None,
        alone=alone,
    )


def titled(report: Report) -> str:
    """The title, with the report's year behind it where the title itself does not say one."""
    title, year = report.catalogue.title or report.id, str(report.catalogue.year or "")
    return title if not year or year in title else f"{title}（{year}年）"


def card(report: Report) -> ReportCard:
    """A report as pages name it."""
    catalogue = report.catalogue
    name = address(slug(report.id))
    url = catalogue.url or ""
    return ReportCard(
        id=report.id,
        title=titled(report),
        jurisdiction=catalogue.jurisdiction,
        level=known(LEVELS, catalogue.level),
        kind=known(KINDS, catalogue.kind),
        year=str(catalogue.year or ""),
        delivered_on=catalogue.delivered_on or "",
        citation=cite(report),
        # only what a browser may follow; anything else (javascript:, data:) is shown as text in the citation
        url=url if url.startswith(("https://", "http://")) else "",
        standing=STATUSES.get(catalogue.status or ""),
        partial=catalogue.partial,
        scorecard=f"scorecard/{name}.html",
        source=f"source/{name}.html",
        session=f"session/{name}.html",
        years=f"years/{address(slug(catalogue.jurisdiction))}.html" if catalogue.jurisdiction else "",
        sha256=report.source.sha256,
    )
