"""One commitment as a row: what the templates print of it, worked out beforehand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import Claim, Commitment, Comparator, Link, Reason, Result, Statement, Verdict
from tracker.render.corpus import RuleFacts, Tolerance
from tracker.render.past import Past
from tracker.render.place import Place
from tracker.render.summary import in_series
from tracker.render.text import Excerpt, Figure, address, excerpt, figure, number, slug
from tracker.render.verdicts import SETTLED, gap, lower_is_better, verdict_label, without_tolerance
from tracker.render.words import BASES, BINDINGS, CHECKS, MEASURES, Label

__all__ = ["REACH", "Bar", "Entry", "Quote", "Step", "entry_of", "quote_of", "ratio", "remarks", "waterfall"]

# the common scale of the bars: 0 at 0, the promised number at 80, one and a half times it at 120
_TARGET = 80
_END = 120
REACH = 48
_CLAUSE = 44
_CLAIM = 16
_FALL = Label("降幅", "decrease")
_CLAUSE_END = re.compile("[，。；！？,;\n]")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bullet bar, in units of the common scale; ``band`` is where a delivery counts as near."""

    delivered: int
    band_start: int
    band_end: int
    target_end: int
    lower: bool
    over: bool
    tentative: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source, with the words in question set apart, and the address of its place."""

    excerpt: Excerpt
    href: str
    report: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall; ``x`` and ``width`` in hundredths of the whole, ``level`` named by the stylesheet."""

    level: str
    weight: str
    text: Label
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything a row shows.

    ``strict`` is what it is without tolerance (``missed``, ``ceiling``) where that is another outcome. ``sort`` orders
    rows by how far delivery is from the promise (larger: further short); ``past`` is what earlier editions said
    otherwise, the earliest first.
    """

    id: str
    kind: str
    outcome: str
    verdict: Label
    strict: str
    gap: Label | None
    name: str
    action: str
    scope: str
    measure: Label | None
    basis: Label | None
    promised: Figure
    promised_text: str
    delivered: Figure | None
    delivered_text: str
    bar: Bar | None
    marks: tuple[Label, ...]
    modality: str
    tier: str
    later: str
    binding: Label | None
    horizon: str
    plan: Quote
    result: Quote | None
    claimed: Quote | None
    claim: str
    mention: Quote | None
    repromised: Quote | None
    searched: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[Label, ...]
    score: str
    derivation: str
    rule: str
    rule_known: bool
    check_state: str
    check: Label | None
    by_reviewer: bool
    citation: str
    restated: tuple[tuple[str, str], ...]
    indicator_href: str
    sort: int
    answered: bool
    past: tuple[Past, ...]


def ratio(commitment: Commitment, result: Result | None, link: Link, facts: RuleFacts) -> Decimal | None:
    """Delivered over promised, for drawing and ordering only; None where the two cannot be set against each other.

    Takes the judge's attainment; else the same unit on both sides; else what the shortfall says.
    """
    if link.attainment is not None:
        return link.attainment
    promised = commitment.value
    if promised is None or promised <= 0:
        return None
    if result is not None and result.value is not None and result.unit == commitment.unit:
        if result.direction and commitment.direction and result.direction != commitment.direction:
            return Decimal(0)
        return result.value / promised
    if link.shortfall is not None:
        delivered = promised + link.shortfall if lower_is_better(commitment, facts) else promised - link.shortfall
        return delivered / promised
    return None


def entry_of(
    commitment: Commitment, place: Place, facts: RuleFacts, reach: int = REACH, past: tuple[Past, ...] = ()
) -> Entry:
    """The row of a commitment; ``reach`` is how many characters of a sentence stand on either side of the value."""
    link = place.final.get(commitment.id)
    result = place.results.get(link.result) if link is not None and link.result else None
    key = place.outcome(commitment)
    share = ratio(commitment, result, link, facts) if link is not None else None
    name = commitment.indicator or ""
    if commitment.kind == "milestone":
        name = commitment.object or name
    repromise = place.commitments.get(link.repromised_in) if link is not None and link.repromised_in else None
    claimed = _claim(link.claimed, link, place) if link is not None else None
    return Entry(
        id=commitment.id,
        kind=commitment.kind,
        outcome=key,
        verdict=verdict_label(commitment, link, facts),
        strict=without_tolerance(commitment, link, facts),
        gap=gap(commitment, link, facts),
        name=name,
        action=(commitment.action or "") if commitment.action != "other" else "",
        scope=commitment.scope or "",
        measure=_FALL if _falls(commitment) else MEASURES.get(commitment.measure or ""),
        basis=BASES.get(commitment.basis or ""),
        promised=_figure(commitment, place),
        promised_text=_clause(commitment, place) if commitment.value_start is None else "",
        delivered=_figure(result, place) if result is not None and result.value_start is not None else None,
        delivered_text=_state(result, place),
        bar=_bar(commitment, share, key, facts),
        marks=_marks(commitment, result),
        modality=commitment.modality or "",
        tier=commitment.tier,
        later=(link.later_report or "") if link is not None else "",
        binding=BINDINGS.get(commitment.binding or ""),
        horizon=_horizon(commitment),
        plan=quote_of(commitment, place, reach),
        result=quote_of(result, place, reach) if result is not None else None,
        claimed=claimed,
        claim=_short(claimed),
        mention=_claim(link.mention, link, place) if link is not None else None,
        repromised=quote_of(repromise, place, reach) if repromise is not None else None,
        searched=link.searched if link is not None and link.verdict is Verdict.UNREPORTED else (),
        steps=waterfall(link.reasons if link is not None else ()),
        notes=remarks(link.reasons) if link is not None else (),
        score=number(link.score) if link is not None else "",
        derivation=(link.derivation or "") if link is not None else "",
        rule=commitment.rule,
        rule_known=commitment.rule in facts.intents,
        check_state=link.check_state if link is not None else "machine",
        check=CHECKS[link.check_state] if link is not None and link.check_state != "machine" else None,
        by_reviewer=link is not None and link.decided_by == "reviewer",
        citation=f"{commitment.start + 1}—{commitment.end}",
        restated=tuple(
            (address(c.id), c.section[-1] if c.section else "") for c in place.restated.get(commitment.id, ())
        ),
        indicator_href=f"../indicator/{address(slug(commitment.indicator_id or ''))}.html"
        if in_series(commitment)
        else "",
        sort=_sort(commitment, share, key, facts),
        answered=key in SETTLED,
        past=past,
    )


def _figure(statement: Commitment | Result, place: Place) -> Figure:
    """The value as written; a fall says so, since its words stand in front of the value and not in it."""
    found = figure(place.phrase(statement))
    return found._replace(before="降" + found.before) if _falls(statement) else found


def _falls(statement: Statement) -> bool:
    return statement.measure == "growth" and statement.direction == "down"


def _state(result: Result | None, place: Place) -> str:
    """What the report says of a deliverable, or of an indicator without a number: the clause that names it."""
    return _clause(result, place) if result is not None and result.value_start is None else ""


def _clause(statement: Statement, place: Place) -> str:
    """The clause of a sentence that names the object or the indicator."""
    name = statement.object or statement.indicator or ""
    clauses = [clause.strip() for clause in _CLAUSE_END.split(statement.quote_clean) if clause.strip()]
    if statement.object_start is not None and statement.object_end is not None:
        first, last = place.inside(statement, statement.object_start, statement.object_end)
        name = statement.quote_clean[first:last] or name
    found = next((clause for clause in clauses if name and name in clause), clauses[0] if clauses else "")
    if len(found) <= _CLAUSE:
        return found
    # a long clause is cut so that the name stays in it
    at = max(0, min(found.find(name), len(found) - _CLAUSE))
    return ("…" if at else "") + found[at : at + _CLAUSE] + ("…" if at + _CLAUSE < len(found) else "")


def _marks(commitment: Commitment, result: Result | None) -> tuple[Label, ...]:
    marks = []
    if result is not None and result.provisional:
        marks.append(Label("预计数", "provisional"))
    if result is not None and result.cumulative:
        marks.append(Label("累计数", "cumulative"))
    if commitment.damaged or (result is not None and result.damaged):
        marks.append(Label("原文破损", "source damaged"))
    if commitment.each_year:
        marks.append(Label("每年", "each year"))
    if commitment.value is None and commitment.kind == "target" and not commitment.damaged:
        marks.append(Label("定性", "no number"))
    return tuple(marks)


def _short(claimed: Quote | None) -> str:
    """The government's own words, short enough to stand under the verdict."""
    said = claimed.excerpt.before + claimed.excerpt.after if claimed is not None else ""
    return said if len(said) <= _CLAIM else said[: _CLAIM - 1] + "…"


