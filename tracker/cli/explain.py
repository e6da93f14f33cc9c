"""``tracker explain``: how one sentence is understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, say, utf8
from tracker.cli.options import as_json, load_rules, rules_folders

if TYPE_CHECKING:
    from tracker.rulebook.explain import Explanation

__all__ = ["explain"]


@click.command(
    name="explain",
    help=say(
        "说明一句话是怎样理解的：分词、标记、命中的规则和得到的值。"
        "\n\n\b\n例：\n  tracker explain 力争柚子产业链产值增长8%以上。"
        "\n  tracker explain --part review --year 2025 柚子产值增长8.3%。",
        "Show how one sentence is understood: its words, its marks, the rule that fits, and the values."
        "\n\n\b\nExamples:\n  tracker explain SENTENCE\n  tracker explain --part review --year 2025 SENTENCE",
    ),
)
@click.argument("text")
@click.option("--year", type=int, default=2024, show_default=True, help=say("报告年份", "The report's year"))
@click.option(
    "--part",
    type=click.Choice(["plan", "review", "outlook"]),
    default="plan",
    show_default=True,
    help=say("句子所在的部分：工作安排、工作回顾、五年展望", "Where the sentence stands in the report"),
)
@as_json
@rules_folders
def explain(text: str, year: int, part: str, as_json: bool, rules: tuple[Path, ...]) -> int:
    from typing import cast

    from tracker.rulebook.explain import explain as explain_text
    from tracker.rulebook.sample import Part

    explanation = explain_text(utf8(text), load_rules(rules), year=year, part=cast(Part, part))
    if as_json:
        import json
        from dataclasses import asdict

        echo(json.dumps(asdict(explanation), ensure_ascii=False))
    else:
        _show(explanation)
    return 0


def _show(explanation: Explanation) -> None:
    echo(f"{say('分词', 'Words')}  {' '.join(explanation.words)}")
    echo(say("标记", "Marks"))
    for token in explanation.tokens:
        tags = "" if token.tags == ("text",) else "  ‹" + "|".join(token.tags) + "›"
        echo(f"  {token.start:>3}–{token.end:<3} {token.text}{tags}")
    if explanation.frames:
        echo(
            say(
                "每个数字周围的结构 → 合用的规则（取第一条）",
                "What stands around each figure → rules that fit (the first is taken)",
            )
        )
    for frame in explanation.frames:
        echo(f"  {frame.figure}  [{' '.join(frame.tags)}] → {', '.join(frame.rules) or '—'}")
    for found in explanation.found:
        side = say("目标任务", "Commitment") if found.kind == "commitment" else say("完成情况", "Result")
        echo(f"{side}  〖{found.text}〗")
        for name, value in found.values.items():
            because = found.evidence.get(name)
            echo(f"  {name} = {value}" + (f"  ← {because}" if because else ""))
        echo(f"  {say('规则', 'rule')} = {found.rule}  {found.intent}  ({found.place})")
    for left in explanation.rejected:
        echo(f"{say('未采用', 'Not taken')}  〖{left.text}〗  {left.reason} [{left.rule}]")
    if not explanation.found and not explanation.rejected:
        echo(say("没有找到目标、事项或数字。", "No target, deliverable or number was found."))
