"""The panel: one row for each jurisdiction, year, indicator, measure and basis, promised beside delivered.

Made from the series of one jurisdiction, place by place like the other tables. What is missing is coded, never left to
be guessed from an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, get_args

from tracker.match.amounts import UnitReader, plain
from tracker.models import Basis, Catalogue, CheckState, Comparator, Level, Measure, Statement, Verdict
from tracker.render.columns import Column, Reference, Table
from tracker.render.columns import column as _column
from tracker.years import Annals, Missing, Series, SeriesYear
from tracker.years.figures import FigureReader

__all__ = ["PANEL", "panel_rows"]

_COMPARATORS = tuple(str(c) for c in Comparator)
_TARGET_MISSING = ("no_report", "fragment", "no_target", "damaged")
_RESULT_MISSING = ("no_report", "fragment", "no_result", "damaged", "incomparable")


def _figure(side: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        _column(f"{side}_value", "number", f"{zh}数值（原文写法）", f"{en}, as written"),
        _column(f"{side}_value_max", "number", f"{zh}区间上限", f"{en}, upper end of a range"),
        _column(f"{side}_unit", "string", f"{zh}单位（原文写法）", f"{en}, unit as written"),
        _column(f"{side}_direction", "string", f"{zh}增减方向", f"{en}, direction of a growth", ("up", "down")),
        _column(f"{side}_base_value", "number", f"{zh}折合基本单位", f"{en} in the base unit"),
        _column(f"{side}_base_value_max", "number", f"{zh}区间上限折合基本单位", f"{en}, upper end in the base unit"),
        _column(f"{side}_base_unit", "string", f"{zh}基本单位", f"{en}, base unit"),
        _column(f"{side}_conversion", "string", f"{zh}换算", f"{en}, the conversion"),
        _column(f"{side}_report", "string", f"{zh}所据报告", f"report {en} comes from"),
        _column(f"{side}_tellings", "list", f"{zh}的其他出处（编号）", f"ids of other tellings of the {en}"),
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
        _column("definition", "integer", "口径序号（定义变更后为1）", "definition: 1 after a break", required=True),
        _column("measure", "string", "计量方式", "measure", get_args(Measure), True),
        _column("basis", "string", "计算口径", "basis of a growth", get_args(Basis)),
        *_figure("target", "目标", "target"),
        _column("comparator", "string", "比较方式", "comparator", _COMPARATORS),
        _column("binding", "string", "约束性或预期性", "binding or expected", ("约束性", "预期性")),
        *_figure("result", "完成", "result"),
        _column("qualifier", "string", "限定方式", "qualifier", _COMPARATORS),
        _column("provisional", "boolean", "预计数", "provisional"),
        _column("verdict", "string", "比对结果", "verdict", tuple(str(v) for v in Verdict)),
        _column("verdict_detail", "string", "比对结果的原因", "which case of the verdict"),
        _column("check_state", "string", "复核情况", "who has checked it", get_args(CheckState)),
        _column("missing", "string", "没有比对的原因", "why there is no comparison", get_args(Missing)),
        _column("target_missing", "string", "没有目标的原因", "why there is no target", _TARGET_MISSING),
        _column("result_missing", "string", "没有完成数的原因", "why there is no result", _RESULT_MISSING),
        _column("commitment", "string", "目标任务编号", "id of the commitment"),
        _column("result", "string", "完成情况编号", "id of the result, or of what answered without a figure"),
    ),
    references=(Reference("commitment", "commitments"), Reference("result", "results")),
)


def panel_rows(annals: Annals, series: Sequence[Series], figures: FigureReader) -> list[dict[str, Any]]:
    """The panel rows of one jurisdiction, by year, indicator, measure and basis.

    Figures of a part of the jurisdiction (a scope) and goals over several years are not in the panel.
    """
    rows = [
        _row(annals.extractions[0].report.catalogue, one, year, figures)
        for one in series
        if not one.scope
        for year in one.years
    ]
    return sorted(rows, key=lambda row: (row["year"], row["indicator_id"], row["measure"], row["basis"] or ""))


def _row(catalogue: Catalogue, series: Series, year: SeriesYear, figures: FigureReader) -> dict[str, Any]:
    target, result, link = year.target, year.result, year.link
    entry = figures.lexicon.get(series.indicator)
    row: dict[str, Any] = {column.name: None for column in PANEL.columns}
    row |= {
        "jurisdiction": catalogue.jurisdiction,
        "division_code": catalogue.division_code,
        "level": catalogue.level,
        "year": year.year,
        "indicator_id": series.indicator,
        "indicator": entry.name if entry is not None else series.indicator,
        "definition": series.definition,
        "measure": series.measure,
        "basis": series.basis or None,
        "missing": year.missing,
        "target_missing": year.target_missing,
        "result_missing": year.result_missing,
        "target_tellings": [c.id for c in year.other_targets],
        "result_tellings": [r.id for r in year.other_results],
    }
    if target is not None:
        row |= _side("target", target, figures.units)
        row |= {"comparator": target.comparator, "binding": target.binding, "commitment": target.id}
    if result is not None:
        row |= _side("result", result, figures.units)
        row |= {"qualifier": result.qualifier, "provisional": result.provisional, "result": result.id}
    elif year.answer is not None:
        row["result"] = year.answer.id
    if link is not None:
        row |= {"verdict": link.verdict, "verdict_detail": link.verdict_detail, "check_state": link.check_state}
    return row


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
        value, upper = statement.value * factor, statement.value_max
        cells |= {f"{side}_base_value": value, f"{side}_base_unit": base}
        if upper is not None:
            cells[f"{side}_base_value_max"] = upper * factor
        if factor != Decimal(1):
            written, told = f"{plain(statement.value)}{statement.unit}", f"{_large(value)}{base}"
            if told == written:  # only a magnitude word is taken off: 650亿元
                told = f"{plain(value)}{base}"
            cells[f"{side}_conversion"] = f"{written} = {told}"
    return cells


def _large(value: Decimal) -> str:
    """A number with the magnitude word that keeps it short: 11000000000 → 110亿."""
    for magnitude, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= magnitude:
            return f"{plain(value / magnitude)}{word}"
    return plain(value)
