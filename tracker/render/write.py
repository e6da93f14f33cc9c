"""Rows → files: JSON Lines, CSV and Parquet, appended jurisdiction by jurisdiction, the same bytes for the same rows.

Written beside their place under another name and moved there at the end: a table is whole or absent.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from tracker.errors import OutputError, system_reason
from tracker.models import Extraction
from tracker.render.arrays import arrow_table, schema_of
from tracker.render.flat import flat_columns, json_line, write_cells
from tracker.render.package import write_package
from tracker.render.rows import Row, Rows
from tracker.render.tables import TABLES, Table
from tracker.render.text import slug

__all__ = ["FORMATS", "DataWriter", "write_sources"]

FORMATS = ("jsonl", "csv", "parquet")

_BATCH = 20_000  # rows of one Parquet row group
_LONGEST = 240  # bytes of a file name, without its ending


class DataWriter:
    """Writes the tables into ``folder``; ``add`` as often as there are jurisdictions, ``close`` once.

    With the CSV tables goes ``datapackage.json``, which describes them, unless not ``described``; ``edition`` is its
    version.

    Used as a context manager: an exception inside leaves the tables of the last good run as they were.
    """

    def __init__(
        self,
        folder: Path,
        formats: Sequence[str] = FORMATS,
        edition: str | None = None,
        tables: Sequence[Table] = TABLES,
        described: bool = True,
    ) -> None:
        self.folder = folder
        self._described = described and "csv" in formats
        self._tables = tuple(tables)
        self._edition = edition
        self._formats = tuple(formats)
        self._lines: dict[str, IO[bytes]] = {}
        self._csv: dict[str, IO[str]] = {}
        self._parquet: dict[str, _ParquetTable] = {}
        self._counts = dict.fromkeys((table.name for table in self._tables), 0)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for table in self._tables:
                self._open(table)
        except OSError as error:
            self._abandon()
            raise _failed(folder, error) from error

    @property
    def counts(self) -> dict[str, int]:
        """Rows written so far, by table."""
        return dict(self._counts)

    def add(self, rows: Rows) -> None:
        """Append the rows of some reports (``rows_of``)."""
        try:
            for table in self._tables:
                self._append(table, rows[table.name])
        except OSError as error:
            raise _failed(self.folder, error) from error

    def close(self) -> None:
        """Finish every table and move it to its place."""
        try:
            self._close_streams()
            for parquet in self._parquet.values():
                parquet.close()
            for table in self._tables:
                for extension in self._formats:
                    os.replace(self._partial(table, extension), self.folder / f"{table.name}.{extension}")
            if self._described:
                write_package(self.folder, self._edition, self._tables)
        except OSError as error:
            raise _failed(self.folder, error) from error

    def __enter__(self) -> DataWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._abandon()

    def _partial(self, table: Table, extension: str) -> Path:
        return self.folder / f".{table.name}.{extension}.part"

    def _open(self, table: Table) -> None:
        if "jsonl" in self._formats:
            self._lines[table.name] = self._partial(table, "jsonl").open("wb")
        if "csv" in self._formats:
            stream = self._partial(table, "csv").open("w", encoding="utf-8-sig", newline="")
            self._csv[table.name] = stream
            csv.writer(stream).writerow([column.name for column in table.columns])
        if "parquet" in self._formats:
            self._parquet[table.name] = _ParquetTable(table, self._partial(table, "parquet"))

    def _append(self, table: Table, rows: Sequence[Row]) -> None:
        self._counts[table.name] += len(rows)
        if "jsonl" in self._formats:
            self._lines[table.name].write(b"".join(map(json_line, rows)))
        if not rows or not (self._csv or self._parquet):
            return
        flat = flat_columns(rows, table)
        if "csv" in self._formats:
            write_cells(self._csv[table.name], flat, table)
        if "parquet" in self._formats:
            self._parquet[table.name].add(flat)

    def _abandon(self) -> None:
        # this runs because something failed already; what fails on the way out would only hide it
        with suppress(OSError):
            self._close_streams()
        for parquet in self._parquet.values():
            with suppress(OSError):
                parquet.abandon()
        for table in self._tables:
            for extension in self._formats:
                with suppress(OSError):
                    self._partial(table, extension).unlink(missing_ok=True)

    def _close_streams(self) -> None:
        for lines in self._lines.values():
            lines.close()
        for text in self._csv.values():
            text.close()


def write_sources(extractions: Sequence[Extraction], folder: Path) -> None:
    """Write ``sources/<report>.txt`` below ``folder`` for reports whose text was taken out of HTML, DOCX or PDF."""
    sources = folder / "sources"
    try:
        for extraction in extractions:
            if extraction.report.source.format in ("html", "docx", "pdf"):
                sources.mkdir(parents=True, exist_ok=True)
                # bytes, so that no platform changes the line ends the offsets count
                (sources / f"{_file_name(extraction.report.id)}.txt").write_bytes(
                    extraction.report.source.text.encode()
                )
    except OSError as error:
        raise _failed(sources, error) from error


class _ParquetTable:
    """One Parquet file in row groups of a fixed size: its bytes do not depend on how the rows came."""

    def __init__(self, table: Table, path: Path) -> None:
        import pyarrow.parquet as pq

        self._table, self._schema = table, schema_of(table)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[list[Any]] = [[] for _ in table.columns]

    def add(self, columns: Sequence[Sequence[Any]]) -> None:
        for waiting, values in zip(self._waiting, columns, strict=True):
            waiting.extend(values)
        while len(self._waiting[0]) >= _BATCH:
            self._write([waiting[:_BATCH] for waiting in self._waiting])
            for waiting in self._waiting:
                del waiting[:_BATCH]

    def close(self) -> None:
        if self._waiting[0]:
            self._write(self._waiting)
        self._writer.close()

    def abandon(self) -> None:
        self._writer.close()

    def _write(self, columns: Sequence[Sequence[Any]]) -> None:
        self._writer.write_table(arrow_table(columns, self._table, self._schema))


def _file_name(report: str) -> str:
    """The report's id where it can name a file, else a name made of it: nothing is written outside its folder."""
    plain = Path(report).name == report and "\0" not in report and len(report.encode("utf-8", "replace")) <= _LONGEST
    return report if plain else slug(report)


def _failed(place: Path, error: OSError) -> OutputError:
    zh, en = system_reason(error)
    return OutputError(
        f"无法写入：{zh}；请检查磁盘空间和权限",
        f"cannot write: {en}; check disk space and permissions",
        str(place),
    )
