"""Each level of a comparison by itself: the label it says of two statements."""

from __future__ import annotations

from typing import Any

import pytest
from paper_reports import figure, report, target

from tracker.match.levels import (
    baseline_differs,
    measure_label,
    period_label,
    says_cumulative,
    scope_label,
    scope_of,
    years_of,
)
from tracker.match.names import NameReader
from tracker.rulebook.schema.matching import MatchingSettings

CUMULATIVE = ("累计", "总数")
PARKS = "口袋公园"


@pytest.mark.parametrize(
    ("scope", "limits"),
    [
        (None, ("二期",)), ("库区", ("二期", "库区")), ("全市", ("二期",)), ("柳溪", ("二期",)), ("溪市", ("二期",)),
    ],
)  # fmt: skip
def test_what_a_figure_is_limited_to(settings: MatchingSettings, scope: str | None, limits: tuple[str, ...]) -> None:
    name = NameReader(settings.names).read("口袋公园（二期）")
    assert scope_of(scope, name, ("全市",), "柳溪市") == limits


@pytest.mark.parametrize(
    ("plan", "later", "around_plan", "around_later", "label"),
    [
        ((), (), "", "", "none"),
        (("库区",), ("库区",), "", "", "same"),
        (("库区",), (), "", "", "one_side"),
        ((), ("库区",), "", "", "one_side"),
        (("库区",), (), "", "在库区建成公园", "same"),
        ((), ("库区",), "在库区建成公园", "", "same"),
        (("库区",), (), "在库区建成公园", "", "one_side"),
        ((), ("库区",), "", "在库区建成公园", "one_side"),
        (("库区",), ("山区",), "", "", None),
        (("中心城区",), ("城区",), "", "", "one_side"),
        (("城区",), ("中心城区",), "", "", "one_side"),
        (("二期", "库区"), ("库区",), "", "", "one_side"),
        (("库区",), ("二期", "库区"), "", "", "one_side"),
        (("二期", "库区"), ("库区", "山区"), "", "", None),
    ],
)
def test_how_the_limits_of_two_figures_stand(
    plan: tuple[str, ...], later: tuple[str, ...], around_plan: str, around_later: str, label: str | None
) -> None:
    promised, told = target(PARKS, 20, "个", quote=around_plan), figure(PARKS, 20, "个", quote=around_later)
    assert scope_label(plan, later, promised, told) == label


def test_what_counts_from_the_beginning_says_so_in_its_name_or_beside_its_figure() -> None:
    plain = target(PARKS, 20, "个")
    assert not says_cumulative(plain, CUMULATIVE)
    assert says_cumulative(target(f"累计建成{PARKS}", 20, "个"), CUMULATIVE)
    assert says_cumulative(
        plain.model_copy(update={"evidence": {"comparator": "达", "measure": "总数达到"}}), CUMULATIVE
    )
    assert says_cumulative(figure(PARKS, 20, "个", cumulative=True), CUMULATIVE)
    assert not says_cumulative(figure(PARKS, 20, "个"), CUMULATIVE)


@pytest.mark.parametrize(
    ("plan", "later", "stock", "label"),
    [
        ({"measure": "level"}, {"measure": "level"}, False, "same"),
        ({"measure": "level"}, {"measure": "increment"}, False, "other"),
        ({"measure": "increment"}, {"measure": "increment"}, False, "same"),
        ({"measure": "increment"}, {"measure": "level"}, False, "other"),
        ({"measure": "increment"}, {"measure": "level", "cumulative": True}, False, "cumulative"),
        ({"measure": "increment"}, {"measure": "increment", "cumulative": True}, False, "cumulative"),
        ({"measure": "increment"}, {"measure": "increment", "evidence": {"measure": "累计"}}, False, "cumulative"),
        ({"measure": "increment", "evidence": {"measure": "累计"}}, {"measure": "increment", "cumulative": True}, False,
         "same"),
        ({"measure": "level"}, {"measure": "level", "cumulative": True}, False, "cumulative"),
        ({"measure": "level"}, {"measure": "level", "cumulative": True}, True, "same"),
        ({"measure": "level", "evidence": {"measure": "累计"}}, {"measure": "level", "cumulative": True}, False,
         "same"),
        ({"measure": "share"}, {"measure": "share", "cumulative": True}, False, "same"),
        ({"measure": "level"}, {"measure": "growth", "cumulative": True}, False, "other"),
        ({"measure": "level"}, {"measure": None, "value": None, "kind": "statement"}, False, "unsaid"),
    ],
)  # fmt: skip
def test_what_two_figures_measure(plan: dict[str, Any], later: dict[str, Any], stock: bool, label: str) -> None:
    value = later.get("value", 22)
    told = {key: said for key, said in later.items() if key != "value"}
    promised, reported = target(PARKS, 20, "个", **plan), figure(PARKS, value, "个", **told)
    assert measure_label(promised, reported, CUMULATIVE, stock) == label


