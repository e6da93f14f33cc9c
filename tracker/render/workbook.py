"""The tables as one Excel workbook: a sheet a table, text always text, a citation beside each statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.errors import OutputError
from tracker.render.flat import flat_row
from tracker.render.rows import Row, Rows
from tracker.render.tables import TABLES, Column, Table

__all__ = ["SHEET_ROWS", "write_workbook"]

SHEET_ROWS = 1_048_575  # what a sheet can hold below its heading
_CELL = 32_767  # characters a cell can hold
_FIXED = "2000-01-01T00:00:00Z"
_WIDE = frozenset({"quote", "quote_clean", "citation", "reasons", "headings", "section", "title"})


def write_workbook(rows: Rows, path: Path, citations: Mapping[str, str] | None = None) -> None:
    """Write ``rows`` to ``path``; ``citations`` are those of commitments and results by id.

    Raises OutputError where a table has more rows than a sheet holds, or the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    for table in TABLES:
        if len(rows[table.name]) > SHEET_ROWS:
            raise OutputError(
                f"{table.zh}有 {len(rows[table.name])} 行，超过 Excel 工作表的上限；请用 CSV 或 Parquet",
                f"{table.name} has {len(rows[table.name])} rows, more than an Excel sheet holds; use CSV or Parquet",
                str(path),
            )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        ) as book:
            book.set_properties({"created": _moment()})
            head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
            for table in TABLES:
                _sheet(book, head, table, rows[table.name], citations or {})
    except (OSError, XlsxWriterException) as error:
        raise OutputError(f"无法写入：{error}", f"cannot write: {error}", str(path)) from error


def _moment() -> Any:
    """The date a workbook must carry: always the same, so that the bytes are."""
    from datetime import datetime

    return datetime.fromisoformat(_FIXED)


def _sheet(book: Any, head: Any, table: Table, rows: Sequence[Row], citations: Mapping[str, str]) -> None:
    columns = list(table.columns)
    if table.name in ("commitments", "qualitative", "results"):
        columns.append(Column("citation", "string", "引用（GB/T 7714）", "citation (GB/T 7714)"))
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, 48 if column.name in _WIDE else 14)
        sheet.write_string(0, number, column.name, head)
        sheet.write_comment(0, number, f"{column.zh}\n{column.en}", {"visible": False})
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for line, row in enumerate(rows, start=1):
        flat = flat_row(row, table)
        flat["citation"] = citations.get(str(row.get("id", "")))
        for number, column in enumerate(columns):
            _cell(sheet, line, number, flat[column.name])


def _cell(sheet: Any, line: int, number: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, number, value)
    elif isinstance(value, int | Decimal):
        sheet.write_number(line, number, float(value))
    else:
        # written as a string always: a formula, a link or a number in a quote is text
        sheet.write_string(line, number, str(value)[:_CELL])
