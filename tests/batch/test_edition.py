"""A finished build read place by place: the rows are those of its tables, each with its place."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from batch.built import sample_corpus

from tracker.batch import build
from tracker.batch.edition import Edition
from tracker.errors import TrackerError
from tracker.render.takeaway import read_tables

TABLES = ("reports", "commitments", "qualitative", "results", "links")


@pytest.fixture(params=[300, 0], ids=["in one file", "in parts"])
def out(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(import_module("tracker.batch.build"), "MANY", request.param)
    reports = sample_corpus(tmp_path / "reports")
    (reports / "nobody-knows.txt").write_text("今年新建公园12个。", encoding="utf-8")
    build([reports], tmp_path / "out")
    return tmp_path / "out"


def test_every_row_is_read_with_its_place_and_with_no_other(out: Path) -> None:
    tables, edition = read_tables(out), Edition(out)
    place_of = {row["id"]: row["jurisdiction"] for row in tables["reports"]}
    assert {name for name, _ in edition.places} == set(place_of.values())
    found = {place: edition.rows(place) for place in edition.places}
    for table in TABLES:
        rows = [row for place in sorted(found, key=lambda p: edition.places.index(p)) for row in found[place][table]]
        assert rows == tables[table]
    for (name, _), rows in found.items():
        assert {place_of[row["report"]] for table in TABLES[1:4] for row in rows[table]} <= {name}


def test_a_place_that_is_not_there_has_no_rows(out: Path) -> None:
    assert not any(Edition(out).rows(("别处", "")).values())


def test_a_folder_without_a_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="run tracker build first"):
        Edition(tmp_path)


def test_a_table_that_is_none_is_told(out: Path) -> None:
    for path in (out / "data").rglob("links.jsonl"):
        for file in path.iterdir() if path.is_dir() else [path]:
            file.write_bytes(b"{")
    with pytest.raises(TrackerError, match="not data of a build"):
        Edition(out)
