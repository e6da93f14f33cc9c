"""What is said of an indicator without a number."""

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
