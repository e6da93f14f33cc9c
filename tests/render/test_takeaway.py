"""Workbook, data package, claim reviews: what is opened again is what was found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.errors import TrackerError
from tracker.render.cite import cite
from tracker.render.corpus import Corpus, Options
from tracker.render.export import write_data
from tracker.render.package import describe
from tracker.render.tables import TABLES
from tracker.render.takeaway import citations, only_checked, read_tables, take_away


@pytest.fixture(scope="module")
def data(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_data(replace(corpus, options=Options(drafts=True, edition="甲")), folder / "data")
    return folder


def test_a_workbook_opened_again_gives_the_same_numbers_and_runs_nothing(data: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = read_tables(data)
    take_away(rows, "xlsx", tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == [table.name for table in TABLES]
    sheet = book["commitments"]
    names = [cell.value for cell in sheet[1]]
    value, quote = names.index("value"), names.index("quote")
    read = [(row[value].value, row[quote].value, row[quote].data_type) for row in sheet.iter_rows(min_row=2)]
    assert [line[0] for line in read] == [
        None if row["value"] is None else float(row["value"]) for row in rows["commitments"]
    ]
    assert [line[1] for line in read] == [row["quote"] for row in rows["commitments"]]
    assert {line[2] for line in read} == {"s"}
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert "柳溪市2024年政府工作报告[R/OL]" in sheet.cell(2, names.index("citation") + 1).value


def test_a_workbook_has_the_same_bytes_twice(data: Path, tmp_path: Path) -> None:
    rows = read_tables(data)
    for name in ("a.xlsx", "b.xlsx"):
        take_away(rows, "xlsx", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_tables_read_again_and_written_again_have_the_same_bytes(data: Path, tmp_path: Path, form: str) -> None:
    take_away(read_tables(data), form, tmp_path, edition="甲")
    for table in TABLES:
        name = f"{table.name}.{form}"
        assert (tmp_path / name).read_bytes() == (data / "data" / name).read_bytes()


def test_frictionless_finds_the_package_valid(data: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(data / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_the_package_describes_every_column_in_both_languages() -> None:
    for resource in describe()["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["title"]
            assert field["description"]


def test_only_checked_rows_are_those_a_person_has_seen(data: Path) -> None:
    rows = read_tables(data)
    told = ("commitments", "qualitative", "results", "links", "panel", "findings", "progress", "rejected")
    assert not any(only_checked(rows)[table] for table in told)
    seen = rows["links"][0]["commitment"]
    rows["links"][0]["check_state"] = "one"
    rows["panel"] = [{"commitment": key, "result": None} for key in (seen, "c-unseen", None)]
    kept = only_checked(rows)
    assert [row["id"] for row in kept["commitments"]] == [seen]
    assert [row["commitment"] for row in kept["panel"]] == [seen]
    assert kept["reports"] == rows["reports"]


def test_a_citation_says_what_is_known_and_where_a_quote_was_corrected(corpus: Corpus, data: Path) -> None:
    assert cite(corpus.extractions[0].report) == (
        "柳溪市人民政府. 柳溪市2024年政府工作报告[R/OL]. (2024-01-18). https://example.org/liuxi-2024."
    )
    assert cite(corpus.extractions[1].report) == "柳溪市人民政府. 柳溪市2025年政府工作报告[R]. 2025-01-20."
    rows = read_tables(data)
    rows["commitments"][0].update(quote_clean="改过", clean_edits={"exact": 2, "guessed": 1})
    assert citations(rows)[rows["commitments"][0]["id"]].endswith("引文据有瑕疵的文本校正：确定2处，推断1处.")


def test_claim_reviews_are_words_about_governments_never_ratings(data: Path, tmp_path: Path) -> None:
    take_away(read_tables(data), "claimreview", tmp_path / "claims.jsonl")
    reviews = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(reviews) == 7
    assert all(review["itemReviewed"]["author"]["@type"] == "GovernmentOrganization" for review in reviews)
    assert all("ratingValue" not in review["reviewRating"] for review in reviews)
    assert {review["reviewRating"]["alternateName"].split(" / ")[0] for review in reviews} == {
        "达到", "约数内", "接近", "未达",
    }  # fmt: skip
    known = {"程序初判 / by program", "已复核 / checked", "双人复核 / checked by two"}
    assert {review["creativeWorkStatus"] for review in reviews} <= known


def test_a_folder_without_a_build_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="run tracker build first"):
        read_tables(tmp_path)


def test_the_command_writes_a_workbook(data: Path, tmp_path: Path) -> None:
    from tracker.cli.export import export

    outcome = CliRunner().invoke(export, [str(data), "-o", str(tmp_path / "t.xlsx")])
    assert outcome.exit_code == 0, outcome.output
    assert (tmp_path / "t.xlsx").read_bytes()[:2] == b"PK"
