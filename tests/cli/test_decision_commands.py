"""The log and the reply from the command line; nothing is made where nothing is."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from review.conftest import LATER, PLAN

from tracker.cli import main
from tracker.models import Decision
from tracker.store import Store


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["--lang", "zh", *arguments])
    return int(left.value.code or 0)


def filled(path: Path, number: int = 3) -> None:
    with Store(path) as store:
        for n in range(number):
            store.append(Decision(id="", commitment=f"c-{n}", who="a", at="2025-01-01", action="accept", note="CANARY"))


def test_out_and_in_again_twice(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(here / "decisions.sqlite")
    assert run("decisions", "export", "log.jsonl") == 0
    lines = (here / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["commitment"] for line in lines] == ["c-0", "c-1", "c-2"]
    assert "CANARY" not in "".join(lines)
    assert run("decisions", "import", "log.jsonl", "--decisions", "other.sqlite") == 0
    assert "新增 3 条" in capsys.readouterr().out
    assert run("decisions", "import", "log.jsonl", "--decisions", "other.sqlite") == 0
    assert "新增 0 条" in capsys.readouterr().out


def test_a_log_that_is_not_there_is_told_and_not_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("decisions", "export", "log.jsonl", "--decisions", "nowhere.sqlite") == 1
    assert "没有这个复核记录库" in capsys.readouterr().err
    assert run("build", "--decisions", "nowhere.sqlite") == 1
    assert not list(here.glob("*.sqlite"))


def test_a_reply_must_go_out_as_docx_or_xlsx(here: Path) -> None:
    assert run("reply", "export", "rows.pdf") == 2


def test_a_reply_that_cannot_be_read_is_one_sentence(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "x.docx").write_bytes(b"nothing")
    assert run("reply", "import", "x.docx") == 1
    assert "\n" not in capsys.readouterr().err.strip()
    assert not list(here.glob("*.sqlite"))


def test_a_reply_comes_in_once_however_often_and_however_the_log_is_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "reports").mkdir()
    (here / "reports" / "songxi-2024.txt").write_text(PLAN, encoding="utf-8")
    (here / "reports" / "songxi-2025.txt").write_text(LATER, encoding="utf-8")
    assert run("build", "reports") == 0
    assert run("reply", "export", "rows.xlsx", "--verdict", "missed") == 0
    book = openpyxl.load_workbook("rows.xlsx")
    book.worksheets[0].cell(2, book.worksheets[0].max_column).value = "项目顺延"
    book.save("rows.xlsx")
    for address in ("log.sqlite", f"sqlite:///{here}/log.sqlite"):
        assert run("reply", "import", "rows.xlsx", "--decisions", address) == 0
    told = capsys.readouterr().out
    assert "新增 1 条" in told
    assert "新增 0 条" in told


def test_where_nothing_is_chosen_nothing_goes_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build") == 0
    assert run("reply", "export", "rows.docx", "--jurisdiction", "没有这个地方") == 1
    assert "没有写文件" in capsys.readouterr().err
    assert not (here / "rows.docx").exists()


def test_a_port_that_is_taken_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tracker.review.serve import LOOPBACK, bind

    with bind(LOOPBACK, 0) as taken:
        taken.listen()
        assert run("review", "--no-open", "--port", str(taken.getsockname()[1])) == 1
    assert "无法监听" in capsys.readouterr().err


def test_every_address_at_once_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("review", "--no-open", "--listen", "0.0.0.0") == 2
