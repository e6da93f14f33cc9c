"""A target beside the figure that answers it, as compared: the order of the reasons, the bounds, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from paper_reports import figure, report, target

from tracker.judge.judgement import Judgement
from tracker.judge.targets import TargetJudge, before_the_end
from tracker.match.amounts import UnitReader
from tracker.match.pairing import Comparison
from tracker.models import Commitment, Result
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import NoteTexts, ReasonTexts
from tracker.rulebook.schema.tolerances import Tolerances
from tracker.rulebook.schema.units import Units

Judged = Callable[..., Judgement]
OUTPUT = "柚子产业链产值"
SAME = {"name": "same", "scope": "none", "measure": "same", "unit": "same", "period": "same"}


@pytest.fixture(scope="module")
def texts(rules: Rulebook) -> NoteTexts:
    return rules.settings(ReasonTexts).notes


@pytest.fixture(scope="module")
def judged(rules: Rulebook) -> Judged:
    """The judgement on a target of 2023 by a figure of 2024's report; ``labels`` are those that are not of the same."""
    settings = rules.settings(MatchingSettings)
    bench = TargetJudge(
        settings, rules.settings(Tolerances), UnitReader(rules.settings(Units)),
        rules.indicators, rules.settings(ReasonTexts),
    )  # fmt: skip

    def judge(commitment: Commitment, result: Result, **labels: str) -> Judgement:
        return bench.judge(commitment, result, Comparison(SAME | labels, (), Decimal(0)), report(2024, (), [result]))

    return judge


def told(judgement: Judgement) -> tuple[str, str | None, str]:
    assert judgement.strict in (judgement.verdict, "missed")
    return judgement.verdict, judgement.detail, judgement.notes[-1].text


@pytest.mark.parametrize(
    ("reported", "comparator", "unit", "verdict", "said"),
    [
        (100, "=", "亿元", "met", "达到目标数"),
        (96, "~", "亿元", "met", "差4亿元，在“左右”的容差之内"),
        (96, "=", "亿元", "near", "差4亿元，在接近的容差之内"),
        (90, "=", "亿元", "missed", "差10亿元，超出容差"),
        (96, "=", "%", "near", "差4个百分点，在接近的容差之内"),
        ("99.9876", "=", "", "near", "差0.0124，在接近的容差之内"),
        ("99.98765", "=", "亿元", "near", "差0.0124亿元，在接近的容差之内"),
    ],
)
def test_what_the_number_decided_is_said_with_the_gap(
    judged: Judged, reported: object, comparator: str, unit: str, verdict: str, said: str
) -> None:
    promised = target(OUTPUT, 100, unit, comparator=comparator)
    judgement = judged(promised, figure(OUTPUT, reported, unit))
    assert (judgement.verdict, judgement.notes[-1].text) == (verdict, said)


def test_the_gap_of_a_share_is_in_percentage_points(judged: Judged) -> None:
    judgement = judged(target(OUTPUT, 90, "%", measure="share"), figure(OUTPUT, 80, "%", measure="share"))
    assert judgement.notes[-1].text == "差10个百分点，超出容差"


def test_without_a_unit_the_gap_has_none(judged: Judged) -> None:
    promised = target(OUTPUT, 100, "").model_copy(update={"unit": None})
    assert judged(promised, figure(OUTPUT, 90, "")).notes[-1].text == "差10，超出容差"


DAMAGED = {"damaged": True}
NUMBERLESS: dict[str, Any] = {"value": None}
# each reason with all that come after it: the first decides
REASONS: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, str]]] = [
    ("damaged", DAMAGED, {}, {}),
    ("damaged", {}, DAMAGED, {}),
    ("no_number", NUMBERLESS, {}, {}),
    ("no_number", {}, NUMBERLESS, {}),
    ("no_number", {}, {}, {"name": "mentioned"}),
    ("cumulative", {}, {}, {"measure": "cumulative"}),
    ("measure", {}, {}, {"measure": "other"}),
    ("measure", {}, {}, {"unit": "other"}),
    ("baseline", {}, {"baseline": 2015}, {}),
    ("period", {}, {}, {"period": "several"}),
    ("period", {}, {}, {"period": "unsaid"}),
    ("basis", {"basis": "real"}, {}, {}),
    ("scope", {}, {}, {"scope": "one_side"}),
    ("scope", {}, {}, {"name": "wider"}),
    ("scope", {}, {}, {"name": "narrower"}),
    ("period", {}, {"evidence": {"part_of_year": "前三季度"}}, {}),
    ("definition", {}, {}, {"name": "renamed"}),
    ("definition", {}, {}, {"name": "opening"}),
]


