"""Options that several commands share, defined once so that they read and behave alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.messages import echo, say
from tracker.storage import located

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook
    from tracker.storage import Stored

    _Type = click.ParamType[Stored]
else:
    _Type = click.ParamType  # generic in the newest releases only

__all__ = ["OWN_RULES", "SCORECARDS", "Located", "as_json", "load_rules", "rules_folders"]

OWN_RULES = Path("my-rules")
"""Where a user's rules lie unless told otherwise: a folder of this name where the command is given."""


SCORECARDS = Path("scorecards")
"""Where ``tracker build`` writes unless told otherwise, and where the other commands look for what it wrote."""


class Located(_Type):
    """A path of this machine, or the URL of a store (``s3://bucket/reports``)."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Stored:
        """The place; a store that nothing installed can reach is wrong usage, told in one sentence."""
        try:
            return located(value)
        except OSError as error:
            self.fail(say(f"无法使用 {value}：{error}", f"cannot use {value}: {error}"), param, ctx)


_Command = TypeVar("_Command", bound=Callable[..., Any])


def rules_folders(function: _Command, *, exist: bool = True) -> _Command:
    """``--rules FOLDER``, repeatable: a user's own rules, laid over the built-in ones.

    The folders must be there, but for a command that makes them (``exist=False``).
    """
    return click.option(
        "--rules",
        "rules",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False, exists=exist),
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
