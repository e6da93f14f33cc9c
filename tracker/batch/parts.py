"""The tables of one place as one file, until they are joined with those of the others.

A place has a dozen tables in three formats. As files of their own, most of them nearly empty, they cost more to create
and to open again than all that is in them; so they lie in one archive, uncompressed, tables without rows left out.
"""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from tracker.render.arrays import arrow_table, schema_of
from tracker.render.flat import flat_columns, json_line, write_cells
from tracker.render.rows import Rows
from tracker.render.tables import TABLES
from tracker.storage import Stored

__all__ = ["Part", "write_part"]

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # an archive's entries must carry a date: the same in every build


def write_part(path: Path, rows: Rows) -> None:
    """Write the rows of one place: a table as lines of JSON, as lines of CSV without a head, as an Arrow stream."""
    import pyarrow as pa

    compressed = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with ZipFile(path, "w") as archive:
        for table in TABLES:
            given = rows[table.name]
            if not given:
                continue
            columns = flat_columns(given, table)
            lines = io.StringIO(newline="")
            write_cells(lines, columns, table)
            schema, stream = schema_of(table), pa.BufferOutputStream()
            with pa.ipc.new_stream(stream, schema, options=compressed) as writer:
                writer.write_table(arrow_table(columns, table, schema))
            for ending, data in (
                ("jsonl", b"".join(map(json_line, given))),
                ("csv", lines.getvalue().encode()),
                ("arrow", memoryview(stream.getvalue())),
            ):
                archive.writestr(ZipInfo(f"{table.name}.{ending}", _ALWAYS), data)


class Part:
    """The tables of one place, read again; a context manager, which closes the file."""

    def __init__(self, path: Stored) -> None:
        self._file = path.open("rb")
        self._archive = ZipFile(self._file)
        self._names = frozenset(self._archive.namelist())

    def __enter__(self) -> Part:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def table(self, name: str, ending: str) -> bytes | None:
        """What ``write_part`` wrote of a table (``jsonl``, ``csv`` or ``arrow``); ``None`` where it has no rows."""
        entry = f"{name}.{ending}"
        return self._archive.read(entry) if entry in self._names else None
