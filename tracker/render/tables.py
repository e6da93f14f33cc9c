"""The shape of the exported tables: for each column its type, its meaning in two languages, its closed list of values.

The Parquet schema, the Frictionless descriptor and the sheets are all made from this one description.
"""

from __future__ import annotations

from typing import get_args

from tracker.models import Action, Basis, Comparator, Level, Measure, ReportKind, Role, Tier, Verdict
from tracker.render.columns import COMPARATOR_WORDS, Column, Kind, Reference, Table
from tracker.render.columns import column as _column
from tracker.render.coverage import COVERAGE
from tracker.render.panel import PANEL
from tracker.render.years_tables import FINDINGS, PROGRESS

__all__ = ["COMPARATOR_WORDS", "TABLES", "Column", "Kind", "Reference", "Table"]

_COMPARATORS = tuple(str(c) for c in Comparator)
_ID = _column("id", "string", "编号，重新生成时不变", "id, the same after every rebuild", required=True)
_REPORT = _column("report", "string", "所在报告", "report it stands in", required=True)
_OFFSETS = "原文字符位置（Unicode字符，自0起）"
_OFFSETS_EN = "characters of the source text, from 0"

_SHARED_BEFORE = (
    _ID,
    _REPORT,
    _column("section", "list", "所在章节的各级标题", "headings from the top down"),
)
_NAME = (
    _column("indicator", "string", "指标名称", "what is counted, alone and whole"),
    _column("indicator_id", "string", "指标词表编号", "id in the indicator lexicon"),
    _column("scope", "string", "统计范围（非全域时）", "area or population, where not the whole jurisdiction"),
    _column("measure", "string", "计量方式", "measure", get_args(Measure)),
)
_VALUE = (
    _column("value", "number", "数值（与单位同写法）", "value, as written beside its unit"),
    _column("value_max", "number", "区间上限", "upper end of a range"),
    _column("unit", "string", "单位（原文写法）", "unit, as written"),
    _column("direction", "string", "增减方向", "direction of a growth", ("up", "down")),
    _column("basis", "string", "计算口径", "basis of a growth", get_args(Basis)),
)
_STANDING = (
    _column("tier", "string", "层级：主要预期目标、民生实事、其他", "tier", get_args(Tier)),
    _column("binding", "string", "约束性或预期性", "binding (约束性) or expected (预期性)", ("约束性", "预期性")),
)
_OBJECT = (
    _column("action", "string", "事项动作", "what would count as done", get_args(Action)),
    _column("object", "string", "事项名称", "name of the deliverable"),
    _column("object_start", "integer", f"事项名称起：{_OFFSETS}", f"object, start: {_OFFSETS_EN}"),
    _column("object_end", "integer", f"事项名称止：{_OFFSETS}", f"object, end: {_OFFSETS_EN}"),
)
_SHARED_AFTER = (
    _column("start", "integer", f"句起：{_OFFSETS}", f"sentence, start: {_OFFSETS_EN}", required=True),
    _column("end", "integer", f"句止：{_OFFSETS}", f"sentence, end: {_OFFSETS_EN}", required=True),
    _column("quote", "string", "原文整句，一字不改", "the sentence, character for character", required=True),
    _column("quote_clean", "string", "修复后的整句，可供刊印", "the sentence after repair, fit to print"),
    _column("clean_edits", "object", "修复处数（确定、推断）", "repairs in the sentence: exact, guessed"),
    _column("value_start", "integer", f"数值起：{_OFFSETS}", f"value, start: {_OFFSETS_EN}"),
    _column("value_end", "integer", f"数值止：{_OFFSETS}", f"value, end: {_OFFSETS_EN}"),
    _column(
        "damaged", "boolean", "原文破损，不作比对", "the source is damaged here; never judged by machine", required=True
    ),
    _column("restates", "string", "重复本报告中的哪一条", "id of the earlier commitment that says the same"),
    _column("rule", "string", "识别所用规则", "id of the rule that found it"),
    _column("evidence", "object", "各字段所据的词语", "the words each field was read from"),
)

