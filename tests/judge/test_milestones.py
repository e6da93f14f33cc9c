"""Deliverables: the state promised, the state told, and what is put off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from paper_reports import done, figure, milestone, report

from tracker.models import Link, Result

Judge = Callable[..., Link]

BRIDGE = "青石渡大桥"


@pytest.mark.parametrize(
    ("promised", "told", "expected"),
    [
        ("建成", "建成", "met"),
        ("开工", "开工", "met"),
        ("开工", "建成", "met"),
        ("建成", "通车", "met"),
        ("建成", "开工", "ongoing"),
        ("制定", "出台", "met"),
        ("创建", "获批", "met"),
        ("other", "通车", "met"),
        ("other", "开工", "ongoing"),
    ],
)
def test_states_are_steps_of_a_ladder(verdict: Judge, promised: str, told: str, expected: str) -> None:
    assert verdict(milestone(promised, BRIDGE), done(told, BRIDGE)).verdict == expected


def test_the_verb_of_the_promise_is_no_proof_where_the_words_say_it_is_under_way(verdict: Judge) -> None:
    told = done("创建", "省级卫生县城", quote="省级卫生县城创建通过初步验收。", evidence={"action": "创建"})
    promised = milestone("创建", "省级卫生县城", quote="创建省级卫生县城。", evidence={"action": "创建"})
    assert verdict(promised, told).verdict == "ongoing"


def test_preparations_are_under_way_whatever_the_verb(verdict: Judge) -> None:
    told = done("完成", BRIDGE, quote=f"{BRIDGE}前期工作取得进展。")
    assert verdict(milestone("开工", BRIDGE), told).verdict == "ongoing"


@pytest.mark.parametrize("said", [f"{BRIDGE}主体完工。", f"{BRIDGE}建设有序推进。", f"{BRIDGE}条例草案提请审议。"])
def test_half_done_is_not_done(verdict: Judge, said: str) -> None:
    assert verdict(milestone("建成", BRIDGE), done("完成", BRIDGE, quote=said)).verdict == "ongoing"


@pytest.mark.parametrize(
    "said", ["积极申报国家柚子产业基地。", "国家柚子产业基地申报工作有序推进。", "加快申报国家柚子产业基地。"]
)
def test_what_is_applied_for_is_not_won(verdict: Judge, said: str) -> None:
    line = verdict(milestone("创建", "国家柚子产业基地"), done("other", "国家柚子产业基地", quote=said))
    assert (line.verdict, line.overdue) == ("ongoing", True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("起草", "ongoing"), ("征求意见", "ongoing"), ("提请审议", "ongoing"), ("审议通过", "met"), ("颁布实施", "met")],
)
def test_a_paper_goes_from_draft_to_deliberation_to_force(verdict: Judge, said: str, expected: str) -> None:
    told = done("other", "柚乡保护条例", quote=f"柚乡保护条例{said}。")
    assert verdict(milestone("出台", "柚乡保护条例"), told).verdict == expected


def test_the_words_tell_the_state_where_no_verb_does(verdict: Judge) -> None:
    assert verdict(milestone("建成", BRIDGE), done("other", BRIDGE, quote=f"{BRIDGE}竣工。")).verdict == "met"


def test_under_way_after_the_horizon_is_overdue(verdict: Judge) -> None:
    assert verdict(milestone("建成", BRIDGE), done("开工", BRIDGE)).overdue
    assert not verdict(milestone("建成", BRIDGE, until=2025), done("开工", BRIDGE)).overdue


def test_another_thing_of_like_name_is_no_answer(verdict: Judge) -> None:
    assert verdict(milestone("建成", "滨江路二期"), done("建成", "滨江路一期")).verdict == "unreported"


@pytest.mark.parametrize("part", ["引桥", "二期", "连接线"])
def test_a_part_of_a_thing_is_not_the_thing(verdict: Judge, part: str) -> None:
    assert verdict(milestone("建成", BRIDGE), done("建成", BRIDGE + part)).verdict != "met"
    assert verdict(milestone("建成", BRIDGE + part), done("建成", BRIDGE + part)).verdict == "met"


def test_a_thing_that_stands_behind_the_whole_name_is_a_part_of_it(verdict: Judge) -> None:
    line = verdict(milestone("完成", "柳溪客运站扩建"), done("完成", "柳溪客运站售票厅改扩建"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "definition")


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("投资3000万元完成了柚香路提升改造。", "met"),
        ("投资3000万元实施柚香路提升改造。", "unreported"),
        ("柚香路提升改造完成投资3000万元。", "unreported"),
    ],
)
def test_a_sum_for_which_it_was_finished_tells_of_a_deliverable(verdict: Judge, quote: str, expected: str) -> None:
    told = figure("柚香路提升改造", 3000, "万元", quote=quote)
    assert verdict(milestone("完成", "柚香路提升改造"), told).verdict == expected


def test_a_count_of_what_was_done_is_shown_and_not_judged(verdict: Judge) -> None:
    told = figure("城区雨污管网改造", 12, "公里", measure="increment", quote="完成城区雨污管网改造12公里。")
    line = verdict(milestone("完成", "城区雨污管网改造"), told)
    assert (line.verdict, line.verdict_detail) == ("incomparable", "definition")


def test_a_deliverable_told_of_goes_before_a_count(verdict: Judge) -> None:
    told = figure("城区雨污管网改造", 12, "公里", measure="increment", quote="完成城区雨污管网改造12公里。")
    assert verdict(milestone("完成", "城区雨污管网改造"), told, done("完成", "城区雨污管网改造")).verdict == "met"


def test_what_was_put_off_names_the_next_promise(lines: Callable[..., list[Link]]) -> None:
    again = milestone("开工", BRIDGE, year=2024)
    first, _ = lines([report(2023, [milestone("开工", BRIDGE)]), report(2024, [again])])
    assert (first.verdict, first.repromised_in) == ("unreported", again.id)
    assert first.mention is not None
    assert first.mention.quote == again.quote


@pytest.mark.parametrize(
    ("promised", "again", "words", "off"),
    [
        ("建成", "建成", "建成", True),
        ("建成", "开工", "开工", True),  # an earlier step
        ("启动", "开工", "新开工", True),  # the same one
        ("建成", "通车", "建成通车", True),  # which promises 建成 too
        ("建成", "通车", "通车", False),
        ("开工", "建成", "建成", False),
        ("启动", "投用", "启动运行", False),
        ("制定", "启动", "启动实施", False),  # no paper is drawn up again by being put into force
        ("制定", "出台", "出台", True),
        ("成立", "投用", "开馆", False),
        ("成立", "成立", "设立", True),
        ("举办", "举办", "办好", False),
        ("实现", "实现", "动态清零", False),
        ("other", "other", "加快推进", False),
    ],
)
def test_only_the_same_or_an_earlier_step_is_put_off(
    lines: Callable[..., list[Link]], promised: str, again: str, words: str, off: bool
) -> None:
    later = milestone(again, BRIDGE, year=2024, evidence={"action": words})
    first, _ = lines([report(2023, [milestone(promised, BRIDGE)]), report(2024, [later])])
    assert (first.verdict, first.verdict_detail) == ("unreported", "in_plan_part")
    assert first.repromised_in == (later.id if off else None)
    assert first.mention is not None  # that the plan speaks of it is told all the same


def test_the_promise_that_puts_off_goes_before_others_of_the_same_thing(lines: Callable[..., list[Link]]) -> None:
    opened, built = milestone("通车", BRIDGE, year=2024), milestone("建成", BRIDGE, year=2024)
    first, *_ = lines([report(2023, [milestone("建成", BRIDGE)]), report(2024, [opened, built])])
    assert first.repromised_in == built.id


def test_a_promise_for_the_same_year_puts_nothing_off(lines: Callable[..., list[Link]]) -> None:
    again = milestone("建成", BRIDGE, year=2024, until=2025)
    first, *_ = lines([report(2023, [milestone("建成", BRIDGE, until=2025)]), report(2024, [again])])
    assert first.repromised_in is None


@pytest.mark.parametrize("promised", ["开工", "建成"])
def test_what_was_done_is_not_put_off(lines: Callable[..., list[Link]], promised: str) -> None:
    again = milestone("建成", BRIDGE, year=2024)
    first, _ = lines([report(2023, [milestone(promised, BRIDGE)]), report(2024, [again], [done(promised, BRIDGE)])])
    assert (first.verdict, first.repromised_in, first.mention) == ("met", None, None)


@pytest.mark.parametrize(
    ("told", "promised_damaged", "outcome", "detail", "text", "en"),
    [
        (done("建成", BRIDGE), False, "met", None, "已到所承诺的状态", "the state promised is reached"),
        (done("开工", BRIDGE), False, "ongoing", None, "尚未到所承诺的状态", "the state promised is not reached yet"),
        (
            done("建成", f"{BRIDGE}售票厅"), False,
            "incomparable", "definition", "名称只有一部分相同", "the names agree only in part",
        ),
        (
            done("建成", BRIDGE, damaged=True), False,
            "incomparable", "damaged", "原文破损，不作判定", "damaged in the source, so it is not judged",
        ),
        (
            done("建成", BRIDGE), True,
            "incomparable", "damaged", "原文破损，不作判定", "damaged in the source, so it is not judged",
        ),
    ],
)  # fmt: skip
def test_why_a_deliverable_is_judged_so_is_said_last(
    verdict: Judge, told: Result, promised_damaged: bool, outcome: str, detail: str | None, text: str, en: str
) -> None:
    line = verdict(milestone("建成", BRIDGE, damaged=promised_damaged), told)
    assert (line.verdict, line.verdict_detail) == (outcome, detail)
    assert (line.reasons[-1].text, line.reasons[-1].en) == (text, en)


def test_a_deliverable_never_has_a_shortfall(verdict: Judge) -> None:
    line = verdict(milestone("建成", BRIDGE), done("建成", BRIDGE))
    assert line.attainment is line.shortfall is None
