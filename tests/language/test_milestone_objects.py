"""Names taken out of free text: lists expanded, what is no name left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.milestone_objects import NameReader
from tracker.language.quantities import QuantityFinder
from tracker.rulebook import load
from tracker.rulebook.sample import sample
from tracker.rulebook.schema.objects import ObjectSettings
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

BOOK = load()
NAMES = NameReader(BOOK.settings(ObjectSettings))
FINDER = QuantityFinder(BOOK.settings(QuantitySettings), BOOK.settings(Units))


def read(text: str, **how) -> list[str]:
    return [name.text for name in NAMES.names(text, 0, len(text), **how)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳河图书馆", ["柳河图书馆"]),
        ("柳河图书馆建设工作", ["柳河图书馆"]),
        ("柳河站、石桥站和青禾大桥等项目", ["柳河站", "石桥站", "青禾大桥"]),
        ("石桥水库等一批水利项目", ["石桥水库"]),
        ("《柳河条例》《石桥办法》", ["《柳河条例》", "《石桥办法》"]),
        ("大湾、盘南等煤电项目", ["大湾煤电项目", "盘南煤电项目"]),
        ("石博会、茶博会等展会", ["石博会", "茶博会"]),
        ("柳河大桥（石桥、青禾段）", ["柳河大桥（石桥、青禾段）"]),
    ],
)
def test_lists_become_one_name_for_each_thing(text: str, names: list[str]):
    assert read(text) == names


def counted(text: str) -> list[str]:
    found = [n.quantity for n in FINDER.find(text) if n.quantity is not None]
    return read(text, quantities=found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳河东、柳河北2个收费站", ["柳河东收费站", "柳河北收费站"]),
        ("甲河湾、乙河湾和丙河湾3座泵站", ["甲河湾泵站", "乙河湾泵站", "丙河湾泵站"]),
        ("柳河湖3个石桥实验室", []),
        ("5个公园、广场", []),
        ("柳河东、西两大园区26公顷场地保障", []),
        ("“村跑”、村歌等群众活动300场", []),
        ("安置房和周转房600套", []),
        ("南山500千伏变电站", ["南山500千伏变电站"]),
        ("离心机制造及应用制造业创新中心", ["离心机制造及应用制造业创新中心"]),
    ],
)
def test_a_number_in_a_list_counts_what_the_list_names(text: str, names: list[str]):
    assert counted(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳石、石青、青柳高铁", ["柳石高铁", "石青高铁", "青柳高铁"]),
        ("柳河青山等中小型水库", ["柳河青山水库"]),
        ("柳南社区等老旧小区改造", ["柳南社区老旧小区改造"]),
    ],
)
def test_a_noun_said_once_is_lent_to_the_names_without_one(text: str, names: list[str]):
    assert read(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "通道物流和运营组织中心",
        "城市运行和治理中心",
        "加强柳编外销、促进农户增收的指导意见",
        "柳河、石溪、青江干流和重点支流排污口整治",
    ],
)
def test_one_name_with_a_conjunction_in_it_stays_whole(text: str):
    assert read(text) == [text]


@pytest.mark.parametrize(
    "text", ["一批重点项目", "部门联动机制", "重点项目", "各类文体活动、展会", "维稳、救灾等任务", "的"]
)
def test_what_could_be_anything_is_no_name(text: str):
    assert read(text) == []


def test_a_name_that_runs_on_may_end_in_a_vague_word():
    assert read("柳河养老保险制度") == []
    assert read("柳河养老保险制度", lends=False) == ["柳河养老保险制度"]


@given(st.text("甲乙丙和等、项目“”（）《》一批 柳河大桥中心改造", max_size=40))
def test_names_lie_in_the_text_and_begin_with_what_stands_there(text: str):
    for name in NAMES.names(text, 0, len(text)):
        assert 0 <= name.start < name.end <= len(text)
        assert name.text.startswith(text[name.start : name.end])


PIECES = [*"甲站、和等普查中心会”“", "柳河", "项目", "公司", "普查", "试点", "平台", "民生", "实事", "改造"]
PIECES += ["《甲》", "实施", "细则", "2个", "国家", "和", "、"]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.sampled_from(sorted(BOOK.settings(ObjectSettings).kinds)),
    st.booleans(),
    st.sampled_from(["no", "drop", "whole"]),
    st.integers(0, 6),
)
def test_where_no_name_could_be_of_a_kind_none_is(text: str, kind: str, lends: bool, counted: str, start: int):
    quantities = [n.quantity for n in FINDER.find(text) if n.quantity is not None]
    names = NAMES.names(text, start, len(text), quantities, lends=lends, counted=counted)
    derived = NAMES.derived(text, start, len(text), 0)
    nouns = NAMES.nouns((kind,))
    assert (nouns is None) == (kind in NAMES._anywhere)
    if nouns is not None and not NAMES.could_be(nouns, text, start, len(text)):
        assert not any(NAMES.is_a((kind,), name.text, name.kind) for name in names)
        assert derived is None or not NAMES.is_a((kind,), derived.text)


def test_what_a_thing_costs_is_not_its_name() -> None:
    read_ = sample("推进总投资3亿元的柳河数据中心开工建设。", BOOK)
    assert [c.object for c in read_.extraction.commitments] == ["柳河数据中心"]
