"""Units as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_reports import figure, target

from tracker.match.amounts import UnitReader, plain
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.units import Units


@pytest.fixture(scope="module")
def units(rules: Rulebook) -> UnitReader:
    return UnitReader(rules.settings(Units), rules.settings(MatchingSettings).generic_units)


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("亿斤", "50000000", "公斤"),
        ("亿公斤", "100000000", "公斤"),
        ("万亿元", "1000000000000", "元"),
        ("余个", "1", "个"),
        ("万户", "10000", "家"),
        ("个百分点", "1", "个百分点"),
        ("千瓦", "1", "千瓦"),
        ("万千瓦", "10000", "千瓦"),
        ("平方公里", "1500", "亩"),
        ("万吨", "10000000", "公斤"),
        ("万公顷", "150000", "亩"),
        ("万美元", "10000", "美元"),
    ],
)
def test_factor_and_base(units: UnitReader, unit: str, factor: str, base: str) -> None:
    assert units.split(unit) == (Decimal(factor), base)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("亿斤", "亿公斤", "converted"),
        ("亿元", "万亿元", "same"),
        ("亿元", "亿美元", "other"),
        ("万吨", "亿斤", "converted"),
        ("公顷", "万亩", "converted"),
        ("%", "个百分点", "other"),
        ("户", "家", "converted"),
        ("个", "处", "generic"),
        ("万", "万人", "unsaid"),
        ("公里", "个", "other"),
    ],
)
def test_relation(units: UnitReader, one: str, other: str, relation: str) -> None:
    assert units.relation(target("名", 1, one, measure="level"), figure("名", 1, other, measure="level")) == relation


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_decimal_is_written_plainly_and_exactly(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