@pytest.mark.parametrize("place", range(len(REASONS)))
def test_the_first_reason_not_to_compare_is_told(judged: Judged, texts: NoteTexts, place: int) -> None:
    detail, *own = REASONS[place]
    for _, *more in [(detail, *own), *(r for r in REASONS[place + 1 :])]:
        promised, reported, labels = ({**after, **mine} for after, mine in zip(more, own, strict=True))
        asked = target(OUTPUT, 5, "%").model_copy(update=promised)
        answer = figure(OUTPUT, 6, "%").model_copy(update=reported)
        assert told(judged(asked, answer, **labels)) == ("incomparable", detail, getattr(texts, detail).text)


@pytest.mark.parametrize(("detail", "promised", "reported", "labels"), REASONS)
def test_each_reason_alone_is_enough_and_a_provisional_figure_is_said_to_be_one(
    judged: Judged, texts: NoteTexts, detail: str, promised: dict[str, Any], reported: dict[str, Any],
    labels: dict[str, str],
) -> None:  # fmt: skip
    asked = target(OUTPUT, 5, "%").model_copy(update=promised)
    for provisional, remarks in ((False, []), (True, [texts.provisional.text])):
        answer = figure(OUTPUT, 6, "%").model_copy(update={"provisional": provisional, **reported})
        judgement = judged(asked, answer, **labels)
        assert judgement.detail == detail
        assert [note.text for note in judgement.notes] == [*remarks, getattr(texts, detail).text]


@pytest.mark.parametrize(
    ("until", "value", "said"),
    [
        (2025, {"value": None}, "no_number_before_the_end"),
        (2025, {"value": 5, "value_max": 15}, "before_the_end"),
        (2023, {"value": 5, "value_max": 15}, "not_exact"),
        (2023, {"value": 12}, "reached"),
    ],
)
def test_a_provisional_figure_is_said_to_be_one_before_what_it_decides_and_no_other_is(
    judged: Judged, texts: NoteTexts, until: int, value: dict[str, Any], said: str
) -> None:
    asked = target(OUTPUT, 10, "亿元", until=until)
    for provisional, remarks in ((False, []), (True, [texts.provisional.text])):
        answer = figure(OUTPUT, **{"unit": "亿元", "provisional": provisional, **value})
        judgement = judged(asked, answer, period="progress" if until > 2023 else "same")
        assert [note.text for note in judgement.notes] == [*remarks, getattr(texts, said).text]


@pytest.mark.parametrize(("baseline", "detail"), [(2022, None), (2021, "baseline")])
def test_the_usual_baseline_is_the_year_before_the_one_reviewed_where_a_figure_names_none(
    judged: Judged, baseline: int, detail: str | None
) -> None:
    answer = figure(OUTPUT, 6, "%", baseline=baseline, period=(None, None))
    assert judged(target(OUTPUT, 5, "%"), answer).detail == detail


def test_a_part_of_a_year_counts_for_what_was_added_in_it(judged: Judged) -> None:
    part = {"evidence": {"part_of_year": "前三季度"}}
    added = judged(target(OUTPUT, 5, "个", measure="increment"), figure(OUTPUT, 6, "个", measure="increment", **part))
    assert added.verdict == "met"


def test_figures_of_things_begun_do_not_answer_for_things_done(judged: Judged) -> None:
    asked = target("柚子加工园", 5, "个", measure="increment", evidence={"measure": "建成"})
    answer = figure("柚子加工园", 6, "个", measure="increment", evidence={"measure": "开工"})
    assert judged(asked, answer).detail == "definition"


EARLY = {"until": 2025}