def _horizon(commitment: Commitment) -> str:
    first, last = commitment.horizon_start, commitment.horizon_end
    if last is None:
        return ""
    return str(last) if first in (None, last) else f"{first}—{last}"


def quote_of(statement: Statement, place: Place, reach: int = REACH) -> Quote:
    """The sentence of a statement as the clean text has it, with its value or its object set apart."""
    first, last = statement.value_start, statement.value_end
    if first is None:
        first, last = statement.object_start, statement.object_end
    start = end = None
    if first is not None and last is not None:
        start, end = place.inside(statement, first, last)
    return Quote(
        excerpt(statement.quote_clean, start, end, reach),
        f"../source/{address(slug(statement.report))}.html#{address(statement.id)}",
        statement.report,
        corrected=statement.quote != statement.quote_clean,
    )


def _claim(claim: Claim | None, link: Link | None, place: Place) -> Quote | None:
    """The words of a later report, as its clean text has them, and the address of their place."""
    if claim is None or link is None or link.later_report not in place.reports:
        return None
    said = place.clean(link.later_report, claim.start, claim.end)
    return Quote(
        excerpt(said, None, None, REACH),
        f"../source/{address(slug(link.later_report))}.html#at{claim.start}",
        link.later_report,
        corrected=said != claim.quote,
    )


