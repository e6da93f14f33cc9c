"""What a report's own text tells: twenty forms of head, each written for this test."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import CatalogueError
from tracker.models import Catalogue, CleanText, OffsetMap, SourceText
from tracker.read.catalogue import infer
from tracker.rulebook import load

RULEBOOK = load()
BODY = "一、{last}年工作回顾\n过去一年，修渠3条，惠及五镇。\n二、{year}年工作安排\n今年再修2条，惠及三镇。\n"


def read(text: str, **overrides: object) -> Catalogue:
    size = len(text)
    offsets = OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    source = SourceText(path="a.txt", sha256="", format="text", encoding="utf-8", text=text)
    return infer(source, CleanText(text=text, offsets=offsets), overrides or None, RULEBOOK)


def body(year: int) -> str:
    return "各位代表：\n现在，我代表政府向大会报告工作，请予审议。\n" + BODY.format(last=year - 1, year=year)


HEADS: list[tuple[str, int, dict[str, Any]]] = [
    (
        "政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理　李  强\n",
        2024,
        {"jurisdiction": "全国", "level": "nation", "parent": None, "issuer": "国务院", "speaker": "李强",
         "delivered_on": "2024-03-05", "session": "第十四届全国人民代表大会第二次会议"},
    ),
    (
        "四川省人民政府工作报告\n——2023年1月11日在四川省第十四届人民代表大会第一次会议上\n四川省人民政府省长 黄一山\n",
        2023,
        {"jurisdiction": "四川省", "level": "province", "parent": "全国", "division_code": "510000",
         "speaker": "黄一山"},
    ),
    (
        "政府工作报告\n（2024年1月24日在广西壮族自治区第十四届人民代表大会第二次会议上）\n自治区主席 蓝天\n",
        2024,
        {"jurisdiction": "广西壮族自治区", "level": "province", "delivered_on": "2024-01-24", "speaker": "蓝天"},
    ),
    (
        "2024年成都市政府工作报告\n成都市市长　王 凤\n",
        2024,
        {"jurisdiction": "四川省成都市", "level": "prefecture", "parent": "四川省", "delivered_on": None,
         "issuer": "成都市人民政府"},
    ),
    (
        "凉山彝族自治州人民政府工作报告\n2022年1月8日在州第十二届人民代表大会第一次会议上\n州长 阿力·日达\n",
        2022,
        {"jurisdiction": "四川省凉山彝族自治州", "level": "prefecture", "speaker": "阿力·日达"},
    ),
    (
        "政府工作报告\n——2024年1月9日在山丹县第十九届人民代表大会第四次会议上\n县人民政府县长\n马行远\n",
        2024,
        {"jurisdiction": "甘肃省张掖市山丹县", "level": "county", "speaker": "马行远", "issuer": "山丹县人民政府"},
    ),
    (
        "石柱土家族自治县人民政府工作报告\n——在重庆市石柱土家族自治县第十八届人民代表大会第四次会议上\n",
        2024,
        {"jurisdiction": "重庆市石柱土家族自治县", "level": "county", "parent": "重庆市", "delivered_on": None},
    ),
    (
        "重庆市万州区人民政府工作报告\n二○二四年一月十二日在万州区第六届人民代表大会第四次会议上\n代区长 王开江\n",
        2024,
        {"jurisdiction": "重庆市万州区", "level": "county", "delivered_on": "2024-01-12", "speaker": "王开江"},
    ),
    (
        "昆山市政府工作报告\n2024年1月4日在昆山市第十八届人民代表大会第三次会议上\n市长 陈立\n江苏省昆山市人民政府\n",
        2024,
        {"jurisdiction": "江苏省苏州市昆山市", "level": "county", "parent": "江苏省苏州市"},
    ),
    (
        "沙市区人民政府工作报告\n——2021年11月20日在荆州市沙市区第六届人民代表大会第一次会议上\n",
        2022,
        {"jurisdiction": "湖北省荆州市沙市区", "level": "county", "parent": "湖北省荆州市",
         "delivered_on": "2021-11-20"},
    ),
    (
        "鄂温克族自治旗人民政府工作报告\n2020年1月2日\n旗长 安达\n",
        2020,
        {"jurisdiction": "内蒙古自治区呼伦贝尔市鄂温克族自治旗", "level": "county", "speaker": "安达"},
    ),
    (
        "锡林郭勒盟行政公署工作报告\n盟长 巴图\n",
        2021,
        {"jurisdiction": "内蒙古自治区锡林郭勒盟", "level": "prefecture"},
    ),
    (
        "关于澄州市2023年国民经济和社会发展计划\n执行情况与2024年计划草案的报告\n"
        "——2024年1月10日在澄州市第五届人民代表大会第三次会议上\n澄州市发展和改革委员会\n",
        2024,
        {"jurisdiction": "澄州市", "kind": "plan_report", "issuer": "澄州市发展和改革委员会",
         "title": "关于澄州市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告"},
    ),
    (
        "关于合肥市2023年预算执行情况和2024年预算草案的报告\n合肥市财政局\n",
        2024,
        {"jurisdiction": "安徽省合肥市", "kind": "budget_report", "issuer": "合肥市财政局"},
    ),
    (
        "关于浙江省2024年国民经济和社会发展计划的报告（书面）\n浙江省发展和改革委员会\n",
        2024,
        {"jurisdiction": "浙江省", "kind": "plan_report"},
    ),
    (
        "在第八届全国人民代表大会第四次会议上的政府工作报告\n国务院总理 李一平\n1996年3月5日\n",
        1996,
        {"jurisdiction": "全国", "delivered_on": "1996-03-05", "reviewed_years": (1995, 1995)},
    ),
    (
        "上海市浦东新区人民政府工作报告\n发布时间：2024年2月3日\n区长 吴金\n",
        2024,
        {"jurisdiction": "上海市浦东新区", "level": "county", "delivered_on": None},
    ),
    (
        "关于2023年国民经济和社会发展计划执行情况\n与2024年国民经济和社会发展计划草案的报告\n"
        "——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国家发展和改革委员会\n",
        2024,
        {"jurisdiction": "全国", "kind": "plan_report", "issuer": "国家发展和改革委员会"},
    ),
    (
        "武侯区2024年政府工作报告\n成都市武侯区人民政府区长 林木\n",
        2024,
        {"jurisdiction": "四川省成都市武侯区", "level": "county", "parent": "四川省成都市",
         "issuer": "成都市武侯区人民政府"},
    ),
    (
        "政府工作报告\n2019年1月15日在潜江市第八届人民代表大会第三次会议上\n潜江市市长　龚定荣\n",
        2019,
        {"jurisdiction": "湖北省潜江市", "level": "county", "parent": "湖北省"},
    ),
    (
        "政府工作报告\n——2020年1月6日在武陵县\n第五届人民代表大会第二次会议上\n",
        2020,
        {"jurisdiction": "武陵县", "session": "武陵县第五届人民代表大会第二次会议"},
    ),
    (
        "新疆自治区政府工作报告\n新华社乌鲁木齐2月3日电\n2023年1月14日在自治区人民代表大会上\n",
        2023,
        {"jurisdiction": "新疆维吾尔自治区", "level": "province", "delivered_on": "2023-01-14"},
    ),
    (
        "关于甘肃省2024年预算草案的报告 2024-02-07 来源：日报\n甘肃省财政厅\n",
        2024,
        {"jurisdiction": "甘肃省", "kind": "budget_report", "title": "关于甘肃省2024年预算草案的报告"},
    ),
    (
        "澄州市2024年民生实事工作目标\n",
        2024,
        {"jurisdiction": "澄州市", "kind": "task_division", "reviewed_years": None},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "year", "expected"), HEADS, ids=[h[0].split("\n")[0][:16] + str(h[1]) for h in HEADS])
def test_the_head_tells_who_when_and_what(head: str, year: int, expected: dict[str, Any]) -> None:
    catalogue = read(head + body(year))
    expected = {"reviewed_years": (year - 1, year - 1), "planned_years": (year, year), "partial": False} | expected
    assert {name: getattr(catalogue, name) for name in expected} == expected
    assert catalogue.kind == expected.get("kind", "work_report")


def test_the_prefecture_a_county_bows_to_is_its_parent() -> None:
    head = "青岚县人民政府工作报告\n——2024年1月9日在青岚县第十八届人民代表大会第四次会议上\n县长 江月\n"
    text = head + body(2024) + "在绵阳市委、市政府和县委领导下，全县修渠3条。\n"
    catalogue = read(text)
    assert (catalogue.jurisdiction, catalogue.parent) == ("青岚县", "四川省绵阳市")
    assert read(text + "与成都市政府合作修路。\n").parent is None
    assert read(head.replace("青岚县", "澄州市") + body(2024)).level == "prefecture"
    assert read(text.replace("青岚县", "澄州市")).level == "county"


def test_a_copy_without_line_ends_is_catalogued_alike() -> None:
    filler = "全市上下齐心协力，水渠修了一条又一条，" * 150
    text = (
        "澄州市人民政府工作报告——2024年1月10日在澄州市第五届人民代表大会第三次会议上"
        f"澄州市人民政府市长 许清各位代表：现在，我代表市人民政府向大会报告工作。"
        f"一、2023年工作回顾2023年是“十四五”规划的关键一年，{filler}修渠3条。"
        f"二、2024年工作安排今年是实施“十四五”规划的攻坚之年，{filler}再修2条。"
    )
    catalogue = read(text)
    assert (catalogue.jurisdiction, catalogue.speaker, catalogue.delivered_on) == ("澄州市", "许清", "2024-01-10")
    assert (catalogue.reviewed_years, catalogue.planned_years) == ((2023, 2023), (2024, 2024))


def test_every_inferred_field_says_why() -> None:
    catalogue = read(HEADS[1][0] + body(2023))
    fields = ("jurisdiction", "level", "kind", "title", "issuer", "speaker", "session", "delivered_on", "planned_years")
    assert all(catalogue.reasons[name] for name in fields)
    assert catalogue.reasons["planned_years"] == "二、2023年工作安排"


def test_a_communique_reviews_the_year_of_its_title_and_plans_nothing() -> None:
    text = (
        "青岚县2023年国民经济和社会发展统计公报\n青岚县统计局\n2024年4月2日\n一、综合\n全县生产总值86亿元，增长6%。\n"
    )
    catalogue = read(text)
    assert (catalogue.kind, catalogue.jurisdiction, catalogue.issuer) == (
        "statistical_communique",
        "青岚县",
        "青岚县统计局",
    )
    assert (catalogue.reviewed_years, catalogue.planned_years, catalogue.year) == ((2023, 2023), None, 2024)


def test_a_division_of_tasks_plans_the_year_of_its_title() -> None:
    text = (
        "澄州市人民政府办公室关于2024年《政府工作报告》重点工作任务分解的通知\n一、产业\n1.新建厂房12栋，经信局牵头。\n"
    )
    catalogue = read(text)
    assert (catalogue.kind, catalogue.jurisdiction) == ("task_division", "澄州市")
    assert (catalogue.reviewed_years, catalogue.planned_years) == (None, (2024, 2024))


def test_a_plan_handed_down_plans_the_year_of_its_title() -> None:
    text = (
        "咸阳市人民政府关于印发《咸阳市2023年国民经济和社会发展计划》的通知\n各县市区：\n"
        "现将计划印发给你们，请认真组织实施。\n2023年，全市工作的总体要求是：稳中求进。修渠3条，修桥2座。\n"
    )
    found = read(text)
    assert (found.kind, found.planned_years, found.reviewed_years) == ("plan_report", (2023, 2023), (2022, 2022))


def test_a_plan_is_read_behind_the_letter_that_hands_it_down() -> None:
    letter = "各县区人民政府，市政府各部门：\n《安康市2020年国民经济和社会发展计划》已经批准，现予印发，请遵照执行。\n"
    found = read(letter + "安康市人民政府\n2020年6月6日\n安康市2020年国民经济和社会发展计划\n一、总体要求\n修渠3条。\n")
    assert (found.title, found.jurisdiction) == ("安康市2020年国民经济和社会发展计划", "陕西省安康市")
    assert found.planned_years == (2020, 2020)


def test_the_notes_of_a_web_page_are_no_title() -> None:
    found = read(
        "组配分类：政府工作报告\n名称：工作报告\n2007年政府工作报告\n——2007年2月8日在泾县第十五届人民代表大会第一次会议上\n"
        + body(2007)
    )
    assert found.title == "2007年政府工作报告"


def test_a_session_may_be_short_or_broken_in_two() -> None:
    whole = "汉滨区2021年政府工作报告\n2021年4月12日在汉滨区第十八届\n人民代表大会第五次会议上\n" + body(2021)
    assert read(whole).session == "汉滨区第十八届人民代表大会第五次会议"
    short = "2012年神农架林区政府工作报告\n——2012年1月7日在林区十一届人民代表大会第一次会议上\n" + body(2012)
    assert read(short).session == "林区十一届人民代表大会第一次会议"


def test_only_execution_in_a_title_is_the_year_before() -> None:
    text = "关于澄州市2023年预算执行情况的报告\n一、收入\n收入86亿元，增长6%。\n"
    assert read(text).reviewed_years == (2023, 2023)


def test_a_report_at_the_end_of_a_term_reviews_and_plans_five_years() -> None:
    text = (
        "澄州市政府工作报告\n——2022年1月8日在澄州市第五届人民代表大会第一次会议上\n一、过去五年工作回顾\n修渠百里。\n"
        "二、今后五年总体要求和奋斗目标\n再修百里。\n三、2022年主要工作\n先修20里。\n"
    )
    catalogue = read(text)
    assert (catalogue.reviewed_years, catalogue.planned_years) == ((2017, 2021), (2022, 2026))


@pytest.mark.parametrize(
    ("first", "second", "planned"),
    [
        ("一、2023年主要工作", "二、2024年主要工作", (2024, 2024)),
        ("一、2020年工作回顾", "二、2035年远景目标\n建成。\n三、2021年重点工作", (2021, 2035)),
        ("一、2015年工作回顾", "二、“十三五”时期主要目标任务", (2016, 2020)),
        ("一、“十三五”回顾", "二、“十三五”成就和“十四五”目标任务\n建成。\n三、2021年重点工作", (2021, 2025)),
        ("2023年工作总结", "2024年工作计划安排", (2024, 2024)),
    ],
)
def test_the_years_planned_are_those_of_the_headings(first: str, second: str, planned: tuple[int, int]) -> None:
    assert read(f"澄州市政府工作报告\n{first}\n修渠。\n{second}\n再修。\n").planned_years == planned


def test_relative_headings_are_seen_from_the_day_of_delivery() -> None:
    text = "澄州市政府工作报告\n2019年1月8日\n一、去年工作回顾\n修渠百里。\n二、今年主要工作\n再修20里。\n"
    catalogue = read(text)
    assert (catalogue.reviewed_years, catalogue.planned_years) == ((2018, 2018), (2019, 2019))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("澄州市政府工作报告\n（上接第1版）\n" + BODY.format(last=2023, year=2024), "上接"),
        ("澄州市政府工作报告\n" + BODY.format(last=2023, year=2024) + "（下转第3版）", "下转"),
        ("澄州市政府工作报告\n一、2023年工作回顾\n修渠。\n三、2024年工作安排\n再修。\n", "缺第2部分"),
        ("二、2024年工作安排\n再修。\n三、自身建设\n守纪。\n", "缺第1部分"),
        ("澄州市政府工作报告\n一、2023年工作回顾\n修渠三条。\n", "只有回顾部分"),
        ("（四）抓民生\n修渠三条。\n（五）抓安全\n守纪。\n", "缺第1部分"),
        (
            "澄州市政府工作报告\n"
            + BODY.format(last=2023, year=2024)
            + "此外还要继续修建一批水渠、道路、桥梁、学校、医院、广场，"
            "改造一批老旧小区、背街小巷，扎实做好防汛抗旱和森林防火等各项准备工作并且进一步",
            "结尾残缺",
        ),
    ],
)
def test_fragments_are_told_by_what_is_missing(text: str, words: str) -> None:
    catalogue = read(text)
    assert catalogue.partial
    assert words in catalogue.reasons["partial"]


def test_overrides_win_and_say_so() -> None:
    catalogue = read(HEADS[1][0] + body(2023), jurisdiction="澄州市", level="prefecture", url="https://example.org/1")
    assert (catalogue.jurisdiction, catalogue.url) == ("澄州市", "https://example.org/1")
    assert catalogue.reasons["url"] == "reports.toml"


def test_an_override_no_field_can_take_is_one_sentence() -> None:
    with pytest.raises(CatalogueError, match="level"):
        read(HEADS[1][0], level="village")


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_no_text_makes_it_raise_and_what_it_finds_has_a_reason(text: str) -> None:
    found = read(text)
    assert all(found.reasons.values())
    assert found.partial == ("partial" in found.reasons)
    assert "jurisdiction" in found.reasons or not found.jurisdiction


LINES = st.sampled_from([line for head, _, _ in HEADS for line in head.split("\n") if line] + body(2024).split("\n"))


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_mixed_heads_never_raise_and_read_the_same_twice(text: str) -> None:
    assert read(text) == read(text)


def test_a_text_without_a_head_is_of_the_place_it_names_most() -> None:
    text = "各位代表：现在，我代表省人民政府，向大会报告工作。" + "加快湖北先行区建设。" * 6 + "学习浙江经验。"
    found = read(text)
    assert (found.jurisdiction, found.level) == ("湖北省", "province")


def test_a_government_without_a_name_still_tells_its_level() -> None:
    found = read("各位代表：现在，我代表省人民政府，向大会报告工作。经济平稳增长。")
    assert (found.jurisdiction, found.level) == ("", "province")


def test_a_list_of_tasks_is_of_the_place_its_title_shortens_and_the_year_it_names() -> None:
    found = read("杭州今年为民办实事项目发布\n\n2023年为民办实事项目主要包括：建设智慧养老院30家，新增床位500张。")
    assert (found.jurisdiction, found.kind, found.planned_years) == ("浙江省杭州市", "task_division", (2023, 2023))