@pytest.mark.parametrize(
    ("reported", "labels", "verdict", "said"),
    [
        ({}, {"period": "progress"}, "met", "期末之前已达到目标数"),
        ({"value": 3}, {"period": "progress"}, "ongoing", "未到期末，尚未达到"),
        ({"value": None}, {"period": "progress"}, "ongoing", "未到期末，后文没有数字"),
        ({"value": 5, "value_max": 15}, {"period": "progress"}, "ongoing", "未到期末"),
        ({}, {"period": "unsaid"}, "met", "期末之前已达到目标数"),
        ({"evidence": {"part_of_year": "前三季度"}}, {"period": "progress"}, "met", "期末之前已达到目标数"),
        ({}, {"period": "year_of"}, "met", "达到目标数"),
        ({}, {"period": "progress", "name": "similar"}, "ongoing", "未到期末，尚未达到"),
        ({"value": 80}, {"period": "progress"}, "met", "期末之前已达到目标数"),
        ({"value": 81}, {"period": "progress"}, "ongoing", "未到期末，尚未达到"),
        ({"damaged": True}, {"period": "progress"}, "incomparable", "原文破损，数字不作判定"),
    ],
)
def test_before_the_last_year(
    judged: Judged, reported: dict[str, Any], labels: dict[str, str], verdict: str, said: str
) -> None:
    answer = figure(OUTPUT, **{"value": 12, "unit": "亿元", **reported})
    judgement = judged(target(OUTPUT, 10, "亿元", **EARLY), answer, **labels)
    assert (judgement.verdict, judgement.notes[-1].text) == (verdict, said)
    assert (judgement.strict, judgement.shortfall) == (judgement.verdict, None)


def test_a_goal_of_nothing_is_reached_early_by_anything(judged: Judged) -> None:
    judgement = judged(target(OUTPUT, 0, "亿元", **EARLY), figure(OUTPUT, 3, "亿元"), period="progress")
    assert (judgement.verdict, judgement.attainment) == ("met", None)


def test_before_the_last_year_what_was_attained_is_told_and_that_it_is_provisional(judged: Judged) -> None:
    for value, attained in ((12, "1.2"), (3, "0.3")):
        answer = figure(OUTPUT, value, "亿元", provisional=True)
        judgement = judged(target(OUTPUT, 10, "亿元", **EARLY), answer, period="progress")
        assert judgement.attainment == Decimal(attained)
        assert judgement.notes[0].level == "provisional"


def test_a_change_of_several_years_may_have_another_baseline_before_the_end(judged: Judged) -> None:
    answer = figure(OUTPUT, 6, "%", baseline=2015)
    assert judged(target(OUTPUT, 5, "%", **EARLY), answer, period="progress").verdict == "ongoing"


def test_nothing_is_promised_by_a_target_without_a_measure(judged: Judged, texts: NoteTexts) -> None:
    asked = target(OUTPUT, 5, "亿元").model_copy(update={"measure": None})
    assert told(judged(asked, figure(OUTPUT, 6, "亿元"))) == ("incomparable", "no_number", texts.not_exact.text)


@pytest.mark.parametrize(
    ("promised", "reported", "same"),
    [
        ({"basis": "real"}, {"basis": "real"}, True),
        ({"basis": "real"}, {"basis": "nominal"}, False),
        ({"basis": "real"}, {}, False),
        ({}, {"basis": "comparable"}, False),
        ({"indicator": "柚业增加值"}, {"basis": "comparable"}, True),
        ({"indicator": "柚业增加值", "basis": "comparable"}, {"basis": "real"}, True),
        ({"indicator": "柚业增加值", "basis": "real"}, {}, True),
        ({"indicator": "柚业增加值"}, {"basis": "nominal"}, False),
        ({"indicator": None}, {"basis": "real"}, False),
    ],
)
def test_the_basis_of_both(judged: Judged, promised: dict[str, Any], reported: dict[str, Any], same: bool) -> None:
    asked = target(OUTPUT, 5, "%").model_copy(update=promised)
    answer = figure(OUTPUT, 6, "%").model_copy(update=reported)
    assert judged(asked, answer).detail == (None if same else "basis")


@pytest.mark.parametrize(
    ("measure", "plan", "later", "same"),
    [
        ("level", "按2020年价格计算，", "", False),
        ("level", "", "按可比价计算，", False),
        ("level", "按2020年价格计算，", "按可比价计算，", True),
        ("growth", "按2020年价格计算，", "", True),
    ],
)
def test_sums_at_the_prices_of_one_year(judged: Judged, measure: str, plan: str, later: str, same: bool) -> None:
    asked = target(OUTPUT, 5, "亿元", measure=measure, quote=f"{plan}{OUTPUT}为5。")
    answer = figure(OUTPUT, 6, "亿元", measure=measure, quote=f"{later}{OUTPUT}为6。")
    assert judged(asked, answer).detail == (None if same else "basis")