def remarks(reasons: Sequence[Reason]) -> tuple[Label, ...]:
    """What explains a verdict and weighs nothing."""
    return tuple(Label(reason.text, reason.en) for reason in reasons if not reason.weight)


def waterfall(reasons: Sequence[Reason]) -> tuple[Step, ...]:
    """The steps in their order, each beginning where the one before ended."""
    steps, at = [], Decimal(0)
    for reason in reasons:
        if reason.weight:
            low, high = sorted((at, at + reason.weight))
            x = max(0, min(100, round(low * 100)))
            width = max(1, min(100 - x, round((high - low) * 100)))
            steps.append(Step(slug(reason.level), f"{reason.weight:+.2f}", Label(reason.text, reason.en), x, width))
            at += reason.weight
    return tuple(steps)


def _tolerance(commitment: Commitment, facts: RuleFacts) -> Tolerance:
    for tolerance in facts.tolerances:
        if tolerance.measure == commitment.measure:
            return tolerance
    return Tolerance(commitment.measure or "")


def _bar(commitment: Commitment, share: Decimal | None, key: str, facts: RuleFacts) -> Bar | None:
    """The bar, where the two figures may be set against each other: judged by number, or under way."""
    if share is None or commitment.value is None or key not in (*SETTLED, "ongoing", "overdue"):
        return None
    tolerance = _tolerance(commitment, facts)
    reach = tolerance.near_about if commitment.comparator is Comparator.APPROX else tolerance.near
    band = round(reach * _TARGET / 100)
    lower = lower_is_better(commitment, facts)
    upper_end = _TARGET
    if commitment.comparator is Comparator.RANGE and commitment.value_max and commitment.value:
        upper_end = min(_END, round(commitment.value_max / commitment.value * _TARGET))
    return Bar(
        delivered=max(0, min(_END, round(share * _TARGET))),
        band_start=upper_end if lower else _TARGET - band,
        band_end=upper_end + band if lower else _TARGET,
        target_end=upper_end,
        lower=lower,
        over=share * _TARGET > _END,
        tentative=key not in SETTLED,
    )


def _sort(commitment: Commitment, share: Decimal | None, key: str, facts: RuleFacts) -> int:
    """Thousandths by which delivery is short of the promise; silent ones behind all that were judged."""
    if share is None or key not in SETTLED:
        return {"missed": 1, "silent": -10_000}.get(key, -20_000)
    short = share - 1 if lower_is_better(commitment, facts) else 1 - share
    return round(short * 1000)
