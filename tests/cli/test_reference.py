"""Every command is documented: the page of commands is that of the program, the READMEs name each, examples parse."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tracker.cli import COMMANDS, main
from tracker.cli.reference import commands
from tracker.resources import resource

ROOT = resource("reports").parent
READMES = ("README.md", "README.zh-CN.md")
# what the READMEs' blocks hold besides commands of the program: set-up, done by `.ci/run` on a fresh clone
SET_UP = re.compile(r"make \w+|python3\.11 -m venv|pip install|open ")
PLACEHOLDERS = {"FOLDER": "reports", "报告文件夹": "reports"}

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="an installed package has no docs/")


@pytest.mark.parametrize(("lang", "page"), [("en", "cli.md"), ("zh", "cli.zh-CN.md")])
def test_the_page_of_commands_is_that_of_the_program(lang: str, page: str) -> None:
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tracker.cli.reference", lang], capture_output=True, check=True
    ).stdout.decode()
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "run: make docs"


@pytest.mark.parametrize("name", READMES)
def test_the_readmes_name_every_command(name: str) -> None:
    rows = re.findall(r"^\| `tracker ([^`]+)`", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    named = [row.replace("\\", "") for row in rows]
    assert {row.split()[0] for row in named} == set(COMMANDS)
    for whole, command in commands():
        group, *rest = whole.split()[1:]
        if len(rest) == 1 and not isinstance(command, click.Group):
            assert any(row.split()[0] == group and rest[0] in row.split() for row in named), whole


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in commands() if not (command.help or "").strip()] == []


def test_every_example_uses_options_that_are_there() -> None:
    known = dict(commands())
    checked = 0
    for page in ("cli.md", "cli.zh-CN.md"):
        for line in re.findall(r"^    (tracker .*)$", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE):
            words = shlex.split(line.split(" > ")[0])
            size = next(n for n in (4, 3, 2) if " ".join(words[:n]) in known)
            command = known[" ".join(words[:size])]
            options = {name for p in command.params if isinstance(p, click.Option) for name in (*p.opts, "[OPTIONS]")}
            given = {word for word in words[size:] if re.match(r"--?[a-z]", word)}
            assert given <= options, line
            checked += bool(given)
    assert checked > 20


@pytest.mark.parametrize("name", READMES)
def test_every_command_in_the_readmes_runs_or_sets_up(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = re.findall(r"^    (\S.*)$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    (tmp_path / "reports").mkdir()
    shutil.copy(resource("reports") / "qinglan-2023-gwr.txt", tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    run = 0
    for line in lines:
        words = [PLACEHOLDERS.get(word, word) for word in shlex.split(line, comments=True)]
        if words[0] == "tracker":
            with pytest.raises(SystemExit) as left:
                main(words[1:])
            assert not left.value.code, line
            run += 1
        else:
            assert SET_UP.match(line), f"{line}: neither run nor set-up"
    capsys.readouterr()
    assert run


def test_every_target_the_readmes_name_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in (*READMES, "CONTRIBUTING.md"):
        for target in re.findall(
            r"(?:^    |`)make (\w[\w-]*)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
