"""The ``data/`` folder: keys, numbers, hostile cells, the same bytes twice."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import OutputError
from tracker.render.corpus import Corpus, Options
from tracker.render.export import write_data
from tracker.render.flat import json_line, spreadsheet_safe
from tracker.render.rows import plain_number, rows_of
from tracker.render.tables import TABLES
from tracker.render.write import DataWriter


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def data(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_data(replace(corpus, options=Options(drafts=True)), folder)
    return folder


# what needs the rule set's units is made by the batch: test_panel.py, test_years_rows.py, test_coverage.py
@pytest.mark.parametrize(
    "table",
    [t for t in TABLES if t.name not in ("panel", "findings", "progress", "coverage")],
    ids=lambda table: table.name,
)
def test_every_row_has_every_key_in_every_format(data: Path, table) -> None:
    names = [column.name for column in table.columns]
    rows = lines(data / f"{table.name}.jsonl")
    assert rows
    assert all(list(row) == names for row in rows)
    with (data / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        flat = list(csv.DictReader(stream))
    assert [list(row) for row in flat] == [names] * len(rows)
    parquet = pq.read_table(data / f"{table.name}.parquet")
    assert parquet.column_names == names
    assert parquet.num_rows == len(rows)


def test_the_same_numbers_in_every_format(data: Path) -> None:
    rows = lines(data / "commitments.jsonl")
    with (data / "commitments.csv").open(encoding="utf-8-sig", newline="") as stream:
        flat = [float(row["value"]) if row["value"] else None for row in csv.DictReader(stream)]
    values = [row["value"] for row in rows]
    assert flat == values
    assert pq.read_table(data / "commitments.parquet")["value"].to_pylist() == values


def test_csv_begins_with_a_byte_order_mark_and_says_comparators_in_words(data: Path) -> None:
    raw = (data / "commitments.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (data / "commitments.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["comparator"] for row in csv.DictReader(stream)} == {"", "eq", "ge", "le", "approx"}


def test_quotes_are_verbatim_and_offsets_point_into_the_source(corpus: Corpus, data: Path) -> None:
    text = {e.report.id: e.report.source.text for e in corpus.extractions}
    for name in ("commitments", "results", "qualitative", "rejected"):
        for row in lines(data / f"{name}.jsonl"):
            source = text[str(row["report"])]
            assert source[row["start"] : row["end"]] == row["quote"]
            if name == "rejected":
                assert source[row["value_start"] : row["value_end"]] == row["text"]


def test_a_cell_that_would_be_a_formula_is_text(data: Path) -> None:
    with (data / "commitments.csv").open(encoding="utf-8-sig", newline="") as stream:
        quote = next(row["quote"] for row in csv.DictReader(stream) if "cmd()" in row["quote"])
    assert quote.startswith("'=cmd()")
    assert any(str(row["quote"]).startswith("=cmd()") for row in lines(data / "commitments.jsonl"))


@pytest.mark.parametrize("start", list("=+-@\t\r＝＋－＠"))
def test_formula_starts_are_disarmed(start: str) -> None:
    assert spreadsheet_safe(start + "1") == "'" + start + "1"


def test_text_taken_out_of_a_file_is_written_out(corpus: Corpus, data: Path) -> None:
    assert [path.name for path in (data / "sources").iterdir()] == ["hetang-2025.txt"]
    assert (data / "sources" / "hetang-2025.txt").read_text(encoding="utf-8") == corpus.extractions[
        2
    ].report.source.text


def test_drafts_stay_out_unless_asked(corpus: Corpus) -> None:
    rows = rows_of(corpus.extractions, corpus.links)
    assert {row["id"] for row in rows["reports"]} == {"liuxi-2024", "liuxi-2025"}
    assert not any("evil" in row["commitment"] for row in rows["links"])


def test_one_jurisdiction_at_a_time_gives_the_same_bytes(corpus: Corpus, tmp_path: Path) -> None:
    write_data(corpus, tmp_path / "whole")
    with DataWriter(tmp_path / "parts") as writer:
        for number, extraction in enumerate(corpus.extractions):
            mine = {c.id for c in (*extraction.commitments, *extraction.qualitative)}
            rows = rows_of([extraction], ())
            if number == len(corpus.extractions) - 1:
                rows["links"] = rows_of(corpus.extractions, corpus.links)["links"]
            assert mine
            writer.add(rows)
    names = sorted(path.name for path in (tmp_path / "whole").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "parts").iterdir())
    for name in names:
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "parts" / name).read_bytes()


def test_a_run_that_fails_leaves_the_last_good_tables(corpus: Corpus, tmp_path: Path) -> None:
    write_data(corpus, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    rows = rows_of(corpus.extractions, ())
    rows["links"].append({"commitment": object()})
    with pytest.raises(TypeError, match="unsupported"), DataWriter(tmp_path) as writer:
        writer.add(rows)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_place_that_cannot_be_written_is_one_sentence(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="cannot write"):
        write_data(corpus, tmp_path / "data")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_decimals_are_written_exactly(number: Decimal) -> None:
    text = json_line({"value": plain_number(number)}).decode()
    written = text.removeprefix('{"value":').removesuffix("}\n")
    assert Decimal(written) == number
    assert "E" not in written.upper()
    assert not (written.endswith("0") and "." in written)
