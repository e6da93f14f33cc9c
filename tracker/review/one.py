"""The context model of one commitment under review: its sentence, what could answer it, what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.decisions import in_force, standing
from tracker.match import Comparison, Pairing
from tracker.models import Commitment, Decision, Link, Report, Result, Verdict
from tracker.render.entries import Entry, Quote, Step, entry_of, quote_of, remarks, waterfall
from tracker.render.frame import titled
from tracker.render.place import Place
from tracker.render.text import Figure, figure, number
from tracker.render.verdicts import outcome, verdict_label
from tracker.render.words import CHECKS, KINDS, MEASURES, OUTCOMES, VERDICTS, WHY_INCOMPARABLE, Label, known
from tracker.review.bands import Band
from tracker.review.corpus import ReviewedPlace
from tracker.review.corrections import Correctable, corrections
from tracker.review.desk import Desk
from tracker.review.filters import Filter
from tracker.review.items import disagree
from tracker.review.made import figures
from tracker.review.pages import Base, Entered, ReviewPage, entered
from tracker.review.search import Hit, Piece, later_than, marked_lines, search
from tracker.review.words import REASON_NAMES

__all__ = ["CommitmentPage", "SourcePage", "commitment_page", "source_page"]

_VERDICTS = {**VERDICTS, "unreported": OUTCOMES["silent"]}  # a person who looked says which
_WHOLE = 4000  # characters either side of a value: sentences are shown whole
_CANDIDATES = 8  # of each report


@dataclass(frozen=True)
class Candidate:
    """A result that could answer; ``chosen`` where the line has it now."""

    id: str
    quote: Quote
    figure: Figure | None
    measure: Label | None
    period: str
    band: Band | None
    score: str
    steps: tuple[Step, ...]
    chosen: bool
    made: bool


@dataclass(frozen=True)
class ReportLine:
    """One later report: its line as judged now, and the candidates in it."""

    report: str
    title: str
    outcome: str
    verdict: Label
    detail: Label | None
    final: bool
    by_reviewer: bool
    check: Label
    notes: tuple[Label, ...]
    claimed: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Found:
    """A sentence found by search, with the figures in it that a result could be made from."""

    hit: Hit
    title: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class CommitmentPage(ReviewPage):
    """What ``review_one.html`` shows."""

    id: str
    entry: Entry
    plan: str
    section: str
    reason: Label
    lines: tuple[ReportLine, ...]
    find: str
    found: tuple[Found, ...]
    searched: bool
    later: tuple[tuple[str, str], ...]
    corrections: tuple[Correctable, ...]
    log: tuple[Entered, ...]
    opinions: tuple[Entered, ...]
    disagree: bool
    changed: Label | None
    before: str | None
    after: str | None
    position: int
    number: int
    parameters: tuple[tuple[str, str], ...]
    verdicts: tuple[tuple[str, Label], ...]
    details: tuple[tuple[str, Label], ...]


def commitment_page(
    desk: Desk, base: Base, key: str, wanted: Filter, find: str, skipped: Iterable[str]
) -> CommitmentPage:
    """One commitment for one reader; ``find`` are words looked for in the later reports."""
    reviewed, commitment = desk.commitment(key)
    place = reviewed.place
    links = {link.later_report: link for link in place.links[key]}
    pairings = sorted(
        (p for p in reviewed.pairings[key] if p.later is not None),
        key=lambda p: not links[p.later.report.id].final if p.later else True,
    )
    later = later_than(commitment, place)
    chosen = place.final[key]
    valid = in_force(desk.log_of(key))
    ids = {decision.id for decision in valid}
    opinions = standing(valid).get(key, {})
    item = desk.queue.items[key]
    return CommitmentPage(
        base=base,
        id=key,
        entry=entry_of(commitment, place, desk.corpus.facts, _WHOLE),
        plan=titled(place.reports[commitment.report]),
        section=" › ".join(commitment.section),
        reason=REASON_NAMES[item.reason],
        lines=tuple(_report_line(desk, reviewed, commitment, p, links) for p in pairings),
        find=find or commitment.indicator or commitment.object or "",
        found=tuple(
            Found(hit, titled(place.reports[hit.report]), _figures(desk, place.reports[hit.report], hit))
            for hit in search(place, later, find)
        ),
        searched=bool(find),
        later=tuple((report.id, titled(report)) for report in later),
        corrections=corrections(place, commitment, chosen, later),
        log=tuple(entered(desk, d, ids, base.who) for d in reversed(desk.log_of(key)) if d.action != "undo"),
        opinions=tuple(entered(desk, d, ids, base.who) for d in opinions.values()),
        disagree=disagree(chosen, opinions),
        changed=_changed(desk, desk.candidates(reviewed, key), opinions.values()),
        before=desk.queue.after(wanted, key, step=-1),
        after=desk.queue.after(wanted, key, frozenset(skipped)),
        position=desk.queue.position(wanted, key),
        number=desk.queue.count(wanted),
        parameters=tuple(wanted.parameters.items()),
        verdicts=tuple((verdict.value, _VERDICTS[verdict.value]) for verdict in Verdict),
        details=tuple(WHY_INCOMPARABLE.items()),
    )


def _report_line(
    desk: Desk,
    reviewed: ReviewedPlace,
    commitment: Commitment,
    pairing: Pairing,
    links: dict[str | None, Link],
) -> ReportLine:
    place = reviewed.place
    assert pairing.later is not None
    report = pairing.later.report
    link = links[report.id]
    offered: dict[str, Comparison | None] = {}
    if link.result is not None:
        offered[link.result] = None
    if pairing.result is not None:
        offered[pairing.result.id] = pairing.comparison
    for result, comparison in pairing.others[:_CANDIDATES]:
        offered.setdefault(result.id, comparison)
    return ReportLine(
        report=report.id,
        title=titled(report),
        outcome=outcome(link),
        verdict=verdict_label(commitment, link, desk.corpus.facts),
        detail=known(WHY_INCOMPARABLE, link.verdict_detail) if link.verdict_detail in WHY_INCOMPARABLE else None,
        final=link.final,
        by_reviewer=link.decided_by == "reviewer",
        check=CHECKS[link.check_state],
        notes=remarks(link.reasons),
        claimed=place.clean(report.id, link.claimed.start, link.claimed.end) if link.claimed else "",
        candidates=tuple(
            _candidate(desk, place, place.results[key], comparison, link)
            for key, comparison in offered.items()
            if key in place.results
        ),
    )


def _candidate(desk: Desk, place: Place, result: Result, comparison: Comparison | None, link: Link) -> Candidate:
    chosen = link.result == result.id
    score = comparison.score if comparison else link.score if chosen else None
    reasons = comparison.reasons if comparison else link.reasons if chosen else ()
    first, last = result.period_start, result.period_end
    return Candidate(
        id=result.id,
        quote=quote_of(result, place, _WHOLE),
        figure=figure(place.phrase(result)) if result.value_start is not None else None,
        measure=MEASURES.get(result.measure or ""),
        period=str(last or "") if first in (None, last) else f"{first}—{last}",
        band=desk.bands().get(desk.settings.band(score)) if score else None,
        score=number(score) if score else "",
        steps=waterfall(reasons),
        chosen=chosen,
        made=result.rule == "reviewer",
    )


def _figures(desk: Desk, report: Report, hit: Hit) -> tuple[str, ...]:
    sentence = report.clean.text[hit.start : hit.end]
    return tuple(dict.fromkeys(sentence[q.start : q.end] for q in figures(sentence, desk.corpus.rulebook)))


def _changed(desk: Desk, candidates: str, opinions: Iterable[Decision]) -> Label | None:
    """Said where what a reviewer saw is not what is there now: the decision holds, but may be worth a second look."""
    opinions = list(opinions)
    if any(decision.seen.get("candidates") not in (None, candidates) for decision in opinions):
        return Label(
            "作出决定后，可选的完成情况有变，值得再看一眼；决定仍然有效",
            "What could answer this has changed since it was decided: worth a second look; the decision holds",
        )
    for decision in opinions:
        if decision.seen.get("rules") not in (None, desk.corpus.facts.sha256[:16]):
            return Label("作出决定后规则有变，决定仍然有效", "The rules changed since this was decided; it holds")
    return None


# --- the text of a later report, to select words in -----------------------------------------------------------


@dataclass(frozen=True)
class SourcePage(ReviewPage):
    """What ``review_source.html`` shows: a later report line by line, each with the clean offset it begins at.

    ``find`` is what a reader most likely looks for there: the name of what was promised.
    """

    id: str
    entry: Entry
    report: str
    title: str
    kind: Label
    find: str
    lines: tuple[tuple[int, tuple[Piece, ...]], ...]


def source_page(desk: Desk, base: Base, key: str, report: Report) -> SourcePage:
    """The clean text of a report of the commitment's place."""
    reviewed, commitment = desk.commitment(key)
    entry = entry_of(commitment, reviewed.place, desk.corpus.facts, _WHOLE)
    kind = known(KINDS, report.catalogue.kind)
    lines = tuple(marked_lines(reviewed.place, report, figures(report.clean.text, desk.corpus.rulebook)))
    return SourcePage(base, key, entry, report.id, titled(report), kind, entry.name, lines)
