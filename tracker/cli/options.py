"""Options that several commands share, defined once so that they read and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.messages import echo, say

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["OWN_RULES", "as_json", "load_rules", "rules_folders"]

OWN_RULES = Path("my-rules")
"""Where a user's rules lie unless told otherwise: a folder of this name where the command is given."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def rules_folders(function: _Command) -> _Command:
    """``--rules FOLDER``, repeatable: a user's own rules, laid over the built-in ones."""
    return click.option(
        "--rules",
        "rules",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False),
        callback=_own_rules,
        help=say(
            f"自己的规则文件夹，覆盖在内置规则之上（可重复；不给则用 ./{OWN_RULES}，如果有）",
            f"Your own rules folder, laid over the built-in rules (repeatable; else ./{OWN_RULES}, if there)",
        ),
    )(function)


def _own_rules(context: click.Context, option: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders given, or the user's own; that it is used is said where nobody asked for it."""
    if given or not OWN_RULES.is_dir():
        return given
    echo(say(f"采用 {OWN_RULES} 里的规则", f"with the rules in {OWN_RULES}"), error=True)
    return (OWN_RULES,)


def as_json(function: _Command) -> _Command:
    """``--json``: JSON Lines instead of a table."""
    return click.option(
        "--json", "as_json", is_flag=True, help=say("输出 JSON 行，供程序读取", "JSON Lines, for other programs")
    )(function)


def load_rules(folders: tuple[Path, ...]) -> Rulebook:
    """The built-in rules with the user's folders laid over them; RulebookError tells every fault at once."""
    from tracker.rulebook import load

    return load(*folders)
