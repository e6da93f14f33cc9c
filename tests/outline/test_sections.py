"""Roles and years of the parts of a report, in the ways that reports are divided."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from outline_texts import catalogue, clean_text

from tracker.models import ReportKind, Section
from tracker.outline import outline, tiers
from tracker.rulebook import Rulebook, load

At = Callable[..., Section]

REPORT = """澄州市人民政府工作报告
——2024年1月10日在澄州市第五届人民代表大会第三次会议上
澄州市人民政府市长 许清
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、2023年工作回顾
过去一年，全市上下迎难而上，柚子产量增长8%。
（一）抓产业，促转型。新建厂房12栋。
（二）抓民生，暖人心
一是就业稳。新增就业3万人。
二是收入增。农民收入增长6%。
成绩来之不易。同时，我们也清醒地看到，发展中还有不少困难和问题：产业不强，3条道路仍未打通。去年柚子价格上涨4%。涨价压力仍在，2家企业停产。
二、2024年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长6%；城镇新增就业3万人。
实现上述目标，要抓好以下工作。
（一）壮大产业。新建10个智能工厂。
去年开工的6个项目年内投产。去年，全市引进企业90家，为今年打下基础。
三、加强政府自身建设
办结建议200件。
各位代表！让我们一起努力。
"""


@pytest.mark.parametrize(
    ("words", "role", "years"),
    [
        ("澄州市人民政府工作报告", "preamble", None),
        ("现在，我代表", "preamble", None),
        ("过去一年，全市", "review", (2023, 2023)),
        ("新建厂房", "review", (2023, 2023)),
        ("农民收入", "review", (2023, 2023)),
        ("成绩来之不易", "review", (2023, 2023)),
        ("3条道路", "problems", None),
        ("柚子价格上涨", "review", (2023, 2023)),
        ("2家企业停产", "problems", None),
        ("地区生产总值增长", "plan", (2024, 2024)),
        ("新建10个", "plan", (2024, 2024)),
        ("引进企业90家", "review", (2023, 2023)),
        ("办结建议", "plan", (2024, 2024)),
        ("让我们一起", "plan", (2024, 2024)),
    ],
)
def test_every_sentence_has_the_role_and_years_of_its_part(
    section_at: At, words: str, role: str, years: tuple[int, int] | None
) -> None:
    section = section_at(REPORT, words)
    assert (section.role, section.years) == (role, years)


def test_headings_stand_from_the_top_down_without_the_body(section_at: At) -> None:
    assert section_at(REPORT, "新增就业3万人。\n二是").headings == (
        "一、2023年工作回顾",
        "（二）抓民生，暖人心",
        "一是就业稳",
    )
    assert section_at(REPORT, "新建10个").headings == ("二、2024年工作安排", "（一）壮大产业")


def test_an_outlook_of_several_years_is_no_plan_of_one(section_at: At) -> None:
    text = (
        "一、过去五年工作回顾\n五年来，修路百里。\n二、今后五年的奋斗目标\n产量年均增长7%。\n"
        "三、2022年重点工作\n修路20公里。\n"
    )
    assert section_at(text, "修路百里", 2022).years == (2017, 2021)
    assert (section_at(text, "年均", 2022).role, section_at(text, "年均", 2022).years) == ("outlook", (2022, 2026))
    assert (section_at(text, "修路20", 2022).role, section_at(text, "修路20", 2022).years) == ("plan", (2022, 2022))


def test_a_five_year_plan_in_a_heading_beats_a_far_outlook(section_at: At) -> None:
    text = (
        "一、2020年工作回顾\n修路。\n二、“十四五”时期目标任务和二〇三五年远景目标\n建桥。\n三、2021年工作安\n种树。\n"
    )
    assert (section_at(text, "建桥", 2021).role, section_at(text, "建桥", 2021).years) == ("outlook", (2021, 2025))
    assert (section_at(text, "种树", 2021).role, section_at(text, "种树", 2021).years) == ("plan", (2021, 2021))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第一部分 2023年工作回顾", "第二部分 2024年工作安排"),
        ("一、2023年国民经济和社会发展计划执行情况", "二、2024年经济社会发展总体要求和主要目标"),
        ("**一、2023年工作回顾**", "**二、2024年主要任务**"),
        ("## 一、过去一年的工作", "## 二、今年的主要工作"),
        ("2023年工作回顾", "2024年工作安排"),
        ("（一）2023年完成情况", "（二）2024年工作打算"),
        ("一、二〇二三年工作总结", "二、二〇二四年工作部署"),
        ("一、2023年预算执行情况", "二、2024年预算草案"),
        ("一、上年工作回顾", "二、本年度工作建议"),
    ],
)
def test_parts_are_known_by_many_forms_of_heading(section_at: At, first: str, second: str) -> None:
    text = f"澄州市政府工作报告\n各位代表：\n{first}\n修成水渠3条，全市受益。\n{second}\n再修水渠2条，惠及五镇。\n"
    review, plan = section_at(text, "修成水渠"), section_at(text, "再修水渠")
    assert (review.role, review.years) == ("review", (2023, 2023))
    assert (plan.role, plan.years) == ("plan", (2024, 2024))


@pytest.mark.parametrize(
    "lead",
    [
        "我们也清醒地看到，发展中还有不少问题：产业不强。",
        "在肯定成绩的同时，我们也要看到面临的困难和挑战。",
        "看到成绩的同时，我们也清楚发展中的短板：投资后劲不足。",
        "与此同时，我市发展仍然存在一些困难和问题，主要是底子薄。",
        "工作中还存在不少问题，如项目偏少。",
        "各位代表，我们深知，工作中还有不少差距。",
        "同时也清楚看到，全县发展依然面临诸多挑战。",
        "我们也深刻认识到，产业短板亟待补上。",
    ],
)
def test_problems_begin_in_many_wordings_and_end_with_their_part(section_at: At, lead: str) -> None:
    text = f"一、2023年工作回顾\n修成水渠3条。\n{lead}一些水渠漏水。\n二、2024年工作安排\n补漏。\n"
    assert section_at(text, "修成").role == "review"
    assert section_at(text, lead[-3:]).role == "problems"
    assert section_at(text, "一些水渠").role == "problems"
    assert section_at(text, "补漏").role == "plan"


def test_a_review_goes_on_behind_problems_with_a_new_address(section_at: At) -> None:
    text = (
        "一、过去五年工作回顾\n修渠。\n我们清醒地认识到，还有不少问题。\n——水渠漏水。\n各位代表！\n"
        "五年的成就来之不易，修渠百里。\n二、2024年任务\n"
    )
    assert section_at(text, "水渠漏水").role == "problems"
    assert section_at(text, "修渠百里").role == "review"


def test_problems_named_early_end_with_their_section(section_at: At) -> None:
    text = (
        "一、2023年工作回顾\n（一）抓治水。治水仍面临不少困难，修渠3条。\n（二）抓修路。修路5里。\n二、2024年工作安排\n"
    )
    assert section_at(text, "修渠3条").role == "problems"
    assert section_at(text, "修路5里").role == "review"


def test_problems_with_a_heading_of_their_own(section_at: At) -> None:
    text = "一、2023年计划执行情况\n（一）主要成效\n增长6%。\n（二）存在的主要问题\n投资不足。\n二、2024年工作安排\n"
    assert section_at(text, "增长6%").role == "review"
    assert (section_at(text, "投资不足").role, section_at(text, "投资不足").years) == ("problems", None)


def test_working_on_problems_is_no_stretch_of_problems(section_at: At) -> None:
    text = (
        "一、2023年工作回顾\n群众反映的突出问题逐一解决，保持清醒头脑。修渠3条。\n二、2024年工作安排\n"
        "解决存在的问题5个。\n"
    )
    assert section_at(text, "修渠3条").role == "review"
    assert section_at(text, "问题5个").role == "plan"


def test_results_told_inside_a_plan_last_as_long_as_their_figures(section_at: At) -> None:
    text = (
        "一、2022年工作回顾\n一。\n二、2023年工作安排\n过去一年，我们取得很大成绩。\n产量增长9%，\n"
        "就业3万人。\n这为今年打下了基础。增产5%。\n"
    )
    assert (section_at(text, "就业3万", 2023).role, section_at(text, "就业3万", 2023).years) == ("review", (2022, 2022))
    assert section_at(text, "这为今年", 2023).role == "plan"
    assert section_at(text, "增产5%", 2023).role == "plan"


def test_the_year_before_by_its_number_is_last_year_too(section_at: At) -> None:
    text = (
        "一、2023年工作回顾\n修渠。\n二、2024年工作安排\n2023年，全市修渠3条。今年再修2条。2023年底前的欠账还清5笔。\n"
    )
    assert section_at(text, "修渠3条").role == "review"
    assert section_at(text, "再修2条").role == "plan"
    assert section_at(text, "还清5笔").role == "plan"


def test_one_sided_reports_have_one_role(section_at: At) -> None:
    communique = (
        "澄州市2023年国民经济和社会发展统计公报\n一、综合\n生产总值1286亿元。\n二、农业和重点工作任务\n粮食12亿斤。\n"
    )
    assert section_at(communique, "粮食", 2024, "statistical_communique").role == "review"
    assert section_at(communique, "粮食", 2024, "statistical_communique").years == (2023, 2023)
    division = "2024年政府工作报告任务分解\n一、过去没做完的\n修路3条。\n"
    assert section_at(division, "修路", 2024, "task_division").role == "plan"


def test_a_text_that_begins_in_the_middle_is_read_by_its_first_sentence(section_at: At) -> None:
    text = (
        "澄州市政府工作报告\n（上接第1版）\n一年来，我们抓了三件事，桥通了。\n（一）修桥。修桥5座。\n"
        "二、2024年工作安排\n再修3座。\n"
    )
    assert (section_at(text, "修桥5座").role, section_at(text, "修桥5座").years) == ("review", (2023, 2023))


def test_past_years_of_an_outlook_heading_are_told_before_its_goals(section_at: At) -> None:
    text = (
        "一、2020年工作回顾\n修渠。\n二、“十三五”时期发展成就和“十四五”时期主要目标\n五年来，全县变了样。\n修渠百里。\n"
        "“十四五”时期，全县再修百里。\n三、2021年重点工作\n先修20里。\n"
    )
    assert (section_at(text, "修渠百里", 2021).role, section_at(text, "修渠百里", 2021).years) == (
        "review",
        (2016, 2020),
    )
    assert (section_at(text, "再修百里", 2021).role, section_at(text, "再修百里", 2021).years) == (
        "outlook",
        (2021, 2025),
    )
    assert section_at(text, "先修20", 2021).years == (2021, 2021)


MIXED = (
    "一、{heading}\n{first}\n（一）修路。修路90里。\n{second}\n种树80亩。\n"
    "同时，我们也清醒地看到，还有2个问题要解决。\n二、2026年工作安排\n再修9里。\n"
)


@pytest.mark.parametrize(
    ("heading", "first", "second", "roads", "trees"),
    [
        ("2025年和“十四五”时期工作回顾", "刚刚过去的2025年，全县开渠7里。", "各位代表！这五年，山更绿了。", 2025, 2021),
        ("过去五年和2025年工作回顾", "五年来，全县开渠7里。", "2025年，我们一步不停。", 2021, 2025),
    ],
)
def test_a_review_of_one_year_and_of_several_tells_them_apart(
    section_at: At, heading: str, first: str, second: str, roads: int, trees: int
) -> None:
    text = MIXED.format(heading=heading, first=first, second=second)
    for words, since in (("开渠7里", roads), ("修路90里", roads), ("种树80亩", trees)):
        assert section_at(text, words, 2026).years == (since, 2025)
    assert section_at(text, "2个问题", 2026).role == "problems"
    assert section_at(text, "再修9里", 2026).role == "plan"


def test_a_review_of_several_years_alone_stays_one(section_at: At) -> None:
    text = "一、过去五年工作回顾\n过去一年，修路90里。\n种树80亩。\n二、2026年工作安排\n再修9里。\n"
    assert section_at(text, "种树80亩", 2026).years == (2021, 2025)


def test_a_review_of_several_years_turns_to_the_year_just_over(section_at: At) -> None:
    text = (
        "一、“十三五”时期工作回顾\n五年来，修渠30条。\n刚刚过去的2020年，全市修渠8条。\n修桥2座。\n"
        "二、2021年工作安排\n修路。\n"
    )
    assert section_at(text, "修渠30条", 2021).years == (2016, 2020)
    assert section_at(text, "修渠8条", 2021).years == (2020, 2020)
    assert section_at(text, "修桥", 2021).years == (2020, 2020)


def test_a_plan_without_a_heading_begins_with_its_main_targets(section_at: At) -> None:
    text = "一、全力以赴稳增长\n过去一年，修渠8条。\n干在实处 走在前列\n2024年主要预期目标是：修渠9条，修桥2座。\n"
    assert section_at(text, "修渠8条").role == "review"
    assert section_at(text, "修渠9条").role == "plan"
    assert section_at(text, "修渠9条").years == (2024, 2024)


def test_the_title_is_no_part(section_at: At) -> None:
    text = (
        "澄州市2024年政府工作报告\n各位代表：\n“十三五”时期工作回顾\n过去五年，修渠30条。\n"
        "2024年重点工作\n今年，修渠9条。\n"
    )
    assert section_at(text, "澄州市2024年").role == "preamble"
    assert section_at(text, "修渠9条").role == "plan"


def test_a_review_does_not_reach_into_the_year_it_is_told_in(section_at: At) -> None:
    text = "一、2019年和今年以来工作回顾\n修渠。\n二、今年发展主要目标\n种树。\n"
    assert section_at(text, "修渠", 2020).years == (2019, 2019)


def test_work_of_a_year_gone_by_is_reviewed_whatever_it_is_called(section_at: At) -> None:
    text = "一、2023年主要工作\n修渠。\n二、2024年主要工作\n种树。\n"
    assert section_at(text, "修渠").role == "review"
    assert section_at(text, "种树").role == "plan"


def test_notes_and_annexes_are_neither_review_nor_plan(section_at: At) -> None:
    text = REPORT + "附件：\n名词解释\n1.三通：指通水、通电、通路，共3项。\n"
    assert section_at(text, "共3项").role == "other"
    assert section_at(text, "让我们一起").role == "plan"


def test_a_table_of_contents_divides_nothing(section_at: At) -> None:
    text = "目  录\n一、2023年工作回顾……1\n二、2024年工作安排……9\n各位代表：\n" + REPORT[REPORT.index("现在") :]
    assert section_at(text, "现在，我代表").role == "preamble"
    assert section_at(text, "新建厂房").headings[0] == "一、2023年工作回顾"


def test_a_copy_without_line_ends_still_has_its_parts(section_at: At) -> None:
    filler = "全市上下齐心协力，水渠修了一条又一条，" * 100
    text = (
        f"澄州市政府工作报告各位代表：一、2023年工作回顾2023年不平凡。{filler}修渠3条。"
        f"二、2024年工作安排{filler}今年要开好局。（一）抓水利。再修2条。"
    )
    assert section_at(text, "修渠3条").role == "review"
    assert section_at(text, "再修2条").role == "plan"


WORDS = """
一、 二、 （一） (二) 一是 —— 第一部分 1. 2023年 2024年 工作回顾 工作安排 过去五年 今后五年 “十四五”时期
我们也清醒地看到 问题 困难 各位代表 ！ 。 ， ； 去年 增长5% 民生实事 主要预期目标是： 过去一年取得成绩 同时 * 柚子
存在的问题
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\r\n", " ", "\u3000"])


