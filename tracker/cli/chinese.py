"""What click says by itself (usage, options, what is wrong with an argument), in Chinese where Chinese was chosen.

click asks gettext for its texts, which would need a compiled catalogue and the locale of the process; the few texts
that this program's commands can come to are looked up here instead, by the names under which click's modules call it.
"""

from __future__ import annotations

import gettext
import importlib

from tracker.cli.messages import language

__all__ = ["MODULES", "TEXTS", "teach_click"]

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""The modules of click in which texts are asked for."""

TEXTS = {
    "Usage:": "用法:",
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示本说明",
    "default: {default}": "默认：{default}",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用法见 {command} {option}",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Option {name!r} does not take a value.": "选项 {name} 后面不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要有值。",
    "Got unexpected extra argument ({args})": "多出的参数：{args}",
    "Got unexpected extra arguments ({args})": "多出的参数：{args}",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "{value!r} is not one of {choices}.": "“{value}”不在 {choices} 之中。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数字。",
    "{value} is not in the range {range}.": "{value} 不在 {range} 的范围内。",
    "{name} {filename!r} does not exist.": "不存在：{filename}",
    "{name} {filename!r} is a directory.": "这是文件夹，不是文件：{filename}",
    "{name} {filename!r} is a file.": "这是文件，不是文件夹：{filename}",
    "{name} {filename!r} is not readable.": "读不了：{filename}",
}
"""click's texts, with its own places to fill in."""


def teach_click() -> None:
    """Let click look its texts up here; which language is asked for is seen each time."""
    for name in MODULES:
        module = importlib.import_module(f"click.{name}")
        for asked, answer in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, asked):
                setattr(module, asked, answer)


def _said(text: str) -> str:
    return TEXTS.get(text, text) if language() == "zh" else gettext.gettext(text)


def _counted(one: str, many: str, number: int) -> str:
    return _said(one if number == 1 else many)
