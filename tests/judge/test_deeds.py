"""Verbs before two figures: built is not renewed, begun is not done, agreed is not begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from paper_reports import figure, target

from tracker.models import Link

Judge = Callable[..., Link]
ROADS = "农村公路硬化"


def test_a_deed_behind_the_name_is_the_deed_before_the_figure(verdict: Judge) -> None:
    promised = target("农村户厕改造", 3, "万户", measure="increment", evidence={"measure": "完成"})
    told = figure("农村户厕", "2.9", "万户", measure="increment", evidence={"measure": "改造"})
    assert verdict(promised, told).verdict == "near"
    other = figure("农村户厕", "2.9", "万户", measure="increment", evidence={"measure": "检查"})
    assert verdict(promised, other).verdict == "incomparable"
    turned = target("农村户厕", 3, "万户", measure="increment", evidence={"measure": "改造"})
    assert verdict(turned, figure("农村户厕改造", 3, "万户", measure="increment")).verdict == "met"


def test_several_deeds_behind_a_short_name_are_those_before_the_figure(verdict: Judge) -> None:
    promised = target("茶亭新建改造", 30, "座", measure="increment", evidence={"measure": "完成"})
    told = figure("茶亭", 34, "座", measure="increment", evidence={"measure": "新建改造"})
    assert verdict(promised, told).verdict == "met"


@pytest.mark.parametrize(
    ("promised", "reported", "answer"),
    [
        ("新建", "新建", "met"),
        ("新建", "改造", "incomparable"),
        ("改造", "新建", "incomparable"),
        ("新建和改造", "改造", "met"),
        ("建设", "新建", "met"),
        ("建设", "开工建设", "incomparable"),
        ("建设", "正在建设", "incomparable"),
        ("开工", "开工", "met"),
        ("开工", "建成", "incomparable"),
        ("签约", "开工", "incomparable"),
        ("建成", "分配", "incomparable"),
        ("分配", "分配", "met"),
        ("新建", "", "met"),
        ("开工", "", "met"),
        ("", "开工", "met"),
    ],
)
def test_figures_under_verbs_that_cannot_be_of_one_thing_are_shown_and_not_judged(
    verdict: Judge, promised: str, reported: str, answer: str
) -> None:
    goal = target(ROADS, 50, "公里", measure="increment", evidence={"measure": promised})
    line = verdict(goal, figure(ROADS, 60, "公里", measure="increment", evidence={"measure": reported}))
    assert (line.verdict, line.verdict_detail) == (answer, "definition" if answer == "incomparable" else None)


def test_a_figure_without_a_verb_may_be_of_anything_done(verdict: Judge) -> None:
    begun, bare = {"measure": "开工"}, target(ROADS, 50, "公里", measure="increment")
    assert verdict(bare, figure(ROADS, 60, "公里", measure="increment", evidence=begun)).verdict == "met"
    goal = target(ROADS, 50, "公里", measure="increment", evidence=begun)
    assert verdict(goal, figure(ROADS, 60, "公里", measure="increment")).verdict == "met"


def test_the_verb_of_a_rate_tells_nothing(verdict: Judge) -> None:
    goal = target("柚子产业链产值", 8, "%", evidence={"measure": "增长"})
    assert verdict(goal, figure("柚子产业链产值", 9, "%", evidence={"measure": "推进"})).verdict == "met"


def test_a_figure_of_a_part_of_the_year_is_shown_and_not_judged(verdict: Judge) -> None:
    nine_months = figure("柚子产业链产值", 9, "%", evidence={"part_of_year": "前三季度"})
    line = verdict(target("柚子产业链产值", 8, "%"), nine_months)
    assert (line.verdict, line.verdict_detail) == ("incomparable", "period")
