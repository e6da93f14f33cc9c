"""``tracker build``: from a folder of reports to scorecards and data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import counted, echo, language, say
from tracker.cli.options import SCORECARDS, Located, rules_folders

if TYPE_CHECKING:
    from tracker.batch import Progress, Summary
    from tracker.storage import Stored

__all__ = ["build"]

VERDICTS = {
    "met": ("达到", "met"),
    "near": ("接近", "near"),
    "missed": ("未达", "missed"),
    "incomparable": ("不可比", "incomparable"),
    "unreported": ("未提及或待查", "unreported"),
    "ongoing": ("推进中", "ongoing"),
    "pending": ("待报告", "pending"),
}


@click.command(
    name="build",
    help=say(
        "读取报告（文件或文件夹；不给则用自带的样例），写出对照表网页和 data/ 数据。"
        "\n\n\b\n例：\n  tracker build\n  tracker build 报告文件夹 -o 对照表",
        "Read reports (files or folders; the sample corpus by default), write scorecards and data/."
        "\n\n\b\nExamples:\n  tracker build\n  tracker build FOLDER -o scorecards",
    ),
)
@click.argument("paths", nargs=-1, type=Located())
@click.option(
    "-o",
    "--out",
    type=Located(),
    default=str(SCORECARDS),
    show_default=True,
    help=say("输出文件夹；整体替换", "Output folder; replaced as a whole"),
)
@rules_folders
@click.option("--jobs", type=click.IntRange(1, 512), default=1, show_default=True, help=say("进程数", "Processes"))
@click.option("--cluster", metavar="ADDRESS", help=say("Dask 调度器地址", "Address of a Dask scheduler"))
@click.option("--edition", help=say("版次名称，印在页面和数据上", "Name of the edition, stamped on pages and data"))
@click.option(
    "--decisions",
    metavar="FILE|URL",
    help=say(
        "复核记录库（默认用 ./decisions.sqlite，若有）", "Where reviewers' decisions are (default: ./decisions.sqlite)"
    ),
)
@click.option(
    "--audit",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say(
        "tracker audit report 的结果，印在“方法与说明”页",
        "Findings of tracker audit report, printed on the Method page",
    ),
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=say("上一版的文件夹：页面上注明此后的变动", "An earlier build: the pages tell what changed since"),
)
@click.option("--drafts", is_flag=True, help=say("导出中包括草案", "Keep drafts in the exports"))
def build(
    paths: tuple[Stored, ...],
    out: Stored,
    rules: tuple[Path, ...],
    jobs: int,
    cluster: str | None,
    edition: str | None,
    drafts: bool,
    decisions: str | None,
    audit: Path | None,
    since: Path | None,
) -> int:
    from tracker.batch import build as run
    from tracker.cli.decision_log import read_log
    from tracker.render.audited import read_findings
    from tracker.render.corpus import Options
    from tracker.resources import resource

    options = Options(edition=edition, lang=language(), drafts=drafts)
    with _progress() as progress:
        summary = run(
            paths or (resource("reports"),),
            out,
            rules=rules,
            decisions=read_log(decisions),
            jobs=jobs,
            cluster=cluster,
            options=options,
            progress=progress,
            audit=read_findings(audit) if audit is not None else None,
            since=since,
        )
    _tell(summary)
    return 1 if summary.failures else 0


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal; elsewhere nothing until the summary."""
    import sys

    names = {
        "extract": say("读取", "Reading"),
        "compare": say("比对", "Comparing"),
        "write": say("写数据表", "Writing tables"),
    }
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        rows = {stage: bars.add_task(name, total=None) for stage, name in names.items()}
        yield lambda stage, done, total: bars.update(rows[stage], completed=done, total=total)


def _tell(summary: Summary) -> None:
    for failed in summary.failures:
        echo(say(f"未能使用 {failed.path}：{failed.zh}", f"not used: {failed.path}: {failed.en}"), error=True)
    for path, report in summary.superseded:
        echo(
            say(
                f"{path} 与 {report} 是同一份报告，采用后者",
                f"{path} is the same report as {report}; the latter is used",
            )
        )
    echo(
        say(
            f"报告 {summary.reports} 份；量化目标 {summary.targets} 项，重点事项 {summary.milestones} 项；"
            f"完成情况 {summary.results} 条；对应 {summary.links} 处",
            f"{counted(summary.reports, 'report')}; {counted(summary.targets, 'target')},"
            f" {counted(summary.milestones, 'milestone')}; {counted(summary.results, 'result')};"
            f" {counted(summary.links, 'link')}",
        )
    )
    counts = "  ".join(f"{say(*words)} {summary.verdicts.get(name, 0)}" for name, words in VERDICTS.items())
    echo(say(f"比对结果：{counts}", f"Verdicts: {counts}"))
    if summary.decisions or summary.stale:
        echo(
            say(
                f"采用复核记录 {summary.decisions} 条；原句已变、未采用 {summary.stale} 条（tracker review 中可见）",
                f"Decisions applied: {summary.decisions}; stale, their sentence changed: {summary.stale}"
                " (see tracker review)",
            )
        )
    if summary.changes is not None:
        echo(
            say(
                f"与上一版相比变动 {summary.changes} 处（changes.html）",
                f"{counted(summary.changes, 'change')} since the edition before (changes.html)",
            )
        )
    if summary.failures:
        echo(say(f"未能使用的文件 {len(summary.failures)} 个", f"{counted(len(summary.failures), 'input')} not used"))
    page = (summary.out / "index.html").resolve()
    echo(say(f"请打开 {page}", f"Open {page}"))
