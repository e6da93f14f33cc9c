"""The table of what is held of each jurisdiction, year and kind of report, and what to look for first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from heapq import nsmallest
from typing import Any, Literal, get_args

from tracker.models import Level, ReportKind
from tracker.render.columns import Table
from tracker.render.columns import column as _column

__all__ = ["COVERAGE", "Held", "State", "coverage_rows", "most_wanted"]

State = Literal["whole", "fragment", "repost", "draft", "missing"]
"""Of a copy: the first that applies is draft, fragment, repost; a scan counts as whole."""

COVERAGE = Table(
    "coverage",
    "收录情况：逐地区、逐年、逐文种",
    "Coverage: what is held of each jurisdiction, year and kind of report, and what is missing",
    (
        _column("jurisdiction", "string", "地区", "jurisdiction", required=True),
        _column("level", "string", "层级", "level", get_args(Level)),
        _column("region", "string", "所属地区", "the province it stands under"),
        _column("year", "integer", "报告年份（回顾的次年）", "the report's own year, the one after that reviewed"),
        _column("kind", "string", "文种", "kind of report", get_args(ReportKind), True),
        _column("state", "string", "收录情况", "what is held", get_args(State), True),
        _column("report", "string", "报告", "the report, where there is one"),
        _column(
            "would_answer",
            "integer",
            "补齐后可答复的目标任务数",
            "open commitments that a whole copy would answer",
            required=True,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Held:
    """One cell: a jurisdiction, the report's own ``year`` (None where it is not known) and a kind of report.

    ``would_answer`` counts the open commitments that a whole copy would answer.
    """

    jurisdiction: str
    level: Level
    region: str
    year: int | None
    kind: ReportKind
    state: State
    report: str | None
    would_answer: int


def coverage_rows(cells: Iterable[Held]) -> list[dict[str, Any]]:
    """The rows of the table ``coverage``."""
    return [asdict(cell) for cell in cells]


def most_wanted(cells: Iterable[Held], number: int) -> list[Held]:
    """The copies to look for first: those that would answer the most commitments, most first."""
    return nsmallest(
        number,
        (cell for cell in cells if cell.would_answer),
        key=lambda cell: (-cell.would_answer, cell.jurisdiction, cell.year or 0, cell.kind),
    )