@settings(deadline=None)
@given(
    st.lists(PIECES, max_size=60).map("".join),
    st.sampled_from(["work_report", "statistical_communique", "plan_report"]),
)
@example("", "work_report")
@example("\n", "work_report")
@example("我们也清醒地看到问题", "work_report")
def test_sections_nest_and_cover_any_text(text: str, kind: ReportKind) -> None:
    sections = outline(clean_text(text), catalogue(2024, kind), RULEBOOK)
    assert list(sections) == sorted(sections, key=lambda s: (s.start, -s.end))
    open_: list[Section] = []
    covered = 0
    for section in sections:
        assert 0 <= section.start < section.end <= len(text)
        while open_ and open_[-1].end <= section.start:
            open_.pop()
        assert not open_ or section.end <= open_[-1].end
        if not open_:
            assert section.start == covered
            covered = section.end
        open_.append(section)
    assert covered == len(text)
    assert outline(clean_text(text), catalogue(2024, kind), RULEBOOK) == sections


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_no_text_makes_the_outline_raise(text: str) -> None:
    for section in outline(clean_text(text), catalogue(), RULEBOOK):
        assert 0 <= section.start < section.end <= len(text)


RULEBOOK: Rulebook = load()


PLANTED = (
    "一、", "（一）柚子\n", "我们也清醒地看到", "我们也清醒地看到问题。", "去年", "去年5。", "（一）去年5。\n",
    "过去一年取得", "过去一年取得5。", "主要预期目标是：", "主要预期目标，", "\n", "存在的问题\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", PLANTED)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = "一、2023年工作回顾\n" + piece * times + "\n二、2024年工作安排\n" + piece * times
        best = 9.9
        for _ in range(3):
            begun = time.process_time()
            tiers(clean_text(text), outline(clean_text(text), catalogue(), RULEBOOK), RULEBOOK)
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(8000) < 40 * max(seconds(800), 0.002)
