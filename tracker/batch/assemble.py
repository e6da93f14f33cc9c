"""The places' tables, each made by itself, joined: as bytes (JSON Lines, CSV) or as columns (Parquet).

Of a corpus of many places a table is a folder of parts, and a place is always in the same part: adding one report to
ten thousand joins one part anew, the others stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from tracker.render.codebook import write_codebook
from tracker.render.divisions import DIVISIONS, division_rows
from tracker.render.package import write_package
from tracker.render.tables import TABLES
from tracker.render.write import FORMATS, DataWriter
from tracker.rulebook import Rulebook
from tracker.storage import Stored, copied

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


def join_tables(parts: Sequence[Stored], folder: Path) -> None:
    """The tables in the folders ``parts``, joined in their order, into ``folder``."""
    with DataWriter(folder):
        pass  # every table is there, empty, where no part has a row
    for table in TABLES:
        _join_lines([part / f"{table.name}.jsonl" for part in parts], folder / f"{table.name}.jsonl")
        _join_csv([part / f"{table.name}.csv" for part in parts], folder / f"{table.name}.csv")
        _join_parquet([part / f"{table.name}.parquet" for part in parts], folder / f"{table.name}.parquet")
    for part in parts:
        if (part / "sources").is_dir():
            copied(part / "sources", folder / "sources")


def describe_tables(folder: Path, rulebook: Rulebook, edition: str | None = None, parts: Sequence[str] = ()) -> None:
    """What goes with the joined tables in ``folder``: the jurisdictions known, the package and the codebook of all.

    ``parts`` are those that the joined tables come in, if they do.
    """
    with DataWriter(folder, edition=edition, tables=(DIVISIONS,)) as writer:
        writer.add({DIVISIONS.name: division_rows(rulebook)})
    every = (*TABLES, DIVISIONS)
    write_package(folder, edition, every, parts)
    write_codebook(folder, every)


def _join_lines(parts: Sequence[Stored], whole: Path) -> None:
    with whole.open("wb") as out:
        for part in parts:
            _append(part, out, skip_first_line=False)


def _join_csv(parts: Sequence[Stored], whole: Path) -> None:
    with whole.open("r+b") as out:
        out.seek(0, os.SEEK_END)  # behind the header, which is there already
        for part in parts:
            _append(part, out, skip_first_line=True)


def _append(part: Stored, out: IO[bytes], *, skip_first_line: bool) -> None:
    with part.open("rb") as lines:
        if skip_first_line:
            lines.readline()
        shutil.copyfileobj(lines, out, 1 << 20)


def _join_parquet(parts: Sequence[Stored], whole: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pq.read_schema(whole)
    waiting: list[pa.Table] = []
    rows = 0
    with pq.ParquetWriter(whole, schema, compression="zstd") as writer:
        for part in parts:
            with part.open("rb") as file:
                table = pq.ParquetFile(file, pre_buffer=False).read(use_threads=False)
            waiting.append(table)
            rows += table.num_rows
            if rows >= _ROWS:
                joined = pa.concat_tables(waiting)
                full = rows - rows % _ROWS
                writer.write_table(joined.slice(0, full), row_group_size=_ROWS)
                waiting, rows = [joined.slice(full)], rows - full
        if rows:
            writer.write_table(pa.concat_tables(waiting), row_group_size=_ROWS)
