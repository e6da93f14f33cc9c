"""What a change of the rules does to a corpus, shown before it is kept.

``preview`` gives exactly the difference of two full builds, and does again only what the change can touch: files are
read again only where reading depends on it, sentences only where a word of it occurs, jurisdictions only where a
report of theirs or the comparing itself changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tracker.batch.inputs import Input, failure
from tracker.errors import TrackerError
from tracker.flow import extract_report, report_from_source
from tracker.judge import judge
from tracker.match import pair
from tracker.models import Commitment, Decision, Extraction, Failure, Link, Rejected, Report, Result
from tracker.read import read_source
from tracker.read.catalogue import duplicates
from tracker.rulebook.book import Rulebook
from tracker.rulebook.differences import differences

__all__ = ["Change", "LinkChange", "Outcome", "Preview", "compare_outcomes", "outcome", "preview"]

What = Literal["gained", "lost", "changed"]


@dataclass(frozen=True)
class Judged:
    """The reports of one jurisdiction that a build uses, with their links."""

    extractions: tuple[Extraction, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Outcome:
    """What one rule set makes of a corpus: by report id what was read and extracted, by jurisdiction what it led to."""

    rulebook: Rulebook
    reports: Mapping[str, Report]
    extractions: Mapping[str, Extraction]
    compared: Mapping[str, Judged]
    failures: tuple[Failure, ...] = ()
    extracted_again: int = 0
    compared_again: int = 0


@dataclass(frozen=True)
class Change:
    """A commitment, result, qualitative target or rejected number that is there under one rule set only, or differs.

    ``before`` and ``after`` hold the fields that differ (all that say something, where it is gained or lost).
    """

    table: Literal["commitments", "results", "qualitative", "rejected"]
    what: What
    id: str
    report: str
    quote: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkChange:
    """A line of the links that differs. ``what``: the line itself is new or gone (``gained``, ``lost``); it found a
    result (``linked``), lost it (``unlinked``) or has another (``moved``); only its verdict ``flipped``; or something
    else about it ``changed`` (score, reasons, shortfall). ``checked`` where a person had looked at it.
    """

    what: Literal["gained", "lost", "linked", "unlinked", "moved", "flipped", "changed"]
    commitment: str
    later_report: str | None
    quote: str
    checked: bool
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """The difference of two outcomes; what people had checked comes first among the links."""

    changes: tuple[Change, ...]
    links: tuple[LinkChange, ...]
    extracted_again: int
    compared_again: int

    def __bool__(self) -> bool:
        return bool(self.changes or self.links)


def preview(
    inputs: Sequence[Input], old: Rulebook, new: Rulebook, decisions: Sequence[Decision] = ()
) -> tuple[Preview, tuple[Failure, ...]]:
    """What going from ``old`` to ``new`` rules changes over the files; and the files that could not be read."""
    before = outcome(inputs, old, decisions)
    after = outcome(inputs, new, decisions, beneath=before)
    return compare_outcomes(before, after), after.failures


def outcome(
    inputs: Iterable[Input], rulebook: Rulebook, decisions: Sequence[Decision] = (), beneath: Outcome | None = None
) -> Outcome:
    """What a rule set makes of the files; what a known outcome ``beneath`` makes certain is not done again."""
    changed = differences(beneath.rulebook, rulebook) if beneath else None
    reports: dict[str, Report] = {}
    extractions: dict[str, Extraction] = {}
    failures: list[Failure] = []
    again: set[str] = set()
    for item in inputs:
        name = item.report_id
        known = beneath.reports.get(name) if beneath else None
        try:
            if known is None or changed is None or changed.reading:
                reports[name] = _read(item, rulebook)
            else:
                reports[name] = known
            same = known is not None and reports[name] == known
            if beneath and changed and same and not changed.touches(reports[name].clean.text):
                extractions[name] = beneath.extractions[name]
            else:
                extractions[name] = extract_report(reports[name], rulebook)
                again.add(name)
        except TrackerError as error:
            reports.pop(name, None)
            failures.append(failure(error, item.shown))
    groups: dict[str, list[Extraction]] = {}
    for extraction in extractions.values():
        groups.setdefault(extraction.report.catalogue.jurisdiction, []).append(extraction)
    compared: dict[str, Judged] = {}
    compared_again = 0
    for name in sorted(groups):
        members = groups[name]
        known_group = beneath.compared.get(name) if beneath else None
        if beneath and changed and known_group and not changed.comparing and _same(members, beneath, name):
            compared[name] = known_group
        else:
            compared[name] = _judged(members, rulebook, decisions)
            compared_again += 1
    return Outcome(rulebook, reports, extractions, compared, tuple(failures), len(again), compared_again)


def _read(item: Input, rulebook: Rulebook) -> Report:
    source = read_source(item.path).model_copy(update={"path": item.shown})
    return report_from_source(source, rulebook, overrides=item.overrides, report_id=item.report_id)


def _judged(members: Sequence[Extraction], rulebook: Rulebook, decisions: Sequence[Decision]) -> Judged:
    """Match and judge one jurisdiction as a build does: of two files of the same report the fuller one is used."""
    second = {other.id for group in duplicates([member.report for member in members]) for other in group.dropped}
    used = tuple(member for member in members if member.report.id not in second)
    return Judged(used, tuple(judge(pair(used, rulebook), used, rulebook, decisions)))


def _same(members: Sequence[Extraction], beneath: Outcome, jurisdiction: str) -> bool:
    """Whether a jurisdiction has the same extractions as before."""
    before = [e for e in beneath.extractions.values() if e.report.catalogue.jurisdiction == jurisdiction]
    return len(before) == len(members) and all(
        one is other or one == other for one, other in zip(before, members, strict=True)
    )


Row = Commitment | Result | Rejected

_UNSAID: tuple[object, ...] = (None, False, "", (), {})
_TABLES: tuple[Literal["commitments", "results", "qualitative", "rejected"], ...] = (
    "commitments",
    "results",
    "qualitative",
    "rejected",
)


def compare_outcomes(before: Outcome, after: Outcome) -> Preview:
    """Exactly what differs between two outcomes of the same files."""
    changes: list[Change] = []
    for table in _TABLES:
        changes += _rows(table, _table(before, table), _table(after, table))
    return Preview(
        changes=tuple(changes),
        links=tuple(_links(before, after)),
        extracted_again=after.extracted_again,
        compared_again=after.compared_again,
    )


def _table(outcome: Outcome, table: str) -> dict[tuple[str, ...], Row]:
    """The rows of a table as a build writes them, by what they are known by."""
    rows: dict[tuple[str, ...], Row] = {}
    for compared in outcome.compared.values():
        for extraction in compared.extractions:
            for row in getattr(extraction, table):
                rows[_key(row)] = row
    return rows


def _key(row: Row) -> tuple[str, ...]:
    if isinstance(row, Rejected):
        return row.report, f"{row.value_start:09}", f"{row.value_end:09}"
    return row.report, row.id


def _rows(
    table: Literal["commitments", "results", "qualitative", "rejected"],
    before: dict[tuple[str, ...], Row],
    after: dict[tuple[str, ...], Row],
) -> list[Change]:
    changes = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        row = new or old
        assert row is not None
        what: What = "gained" if old is None else "lost" if new is None else "changed"
        one, other = _differing(old, new)
        changes.append(Change(table, what, "/".join(key[1:]), key[0], row.quote, one, other))
    return changes


def _differing(old: Row | Link | None, new: Row | Link | None) -> tuple[dict[str, Any], dict[str, Any]]:
    one: dict[str, Any] = old.model_dump(mode="json") if old is not None else {}
    other: dict[str, Any] = new.model_dump(mode="json") if new is not None else {}
    if old is None or new is None:
        return tuple({k: v for k, v in row.items() if v not in _UNSAID} for row in (one, other))  # type: ignore[return-value]
    keys = [key for key in one if one[key] != other[key]]
    return {key: one[key] for key in keys}, {key: other[key] for key in keys}


def _links(before: Outcome, after: Outcome) -> list[LinkChange]:
    quotes = {
        row.id: row.quote
        for o in (before, after)
        for row in _table(o, "commitments").values()
        if isinstance(row, Commitment)
    }
    old_lines, new_lines = _lines(before), _lines(after)
    found = []
    for key in sorted({*old_lines, *new_lines}):
        old, new = old_lines.get(key), new_lines.get(key)
        if old == new:
            continue
        one, other = _differing(old, new)
        checked = any(line is not None and line.check_state != "machine" for line in (old, new))
        found.append(LinkChange(_what(old, new), key[0], key[1] or None, quotes.get(key[0], ""), checked, one, other))
    return sorted(found, key=lambda change: not change.checked)


def _lines(outcome: Outcome) -> dict[tuple[str, str], Link]:
    return {
        (link.commitment, link.later_report or ""): link
        for compared in outcome.compared.values()
        for link in compared.links
    }


def _what(
    old: Link | None, new: Link | None
) -> Literal["gained", "lost", "linked", "unlinked", "moved", "flipped", "changed"]:
    if old is None:
        return "gained"
    if new is None:
        return "lost"
    if old.result != new.result:
        return "linked" if old.result is None else "unlinked" if new.result is None else "moved"
    return "flipped" if old.verdict != new.verdict else "changed"
