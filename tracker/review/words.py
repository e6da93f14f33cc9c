"""The words of the review pages, in both languages."""

from __future__ import annotations

from tracker.render.words import Label

__all__ = [
    "ACTIONS", "BANDS", "FILTER_NAMES", "QUEUE_NAMES", "REASON_NAMES", "RULES_FROM", "STATE_NAMES", "YES_NO",
]  # fmt: skip

ACTIONS: dict[str, Label] = {
    "accept": Label("采用", "accepted"),
    "pick": Label("改选", "picked another result"),
    "not_reported": Label("报告未提", "not reported"),
    "not_a_commitment": Label("不是目标任务", "not a commitment"),
    "cannot_compare": Label("不可比", "cannot be compared"),
    "correct": Label("更正", "corrected"),
    "verdict": Label("定比对结果", "set the verdict"),
    "note": Label("附注", "note"),
    "checked": Label("看过", "checked"),
    "reply": Label("政府说明", "government’s explanation"),
    "undo": Label("撤销", "took back"),
}
RULES_FROM = frozenset(["pick", "made", "not_a_commitment", "correct"])
"""The actions that put right what the program did: what a rule could be learnt from."""

REASON_NAMES: dict[str, Label] = {
    "reply": Label("有政府说明，重看", "reply received, look again"),
    "disagreement": Label("复核者意见不同", "reviewers disagree"),
    "damaged": Label("原文破损", "source damaged"),
    "unreported": Label("没有找到完成情况", "no result found"),
    "doubtful": Label("对应存疑", "match in doubt"),
    "goal": Label("定性目标，要人来看", "no number: for a person to judge"),
    "incomparable": Label("不可比", "not comparable"),
    "sure": Label("程序有把握", "the program is sure"),
    "untold": Label("期限未到，尚未提及", "not due yet, nothing told"),
    "pending": Label("待报告", "awaiting report"),
}
BANDS: dict[str, Label] = {
    "high": Label("高", "high"),
    "middle": Label("中", "middle"),
    "low": Label("低", "low"),
}
FILTER_NAMES: dict[str, Label] = {
    "jurisdiction": Label("地区", "Jurisdiction"),
    "plan": Label("计划", "Plan"),
    "reason": Label("待看原因", "Reason"),
    "outcome": Label("比对结果", "Verdict"),
    "indicator": Label("指标", "Indicator"),
    "check_state": Label("复核情况", "Checked by"),
}
QUEUE_NAMES: dict[str, Label] = {
    "decide": Label("待判断", "To decide"),
    "print": Label("印前复核", "Before print"),
}
STATE_NAMES: dict[str, Label] = {
    "open": Label("未复核", "Open"),
    "second": Label("待第二人", "For a second reader"),
    "done": Label("已复核", "Done"),
    "all": Label("全部", "All"),
}
YES_NO: dict[str, Label] = {"true": Label("是", "yes"), "false": Label("否", "no")}
