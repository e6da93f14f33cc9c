"""What a change of the rules does to a corpus, shown before it is kept.

``preview`` gives exactly the difference of two full builds, and does again only what the change can touch: files are
read again only where reading depends on it, sentences only where a word of it occurs, jurisdictions only where a
report of theirs or the comparing itself changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tracker.batch.compare import Compared, compare
from tracker.batch.inputs import Input, failure, put_right
from tracker.batch.tasks import says_nothing
from tracker.errors import TrackerError
from tracker.flow import extract_report, report_from_source
from tracker.models import Commitment, Decision, Extraction, Failure, Link, Rejected, Report, Result
from tracker.read import read_source
from tracker.rulebook.book import Rulebook
from tracker.rulebook.differences import differences

__all__ = ["Change", "Home", "LinkChange", "Outcome", "Preview", "compare_outcomes", "homes", "outcome", "preview"]

What = Literal["gained", "lost", "changed"]


Home = tuple[str, str]
"""A jurisdiction; a report whose jurisdiction nobody knows is at home with itself (empty, its id)."""


@dataclass(frozen=True)
class Outcome:
    """What one rule set makes of a corpus: by report id what was extracted, by jurisdiction what it led to."""

    rulebook: Rulebook
    extractions: Mapping[str, Extraction]
    compared: Mapping[Home, Compared]
    failures: tuple[Failure, ...] = ()
    extracted_again: int = 0
    compared_again: int = 0


@dataclass(frozen=True)
class Change:
    """A commitment, result, qualitative target or rejected number that is there under one rule set only, or differs.

    ``quote`` is the sentence of the source, ``said`` the same after repair; ``before`` and ``after`` hold the fields
    that differ (all that say something, where it is gained or lost).
    """

    table: Literal["commitments", "results", "qualitative", "rejected"]
    what: What
    id: str
    report: str
    quote: str
    said: str
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
    said: str
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
    """What a rule set makes of the files and the log; what an outcome ``beneath`` (of the same files and log) makes
    certain is not done again.
    """
    changed = differences(beneath.rulebook, rulebook) if beneath else None
    extractions: dict[str, Extraction] = {}
    failures: list[Failure] = []
    again = 0
    for item in put_right(inputs, decisions):
        name = item.report_id
        known = beneath.extractions.get(name) if beneath else None
        try:
            read = known.report if known and changed and not changed.reading else _read(item, rulebook)
            if known and changed and read == known.report and not changed.touches(read.clean.text):
                extractions[name] = known
            else:
                extractions[name] = extract_report(read, rulebook)
                again += 1
        except TrackerError as error:
            failures.append(failure(error, item.shown))
    groups = homes(extractions)
    before = homes(beneath.extractions) if beneath else {}
    decided: dict[str, list[Decision]] = {}
    for decision in decisions:
        decided.setdefault(decision.jurisdiction, []).append(decision)
    compared: dict[Home, Compared] = {}
    compared_again = 0
    for home in sorted(groups):
        known_group = beneath.compared.get(home) if beneath else None
        if changed and known_group and not changed.comparing and groups[home] == before.get(home):
            compared[home] = known_group
        else:
            own = [*decided.get("", ()), *(decided.get(home[0], ()) if home[0] else ())]
            compared[home] = compare(groups[home], rulebook, own)
            compared_again += 1
    return Outcome(rulebook, extractions, compared, tuple(failures), again, compared_again)


def homes(extractions: Mapping[str, Extraction]) -> dict[Home, list[Extraction]]:
    """The reports that are compared with one another, in the order given; a text that is no report is none of them."""
    groups: dict[Home, list[Extraction]] = {}
    for name, extraction in extractions.items():
        if says_nothing(extraction):
            continue
        jurisdiction = extraction.report.catalogue.jurisdiction
        groups.setdefault((jurisdiction, "" if jurisdiction else name), []).append(extraction)
    return groups


def _read(item: Input, rulebook: Rulebook) -> Report:
    source = read_source(item.path).model_copy(update={"path": item.shown})
    altered = item.altered(source.sha256)
    if altered:
        raise altered
    return report_from_source(source, rulebook, overrides=item.overrides, report_id=item.report_id)


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
        changes += _rows(table, _table(before, table), _table(after, table), (after, before))
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
    outcomes: Sequence[Outcome],
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
        changes.append(Change(table, what, "/".join(key[1:]), key[0], row.quote, _said(row, outcomes), one, other))
    return changes


def _said(row: Row, outcomes: Sequence[Outcome]) -> str:
    """The sentence after repair."""
    if not isinstance(row, Rejected):
        return row.quote_clean
    report = next(o.extractions[row.report].report for o in outcomes if row.report in o.extractions)
    first, last = report.clean.offsets.to_clean(row.start, row.end)
    return report.clean.text[first:last]


def _differing(old: Row | Link | None, new: Row | Link | None) -> tuple[dict[str, Any], dict[str, Any]]:
    one: dict[str, Any] = old.model_dump(mode="json") if old is not None else {}
    other: dict[str, Any] = new.model_dump(mode="json") if new is not None else {}
    if old is None or new is None:
        return tuple({k: v for k, v in row.items() if v not in _UNSAID} for row in (one, other))  # type: ignore[return-value]
    keys = [key for key in one if one[key] != other[key]]
    return {key: one[key] for key in keys}, {key: other[key] for key in keys}


def _links(before: Outcome, after: Outcome) -> list[LinkChange]:
    quotes = {
        row.id: (row.quote, row.quote_clean)
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
        quote, said = quotes.get(key[0], ("", ""))
        found.append(LinkChange(_what(old, new), key[0], key[1] or None, quote, said, checked, one, other))
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
