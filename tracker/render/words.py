"""The words of the pages, in both languages: neutral ones that officials and readers both accept.

A ``Label`` goes into a template as it is and comes out as two spans, of which the page shows one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import escape

from tracker.render.text import visible

__all__ = [
    "ABOVE_THE_CEILING",
    "BASES",
    "BINDINGS",
    "CHANGES",
    "CHECKS",
    "COMPARATORS",
    "DISCLAIMER",
    "FIELDS",
    "KINDS",
    "LEVELS",
    "MEASURES",
    "MISSING",
    "OUTCOMES",
    "REPAIRS",
    "ROLES",
    "STATES",
    "STATUSES",
    "TIERS",
    "VERDICTS",
    "WHY_INCOMPARABLE",
    "WHY_NOT_TAKEN",
    "Label",
    "known",
]


@dataclass(frozen=True)
class Label:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def __html__(self) -> str:
        return self._html

    @cached_property
    def _html(self) -> str:
        zh, en = escape(visible(self.zh)), escape(visible(self.en))
        return str(zh) if zh == en else f"<span class=zh>{zh}</span><span lang=en>{en}</span>"

    def __str__(self) -> str:
        return self.zh if self.zh == self.en else f"{self.zh} / {self.en}"


# the reasons the program gives for a number it leaves; a rule of somebody's own may give others
WHY_NOT_TAKEN = {
    "background": Label("已有情况", "background"),
    "comparison": Label("比较对象", "compared with"),
    "count": Label("约数或序次", "a count in passing"),
    "denominator": Label("分母", "a denominator"),
    "description": Label("描述", "description"),
    "duration": Label("时长", "duration"),
    "mention": Label("只是提及", "only mentioned"),
    "name": Label("名称的一部分", "part of a name"),
    "no name": Label("没有指标名称", "no name found"),
    "number": Label("编号或日期", "a number or a date"),
    "other government": Label("他方目标", "another government's"),
    "policy": Label("补助标准", "a rule in force"),
    "problems": Label("存在问题部分", "among the problems"),
    "rank": Label("名次", "a rank"),
    "scope": Label("实施范围", "where it is done"),
    "size": Label("规格", "a size"),
    "starting point": Label("起点数", "where a change began"),
}


def known(labels: dict[str, Label], key: str | None) -> Label:
    """The label of ``key``, or the key itself where no label is known (a new kind of repair, say)."""
    if key is None:
        return Label("", "")
    return labels.get(key) or Label(key, key)


DISCLAIMER = Label(
    "本表仅比对政府文件的前后表述，不核验数据真伪，不评价工作优劣。",
    "This table only compares what government documents say earlier and later. "
    "It does not verify figures and does not rate anyone’s work.",
)

# missed, of a ceiling
ABOVE_THE_CEILING = Label("超出控制目标", "Above the ceiling")

# the outcomes that pages show and count, in this order; the name is that of the shape
OUTCOMES: dict[str, Label] = {
    "met": Label("达到", "Met"),
    "boundary": Label("约数内", "Within margin"),
    "near": Label("接近", "Near"),
    "missed": Label("未达", "Not met"),
    "incomparable": Label("不可比", "Not comparable"),
    "silent": Label("未提及", "Not mentioned"),
    "other-kind": Label("待查", "To be looked up"),
    "fragment": Label("缺页", "Pages missing"),
    "in-plan": Label("另见", "See next plan"),
    "ongoing": Label("推进中", "Under way"),
    "overdue": Label("逾期", "Overdue"),
    "pending": Label("待报告", "Awaiting report"),
}

# the verdicts of the export; ``unreported`` by itself says nothing of the case, which its detail tells
VERDICTS: dict[str, Label] = {
    **{name: OUTCOMES[name] for name in ("met", "near", "missed", "incomparable")},
    "unreported": Label("未提及或待查", "Not reported"),
    **{name: OUTCOMES[name] for name in ("ongoing", "pending")},
}

WHY_INCOMPARABLE: dict[str, Label] = {
    "damaged": Label("原文破损", "source damaged"),
    "qualitative": Label("仅定性表述", "no number given"),
    "no_number": Label("没有可比的数字", "no figure to compare"),
    "statement": Label("仅定性表述", "no number given"),
    "measure": Label("计量方式不同", "different measure"),
    "period": Label("时期不同", "different period"),
    "baseline": Label("基期不同", "different baseline"),
    "basis": Label("计算口径不同", "different basis"),
    "scope": Label("统计范围不同", "different scope"),
    "definition": Label("定义变更", "definition changed"),
    "cumulative": Label("累计数与当年数", "cumulative against one year"),
    "unit": Label("单位不同", "different unit"),
    "state": Label("进度表述不同", "a different state"),
}

MEASURES: dict[str, Label] = {
    "growth": Label("增速", "growth"),
    "level": Label("总量", "level"),
    "increment": Label("当年新增", "increment"),
    "share": Label("比重", "share"),
}
BINDINGS: dict[str, Label] = {
    "约束性": Label("约束性", "binding"),
    "预期性": Label("预期性", "expected"),
}
BASES: dict[str, Label] = {
    "real": Label("实际", "real"),
    "nominal": Label("名义", "nominal"),
    "comparable": Label("可比口径", "comparable basis"),
    "adjusted": Label("调整口径", "adjusted"),
}
COMPARATORS: dict[str, Label] = {
    "=": Label("等于", "equal to"),
    ">=": Label("不低于", "at least"),
    ">": Label("超过", "more than"),
    "<=": Label("不超过", "at most"),
    "<": Label("低于", "less than"),
    "~": Label("约、左右", "about"),
    "range": Label("区间", "a range"),
}
TIERS: dict[str, Label] = {
    "headline": Label("主要预期目标", "headline target"),
    "livelihood": Label("民生实事", "livelihood item"),
    "other": Label("其他任务", "other"),
}
CHECKS: dict[str, Label] = {
    "machine": Label("程序初判", "by program"),
    "one": Label("已复核", "checked"),
    "two": Label("双人复核", "checked by two"),
}
CHANGES: dict[str, Label] = {
    "silent": Label("后续未提及", "gone silent"),
    "unpromised": Label("计划未列", "never promised"),
    "raised": Label("上调", "raised"),
    "lowered": Label("下调", "lowered"),
    "kept": Label("与上年相同", "as the year before"),
    "reworded": Label("表述有变", "put differently"),
    "renamed": Label("改称", "renamed"),
    "unquantified": Label("改为定性表述", "without a number now"),
    "dropped": Label("不再列入", "dropped"),
    "put_off": Label("顺延", "put off"),
    "retold": Label("前后两说", "told in two ways"),
}
MISSING: dict[str, Label] = {
    "no_report": Label("报告不在手", "no report at hand"),
    "fragment": Label("缺页", "pages missing"),
    "no_target": Label("未列目标", "no target"),
    "no_result": Label("未见当年数", "no figure of the year"),
    "damaged": Label("原文破损", "source damaged"),
    "incomparable": Label("不可比", "not comparable"),
}
LEVELS: dict[str, Label] = {
    "nation": Label("国家级", "nation"),
    "province": Label("省级", "province"),
    "prefecture": Label("地级", "prefecture"),
    "county": Label("县级", "county"),
}
KINDS: dict[str, Label] = {
    "work_report": Label("政府工作报告", "government work report"),
    "plan_report": Label("计划报告", "plan report"),
    "budget_report": Label("预算报告", "budget report"),
    "statistical_communique": Label("统计公报", "statistical communiqué"),
    "task_division": Label("任务分工", "task division"),
}
STATUSES: dict[str, Label] = {
    "official": Label("官方文本", "official text"),
    "repost": Label("转载文本", "repost"),
    "draft": Label("征求意见稿", "draft"),
    "scan": Label("扫描文本", "scan"),
}
ROLES: dict[str, Label] = {
    "review": Label("回顾", "review"),
    "plan": Label("安排", "plan"),
    "outlook": Label("展望", "outlook"),
    "problems": Label("问题", "problems"),
    "preamble": Label("引言", "preamble"),
    "other": Label("其他", "other"),
}
REPAIRS: dict[str, Label] = {
    "traditional": Label("繁体转简体", "Traditional to Simplified"),
    "readings": Label("去除夹注读音", "bracketed readings"),
    "widths": Label("全角半角", "character widths"),
    "spaces": Label("多余空格", "stray spaces"),
    "misread": Label("错位编码还原", "bytes out of step"),
    "lost": Label("未能复原", "not restored"),
    "lines": Label("断行连接", "joined lines"),
    "breaks": Label("分页断行", "page breaks"),
    "litter": Label("转换残留", "converter litter"),
}

# what is held of a report: see tracker.render.coverage
STATES: dict[str, Label] = {
    "whole": Label("全文", "whole"),
    "fragment": Label("残缺文本", "fragment"),
    "repost": Label("转载", "repost"),
    "draft": Label("草案", "draft"),
    "missing": Label("缺", "missing"),
}

# the fields of what is found, of links and of reports, as people are told of them
FIELDS: dict[str, Label] = {
    "indicator": Label("指标名称", "indicator"),
    "indicator_id": Label("词库中的指标", "indicator in the lexicon"),
    "measure": Label("计量方式", "measure"),
    "comparator": Label("比较", "comparator"),
    "qualifier": Label("限定", "qualifier"),
    "value": Label("数值", "value"),
    "value_max": Label("上限值", "upper value"),
    "unit": Label("单位", "unit"),
    "direction": Label("方向", "direction"),
    "scope": Label("统计范围", "scope"),
    "basis": Label("计算口径", "basis"),
    "modality": Label("表述力度", "modality"),
    "tier": Label("类别", "tier"),
    "binding": Label("约束性", "binding"),
    "action": Label("状态", "state"),
    "object": Label("事项名称", "object"),
    "horizon_start": Label("起始年", "first year"),
    "horizon_end": Label("完成年", "due year"),
    "each_year": Label("每年", "each year"),
    "responsible": Label("责任单位", "responsible"),
    "period_start": Label("起始年", "first year"),
    "period_end": Label("截止年", "last year"),
    "baseline": Label("基期", "baseline"),
    "cumulative": Label("累计", "cumulative"),
    "provisional": Label("预计数", "provisional"),
    "kind": Label("报告类型", "kind of report"),
    "jurisdiction": Label("地区", "jurisdiction"),
    "reviewed_years": Label("回顾年度", "years reviewed"),
    "planned_years": Label("计划年度", "years planned"),
    "partial": Label("残缺", "fragment"),
    "title": Label("标题", "title"),
    "delivered_on": Label("日期", "delivered on"),
    "years": Label("年份", "years"),
    "quote": Label("原文", "quote"),
    "report": Label("所在报告", "report"),
    "damaged": Label("原文破损", "source damaged"),
    "verdict": Label("比对结果", "verdict"),
    "verdict_detail": Label("原因", "which case"),
    "decided_by": Label("认定者", "decided by"),
    "check_state": Label("复核情况", "checked by"),
    "result": Label("所据完成情况", "the result it rests on"),
}
