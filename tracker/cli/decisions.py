"""``tracker decisions``: the reviewers' log in and out of files fit for git, and as gold for evaluation."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.decision_log import open_log, read_log
from tracker.cli.messages import counted, echo, say
from tracker.cli.options import rules_folders

__all__ = ["decisions"]

_LOG = click.option("--decisions", "where", metavar="FILE|URL", help=say("复核记录库", "Where decisions are kept"))


@click.group(
    name="decisions",
    help=say("导出、导入复核记录，或导出为评测答案", "Export or import reviewers' decisions, or export them as gold"),
)
def decisions() -> None:
    pass


@decisions.command(
    name="export", help=say("写成 JSON 行；私下备注不写出", "Write JSON Lines; private notes stay behind")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_LOG
def export(file: Path, where: str | None) -> int:
    from tracker.review.exchange import lines_of, write_text

    entries = read_log(where)
    write_text(file, lines_of(entries))
    echo(f"{file}: {say(f'{len(entries)} 条', f'{len(entries)} entries')}")
    return 0


@decisions.command(
    name="import", help=say("读入 JSON 行；已有的不重复", "Read JSON Lines; what is there already is not added again")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_LOG
def import_(file: Path, where: str | None) -> int:
    from tracker.review.exchange import read_lines

    entries = read_lines(file)
    with open_log(where) as log:
        new = log.append_all(entries)
    echo(say(f"读到 {len(entries)} 条，新增 {new} 条", f"{len(entries)} entries read, {new} new"))
    return 0


@decisions.command(
    name="gold",
    help=say(
        "把复核结果写成评测用的答案（tracker evaluate、make evaluate）。"
        "\n\n\b\n例：\n  tracker decisions gold 报告文件夹 -o 答案",
        "Write what reviewers decided as answers for tracker evaluate."
        "\n\n\b\nExample:\n  tracker decisions gold FOLDER -o gold",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("gold"), show_default=True)
@_LOG
@rules_folders
def gold(paths: tuple[Path, ...], out: Path, where: str | None, rules: tuple[Path, ...]) -> int:
    from tempfile import TemporaryDirectory

    from tracker.render.corpus import Options
    from tracker.resources import resource
    from tracker.review.corpus import load
    from tracker.review.exchange import write_text
    from tracker.review.gold import gold_files

    entries = read_log(where)
    with TemporaryDirectory() as cache:
        corpus = load(paths or (resource("reports"),), rules, Path(cache), entries, Options())
    for failed in corpus.failures:
        echo(say(f"未能使用 {failed.path}：{failed.zh}", f"not used: {failed.path}: {failed.en}"), error=True)
    files = gold_files(corpus)
    for name, text in files.items():
        write_text(out / name, text)
    echo(f"{out}: {say(f'{len(files)} 个文件', counted(len(files), 'file'))}")
    return 1 if corpus.failures else 0
