"""``tracker rules measure`` and ``unknown``: how rules do on reports, and which names the lexicon lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import counted, echo, language, say
from tracker.cli.options import as_json, load_rules, rules_folders

if TYPE_CHECKING:
    from tracker.models import Report
    from tracker.rulebook import Rulebook

__all__ = ["measure", "reports_in", "unknown"]


def reports_in(paths: tuple[Path, ...], rulebook: Rulebook) -> Iterator[Report]:
    """The reports found at ``paths``; what cannot be read is told and left out."""
    from tracker.batch.inputs import collect
    from tracker.errors import TrackerError
    from tracker.flow import read_report

    inputs, failures = collect(paths)
    for failure in failures:
        echo(f"{failure.path}: {say(failure.zh, failure.en)}", error=True)
    for given in inputs:
        try:
            yield read_report(given.path, rulebook, overrides=given.overrides, report_id=given.report_id)
        except TrackerError as error:
            echo(error.say(language()), error=True)


@click.command(
    name="measure",
    help=say(
        "每条规则在报告里命中多少次、见于多少报告、被复核确认或推翻多少次",
        "How often each rule fires, in what share of reports, and how often people confirmed or overturned it",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--decisions", help=say("复核记录数据库", "Database of reviewers' decisions"))
@as_json
@rules_folders
def measure(paths: tuple[Path, ...], decisions: str | None, as_json: bool, rules: tuple[Path, ...]) -> int:
    from tracker.cli.rule_changes import decided
    from tracker.rulebook.check import Watcher
    from tracker.rulebook.measures import measure_rules

    rulebook = load_rules(rules)
    watcher = Watcher(rulebook)
    extractions = [watcher.read(report) for report in reports_in(paths, rulebook)]
    if not as_json:
        echo(
            say(
                "命中  报告%  确认  推翻  规则（与之重叠的）", "fired  reports%  confirmed  overturned  rule (overlaps)"
            )
        )
    for found in measure_rules(rulebook, extractions, decided(decisions), watcher.overlaps()):
        if as_json:
            echo(json.dumps({**asdict(found), "reports": str(found.reports)}, ensure_ascii=False))
        else:
            doubtful = say("  ← 常被推翻", "  ← often overturned") if found.doubtful else ""
            counts = f"{found.fired:>5} {found.reports:>6} {found.confirmed:>5} {found.overturned:>5}"
            others = ", ".join(f"{other} {count}" for other, count in found.overlaps[:3])
            shown = f"{found.intent}（{others}）" if others else found.intent
            echo(f"{counts}  {found.family}/{found.rule}  {shown}{doubtful}")
    return 0


@click.command(
    name="unknown",
    help=say(
        "词库里没有的指标名称，常见的在前，附例句", "Names that the lexicon lacks, the frequent first, with sentences"
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--least", default=2, show_default=True, help=say("至少出现几次", "Met at least so often"))
@as_json
@rules_folders
def unknown(paths: tuple[Path, ...], least: int, as_json: bool, rules: tuple[Path, ...]) -> int:
    from tracker.flow import extract_report
    from tracker.rulebook.measures import unknown_names

    rulebook = load_rules(rules)
    extractions = [extract_report(report, rulebook) for report in reports_in(paths, rulebook)]
    for name in unknown_names(extractions, least=least):
        if as_json:
            echo(json.dumps(asdict(name), ensure_ascii=False))
            continue
        echo(
            say(
                f"{name.name}  {name.count} 次，{name.reports} 份报告",
                f"{name.name}  {name.count}, {counted(name.reports, 'report')}",
            )
        )
        for report, text in name.sentences:
            echo(f"    [{report}] {text.strip()}")
    return 0
