"""The places' pages and tables, each made by itself, become one folder.

Pages are linked, not copied; tables are joined as bytes (JSON Lines, CSV) or as columns (Parquet): adding one report to
ten thousand costs no more than reading what lies there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from tracker.render.codebook import write_codebook
from tracker.render.divisions import DIVISIONS, division_rows
from tracker.render.package import write_package
from tracker.render.tables import TABLES
from tracker.render.write import DataWriter
from tracker.rulebook import Rulebook

__all__ = ["describe_tables", "join_tables", "link_tree"]

_ROWS = 20_000  # of one Parquet row group: fixed, so that the bytes do not depend on how places were grouped


def link_tree(source: Path, target: Path) -> None:
    """Every file below ``source`` at the same place below ``target``, as a hard link where the file system has them."""
    for folder, _, files in os.walk(source):
        there = target / Path(folder).relative_to(source)
        there.mkdir(parents=True, exist_ok=True)
        for name in files:
            try:
                os.link(Path(folder) / name, there / name)
            except OSError:
                shutil.copyfile(Path(folder) / name, there / name)


def join_tables(parts: Sequence[Path], folder: Path, edition: str | None = None) -> None:
    """The tables in the folders ``parts``, joined in their order, into ``folder``; ``edition`` is the package’s."""
    with DataWriter(folder, edition=edition):
        pass  # every table is there, empty, where no part has a row
    for table in TABLES:
        _join_lines([part / f"{table.name}.jsonl" for part in parts], folder / f"{table.name}.jsonl")
        _join_csv([part / f"{table.name}.csv" for part in parts], folder / f"{table.name}.csv")
        _join_parquet([part / f"{table.name}.parquet" for part in parts], folder / f"{table.name}.parquet")
    for part in parts:
        if (part / "sources").is_dir():
            link_tree(part / "sources", folder / "sources")


def describe_tables(folder: Path, rulebook: Rulebook, edition: str | None = None) -> None:
    """What goes with the joined tables in ``folder``: the jurisdictions known, the package and the codebook of all."""
    with DataWriter(folder, edition=edition, tables=(DIVISIONS,)) as writer:
        writer.add({DIVISIONS.name: division_rows(rulebook)})
    every = (*TABLES, DIVISIONS)
    write_package(folder, edition, every)
    write_codebook(folder, every)


def _join_lines(parts: Sequence[Path], whole: Path) -> None:
    with whole.open("wb") as out:
        for part in parts:
            _append(part, out, skip_first_line=False)


def _join_csv(parts: Sequence[Path], whole: Path) -> None:
    with whole.open("r+b") as out:
        out.seek(0, os.SEEK_END)  # behind the header, which is there already
        for part in parts:
            _append(part, out, skip_first_line=True)


def _append(part: Path, out: IO[bytes], *, skip_first_line: bool) -> None:
    with part.open("rb") as lines:
        if skip_first_line:
            lines.readline()
        shutil.copyfileobj(lines, out, 1 << 20)


def _join_parquet(parts: Sequence[Path], whole: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pq.read_schema(whole)
    waiting: list[pa.Table] = []
    rows = 0
    with pq.ParquetWriter(whole, schema, compression="zstd") as writer:
        for part in parts:
            table = pq.read_table(part, use_threads=False)
            waiting.append(table)
            rows += table.num_rows
            if rows >= _ROWS:
                joined = pa.concat_tables(waiting)
                full = rows - rows % _ROWS
                writer.write_table(joined.slice(0, full), row_group_size=_ROWS)
                waiting, rows = [joined.slice(full)], rows - full
        if rows:
            writer.write_table(pa.concat_tables(waiting), row_group_size=_ROWS)
