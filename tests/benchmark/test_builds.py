"""Whole builds are measured: what is printed of them was measured, and the same bytes are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.benchmark import builds
from tracker.benchmark.builds import measure_builds


def test_a_corpus_is_built_by_one_process_by_two_and_with_a_report_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure_builds(tmp_path, [2], seed=1, length=400)
    told = capsys.readouterr().out
    assert len(re.findall(r"[0-9.]+ s \([0-9.]+ s of processor time\), [0-9]{2,} MB", told)) == 3
    assert told.endswith("the same bytes\n")
    assert len(list((tmp_path / "corpus-2").iterdir())) == 3


def test_other_bytes_from_two_processes_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(folder: Path, out: Path, jobs: int) -> builds._Built:
        (out / "data").mkdir(parents=True, exist_ok=True)
        (out / "data" / "links.jsonl").write_text(f"{jobs}")
        return builds._Built(1.0, 1.0, 1)

    monkeypatch.setattr(builds, "_build", build)
    assert not measure_builds(tmp_path, [2], seed=1, length=400)
    assert "NOT THE SAME BYTES" in capsys.readouterr().out
