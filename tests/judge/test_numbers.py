"""The verdict by number: each sentence of the contract's fifth rule, and what must not change it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_reports import figure, target

from tracker.judge.numbers import Side, by_number, side_of
from tracker.match.amounts import UnitReader
from tracker.models import Link
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.tolerances import Tolerances
from tracker.rulebook.schema.units import Units

Judge = Callable[..., Link]

OUTPUT = "柚子产业链产值"
RATE = "城镇登记失业率"


@pytest.mark.parametrize(
    ("comparator", "promised", "reported", "expected"),
    [
        (">=", 60, 60, "met"),
        (">=", 60, 71.9, "met"),
        (">=", 60, 57, "near"),
        (">=", 60, "56.9", "missed"),
        ("=", 60, 62, "met"),
        ("~", 60, 57, "met"),
        ("~", 60, 54, "near"),
        ("~", 60, "53.9", "missed"),
    ],
)
def test_amounts_that_are_better_high(
    verdict: Judge, comparator: str, promised: object, reported: object, expected: str
) -> None:
    line = verdict(target(OUTPUT, promised, "亿元", comparator=comparator), figure(OUTPUT, reported, "亿元"))
    assert line.verdict == expected


@pytest.mark.parametrize(
    ("comparator", "promised", "reported", "expected"),
    [
        ("<=", "5.5", "5.5", "met"),
        ("<=", "5.5", "5.1", "met"),
        ("<=", "5.5", "5.6", "near"),
        ("<=", "5.5", 6, "missed"),
        ("~", "5.5", "5.7", "met"),
        ("~", "5.5", "4.9", "met"),
        ("~", "5.5", 6, "near"),
        ("=", "5.5", "5.2", "met"),
    ],
)
def test_rates_that_are_better_low(
    verdict: Judge, comparator: str, promised: object, reported: object, expected: str
) -> None:
    line = verdict(
        target(RATE, promised, "%", comparator=comparator, measure="share"),
        figure(RATE, reported, "%", measure="share"),
    )
    assert line.verdict == expected


def test_a_range_is_met_at_its_nearer_end_on_the_better_side(verdict: Judge) -> None:
    promised = target(OUTPUT, "6.5", "%", value_max=7, comparator="range")
    assert verdict(promised, figure(OUTPUT, "6.5", "%")).verdict == "met"
    assert verdict(promised, figure(OUTPUT, 9, "%")).verdict == "met"
    assert verdict(promised, figure(OUTPUT, "6.2", "%")).verdict == "near"
    assert verdict(promised, figure(OUTPUT, "6.1", "%")).verdict == "missed"


def test_how_near_a_range_is_missed_is_measured_by_the_end_that_counts(verdict: Judge) -> None:
    high = target(OUTPUT, 6, "%", value_max=9, comparator="range")
    assert verdict(high, figure(OUTPUT, "5.7", "%")).verdict == "near"
    assert verdict(high, figure(OUTPUT, "5.6", "%")).verdict == "missed"
    low = target(RATE, 4, "%", value_max=6, comparator="range", measure="share")
    assert verdict(low, figure(RATE, "6.3", "%", measure="share")).verdict == "near"
    assert verdict(low, figure(RATE, "6.4", "%", measure="share")).verdict == "missed"


def test_where_no_side_is_better_the_number_itself_is_the_goal(verdict: Judge) -> None:
    promised = target("财政赤字率（本级）", 3, "%", measure="share")
    assert verdict(promised, figure("财政赤字率（本级）", 3, "%", measure="share")).verdict == "met"
    assert verdict(promised, figure("财政赤字率（本级）", "2.9", "%", measure="share")).verdict == "near"
    assert verdict(promised, figure("财政赤字率（本级）", 2, "%", measure="share")).verdict == "missed"


def test_a_fall_is_signed(verdict: Judge) -> None:
    promised = target("单位产值用水", 3, "%", direction="down")
    assert verdict(promised, figure("单位产值用水", "3.4", "%", direction="down")).verdict == "met"
    assert verdict(promised, figure("单位产值用水", 2, "%", direction="down")).verdict == "missed"
    assert verdict(promised, figure("单位产值用水", 4, "%", direction="up")).verdict == "missed"


def test_a_fall_of_at_least_wants_a_lower_number(verdict: Judge) -> None:
    promised = target("单位产值用水", 3, "%", direction="down", comparator=">=")
    assert verdict(promised, figure("单位产值用水", "3.4", "%", direction="down")).verdict == "met"
    assert verdict(promised, figure("单位产值用水", 1, "%", direction="down")).verdict == "missed"


def test_a_change_that_says_not_which_way_does_not_answer_a_fall(verdict: Judge) -> None:
    line = verdict(target("单位产值用水", 3, "%", direction="down"), figure("单位产值用水", 4, "%", direction=None))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "no_number")
    assert verdict(target(OUTPUT, 3, "%"), figure(OUTPUT, 4, "%", direction=None)).verdict == "met"


@pytest.mark.parametrize(
    ("promised", "told"),
    [((None, "亿元"), (100, "亿元")), ((100, "亿元"), (None, "亿元")), ((100, "亿元"), (100, "个"))],
)
def test_what_cannot_be_laid_beside_one_another_has_no_verdict(
    rules: Rulebook, promised: tuple[object, str], told: tuple[object, str]
) -> None:
    units = UnitReader(rules.settings(Units))
    within = rules.settings(Tolerances).of("level")
    assert by_number(target(OUTPUT, *promised), figure(OUTPUT, *told), units, "higher", within) is None


def test_a_fall_of_at_most_wants_a_higher_number(verdict: Judge) -> None:
    promised = target("柚园化肥施用量", 3, "%", direction="down", comparator="<=")
    assert verdict(promised, figure("柚园化肥施用量", 2, "%", direction="down")).verdict == "met"
    assert verdict(promised, figure("柚园化肥施用量", 4, "%", direction="down")).verdict == "missed"


@pytest.mark.parametrize(
    ("direction", "better", "side"),
    [
        ("down", None, "lower"), ("down", "lower", "lower"), ("down", "higher", "none"), ("down", "none", "none"),
        ("up", None, "higher"), ("up", "lower", "lower"), ("up", "higher", "higher"), ("up", "none", "none"),
    ],
)  # fmt: skip
def test_a_promised_fall_of_what_is_better_high_has_no_better_side(
    direction: str, better: Side | None, side: Side
) -> None:
    assert side_of(target(OUTPUT, 3, "%", direction=direction), better) == side


def test_without_tolerance_about_is_short_and_the_line_says_so(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 6, "%", comparator="~"), figure(OUTPUT, "5.7", "%"))
    assert (line.verdict, line.verdict_strict, line.boundary) == ("met", "missed", True)
    assert line.shortfall == Decimal("0.3")


def test_a_share_of_all_is_missed_by_any_shortage(verdict: Judge) -> None:
    promised = target("河长巡河覆盖率", 100, "%", measure="share")
    assert verdict(promised, figure("河长巡河覆盖率", "95.1", "%", measure="share")).verdict == "missed"
    assert verdict(promised, figure("河长巡河覆盖率", 100, "%", measure="share")).verdict == "met"


def test_more_than_is_a_floor_of_the_figure(verdict: Judge) -> None:
    promised = target(OUTPUT, 220, "亿元", comparator=">=")
    assert verdict(promised, figure(OUTPUT, 220, "亿元", qualifier=">")).verdict == "met"
    assert verdict(promised, figure(OUTPUT, 180, "亿元", qualifier=">")).verdict == "missed"


def test_a_figure_not_exact_enough_is_not_judged(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 225, "亿元", comparator=">="), figure(OUTPUT, 210, "亿元", qualifier=">"))
    assert (line.verdict, line.verdict_detail) == ("incomparable", "no_number")


@pytest.mark.parametrize(
    ("promised", "told", "expected"),
    [
        (3650, {"value": 3500, "qualifier": ">"}, "near"),  # between 3500 and 3600
        (3550, {"value": 3500, "qualifier": ">"}, "incomparable"),
        ("3.5", {"value": 4, "qualifier": "<"}, "incomparable"),  # between 3 and 4
        (3, {"value": 4, "qualifier": "<"}, "met"),
        (205, {"value": 210, "qualifier": ">", "direction": "down"}, "met"),  # down to something over 210
        (100, {"value": 90, "value_max": 110}, "incomparable"),
        (100, {"value": 100, "value_max": 110}, "met"),
    ],
)
def test_where_the_figure_lies_decides_only_where_all_of_it_does(
    verdict: Judge, promised: object, told: dict[str, Any], expected: str
) -> None:
    answer = figure(OUTPUT, **{"unit": "亿元", **told})
    assert verdict(target(OUTPUT, promised, "亿元"), answer).verdict == expected


@pytest.mark.parametrize(
    ("promised", "told", "unit", "direction", "expected"),
    [
        (7, 7, "%", "up", "met"),
        ("3.5", 3, "%", "down", "incomparable"),  # a fall by 3 to 4
        (4, 3, "%", "down", "incomparable"),
        (3, 3, "%", "down", "met"),
        (150, 1, "倍", "up", "incomparable"),  # by 100 to 200 %
        (100, 1, "倍", "up", "met"),
        (150, 1, "番", "up", "incomparable"),  # by 100 to 300 %
        (5, 30, "‰", "up", "missed"),  # by 3 to 4 %
    ],
)
def test_a_change_of_more_than_is_at_least_so_much(
    verdict: Judge, promised: object, told: int, unit: str, direction: str, expected: str
) -> None:
    asked = target("单位产值用水", promised, "%", direction=direction, comparator="=")
    answer = figure("单位产值用水", told, unit, measure="growth", direction=direction, qualifier=">")
    assert verdict(asked, answer).verdict == expected


def test_a_figure_without_a_unit_is_taken_in_that_of_the_other(verdict: Judge) -> None:
    assert verdict(target("柚子加工园区", 10, "个"), figure("柚子加工园区", 11, "")).verdict == "met"
    assert verdict(target("柚子加工园区", 10, ""), figure("柚子加工园区", 11, "个")).verdict == "met"


def test_attainment_is_delivered_over_promised(verdict: Judge) -> None:
    assert verdict(target(OUTPUT, 80, "亿元"), figure(OUTPUT, 100, "亿元")).attainment == Decimal("1.25")


def test_no_attainment_for_growth_and_where_lower_is_better(verdict: Judge) -> None:
    assert verdict(target(OUTPUT, 6, "%"), figure(OUTPUT, 7, "%")).attainment is None
    low = verdict(target(RATE, "5.5", "%", measure="share", comparator="<="), figure(RATE, "5.2", "%", measure="share"))
    assert low.attainment is None


def test_attainment_of_one_is_told_and_of_none_is_not(verdict: Judge) -> None:
    assert verdict(target("柚子加工园区", 1, "个"), figure("柚子加工园区", 1, "个")).attainment == 1
    none = verdict(target("柚子加工园区", 0, "个"), figure("柚子加工园区", 1, "个"))
    assert (none.verdict, none.attainment) == ("met", None)


@pytest.mark.parametrize(("reported", "waits"), [(100, False), (150, False), (151, True), (49, True)])
def test_what_stands_out_waits_for_a_person(verdict: Judge, reported: int, waits: bool) -> None:
    line = verdict(target(OUTPUT, 100, "亿元"), figure(OUTPUT, reported, "亿元"))
    assert ("outstanding" in {reason.level for reason in line.reasons}) is waits


def test_shortfall_is_in_the_unit_of_the_target(verdict: Judge) -> None:
    line = verdict(target("粮食总产", "108", "亿公斤"), figure("粮食总产", 210, "亿斤"))
    assert (line.verdict, line.shortfall) == ("near", Decimal(3))


def test_a_shortfall_over_two_units_is_tidy(verdict: Judge) -> None:
    promised = target("造林绿化", 7, "万公顷", measure="increment")
    line = verdict(promised, figure("造林绿化", 100, "万亩", measure="increment"))
    assert str(line.shortfall) == "0.333333"


def test_the_shortfall_of_a_rate_of_change_is_in_percent(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 30, "‰", measure="growth"), figure(OUTPUT, 2, "%"))
    assert (line.verdict, line.shortfall) == ("missed", Decimal(1))


def test_the_shortfall_of_a_range_told_is_that_of_its_worse_end(verdict: Judge) -> None:
    line = verdict(target(OUTPUT, 100, "亿元"), figure(OUTPUT, 60, "亿元", value_max=80))
    assert (line.verdict, line.shortfall) == ("missed", Decimal(40))
    rate = verdict(target(RATE, "5.5", "%", measure="share"), figure(RATE, 6, "%", value_max=7, measure="share"))
    assert (rate.verdict, rate.shortfall) == ("missed", Decimal("1.5"))


@given(grain=st.decimals("1", "500", places=1), goal=st.decimals("1", "500", places=1))
def test_the_unit_does_not_change_the_verdict(verdict: Judge, grain: Decimal, goal: Decimal) -> None:
    promised = target("粮食总产", goal, "亿公斤")
    told = verdict(promised, figure("粮食总产", grain, "亿公斤"))
    told_in_jin = verdict(promised, figure("粮食总产", grain * 2, "亿斤"))
    assert (told.verdict, told.shortfall, told.attainment) == (
        told_in_jin.verdict, told_in_jin.shortfall, told_in_jin.attainment,
    )  # fmt: skip


def test_times_and_doublings_are_rates(verdict: Judge) -> None:
    promised = target(OUTPUT, 1, "番", measure="growth", comparator=">=")
    assert verdict(promised, figure(OUTPUT, 120, "%")).verdict == "met"
    assert verdict(promised, figure(OUTPUT, "0.8", "倍", measure="growth")).verdict == "missed"


@pytest.mark.parametrize(("promised", "expected"), [(100, "near"), (97, "incomparable"), (95, "met"), (120, "missed")])
def test_a_figure_nearly_reached_is_below_its_number(verdict: Judge, promised: int, expected: str) -> None:
    line = verdict(
        target("排水管网", promised, "公里", measure="increment"),
        figure("排水管网", 100, "公里", measure="increment", qualifier="~", evidence={"comparator": "近"}),
    )
    assert line.verdict == expected


def test_how_far_short_a_figure_nearly_reached_is_is_not_said(verdict: Judge) -> None:
    line = verdict(
        target("排水管网", 100, "公里", measure="increment"),
        figure("排水管网", 100, "公里", measure="increment", qualifier="~", evidence={"comparator": "近"}),
    )
    assert (line.verdict, line.shortfall) == ("near", None)
    assert line.reasons[-1].level == "near"


def test_a_figure_that_is_about_its_number_is_taken_as_it_is(verdict: Judge) -> None:
    line = verdict(
        target("排水管网", 100, "公里", measure="increment"),
        figure("排水管网", 100, "公里", measure="increment", qualifier="~", evidence={"comparator": "左右"}),
    )
    assert line.verdict == "met"
