"""``tracker evaluate``: accuracy against hand-made answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import as_json, load_rules, rules_folders

if TYPE_CHECKING:
    from tracker.evaluate import Figures

__all__ = ["evaluate"]

# what is printed: name (Chinese, English), hits, total
_RATIOS = (
    (("量化目标 精确率", "targets, precision"), "targets found", "targets said"),
    (("量化目标 召回率", "targets, recall"), "targets found", "targets"),
    (("　指标名称", "  indicator"), "indicator", "targets found"),
    (("　指标名称一字不差", "  indicator, to the letter"), "indicator exact", "targets found"),
    (("　计量方式", "  measure"), "measure", "targets found"),
    (("　比较词", "  comparator"), "comparator", "targets found"),
    (("　完成期限", "  horizon"), "horizon", "targets found"),
    (("重点事项 精确率", "milestones, precision"), "milestones found", "milestones said"),
    (("重点事项 召回率", "milestones, recall"), "milestones found", "milestones"),
    (("目标对应 精确率", "target links, precision"), "target links right", "target links said"),
    (("目标对应 召回率", "target links, recall"), "target links right", "target links"),
    (("目标比对结果", "target verdicts"), "target verdicts right", "target verdicts"),
    (("　其中达到/接近/未达", "  of met, near, missed"), "target settled right", "target settled"),
    (("事项对应 精确率", "milestone links, precision"), "milestone links right", "milestone links said"),
    (("事项对应 召回率", "milestone links, recall"), "milestone links right", "milestone links"),
    (("事项比对结果", "milestone verdicts"), "milestone verdicts right", "milestone verdicts"),
)


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
@as_json
@rules_folders
def evaluate(gold: Path | None, docs: Path | None, misses: bool, as_json: bool, rules: tuple[Path, ...]) -> int:
    from tracker.batch.inputs import collect
    from tracker.evaluate import load_gold, measure
    from tracker.flow import compare_reports, extract_report, read_report
    from tracker.resources import resource

    rulebook = load_rules(rules)
    answers = load_gold(gold or resource("reports") / "gold")
    inputs, _ = collect([docs or resource("reports")])
    extractions = {
        item.report_id: extract_report(
            read_report(item.path, rulebook, overrides=item.overrides, report_id=item.report_id), rulebook
        )
        for item in inputs
    }
    links = compare_reports(list(extractions.values()), rulebook)
    figures = measure(answers, extractions, links)
    if as_json:
        echo(json.dumps(_as_dict(figures), ensure_ascii=False))
    else:
        _print(figures)
    if misses:
        for line in figures.misses:
            echo(f"  {line}")
    return 0


def _as_dict(figures: Figures) -> dict[str, object]:
    ratios = {names[1].strip(): figures.ratio(hits, total) for names, hits, total in _RATIOS}
    return {"ratios": ratios, "counts": dict(sorted(figures.counts.items()))}


def _print(figures: Figures) -> None:
    for names, hits, total in _RATIOS:
        ratio = figures.ratio(hits, total)
        if ratio is not None:
            echo(f"{ratio:6.1%}  {figures.counts[hits]:>4}/{figures.counts[total]:<4}  {say(*names)}")
