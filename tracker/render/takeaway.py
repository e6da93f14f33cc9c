"""The tables of a finished build, read again and given out in a format of choice, whole or only what was checked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from tracker.errors import OutputError, TrackerError
from tracker.render.cite import cite_statement_row
from tracker.render.claims import claim_reviews
from tracker.render.flat import json_line
from tracker.render.rows import Row, Rows
from tracker.render.table_lines import table_lines
from tracker.render.tables import TABLES
from tracker.render.workbook import write_workbook
from tracker.render.write import DataWriter

__all__ = ["FORMATS", "citations", "only_checked", "read_tables", "take_away"]

FORMATS = ("xlsx", "csv", "parquet", "jsonl", "claimreview")


def read_tables(folder: Path) -> Rows:
    """The rows of a build's ``data`` folder (or of the build that holds it), numbers as decimals.

    Raises TrackerError where a table is missing or is not what a build writes.
    """
    data = folder / "data" if (folder / "data").is_dir() else folder
    rows: Rows = {}
    for table in TABLES:
        path = data / f"{table.name}.jsonl"
        try:
            rows[table.name] = [json.loads(line, parse_float=Decimal) for line in table_lines(data, table.name)]
        except OSError as error:
            raise TrackerError(
                "这里没有生成好的数据；请先运行 tracker build，再给出它的输出文件夹",
                "no data of a build here; run tracker build first and give its output folder",
                str(path),
            ) from error
        except ValueError as error:
            raise TrackerError(
                f"不是 tracker build 写的数据：{error}", f"not data of a build: {error}", str(path)
            ) from error
    return rows


def only_checked(rows: Rows) -> Rows:
    """What a person has checked: those links, their commitments and results, and what years show of these.

    Reports, their sections and the coverage stay whole; of what nobody has looked at nothing is left.
    """
    links = [row for row in rows["links"] if row["check_state"] != "machine"]
    commitments, results = {row["commitment"] for row in links}, {row["result"] for row in links}
    kept = dict(rows, links=links, rejected=[])
    kept["panel"] = [
        row for row in rows["panel"] if row["commitment"] in commitments and (row["result"] or None) in {None, *results}
    ]
    kept["findings"] = [row for row in rows["findings"] if {row["statement"], row["other"]} <= {None, *commitments}]
    kept["progress"] = [row for row in rows["progress"] if row["commitment"] in commitments]
    for name in ("commitments", "qualitative"):
        kept[name] = [row for row in rows[name] if row["id"] in commitments]
    kept["results"] = [row for row in rows["results"] if row["id"] in results]
    return kept


def citations(rows: Rows) -> dict[str, str]:
    """The GB/T 7714 citation of each commitment and result, by id."""
    reports = {row["id"]: row for row in rows["reports"]}
    return {
        row["id"]: cite_statement_row(reports[row["report"]], row)
        for name in ("commitments", "qualitative", "results")
        for row in rows[name]
        if row["report"] in reports
    }


def take_away(rows: Rows, form: str, out: Path, *, edition: str | None = None) -> None:
    """Write ``rows`` as ``form`` (one of ``FORMATS``) to ``out``: a file for xlsx and claimreview, else a folder."""
    if form == "xlsx":
        write_workbook(rows, out, citations(rows))
    elif form == "claimreview":
        _write_lines(claim_reviews(rows, edition or "policy-tracker"), out)
    else:
        with DataWriter(out, (form,), edition) as writer:
            writer.add(rows)


def _write_lines(rows: Iterable[Row], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(map(json_line, rows)))
    except OSError as error:
        raise OutputError.of_system(error, path) from error
