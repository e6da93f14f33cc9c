"""``tracker read``: how a report was catalogued, outlined and repaired."""

from __future__ import annotations

from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, language, say
from tracker.cli.options import load_rules, rules_folders

if TYPE_CHECKING:
    from tracker.models import Report
    from tracker.render.words import Label

__all__ = ["read", "shown"]

_FIELDS = {
    "jurisdiction": ("地区", "jurisdiction"),
    "level": ("层级", "level"),
    "parent": ("上级", "parent"),
    "division_code": ("区划代码", "division code"),
    "kind": ("文种", "kind"),
    "title": ("标题", "title"),
    "issuer": ("发布机关", "issuer"),
    "speaker": ("报告人", "speaker"),
    "session": ("会议", "session"),
    "delivered_on": ("报告日期", "delivered on"),
    "reviewed_years": ("回顾年份", "years reviewed"),
    "planned_years": ("计划年份", "years planned"),
    "partial": ("残缺文本", "partial"),
    "url": ("网址", "url"),
    "publisher": ("发布者", "publisher"),
    "retrieved": ("取得日期", "retrieved"),
    "status": ("文本性质", "status"),
}

_ROLES = {
    "review": ("回顾", "review"),
    "plan": ("计划", "plan"),
    "outlook": ("远景", "outlook"),
    "problems": ("问题", "problems"),
    "preamble": ("开头", "preamble"),
    "other": ("其他", "other"),
}


@click.command(
    name="read",
    help=say(
        "显示报告是怎样读懂的：编目及依据、分节、修复、仍然破损的字。"
        "\n\n\b\n例：\n  tracker read 报告.txt\n  tracker read --table reports/",
        "Show how reports were understood: catalogue and reasons, outline, repairs, characters still damaged."
        "\n\n\b\nExample:\n  tracker read report.txt\n  tracker read --table reports/",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--table", is_flag=True, help=say("每份报告一行", "One row for each report"))
@rules_folders
def read(files: tuple[Path, ...], table: bool, rules: tuple[Path, ...]) -> int:
    from tracker.batch.inputs import collect
    from tracker.errors import TrackerError
    from tracker.flow import read_report

    rulebook = load_rules(rules)
    inputs, failures = collect(files)
    for failed in failures:
        echo(f"{failed.path}: {say(failed.zh, failed.en)}", error=True)
    broken = bool(failures)
    rows = []
    for item in inputs:
        try:
            report = read_report(item.path, rulebook, overrides=item.overrides, report_id=item.report_id)
        except TrackerError as error:
            echo(error.say(language()), error=True)
            broken = True
            continue
        if table:
            rows.append(_row(report))
        else:
            _show(report)
    if table:
        _table(rows)
    return 1 if broken else 0


# the outline and the repairs need a wide terminal; `tracker read FILE` tells them of one report
# columns that need so wide a terminal, and those that are not read when they are broken over lines
_NEEDS = {"delivered": 100, "outline (characters)": 150, "repairs": 150}
_NARROW = 72
_UNBROKEN = frozenset({"report", "reviewed", "planned"})
_COLUMNS = (
    ("报告", "report"),
    ("地区", "jurisdiction"),
    ("文种", "kind"),
    ("报告日期", "delivered"),
    ("回顾", "reviewed"),
    ("计划", "planned"),
    ("残缺", "partial"),
    ("分节（字数）", "outline (characters)"),
    ("修复", "repairs"),
    ("破损", "damaged"),
)


def _row(report: Report) -> tuple[str, ...]:
    from tracker.outline import role_shares

    catalogue = report.catalogue
    return (
        report.id,
        catalogue.jurisdiction,
        _word("kind", catalogue.kind),
        catalogue.delivered_on or "—",
        _span(catalogue.reviewed_years),
        _span(catalogue.planned_years),
        catalogue.reasons.get("partial", "") if catalogue.partial else "",
        ", ".join(
            " ".join(filter(None, (say(*_ROLES[s.role]), _span(s.years) if s.years else "", str(s.characters))))
            for s in role_shares(report.sections)
        ),
        _repairs(report),
        str(sum(end - start for start, end in report.clean.damaged)),
    )


def _table(rows: list[tuple[str, ...]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console()
    shown = [console.width >= _NEEDS.get(names[1], 0) for names in _COLUMNS]
    table = Table(show_edge=False, pad_edge=False, box=SIMPLE_HEAD)
    for names in compress(_COLUMNS, shown):
        table.add_column(say(*names), overflow="fold", no_wrap=names[1] in _UNBROKEN and console.width >= _NARROW)
    for row in rows:
        table.add_row(*compress(row, shown))
    console.print(table)


def _repairs(report: Report) -> str:
    from tracker.repair import summary

    return ", ".join(f"{_word('repairs', kind)} {count}" for kind, count in summary(report.clean).items())


def _word(field: str, value: str) -> str:
    """A word of the catalogue in the language of the messages; what has no label stays as it is."""
    from tracker.render.words import KINDS, LEVELS, REPAIRS, STATUSES, known

    labels: dict[str, dict[str, Label]] = {"kind": KINDS, "level": LEVELS, "status": STATUSES, "repairs": REPAIRS}
    label = known(labels.get(field, {}), value)
    return say(label.zh, label.en)


def shown(field: str, value: object) -> str:
    """A field of the catalogue as it is printed; — where it is not known."""
    if isinstance(value, bool):
        return say("是", "yes") if value else say("否", "no")
    if isinstance(value, tuple):
        return _span(value)
    return _word(field, str(value)) if value else "—"


def _span(years: tuple[int, int] | None) -> str:
    return "—" if years is None else "–".join(map(str, sorted(set(years))))


def _show(report: Report) -> None:
    catalogue = report.catalogue
    echo(f"== {report.id} ({report.source.format}, {report.source.encoding})")
    for field, names in _FIELDS.items():
        reason = catalogue.reasons.get(field)
        echo(f"{say(*names)}: {shown(field, getattr(catalogue, field))}" + (f"    [{reason}]" if reason else ""))
    echo(say("分节：", "Outline:"))
    for section in report.sections:
        years = _span(section.years) if section.years else ""
        heading = " / ".join(section.headings)
        echo(f"  {section.start:>6}–{section.end:<6} {say(*_ROLES[section.role])} {years}  {heading}")
    repairs = _repairs(report)
    if repairs:
        echo(say("修复：", "Repairs: ") + repairs)
    for start, end in report.clean.damaged:
        around = report.clean.text[max(0, start - 8) : end + 8].replace("\n", " ")
        echo(say(f"  仍然破损：…{around}…", f"  still damaged: …{around}…"))
    echo()
