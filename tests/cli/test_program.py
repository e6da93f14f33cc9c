"""The command line as a user meets it: help, wrong usage, consoles that know no Chinese, a quick start."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tracker.cli import COMMANDS


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *arguments],
        capture_output=True,
        env={**os.environ, "TRACKER_LANG": "zh", **environment},
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str) -> None:
    chinese, english = (_run(command, "--help", TRACKER_LANG=lang, PYTHONUTF8="1") for lang in ("zh", "en"))
    assert chinese.returncode == english.returncode == 0, chinese.stderr.decode() + english.stderr.decode()
    assert any("一" <= c <= "鿿" for c in chinese.stdout.decode())
    assert not any("一" <= c <= "鿿" for c in english.stdout.decode())


@pytest.mark.parametrize("arguments", [("no-such-command",), ("build", "--no-such-option"), ("extract",)])
def test_wrong_usage_ends_with_status_2_and_no_traceback(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_output_never_fails_on_a_console_without_the_characters(encoding: str) -> None:
    done = _run("--help", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr


def test_a_missing_file_is_one_sentence_and_status_1() -> None:
    done = _run("extract", "no-such-report.txt", PYTHONUTF8="1")
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1


_HEAVY = ("numpy", "pandas", "pyarrow", "sqlalchemy", "fastapi", "lxml", "docx", "openpyxl", "xlsxwriter", "leather")


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [(("--help",), ("spacy", "pydantic", "yaml", *_HEAVY)), (("explain", "力争新增渡口2座。"), _HEAVY[1:])],
)
def test_a_command_imports_only_what_it_uses(arguments: tuple[str, ...], heavy: tuple[str, ...]) -> None:
    code = f"import sys, tracker.cli\ntry: tracker.cli.main({list(arguments)!r})\nexcept SystemExit: pass\n"
    code += f"print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert done.stdout.decode().strip().endswith("[]")