@pytest.mark.parametrize(
    ("name", "indicator_id", "reported", "verdict"),
    [
        ("柚园土壤流失率", None, 5, "met"),
        ("柚园土壤流失率", None, 15, "missed"),
        ("柚业税率", None, 5, "missed"),
        ("柚业税率", None, 15, "missed"),
        ("柚业税率", None, 10, "met"),
        ("柚园覆盖率", None, 5, "missed"),
        ("柚园覆盖率", None, 15, "met"),
        ("柚园覆盖率", "cpi", 5, "met"),
        ("柚园覆盖率", "x-of-ones-own", 5, "missed"),
        (None, None, 15, "met"),
    ],
)
def test_which_side_is_better_is_told_by_the_lexicon_else_by_the_name(
    judged: Judged, name: str | None, indicator_id: str | None, reported: int, verdict: str
) -> None:
    asked = target(name, 10, "%", measure="share", indicator_id=indicator_id)
    assert judged(asked, figure(name or "", reported, "%", measure="share")).verdict == verdict


@pytest.mark.parametrize("measure", ["growth", "share"])
def test_a_rate_of_change_or_a_ceiling_is_not_reached_early(judged: Judged, measure: str) -> None:
    name = OUTPUT if measure == "growth" else "柚园土壤流失率"
    value = 12 if measure == "growth" else 8
    asked = target(name, 10, "%", measure=measure, **EARLY)
    assert judged(asked, figure(name, value, "%", measure=measure), period="progress").verdict == "ongoing"


@pytest.mark.parametrize(
    ("labels", "reported", "verdict"),
    [
        ({}, 10, "missed"), ({}, "9.9", "incomparable"), ({}, 800, "met"), ({}, 801, "incomparable"),
        ({"name": "same_id"}, 10, "missed"), ({"name": "same_id"}, 800, "met"),
        ({"name": "same_entry"}, 60, "missed"), ({"name": "same_entry"}, 59, "incomparable"),
        ({"name": "same_entry"}, 160, "met"), ({"name": "same_entry"}, 161, "incomparable"),
        ({"name": "similar"}, 100, "met"), ({"name": "similar"}, 105, "met"),
        ({"name": "similar"}, "105.1", "incomparable"), ({"name": "similar"}, 99, "incomparable"),
        ({"name": "renamed"}, 100, "incomparable"), ({"name": "opening"}, 100, "incomparable"),
        ({"unit": "generic"}, 100, "met"), ({"unit": "generic"}, 99, "incomparable"),
    ],
)  # fmt: skip
def test_the_number_decides_between_figures_of_one_size(
    judged: Judged, labels: dict[str, str], reported: object, verdict: str
) -> None:
    judgement = judged(target(OUTPUT, 100, "亿元"), figure(OUTPUT, reported, "亿元"), **labels)
    assert judgement.verdict == verdict
    assert judgement.detail == ("definition" if verdict == "incomparable" else None)


def test_counts_in_two_measure_words_are_told_to_be_another_measure(judged: Judged, texts: NoteTexts) -> None:
    asked = target("柚园驿站", 10, "个", measure="increment")
    answer = figure("柚园驿站", 12, "座", measure="increment", provisional=True)
    judgement = judged(asked, answer, unit="generic")
    assert (judgement.verdict, judgement.detail) == ("incomparable", "measure")
    assert [note.text for note in judgement.notes] == [texts.provisional.text, texts.measure.text]


def test_rates_under_names_that_differ_are_not_judged(judged: Judged, texts: NoteTexts) -> None:
    asked, answer = target(OUTPUT, 5, "%"), figure(OUTPUT, 6, "%", provisional=True)
    judgement = judged(asked, answer, name="similar")
    assert told(judgement) == ("incomparable", "definition", texts.definition.text)
    assert judgement.notes[0].text == texts.provisional.text


@pytest.mark.parametrize(("reported", "waits"), [(50, False), ("49.9", True), (150, False), ("150.1", True)])
def test_what_lies_far_apart_is_remarked_last(judged: Judged, reported: object, waits: bool) -> None:
    judgement = judged(target(OUTPUT, 100, "亿元"), figure(OUTPUT, reported, "亿元", provisional=True))
    levels = [note.level for note in judgement.notes]
    number = "met" if judgement.verdict == "met" else "missed"
    assert levels == ["provisional", number, *(["outstanding"] if waits else [])]


@pytest.mark.parametrize(
    ("until", "reviewed", "early"),
    [(2023, (2023, 2023), False), (2024, (2023, 2023), True), (2022, (2023, 2023), False), (None, (2023, 2023), True),
     (2024, (2020, 2023), True), (2023, (2020, 2023), False)],
)  # fmt: skip
def test_what_is_told_before_the_last_year(until: int | None, reviewed: tuple[int, int], early: bool) -> None:
    assert before_the_end(target(OUTPUT, 5, "%", until=until), report(2024, reviewed=reviewed)) is early
