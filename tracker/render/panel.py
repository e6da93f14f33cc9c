"""The panel: one row for each jurisdiction, year, indicator, measure and basis, promised beside delivered.

Made place by place like the other tables. What is missing is coded, never left to be guessed from an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal, get_args

from tracker.match.amounts import UnitReader, plain
from tracker.models import Basis, CheckState, Comparator, Extraction, Level, Link, Measure, Result, Statement, Verdict
from tracker.render.columns import Column, Reference, Table
from tracker.render.columns import column as _column
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.units import Units

__all__ = ["PANEL", "Missing", "panel_rows"]

Missing = Literal["no_report", "fragment", "no_target", "no_result", "damaged", "incomparable"]

_MISSING_BY_DETAIL: dict[str, Missing] = {"damaged": "damaged", "fragment": "fragment"}
_COMPARATORS = tuple(str(c) for c in Comparator)


def _figure(side: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        _column(f"{side}_value", "number", f"{zh}数值（原文写法）", f"{en}, as written"),
        _column(f"{side}_value_max", "number", f"{zh}区间上限", f"{en}, upper end of a range"),
        _column(f"{side}_unit", "string", f"{zh}单位（原文写法）", f"{en}, unit as written"),
        _column(f"{side}_direction", "string", f"{zh}增减方向", f"{en}, direction of a growth", ("up", "down")),
        _column(f"{side}_base_value", "number", f"{zh}折合基本单位", f"{en} in the base unit"),
        _column(f"{side}_base_unit", "string", f"{zh}基本单位", f"{en}, base unit"),
        _column(f"{side}_conversion", "string", f"{zh}换算", f"{en}, the conversion"),
        _column(f"{side}_report", "string", f"{zh}所据报告", f"report {en} comes from"),
    )


PANEL = Table(
    "panel",
    "面板数据：逐地区、逐年、逐指标",
    "Panel: one row per jurisdiction, year, indicator, measure and basis",
    (
        _column("jurisdiction", "string", "地区", "jurisdiction", required=True),
        _column("division_code", "string", "行政区划代码", "division code"),
        _column("level", "string", "层级", "level", get_args(Level)),
        _column("year", "integer", "年份", "year", required=True),
        _column("indicator_id", "string", "指标词表编号", "id in the indicator lexicon", required=True),
        _column("indicator", "string", "指标名称（词表）", "name in the indicator lexicon"),
        _column("measure", "string", "计量方式", "measure", get_args(Measure), True),
        _column("basis", "string", "计算口径", "basis of a growth", get_args(Basis)),
        *_figure("target", "目标", "target"),
        _column("comparator", "string", "比较方式", "comparator", _COMPARATORS),
        _column("binding", "string", "约束性或预期性", "binding or expected", ("约束性", "预期性")),
        *_figure("result", "完成", "result"),
        _column("qualifier", "string", "限定方式", "qualifier", _COMPARATORS),
        _column("provisional", "boolean", "预计数", "provisional"),
        _column("verdict", "string", "比对结果", "verdict", tuple(str(v) for v in Verdict)),
        _column("check_state", "string", "复核情况", "who has checked it", get_args(CheckState)),
        _column("missing", "string", "缺失原因", "why a side is missing or not compared", get_args(Missing)),
        _column("commitment", "string", "目标任务编号", "id of the commitment"),
        _column("result", "string", "完成情况编号", "id of the result"),
        _column("tellings", "list", "同一数字的其他出处", "ids of other tellings of the same"),
    ),
    references=(Reference("commitment", "commitments"), Reference("result", "results")),
)

_Key = tuple[int, str, str, str]


def panel_rows(extractions: Iterable[Extraction], links: Sequence[Link], rulebook: Rulebook) -> list[dict[str, Any]]:
    """The panel rows of one jurisdiction, by year, indicator, measure and basis.

    Of several commitments with one key the headline target stands, else the first; the others are named in
    ``tellings``. Figures of a part of the jurisdiction (a scope) are not in the panel. A result no plan promised has a
    row of its own (``no_target``).
    """
    found = list(extractions)
    if not found:
        return []
    units = UnitReader(rulebook.settings(Units))
    final = {link.commitment: link for link in links if link.final}
    results = {result.id: result for extraction in found for result in extraction.results}
    rows: dict[_Key, dict[str, Any]] = {}
    answered: set[str] = set()
    catalogue = found[0].report.catalogue
    about = {
        "jurisdiction": catalogue.jurisdiction,
        "division_code": catalogue.division_code,
        "level": catalogue.level,
    }
    promised = [c for e in found for c in e.commitments if c.kind == "target" and not c.scope and not c.restates]
    for commitment in sorted(promised, key=lambda c: c.tier != "headline"):
        key = _key(commitment, commitment.horizon_end)
        if key is None:
            continue
        if key in rows:
            rows[key]["tellings"].append(commitment.id)
            continue
        link = final.get(commitment.id)
        result = results.get(link.result) if link is not None and link.result else None
        if result is not None:
            answered.add(result.id)
        row = rows[key] = _row(about, key, rulebook)
        row |= _side("target", commitment, units)
        row |= {"comparator": commitment.comparator, "binding": commitment.binding, "commitment": commitment.id}
        row |= _delivered(result, units)
        if link is not None:
            row |= {"verdict": link.verdict, "check_state": link.check_state, "missing": _missing(link)}
    for result in results.values():
        key = _key(result, result.period_end)
        if key is None or result.scope or not _of_one_year(result):
            continue
        if key in rows:
            if result.id not in answered:
                rows[key]["tellings"].append(result.id)
            continue
        rows[key] = _row(about, key, rulebook) | _delivered(result, units) | {"missing": "no_target"}
    return [rows[key] for key in sorted(rows)]


def _of_one_year(result: Result) -> bool:
    """A sum over years, or a change since some earlier year, is no figure of its last year."""
    if result.cumulative or result.period_start != result.period_end or result.period_end is None:
        return False
    return result.baseline is None or result.baseline == result.period_end - 1


def _key(statement: Statement, year: int | None) -> _Key | None:
    if year is None or statement.indicator_id is None or statement.measure is None:
        return None
    return year, statement.indicator_id, statement.measure, statement.basis or ""


def _row(about: dict[str, Any], key: _Key, rulebook: Rulebook) -> dict[str, Any]:
    year, indicator, measure, basis = key
    empty: dict[str, Any] = {column.name: None for column in PANEL.columns}
    return empty | about | {
        "year": year,
        "indicator_id": indicator,
        "indicator": rulebook.indicators[indicator].name if indicator in rulebook.indicators else indicator,
        "measure": measure,
        "basis": basis or None,
        "tellings": [],
    }  # fmt: skip


def _delivered(result: Result | None, units: UnitReader) -> dict[str, Any]:
    if result is None:
        return {}
    return _side("result", result, units) | {
        "qualifier": result.qualifier,
        "provisional": result.provisional,
        "result": result.id,
    }


def _side(side: str, statement: Statement, units: UnitReader) -> dict[str, Any]:
    cells: dict[str, Any] = {
        f"{side}_value": statement.value,
        f"{side}_value_max": statement.value_max,
        f"{side}_unit": statement.unit,
        f"{side}_direction": statement.direction,
        f"{side}_report": statement.report,
    }
    if statement.value is not None and statement.unit:
        factor, base = units.split(statement.unit)
        value = statement.value * factor
        cells |= {f"{side}_base_value": value, f"{side}_base_unit": base}
        if factor != Decimal(1):
            written = f"{plain(statement.value)}{statement.unit}"
            cells[f"{side}_conversion"] = f"{written} = {plain(value)}{base}"
    return cells


def _missing(link: Link) -> Missing | None:
    detail = _MISSING_BY_DETAIL.get(link.verdict_detail or "")
    if detail is not None:
        return detail
    if link.verdict is Verdict.PENDING:
        return "no_report"
    if link.verdict is Verdict.UNREPORTED:
        return "no_result"
    return "incomparable" if link.verdict is Verdict.INCOMPARABLE else None
