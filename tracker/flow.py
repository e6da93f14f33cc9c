"""The flow for one report: a file in, what it says out. ``batch`` runs it over many, the public API over one.

Nothing is decided here; this is the order in which the stages are called, written once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.memory import collect_seldom
from tracker.models import Extraction, Link, Report, SourceText
from tracker.storage import Stored, located

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = [
    "built_in_rulebook",
    "by_jurisdiction",
    "compare_reports",
    "extract_report",
    "prepare",
    "read_report",
    "report_from_source",
]


@lru_cache(maxsize=1)
def built_in_rulebook() -> Rulebook:
    """The rules that travel with the program, loaded once a process."""
    from tracker.rulebook import load

    return load()


def read_report(
    path: Stored | str,
    rulebook: Rulebook | None = None,
    *,
    overrides: Mapping[str, object] | None = None,
    report_id: str | None = None,
) -> Report:
    """Read one file, repair it, find out who reports on what, and outline it.

    ``overrides`` are the fields a ``reports.toml`` gives for this file; ``report_id`` is the ``id`` among them, or the
    file's stem, unless given.
    Raises ReadError where the file cannot be read.
    """
    from tracker.read import read_source

    return report_from_source(
        read_source(located(path) if isinstance(path, str) else path),
        rulebook,
        overrides=overrides,
        report_id=report_id,
    )


def report_from_source(
    source: SourceText,
    rulebook: Rulebook | None = None,
    *,
    overrides: Mapping[str, object] | None = None,
    report_id: str | None = None,
) -> Report:
    """The report in a text that was already read; see ``read_report``."""
    from tracker.outline import outline
    from tracker.read.catalogue import infer
    from tracker.repair import repair

    rules = rulebook or built_in_rulebook()
    given = dict(overrides or {})
    named = given.pop("id", None) or Path(source.path).stem
    clean = repair(source.text)
    catalogue = infer(source, clean, given, rules)
    sections = outline(clean, catalogue, rules)
    return Report(id=report_id or str(named), source=source, clean=clean, catalogue=catalogue, sections=sections)


def extract_report(report: Report, rulebook: Rulebook | None = None) -> Extraction:
    """Every commitment and result in a report, and every number seen and not taken."""
    from tracker.language import extract

    return extract(report, rulebook or built_in_rulebook())


def by_jurisdiction(extractions: Iterable[Extraction]) -> dict[str, list[Extraction]]:
    """The extractions of each jurisdiction, by name in order; commitments and results meet within one only."""
    groups: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        groups.setdefault(extraction.report.catalogue.jurisdiction, []).append(extraction)
    return dict(sorted(groups.items()))


def compare_reports(extractions: Sequence[Extraction], rulebook: Rulebook | None = None) -> list[Link]:
    """The judged links among any reports, each jurisdiction by itself."""
    from tracker.judge import judge
    from tracker.match import pair

    rules = rulebook or built_in_rulebook()
    links: list[Link] = []
    for place in by_jurisdiction(extractions).values():
        links += judge(pair(place, rules), place, rules)
    return links


_FIRST = """{year}年青岚县政府工作报告
过去一年，我们修渠3条。今年，再修2条。
一、{last}年和“十三五”时期工作回顾
粮食产量达到5万吨，增长3%。森林覆盖率达到50%，对12个村农田达到5项要求。新建村级养老服务站20个。
各项目标任务全面完成。“十三五”时期，修渠30条。但也存在不少困难和问题。各位代表，修渠不易。
二、{year}年工作安排
过去一年，修渠取得实效，修渠3条。今年，主要预期目标是：粮食产量增长3%（约束性指标）。物价保持基本稳定。
新建村级养老服务站20个。
"""
_DAMAGED = "隨著經濟社會發展，我們沿著這條道路繼續前進。"


def prepare(rulebook: Rulebook) -> None:
    """Make a process ready to read many reports: load the models and compile the rules by taking a few lines, damaged
    ones among them, through the flow, from two reports that are compared.

    What is loaded stays until the process ends, so the garbage collector is told to leave it alone, and to come less
    often: walking over a hundred thousand rules and words again and again took a third of the time of a run. Results
    do not depend on it. Meant for processes that belong to this program (a build, its workers, the benchmark).
    """
    from tracker import periods, word_list
    from tracker.language.words import words
    from tracker.repair import repair
    from tracker.rulebook.schema.periods import PeriodSettings

    words("词语")
    word_list.make_ready()
    periods.make_ready(rulebook.settings(PeriodSettings))
    repair(_DAMAGED)
    texts = (_FIRST.format(year=year, last=year - 1) for year in (2024, 2025))
    sources = (SourceText(path="", sha256="", format="text", encoding="utf-8", text=text) for text in texts)
    compare_reports([extract_report(report_from_source(source, rulebook), rulebook) for source in sources], rulebook)
    gc.collect()
    gc.freeze()
    collect_seldom()
