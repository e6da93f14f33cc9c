"""The command line: ``tracker COMMAND``. Thin: one module a command, imported only when it is called for.

Exit status: 0 done; 1 done, but some input failed or something was found wanting; 2 wrong usage.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from tracker.cli.chinese import teach_click
from tracker.cli.messages import choose_language, echo, language, say, steady_output, utf8
from tracker.errors import TrackerError
from tracker.memory import collect_seldom

__all__ = ["COMMANDS", "main", "program"]

# command → the one line of help that ``tracker --help`` shows without importing it (Chinese, English);
# its module is tracker.cli.<name>, its object <name>, with - as _
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("读取报告，生成对照表网页和数据", "Read reports, write scorecards and data"),
    "add": ("把报告收进档案，登记出处", "Take reports into an archive, with their source"),
    "read": ("显示一份报告的编目、分节与修复", "Show how a report was catalogued, outlined and repaired"),
    "extract": ("显示一份报告中的目标任务和完成情况", "Show the commitments and results found in one report"),
    "explain": ("说明一句话是怎样理解的", "Show how one sentence was understood"),
    "explain-link": ("说明一条比对结果的由来", "Show why a commitment was linked to a result"),
    "quantities": ("列出一个文件中的数量", "List the quantities in a file"),
    "coverage": ("列出有哪些报告、缺哪些", "List which reports are held and which are missing"),
    "rules": ("查看、检查和起草规则", "List, check and draft rules"),
    "review": ("在浏览器里逐条复核", "Review in the browser, one by one"),
    "decisions": ("导出、导入复核记录", "Export or import reviewers' decisions"),
    "reply": ("导出供政府说明的表，导入其说明", "Export rows for the government's explanation, import it"),
    "export": ("导出表格", "Export tables"),
    "diff": ("比较两次生成的结果，说明变动的原因", "Compare two builds: what changed, and why"),
    "audit": ("抽样盲读核查", "Measure on a blind sample"),
    "evaluate": ("与手工答案比对，给出准确率", "Measure against hand-made answers"),
}


class _Commands(click.Group):
    """Finds a command's module by its name, so that ``--help`` and each command pay only for what they use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(importlib.import_module(f"tracker.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, say(*texts)) for name, texts in COMMANDS.items()])


def program() -> click.Group:
    """The whole command line, in the language chosen."""
    return _Commands(
        name="tracker",
        help=say(
            "把政府工作报告承诺的目标任务，与后来报告所述的完成情况逐条对照，附原文出处。",
            "Line up what a Chinese government promised with what it later reported, with the evidence.",
        ),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(["zh", "en"]),
                expose_value=False,
                help=say("界面语言（默认随系统）", "Language of messages (default: the locale's)"),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=say("显示版本", "Show the version"),
            ),
        ],
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        echo(f"tracker {version('policy-tracker')}")
        ctx.exit()


def _refuse_undecodable(arguments: Sequence[str]) -> None:
    """Arguments are text; bytes that are none can be kept in no export. The name of a report may still hold them."""
    for argument in arguments:
        try:
            utf8(argument)
        except UnicodeError as error:
            if os.path.isfile(argument):
                continue
            shown = argument.encode(errors="backslashreplace").decode()
            raise click.UsageError(say(f"不是 UTF-8 文字：{shown}", f"not UTF-8 text: {shown}")) from error


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status; expected failures are one sentence, never a traceback."""
    collect_seldom()
    given = list(sys.argv[1:] if arguments is None else arguments)
    choose_language(given, os.environ)
    steady_output()
    teach_click()
    try:
        _refuse_undecodable(given)
        status = program().main(given, prog_name="tracker", standalone_mode=False)
    except click.exceptions.Abort:
        status = 130
    except click.ClickException as error:
        error.show()
        status = 2
    except TrackerError as error:
        echo(error.say(language()), error=True)
        status = 1
    sys.exit(status if isinstance(status, int) else 0)
