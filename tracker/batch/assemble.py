"""The places' tables, each made by itself, joined: as bytes (JSON Lines, CSV) or as columns (Parquet).

Of a corpus of many places a table is a folder of parts, and a place is always in the same part: adding one report to
ten thousand joins one part anew, the others stay as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.batch.parts import Part
from tracker.render.arrays import schema_of
from tracker.render.codebook import write_codebook
from tracker.render.divisions import DIVISIONS, division_rows
from tracker.render.package import write_package
from tracker.render.tables import TABLES, Table
from tracker.render.write import FORMATS, DataWriter
from tracker.rulebook import Rulebook
from tracker.storage import Stored

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MANY", "describe_tables", "join_tables", "part_of", "place_of_table"]

MANY = 300
"""Places; the tables of a corpus of more come in parts."""

_ROWS = 20_000  # of one Parquet row group: fixed, so that the bytes do not depend on how places were grouped
_PARTS = 64


def part_of(jurisdiction: str) -> str:
    """The part that the rows of a jurisdiction are in, whatever else is in the corpus."""
    return f"part-{hashlib.sha256(jurisdiction.encode('utf-8', 'replace')).digest()[0] % _PARTS:02d}"


def place_of_table(name: str, part: str) -> str:
    """Where in ``data/`` a file of joined tables stands: as it is, or as one part of its table (``part`` not empty)."""
    table, _, ending = name.rpartition(".")
    return f"{name}/{part}.{ending}" if part and table and ending in FORMATS and "/" not in name else name


def join_tables(parts: Sequence[Stored], folder: Path, names: Sequence[str]) -> None:
    """The tables of these names in the files ``parts`` (``write_part``), joined in their order, into ``folder``."""
    tables = [table for table in TABLES if table.name in names]
    with DataWriter(folder, tables=tables, described=False):
        pass  # every table is there, empty, where no part has a row
    with ExitStack() as stack:
        joined = [_Joined(table, folder, stack) for table in tables]
        for path in parts:
            with Part(path) as part:
                for table in joined:
                    table.add(part)


def describe_tables(folder: Path, rulebook: Rulebook, edition: str | None = None, parts: Sequence[str] = ()) -> None:
    """What goes with the joined tables in ``folder``: the jurisdictions known, the package and the codebook of all.

    ``parts`` are those that the joined tables come in, if they do.
    """
    with DataWriter(folder, edition=edition, tables=(DIVISIONS,)) as writer:
        writer.add({DIVISIONS.name: division_rows(rulebook)})
    every = (*TABLES, DIVISIONS)
    write_package(folder, edition, every, parts)
    write_codebook(folder, every)


class _Joined:
    """One table being joined, in its three formats."""

    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        import pyarrow.parquet as pq

        self._name = table.name
        # behind what is there already: the head of the CSV file
        self._lines = [
            (ending, stack.enter_context((folder / f"{table.name}.{ending}").open("ab"))) for ending in ("jsonl", "csv")
        ]
        schema = schema_of(table)
        writer = pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd")
        self._writer = stack.enter_context(writer)
        stack.callback(self._flush)  # before the writer is closed
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def add(self, part: Part) -> None:
        """The rows of one place."""
        import pyarrow as pa

        for ending, out in self._lines:
            out.write(part.table(self._name, ending) or b"")
        stream = part.table(self._name, "arrow")
        if stream is None:
            return
        found = pa.ipc.open_stream(stream).read_all()
        self._waiting.append(found)
        self._rows += found.num_rows
        if self._rows >= _ROWS:
            joined = pa.concat_tables(self._waiting)
            full = self._rows - self._rows % _ROWS
            self._writer.write_table(joined.slice(0, full), row_group_size=_ROWS)
            self._waiting, self._rows = [joined.slice(full)], self._rows - full

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=_ROWS)
