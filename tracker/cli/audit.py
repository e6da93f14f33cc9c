"""``tracker audit``: a blind sample of what was found, and how much of it was right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import SCORECARDS

if TYPE_CHECKING:
    from tracker.render.audited import Line

__all__ = ["audit"]

_SAMPLE = Path("audit.json")
_ASKED = {
    "commitment": ("目标任务读得对", "commitments rightly read"),
    "link": ("对应的完成情况对", "answers rightly found"),
    "verdict": ("比对结果对", "verdicts right"),
    "recall": ("整节中的目标任务找到", "commitments of whole sections found"),
}


@click.group(
    name="audit",
    help=say("抽样盲读核查：准确率与查全率，附 95% 区间", "A blind sample: precision and recall, with 95 % intervals"),
)
def audit() -> None:
    pass


@audit.command(
    name="sample",
    help=say(
        "从生成好的对照表中抽样，供 tracker review --audit 盲读。同一种子抽出同一样本，与文件次序无关；"
        "已有人认定的不抽。各层按规模的平方根分配。"
        "\n\n\b\n例：\n  tracker audit sample --n 200 --seed 1 --by year,level,kind,verdict\n"
        "  tracker review 报告文件夹 --audit audit.json --alias reader-a",
        "Draw a sample of a finished build, for tracker review --audit. The same seed draws the same, whatever the"
        " order of files; what people decided already is left out. Strata share by the square root of their size."
        "\n\n\b\nExamples:\n  tracker audit sample --n 200 --seed 1 --by year,level,kind,verdict\n"
        "  tracker review FOLDER --audit audit.json --alias reader-a",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=SCORECARDS)
@click.option("--n", type=click.IntRange(1, 100_000), default=200, show_default=True, help=say("抽多少条", "How many"))
@click.option("--seed", type=int, default=1, show_default=True, help=say("随机种子", "Seed"))
@click.option(
    "--by",
    default="year,level,kind,verdict",
    show_default=True,
    help=say(
        "分层：year、level、kind、verdict、document、tier、measure、jurisdiction，以逗号相连",
        "Strata: year, level, kind, verdict, document, tier, measure, jurisdiction, with commas",
    ),
)
@click.option(
    "--sections",
    type=click.IntRange(0, 1000),
    default=10,
    show_default=True,
    help=say("另抽多少整节通读，以估计查全率", "Whole sections to read besides, for recall"),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_SAMPLE,
    show_default=True,
    help=say("写到哪里；含程序的判断，读者不要打开", "Where to; holds what the program said: readers leave it closed"),
)
def sample(folder: Path, n: int, seed: int, by: str, sections: int, out: Path) -> int:
    from tracker.audit import KEYS, draw, write_sample

    keys = tuple(dict.fromkeys(key.strip() for key in by.split(",") if key.strip()))
    unknown = [key for key in keys if key not in KEYS]
    if unknown:
        names = ", ".join(KEYS)
        raise click.UsageError(
            say(f"--by 没有 {unknown[0]}；可以写：{names}", f"--by has no {unknown[0]}; there are: {names}")
        )
    drawn = draw(folder, n, seed, keys, sections)
    write_sample(drawn, out)
    echo(
        say(
            f"样本 {drawn.name}：从 {drawn.population} 条中抽 {len(drawn.items)} 条，分 {len(drawn.strata)} 层；"
            f"整节 {len(drawn.sections)} 节；已有人认定而不抽的 {drawn.left_out} 条",
            f"Sample {drawn.name}: {len(drawn.items)} of {drawn.population} in {len(drawn.strata)} strata;"
            f" {len(drawn.sections)} whole sections; {drawn.left_out} left out, decided by people",
        )
    )
    missed = [stratum.size for stratum in drawn.strata if not stratum.drawn]
    if missed:
        echo(
            say(
                f"其中 {len(missed)} 层（{sum(missed)} 条）一条也没抽到，结果不代表它们；可少写几项 --by，或增大 --n",
                f"{len(missed)} strata ({sum(missed)} commitments) have none drawn, and the figures will not speak for"
                " them; name fewer in --by, or draw more",
            )
        )
    echo(
        say(f"写入 {out}；盲读：tracker review --audit {out}", f"Written to {out}; read: tracker review --audit {out}")
    )
    return 0


@audit.command(
    name="report",
    help=say(
        "统计盲读结果：准确率及 95% 区间（各层分列），整节通读所得的查全率。用 -o 存出后，"
        "tracker build --audit 把它印在“方法与说明”页。"
        "\n\n\b\n例：\n  tracker audit report audit.json -o audit-report.json",
        "Count what blind readers said: precision with 95 % intervals, stratum by stratum, and recall in whole"
        " sections. What -o saves, tracker build --audit prints on the Method page."
        "\n\n\b\nExample:\n  tracker audit report audit.json -o audit-report.json",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=_SAMPLE)
@click.option("--decisions", metavar="FILE|URL", help=say("复核记录库", "Where decisions are kept"))
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help=say("另存为", "Save as"))
def report(file: Path, decisions: str | None, out: Path | None) -> int:
    from tracker.audit import count, read_sample
    from tracker.cli.decision_log import read_log
    from tracker.render.audited import write_findings

    findings = count(read_sample(file), read_log(decisions))
    echo(
        say(
            f"样本 {findings.sample}：{findings.drawn} 条，已读 {findings.read} 条，读者 {findings.readers} 人，"
            f"意见不同 {findings.disputed} 条（不计）；整节 {findings.sections} 节，读完 {findings.sections_read} 节",
            f"Sample {findings.sample}: {findings.read} of {findings.drawn} read by {findings.readers},"
            f" {findings.disputed} disputed (not counted); {findings.sections_read} of {findings.sections} sections",
        )
    )
    if findings.lines and findings.covered < findings.population:
        echo(
            say(
                f"所读的各层共 {findings.covered} 条，占 {findings.population} 条的一部分；下面的数字只代表这些层",
                f"What was read speaks for strata of {findings.covered} of the {findings.population} commitments",
            )
        )
    if not findings.lines and not findings.recall:
        echo(say("还没有盲读记录。", "Nothing was read blind yet."))
    for line in (*findings.lines, *findings.recall):
        echo(_said(line))
    if out is not None:
        write_findings(findings, out)
        echo(say(f"写入 {out}", f"Written to {out}"))
    return 0


def _said(line: Line) -> str:
    part = f"  {line.key}={line.value}" if line.key else f"{say(*_ASKED[line.asked])}:"
    share = f"{100 * line.share:5.1f}%  [{100 * line.low:.1f}, {100 * line.high:.1f}]"
    return f"{part:<36} {share}  ({line.hits}/{line.total})"
