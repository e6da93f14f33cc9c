"""``tracker diff``: what changed from one edition to the next, and why."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from tracker.cli.messages import echo, language, say

__all__ = ["diff"]

_SHOWN = 40


@click.command(
    name="diff",
    help=say(
        "比较两次生成的结果：哪些目标任务、数值、原文和比对结果变了，因为什么。"
        "\n\n\b\n例：\n  tracker diff 上一版 这一版\n  tracker diff 上一版 这一版 -o 变动",
        "Compare two builds: which commitments, values, quotes and verdicts changed, and why."
        "\n\n\b\nExamples:\n  tracker diff OLD NEW\n  tracker diff OLD NEW -o changes",
    ),
)
@click.argument("old", type=click.Path(path_type=Path, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=say(
        "写网页 changes.html 和表 changes.csv 的文件夹", "Folder for the page changes.html and the table changes.csv"
    ),
)
def diff(old: Path, new: Path, out: Path | None) -> int:
    from tracker.batch.edition import Edition, changes_between
    from tracker.errors import OutputError
    from tracker.render.changes import CAUSES, WHAT, changes_page, changes_table
    from tracker.render.environment import templates
    from tracker.render.words import FIELDS

    before, now = Edition(old), Edition(new)
    changes = [change for one in changes_between(before, now) for change in one.compared.changes]
    for change in changes[:_SHOWN]:
        what, cause = WHAT[change.what], CAUSES[change.cause]
        head = f"{change.jurisdiction} {change.year or ''} {change.name}"
        echo(f"{say(what.zh, what.en)}  {head}  [{say(cause.zh, cause.en)}]")
        for name, was, is_now in change.fields:
            label = FIELDS[name]
            echo(f"    {say(label.zh, label.en)}: {was or '—'} → {is_now or '—'}")
    if len(changes) > _SHOWN:
        echo(say(f"……另有 {len(changes) - _SHOWN} 处", f"… and {len(changes) - _SHOWN} more"))
    found: Counter[str] = Counter(change.cause for change in changes)
    causes = "  ".join(f"{say(label.zh, label.en)} {found[key]}" for key, label in CAUSES.items() if found[key])
    echo(say(f"变动 {len(changes)} 处  {causes}", f"{len(changes)} changes  {causes}"))
    if out is not None:
        root = os.path.relpath(new, out).replace(os.sep, "/") + "/"
        page = changes_page(changes, before.stamp, now.stamp, language(), root)
        try:
            out.mkdir(parents=True, exist_ok=True)
            (out / "changes.html").write_bytes(templates().page("changes.html", page).encode("utf-8", "replace"))
            (out / "changes.csv").write_bytes(changes_table(changes))
        except OSError as error:
            raise OutputError.of_system(error, out) from error
        echo(say(f"请打开 {out / 'changes.html'}", f"Open {out / 'changes.html'}"))
    return 0
