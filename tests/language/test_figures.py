"""Targets and results of whole sentences, through the whole flow."""

from decimal import Decimal

import pytest

from tracker.models import Commitment, Comparator, Result
from tracker.rulebook import load
from tracker.rulebook.sample import Part, sample

BOOK = load()


def promised(text: str, part: Part = "plan", year: int = 2024) -> list[Commitment]:
    read = sample(text, BOOK, part=part, year=year)
    return [c for c in read.extraction.commitments if c.kind == "target" and c.start >= read.start]


def told(text: str, year: int = 2024) -> list[Result]:
    read = sample(text, BOOK, part="review", year=year)
    return [r for r in read.extraction.results if r.kind == "target" and r.start >= read.start]


def names(found: list[Commitment] | list[Result]) -> list[tuple[str | None, str | None, str]]:
    return [(c.indicator, c.measure, f"{c.value}{c.unit}") for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新建5个智慧果园、10个冷链驿站。",
            [
                ("智慧果园", "increment", "5个"),
                ("冷链驿站", "increment", "10个"),
            ],
        ),
        (
            "新建绿色矿山6家、绿色园区2个。",
            [
                ("绿色矿山", "increment", "6家"),
                ("绿色园区", "increment", "2个"),
            ],
        ),
        (
            "力争民宿和农家乐分别突破120家和300家。",
            [
                ("民宿", "level", "120家"),
                ("农家乐", "level", "300家"),
            ],
        ),
        (
            "化学需氧量、氨氮排放量下降2%。",
            [
                ("化学需氧量排放量", "growth", "2%"),
                ("氨氮排放量", "growth", "2%"),
            ],
        ),
        (
            "36个国考断面水质优良比例达到97%。",
            [
                ("国考断面水质优良比例", "share", "97%"),
            ],
        ),
    ],
)
def test_coordinated_names_come_whole_and_one_for_each_number(text, expected):
    assert names(promised(text)) == expected


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("民宿达到120家。", Comparator.EQ),
        ("民宿突破120家。", Comparator.GE),
        ("民宿达到120家以上。", Comparator.GE),
        ("城镇登记失业率控制在4%以内。", Comparator.LE),
        ("居民消费价格涨幅控制在3%左右。", Comparator.APPROX),
        ("地区生产总值增长6%-7%。", Comparator.RANGE),
    ],
)
def test_comparators_bind_as_they_are_said(text, comparator):
    (found,) = promised(text)
    assert found.comparator == comparator


def test_a_comparator_before_a_list_holds_for_all_of_it():
    assert [c.comparator for c in promised("民宿和农家乐分别突破120家和300家。")] == [Comparator.GE, Comparator.GE]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("民宿突破120家。", Comparator.GT), ("建成驿站120余个。", Comparator.GT), ("涨幅控制在2.6%。", Comparator.EQ)],
)
def test_what_was_reached_is_told_apart_from_what_is_promised(text, qualifier):
    found = told("居民消费价格" + text if text.startswith("涨幅") else text)
    assert [r.qualifier for r in found] == [qualifier]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("今年果园面积达到5万亩。", (2024, 2024)),
        ("到2027年果园面积达到5万亩。", (2024, 2027)),
        ("三年内果园面积达到5万亩。", (2024, 2026)),
        ("果园面积达到5万亩。", (2024, 2024)),
    ],
)
def test_the_horizon_is_the_one_said_or_the_plan_year(text, years):
    (found,) = promised(text)
    assert (found.horizon_start, found.horizon_end) == years


def test_last_years_figure_in_a_plan_is_no_target():
    read = sample("去年民宿达到98家，今年力争达到120家。", BOOK)
    assert [c.value for c in read.extraction.commitments] == [Decimal(120)]


def test_a_baseline_and_what_is_cumulative_or_provisional_are_noted():
    (energy,) = told("预计万元GDP能耗较2020年下降11%。")
    assert (energy.baseline, energy.provisional, energy.direction) == (2020, True, "down")
    (roads,) = told("累计建成骑行道96公里。")
    assert (roads.cumulative, roads.measure) == (True, "level")


def test_what_is_provisional_stays_so_for_the_growth_of_the_same_thing():
    wool, growth, cakes = told("预计羊绒产值达到12亿元，增长8%，糕点产值达到3亿元。")
    assert (wool.provisional, growth.provisional, cakes.provisional) == (True, True, False)


def test_two_names_in_one_word_may_have_a_mark_between():
    town, country = told("城、乡居民人均藏书分别达到8册、3册。")
    assert (town.indicator, country.indicator) == ("城镇居民人均藏书", "农村居民人均藏书")


