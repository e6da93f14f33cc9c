"""``tracker extract``: what was found in one report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import as_json, load_rules, rules_folders

if TYPE_CHECKING:
    from tracker.models import Commitment, Extraction, Result

__all__ = ["extract"]

_COLUMNS = (("类别", "kind"), ("名称", "name"), ("数值", "value"), ("年份", "years"), ("规则", "rule"))


@click.command(
    name="extract",
    help=say(
        "列出一份报告中的目标任务和完成情况。"
        "\n\n\b\n例：\n  tracker extract 报告.txt\n  tracker extract 报告.txt --json > 结果.jsonl",
        "List the commitments and results found in one report."
        "\n\n\b\nExamples:\n  tracker extract report.txt\n  tracker extract report.txt --json > found.jsonl",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@as_json
@rules_folders
def extract(file: Path, as_json: bool, rules: tuple[Path, ...]) -> int:
    from tracker.batch.inputs import collect
    from tracker.flow import extract_report, read_report

    rulebook = load_rules(rules)
    # with what a reports.toml beside the file says, so that ids are those of a build
    inputs, failures = collect([file]) if file.is_file() else ([], [])
    for failed in failures:
        echo(f"{failed.path}: {say(failed.zh, failed.en)}", error=True)
    overrides = inputs[0].overrides if inputs else None
    report_id = inputs[0].report_id if inputs else None
    extraction = extract_report(read_report(file, rulebook, overrides=overrides, report_id=report_id), rulebook)
    if as_json:
        _lines(extraction)
    else:
        _table(extraction)
    return 1 if failures else 0


def _lines(extraction: Extraction) -> None:
    from tracker.render.flat import json_line
    from tracker.render.rows import rows_of

    rows = rows_of([extraction], [], drafts=True)
    for table in ("commitments", "qualitative", "results", "rejected"):
        for row in rows[table]:
            echo(json_line({"table": table, **row}).decode().rstrip("\n"))


def _table(extraction: Extraction) -> None:
    from rich.console import Console
    from rich.table import Table

    kinds = {
        "target": say("量化目标", "target"),
        "milestone": say("重点事项", "milestone"),
        "statement": say("表述", "statement"),
    }
    parts: list[tuple[str, Iterable[Commitment | Result]]] = [
        (say("目标任务", "Commitments"), extraction.commitments),
        (say("定性目标", "Headline targets without a number"), extraction.qualitative),
        (say("完成情况", "Results"), extraction.results),
    ]
    console = Console()
    for title, statements in parts:
        table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
        for names in _COLUMNS:
            table.add_column(say(*names), overflow="fold")
        for statement in statements:
            table.add_row(
                kinds[statement.kind],
                statement.indicator or f"{statement.action or ''} {statement.object or ''}".strip(),
                _figure(statement),
                _years(statement),
                statement.rule,
            )
        console.print(table)
    console.print(say(f"未采用的数字 {len(extraction.rejected)} 个", f"{len(extraction.rejected)} numbers not taken"))


def _figure(statement: Commitment | Result) -> str:
    from tracker.render.words import MEASURES, known

    if statement.value is None:
        return ""
    comparator = getattr(statement, "comparator", None) or getattr(statement, "qualifier", None) or ""
    upper = "" if statement.value_max is None else f"–{statement.value_max}"
    measure = known(MEASURES, statement.measure)
    return f"{say(measure.zh, measure.en)} {comparator} {statement.value}{upper}{statement.unit or ''}"


def _years(statement: Commitment | Result) -> str:
    first = getattr(statement, "horizon_start", None) or getattr(statement, "period_start", None)
    last = getattr(statement, "horizon_end", None) or getattr(statement, "period_end", None)
    return str(last or "") if first == last else f"{first or ''}–{last or ''}"
