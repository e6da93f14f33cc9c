"""Indicators across many places: pages stay of a size, an archive keeps what can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tracker.render.corpus import Options, RuleFacts
from tracker.render.indicator import Points, indicator_page, indicator_pages
from tracker.render.summary import Point


def point(year: int = 2024, place: str = "柳溪市", **fields: object) -> Point:
    made = Point(
        indicator="gdp", measure="growth", basis="", definition=0, year=year, since=year,
        jurisdiction=place, level="prefecture",
        region="某省", scope="",
        headline=True, promised="6%左右", delivered="6.1%", promised_value=Decimal(6), delivered_value=Decimal("6.1"),
        unit="%",
        outcome="met", provisional=False, href="../scorecard/x.html#c-1",
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def page_of(points: Sequence[Point]):
    return indicator_page("gdp", points, RuleFacts(indicator_names={"gdp": "地区生产总值"}), Options(), {"gdp"})


@pytest.mark.parametrize(
    ("before", "now", "said"), [("6", "6", "与上年相同"), ("6", "5.5", "下调"), ("6", "6.5", "上调"), ("6", None, None)]
)
def test_a_promise_is_set_against_that_of_the_year_before(before: str, now: str | None, said: str | None) -> None:
    later = point(2025, promised_value=Decimal(now) if now else None)
    telling = page_of([later, point(2024, promised_value=Decimal(before))]).series[0].tellings[1]
    assert (telling.change.zh if telling.change else None) == said


def test_a_gap_of_a_year_is_no_comparison() -> None:
    assert page_of([point(2022), point(2024)]).series[0].tellings[1].change is None


def test_places_stand_beside_one_another_by_level_one_year_and_measure_at_a_time() -> None:
    page = page_of(
        [
            point(),
            point(place="某省", level="province"),
            point(place="全国", level="nation"),
            point(place="乙县", measure="level"),
        ]
    )
    assert [(year.year, [t.jurisdiction for t in year.tellings]) for year in page.years] == [
        (2024, ["全国", "某省", "柳溪市"])
    ]


def test_different_measures_bases_and_definitions_are_never_one_series() -> None:
    page = page_of([point(), point(measure="level"), point(basis="real"), point(2025, definition=1)])
    assert len(page.series) == 4


def test_a_gap_says_why_it_is_one() -> None:
    gap = point(2025, promised="", delivered="", outcome="", target_missing="no_report", result_missing="fragment")
    telling = page_of([point(), gap]).series[0].tellings[1]
    assert telling.promised is None
    assert telling.verdict is None
    assert (telling.no_target.zh, telling.no_result.zh) == ("报告不在手", "缺页")


def test_an_indicator_names_what_it_took_over_from_and_what_took_over_from_it() -> None:
    names = {"a": "财政收入", "b": "公共财政预算收入", "c": "一般公共预算收入"}
    facts = RuleFacts(indicator_names=names, succeeds={"b": ("a",), "c": ("b",)})
    page = indicator_page("b", [point(indicator="b")], facts, Options(), {"b", "c"})
    assert [(label.zh, name, href) for label, name, href in page.related] == [
        ("此前口径", "财政收入", ""),  # no report speaks of it: there is no page to lead to
        ("此后口径", "一般公共预算收入", "c.html"),
    ]


def test_targets_over_several_years_stand_apart_and_are_not_drawn() -> None:
    page = page_of([point(2024), point(2025), point(2025, since=2021, promised_value=Decimal(300))])
    assert [(series.several, series.chart is not None) for series in page.series] == [(False, True), (True, False)]
    assert page.series[1].tellings[0].years == "2021—2025"


def test_a_large_corpus_keeps_headline_targets_of_cities_and_all_of_provinces() -> None:
    points = Points(limit=2)
    for number in range(4):
        points.add([point(place=f"第{number}市"), point(place=f"第{number}市", headline=False)])
    points.add([point(place="某省", level="province", headline=False)])
    kept = points.by_indicator()["gdp"]
    assert points.limited
    assert len(kept) == 5
    assert all(p.headline or p.level == "province" for p in kept)


def test_a_small_corpus_keeps_everything() -> None:
    points = Points(limit=5)
    points.add([point(), point(headline=False)])
    assert not points.limited
    assert len(points.by_indicator()["gdp"]) == 2


def test_very_many_points_are_told_region_by_region() -> None:
    many = [point(place=f"第{n}市", region=f"第{n % 3}省") for n in range(1600)]
    many.append(point(place="全国", level="nation", region="全国"))
    pages = indicator_pages("gdp", many, RuleFacts(), Options(), {"gdp"}, limited=True)
    assert len(pages) == 5
    assert [series.jurisdiction for series in pages["gdp.html"].series] == ["全国"]
    assert all(href in pages for _, href in pages["gdp.html"].regions)