@pytest.mark.parametrize(
    ("period", "reviewed", "years"),
    [
        ((2021, 2023), (2023, 2023), (2021, 2023)),
        ((None, 2022), (2023, 2023), (2022, 2022)),
        ((None, None), (2023, 2023), (2023, 2023)),
        ((None, None), (2019, 2023), None),
        ((2021, None), (2023, 2023), (2023, 2023)),
    ],
)
def test_the_years_a_figure_speaks_of(
    period: tuple[int | None, int | None], reviewed: tuple[int, int], years: tuple[int, int] | None
) -> None:
    told = figure(PARKS, 20, "个", period=period)
    assert years_of(told, report(2024, reviewed=reviewed).report.catalogue) == years


def test_a_report_that_reviews_no_year_gives_its_figures_none() -> None:
    without = report(2024).report.catalogue.model_copy(update={"reviewed_years": None})
    assert years_of(figure(PARKS, 20, "个", period=(None, None)), without) is None


@pytest.mark.parametrize(
    ("measure", "horizon", "years", "state", "label"),
    [
        ("level", (2023, 2023), None, False, "unsaid"),
        ("level", (None, None), (2023, 2023), False, "progress"),
        ("level", (None, 2023), (2023, 2023), False, "same"),
        ("level", (None, 2023), (2022, 2022), False, None),
        ("level", (2023, 2023), (2023, 2023), False, "same"),
        ("level", (2023, 2023), (2024, 2024), False, None),
        ("level", (2023, 2023), (2022, 2022), False, None),
        ("level", (2021, 2025), (2021, 2025), False, "same"),
        ("level", (2021, 2025), (2021, 2026), False, None),
        ("level", (2021, 2025), (2025, 2025), True, "end"),
        ("level", (2021, 2025), (2025, 2025), False, "several"),
        ("increment", (2021, 2025), (2019, 2025), False, "several"),
        ("increment", (2021, 2025), (2021, 2023), False, "progress"),
        ("increment", (2021, 2025), (2020, 2023), False, "several"),
        ("growth", (2021, 2025), (2020, 2023), False, "several"),
        ("level", (2021, 2025), (2020, 2023), False, "progress"),
        ("share", (2021, 2025), (2020, 2023), True, "progress"),
        ("increment", (2021, 2025), (2021, 2021), False, "progress"),
    ],
)
def test_how_the_years_of_a_figure_lie_to_those_of_a_target(
    measure: str, horizon: tuple[int | None, int | None], years: tuple[int, int] | None, state: bool, label: str | None
) -> None:
    assert period_label(target(PARKS, 20, "个", measure=measure), horizon, years, lambda: state) == label


@pytest.mark.parametrize(
    ("years", "label"),
    [((2022, 2022), "year_of"), ((2025, 2025), "year_of"), ((2021, 2025), "same"), ((2021, 2022), "progress")],
)
def test_a_target_of_each_year_is_answered_by_one(years: tuple[int, int], label: str) -> None:
    yearly = target(PARKS, 20, "个", measure="increment", each_year=True)
    assert period_label(yearly, (2021, 2025), years, lambda: False) == label


@pytest.mark.parametrize(
    ("plan", "later", "years", "differs"),
    [
        ({}, {"baseline": 2020}, (2023, 2023), True),
        ({}, {"baseline": 2022}, (2023, 2023), False),
        ({}, {}, (2023, 2023), False),
        ({}, {"baseline": 2020}, None, False),
        ({}, {"baseline": 2020, "measure": "level"}, (2023, 2023), False),
        ({}, {"baseline": 2020, "measure": "share"}, (2023, 2023), False),
        ({}, {"baseline": 2020, "measure": None}, (2023, 2023), False),
        ({}, {"baseline": 2020, "measure": "increment"}, (2023, 2023), True),
        ({"horizon_start": 2021, "until": 2025}, {"baseline": 2020}, (2021, 2025), False),
        ({"horizon_start": 2021, "until": 2025}, {"baseline": 2024}, (2021, 2025), True),
        ({"horizon_start": None, "until": 2025}, {"baseline": 2024}, (2025, 2025), False),
        ({"horizon_start": None, "until": 2025}, {"baseline": 2022}, (2025, 2025), True),
        ({"horizon_start": None, "until": None}, {"baseline": 2022}, (2023, 2023), True),
    ],
)
def test_a_change_is_told_against_the_year_before_the_first_of_the_target(
    plan: dict[str, Any], later: dict[str, Any], years: tuple[int, int] | None, differs: bool
) -> None:
    assert baseline_differs(target(PARKS, 3, "%", **plan), figure(PARKS, 4, "%", **later), years) is differs
