"""Quantities: every way of writing a figure, its comparator and unit; and what looks like one and is none."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.amounts import AmountReader
from tracker.language.quantities import QuantityFinder, quantity_rows
from tracker.models import Quantity
from tracker.rulebook import load
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

BOOK = load()
FINDER = QuantityFinder(BOOK.settings(QuantitySettings), BOOK.settings(Units))


def found(text: str) -> list[Quantity]:
    return [numeral.quantity for numeral in FINDER.find(text) if numeral.quantity is not None]


def only(text: str) -> Quantity:
    (quantity,) = found(text)
    return quantity


# written, value, unit, comparator, modifier
FIGURES = [
    ("种植柚子1200亩", "1200", "亩", "=", None),
    ("种植柚子1,200亩", "1200", "亩", "=", None),
    ("种植柚子１２００亩", "1200", "亩", "=", None),
    ("增长7 %", "7", "%", "=", None),
    ("增长７．５％", "7.5", "%", "=", None),
    ("总产值3.2万亿元", "3.2", "万亿元", "=", None),
    ("果农6万家", "6", "万家", "=", None),
    ("果农超过6万家", "6", "万家", ">", "超过"),
    ("茶园突破2万亩", "2", "万亩", ">=", "突破"),
    ("优良天数不低于300天", "300", "天", ">=", "不低于"),
    ("失业率不超过5.5%", "5.5", "%", "<=", "不超过"),
    ("失业率控制在5.5%以内", "5.5", "%", "<=", "以内"),
    ("失业率控制在5.5%", "5.5", "%", "<=", None),
    ("涨幅控制在3%左右", "3", "%", "~", "左右"),
    ("耕地严守18万亩", "18", "万亩", ">=", None),
    ("游客约30万人次", "30", "万人次", "~", "约"),
    ("达到50亿元以上", "50", "亿元", ">=", "以上"),
    ("超过50亿元左右", "50", "亿元", "~", "左右"),
    ("修渠3500余米", "3500", "米", ">", "余"),
    ("茶农2万多户", "2", "万户", ">", "多"),
    ("修渠100多公里", "100", "公里", ">", "多"),
    ("提高2个多百分点", "2", "个百分点", ">", "多"),
    ("提高3个百分点", "3", "个百分点", "=", None),
    ("产值增长1倍多", "1", "倍", ">", "多"),
    ("产量翻一番", "1", "番", "=", None),
    ("产量翻两番以上", "2", "番", ">=", "以上"),
    ("产量翻番", "1", "番", "=", None),
    ("压减一半", "50", "%", "=", None),
    ("占三分之二", "66.7", "%", "=", None),
    ("占百分之三十五", "35", "%", "=", None),
    ("占百分之3.5", "3.5", "%", "=", None),
    ("千分之五", "5", "‰", "=", None),
    ("降低两成", "20", "%", "=", None),
    ("降低三成以上", "30", "%", ">=", "以上"),
    ("种树三万五千株", "35000", "株", "=", None),
    ("种树六万株", "6", "万株", "=", None),
    ("收入比2.35:1", "2.35", ":1", "=", None),
    ("颗粒物35微克/立方米", "35", "微克/立方米", "=", None),
    ("死亡率8/10万", "8", "/10万", "=", None),
    ("发电500万千瓦时", "500", "万千瓦时", "=", None),
    ("扩容500千伏安", "500", "千伏安", "=", None),
    ("修路5千米", "5", "千米", "=", None),
    ("捐书5千册", "5", "千册", "=", None),
    ("惠及6000万农村人口", "6000", "万", "=", None),
    ("惠及900万个体工商户", "900", "万", "=", None),
    ("死亡人数为0.019", "0.019", "", "=", None),
    ("产业规模超万亿元", "1", "万亿元", ">", "超"),
    ("带动投资上百亿元", "1", "百亿元", "=", None),
    ("签约100亿元", "100", "亿元", "=", None),
    ("人均GDP1.2万美元", "1.2", "万美元", "=", None),
    ("约六成", "60", "%", "~", "约"),
    ("二十多个", "20", "个", ">", "多"),
    ("0.3元/度", "0.3", "元/度", "=", None),
    ("每亩2.5万元/亩", "2.5", "万元/亩", "=", None),
    ("专利12.5件/万人", "12.5", "件/万人", "=", None),
    ("收入翻了一番多", "1", "番", ">", "多"),
]


@pytest.mark.parametrize(("text", "value", "unit", "comparator", "modifier"), FIGURES)
def test_figures(text: str, value: str, unit: str, comparator: str, modifier: str | None) -> None:
    quantity = only(text)
    assert (str(quantity.value), quantity.unit, quantity.comparator.value, quantity.modifier) == (
        value,
        unit,
        comparator,
        modifier,
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("增长6.5%-7%", "6.5", "7", "%"),
        ("增长6%—7%左右", "6", "7", "%"),
        ("创建1—2个", "1", "2", "个"),
        ("提高5到7元", "5", "7", "元"),
        ("减少8%至10%", "8", "10", "%"),
        ("新增3万-5万亩", "3", "5", "万亩"),
        ("新增8千-1万亩", "0.8", "1", "万亩"),
        ("增长5~8%", "5", "8", "%"),
        ("用3到5年", "3", "5", "年"),
    ],
)
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    quantity = only(text)
    assert (str(quantity.value), str(quantity.value_max), quantity.unit) == (low, high, unit)
    assert quantity.comparator == "range"


def test_from_one_to_another_is_no_range() -> None:
    assert [str(quantity.value) for quantity in found("由25%到40%")] == ["25", "40"]
    assert [str(quantity.value) for quantity in found("从8类到12类")] == ["8", "12"]


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "3月5日",
        "2021—2025年",
        "第3届",
        "第5",
        "6号线",
        "5G基站",
        "G85高速",
        "T3B航站楼",
        "“416”布局",
        "1+5+9平台",
        "850+计划",
        "PM2.5",
        "工业4.0",
        "千家万户",
        "千方百计",
        "一步一步",
        "十分重要",
        "三角洲",
        "二十届",
        "两三支队伍",
        "9月份",
        "8号文件",
        "（1）坚持",
        "2019版清单",
        "7×24",
        "三成立",
        "第三次",
        "会议8:30开始",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert found(text) == []


def test_what_is_no_figure_is_still_seen() -> None:
    assert [(n.tag, "“416”布局2024年"[n.start : n.end]) for n in FINDER.find("“416”布局2024年")] == [
        ("number", "416"),
        ("number", "2024年"),
    ]


def test_small_numbers_in_words_are_told_apart() -> None:
    assert [n.tag for n in FINDER.find("做好三件事，种树30株，进入前10名，占前1‰")] == [
        "count",
        "quantity",
        "rank",
        "rank",
    ]


def test_the_span_runs_from_the_comparator_to_the_end_of_what_stands_behind_the_unit() -> None:
    text = "茶园面积稳定在不低于2万亩以上的水平"
    quantity = only(text)
    assert text[quantity.start : quantity.end] == "不低于2万亩以上"
    assert text[quantity.number_start : quantity.number_end] == "2万"
    assert (quantity.magnitude, quantity.bare_unit) == (Decimal(10_000), "亩")


def test_a_figure_beside_a_lost_character_has_no_value() -> None:
    text = "渠道突?800公里，渡口12个"
    first, second = FINDER.find(text, damaged=[(3, 4)])
    assert first.quantity is not None
    assert first.quantity.value is None
    assert first.quantity.damaged
    assert second.quantity is not None
    assert second.quantity.value == 12
    assert not second.quantity.damaged


def test_a_figure_cut_by_a_line_end_has_no_value() -> None:
    assert only("修渠3.\n3万公里").value is None


NUMBERS = st.one_of(st.integers(1, 10**6), st.decimals(Decimal("0.1"), Decimal(9999), places=1))
UNITS = [
    u
    for f in BOOK.settings(Units).families
    for u in (*f.converts, *f.words)
    if f.kind not in ("ratio", "multiple", "time")
]


@given(NUMBERS, st.sampled_from(UNITS), st.sampled_from(["", "万", "亿", "万亿"]))
def test_any_number_with_any_unit_comes_back(number: int | Decimal, unit: str, word: str) -> None:
    if unit in ("兆", "强", "P", "t", "版") or not unit[0].isalpha():
        word = ""
    quantity = only(f"共计{number}{word}{unit}，")
    assert quantity.value == number
    assert quantity.unit == word + unit
    assert quantity.magnitude == {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[word]


@given(
    st.text(
        alphabet="一二三十百千万亿半成倍番翻分之零0123456789.,%-—至到多余约近以上个年月日元亩 ：:/第“”", max_size=40
    )
)
def test_any_run_gives_ordered_spans_within_the_text(text: str) -> None:
    last = 0
    for numeral in FINDER.find(text):
        assert last <= numeral.start < numeral.end <= len(text)
        last = numeral.end
        if quantity := numeral.quantity:
            assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
            assert quantity.value is not None


@given(st.text(alphabet="一二十百万翻了点半分之番成家年多余 ：是第3%", max_size=12))
def test_numerals_passed_by_are_no_amounts(text: str) -> None:
    every = AmountReader(BOOK.settings(QuantitySettings), BOOK.settings(Units))
    run = re.compile("[0-9]+|[一二两三四五六七八九十百千万亿翻][了零〇一二两三四五六七八九十百千万亿点分之半番]*")
    every._runs = lambda text: [(*match.span(), match[0] <= "9") for match in run.finditer(text)]  # type: ignore[method-assign]
    assert list(FINDER._reader.amounts(text)) == list(every.amounts(text))


def test_rows_have_magnitudes_multiplied_out() -> None:
    (row,) = quantity_rows(["果农超过6万家，增长1%—2%"], FINDER)
    assert row == {
        "text": "果农超过6万家，增长1%—2%",
        "quantities": [
            {"text": "超过6万家", "value": 60000, "unit": "家", "start": 2, "mod": "超过"},
            {"text": "1%—2%", "value": 1, "value_max": 2, "unit": "%", "start": 10},
        ],
    }


def test_a_long_run_of_digits_takes_linear_time() -> None:
    started = time.process_time()
    FINDER.find("1" * 50_000)
    FINDER.find("一" * 50_000)
    FINDER.find("1-" * 25_000)
    FINDER.find("1," * 25_000)
    assert time.process_time() - started < 2


@given(st.text(alphabet="1234567890十百千万亿多余几.,", min_size=1, max_size=14))
def test_digits_and_magnitudes_in_any_order_are_read_or_cut_short(text: str) -> None:
    for numeral in FINDER.find(text):
        assert numeral.quantity is None or numeral.quantity.value is not None


def test_digits_that_run_on_from_the_unit_in_front_are_no_number_of_their_own() -> None:
    assert [str(quantity.value) for quantity in found("整理100多/100万2024亿标箱，修渠3条")] == ["100", "3"]
