"""The walks in ``docs/``: every command of every walk runs, in its order, on the sample corpus, in a folder of its own.

A command that is not run is a failure: whatever stands in a block of commands is taken out of the page and called.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tracker.cli import main
from tracker.resources import resource

DOCS = resource("reports").parent / "docs"
WALKS = sorted(p.name for p in DOCS.glob("*.md") if "zh-CN" not in p.name and p.name not in ("README.md", "cli.md"))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_KNOWN = {"sh", "python", "toml", "yaml", "r", "stata"}

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="an installed package has no docs/")


def blocks(page: str) -> list[tuple[str, str]]:
    return _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def chinese(page: str) -> str:
    return page.replace(".md", ".zh-CN.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the sample corpus in it, as a reader of the walk has."""
    (tmp_path / "reports").mkdir()
    for file in resource("reports").glob("*.txt"):
        shutil.copy(file, tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRACKER_LANG", "en")
    return tmp_path


@pytest.mark.parametrize("walk", WALKS)
def test_every_command_of_a_walk_runs(walk: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, text in blocks(walk):
        if kind == "sh":
            for command in text.splitlines():
                _run(command, folder, capsys)
        elif kind == "python":
            exec(compile(text, walk, "exec"), {})
            assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("walk", WALKS)
def test_both_languages_have_the_same_commands(walk: str) -> None:
    assert blocks(walk) == blocks(chinese(walk))


@pytest.mark.parametrize("page", sorted(p.name for p in DOCS.glob("*.md")) if DOCS.is_dir() else [])
def test_every_block_is_of_a_known_kind_and_every_link_leads_somewhere(page: str) -> None:
    assert {kind for kind, _ in blocks(page)} <= _KNOWN
    text = (DOCS / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert target.startswith("https://") or (DOCS / target).exists(), target


def test_the_walks_name_four_people_and_the_overview_leads_to_them() -> None:
    assert {"journalist.md", "deputy.md", "researcher.md", "volunteer.md"} <= set(WALKS)
    for name in ("README.md", "README.zh-CN.md"):
        text = (DOCS / name).read_text(encoding="utf-8")
        for walk in WALKS:
            assert (chinese(walk) if "zh" in name else walk) in text


def _run(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command, comments=True)
    if words[:2] == ["tracker", "review"]:
        _review(words[1:])
    elif words[:1] == ["tracker"]:
        with pytest.raises(SystemExit) as left:
            main(words[1:])
        told = capsys.readouterr()
        assert not left.value.code, f"{command}\n{told.out}{told.err}"
        assert told.out.strip(), f"{command} says nothing"
    elif words:
        subprocess.run(command, shell=True, check=True, cwd=folder)


def _review(arguments: list[str]) -> None:
    """The review app opens a page, and ends when it is told to."""
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", *arguments, "--no-open"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    ) as program:
        try:
            assert program.stdout is not None
            address = next(found[0] for line in program.stdout if (found := re.search(r"http://127\S+", line)))
            with urlopen(address, timeout=30) as answer:
                assert answer.status == 200
            program.send_signal(signal.SIGINT)
            assert program.wait(30) == 0
        finally:
            program.kill()
