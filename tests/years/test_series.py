"""Series on paper: fragments, damage, running totals, averages, definitions, tellings."""

from __future__ import annotations

from typing import Any

import pytest
from paper_reports import figure, report, target

from tracker.flow import built_in_rulebook, compare_reports
from tracker.models import Extraction, Result
from tracker.rulebook import Lexicon
from tracker.rulebook.schema.indicators import Indicator
from tracker.years import Annals, SeriesReader, SeriesYear, findings, goals
from tracker.years.figures import FigureReader

GDP: dict[str, Any] = {"indicator_id": "gdp"}


@pytest.fixture(scope="module")
def figures() -> FigureReader:
    return FigureReader(built_in_rulebook())


def years(figures: FigureReader, *reports: Extraction, measure: str = "growth") -> dict[int, SeriesYear]:
    annals = Annals(reports, compare_reports(reports))
    (series,) = (s for s in SeriesReader(figures).read(annals) if s.measure == measure)
    return {year.year: year for year in series.years}


def gdp(value: object, **fields: Any):
    return target("地区生产总值", value, "%", tier="headline", **GDP, **fields)


def grew(value: object, **fields: Any) -> Result:
    return figure("地区生产总值", value, "%", **GDP, **fields)


def test_a_fragment_is_no_silence(figures: FigureReader) -> None:
    found = years(
        figures,
        report(2023, [gdp(6)]),
        report(2024, [], [], partial=True),
        report(2025, [gdp(5, year=2025)], [grew(5.2, year=2025)]),
    )
    assert (found[2023].result_missing, found[2024].target_missing) == ("fragment", "fragment")
    assert found[2024].result is not None


def test_a_whole_report_that_does_not_tell_is_silent(figures: FigureReader) -> None:
    found = years(figures, report(2023, [gdp(6)]), report(2024, [gdp(5, year=2024)]))
    assert (found[2023].result_missing, found[2024].result_missing) == ("no_result", "no_report")


def test_damage_is_coded_on_its_side(figures: FigureReader) -> None:
    lost = gdp(None, damaged=True)
    found = years(figures, report(2023, [lost]), report(2024, [gdp(5, year=2024)], [grew(5.5)]))
    assert found[2023].target_missing == "damaged"


@pytest.mark.parametrize(
    "fields",
    [
        {"period": (2021, 2023)},
        {"baseline": 2020},
        {"evidence": {"measure": "年均增长"}},
        {"evidence": {"part_of_year": "前三季度"}},
        {"cumulative": True},
    ],
)
def test_sums_averages_and_parts_of_a_year_are_no_figure_of_the_year(
    figures: FigureReader, fields: dict[str, Any]
) -> None:
    found = years(figures, report(2023, [gdp(6)]), report(2024, [gdp(5, year=2024)], [grew(6.5, **fields)]))
    assert found[2023].result is None


def test_a_growth_until_a_later_year_is_a_goal_and_no_rate_of_that_year(figures: FigureReader) -> None:
    doubled = target("地区生产总值", 1, "番", measure="growth", horizon_start=2035, until=2035, **GDP)
    reports = [report(2023, [gdp(6), doubled]), report(2024, [gdp(5, year=2024)], [grew(6.5)])]
    assert 2035 not in years(figures, *reports)
    (goal,) = goals(Annals(reports, compare_reports(reports)), figures)
    assert (goal.first, goal.last, goal.so_far) == (2023, 2035, None)


def test_what_rose_to_a_value_over_years_had_it_in_the_last_of_them(figures: FigureReader) -> None:
    def told(verb: str) -> Result:
        return figure(
            "地区生产总值", 52, "亿元", **GDP, measure="level", period=(2019, 2023), evidence={"measure": verb}
        )

    found = years(figures, report(2023, [gdp(6)]), report(2024, [], [told("增加到")]), measure="level")
    assert found[2023].result is not None
    assert figures.year_of(told("达到")) is None


def test_a_limit_that_the_indicator_has_by_definition_does_not_keep_it_out(figures: FigureReader) -> None:
    jobs: dict[str, Any] = {"indicator_id": "urban-jobs-new", "scope": "城镇", "measure": "increment"}
    found = years(
        figures,
        report(2023, [target("城镇新增就业", 2, "万人", **jobs)]),
        report(2024, [], [figure("城镇新增就业", "2.1", "万人", **jobs)]),
        measure="increment",
    )
    assert found[2023].target is not None
    assert found[2023].result is not None


def test_a_break_ends_a_series_and_begins_another() -> None:
    figures = FigureReader(built_in_rulebook())
    figures.lexicon = Lexicon({"gdp": Indicator(id="gdp", name="地区生产总值", **{"break": 2024})})
    reports = [
        report(2023, [gdp(6)]),
        report(2024, [gdp(5, year=2024)], [grew(6.1)]),
        report(2025, [], [grew(5.1, year=2025)]),
    ]
    series = SeriesReader(figures).read(Annals(reports, compare_reports(reports)))
    assert [(s.definition, [y.year for y in s.years]) for s in series] == [(0, [2022, 2023]), (1, [2024, 2025])]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("24.66", "万亿元", "="), ("24.7", "万亿元", "="), True),
        (("246600", "亿元", "="), ("24.66", "万亿元", "="), True),
        (("30", "万亿元", ">"), ("31.4", "万亿元", "="), True),
        (("30", "万亿元", ">"), ("29.6", "万亿元", "="), False),
        (("8", "万亿元", "~"), ("8.4", "万亿元", "="), True),
        (("24.66", "万亿元", "="), ("26.6", "万亿元", "="), False),
    ],
)
def test_two_tellings_differ_by_more_than_their_rounding(
    figures: FigureReader, one: tuple[str, str, str], other: tuple[str, str, str], alike: bool
) -> None:
    first, second = (figure("产值", v, u, qualifier=q, id=v) for v, u, q in (one, other))
    assert figures.alike(first, second) is alike
    assert figures.alike(second, first) is alike


def test_the_same_report_never_tells_a_figure_differently(figures: FigureReader) -> None:
    twice = [grew(6.5, id="a"), grew(6.8, id="b")]
    reports = [report(2023), report(2024, [], twice)]
    kinds = {f.kind for f in findings(Annals(reports, compare_reports(reports)), built_in_rulebook(), figures)}
    assert "retold" not in kinds


def test_what_a_fragment_does_not_list_is_not_dropped(figures: FigureReader) -> None:
    reports = [report(2023, [gdp(6)]), report(2024, [target("粮食产量", 5, "万吨", year=2024)], partial=True)]
    kinds = {f.kind for f in findings(Annals(reports, compare_reports(reports)), built_in_rulebook(), figures)}
    assert "dropped" not in kinds


def test_prices_per_unlike_amounts_are_not_called_raised(figures: FigureReader) -> None:
    price: dict[str, Any] = {"measure": "increment"}
    reports = [
        report(2023, [target("小麦最低收购价", "0.03", "元", **price)]),
        report(2024, [target("小麦最低收购价", 5, "元", year=2024, **price)]),
    ]
    kinds = {f.kind for f in findings(Annals(reports, compare_reports(reports)), built_in_rulebook(), figures)}
    assert "raised" not in kinds
