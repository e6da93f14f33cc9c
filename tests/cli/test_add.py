"""``tracker add`` as a user meets it: what it says, what it asks, its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.cli import main
from tracker.resources import resource

SAMPLE = resource("reports") / "chengzhou-2024-gwr.txt"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str | Path, lang: str = "zh") -> int:
    with pytest.raises(SystemExit) as left:
        main(["--lang", lang, "add", *map(str, arguments)])
    return int(left.value.code or 0)


def test_it_says_where_the_file_went_and_what_is_not_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SAMPLE, "--status", "official") == 0
    said = capsys.readouterr().out
    assert "archive/澄州市/2024/chengzhou-2024-gwr.txt" in said
    assert "未登记：url, publisher, retrieved" in said
    assert run(SAMPLE) == 0
    assert "已在档案中" in capsys.readouterr().out


def test_a_whole_folder_with_one_bad_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "in").mkdir()
    (here / "in" / "good.txt").write_bytes(SAMPLE.read_bytes())
    (here / "in" / "bad.txt").write_bytes(b"")
    assert run("in", "--into", "kept", lang="en") == 1
    assert "bad.txt" in capsys.readouterr().err
    assert (here / "kept" / "澄州市" / "2024" / "good.txt").exists()


def test_fields_of_one_file_are_not_given_to_many() -> None:
    assert run(resource("reports"), "--url", "https://example.org") == 2


def test_a_field_that_cannot_be_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SAMPLE, "--retrieved", "yesterday") == 1
    assert "--retrieved" in capsys.readouterr().err
    assert run(SAMPLE, "--planned-years", "soon") == 1


def test_out_of_use_and_in_again(capsys: pytest.CaptureFixture[str]) -> None:
    run(SAMPLE)
    kept = "archive/澄州市/2024/chengzhou-2024-gwr.txt"
    assert run("--remove", kept) == 0
    assert run("--remove", SAMPLE) == 1
    capsys.readouterr()
    assert run(SAMPLE) == 0
    assert "--replace" in capsys.readouterr().out
    assert run(SAMPLE, "--replace") == 0
    assert "登记已更新" in capsys.readouterr().out


def test_on_a_terminal_it_shows_what_it_inferred_and_asks_for_the_rest(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    (here / "x.txt").write_text("今年新建村级养老服务站20个。\n", encoding="utf-8")
    answers = iter(["杏坪市", "soon", "2024", "", "市政府网", "", ""])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *a, **k: next(answers))
    monkeypatch.setattr("click.confirm", lambda *a, **k: True)
    assert run("x.txt") == 0
    said = capsys.readouterr()
    assert "地区: —" in said.out
    assert "[first, last]" in said.err or "首年" in said.err
    assert 'publisher = "市政府网"' in (here / "archive/杏坪市/2024/reports.toml").read_text(encoding="utf-8")
