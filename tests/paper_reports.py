"""Reports made on paper for the tests of matching and judging: statements without texts behind them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tracker.models import (
    Catalogue,
    CleanText,
    Commitment,
    Extraction,
    OffsetMap,
    Report,
    Result,
    SourceText,
)

PLACE = "柳溪市"


def _quote(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    text = fields.pop("quote", f"{name}{fields.get('value') or ''}{fields.get('unit') or ''}。")
    return {
        "section": fields.pop("section", ()), "start": 0, "end": len(text), "quote": text, "quote_clean": text,
        "clean_edits": {"exact": 0, "guessed": 0}, "rule": "paper",
    }  # fmt: skip


def _numbers(fields: dict[str, Any]) -> dict[str, Any]:
    for key in ("value", "value_max"):
        if fields.get(key) is not None:
            fields[key] = Decimal(str(fields[key]))
    return fields


def target(name: str | None, value: object, unit: str, *, year: int = 2023, **fields: Any) -> Commitment:
    """A target of ``year``'s report, for that year unless ``until`` says otherwise."""
    fields.setdefault("measure", "growth" if unit == "%" else "level")
    if fields["measure"] == "growth":
        fields.setdefault("direction", "up")
    until = fields.pop("until", year)
    fields = {"value": value, "unit": unit, "comparator": "=", "horizon_start": year, "horizon_end": until, **fields}
    return Commitment(
        id=fields.pop("id", f"c-{name}-{value}-{year}"), report=f"r{year}", kind="target", indicator=name,
        **_quote(name or "", fields), **_numbers(fields),
    )  # fmt: skip


def figure(name: str, value: object, unit: str, *, year: int = 2024, **fields: Any) -> Result:
    """A figure in ``year``'s report, on the year before unless ``period`` says otherwise."""
    fields.setdefault("measure", "growth" if unit == "%" else "level")
    if fields["measure"] == "growth" and value is not None:
        fields.setdefault("direction", "up")
    first, last = fields.pop("period", (year - 1, year - 1))
    fields = {
        "value": value, "unit": unit, "qualifier": "=", "period_start": first, "period_end": last, "kind": "target",
        **fields,
    }  # fmt: skip
    return Result(
        id=fields.pop("id", f"r-{name}-{value}-{year}"), report=f"r{year}", indicator=name, **_quote(name, fields),
        **_numbers(fields),
    )  # fmt: skip


def milestone(action: str, name: str, *, year: int = 2023, until: int | None = None, **fields: Any) -> Commitment:
    """A deliverable promised in ``year``'s report."""
    fields = {"horizon_start": year, "horizon_end": until or year, **fields}
    return Commitment(
        id=fields.pop("id", f"m-{name}-{year}"), report=f"r{year}", kind="milestone", action=action, object=name,
        **_quote(f"{action}{name}", fields), **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def done(action: str, name: str, *, year: int = 2024, **fields: Any) -> Result:
    """A deliverable told of in ``year``'s report."""
    fields = {"period_start": year - 1, "period_end": year - 1, **fields}
    return Result(
        id=fields.pop("id", f"d-{name}-{year}"), report=f"r{year}", kind="milestone", action=action, object=name,
        **_quote(f"{action}{name}", fields), **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def report(
    year: int,
    commitments: Sequence[Commitment] = (),
    results: Sequence[Result] = (),
    *,
    reviewed: tuple[int, int] | None = None,
    **catalogue: Any,
) -> Extraction:
    """``year``'s report, reviewing the year before."""
    text = SourceText(path=f"{year}.txt", sha256="0" * 64, format="text", encoding="utf-8", text="")
    offsets = OffsetMap(clean=(), source=(), lengths=(), clean_length=0, source_length=0)
    fields = {
        "jurisdiction": PLACE, "level": "prefecture", "kind": "work_report", "planned_years": (year, year),
        "reviewed_years": reviewed or (year - 1, year - 1), **catalogue,
    }  # fmt: skip
    return Extraction(
        report=Report(
            id=fields.pop("id", f"r{year}"), source=text, clean=CleanText(text="", offsets=offsets),
            catalogue=Catalogue(**fields), sections=(),
        ),
        commitments=tuple(commitments),
        results=tuple(results),
    )  # fmt: skip
