"""What is said of an indicator without a number."""

import pytest

from tracker.rulebook import load
from tracker.rulebook.sample import sample

BOOK = load()


def test_a_review_speaks_of_known_indicators_without_a_number():
    found = sample("外贸进出口实现正增长，大幅度提高粮食最低收购价。", BOOK, part="review").extraction.results
    said = [(r.indicator, r.kind, r.value, r.direction) for r in found if r.kind == "statement"]
    assert said == [("外贸进出口", "statement", None, "up"), ("粮食最低收购价", "statement", None, "up")]


def test_a_target_told_by_whether_it_was_kept_is_spoken_of():
    text = "单位地区生产总值能耗下降预计完成国家下达目标。财政赤字控制在预算范围内，居民消费价格涨幅持续回落。"
    found = sample(text, BOOK, part="review").extraction.results
    said = [r.indicator_id for r in found if r.kind == "statement"]
    assert said == ["energy-per-gdp", "deficit", "cpi"]


def test_under_what_conditions_may_stand_between():
    text = "粮食产量在春夏连旱的情况下稳中有升。居民消费价格涨幅从6月份起逐月回落。"
    found = sample(text, BOOK, part="review").extraction.results
    assert [r.indicator_id for r in found if r.kind == "statement"] == ["grain-output", "cpi"]


def test_another_word_between_breaks_the_statement():
    found = sample("经济增长的贡献率明显提高。", BOOK, part="review").extraction.results
    assert not [r for r in found if r.indicator_id == "gdp"]


def test_headline_targets_without_a_number_stand_apart():
    text = "今年经济社会发展的主要预期目标是：地区生产总值增长6%，进出口总额保持正增长，居民收入增长与经济增长同步。"
    read = sample(text, BOOK).extraction
    assert [c.indicator for c in read.commitments] == ["地区生产总值"]
    assert [c.indicator_id for c in read.qualitative] == ["foreign-trade", "income-all"]
    assert all(c.tier == "headline" and c.value is None for c in read.qualitative)


HEADLINE = "今年经济社会发展的主要预期目标是：地区生产总值增长6%，城镇新增就业3万人。"


@pytest.mark.parametrize(
    "explained",
    [
        "当前全县茶市回暖，带动茶农收入较快增长，这样安排留有余地。",
        "主要考虑：省里将引导柚子从扩面转向稳步扩大。",
        "主要考虑：柚乡路网成形。夜游消费环境明显改善。",
        "国家层面外贸进出口稳步增长。",
        "近年来柚子品质不断提升，柚乡消费环境明显改善。",
        "由于柚苗补种，农民收入持续增长。",
        "支撑柚乡经济实现较快增长。",
        "柚子产业正在持续扩大。",
        "柚子产业将由种植转向加工持续提升。",
    ],
)
def test_what_explains_a_target_promises_nothing(explained: str) -> None:
    assert not sample(HEADLINE + explained, BOOK).extraction.qualitative


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("国际收支状况有所改善。", "国际收支状况"),
        ("努力实现居民收入和经济发展同步。", "居民收入和经济发展"),
        ("节能减排降碳等约束性指标完成市级任务。", "节能减排降碳等约束性指标"),
        ("柚乡生态环境质量持续改善。", "柚乡生态环境质量"),
        ("基本公共服务水平稳步提高。", "基本公共服务水平"),
        ("柚旅融合消费增长快于经济增速。", "柚旅融合消费增长"),
    ],
)
def test_a_short_noun_of_no_lexicon_is_a_goal(said: str, name: str) -> None:
    assert [c.indicator for c in sample(HEADLINE + said, BOOK).extraction.qualitative] == [name]


def test_an_explanation_ends_with_its_paragraph() -> None:
    text = "今年经济社会发展主要预期目标：\n——地区生产总值增长6%。主要考虑：柚市回暖。\n——外贸进出口稳中提质。"
    assert [c.indicator for c in sample(text, BOOK).extraction.qualitative] == ["外贸进出口"]


def test_how_things_stand_may_lead_the_targets_in() -> None:
    text = "面对当前形势，今年经济社会发展的主要预期目标是：地区生产总值增长6%，居民收入增长与经济增长同步。"
    assert [c.indicator_id for c in sample(text, BOOK).extraction.qualitative] == ["income-all"]