_COMMITMENTS = (
    *_SHARED_BEFORE,
    _column(
        "kind",
        "string",
        "量化目标或重点事项",
        "target (a number) or milestone (a deliverable)",
        ("target", "milestone"),
        True,
    ),
    *_NAME,
    _column("comparator", "string", "比较方式", "comparator", _COMPARATORS),
    *_VALUE,
    _column("modality", "string", "表述力度（原词）", "the commitment word"),
    *_STANDING,
    _column("horizon_start", "integer", "完成期限：首年", "horizon, first year"),
    _column("horizon_end", "integer", "完成期限：末年", "horizon, last year"),
    *_OBJECT,
    *_SHARED_AFTER,
    _column("each_year", "boolean", "期限内每年", "promised for each year of the horizon"),
    _column("source", "string", "所引文件", "the document the goal is quoted from"),
    _column("responsible", "string", "牵头单位（原文载明者）", "lead department, where the text names it"),
)

_RESULTS = (
    *_SHARED_BEFORE,
    _column(
        "kind",
        "string",
        "类别",
        "target, milestone, or statement (no number)",
        ("target", "milestone", "statement"),
        True,
    ),
    *_NAME,
    _column("qualifier", "string", "限定方式", "qualifier", _COMPARATORS),
    *_VALUE,
    _column("modality", "string", "表述力度（原词）", "the commitment word, where there is one"),
    _column("period_start", "integer", "所述时期：首年", "period, first year"),
    _column("period_end", "integer", "所述时期：末年", "period, last year"),
    _column("baseline", "integer", "基期", "baseline year"),
    _column("cumulative", "boolean", "累计数", "cumulative", required=True),
    _column("provisional", "boolean", "预计数", "provisional", required=True),
    *_STANDING,
    *_OBJECT,
    *_SHARED_AFTER,
)

_VERDICTS = tuple(str(v) for v in Verdict)

