"""The changes between two editions: every commitment, result and verdict that is not what it was, with its cause."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from tracker.editions.pairs import Row, paired

__all__ = ["Cause", "Change", "Compared", "Stamp", "compare"]

Cause = Literal["source", "rule", "decision", "new_report", "report_gone", "program"]
Rows = Mapping[str, Sequence[Row]]

# the fields of a statement that readers see; where it stands in its file may move without any change
_FIELDS = (
    "indicator", "indicator_id", "measure", "scope", "basis", "modality", "tier", "binding", "action", "object",
    "baseline", "cumulative", "provisional", "damaged",
)  # fmt: skip
_VERDICT = ("verdict", "verdict_detail", "decided_by", "check_state")


@dataclass(frozen=True)
class Stamp:
    """What an edition was made with: its name, and digests of its rules and of the decisions in force."""

    edition: str = ""
    rules: str = ""
    decisions: str = ""


@dataclass(frozen=True)
class Change:
    """One row that appeared, vanished or changed; ``fields`` are (field, before, now) of what changed.

    ``side`` tells what it is a row of; a verdict goes by the id of its commitment. ``was`` is the id it had before,
    empty for what is new; ``id`` is empty for what is gone; ``was_report`` is the report it stood in.
    """

    what: Literal["appeared", "vanished", "changed"]
    side: Literal["commitment", "result", "verdict"]
    jurisdiction: str
    year: int | None
    name: str
    id: str
    was: str
    report: str
    was_report: str
    fields: tuple[tuple[str, str, str], ...]
    quote: str
    cause: Cause


class Compared(NamedTuple):
    """What changed, in the order of the new tables, and the ids that statements of the old edition have in the new one.

    A sentence in which one figure was corrected gives another id to each of its figures: they all are among the
    ``ids``, and the one that was corrected is among the ``changes``.
    """

    changes: list[Change]
    ids: dict[str, str]


def compare(old: Rows, new: Rows, before: Stamp, now: Stamp) -> Compared:
    """Lay two editions side by side (tables as ``read_tables`` gives them)."""
    return _Editions(old, new, before, now).compared()


class _Editions:
    """Two editions with their reports."""

    def __init__(self, old: Rows, new: Rows, before: Stamp, now: Stamp) -> None:
        self._old, self._new = old, new
        self._reports = {row["id"]: row for row in old["reports"]}, {row["id"]: row for row in new["reports"]}
        self._rules = before.rules != now.rules
        self._decisions = before.decisions != now.decisions
        # a better copy under another name is the same report
        self._place: dict[str, Hashable] = {
            key: (row["jurisdiction"], row["kind"], _year(row)) for side in self._reports for key, row in side.items()
        }
        self._by_place = tuple({self._place[key]: row for key, row in side.items()} for side in self._reports)

    def compared(self) -> Compared:
        ids: dict[str, str] = {}
        found: list[Change] = []
        for table, side in (("commitments", "commitment"), ("qualitative", "commitment"), ("results", "result")):
            pairs = paired(self._old[table], self._new[table], self._place)
            ids |= {one["id"]: other["id"] for one, other in pairs if one is not None and other is not None}
            found += [change for one, other in pairs if (change := self._statement(side, one, other)) is not None]
        causes: dict[str, Cause] = {change.id or change.was: change.cause for change in found}
        return Compared([*_without_echoes(found), *self._verdicts(ids, causes)], ids)

    def _statement(self, side: Any, one: Row | None, other: Row | None) -> Change | None:
        row = other if other is not None else one
        assert row is not None
        fields: list[tuple[str, str, str]] = []
        if one is not None and other is not None:
            fields = [
                (name, _told(one[name]), _told(other[name]))
                for name in _FIELDS
                if name in row and one[name] != other[name]
            ]
            told = [(name, make(one), make(other)) for name, make in (("value", _value), ("years", _years))]
            fields = [*(field for field in told if field[1] != field[2]), *fields]
            if one["quote"] != other["quote"]:
                fields.append(("quote", one["quote"], other["quote"]))
            if not fields:
                return None
        return Change(
            "changed" if one is not None and other is not None else "appeared" if one is None else "vanished",
            side,
            *self._of(row),
            name=row["indicator"] or row["object"] or "",
            id=other["id"] if other is not None else "",
            was=one["id"] if one is not None else "",
            report=row["report"],
            was_report=one["report"] if one is not None else "",
            fields=tuple(fields) or (("value", _value(one) if one else "", _value(other) if other else ""),),
            quote=row["quote_clean"],
            cause=self._cause(one, other),
        )

    def _of(self, row: Row) -> tuple[str, int | None]:
        report = self._reports[1].get(row["report"]) or self._reports[0][row["report"]]
        return report["jurisdiction"], _year(report)

    def _cause(self, one: Row | None, other: Row | None) -> Cause:
        """Why a statement is not what it was: its report first, then the rules, then what people decided."""
        place = self._place[(other or one or {})["report"]]
        before, now = (side.get(place) for side in self._by_place)
        if before is None:
            return "new_report"
        if now is None:
            return "report_gone"
        other_text = one is None or other is None or one["quote"] != other["quote"]
        if before["sha256"] != now["sha256"] and (other_text or not self._rules):
            return "source"
        return "rule" if self._rules else "decision" if self._decisions else "program"

    def _verdicts(self, renamed: Mapping[str, str], causes: Mapping[str, Cause]) -> Iterator[Change]:
        promised = [*self._new["commitments"], *self._new["qualitative"]]
        statements = {row["id"]: row for row in promised if not row["restates"]}
        before = {renamed.get(row["commitment"], ""): row for row in self._old["links"] if row["final"]}
        for link in self._new["links"]:
            was, commitment = before.get(link["commitment"]), statements.get(link["commitment"])
            if not link["final"] or was is None or commitment is None:
                continue
            result = renamed.get(was["result"] or "", was["result"])
            fields = [(name, _told(was[name]), _told(link[name])) for name in _VERDICT if was[name] != link[name]]
            if result != link["result"]:
                fields.append(("result", _told(was["result"]), _told(link["result"])))
            if fields:
                yield Change(
                    "changed",
                    "verdict",
                    *self._of(commitment),
                    name=commitment["indicator"] or commitment["object"] or "",
                    id=link["commitment"],
                    was=was["commitment"],
                    report=commitment["report"],
                    was_report=commitment["report"],
                    fields=tuple(fields),
                    quote=commitment["quote_clean"],
                    cause=self._verdict_cause(was, link, causes),
                )

    def _verdict_cause(self, was: Row, link: Row, causes: Mapping[str, Cause]) -> Cause:
        if "reviewer" in (was["decided_by"], link["decided_by"]) or was["check_state"] != link["check_state"]:
            return "decision"
        own = causes.get(link["commitment"]) or causes.get(link["result"] or "") or causes.get(was["result"] or "")
        if own is not None:
            return own
        before, now = (self._place.get(line["later_report"] or "") for line in (was, link))
        if now is not None and now not in self._by_place[0]:
            return "new_report"
        if before is not None and before not in self._by_place[1]:
            return "report_gone"
        if any(self._corrected(place) for place in (before, now) if place is not None):
            return "source"
        return "rule" if self._rules else "decision" if self._decisions else "program"

    def _corrected(self, place: Hashable) -> bool:
        old, new = (side.get(place) for side in self._by_place)
        return old is not None and new is not None and old["sha256"] != new["sha256"]


def _without_echoes(found: Sequence[Change]) -> Iterator[Change]:
    """What changed, without the other figures of a sentence in which one figure changed: only their quotes did."""
    told = {change.fields[-1] for change in found if len(change.fields) > 1}
    for change in found:
        if len(change.fields) > 1 or change.fields[0][0] != "quote" or change.fields[0] not in told:
            yield change


def _year(report: Row) -> int | None:
    if report["planned_years"]:
        return int(report["planned_years"][0])
    return int(report["reviewed_years"][1]) + 1 if report["reviewed_years"] else None


def _value(row: Row) -> str:
    if row["value"] is None:
        return ""
    comparator = row["comparator"] if "comparator" in row else row["qualifier"]
    upper = f"—{row['value_max']}" if row["value_max"] is not None else ""
    sign = "−" if row["direction"] == "down" else ""
    return f"{'' if comparator in ('=', 'range', None) else comparator}{sign}{row['value']}{upper}{row['unit'] or ''}"


def _years(row: Row) -> str:
    first, last = (row.get(key, row.get(other)) for key, other in (
        ("horizon_start", "period_start"), ("horizon_end", "period_end"),
    ))  # fmt: skip
    return str(last or "") if first in (None, last) else f"{first}—{last or ''}"


def _told(value: object) -> str:
    return "" if value is None else str(value)
