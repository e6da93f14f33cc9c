"""``tracker export``: the tables of a build as a workbook, or in another format."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import SCORECARDS

__all__ = ["export"]


@click.command(
    name="export",
    help=say(
        "把 tracker build 生成的数据导出为 Excel 等格式。"
        "\n\n\b\n例：\n  tracker export 对照表 -o 对照表.xlsx\n  tracker export 对照表 -f claimreview -o claims.jsonl",
        "Export the data of a build as an Excel workbook or in another format."
        "\n\n\b\nExamples:\n  tracker export scorecards -o tables.xlsx"
        "\n  tracker export scorecards -f claimreview -o claims.jsonl",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=SCORECARDS)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["xlsx", "csv", "parquet", "jsonl", "claimreview"]),
    default="xlsx",
    show_default=True,
    help=say("格式", "Format"),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help=say(
        "写到哪里：xlsx 和 claimreview 为文件，其余为文件夹", "Where to: a file for xlsx and claimreview, else a folder"
    ),
)
@click.option("--checked-only", is_flag=True, help=say("只要人工复核过的", "Only what a person has checked"))
@click.option("--edition", help=say("版次名称", "Name of the edition"))
def export(folder: Path, form: str, out: Path | None, checked_only: bool, edition: str | None) -> int:
    from tracker.render.takeaway import only_checked, read_tables, take_away

    rows = read_tables(folder)
    if checked_only:
        rows = only_checked(rows)
    target = out or Path({"xlsx": "tables.xlsx", "claimreview": "claims.jsonl"}.get(form, f"tables-{form}"))
    take_away(rows, form, target, edition=edition)
    numbers = say(
        f"目标任务 {len(rows['commitments'])} 条，完成情况 {len(rows['results'])} 条，比对 {len(rows['links'])} 条",
        f"{len(rows['commitments'])} commitments, {len(rows['results'])} results, {len(rows['links'])} links",
    )
    echo(f"{target}: {numbers}")
    if checked_only and not rows["links"]:
        echo(say("还没有人工复核过的；请先运行 tracker review", "nothing has been checked yet; see tracker review"))
    return 0