TABLES: tuple[Table, ...] = (
    Table(
        "reports",
        "报告目录",
        "The reports read",
        (
            _ID,
            _column("path", "string", "文件路径（相对）", "path, relative to the argument"),
            _column("sha256", "string", "文件摘要", "hash of the file's bytes"),
            _column("jurisdiction", "string", "地区", "jurisdiction", required=True),
            _column("level", "string", "层级", "level", get_args(Level)),
            _column("kind", "string", "报告种类", "kind of report", get_args(ReportKind)),
            _column("title", "string", "标题", "title"),
            _column("issuer", "string", "发布机关", "issuer"),
            _column("speaker", "string", "报告人", "speaker"),
            _column("session", "string", "会议", "session"),
            _column("delivered_on", "string", "报告日期", "date of delivery (ISO)"),
            _column("reviewed_years", "list", "回顾年份[首,末]", "years reviewed [first, last]"),
            _column("planned_years", "list", "计划年份[首,末]", "years planned [first, last]"),
            _column("partial", "boolean", "残缺文本", "a fragment", required=True),
            _column("url", "string", "网址", "address"),
            _column("publisher", "string", "刊发者", "publisher"),
            _column("retrieved", "string", "取得日期", "date of retrieval"),
            _column("status", "string", "文本性质", "standing of the text", ("official", "repost", "draft", "scan")),
            _column("encoding", "string", "编码", "encoding of the file"),
            _column("repairs", "object", "各类修复处数", "repairs, count by kind"),
            _column("damaged", "integer", "未能复原的字数", "characters that could not be restored"),
            _column("parent", "string", "上级地区", "the jurisdiction above"),
            _column("division_code", "string", "行政区划代码", "division code"),
            _column("format", "string", "文件格式", "format of the file", ("text", "markdown", "html", "docx", "pdf")),
        ),
        key=("id",),
    ),
    Table(
        "sections",
        "章节",
        "Sections, inner ones overriding outer ones",
        (
            _REPORT,
            _column("start", "integer", f"起：{_OFFSETS}", f"start: {_OFFSETS_EN}", required=True),
            _column("end", "integer", f"止：{_OFFSETS}", f"end: {_OFFSETS_EN}", required=True),
            _column("headings", "list", "各级标题", "headings from the top down"),
            _column("role", "string", "性质", "role", get_args(Role), True),
            _column("years", "list", "所述年份[首,末]", "years [first, last], or empty"),
        ),
        references=(Reference("report", "reports"),),
    ),
    Table(
        "commitments",
        "目标任务",
        "Commitments",
        _COMMITMENTS,
        key=("id",),
        references=(Reference("report", "reports"), Reference("restates", "commitments")),
    ),
    Table(
        "qualitative",
        "仅定性表述的主要预期目标",
        "Headline targets without a number",
        _COMMITMENTS,
        key=("id",),
        references=(Reference("report", "reports"),),
    ),
    Table(
        "rejected",
        "见到而未采用的数字",
        "Numbers seen and not taken, with the reason",
        (
            _REPORT,
            _column("start", "integer", f"句起：{_OFFSETS}", f"sentence, start: {_OFFSETS_EN}", required=True),
            _column("end", "integer", f"句止：{_OFFSETS}", f"sentence, end: {_OFFSETS_EN}", required=True),
            _column("quote", "string", "原文整句，一字不改", "the sentence, character for character", required=True),
            _column("value_start", "integer", f"数字起：{_OFFSETS}", f"number, start: {_OFFSETS_EN}", required=True),
            _column("value_end", "integer", f"数字止：{_OFFSETS}", f"number, end: {_OFFSETS_EN}", required=True),
            _column("text", "string", "数字原文", "the number as written"),
            _column("reason", "string", "未采用的原因", "why it was not taken"),
            _column("rule", "string", "所据规则", "rule that says so"),
        ),
        references=(Reference("report", "reports"),),
    ),
    Table(
        "results",
        "报告所述完成情况",
        "Results as reported",
        _RESULTS,
        key=("id",),
        references=(Reference("report", "reports"),),
    ),
    Table(
        "links",
        "比对结果",
        "Commitments met with later reports",
        (
            _column("commitment", "string", "目标任务编号", "id of the commitment", required=True),
            _column("result", "string", "完成情况编号", "id of the result, or none"),
            _column("verdict", "string", "比对结果", "verdict", _VERDICTS, True),
            _column("verdict_strict", "string", "不计容差的比对结果", "verdict without tolerance", _VERDICTS),
            _column("boundary", "boolean", "约数内：两种比对结果不同", "the two verdicts differ", required=True),
            _column("verdict_detail", "string", "原因", "which case"),
            _column("attainment", "number", "完成数与目标数之比", "delivered over promised"),
            _column(
                "shortfall",
                "number",
                "差距（目标的单位；比率为个百分点）",
                "shortfall in the target's unit; rates in points",
            ),
            _column("overdue", "boolean", "逾期", "the horizon has passed", required=True),
            _column("score", "number", "匹配分值（0至1）", "score of the match, 0 to 1"),
            _column("reasons", "list", "匹配依据，逐项相加", "reasons in order; the weights add up to the score"),
            _column("claimed", "object", "报告自述", "the government's own words of completion"),
            _column("decided_by", "string", "认定者", "decided by", ("rule", "reviewer")),
            _column("check_state", "string", "复核情况", "who has checked it", ("machine", "one", "two")),
            _column("later_report", "string", "所比对的后期报告", "the later report"),
            _column("final", "boolean", "计入对照表", "the line that pages and counts use", required=True),
            _column("derivation", "string", "推算过程", "derivation, where the figure was derived"),
            _column("repromised_in", "string", "后续计划中再次提出", "commitment that promises it again"),
            _column("mention", "object", "后续计划中的表述", "mention among next year's plans"),
            _column("searched", "list", "查找过的报告", "reports searched"),
        ),
        references=(
            # commitment is in commitments or in qualitative: no single table to refer to
            Reference("result", "results"),
            Reference("later_report", "reports"),
        ),
    ),
    PANEL,
    COVERAGE,
    FINDINGS,
    PROGRESS,
)
