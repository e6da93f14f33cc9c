"""``tracker audit`` from a build to the Method page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.cli import main
from tracker.resources import resource


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(["--lang", "zh", *map(str, arguments)])
    return int(left.value.code or 0)


def test_drawn_counted_and_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tracker.audit import read_sample
    from tracker.models import Decision
    from tracker.store import Store

    report = resource("reports") / "qinglan-2023-gwr.txt"
    assert run("build", report) == 0
    assert run("audit", "sample", "--n", "10", "--by", "kind", "--sections", "2") == 0
    sample = read_sample(here / "audit.json")
    with Store(here / "decisions.sqlite") as store:
        for item in sample.items:
            store.append(
                Decision(
                    id="", commitment=item.commitment, who="a", at="2025", action="checked",
                    seen={"blind": sample.name},
                )
            )  # fmt: skip
    capsys.readouterr()
    assert run("audit", "report", "-o", "found.json") == 0
    assert "目标任务读得对" in capsys.readouterr().out
    assert run("build", report, "--audit", "found.json") == 0
    page = (here / "scorecards" / "method.html").read_text(encoding="utf-8")
    assert sample.name in page
    assert "10/10" in page


def test_strata_that_nothing_is_drawn_of_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", resource("reports") / "qinglan-2023-gwr.txt") == 0
    capsys.readouterr()
    assert run("audit", "sample", "--n", "1", "--by", "kind") == 0
    assert "1 层" in capsys.readouterr().out
    assert run("audit", "sample", "--n", "10", "--by", "kind") == 0
    assert "一条也没抽到" not in capsys.readouterr().out


def test_wrong_keys_and_files_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", "sample", "--by", "colour") == 2
    assert run("audit", "sample") == 1
    assert run("audit", "report", "nowhere.json") == 1
    assert run("review", "--audit", "nowhere.json", "--no-open") == 1
    assert "Traceback" not in capsys.readouterr().err
