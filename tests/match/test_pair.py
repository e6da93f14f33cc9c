"""Who answers whom, over two whole reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_reports import done, figure, milestone, report, target

from tracker.match import Pairing, pair
from tracker.match.assign import Candidate, assign
from tracker.rulebook import Rulebook

Paired = Callable[..., list[Pairing]]


def _answers(pairings: list[Pairing]) -> list[str | None]:
    return [p.result.id if p.result else None for p in pairings]


def test_the_same_measure_goes_before_another(paired: Paired) -> None:
    level, growth = target("柚子产值", 100, "亿元"), target("柚子产值", 6, "%")
    told = [figure("柚子产值", 7, "%", id="growth"), figure("柚子产值", 110, "亿元", id="level")]
    assert _answers(paired([level, growth], told)) == ["level", "growth"]


def test_a_figure_answers_one_question_only(paired: Paired) -> None:
    asked = [target(name, 20, "个", measure="increment") for name in ("口袋公园建设", "滨江口袋公园建设")]
    assert _answers(paired(asked, [figure("口袋公园建设", 22, "个", measure="increment", id="f")])) == ["f", None]


def test_a_target_told_twice_has_the_same_answer_twice(paired: Paired) -> None:
    asked = [target("柚子产值", 100, "亿元", id="one"), target("柚子产值", 100, "亿元", id="two", restates="one")]
    assert _answers(paired(asked, [figure("柚子产值", 110, "亿元", id="f")])) == ["f", "f"]


def test_what_is_said_without_a_number_is_said_of_rate_and_sum_alike(paired: Paired) -> None:
    asked = [target("柚子产值", 6, "%"), target("柚子产值", 100, "亿元")]
    told = figure("柚子产值", None, None, id="s", kind="statement", measure=None)
    assert _answers(paired(asked, [told])) == ["s", "s"]


def test_of_two_figures_under_one_name_each_takes_the_nearer(paired: Paired) -> None:
    asked = [target("学生公用经费标准", 300, "元"), target("学生公用经费定额标准", 500, "元")]
    told = [figure("学生公用经费标准", 500, "元", id="500"), figure("学生公用经费标准", 300, "元", id="300")]
    assert _answers(paired(asked, told)) == ["300", "500"]


def test_a_conflict_of_scope_forbids(paired: Paired) -> None:
    asked = [target("道路通车里程", 100, "公里", scope="中心城区")]
    assert _answers(paired(asked, [figure("道路通车里程", 120, "公里", scope="渝东北")])) == [None]


def test_figures_of_other_years_are_no_answer(paired: Paired) -> None:
    before = figure("柚子产值", 90, "亿元", period=(2022, 2022))
    assert _answers(paired([target("柚子产值", 100, "亿元")], [before])) == [None]


@pytest.mark.parametrize(("told", "answer"), [("柳溪市柚子产值", "f"), ("青石市柚子产值", None)])
def test_the_place_of_the_report_in_front_of_a_name_is_no_part_of_it(
    paired: Paired, told: str, answer: str | None
) -> None:
    assert _answers(paired([target("柚子产值", 6, "%")], [figure(told, 7, "%", id="f")])) == [answer]


def test_two_rates_under_like_names_are_two_rates(paired: Paired) -> None:
    assert _answers(paired([target("文化产业增加值", 7, "%")], [figure("汽车产业增加值", 26, "%")])) == [None]


def test_a_short_name_is_known_beside_its_own_unit_only(paired: Paired) -> None:
    asked = [target("公厕", 6, "座", measure="increment")]
    assert _answers(paired(asked, [figure("公厕", 7, "座", measure="increment", id="f")])) == ["f"]
    assert _answers(paired(asked, [figure("公厕", 7, "%")])) == [None]


def test_a_scope_in_the_name_is_compared_as_scope(paired: Paired) -> None:
    asked = [target("存量危岩除险清除率", 90, "%", measure="share", quote="加强库区治理，存量危岩除险清除率达90%。")]
    told = figure("库区存量危岩清除率", 91, "%", measure="share", scope="库区", id="f")
    assert _answers(paired(asked, [told])) == ["f"]


def test_a_rate_of_a_part_is_another_rate(paired: Paired) -> None:
    assert _answers(paired([target("外贸进出口", 3, "%")], [figure("东盟外贸进出口", 13, "%")])) == [None]


def test_a_longer_name_told_in_another_measure_word_is_another_thing(paired: Paired) -> None:
    asked = [target("危旧片区改造配套道路", 20, "条", measure="increment")]
    assert _answers(paired(asked, [figure("危旧片区改造", 300, "户", measure="increment")])) == [None]


def test_a_figure_for_two_things_answers_both(paired: Paired) -> None:
    asked = [target(f"{grain}最低收购价", "0.1", "元", measure="increment") for grain in ("小麦", "稻谷")]
    told = figure("小麦、稻谷最低收购价", "0.2", "元", measure="increment", id="both")
    assert _answers(paired(asked, [told])) == ["both", "both"]


def test_a_vague_name_is_not_matched(paired: Paired) -> None:
    assert _answers(paired([target("资金", 100, "亿元")], [figure("资金", 110, "亿元")])) == [None]


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        (("建成", "滨江路二期"), ("建成", "滨江路三期")),
        (("制定", "保障性住房建设实施方案"), ("开工", "配售型保障性住房建设")),
        (("开工", "渝南铁路"), ("开工", "渝北铁路")),
        (("创建", "国家级柚子产业示范区"), ("获批", "市级柚子产业示范区")),
    ],
)
def test_other_deliverables_are_no_answer(paired: Paired, promised: tuple[str, str], told: tuple[str, str]) -> None:
    assert _answers(paired([milestone(*promised)], [done(*told)])) == [None]


def test_what_was_done_before_the_promise_is_no_answer(paired: Paired) -> None:
    before = done("建成", "青石渡大桥", period_start=2021, period_end=2022)
    assert _answers(paired([milestone("建成", "青石渡大桥")], [before])) == [None]


def test_a_deliverable_under_its_longer_name(paired: Paired) -> None:
    asked = [milestone("举办", "柚子文化旅游节")]
    assert _answers(paired(asked, [done("举办", "第六届柚子文化旅游节", id="d")])) == ["d"]


def test_a_deliverable_under_its_name_cut_short(paired: Paired) -> None:
    asked = [milestone("举办", "第三届柳溪国际柚子产业博览会")]
    assert _answers(paired(asked, [done("举办", "柚博会", id="d")])) == ["d"]


def test_what_was_done_for_all_was_done_for_each(paired: Paired) -> None:
    asked = [milestone("实现", f"{some}养老服务站全覆盖") for some in ("城镇", "农村")]
    assert _answers(paired(asked, [done("实现", "城乡养老服务站全覆盖", id="d")])) == ["d", "d"]


def test_a_share_of_days_is_answered_by_the_days(paired: Paired) -> None:
    asked = [
        target("空气质量优良天数", 320, "天", indicator_id="air-good-days"),
        target("空气质量优良天数比例", 88, "%", measure="share", indicator_id="air-good-rate"),
    ]
    assert _answers(paired(asked, [figure("空气优良天数", 329, "天", indicator_id="air-good-days", id="f")])) == [
        "f",
        "f",
    ]


def test_one_thing_told_in_another_unit_is_no_silence(paired: Paired) -> None:
    asked = [target("老旧小区改造", 30, "万平方米", measure="increment")]
    assert _answers(paired(asked, [figure("老旧小区改造", 18, "个", measure="increment", id="f")])) == ["f"]
    assert _answers(paired(asked, [figure("滨江老旧小区改造", 18, "个", measure="increment", id="f")])) == [None]


def test_how_far_a_thing_reaches_has_many_names(paired: Paired) -> None:
    asked = [target("柚农互助保险试点范围", 23, "%", measure="share")]
    told = figure("柚农互助保险试点覆盖县比例", 24, "%", measure="share", id="f")
    assert _answers(paired(asked, [told])) == ["f"]


def test_other_jurisdictions_years_and_reports_are_kept_apart(rules: Rulebook) -> None:
    plan = report(2023, [target("柚子产值", 100, "亿元")])
    assert [p.later for p in pair([plan], rules)] == [None]
    assert pair([], rules) == []


def test_every_comparison_adds_up(paired: Paired) -> None:
    asked = [target("柚子产值", 100, "亿元"), target("柚子深加工产值", 10, "亿元"), milestone("建成", "青石渡大桥")]
    told = [figure("柚子产值", 110, "亿元"), figure("柚子深加工总产值", 12, "亿元"), done("开工", "青石渡大桥")]
    compared = [p.comparison for p in paired(asked, told) if p.comparison]
    assert len(compared) == 3
    assert all(sum(reason.weight for reason in c.reasons) == c.score for c in compared)


@given(st.permutations(range(6)))
def test_assignment_does_not_depend_on_order(order: list[int]) -> None:
    candidates = [Candidate(9 - i % 3, i, i % 4, i % 2, f"q{i % 4}") for i in range(6)]  # type: ignore[arg-type]
    assert assign([candidates[i] for i in order]) == assign(candidates)
