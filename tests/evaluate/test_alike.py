"""When an answer counts as the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.evaluate.alike import name_likeness, overlap, same_name, same_quantity


def _q(value: str, unit: str, top: str | None = None) -> tuple[Decimal, Decimal | None, str]:
    return Decimal(value), None if top is None else Decimal(top), unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_q("6", "万家"), _q("60000", "家")),
        (_q("3.2", "万亿元"), _q("32000", "亿元")),
        (_q("60", "万人"), _q("60", "万人次")),
        (_q("5", "％"), _q("5.0", "%")),
        (_q("3500", "余个"), _q("3500", "个")),
        (_q("6000", "万人"), _q("6000", "万")),
        (_q("1", "个", "2"), _q("1", "个", "2")),
        (_q("35", "千瓦"), _q("35", "千瓦")),
    ],
)
def test_the_same_number_written_another_way_is_the_same(
    one: tuple[Decimal, Decimal | None, str], other: tuple[Decimal, Decimal | None, str]
) -> None:
    assert same_quantity(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_q("6", "万家"), _q("6", "家")),
        (_q("5", "%"), _q("5", "个百分点")),
        (_q("1", "个", "2"), _q("1", "个")),
        (_q("220", "亿斤"), _q("220", "亿公斤")),
        ((None, None, "公里"), _q("800", "公里")),
    ],
)
def test_another_number_or_unit_is_not_the_same(
    one: tuple[Decimal | None, Decimal | None, str], other: tuple[Decimal, Decimal | None, str]
) -> None:
    assert not same_quantity(one, other)


def test_a_short_form_and_its_whole_name_are_alike() -> None:
    assert name_likeness("规上工业营收", "规模以上工业营业收入") == 1
    assert name_likeness("GDP", "地区生产总值") == 1


def test_names_that_share_little_are_not_the_same() -> None:
    assert same_name("城镇新增就业", "城镇新增就业人数")
    assert not same_name("工业投资", "民间消费")
    assert not same_name("", "工业投资")


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert overlap((0, 3), (2, 5))
    assert not overlap((0, 3), (3, 5))
