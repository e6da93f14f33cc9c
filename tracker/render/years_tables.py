"""The shape of the tables of what only shows over years: the findings, and the goals over several years."""

from __future__ import annotations

from typing import get_args

from tracker.models import CheckState, Measure, Verdict
from tracker.render.columns import Reference, Table
from tracker.render.columns import column as _column
from tracker.years import FindingKind

__all__ = ["FINDINGS", "PROGRESS"]

_ABOUT = (
    _column("jurisdiction", "string", "地区", "jurisdiction", required=True),
    _column("indicator", "string", "指标或事项名称", "indicator, or name of the deliverable"),
    _column("indicator_id", "string", "指标词表编号", "id in the indicator lexicon"),
    _column("scope", "string", "统计范围（非全域时）", "area or population, where not the whole jurisdiction"),
    _column("measure", "string", "计量方式", "measure", get_args(Measure)),
)

FINDINGS = Table(
    "findings",
    "前后报告对照所见：后续未提及、计划未列、上调、下调、改称、不再列入、顺延、前后两说",
    "What shows over the years: gone silent, never promised, raised, lowered, renamed, dropped, put off, retold",
    (
        _column("kind", "string", "类别", "kind of finding", get_args(FindingKind), True),
        _column("year", "integer", "所涉年份", "year it concerns", required=True),
        *_ABOUT,
        _column("statement", "string", "目标任务或完成情况编号", "id of the commitment or result", required=True),
        _column("report", "string", "所在报告", "report it stands in"),
        _column("section", "list", "所在章节的各级标题", "headings from the top down"),
        _column("tier", "string", "层级", "tier", ("headline", "livelihood", "other")),
        _column("binding", "string", "约束性或预期性", "binding or expected", ("约束性", "预期性")),
        _column("modality", "string", "表述力度（原词）", "the commitment word"),
        _column("value", "number", "数值（原文写法）", "value, as written"),
        _column("value_max", "number", "区间上限", "upper end of a range"),
        _column("unit", "string", "单位（原文写法）", "unit, as written"),
        _column("other", "string", "与之相对的编号", "id of what it is set against"),
        _column("other_report", "string", "与之相对者所在报告", "report that stands in"),
        _column("other_value", "number", "与之相对的数值", "value of the other, as written"),
        _column("other_value_max", "number", "与之相对的区间上限", "upper end of the other's range"),
        _column("other_unit", "string", "与之相对的单位", "unit of the other, as written"),
        _column("change", "number", "差（基本单位；后减前）", "difference in base units, later less earlier"),
        _column("base_unit", "string", "基本单位", "base unit"),
        _column("chain", "list", "历次提出（编号）", "ids of every promise of it, oldest first"),
        _column(
            "check_state",
            "string",
            "复核情况",
            "who has checked it, for what is silent or put off",
            get_args(CheckState),
        ),
    ),
)

PROGRESS = Table(
    "progress",
    "跨年度目标与迄今进展",
    "Goals over several years, and how far they have come",
    (
        *_ABOUT,
        _column("commitment", "string", "目标任务编号", "id of the commitment", required=True),
        _column("report", "string", "所在报告", "report it stands in", required=True),
        _column("first", "integer", "首年", "first year", required=True),
        _column("last", "integer", "末年", "last year", required=True),
        _column("value", "number", "目标数值（原文写法）", "the goal, as written"),
        _column("value_max", "number", "区间上限", "upper end of a range"),
        _column("unit", "string", "单位（原文写法）", "unit, as written"),
        _column("base_value", "number", "目标折合基本单位", "the goal in the base unit"),
        _column("told", "integer", "报告所及的末年", "last year that some report has reviewed"),
        _column("so_far", "number", "迄今（基本单位）", "so far, in the base unit"),
        _column("base_unit", "string", "基本单位", "base unit"),
        _column("derivation", "string", "推算过程", "derivation, where years were added up"),
        _column("figures", "list", "各报告所述", "what each report tells: year, value, unit, result, report, verdict"),
        _column("verdict", "string", "比对结果", "verdict", tuple(str(v) for v in Verdict)),
        _column("check_state", "string", "复核情况", "who has checked it", get_args(CheckState)),
    ),
    references=(Reference("commitment", "commitments"), Reference("report", "reports")),
)
