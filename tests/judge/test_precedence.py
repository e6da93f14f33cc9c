"""The verdict is the first that applies: each line of the contract, and each reason not to compare."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from paper_reports import figure, report, target

from tracker.models import Claim, Link

Judge = Callable[..., Link]
Lines = Callable[..., list[Link]]

OUTPUT = "柚子产业链产值"
ROADS = "农村公路硬化"


def test_pending_where_no_report_speaks_of_the_period(lines: Lines) -> None:
    (line,) = lines([report(2023, [target(OUTPUT, 100, "亿元")])])
    assert (line.verdict, line.later_report, line.final) == ("pending", None, True)


def test_a_year_reviewed_before_the_plan_is_no_answer(lines: Lines) -> None:
    (line,) = lines([report(2023, [target(OUTPUT, 100, "亿元")]), report(2022, (), [figure(OUTPUT, 90, "亿元")])])
    assert line.verdict == "pending"


def test_unreported_after_a_whole_report_of_the_same_kind(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 100, "亿元"))
    assert (line.verdict, line.verdict_detail, line.result) == ("unreported", "searched_same_kind", None)
    assert line.searched == ("r2024",)


def test_unreported_in_a_fragment_says_so(verdict: Judge) -> None:
    assert verdict(target(OUTPUT, 100, "亿元"), partial=True).verdict_detail == "fragment"


def test_unreported_where_only_another_kind_looked(lines: Lines) -> None:
    plan = report(2023, [target(OUTPUT, 100, "亿元")], kind="plan_report")
    (line,) = lines([plan, report(2024)])
    assert line.verdict_detail == "other_kind_only"


def test_a_communique_answers_a_plan_report(lines: Lines) -> None:
    plan = report(2023, [target(OUTPUT, 100, "亿元")], kind="plan_report")
    (line,) = lines([plan, report(2024, kind="statistical_communique", planned_years=None)])
    assert line.verdict_detail == "searched_same_kind"


def test_mentioned_only_in_the_next_plan_comes_with_that_quote(lines: Lines) -> None:
    again = target(OUTPUT, 120, "亿元", year=2024)
    line = lines([report(2023, [target(OUTPUT, 100, "亿元")]), report(2024, [again])])[0]
    assert (line.verdict, line.verdict_detail) == ("unreported", "in_plan_part")
    assert line.mention == Claim(quote=again.quote, start=again.start, end=again.end)


@pytest.mark.parametrize("side", ["promised", "reported"])
def test_a_damaged_figure_is_never_judged(verdict: Judge, side: str) -> None:
    line = verdict(
        target(OUTPUT, 100, "亿元", damaged=side == "promised"), figure(OUTPUT, 120, "亿元", damaged=side == "reported")
    )
    assert (line.verdict, line.verdict_detail) == ("incomparable", "damaged")


def test_a_sentence_without_a_number_is_incomparable(verdict: Judge) -> None:
    line = verdict(
        target("柚子出口额", 3, "%"), figure("柚子出口额", None, "", kind="statement", measure=None, qualifier=None)
    )
    assert (line.verdict, line.verdict_detail) == ("incomparable", "no_number")


def test_a_sentence_that_names_it_beside_another_number_is_no_silence(verdict: Judge) -> None:
    told = figure("困难家庭", 11, "万户", measure="increment", quote="实施保障性住房建设，使11万户困难家庭住上新房。")
    line = verdict(target("保障性住房", 3, "万套", measure="increment"), told)
    assert (line.verdict, line.verdict_detail, line.result) == ("incomparable", "no_number", told.id)


def test_a_short_name_is_mentioned_as_a_whole_only(verdict: Judge) -> None:
    told = figure("柚农", 11, "万人", measure="increment", quote="继续推进农村危房改造，11万柚农受益于金融服务。")
    homes = target("农村危房", 3, "万户", measure="increment")
    assert verdict(homes, told).verdict_detail == "no_number"
    assert verdict(target("金融服务金额", 3, "亿元"), told).verdict == "unreported"


def test_a_name_inside_a_longer_one_is_no_mention(verdict: Judge) -> None:
    told = figure("东盟外贸进出口", 13, "%", quote="对东盟外贸进出口增长13%。")
    assert verdict(target("外贸进出口", 3, "%"), told).verdict == "unreported"


def test_a_number_of_days_does_not_judge_a_share_of_days(verdict: Judge) -> None:
    promised = target("空气质量优良天数比例", 88, "%", measure="share", indicator_id="air-good-rate")
    line = verdict(promised, figure("空气质量优良天数", 329, "天", indicator_id="air-good-days"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "measure")


def test_one_thing_in_two_units_is_not_judged(verdict: Judge) -> None:
    promised = target("老旧小区改造", 30, "万平方米", measure="increment")
    line = verdict(promised, figure("老旧小区改造", 31, "个", measure="increment"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "measure")


def test_a_height_set_for_a_later_year_is_worked_towards(verdict: Judge) -> None:
    promised = target(OUTPUT, 400, "亿元", horizon_start=2026, until=2026, comparator=">=")
    assert verdict(promised, figure(OUTPUT, 320, "亿元")).verdict == "ongoing"
    rate = target(OUTPUT, 9, "%", horizon_start=2026, until=2026)
    assert verdict(rate, figure(OUTPUT, 7, "%")).verdict == "pending"


def test_growth_is_not_answered_by_a_level(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 6, "%"), figure(OUTPUT, 320, "亿元"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "measure")


def test_this_years_amount_is_not_answered_by_a_total(verdict: Judge) -> None:
    line = verdict(
        target("数字化车间改造", 100, "个", measure="increment"), figure("数字化车间改造", 1096, "个", cumulative=True)
    )
    assert (line.verdict, line.verdict_detail) == ("incomparable", "cumulative")


def test_a_sum_over_the_years_of_the_target_answers_it(lines: Lines) -> None:
    plan = report(2021, [target("城镇新增就业", 300, "万人", measure="increment", year=2021, until=2025)])
    told = figure("城镇新增就业", 320, "万人", measure="increment", year=2026, period=(2021, 2025), cumulative=True)
    (line,) = lines([plan, report(2026, (), [told])])
    assert line.verdict == "met"


def test_a_sum_over_some_years_of_the_target_is_progress(lines: Lines) -> None:
    plan = report(2021, [target("城镇新增就业", 300, "万人", measure="increment", year=2021, until=2025)])
    told = figure("城镇新增就业", 180, "万人", measure="increment", year=2024, period=(2021, 2023), cumulative=True)
    assert lines([plan, report(2024, (), [told])])[0].verdict == "ongoing"


def test_another_baseline_is_not_compared(verdict: Judge) -> None:
    line = verdict(
        target("单位产值用水", 3, "%", direction="down"),
        figure("单位产值用水", "11.7", "%", direction="down", baseline=2020),
    )
    assert (line.verdict, line.verdict_detail) == ("incomparable", "baseline")


def test_the_year_before_is_the_usual_baseline(verdict: Judge) -> None:
    promised = target("单位产值用水", 3, "%", direction="down")
    assert verdict(promised, figure("单位产值用水", 4, "%", direction="down", baseline=2022)).verdict == "met"


def test_a_sum_of_several_years_does_not_answer_one(verdict: Judge) -> None:
    line = verdict(
        target(ROADS, 300, "公里", measure="increment"),
        figure(ROADS, 900, "公里", measure="increment", period=(2019, 2023)),
        reviewed=(2019, 2023),
    )
    assert (line.verdict, line.verdict_detail) == ("incomparable", "period")


def test_a_share_at_the_end_of_several_years_answers_its_last_year(verdict: Judge) -> None:
    line = verdict(
        target("河长巡河覆盖率", 90, "%", measure="share"),
        figure("河长巡河覆盖率", 94, "%", measure="share", period=(2019, 2023)),
        reviewed=(2019, 2023),
    )
    assert line.verdict == "met"


def test_real_and_nominal_growth_are_not_compared(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 6, "%", basis="real"), figure(OUTPUT, 7, "%"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "basis")


def test_a_sum_at_the_prices_of_another_year_is_not_compared(verdict: Judge) -> None:
    promised = target(OUTPUT, 100, "亿元", quote=f"按2020年价格计算，{OUTPUT}达到100亿元。")
    line = verdict(promised, figure(OUTPUT, 120, "亿元"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "basis")
    both = figure(OUTPUT, 120, "亿元", quote=f"按2020年不变价，{OUTPUT}为120亿元。")
    assert verdict(promised, both).verdict == "met"


def test_value_added_grows_in_constant_prices_said_or_not(verdict: Judge) -> None:
    assert verdict(target("工业增加值", 6, "%"), figure("工业增加值", 7, "%", basis="comparable")).verdict == "met"


def test_a_total_answers_a_height_to_be_reached(verdict: Judge) -> None:
    promised = target("跨区通办事项", 220, "项", quote="跨区通办事项达到220项。")
    assert verdict(promised, figure("跨区通办事项", 226, "项", cumulative=True)).verdict == "met"
    yearly = target("跨区班列开行", 220, "列", quote="跨区班列全年开行220列。")
    assert verdict(yearly, figure("跨区班列开行", 2260, "列", cumulative=True)).verdict_detail == "cumulative"


def test_a_scope_stated_on_one_side_only_is_not_compared(verdict: Judge) -> None:
    line = verdict(target("民间投资（不含房地产）", 10, "%"), figure("民间投资", 8, "%"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "scope")


def test_a_figure_for_a_wider_thing_is_not_compared(verdict: Judge) -> None:
    line = verdict(target("小麦最低收购价", 3, "%"), figure("粮食最低收购价", 5, "%"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "scope")


def test_a_figure_for_one_of_several_things_is_not_compared(verdict: Judge) -> None:
    promised = target("城乡居民人均可支配收入", 8, "%", indicator_id="income-all", scope="城乡")
    told = figure("城镇居民人均可支配收入", 6, "%", indicator_id="income-urban", scope="城镇")
    line = verdict(promised, told)
    assert (line.verdict, line.verdict_detail) == ("incomparable", "scope")


def test_a_rate_under_half_a_name_is_not_compared(verdict: Judge) -> None:
    told = figure("重点建设用地安全利用率", 100, "%", measure="share")
    line = verdict(target("重点建设用地", 100, "%", measure="share"), told)
    assert (line.verdict, line.verdict_detail) == ("incomparable", "definition")


def test_the_whole_place_is_no_scope(verdict: Judge) -> None:
    assert verdict(target(OUTPUT, 100, "亿元", scope="全市"), figure(OUTPUT, 100, "亿元")).verdict == "met"


def test_on_the_way_to_a_goal_of_several_years(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 400, "亿元", until=2025, comparator=">="), figure(OUTPUT, 320, "亿元"))
    assert (line.verdict, line.overdue) == ("ongoing", False)

    assert line.attainment == Decimal("0.8")
    assert line.reasons[-1].level == "ongoing"


def test_a_goal_of_several_years_can_be_reached_early(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 400, "亿元", until=2025, comparator=">="), figure(OUTPUT, 410, "亿元"))
    assert (line.verdict, line.verdict_strict, line.attainment) == ("met", "met", Decimal("1.025"))
    assert line.reasons[-1].level == "met"


@pytest.mark.parametrize(("reported", "expected"), [(800, "met"), (801, "ongoing")])
def test_what_is_reached_early_many_times_over_is_rather_another_thing(
    verdict: Judge, reported: int, expected: str
) -> None:
    promised = target(OUTPUT, 100, "亿元", until=2025, comparator=">=")
    assert verdict(promised, figure(OUTPUT, reported, "亿元")).verdict == expected


def test_what_may_be_another_thing_is_not_reached_early(verdict: Judge) -> None:
    promised = target("柚子加工总产值", 400, "亿元", until=2025, comparator=">=")
    line = verdict(promised, figure("柚子深加工产值", 410, "亿元"))
    assert line.verdict in ("ongoing", "unreported")
    assert line.result is None or line.verdict == "ongoing"


def test_where_lower_is_better_nothing_is_reached_early(verdict: Judge) -> None:
    promised = target("城镇登记失业率", 5, "%", measure="share", until=2025)
    line = verdict(promised, figure("城镇登记失业率", 4, "%", measure="share"))
    assert (line.verdict, line.attainment) == ("ongoing", None)


def test_a_rate_over_several_years_is_not_reached_in_one(verdict: Judge) -> None:
    assert verdict(target(OUTPUT, 6, "%", until=2025), figure(OUTPUT, 9, "%")).verdict == "ongoing"


def test_a_ceiling_for_several_years_holds_only_at_the_end(verdict: Judge) -> None:
    promised = target("城镇登记失业率", 5, "%", measure="share", comparator="<=", until=2025)
    assert verdict(promised, figure("城镇登记失业率", 4, "%", measure="share")).verdict == "ongoing"


def test_a_sum_that_began_before_the_target_is_not_its_progress(lines: Lines) -> None:
    plan = report(2023, [target("城镇新增就业", 300, "万人", measure="increment", until=2027)])
    told = figure("城镇新增就业", 310, "万人", measure="increment", year=2026, period=(2021, 2025))
    (line,) = lines([plan, report(2026, (), [told], reviewed=(2021, 2025))])
    assert (line.verdict, line.verdict_detail) == ("incomparable", "period")


def test_no_number_before_the_last_year_is_ongoing(verdict: Judge) -> None:
    line = verdict(
        target("柚子出口额", 30, "亿元", until=2025),
        figure("柚子出口额", None, "", kind="statement", measure=None, qualifier=None),
    )
    assert line.verdict == "ongoing"


def test_silence_before_the_last_year_accuses_nobody(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 400, "亿元", until=2025))
    assert (line.verdict, line.verdict_detail) == ("ongoing", None)


def test_a_yearly_rate_told_for_the_last_year_only_does_not_answer_years(lines: Lines) -> None:
    plan = report(2023, [target(OUTPUT, 6, "%", until=2024)])
    (line,) = lines([plan, report(2025, (), [figure(OUTPUT, 9, "%", year=2025)])])
    assert (line.verdict, line.verdict_detail) == ("incomparable", "period")


def test_a_target_for_each_year_is_judged_for_the_year_reported(verdict: Judge) -> None:
    promised = target("城镇新增就业", 60, "万人", measure="increment", comparator=">=", until=2027, each_year=True)
    assert verdict(promised, figure("城镇新增就业", "71.9", "万人", measure="increment")).verdict == "met"
    assert verdict(promised, figure("城镇新增就业", 40, "万人", measure="increment")).verdict == "missed"


def test_a_horizon_nobody_knows_is_never_over(verdict: Judge) -> None:
    promised = target(OUTPUT, 400, "亿元", comparator=">=", horizon_start=None, until=None)
    assert verdict(promised, figure(OUTPUT, 320, "亿元")).verdict == "ongoing"
    assert verdict(promised, figure(OUTPUT, 420, "亿元")).verdict == "met"


def test_provisional_figures_are_judged_and_said_to_be_so(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 100, "亿元"), figure(OUTPUT, 110, "亿元", provisional=True))
    assert line.verdict == "met"
    assert "provisional" in {reason.level for reason in line.reasons}


def test_a_shortage_is_never_stated_between_names_that_differ(verdict: Judge) -> None:
    line = verdict(
        target("柚子深加工产业链产值", 100, "亿元"), figure("柚子深加工产业链综合产值", 80, "亿元"),
    )  # fmt: skip
    assert line.verdict not in ("missed", "near")


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("接待游客", "接待过夜游客"),
        ("亿元以上开工项目", "亿元以上工业开工项目"),
        ("高铁通车里程", "高铁在建和通车里程"),
        ("数字化车间", "数字化车间和智能工厂"),
        ("养老床位、托育托位", "养老床位"),
    ],
)
def test_a_name_with_a_word_more_is_not_judged_by_another_figure(verdict: Judge, promised: str, told: str) -> None:
    line = verdict(target(promised, 280, "万个"), figure(told, 300, "万个"))
    assert line.verdict in ("incomparable", "unreported")


def test_a_name_with_a_word_more_is_known_by_its_figure(verdict: Judge) -> None:
    line = verdict(target("省级政府投资", 9080, "亿元"), figure("省级政府公共投资", 9243, "亿元"))
    assert line.verdict == "met"


def test_what_the_lexicon_alone_joins_must_be_of_one_size(verdict: Judge) -> None:
    promised = target("农村自来水受益人口", 3, "万人", measure="increment", indicator_id="x-water")
    near, far = (figure("集中供水覆盖群众", n, "万人", measure="increment", indicator_id="x-water") for n in (3.2, 9))
    assert verdict(promised, near).verdict == "met"
    assert verdict(promised, far).verdict_detail == "definition"


def test_a_figure_out_of_all_proportion_is_not_judged(verdict: Judge) -> None:
    line = verdict(
        target("山城步道建设", 100, "公里", measure="increment"),
        figure("山城步道建设", 1500, "公里", measure="increment"),
    )
    assert (line.verdict, line.verdict_detail) == ("incomparable", "definition")
