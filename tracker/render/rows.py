"""Models → rows of the exported tables. One jurisdiction at a time is enough: no row looks beyond its own models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracker.models import Extraction, Link, Report
from tracker.render.tables import TABLES, Column, Table
from tracker.repair import clean_quote

__all__ = ["Row", "Rows", "exported", "plain_number", "rows_of"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_TABLE: Mapping[str, Table] = {table.name: table for table in TABLES}


def rows_of(extractions: Iterable[Extraction], links: Iterable[Link], *, drafts: bool = False) -> Rows:
    """The rows of every table for these reports and links, in the order given.

    Reports with status draft, what was found in them and the links that touch them stay out unless ``drafts``.
    """
    kept = exported(extractions, drafts)
    rows: Rows = {table.name: [] for table in TABLES}
    for extraction in kept:
        report = extraction.report
        rows["reports"].append(_report(report))
        rows["sections"].extend(_sections(report))
        for name, models in (
            ("commitments", extraction.commitments),
            ("qualitative", extraction.qualitative),
            ("rejected", extraction.rejected),
            ("results", extraction.results),
        ):
            columns = _TABLE[name].columns
            made = [_row(model.__dict__, columns) for model in models]
            _mark_guesses(made, report)
            rows[name].extend(made)
    known = {row["id"] for name in ("commitments", "qualitative") for row in rows[name]}
    reports = {row["id"] for row in rows["reports"]}
    columns = _TABLE["links"].columns
    for link in links:
        if link.commitment in known and (link.later_report is None or link.later_report in reports):
            rows["links"].append(_link(link, columns))
    return rows


def exported(extractions: Iterable[Extraction], drafts: bool) -> list[Extraction]:
    """The extractions that go into an export: all but those of drafts, unless ``drafts``."""
    return [e for e in extractions if drafts or e.report.catalogue.status != "draft"]


def plain_number(number: Decimal) -> Decimal:
    """The same number without exponent and without trailing zeros: 6E+1 → 60, 66.70 → 66.7, -0 → 0."""
    plain = number.normalize()
    if plain.is_zero():
        return Decimal(0)
    return plain.quantize(Decimal(1)) if plain.as_tuple().exponent > 0 else plain  # type: ignore[operator]


def _row(values: Mapping[str, Any], columns: Sequence[Column]) -> Row:
    row: Row = {}
    for column in columns:
        value = values[column.name]
        row[column.name] = plain_number(value) if column.kind == "number" and value is not None else value
    return row


def _mark_guesses(rows: Iterable[Row], report: Report) -> None:
    """In what is handed on, ``quote_clean`` shows in 〔brackets〕 what repair could only guess."""
    for row in rows:
        if row.get("clean_edits", {}).get("guessed"):
            row["quote_clean"], _ = clean_quote(report.clean, row["start"], row["end"])


def _link(link: Link, columns: Sequence[Column]) -> Row:
    row = _row(link.__dict__, columns)
    row["reasons"] = [
        {"level": r.level, "weight": plain_number(r.weight), "text": r.text, "en": r.en} for r in link.reasons
    ]
    for key in ("claimed", "mention"):
        if row[key] is not None:
            row[key] = dict(row[key].__dict__)
    return row


def _report(report: Report) -> Row:
    source, catalogue = report.source, report.catalogue
    row = {column.name: getattr(catalogue, column.name, None) for column in _TABLE["reports"].columns}
    row.update(
        id=report.id,
        path=source.path,
        sha256=source.sha256,
        encoding=source.encoding,
        format=source.format,
        repairs=dict(sorted(Counter(edit.kind for edit in report.clean.edits).items())),
        damaged=sum(end - start for start, end in report.clean.damaged),
    )
    return row


def _sections(report: Report) -> Iterable[Row]:
    to_source = report.clean.offsets.to_source
    for section in report.sections:
        start, end = to_source(section.start, section.end)
        yield {
            "report": report.id,
            "start": start,
            "end": end,
            "headings": section.headings,
            "role": section.role,
            "years": section.years or (),
        }
