"""One jurisdiction over the years: gone silent, raised or dropped, put off, told in two ways, never promised."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.models import Commitment, Result, Verdict
from tracker.render.corpus import Options, RuleFacts
from tracker.render.entries import Quote, quote_of
from tracker.render.frame import Frame, ReportCard, card, frame
from tracker.render.place import Place
from tracker.render.text import Figure, address, figure, slug
from tracker.render.verdicts import verdict_label
from tracker.render.words import CHANGES, MEASURES, TIERS, Label
from tracker.years import Finding, FindingKind, Goal, YearsOfPlace

__all__ = ["Change", "GoalLine", "Group", "Line", "Strength", "YearsPage", "years_page"]


_NOT_LOOKED_UP = ("other-kind", "fragment")


@dataclass(frozen=True)
class Line:
    """One statement of a finding: its figure as written, the sentence it stands in, the address of its row."""

    name: str
    measure: Label | None
    scope: str
    said: Figure | None
    marks: tuple[str, ...]
    year: str
    quote: Quote
    href: str


@dataclass(frozen=True)
class Group:
    """The lines under one chapter of one report; ``of`` is how many of its commitments were due, for silence."""

    report: ReportCard
    heading: str
    lines: tuple[Line, ...]
    of: int


@dataclass(frozen=True)
class Strength:
    """How many commitments of one strength of promise went silent, of how many that were due."""

    label: Label
    number: int
    of: int


@dataclass(frozen=True)
class Change:
    """A target from plan to plan, or a figure told in two ways: what was said first, what later.

    ``labels`` say what became of it: it may be renamed and raised at once.
    """

    year: int
    labels: tuple[Label, ...]
    earlier: Line
    later: Line | None
    verdict: Label | None
    outcome: str
    between: tuple[Line, ...] = ()


@dataclass(frozen=True)
class GoalLine:
    """A goal over several years: what each report tells of it, what that comes to."""

    goal: Line
    years: str
    told: str
    steps: tuple[tuple[str, Figure, str], ...]
    derivation: str
    outcome: str
    verdict: Label


@dataclass(frozen=True)
class YearsPage:
    """What ``years.html`` shows of one jurisdiction."""

    frame: Frame
    name: str
    first: int | None
    last: int | None
    reports: tuple[ReportCard, ...]
    silent: tuple[Group, ...]
    silent_number: int
    waiting: int
    """Commitments without an answer that no report at hand could be asked about."""
    strengths: tuple[Strength, ...]
    unpromised: tuple[Group, ...]
    unpromised_number: int
    changes: tuple[Change, ...]
    counts: tuple[tuple[Label, int], ...]
    put_off: tuple[Change, ...]
    retold: tuple[Change, ...]
    goals: tuple[GoalLine, ...]
    indicators: tuple[tuple[str, str, int], ...]


_FROM_PLAN_TO_PLAN: tuple[FindingKind, ...] = (
    "raised", "lowered", "kept", "reworded", "renamed", "unquantified", "dropped",
)  # fmt: skip


def years_page(years: YearsOfPlace, place: Place, facts: RuleFacts, options: Options) -> YearsPage:
    """The context of a jurisdiction's page over the years."""
    by_kind: dict[FindingKind, list[Finding]] = defaultdict(list)
    for finding in years.findings:
        by_kind[finding.kind].append(finding)
    changes = [f for f in years.findings if f.kind in _FROM_PLAN_TO_PLAN]
    spoken = place.years
    silent, unpromised = by_kind["silent"], by_kind["unpromised"]
    title = Label(f"{place.name}：历年对照", f"{place.name}: over the years")
    return YearsPage(
        frame=frame(title, "../", options, facts),
        name=place.name,
        first=spoken[0] if spoken else None,
        last=spoken[-1] if spoken else None,
        reports=tuple(card(report) for report in place.reports.values()),
        silent=_groups(silent, place, due=True),
        silent_number=len(silent),
        waiting=sum(place.outcome(c) in _NOT_LOOKED_UP for c in place.commitments.values()),
        strengths=_strengths(silent, place),
        unpromised=_groups(unpromised, place),
        unpromised_number=len(unpromised),
        changes=_changes(changes, place, facts),
        counts=tuple((CHANGES[kind], len(by_kind[kind])) for kind in _FROM_PLAN_TO_PLAN if by_kind[kind]),
        put_off=tuple(_change([finding], place, facts) for finding in by_kind["put_off"]),
        retold=tuple(_change([finding], place, facts) for finding in by_kind["retold"]),
        goals=tuple(_goal(goal, place, facts) for goal in years.goals),
        indicators=_indicators(years, facts),
    )


def _statement(key: str, place: Place) -> Commitment | Result:
    found = place.commitments.get(key)
    return found if found is not None else place.results[key]


def _line(key: str, place: Place) -> Line:
    statement = _statement(key, place)
    said = place.phrase(statement)
    quote = quote_of(statement, place, 40)
    promised = isinstance(statement, Commitment)
    row = f"../scorecard/{address(slug(statement.report))}.html#{address(statement.id)}"
    marks = (statement.binding or "", (statement.modality or "") if promised else "")
    return Line(
        name=f"{statement.action or ''}{statement.object}" if statement.object else statement.indicator or "",
        measure=MEASURES.get(statement.measure or ""),
        scope=statement.scope or "",
        said=figure(said) if said else None,
        marks=tuple(mark for mark in marks if mark),
        year=str(place.year_of(statement) or ""),
        quote=quote,
        href=row if promised else quote.href,
    )


