"""``tracker diff`` as people call it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from batch.built import sample_corpus

from tracker.cli import main


def test_it_tells_prints_and_writes_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = sample_corpus(tmp_path / "reports", ("chengzhou-2022-gwr.txt", "chengzhou-2023-gwr.txt"))
    for number, edition in enumerate(("a", "b")):
        if number:
            (reports / "chengzhou-2022-gwr.txt").unlink()
        with pytest.raises(SystemExit):
            main(["build", str(reports), "-o", str(tmp_path / edition), "--edition", edition])
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "diff", str(tmp_path / "a"), str(tmp_path / "b"), "-o", str(tmp_path / "changes")])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "[report withdrawn]" in said
    page = (tmp_path / "changes" / "changes.html").read_text(encoding="utf-8")
    assert "a → b" in page
    assert (tmp_path / "changes" / "changes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_without_data_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "diff", str(tmp_path), str(tmp_path)])
    assert ended.value.code == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    shutil.rmtree(tmp_path)
