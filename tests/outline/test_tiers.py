"""Which promises stand in the list of main targets, and which are livelihood projects."""

from __future__ import annotations

import pytest
from outline_texts import catalogue, clean_text

from tracker.outline import outline, tiers
from tracker.rulebook import Rulebook

PLAN = "一、2023年工作回顾\n主要预期目标完成，办成民生实事15件。\n二、2024年工作安排\n"


def tier_of(text: str, words: str, rulebook: Rulebook) -> str:
    clean = clean_text(text)
    stretches = tiers(clean, outline(clean, catalogue(), rulebook), rulebook)
    at = text.index(words)
    return next((t.tier for t in stretches if t.start <= at < t.end), "other")


@pytest.mark.parametrize(
    ("text", "headline", "other"),
    [
        ("今年主要预期目标是：增长6%；就业3万人。\n实现上述目标，要投资9亿元。\n", "就业3万人", "投资9亿元"),
        ("今年主要预期目标是：\n增长6%；\n就业3万人。\n这里说明，去年增长5%。\n", "就业3万人", "去年增长"),
        ("今年发展主要预期目标：\n——增长6%。\n——就业3万人。\n今年要修路5公里。\n", "就业3万人", "修路5"),
        ("今年主要预期目标是：增长6%；就业3万人。\n一是抓项目。修路5公里。\n二是抓招商。\n", "就业3万人", "修路5"),
        ("今年主要预期目标是： \u3000\n增长6%； \n就业3万人。\n今年要修路5公里。\n", "就业3万人", "修路5"),
        ("（一）主要发展目标\n增长6%。\n就业3万人。\n（二）重点工作\n修路5公里。\n", "就业3万人", "修路5"),
        ("今年主要预期目标是：增长6%，就业3万人。同时，水质达标率95%。为实现目标，修路5里。\n", "水质达标率", "修路5"),
    ],
)
def test_the_list_of_main_targets_ends_before_what_explains_it(
    text: str, headline: str, other: str, rulebook: Rulebook
) -> None:
    assert tier_of(PLAN + text, headline, rulebook) == "headline"
    assert tier_of(PLAN + text, other, rulebook) == "other"


@pytest.mark.parametrize(
    "text",
    [
        "扎实办好民生实事。改造老旧小区30个，新增学位800个。\n",
        "全力办好10件民生实事：\n1.改造老旧小区30个。\n2.新增学位800个。\n",
        "（九）办好民生实事\n改造老旧小区30个。\n新增学位800个。\n",
        "今年，继续为民办实事，一是改造小区；二是新增学位800个。\n",
    ],
)
def test_livelihood_projects_are_known_with_their_items(text: str, rulebook: Rulebook) -> None:
    whole = PLAN + text + "（十）深化改革\n出台条例3部。\n"
    assert tier_of(whole, "新增学位800", rulebook) == "livelihood"
    assert tier_of(whole, "出台条例", rulebook) == "other"


def test_a_review_lists_no_promises(rulebook: Rulebook) -> None:
    assert tier_of(PLAN, "民生实事15件", rulebook) == "other"


def test_a_sentence_of_a_paragraph_divides_the_list_but_a_word_in_brackets_does_not(rulebook: Rulebook) -> None:
    text = PLAN + (
        "主要预期目标：能耗下降3%（约束性指标），增长6%。约束性指标：排放量下降2%；预期性指标：增长5%，就业3万人。\n"
        "（一）重点工作\n修路5公里。\n"
    )
    clean = clean_text(text)
    stretches = tiers(clean, outline(clean, catalogue(), rulebook), rulebook)
    assert [(s.binding, text[s.start : s.end].strip()[:5]) for s in stretches] == [
        (None, "主要预期目"),
        ("约束性", "约束性指标"),
        ("预期性", "预期性指标"),
    ]


def test_a_list_divided_by_how_binding_its_targets_are(rulebook: Rulebook) -> None:
    text = PLAN + (
        "（一）主要发展目标\n共5项指标，含2项约束性指标、3项预期性指标。\n关于约束性指标，共2项。其中：\n——水质达标率95%。\n"
        "关于预期性指标，共3项。\n——增长6%。\n（二）重点工作\n修路5公里。\n"
    )
    clean = clean_text(text)
    stretches = tiers(clean, outline(clean, catalogue(), rulebook), rulebook)
    assert [(s.tier, s.binding) for s in stretches] == [
        ("headline", None),
        ("headline", "约束性"),
        ("headline", "预期性"),
    ]
    assert text.index("——水质") in range(stretches[1].start, stretches[1].end)
    assert text.index("——增长6%") in range(stretches[2].start, stretches[2].end)
