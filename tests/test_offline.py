"""The whole program runs with no socket to be had, and nothing but what a bare system gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from batch.built import bytes_of, sample_corpus

_PROGRAM = """
import sys

def forbid(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {arguments}")

sys.addaudithook(forbid)
from tracker.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *map(str, arguments)],
        capture_output=True,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_corpus(tmp_path_factory.mktemp("offline") / "报告", ("qinglan-2023-gwr.txt", "qinglan-2024-gwr.txt"))


@pytest.fixture(scope="module")
def built(reports: Path) -> Path:
    out = reports.parent / "对照表"
    done = run("build", reports, "-o", out, LANG="zh_CN.UTF-8")
    assert done.returncode == 0, done.stderr.decode()
    return out


def test_reports_are_built_and_exported_without_a_socket(built: Path) -> None:
    assert (built / "index.html").exists()
    done = run("export", built, "-o", built.parent / "tables.xlsx", LANG="zh_CN.UTF-8")
    assert done.returncode == 0, done.stderr.decode()


def test_the_guard_does_forbid() -> None:
    program = _PROGRAM.split("from tracker")[0] + "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert b"socket.__new__" in done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX", "HOME": "/nowhere/at/all"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": "/proc"},
    ],
    ids=["C", "no home", "ASCII only"],
)
def test_neither_locale_nor_home_is_needed(environment: dict[str, str], reports: Path, built: Path) -> None:
    out = reports.parent / "-".join(environment)
    done = run("build", reports, "-o", out, TRACKER_LANG="zh", **environment)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    assert bytes_of(out) == bytes_of(built)
