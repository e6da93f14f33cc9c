"""What can be corrected of a commitment, of its result and of the reports: every field with what it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from tracker.decisions import CORRECTABLE
from tracker.models import Catalogue, Commitment, Link, Report, Result
from tracker.render.frame import titled
from tracker.render.place import Place
from tracker.render.words import BASES, COMPARATORS, FIELDS, KINDS, MEASURES, TIERS, Label, known
from tracker.review.words import YES_NO

__all__ = ["Correctable", "FieldLine", "corrections"]

_LABELS: dict[str, dict[str, Label]] = {
    "measure": MEASURES, "basis": BASES, "tier": TIERS, "kind": KINDS, "comparator": COMPARATORS,
    "qualifier": COMPARATORS, "direction": {"up": Label("增", "up"), "down": Label("降", "down")},
}  # fmt: skip


@dataclass(frozen=True)
class FieldLine:
    """One field that can be corrected, with what it is now; ``choices`` are all it can be, where they are few."""

    name: str
    label: Label
    value: str
    choices: tuple[tuple[str, Label], ...]


@dataclass(frozen=True)
class Correctable:
    """A thing whose fields can be corrected: the commitment, the result now chosen, a report."""

    of: str
    id: str
    label: Label
    fields: tuple[FieldLine, ...]


def corrections(place: Place, commitment: Commitment, link: Link, later: Iterable[Report]) -> tuple[Correctable, ...]:
    """Everything behind one row: the commitment, its result, its report and the ``later`` ones."""
    found = [Correctable("commitment", commitment.id, Label("目标任务", "the commitment"), _fields(commitment))]
    result = place.results.get(link.result or "")
    if result is not None:
        found.append(Correctable("result", result.id, Label("完成情况", "the result"), _fields(result)))
    for report in (place.reports[commitment.report], *later):
        label = Label(f"报告：{titled(report)}", f"the report: {titled(report)}")
        found.append(Correctable("report", report.id, label, _fields(report.catalogue)))
    return tuple(found)


def _fields(thing: Commitment | Result | Catalogue) -> tuple[FieldLine, ...]:
    of = "report" if isinstance(thing, Catalogue) else type(thing).__name__.lower()
    return tuple(
        FieldLine(name, known(FIELDS, name), _written(getattr(thing, name)), _choices(type(thing), name))
        for name in CORRECTABLE[of]
    )


def _written(value: object) -> str:
    """A value as a form sends it (``checked_fields`` reads it back)."""
    if isinstance(value, tuple):
        return f"{value[0]}-{value[1]}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


@lru_cache(maxsize=256)
def _choices(model: type[Commitment] | type[Result] | type[Catalogue], name: str) -> tuple[tuple[str, Label], ...]:
    """What a field can be, as its model says; nothing where it can be anything. "" stands for no value."""
    annotation: Any = model.model_fields[name].annotation
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    values: list[str] = []
    for option in options:
        if get_origin(option) is Literal:
            values += get_args(option)
        elif isinstance(option, type) and issubclass(option, StrEnum):
            values += [member.value for member in option]
        elif option is bool:
            return tuple(YES_NO.items())
        elif option is type(None):
            values.append("")
        else:
            return ()
    values.sort(key=lambda value: value != "")
    return tuple((value, known(_LABELS.get(name, {}), value)) for value in values)
