"""The scorecard of one plan: the outcome in counts, what stands out, then all by the plan's own sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import Commitment, Extraction
from tracker.render.corpus import Options, RuleFacts
from tracker.render.entries import REACH, Entry, entry_of
from tracker.render.frame import Frame, ReportCard, card, frame, titled
from tracker.render.past import NO_HISTORY, History, Past
from tracker.render.place import Place
from tracker.render.verdicts import SETTLED, Count, counts, lower_is_better
from tracker.render.words import Label

__all__ = ["Group", "ScorecardPage", "Tally", "scorecard"]

_MANY = 600
_TOP = 6  # rows in each list on top
_LEAST, _MOST = Decimal("0.5"), Decimal("1.5")


@dataclass(frozen=True)
class Group:
    """Commitments under one chapter of the plan; each with the heading below it where that begins, else ``""``."""

    anchor: str
    heading: str
    parents: tuple[str, ...]
    entries: tuple[tuple[str, Entry], ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Tally:
    """One line of counts: what is counted, how many, how they came out."""

    label: Label
    number: int
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class ScorecardPage:
    """What ``scorecard.html`` shows.

    ``numbers`` are those of the later reports among the sources; ``put_off`` is what a later plan promises again;
    ``waiting`` are figures so far from the promise that a person looks first; ``gone`` are rows that only an earlier
    edition has.
    """

    frame: Frame
    plan: ReportCard
    later: tuple[ReportCard, ...]
    numbers: dict[str, int]
    tallies: tuple[Tally, ...]
    groups: tuple[Group, ...]
    several_years: tuple[Entry, ...]
    missed: tuple[Entry, ...]
    over: tuple[Entry, ...]
    silent: tuple[Entry, ...]
    put_off: tuple[Entry, ...]
    waiting: int
    repeated: int
    checked: int
    number: int
    answered: bool
    gone: tuple[Past, ...]


def scorecard(
    extraction: Extraction, place: Place, facts: RuleFacts, options: Options, history: History = NO_HISTORY
) -> ScorecardPage:
    """The context of a plan's scorecard."""
    report = extraction.report
    last = report.catalogue.planned_years[1] if report.catalogue.planned_years else report.catalogue.year
    groups: dict[tuple[str, ...], list[tuple[str, Entry]]] = {}
    said: dict[tuple[str, ...], str] = {}
    # a page of very many rows stays light enough for a phone: the whole sentence is one click away
    reach = REACH if len(extraction.commitments) <= _MANY else REACH // 3
    several: list[Entry] = []
    entries: list[tuple[Commitment, Entry]] = []
    for commitment in sorted((*extraction.commitments, *extraction.qualitative), key=lambda c: (c.start, c.id)):
        if commitment.restates:
            continue
        entry = entry_of(commitment, place, facts, reach, history.rows.get(commitment.id, ()))
        entries.append((commitment, entry))
        if last is not None and commitment.horizon_end is not None and commitment.horizon_end > last:
            several.append(entry)
        else:
            chapter, below = commitment.section[:2], _heading(commitment.section[2:])
            rows = groups.setdefault(chapter, [])
            rows.append((below if below != said.get(chapter, "") else "", entry))
            said[chapter] = below
    settled = [(c, e) for c, e in entries if e.outcome in SETTLED and e.kind == "target"]
    over, waiting = _over(settled, place, facts)
    later = {link.later_report for c, _ in entries if (link := place.final.get(c.id)) and link.later_report}
    catalogue = report.catalogue
    title = titled(report)
    return ScorecardPage(
        frame=frame(
            Label(f"{title}：目标任务对照表", f"{title}: scorecard"),
            "../",
            options,
            facts,
            draft=catalogue.status == "draft",
        ),
        plan=card(report),
        later=tuple(card(place.reports[key]) for key in sorted(later) if key in place.reports),
        numbers={key: number for number, key in enumerate(sorted(later & place.reports.keys()), start=2)},
        tallies=_tallies(entries, several),
        groups=tuple(
            Group(
                f"g{number}", path[-1] if path else "", path[:-1], tuple(rows), counts(row.outcome for _, row in rows)
            )
            for number, (path, rows) in enumerate(groups.items(), start=1)
        ),
        several_years=tuple(several),
        missed=_missed(settled, place),
        over=over,
        silent=tuple(e for _, e in sorted(entries, key=_weight) if e.outcome == "silent")[:_TOP],
        put_off=tuple(e for _, e in sorted(entries, key=_weight) if e.repromised is not None),
        waiting=waiting,
        checked=sum(entry.check_state != "machine" for _, entry in entries),
        repeated=sum(bool(c.restates) for c in extraction.commitments),
        number=len(entries),
        answered=bool(later),
        gone=history.gone.get(report.id, ()),
    )


def _heading(path: tuple[str, ...]) -> str:
    """The headings below a chapter; a lead that is itself the target (——地区生产总值增长6%左右) is none."""
    return " › ".join(heading for heading in path if not heading.startswith(("—", "－", "-")))


def _tallies(entries: Iterable[tuple[Commitment, Entry]], several: list[Entry]) -> tuple[Tally, ...]:
    apart = {entry.id for entry in several}
    kinds: dict[str, list[str]] = {"target": [], "qualitative": [], "milestone": [], "several": []}
    for commitment, entry in entries:
        if entry.id in apart:
            kinds["several"].append(entry.outcome)
        elif commitment.kind == "milestone":
            kinds["milestone"].append(entry.outcome)
        else:
            number = commitment.value is not None or commitment.damaged
            kinds["target" if number else "qualitative"].append(entry.outcome)
    labels = {
        "target": Label("量化目标", "targets"),
        "milestone": Label("重点事项", "milestones"),
        "qualitative": Label("定性目标", "without a number"),
        "several": Label("跨年度任务", "over several years"),
    }
    return tuple(
        Tally(label, len(kinds[key]), counts(kinds[key], milestones=key == "milestone"))
        for key, label in labels.items()
        if kinds[key] or key == "target"
    )


def _weight(pair: tuple[Commitment, Entry]) -> tuple[bool, bool, bool, int]:
    """Order of the silent ones: headline targets first, binding ones, then those with a commitment word."""
    commitment, _ = pair
    return (
        commitment.tier != "headline",
        commitment.binding != "约束性",
        commitment.modality is None,
        commitment.start,
    )


def _missed(settled: list[tuple[Commitment, Entry]], place: Place) -> tuple[Entry, ...]:
    rows = [
        e
        for c, e in settled
        if e.outcome == "missed" and (not _extreme(c, place) or place.final[c.id].check_state != "machine")
    ]
    return tuple(sorted(rows, key=lambda e: (-e.sort, e.id))[:_TOP])


def _over(settled: list[tuple[Commitment, Entry]], place: Place, facts: RuleFacts) -> tuple[tuple[Entry, ...], int]:
    """The deliveries furthest above their promise, and how many are left out until a person has looked."""
    waiting = [c for c, _ in settled if _extreme(c, place) and place.final[c.id].check_state == "machine"]
    held = {c.id for c in waiting}
    rows = [
        e
        for c, e in settled
        if e.outcome == "met" and e.sort <= -50 and e.id not in held and not lower_is_better(c, facts)
    ]
    return tuple(sorted(rows, key=lambda e: (e.sort, e.id))[:_TOP]), len(waiting)


def _extreme(commitment: Commitment, place: Place) -> bool:
    """Attainment above 150 % or below 50 %: more often two different things than a true outcome."""
    attainment = place.final[commitment.id].attainment
    return attainment is not None and not (_LEAST <= attainment <= _MOST)
