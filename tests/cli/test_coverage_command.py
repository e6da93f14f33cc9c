"""``tracker coverage`` on a build of the sample corpus."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tracker.batch import build
from tracker.cli import main
from tracker.resources import resource


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("coverage") / "out"
    build([resource("reports")], out)
    return out


def run(*arguments: str | Path, lang: str = "zh") -> int:
    with pytest.raises(SystemExit) as left:
        main(["--lang", lang, "coverage", *map(str, arguments)])
    return int(left.value.code or 0)


def test_it_names_what_is_held_and_what_to_look_for(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(built) == 0
    said = capsys.readouterr().out
    assert "澄州市 政府工作报告：2022–2024 全文，2025" in said
    assert "澄州市 2025 政府工作报告 [缺]" in said
    assert run(built, "--kind", "plan_report", lang="en") == 0
    assert "work report" not in capsys.readouterr().out


def test_the_sheet_is_the_table_of_the_build(built: Path, tmp_path: Path) -> None:
    assert run(built, "--csv", tmp_path / "held.csv") == 0
    assert (tmp_path / "held.csv").read_bytes() == (built / "data" / "coverage.csv").read_bytes()
    assert run(built, "--jurisdiction", "青岚", "--csv", tmp_path / "one.csv") == 0
    with (tmp_path / "one.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert {row["jurisdiction"] for row in csv.DictReader(lines)} == {"澄州市青岚县"}


def test_a_folder_without_a_build_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_page_is_linked_from_the_overview(built: Path) -> None:
    assert 'href="coverage.html"' in (built / "index.html").read_text(encoding="utf-8")
    assert "先找哪一份" in (built / "coverage.html").read_text(encoding="utf-8")
