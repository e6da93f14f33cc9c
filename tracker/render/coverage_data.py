"""The coverage of a finished build, read again, and saved as a sheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tracker.errors import OutputError, TrackerError
from tracker.render.coverage import COVERAGE, Held, coverage_rows
from tracker.render.flat import spreadsheet_safe
from tracker.render.table_lines import table_lines

__all__ = ["read_coverage", "write_coverage"]


def read_coverage(folder: Path) -> Iterator[Held]:
    """The cells of a finished build, one by one. Raises TrackerError where there are none to be read."""
    path = folder / "data" / "coverage.jsonl"
    try:
        for line in table_lines(path.parent, "coverage"):
            yield msgspec.json.decode(line, type=Held)
    except FileNotFoundError as error:
        raise TrackerError(
            "这里没有生成好的数据；请先运行 tracker build，再给出它的输出文件夹",
            "no data of a build here; run tracker build first and give its output folder",
            str(path),
        ) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise TrackerError(
            f"不是 tracker build 写的数据：{error}", f"not data of a build: {error}", str(path)
        ) from error


def write_coverage(cells: Iterable[Held], path: Path) -> None:
    """Write cells as CSV, as a spreadsheet opens it. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, [column.name for column in COVERAGE.columns])
            writer.writeheader()
            writer.writerows(
                {name: spreadsheet_safe(v) if isinstance(v, str) else v for name, v in row.items()}
                for row in coverage_rows(cells)
            )
    except OSError as error:
        raise OutputError.of_system(error, path) from error
