"""Rows → what flat tables hold: lists and objects as JSON text, comparators as words; and the cells that CSV shows.

Column by column, for what a column holds is known before its first value is looked at.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

import msgspec

from tracker.render.rows import Row
from tracker.render.tables import COMPARATOR_WORDS, Column, Table

__all__ = ["flat_columns", "flat_row", "json_line", "spreadsheet_safe", "write_cells"]

# a cell that begins so is a formula to some spreadsheet (the full-width ones to East Asian editions)
_FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")

_encode = msgspec.json.Encoder(decimal_format="number").encode


def json_line(row: Row) -> bytes:
    """One row as one line of JSON: Chinese as it is, decimals as exact numbers, no line separators inside."""
    return _encode(row) + b"\n"


def spreadsheet_safe(text: str) -> str:
    """Text that a spreadsheet shows and never runs: an apostrophe in front of what would begin a formula."""
    return "'" + text if text[:1] in _FORMULA_STARTS else text


def flat_row(row: Row, table: Table) -> Row:
    """A row for a flat table."""
    return {column.name: _flat(column, [row[column.name]])[0] for column in table.columns}


def flat_columns(rows: Sequence[Row], table: Table) -> list[list[Any]]:
    """The values of a flat table, column by column in its order."""
    return [_flat(column, [row[column.name] for row in rows]) for column in table.columns]


def write_cells(out: IO[str], columns: Sequence[Sequence[Any]], table: Table) -> None:
    """Write flat columns as lines of CSV."""
    shown = [_cells(column, values) for column, values in zip(table.columns, columns, strict=True)]
    csv.writer(out).writerows(zip(*shown, strict=True))


def _cells(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    """The values of a flat column as a CSV file shows them; ``None`` is an empty cell."""
    if column.kind == "boolean":
        return [None if value is None else "true" if value else "false" for value in values]
    if column.kind == "number":
        return [format(value, "f") if isinstance(value, Decimal) else value for value in values]
    if column.kind == "string":
        return [
            value if value is None or value[:1] not in _FORMULA_STARTS else spreadsheet_safe(value) for value in values
        ]
    return values  # whole numbers; and JSON, which begins with a bracket


def _flat(column: Column, values: list[Any]) -> list[Any]:
    if column.kind in ("list", "object"):
        return [None if value is None else _encode(value).decode() for value in values]
    if column.name in ("comparator", "qualifier"):
        return [None if value is None else COMPARATOR_WORDS[value] for value in values]
    return values
