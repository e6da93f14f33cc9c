"""``tracker build`` as a user meets it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.resources import resource


def _build(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "TRACKER_LANG": "zh", "PYTHONUTF8": "1", **environment},
        check=False,
    )


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(resource("reports") / "qinglan-2023-gwr.txt", folder)
    return folder


def test_it_says_what_was_found_and_which_page_to_open(reports: Path, tmp_path: Path) -> None:
    done = _build("build", reports, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "报告 1 份" in done.stdout
    assert str(tmp_path / "out" / "index.html") in done.stdout
    assert not done.stderr


def test_a_file_that_fails_is_named_with_the_reason_and_the_status_is_1(reports: Path, tmp_path: Path) -> None:
    (reports / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    done = _build("--lang", "en", "build", reports, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "broken.txt" in done.stderr
    assert "1 report;" in done.stdout


def test_the_page_to_open_is_told_without_detours(reports: Path, tmp_path: Path) -> None:
    done = _build("build", reports, "-o", reports / ".." / "out")
    assert str(tmp_path.resolve() / "out" / "index.html") in done.stdout


def test_broken_rules_stop_the_build_before_anything_is_written(reports: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "words"
    rules.mkdir(parents=True)
    (rules / "mine.yaml").write_text("classes:\n  - class: rise\n\twords: [涨]\n", encoding="utf-8")
    done = _build("build", reports, "-o", tmp_path / "out", "--rules", tmp_path / "rules")
    assert done.returncode == 1
    assert "mine.yaml:3" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    done = _build("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
