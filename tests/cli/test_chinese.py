"""What click says by itself is said in Chinese too."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import string
import subprocess
import sys

import pytest

from tracker.cli.chinese import MODULES, TEXTS


def _said(*arguments: str, lang: str = "zh") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "--lang", lang, *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    return (done.stdout + done.stderr).decode()


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_one_that_click_asks_for() -> None:
    source = "".join(inspect.getsource(importlib.import_module(f"click.{name}")) for name in MODULES)
    asked = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', source))
    assert [text for text in TEXTS if text not in asked] == []


def test_a_text_fills_in_only_what_click_gives_it() -> None:
    assert [text for text, chinese in TEXTS.items() if not _places(chinese) <= _places(text)] == []


@pytest.mark.parametrize("command", [(), ("reply",), ("reply", "export"), ("rules", "draft"), ("review",)])
def test_help_is_chinese_to_its_headings(command: tuple[str, ...]) -> None:
    said = _said(*command, "--help")
    assert "用法: tracker" in said
    assert "选项:" in said
    assert not re.search(r"Usage|Options:|Commands:|Show this|default:", said)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--nope",), "没有选项 --nope"),
        (("nope",), "没有命令 nope"),
        (("explain",), "缺少参数"),
        (("build", "--jobs", "x"), "“x”不是数字"),
        (("review", "--port", "99999999"), "不在 0<=x<=65535 的范围内"),
        (("reply", "export", "x.docx", "--verdict", "oops"), "“oops”不在 'met'"),
        (("export", "--format"), "后面要有值"),
    ],
)
def test_wrong_usage_is_told_in_the_language_chosen(arguments: tuple[str, ...], told: str) -> None:
    chinese, english = _said(*arguments), _said(*arguments, lang="en")
    assert told in chinese
    assert not re.search(r"Error|Invalid|Missing|Usage|No such|Try ", chinese)
    assert "Error:" in english
