"""``tracker add``: reports into an archive, each at its place, with where it came from."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from tracker.cli.messages import echo, language, say
from tracker.cli.options import load_rules, rules_folders
from tracker.errors import TrackerError
from tracker.models import Level, ReportKind, Status

if TYPE_CHECKING:
    from tracker.archive import Proposal
    from tracker.batch.inputs import Input
    from tracker.rulebook import Rulebook

__all__ = ["add"]

ARCHIVE = Path("archive")

# what a person can say of a file: field → (what it is, its closed list)
_FIELDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "jurisdiction": ("地区全名，如 云江省澄州市", "The jurisdiction's whole name", ()),
    "level": ("层级", "Level", get_args(Level)),
    "kind": ("文种", "Kind of report", get_args(ReportKind)),
    "planned-years": ("计划年份，如 2024 或 2021-2025", "Years planned, as 2024 or 2021-2025", ()),
    "reviewed-years": ("回顾年份", "Years reviewed", ()),
    "delivered-on": ("报告日期，如 2024-01-21", "Date of delivery, as 2024-01-21", ()),
    "title": ("标题", "Title", ()),
    "url": ("网址", "Address it was taken from", ()),
    "publisher": ("刊发者", "Who published it", ()),
    "retrieved": ("取得日期，如 2024-03-01", "Date it was taken, as 2024-03-01", ()),
    "status": ("文本性质", "Standing of the text", get_args(Status)),
    "id": ("报告在网页和数据中的名字", "The report's name in pages and tables", ()),
}
_OF_ONE_FILE = ("url", "id", "title")
_SHOWN = (
    ("jurisdiction", "地区", "jurisdiction"),
    ("kind", "文种", "kind"),
    ("planned_years", "计划年份", "years planned"),
    ("reviewed_years", "回顾年份", "years reviewed"),
    ("title", "标题", "title"),
    ("delivered_on", "报告日期", "delivered on"),
    ("partial", "残缺文本", "fragment"),
    ("url", "网址", "url"),
    ("publisher", "刊发者", "publisher"),
    ("retrieved", "取得日期", "retrieved"),
    ("status", "文本性质", "status"),
)


def _fields(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, (zh, en, words) in reversed(_FIELDS.items()):
        kind = click.Choice(words) if words else None
        function = click.option(f"--{name}", type=kind, help=say(zh, en))(function)
    return function


@click.command(
    name="add",
    help=say(
        "把报告收进档案文件夹：文件原样复制到“地区/年份”之下，旁边的 reports.toml 登记摘要和出处。"
        "看得出的自动填写，看不出的在终端里询问（脚本中用下列选项）。"
        "同一份报告有更好的文本时，以更好的为准，旧的留存不用。"
        "\n\n\b\n例：\n  tracker add 报告.txt --url https://example.org/a.html --publisher 市政府网 --status official"
        "\n  tracker add 下载的文件夹 --into 档案 --yes"
        "\n  tracker add --remove 档案/澄州市/2024/报告.txt --into 档案",
        "Take reports into an archive: each file is copied unchanged under jurisdiction/year, and the reports.toml"
        " beside it records its hash and source. What the text says is filled in, what is missing is asked for (in"
        " scripts: the options below). A better copy of a report takes the place of the one there, which is kept and"
        " not used."
        "\n\n\b\nExamples:\n  tracker add report.txt --url https://example.org/a.html --status official"
        "\n  tracker add FOLDER --into archive --yes\n  tracker add --remove archive/PLACE/2024/report.txt",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=ARCHIVE,
    show_default=True,
    help=say("档案文件夹", "The archive"),
)
@_fields
@click.option(
    "--partial/--whole",
    default=None,
    help=say("残缺文本／完整文本（默认由文本判断）", "A fragment, or whole (default: seen)"),
)
@click.option(
    "--replace",
    is_flag=True,
    help=say("替换已有的文本，即使新的不更好", "Take the place of the copy there, though no better"),
)
@click.option(
    "--remove", is_flag=True, help=say("把档案中的这些文件移出使用（留存）", "Take these out of use; they are kept")
)
@click.option("--yes", is_flag=True, help=say("不询问", "Ask nothing"))
@rules_folders
def add(
    files: tuple[Path, ...],
    into: Path,
    partial: bool | None,
    replace: bool,
    remove: bool,
    yes: bool,
    rules: tuple[Path, ...],
    **said: str | None,
) -> int:
    from tracker.batch.inputs import collect

    if remove:
        return _remove(files, into)
    given = _given(said)
    if partial is not None:
        given["partial"] = partial
    inputs, failures = collect(files)
    for failed in failures:
        echo(f"{failed.path}: {say(failed.zh, failed.en)}", error=True)
    alone = [name for name in _OF_ONE_FILE if name in given]
    if alone and len(inputs) > 1:
        raise click.UsageError(say(f"--{alone[0]} 只能用于一个文件", f"--{alone[0]} can be given for one file only"))
    rulebook = load_rules(rules)
    ask = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    refused = len(failures)
    for item in inputs:
        try:
            refused += not _add(item, into, given, rulebook, replace=replace, ask=ask)
        except TrackerError as error:
            echo(error.say(language()), error=True)
            refused += 1
    return 1 if refused else 0


def _given(said: dict[str, str | None]) -> dict[str, object]:
    return {name: _value(name, text) for name, text in said.items() if text is not None}


def _value(name: str, text: str) -> object:
    """A field as it was typed. Raises CatalogueError for what the field cannot take."""
    from tracker.read.catalogue import field_value

    value: object = text
    if name.endswith("_years"):
        years = text.replace("—", "-").replace("–", "-").split("-")
        value = [int(year) if year.strip().isdecimal() else year for year in (years[0], years[-1])]
    return field_value(name, value, f"--{name.replace('_', '-')}")


def _add(item: Input, into: Path, given: dict[str, object], rulebook: Rulebook, *, replace: bool, ask: bool) -> bool:
    """Add one file; False where a person said no."""
    from tracker.archive import keep, propose

    path = Path(str(item.path))
    said = {**item.overrides, **given}
    proposal = propose(path, into, said, rulebook)
    if ask:
        _screen(item.shown, proposal)
        answers = {}
        for name in proposal.missing:
            answer = _ask(name)
            if answer is not None:
                answers[name] = answer
        if answers:
            proposal = propose(path, into, {**said, **answers}, rulebook)
        if proposal.placed and proposal.standing == "no_better" and not replace:
            replace = click.confirm(
                say(
                    f"已有的“{proposal.rival}”不比它差，仍要替换吗",
                    f"{proposal.rival} is no worse; replace it all the same",
                ),
                default=False,
            )
            if not replace:
                return False
        elif proposal.placed and not click.confirm(say("收入档案", "Add it"), default=True):
            return False
    kept = keep(proposal, into, replace=replace)
    if not ask:
        _line(item.shown, proposal)
    _tell(proposal, kept.path, kept.superseded, kept.changed)
    return True


def _ask(name: str) -> object | None:
    """What a person answers for a missing field; asked again where the field cannot take it."""
    option = name.replace("_", "-")
    zh, en, words = _FIELDS[option]
    listed = f" ({', '.join(words)})" if words else ""
    while True:
        text = str(click.prompt(f"{say(zh, en)}{listed}", default="", show_default=False)).strip()
        if not text:
            return None
        try:
            return _value(name, text)
        except TrackerError as error:
            echo(error.say(language()), error=True)


def _screen(shown_as: str, proposal: Proposal) -> None:
    """What was inferred and from which words, one screen."""
    from tracker.cli.read import shown

    catalogue = proposal.report.catalogue
    echo(f"== {shown_as}  ({proposal.report.source.format}, {proposal.report.source.encoding})")
    for field, zh, en in _SHOWN:
        reason = catalogue.reasons.get(field)
        echo(f"{say(zh, en)}: {shown(field, getattr(catalogue, field))}" + (f"    [{reason}]" if reason else ""))
    _line(shown_as, proposal)


def _line(shown_as: str, proposal: Proposal) -> None:
    from tracker.cli.read import shown

    catalogue = proposal.report.catalogue
    if not proposal.placed:
        return
    facts = [catalogue.jurisdiction, str(catalogue.year), shown("kind", catalogue.kind)]
    facts += [say("残缺文本", "fragment")] if catalogue.partial else []
    echo(f"{shown_as} → {proposal.folder}/{proposal.name}  ({', '.join(facts)})")
    if proposal.missing:
        names = ", ".join(proposal.missing)
        echo(say(f"  未登记：{names}", f"  not recorded: {names}"))


def _tell(proposal: Proposal, path: Path, superseded: Path | None, changed: bool) -> None:
    if superseded is not None:
        echo(say(f"  取代 {superseded}（留存不用）", f"  takes the place of {superseded} (kept, not used)"))
    elif proposal.standing == "known" and proposal.aside and not changed:
        echo(
            say(
                f"  已在档案中，但未使用：{path}（加 --replace 重新采用）",
                f"  there already, not in use: {path} (--replace)",
            )
        )
    elif proposal.standing == "known":
        news = say("，登记已更新", "; its record is brought up to date") if changed else ""
        echo(say(f"  已在档案中：{path}{news}", f"  there already: {path}{news}"))
    else:
        echo(say(f"  已收入 {path}", f"  added {path}"))


def _remove(files: tuple[Path, ...], into: Path) -> int:
    from tracker.archive import put_aside

    failed = False
    for file in files:
        try:
            put_aside(file, into)
            echo(say(f"{file}  已移出使用（留存）", f"{file}  out of use (kept)"))
        except TrackerError as error:
            echo(error.say(language()), error=True)
            failed = True
    return 1 if failed else 0
