"""Series through the years."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from tracker.render.charts import series_chart

PAIRS = [(2021, Decimal(6), Decimal("6.1")), (2022, Decimal("5.5"), None), (2024, Decimal(5), Decimal("-0.4"))]


def test_every_year_has_a_place_and_every_figure_a_mark() -> None:
    svg = series_chart(PAIRS, "说明")
    assert svg is not None
    tree = etree.fromstring(str(svg))
    years = [t.text for t in tree.iter("text") if t.text and t.text.startswith("20")]
    assert years == ["2021", "2022", "2023", "2024"]
    assert len(tree.findall(".//g[@class='promised']/path")) == 3
    assert len(tree.findall(".//g[@class='delivered']/circle")) == 2
    assert tree.get("aria-label") == "说明"


def test_a_higher_figure_stands_higher() -> None:
    svg = series_chart(PAIRS, "")
    circles = etree.fromstring(str(svg)).findall(".//g[@class='delivered']/circle")
    assert float(circles[0].get("cy")) < float(circles[1].get("cy"))


def test_one_year_is_no_series_and_no_figure_no_chart() -> None:
    assert series_chart(PAIRS[:1], "") is None
    assert series_chart([(2021, None, None), (2022, None, None)], "") is None


def test_figures_that_are_all_alike_still_have_a_scale() -> None:
    assert series_chart([(2021, Decimal(0), None), (2022, Decimal(0), None)], "") is not None


def test_the_description_cannot_break_out_of_its_attribute() -> None:
    svg = series_chart(PAIRS, '"><script>')
    assert etree.fromstring(str(svg)).get("aria-label") == '"><script>'
