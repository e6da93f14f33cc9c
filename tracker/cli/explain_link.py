"""``tracker explain-link``: one comparison unfolded, from the data a build has written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import SCORECARDS
from tracker.errors import TrackerError

__all__ = ["explain_link"]

_WITHIN = "约数内", "within margin"
_VERDICTS = {
    "met": ("达到", "met"), "near": ("接近", "near"), "missed": ("未达", "missed"),
    "incomparable": ("不可比", "incomparable"), "unreported": ("未提及或待查", "unreported"),
    "ongoing": ("推进中", "ongoing"), "pending": ("待报告", "pending"),
}  # fmt: skip
_WIDTH = 40


@click.command(
    name="explain-link",
    help=say(
        "说明一条目标任务与后来报告怎样对上、匹配分值怎样相加、结果怎样判定。"
        "ID 是目标任务的编号，写到能认出来为止即可。数据取自 tracker build 写出的文件夹。"
        "\n\n\b\n例：\n  tracker explain-link 3f9a",
        "Show how a commitment was linked to later reports, how the score adds up and how the verdict came about. "
        "ID is the commitment's id, or as much of it as is unique. The data are those that tracker build wrote."
        "\n\n\b\nExample:\n  tracker explain-link 3f9a",
    ),
)
@click.argument("identifier", metavar="ID")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=SCORECARDS,
    show_default=True,
    help=say("tracker build 的输出文件夹", "The folder tracker build wrote"),
)
def explain_link(identifier: str, out: Path) -> int:
    data = out / "data"
    commitment = _one(list(_rows(data, "commitments")), identifier)
    lines = [line for line in _rows(data, "links") if line["commitment"] == commitment["id"]]
    wanted = {line["result"] for line in lines if line["result"]}
    results = {row["id"]: row for row in _rows(data, "results") if row["id"] in wanted}
    echo(f"{_name(commitment)}  {commitment['id']}")
    echo(f"{commitment['report']}: {commitment['quote_clean']}")
    for line in sorted(lines, key=lambda line: not line["final"]):
        _tell(line, results.get(line["result"]))
    return 0


def _rows(data: Path, table: str) -> Iterator[dict[str, Any]]:
    from tracker.render.table_lines import table_lines

    path = data / f"{table}.jsonl"
    if not path.exists():
        raise TrackerError("没有这个文件；请先运行 tracker build", "no such file; run tracker build first", str(path))
    yield from (json.loads(line, parse_float=Decimal) for line in table_lines(data, table))


def _one(commitments: list[dict[str, Any]], identifier: str) -> dict[str, Any]:
    """The commitment whose id is, or alone begins with, ``identifier``."""
    found = [row for row in commitments if row["id"] == identifier] or [
        row for row in commitments if row["id"].startswith(identifier)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise TrackerError(f"没有编号为 {identifier} 的目标任务", f"there is no commitment with the id {identifier}")
    some = "、".join(row["id"] for row in found[:5])
    raise TrackerError(
        f"有 {len(found)} 项目标任务的编号以 {identifier} 开头，请多写几位：{some}",
        f"{len(found)} commitments have ids that begin with {identifier}; write more of it: {some}",
    )


def _name(row: Mapping[str, Any]) -> str:
    if row["kind"] == "milestone":
        return f"{row['action'] or ''}{row['object'] or ''}"
    value = "" if row["value"] is None else f" {row['value']}{row['unit'] or ''}"
    return f"{row['indicator'] or ''}{value}"


def _tell(line: Mapping[str, Any], result: Mapping[str, Any] | None) -> None:
    """One later report: its sentence, the bars, their sum, the verdict."""
    echo()
    report = line["later_report"] or say("尚无后来的报告", "no later report yet")
    echo(report + (say("（采用）", " (final)") if line["final"] else ""))
    if result is not None:
        echo(f"  {_name(result)}: {result['quote_clean']}")
    total = Decimal(0)
    for reason in line["reasons"]:
        weight = Decimal(str(reason["weight"]))
        total += weight
        bar = "█" * int(weight * _WIDTH)
        text = say(reason["text"], reason.get("en") or reason["text"])  # data of earlier versions have no English
        echo(f"  {weight:+.2f} {bar} {text}" if weight else f"        {text}")
    echo(f"  {total:+.2f} {say('合计', 'sum')}")
    within = line["verdict"] == "met" and line.get("boundary")  # the number itself is not reached
    verdict = say(*(_WITHIN if within else _VERDICTS[line["verdict"]]))
    detail = f" ({line['verdict_detail']})" if line["verdict_detail"] else ""
    overdue = say("，逾期", ", overdue") if line["overdue"] else ""
    echo(f"  {say('结果', 'Verdict')}: {verdict}{detail}{overdue}")
    if line.get("derivation"):
        echo(f"  {say('推算', 'Derived')}: {line['derivation']}")
    if line["verdict"] == "unreported" and line.get("searched"):
        echo(f"  {say('查过', 'Searched')}: {'、'.join(line['searched'])}")
    if line.get("repromised_in"):
        echo(f"  {say('下一年又列入', 'Promised again')}: {line['repromised_in']}")
    for key, zh, en in (("claimed", "报告自述", "Government's claim"), ("mention", "另见", "See also")):
        if line.get(key):
            echo(f"  {say(zh, en)}: {line[key]['quote']}")
