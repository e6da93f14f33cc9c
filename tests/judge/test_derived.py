"""Goals without a number judged by figures, and what is worked out beside a line: named rules, shown sums."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from paper_reports import figure, report, target

from tracker.judge.derived import DerivedJudge, days_of_year
from tracker.judge.judgement import Judgement
from tracker.match import pair
from tracker.models import Extraction, Link, Result, Verdict
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.derivations import Derivations

Lines = Callable[..., list[Link]]
Judge = Callable[..., Link]


def _plan(indicator: str, said: str, **fields: Any) -> Extraction:
    name = {"foreign-trade": "进出口总额", "income-all": "居民收入"}[indicator]
    goal = target(name, None, "", indicator_id=indicator, measure=None, comparator=None, **fields)
    goal = goal.model_copy(update={"unit": None, "evidence": {"statement": said}})
    return report(2023).model_copy(update={"qualitative": (goal,)})


def _trade(value: object, **fields: Any) -> Result:
    return figure("外贸进出口", value, "%", indicator_id="foreign-trade", **fields)


def _income(value: object, **fields: Any) -> Result:
    return figure("居民人均可支配收入", value, "%", indicator_id="income-all", **{"basis": "real"} | fields)


ECONOMY = figure("地区生产总值", 6, "%", indicator_id="gdp")


@pytest.mark.parametrize(
    ("value", "direction", "verdict"),
    [("3.1", "up", "met"), ("0.4", "up", "met"), ("2.4", "down", "missed"), ("0", "up", "missed")],
)
def test_growth_as_a_goal_is_judged_by_its_sign(lines: Lines, value: str, direction: str, verdict: str) -> None:
    told = _trade(value, direction=direction)
    (line,) = lines([_plan("foreign-trade", "正增长"), report(2024, (), [told])])
    assert (line.verdict, line.result, line.final) == (verdict, told.id, True)
    assert line.derivation is not None
    assert "kept-growing" in line.derivation
    assert sum(reason.weight for reason in line.reasons) == line.score == 1
    shown = value if direction == "up" else f"-{value}"
    assert line.reasons[0].level == "derived"
    assert f"{shown}%" in line.reasons[0].text.replace("−", "-")
    assert f"{shown}%" in line.reasons[0].en.replace("−", "-")


@pytest.mark.parametrize(
    ("value", "direction", "verdict"),
    [("2", "down", "met"), ("0.4", "down", "met"), ("0", "up", "missed"), ("0.4", "up", "missed")],
)
def test_a_further_fall_as_a_goal_is_judged_by_its_sign(lines: Lines, value: str, direction: str, verdict: str) -> None:
    (line,) = lines([_plan("foreign-trade", "继续下降"), report(2024, (), [_trade(value, direction=direction)])])
    assert line.verdict == verdict
    assert "kept-falling" in (line.derivation or "")


@pytest.mark.parametrize(
    ("income", "said", "verdict"),
    [
        ("6.2", "与经济增长同步", "met"),
        ("6", "与经济增长同步", "met"),
        ("5.7", "与经济增长同步", "near"),
        ("5.69", "与经济增长同步", "missed"),
        ("5.7", "基本同步", "met"),
        ("5.69", "基本同步", "near"),
        ("5.4", "基本同步", "near"),
        ("5.39", "基本同步", "missed"),
    ],
)
def test_keeping_in_step_is_judged_beside_the_economy(lines: Lines, income: str, said: str, verdict: str) -> None:
    (line,) = lines([_plan("income-all", said), report(2024, (), [_income(income), ECONOMY])])
    assert line.verdict == verdict
    assert line.boundary is (verdict != line.verdict_strict)
    short = Decimal(6) - Decimal(income)
    assert line.verdict_strict == ("missed" if short > 0 else "met")
    assert line.shortfall == (short if short > 0 else None)
    assert "in-step-with-growth" in (line.derivation or "")
    for told in (line.derivation or "", line.reasons[0].text, line.reasons[0].en):
        assert all(f"{number}" in told for number in (income, "6%", abs(short)))
        assert "{" not in told


def test_goals_that_no_rule_knows_keep_none_of_the_others_from_being_judged(lines: Lines) -> None:
    vague, growth = _plan("income-all", "稳步提高"), _plan("foreign-trade", "正增长")
    plan = report(2023).model_copy(update={"qualitative": (*vague.qualitative, *growth.qualitative)})
    assert [line.verdict for line in lines([plan, report(2024, (), [_trade(3)])])] == ["incomparable", "met"]


def test_a_goal_is_judged_only_beside_the_report_that_gives_the_figure(lines: Lines) -> None:
    other = report(2024, kind="plan_report", id="p2024")
    found = lines([_plan("foreign-trade", "正增长"), report(2024, (), [_trade(3)]), other])
    assert [(line.later_report, line.verdict) for line in found] == [("r2024", "met"), ("p2024", "incomparable")]


def test_what_is_worked_out_is_a_pairing_like_any_other(rules: Rulebook) -> None:
    plan, later = _plan("foreign-trade", "正增长"), report(2024, (), [_trade(3)])
    ((pairing, judgement, shown),) = DerivedJudge(rules).judge([later, plan])
    assert (pairing.commitment, pairing.plan, pairing.later) == (plan.qualitative[0], plan, later)
    assert pairing.result == later.results[0]
    assert pairing.comparison is not None
    assert pairing.comparison.labels == {"derived": "kept-growing"}
    assert judgement == Judgement.plain(Verdict.MET)
    assert shown == "目标是正增长，后文的增速是3%（kept-growing）"


@pytest.mark.parametrize(
    "told",
    [
        _trade(3, period=(None, None)),  # of the year that its report reviews
        figure("外贸进出口", 3, "％", indicator_id="foreign-trade", measure="growth"),
    ],
)
def test_a_rate_may_leave_its_year_to_the_report_and_have_a_wide_sign(lines: Lines, told: Result) -> None:
    (line,) = lines([_plan("foreign-trade", "正增长"), report(2024, (), [told])])
    assert (line.verdict, line.result) == ("met", told.id)


def test_incomes_in_current_prices_are_shown_beside_the_economy_and_not_judged(lines: Lines) -> None:
    plan = _plan("income-all", "与经济增长同步")
    (line,) = lines([plan, report(2024, (), [_income(7, basis=None), ECONOMY])])
    assert (line.verdict, line.verdict_detail) == ("incomparable", "basis")
    assert line.derivation
    assert line.reasons[-1].level == "incomparable"


def test_incomes_in_comparable_prices_are_judged(lines: Lines) -> None:
    told = [_income(7, basis="comparable"), ECONOMY]
    (line,) = lines([_plan("income-all", "与经济增长同步"), report(2024, (), told)])
    assert line.verdict == "met"


@pytest.mark.parametrize(
    "told",
    [
        [],
        [_trade(3, damaged=True)],
        [_trade(3, scope="渝东北")],
        [_trade(3, period=(2019, 2023))],
        [_trade(3, evidence={"part_of_year": "上半年"})],
        [_trade(3, id="one"), _trade(4, id="other")],
        [figure("外贸进出口", 700, "亿元", indicator_id="foreign-trade")],
        [_trade(3, value_max=5)],
        [_trade(3, cumulative=True)],
        [_trade(3, baseline=2020)],
        [_trade(3, measure="share")],
        [_trade(None, kind="statement")],
        [figure("外贸进出口", 3, "倍", indicator_id="foreign-trade", measure="growth")],
        [_trade(3).model_copy(update={"indicator_id": None})],
        [ECONOMY],
    ],
)
def test_what_does_not_tell_decides_nothing(lines: Lines, told: list[Result]) -> None:
    (line,) = lines([_plan("foreign-trade", "正增长"), report(2024, (), told)])
    assert (line.verdict, line.verdict_detail, line.result, line.final) == ("incomparable", "qualitative", None, True)


def test_a_rate_told_twice_alike_decides(lines: Lines) -> None:
    told = [_trade(3, id="one"), _trade(3, id="other")]
    (line,) = lines([_plan("foreign-trade", "正增长"), report(2024, (), told)])
    assert (line.verdict, line.result) == ("met", "one")


@pytest.mark.parametrize("fields", [{"scope": "中心城区"}, {"damaged": True}, {"horizon_start": None, "until": None}])
def test_a_goal_of_a_part_a_damaged_one_and_one_of_years_unknown_are_not_worked_out(
    lines: Lines, fields: dict[str, Any]
) -> None:
    found = lines([_plan("foreign-trade", "正增长", **fields), report(2024, (), [_trade(3)])])
    assert [line.derivation for line in found] == [None]


def test_keeping_in_step_is_asked_of_incomes_alone_and_of_an_economy_that_is_told(lines: Lines) -> None:
    told = report(2024, (), [_trade(7), _income(7), ECONOMY])
    assert [line.derivation for line in lines([_plan("foreign-trade", "同步"), told])] == [None]
    assert [line.derivation for line in lines([_plan("income-all", "同步"), report(2024, (), [_income(7)])])] == [None]


def test_a_fall_is_signed_on_both_sides_of_a_step(lines: Lines) -> None:
    falling = figure("地区生产总值", 2, "%", indicator_id="gdp", direction="down")
    (line,) = lines([_plan("income-all", "同步"), report(2024, (), [_income(1, direction="down"), falling])])
    assert (line.verdict, line.shortfall) == ("met", None)
    (line,) = lines([_plan("income-all", "同步"), report(2024, (), [_income(3, direction="down"), falling])])
    assert (line.verdict, line.shortfall) == ("missed", Decimal(1))


def test_vague_goals_are_never_judged(lines: Lines) -> None:
    (line,) = lines([_plan("foreign-trade", "稳中提质"), report(2024, (), [_trade(3)])])
    assert (line.verdict, line.verdict_detail) == ("incomparable", "qualitative")
    assert [(reason.text, reason.en) for reason in line.reasons] == [
        ("目标没有数字，没有规则能按后文判定", "the goal has no number, and no rule judges it by the later report")
    ]


def test_a_goal_no_report_speaks_of_yet_is_pending(lines: Lines) -> None:
    (line,) = lines([_plan("foreign-trade", "稳中提质")])
    assert (line.verdict, line.later_report, line.final) == ("pending", None, True)


def test_a_reader_chooses_from_what_is_said_of_the_same_indicator(rules: Rulebook) -> None:
    told = [_trade(3), figure("柚子产值", 110, "亿元")]
    (pairing,) = pair([_plan("foreign-trade", "稳中提质"), report(2024, (), told)], rules)
    assert [result.id for result, _ in pairing.others] == [told[0].id]
    assert pairing.result is None


@pytest.mark.parametrize(("year", "shown"), [(2023, "329天÷365天＝90.1%"), (2024, "329天÷366天＝89.9%")])
def test_days_are_shown_as_a_share_of_their_year(lines: Lines, year: int, shown: str) -> None:
    share = target("优良天数比例", 88, "%", measure="share", indicator_id="air-good-rate", year=year)
    days = figure("优良天数", 329, "天", indicator_id="air-good-days", year=year + 1)
    (line,) = lines([report(year, [share]), report(year + 1, (), [days])])
    assert (line.verdict, line.verdict_detail) == ("incomparable", "measure")
    assert line.derivation == f"{shown}（days-of-the-year）"


@pytest.mark.parametrize(
    ("period", "reviewed", "shown"),
    [
        ((2023, 2023), (2023, 2023), True),
        ((None, None), (2023, 2023), True),  # the year that the report reviews
        ((None, None), (2019, 2023), False),
        ((2022, 2023), (2023, 2023), False),
    ],
)
def test_days_of_one_known_year_only_are_a_share_of_it(
    rules: Rulebook, period: tuple[int | None, int | None], reviewed: tuple[int, int], shown: bool
) -> None:
    share = target("优良天数比例", 88, "%", measure="share", indicator_id="air-good-rate")
    days = figure("优良天数", 329, "天", indicator_id="air-good-days", period=period)
    later = report(2024, (), [days], reviewed=reviewed)
    assert (days_of_year(share, days, later, rules.settings(Derivations)) is not None) is shown


def test_days_promised_stand_beside_a_share_told(rules: Rulebook) -> None:
    promised = target("优良天数", 329, "天", indicator_id="air-good-days")
    told = figure("优良天数比例", 90, "%", measure="share", indicator_id="air-good-rate")
    shown = days_of_year(promised, told, report(2024, (), [told]), rules.settings(Derivations))
    assert shown == "329天÷365天＝90.1%（days-of-the-year）"


def test_two_figures_in_days_are_no_share(rules: Rulebook) -> None:
    promised = target("优良天数", 320, "天", indicator_id="air-good-days")
    told = figure("优良天数", 329, "天", indicator_id="air-good-days")
    assert days_of_year(promised, told, report(2024, (), [told]), rules.settings(Derivations)) is None


def test_other_lines_are_not_worked_out(verdict: Judge) -> None:
    assert verdict(target("柚子产值", 100, "亿元"), figure("柚子产值", 110, "亿元")).derivation is None
