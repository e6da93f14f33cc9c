"""The page of all commands, made from their help: ``python -m tracker.cli.reference en > docs/cli.md``.

Help texts are fixed when a command's module is imported, so each language is a run of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from tracker.cli.messages import choose_language, say

__all__ = ["commands", "reference"]


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and every command of a group, under its whole name, in the order of ``tracker --help``."""
    from tracker.cli import program

    yield from _below("tracker", program())


def _below(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for short in group.list_commands(context):
        command = group.get_command(context, short)
        assert command is not None
        yield f"{name} {short}", command
        if isinstance(command, click.Group):
            yield from _below(f"{name} {short}", command)


def reference() -> str:
    """The page in the language chosen, as Markdown."""
    lines = [
        say("# 命令", "# Commands"),
        "",
        say(
            "由 `--help` 的文字生成（`make docs`），测试保证两者一致。`--lang zh|en` 写在命令名之前，可指定界面语言。",
            "Made from the texts of `--help` (`make docs`); a test holds the two together. `--lang zh|en` in front of a"
            " command chooses the language of messages.",
        ),
        "",
        say(
            "退出码：0 完成；1 完成，但有输入未能使用或查出问题；2 用法错误。",
            "Exit status: 0 done; 1 done, but some input failed or something was found wanting; 2 wrong usage.",
        ),
    ]
    for name, command in commands():
        lines += ["", f"## {name}", "", *_described(name, command)]
    return "\n".join(lines) + "\n"


def _described(name: str, command: click.Command) -> Iterator[str]:
    text, _, examples = (command.help or "").partition("\b\n")
    yield text.strip()
    if not isinstance(command, click.Group):
        yield ""
        yield f"    {name}{''.join(f' {_argument(p)}' for p in command.params if isinstance(p, click.Argument))}" + (
            " [OPTIONS]" if any(isinstance(p, click.Option) for p in command.params) else ""
        )
    lines = [line.strip() for line in examples.splitlines() if line.strip().startswith("tracker ")]
    if lines:
        yield ""
        yield say("例：", "Examples:") if len(lines) > 1 else say("例：", "Example:")
        yield ""
        yield from (f"    {line}" for line in lines)
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield ""
        yield say("| 选项 | 作用 |", "| option | what it does |")
        yield "| --- | --- |"
        yield from (f"| `{_option(option)}` | {_meaning(option)} |" for option in options)


def _argument(argument: click.Argument) -> str:
    name = (argument.name or "").upper() + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _option(option: click.Option) -> str:
    names = ", ".join(option.opts) + "".join(f" / {name}" for name in option.secondary_opts)
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {'|'.join(map(str, option.type.choices))}".replace("|", "\\|")
    return f"{names} {option.metavar or _KINDS.get(option.type.name, option.type.name).upper()}".replace("|", "\\|")


_KINDS = {"integer range": "n", "integer": "n", "float range": "x", "float": "x", "directory": "folder"}


def _meaning(option: click.Option) -> str:
    parts = [re.sub(r"\s+", " ", option.help or "").replace("|", "\\|")]
    if option.show_default and option.default is not None:
        parts.append(say(f"默认 `{option.default}`", f"default `{option.default}`"))
    if option.required:
        parts.append(say("必填", "required"))
    return say("；", "; ").join(part for part in parts if part)


if __name__ == "__main__":
    choose_language(["--lang", sys.argv[1]], {})
    sys.stdout.write(reference())
