"""``tracker evaluate``: accuracy against hand-made answers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import as_json, load_rules, rules_folders

__all__ = ["evaluate"]


@click.command(
    name="evaluate",
    help=say(
        "与手工答案比对，给出准确率，并列出每一处不同。答案的写法见 reports/gold/README.md。"
        "\n\n\b\n例：\n  tracker evaluate\n  tracker evaluate --gold 答案文件夹 --docs 报告文件夹 --misses",
        "Measure against hand-made answers and list every disagreement. reports/gold/README.md says how to write them."
        "\n\n\b\nExamples:\n  tracker evaluate\n  tracker evaluate --gold ANSWERS --docs REPORTS --misses",
    ),
)
@click.option(
    "--gold", type=click.Path(path_type=Path, file_okay=False), help=say("手工答案文件夹", "Folder of answers")
)
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), help=say("报告文件夹", "Folder of reports"))
@click.option("--misses", is_flag=True, help=say("逐条列出不同之处", "List every disagreement"))
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help=say("另存为文件", "Save the figures"))
@as_json
@rules_folders
def evaluate(
    gold: Path | None, docs: Path | None, misses: bool, save: Path | None, as_json: bool, rules: tuple[Path, ...]
) -> int:
    from tracker.evaluate import evaluate as run
    from tracker.evaluate import ratios
    from tracker.resources import resource

    sample = resource("reports")
    figures = run(docs or sample, gold or sample / "gold", load_rules(rules))
    found = list(ratios(figures))
    if as_json:
        echo(json.dumps({ratio.en: ratio.hits / ratio.total for ratio in found}, ensure_ascii=False))
    else:
        for ratio in found:
            echo(f"{ratio.hits / ratio.total:6.1%}  {ratio.hits:>4}/{ratio.total:<4}  {say(ratio.zh, ratio.en)}")
    if misses:
        for line in figures.misses:
            echo(f"  {line}")
    if save:
        rows = [{"zh": r.zh, "en": r.en, "value": r.value, "on": "reports/gold"} for r in found]
        save.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0