@pytest.mark.parametrize("colon", [":", "：", "∶", "︰"])
def test_a_proportion_of_three_is_no_figure_and_one_of_two_is(colon):
    assert told(f"三类渔船之比调整为11.8{colon}48.3{colon}39.9。") == []
    (ratio,) = told(f"渔农收入比缩小到2.35{colon}1。")
    assert (ratio.value, ratio.unit[1:]) == (Decimal("2.35"), "1")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("前三季度，渔业产值增长8%。", "前三季度"),
        ("1—11月渔业产值增长8%。", "1—11月"),
        ("渔业产值增长8%。", None),
        ("全年渔业产值增长8%。", None),
        ("截至12月底，渔业产值增长8%。", None),
    ],
)
def test_a_figure_of_a_part_of_its_year_says_so(text, part):
    (found,) = told(text)
    assert found.evidence.get("part_of_year") == part


def test_statistics_of_a_greater_area_are_not_the_citys_own_and_names_that_begin_so_are():
    assert told("全国服务业增加值增长5.2%。") == []
    (labs,) = promised("新增全国重点实验室3家。")
    assert (labs.indicator, labs.value) == ("全国重点实验室", 3)


def test_companies_to_be_listed_are_not_listed_companies():
    (found,) = promised("培育拟上市企业8家。")
    assert (found.indicator, found.indicator_id) == ("拟上市企业", "listing-candidates")


def test_a_basis_is_said_of_growth_alone():
    (begun,) = told("骑行驿站实际开工60座。")
    assert (begun.value, begun.basis) == (60, None)
    (grown,) = told("渔民人均收入实际增长6%。")
    assert grown.basis == "real"


def test_a_lost_digit_leaves_the_value_open():
    for result in told("骑行道里程突?00公里。"):
        assert result.value is None or result.damaged


def test_the_same_promise_said_twice_points_to_the_first():
    first, second = promised("空气质量优良天数达到330天。空气质量优良天数达到330天。")
    assert second.restates == first.id
    assert first.restates is None
    assert first.id != second.id


def test_every_number_not_taken_is_listed_with_a_reason():
    read = sample("开工220千伏变电站，落实土地承包延长30年政策。", BOOK)
    assert not [c for c in read.extraction.commitments if c.kind == "target"]
    assert {r.text for r in read.extraction.rejected} >= {"220千伏", "30年"}


def test_quotes_and_values_are_verbatim():
    read = sample("力争民宿达到120家以上，床位突破3000张。", BOOK)
    source = read.extraction.report.source.text
    for c in read.extraction.commitments:
        assert source[c.start : c.end] == c.quote
        assert c.value_start is not None
        assert c.start <= c.value_start < c.value_end <= c.end
    assert [source[c.value_start : c.value_end] for c in read.extraction.commitments] == ["120家以上", "突破3000张"]


def test_extraction_gives_the_same_every_time():
    text = "新建5个智慧果园、10个冷链驿站，力争产值增长8%以上。"
    assert sample(text, BOOK).extraction == sample(text, BOOK).extraction


def test_brackets_behind_a_number_say_how_binding_that_target_is():
    energy, homes = promised("单位地区生产总值能耗下降3%（约束性指标），改造老旧小区12个（预期性）。")
    assert (energy.binding, homes.binding) == ("约束性", "预期性")
    (plain,) = promised("改造老旧小区12个（含续建）。")
    assert plain.binding is None


def test_what_a_part_of_the_place_realised_is_named_with_it():
    revenue, tax = told("渔业园区实现营业收入80亿元、税收3亿元。")
    assert (revenue.indicator, tax.indicator) == ("渔业园区营业收入", "渔业园区税收")
    (whole,) = told("全市实现税收3亿元。")
    assert whole.indicator == "税收"


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "period", "baseline"),
    [
        ("2023年，全县生产总值达到52亿元，比2018年增长60%，年均增长9.9%。", "生产总值", "9.9", (2019, 2023), None),
        ("2023年，全县企业资产总额比2018年增长61%，实现利润增长2.2倍。", "企业利润", "2.2", (2023, 2023), 2018),
        ("2023年，全县粮食产量比上年增长3%，蔬菜产量增长5%。", "蔬菜产量", "5", (2023, 2023), None),
    ],
)
def test_an_average_is_of_several_years_and_a_base_year_holds_on(
    sentence: str, indicator: str, value: str, period: tuple[int, int], baseline: int | None
) -> None:
    (found,) = (
        r for r in told(sentence) if r.measure == "growth" and str(r.value) == value and r.indicator == indicator
    )
    assert ((found.period_start, found.period_end), found.baseline) == (period, baseline)
