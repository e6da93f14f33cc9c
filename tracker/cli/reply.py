"""``tracker reply``: rows out for the government's explanation, and the explanation in."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.decision_log import open_log
from tracker.cli.messages import echo, say
from tracker.cli.options import SCORECARDS

__all__ = ["reply"]

_VERDICTS = ("met", "near", "missed", "incomparable", "unreported", "ongoing", "pending")
_FOLDER = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=SCORECARDS,
    show_default=True,
    help=say("tracker build 的输出文件夹", "Output folder of tracker build"),
)


@click.group(
    name="reply", help=say("政府说明：导出所选各行，导入说明", "The government's reply: rows out, explanations in")
)
def reply() -> None:
    pass


@reply.command(
    name="export",
    help=say(
        "导出所选各行为 DOCX 或 XLSX：双方原文、出处、比对结果，和留给政府填写的一栏。"
        "\n\n\b\n例：\n  tracker reply export 说明.docx --verdict missed --jurisdiction 松溪县",
        "Write chosen rows as DOCX or XLSX: both quotes, sources, verdict, and an empty column to fill in."
        "\n\n\b\nExample:\n  tracker reply export reply.docx --verdict missed",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_FOLDER
@click.option("--jurisdiction", default="", help=say("地区", "Jurisdiction"))
@click.option("--plan", default="", help=say("计划（报告 id）", "Plan, by report id"))
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(_VERDICTS), help=say("比对结果", "Verdict"))
@click.option("--id", "chosen", multiple=True, help=say("逐条指定编号", "One by one, by commitment id"))
def export(
    file: Path, folder: Path, jurisdiction: str, plan: str, verdicts: tuple[str, ...], chosen: tuple[str, ...]
) -> int:
    from tracker.errors import DecisionError
    from tracker.render.takeaway import read_tables
    from tracker.review.reply import reply_rows, write_docx, write_xlsx

    if file.suffix.lower() not in (".docx", ".xlsx"):
        raise click.UsageError(say("文件名要以 .docx 或 .xlsx 结尾", "the file's name must end in .docx or .xlsx"))
    rows = reply_rows(
        read_tables(folder), jurisdiction=jurisdiction, plan=plan, verdicts=verdicts, chosen=chosen
    )  # fmt: skip
    if not rows:
        raise DecisionError(
            "没有一行符合所选的地区、计划、比对结果或编号，没有写文件",
            "no row is of the jurisdiction, plan, verdict or id asked for; nothing was written",
        )
    (write_docx if file.suffix.lower() == ".docx" else write_xlsx)(rows, file)
    echo(f"{file}: {say(f'{len(rows)} 条', f'{len(rows)} rows')}")
    return 0


@reply.command(
    name="import",
    help=say(
        "导入填好的说明：列在该行旁边，不改比对结果，该行重新待看",
        "Take explanations in: beside the row, verdicts unchanged",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_FOLDER
@click.option("--decisions", "where", metavar="FILE|URL", help=say("复核记录库", "Where decisions are kept"))
@click.option("--who", default="government", show_default=True, help=say("由谁说明", "Who explains"))
def import_(file: Path, folder: Path, where: str | None, who: str) -> int:
    from tracker.decisions import in_force
    from tracker.render.takeaway import read_tables
    from tracker.review.desk import alias_of
    from tracker.review.reply import read_replies, reply_decisions
    from tracker.review.serve import now

    replies, rows = read_replies(file), read_tables(folder)
    reply_decisions(replies, rows, who=alias_of(who), at="")  # one to what is not there is told before a log is made
    with open_log(where) as log:
        known = {(d.commitment, d.reason) for d in in_force(log.decisions())}
        fresh = {key: text for key, text in replies.items() if (key, text) not in known}
        new = log.append_all(reply_decisions(fresh, rows, who=alias_of(who), at=now()))
    echo(say(f"读到说明 {len(replies)} 条，新增 {new} 条", f"{len(replies)} explanations read, {new} new"))
    return 0