def _groups(found: Sequence[Finding], place: Place, *, due: bool = False) -> tuple[Group, ...]:
    """The findings by report, the latest first, and by chapter in the order of the text."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        statement = _statement(finding.statement, place)
        groups[statement.report, _chapter(statement)].append(finding)
    asked = Counter((c.report, _chapter(c)) for c in _due(place)) if due else Counter()
    latest = {report: -number for number, report in enumerate(place.reports)}
    return tuple(
        Group(
            card(place.reports[report]), heading, tuple(_line(f.statement, place) for f in members),
            asked[report, heading],
        )
        for (report, heading), members in sorted(groups.items(), key=lambda item: latest[item[0][0]])
    )  # fmt: skip


def _chapter(statement: Commitment | Result) -> str:
    path = statement.section[:2]
    return path[-1] if path else ""


def _due(place: Place) -> Iterable[Commitment]:
    """The commitments that a whole report of the kind that should tell was there for."""
    for key, commitment in place.commitments.items():
        link = place.final.get(key)
        if commitment.restates or link is None or link.verdict in (Verdict.PENDING, Verdict.ONGOING):
            continue
        if link.verdict is not Verdict.UNREPORTED or link.verdict_detail == "searched_same_kind":
            yield commitment


def _strength(commitment: Commitment | Result) -> tuple[int, str]:
    """The order and the key of a strength of promise: binding, main target, livelihood item, the word itself."""
    if commitment.binding == "约束性":
        return 0, "binding"
    if commitment.tier in ("headline", "livelihood"):
        return (1, "headline") if commitment.tier == "headline" else (2, "livelihood")
    return (3, commitment.modality) if commitment.modality else (4, "")


def _strengths(silent: Sequence[Finding], place: Place) -> tuple[Strength, ...]:
    asked = Counter(_strength(commitment) for commitment in _due(place))
    found = Counter(_strength(_statement(finding.statement, place)) for finding in silent)
    labels = {
        "binding": Label("约束性目标", "binding targets"),
        **TIERS,
        "": Label("未用表述力度词", "without a commitment word"),
    }
    order = sorted(found, key=lambda key: (key[0], -found[key], key[1]))
    return tuple(
        Strength(labels.get(key[1]) or Label(f"“{key[1]}”", f"“{key[1]}”"), found[key], asked[key]) for key in order
    )


def _changes(found: Iterable[Finding], place: Place, facts: RuleFacts) -> tuple[Change, ...]:
    """What became of each target in the next plan, the latest first; of one target all that did."""
    of_pairs: dict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    for finding in found:
        of_pairs[finding.statement, finding.other].append(finding)
    ordered = sorted(of_pairs.values(), key=lambda findings: -findings[0].year)
    return tuple(_change(findings, place, facts) for findings in ordered)


def _change(findings: Sequence[Finding], place: Place, facts: RuleFacts) -> Change:
    finding = findings[0]
    commitment = place.commitments.get(finding.statement)
    link = place.final.get(finding.statement)
    return Change(
        year=finding.year,
        labels=tuple(CHANGES[each.kind] for each in findings),
        earlier=_line(finding.statement, place),
        later=_line(finding.other, place) if finding.other else None,
        verdict=verdict_label(commitment, link, facts) if commitment is not None else None,
        outcome=place.outcome(commitment) if commitment is not None else "",
        between=tuple(_line(key, place) for key in finding.chain[1:-1]),
    )


def _goal(goal: Goal, place: Place, facts: RuleFacts) -> GoalLine:
    commitment = goal.commitment
    return GoalLine(
        goal=_line(commitment.id, place),
        years=f"{goal.first}—{goal.last}",
        told=str(goal.told or ""),
        steps=tuple(
            (
                _span(step.result),
                figure(place.phrase(step.result)),
                f"../source/{address(slug(step.result.report))}.html#{address(step.result.id)}",
            )
            for step in goal.steps
        ),
        derivation=goal.derivation,
        outcome=place.outcome(commitment),
        verdict=verdict_label(commitment, place.final.get(commitment.id), facts),
    )


def _span(result: Result) -> str:
    first, last = result.period_start, result.period_end
    if last is None:
        return ""
    return str(last) if first in (None, last) else f"{first}—{last}"


def _indicators(years: YearsOfPlace, facts: RuleFacts) -> tuple[tuple[str, str, int], ...]:
    """The indicators promised or told in most years: name, address of their page, number of years.

    One of which only series of a single year are told (each of its own scope or measure) has no page.
    """
    paged = {series.indicator for series in years.series if series.telling}
    paged.update(goal.commitment.indicator_id or "" for goal in years.goals)
    spoken: dict[str, set[int]] = defaultdict(set)
    for series in years.series:
        for year in series.years:
            if year.target is not None or year.result is not None:
                spoken[series.indicator].add(year.year)
    lines = [
        (facts.indicator_names.get(key, key), f"../indicator/{address(slug(key))}.html", len(found))
        for key, found in spoken.items()
        if len(found) > 1 and key in paged
    ]
    return tuple(sorted(lines, key=lambda line: (-line[2], line[0])))
