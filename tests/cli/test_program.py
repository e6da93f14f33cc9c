"""The command line as a user meets it: help, wrong usage, consoles that know no Chinese, a quick start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
@pytest.mark.parametrize("arguments", [("explain", "力争增长\udcff6%。"), ("build", "-o", "no-such-\udcff")])
def test_bytes_that_are_no_text_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments, PYTHONUTF8="1")
    assert done.returncode == 2
    (told,) = done.stderr.decode().splitlines()
    assert "不是 UTF-8 文字" in told
    assert r"\udcff" in told


def test_a_sentence_is_text_whatever_the_locale_knows() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    done = _run("explain", "力争新增渡口2座。", **ascii_only)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "new-name-quantity" in done.stdout.decode()


def test_a_report_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    report = tmp_path / "\udcff报告.txt"
    try:
        report.write_text("柳河市2024年政府工作报告\n新增渡口2座。\n", encoding="utf-8")
    except OSError:
        pytest.skip("no such name can be written here")
    done = _run("quantities", str(report), PYTHONUTF8="1")
    assert (done.returncode, done.stderr) == (0, b"")


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
