"""The lines of a finished table, whether it is one file or a folder of parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["table_lines"]


def table_lines(data: Path, table: str) -> Iterator[bytes]:
    """The lines of ``table`` in a build's ``data`` folder, in the order of its parts; blank ones are left out.

    Raises OSError where the table is not there or cannot be read.
    """
    path = data / f"{table}.jsonl"
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        with file.open("rb") as lines:
            yield from (line for line in lines if line.strip())
