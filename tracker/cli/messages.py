"""The language of messages and help, and output that no console can break.

Help texts are made when a command's module is imported, and command modules are imported only when they are
called for (``tracker.cli``), after the language is known; so ``say`` picks one text and that is all there is to it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal

import click

__all__ = ["Lang", "choose_language", "counted", "echo", "language", "say", "steady_output", "utf8"]

Lang = Literal["zh", "en"]

_chosen: Lang = "zh"


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Fix the language for this process: ``--lang``, else ``TRACKER_LANG``, else the locale.

    Chinese where the locale is Chinese or says nothing (C, POSIX): the readers of this program read Chinese.
    """
    global _chosen
    wanted = ""
    for here, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if here == "--lang":
            wanted = following
        elif here.startswith("--lang="):
            wanted = here.partition("=")[2]
    spoken = next((environment[k] for k in ("TRACKER_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if environment.get(k)), "")
    tag = (wanted or spoken).lower()
    _chosen = "zh" if not tag or tag.startswith(("zh", "c.", "posix")) or tag == "c" else "en"
    return _chosen


def language() -> Lang:
    """The language chosen for this process."""
    return _chosen


def say(zh: str, en: str) -> str:
    """The text in the language chosen."""
    return zh if _chosen == "zh" else en


def counted(number: int, thing: str) -> str:
    """How many of a thing there are, in English: ``1 report``, ``2 reports``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def utf8(argument: str) -> str:
    """An argument as the text it is, also where the locale knows no more than ASCII.

    Raises UnicodeError where its bytes are no UTF-8.
    """
    whole = argument.encode(errors="replace").decode() == argument
    return argument if whole else os.fsencode(argument).decode()


def steady_output() -> None:
    """Characters that the console's encoding lacks (GBK, ASCII) come out as ``?`` instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def echo(text: str = "", *, error: bool = False) -> None:
    """Print one line; a reader that has gone away (``| head``) is no failure."""
    try:
        click.echo(text, err=error)
    except BrokenPipeError:
        # the interpreter flushes at exit and would complain once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
