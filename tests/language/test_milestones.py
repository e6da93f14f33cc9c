"""Milestones of whole sentences, through the whole flow."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.language.milestone_clauses import ClauseReader, any_of
from tracker.models import Commitment, Result
from tracker.rulebook import load
from tracker.rulebook.sample import Part, sample
from tracker.rulebook.schema.objects import ObjectSettings
from tracker.scan import Mark

BOOK = load()


QUIET = [
    "加快建设现代化产业体系，推动制造业高端化智能化绿色化发展。",
    "全面落实粮食安全党政同责，坚决完成粮食生产任务。",
    "深化“放管服”改革，实现更多政务服务事项网上办、掌上办。",
    "加快形成绿色生产生活方式，实现人与自然和谐共生。",
    "支持企业建立研发中心，鼓励社会资本设立创业投资基金。",
    "坚持和完善基本经济制度，为各类企业发展创造良好环境。",
    "完成国家下达的减排任务，持续改善环境质量。",
    "实现居民收入增长与经济增长基本同步。",
    "建立健全长效机制，完善应急预案，开展应急演练。",
    "发布预警信息，公布举报电话，接受社会监督。",
    "落实国家出台的各项减税降费政策，兑现惠企资金。",
    "对已开工项目加强要素保障，对未开工项目倒排工期。",
    "加强项目前期工作，争取更多项目纳入国家规划。",
    "推动5家企业上市，培育一批专精特新企业。",
    "积极创建平安单位、无讼村居，开展文明家庭评选。",
    "继续实施积极的财政政策，实施稳健的货币政策。",
    "抓好党风廉政建设，完成巡视整改任务。",
    "建成区绿化覆盖率提高到42%，新建绿道30公里。",
    "规划建设一批停车场，新开工保障性住房1万套。",
    "推进城乡融合发展，实现城乡要素平等交换、双向流动。",
    "全面建成小康社会后，我们乘势而上开启全面建设社会主义现代化国家新征程。",
    "加快实现高水平科技自立自强。",
    "完善公共文化服务体系，举办群众文化活动500场。",
    "推进移风易俗，实现家家户户通上硬化路。",
    "制定更加积极的人才政策，出台更有力度的举措。",
    "组织企业参加国内外知名展会，举办各类招商推介活动。",
    "巩固国家卫生城市创建成果，推进文明城市常态化创建。",
    "召开全市经济工作会议，研究部署重点工作。",
    "支持中央企业在地方设立区域总部、研发总部。",
    "推动中小学校全部建立家长委员会。",
    "确保如期完成脱贫攻坚目标任务，确保全面建成小康社会圆满收官。",
    "强化数字赋能，推动更多场景上线运行。",
    "推进老旧管网更新改造，完成燃气管道更新200公里，供水管道更新100公里。",
    "深化校地合作，与清华大学、北京大学共建研究院。",
    "国际货运班列开行2000列以上，新开通国际航线3条。",
    "提升机场通航能力，新增通航城市5个。",
    "依法依规推进征地拆迁，完成房屋征收3000户。",
    "加强柳河治理，深化改革，完善养老服务体系。",
]


def promised(text: str, part: Part = "plan", year: int = 2024) -> list[Commitment]:
    return [c for c in sample(text, BOOK, part=part, year=year).extraction.commitments if c.kind == "milestone"]


def told(text: str, part: Part = "review") -> list[Result]:
    return [r for r in sample(text, BOOK, part=part).extraction.results if r.kind == "milestone"]


def test_each_thing_of_a_list_is_a_deliverable_of_its_own():
    found = promised("开工柳河大桥、石桥隧道、青禾水厂等98个重点项目。")
    assert [(c.action, c.object) for c in found] == [("开工", "柳河大桥"), ("开工", "石桥隧道"), ("开工", "青禾水厂")]


def test_every_object_is_quoted_at_its_place():
    read = sample("推动柳河药业二期、青禾电池等项目投产达产，办好第三届茶博会。", BOOK)
    found = [c for c in read.extraction.commitments if c.kind == "milestone"]
    assert len(found) == 3
    for c in found:
        assert c.object_start is not None
        assert c.object_end is not None
        assert read.extraction.report.source.text[c.object_start : c.object_end] == c.object
        assert c.start <= c.object_start < c.object_end <= c.end


def test_clauses_of_one_sentence_are_read_each_for_itself():
    found = promised("建成柳河图书馆，举办第三届茶博会、启动石桥港扩建，创建国家森林城市。")
    assert [c.action for c in found] == ["建成", "举办", "启动", "创建"]


def test_a_dash_between_two_places_takes_nothing_from_a_doubled_one():
    found = promised("开工柳河—石桥高铁，建成柳河图书馆——启动石桥港扩建。")
    assert [c.object for c in found] == ["柳河—石桥高铁", "柳河图书馆", "石桥港扩建"]


def test_what_a_clause_says_of_its_verbs_ends_with_it():
    assert [c.object for c in promised("柳河讲座常态化举办、，建成柳河图书馆。")] == ["柳河图书馆"]
    assert promised("柳河讲座常态化举办、建成。") == []


@pytest.mark.parametrize(
    "text",
    [
        "加强柳河治理，深化改革，完善养老服务体系。",
        "探索建立柳河流域基金。",
        "常态化举办讲座。",
        "新建公园5个、绿道8公里。",
        "对照建成小康社会的目标，我们还有差距。",
        "推动高质量发展。",
    ],
)
def test_vague_work_and_numbers_are_no_milestones(text: str):
    assert promised(text) == []


@pytest.mark.parametrize("quiet", QUIET)
def test_quiet_text_gives_no_milestone(quiet: str):
    assert promised(quiet) == []


def test_a_number_promised_and_the_examples_named_stand_side_by_side():
    read = sample("开工柳石高速扩能等224公里项目。", BOOK)
    kinds = {(c.kind, c.object, c.value and int(c.value)) for c in read.extraction.commitments}
    assert kinds == {("milestone", "柳石高速扩能", None), ("target", None, 224)}


def test_a_number_inside_a_name_is_no_target():
    read = sample("今年滚动实施20件重点民生实事。", BOOK)
    assert [(c.kind, c.object) for c in read.extraction.commitments] == [("milestone", "20件重点民生实事")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("建成柳河大桥。", (2024, 2024)),
        ("到2027年，建成柳河大桥，启动石桥隧道建设。", (2024, 2027)),
        ("力争柳河大桥2025年底前建成。", (2024, 2025)),
        ("争取柳石城际纳入国家“十六五”规划。", (2024, 2024)),
    ],
)
def test_the_horizon_is_the_clauses_own_or_the_plan_year(text: str, years: tuple[int, int]):
    first = promised(text)[0]
    assert (first.horizon_start, first.horizon_end) == years


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("确保柳河大桥年底前通车。", "确保"),
        ("柳河大桥、石桥隧道力争年内完工。", "力争"),
        ("争取启动石桥港扩建。", "争取"),
        ("推动柳河药业二期投产。", None),
    ],
)
def test_the_word_of_commitment_is_kept(text: str, modality: str | None):
    assert {c.modality for c in promised(text)} == {modality}


def test_a_deliverable_promised_twice_is_kept_twice_and_points_back():
    first, second = promised("建成柳河大桥。加快补齐短板，年内建成柳河大桥。")
    assert first.restates is None
    assert second.restates == first.id


def test_a_clause_of_verbs_alone_speaks_of_the_name_in_front():
    found = promised("抓好柳河医院新院区建设，确保年内投入使用。")
    assert [(c.action, c.object, c.modality) for c in found] == [("投用", "柳河医院新院区", "确保")]


def test_what_a_plan_tells_as_done_is_a_result():
    text = "我们已经制定了柳河流域保护条例。"
    assert promised(text) == []
    assert [r.object for r in told(text, "plan")] == ["柳河流域保护条例"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("柳石高铁、青禾大道建成通车。", [("通车", "柳石高铁"), ("通车", "青禾大道")]),
        ("成功举办第三届茶博会。", [("举办", "第三届茶博会")]),
        ("柳河营地一期开营、二期开工建设。", [("投用", "柳河营地一期"), ("开工", "柳河营地二期")]),
        ("石桥水库前期工作加快推进。", [("other", "石桥水库")]),
        ("两个前沿交叉研究院启动建设。", [("启动", "前沿交叉研究院")]),
    ],
)
def test_reviews_give_results_with_the_state_reached(text: str, found: list[tuple[str, str]]):
    results = told(text)
    assert [(r.action, r.object) for r in results] == found
    assert all(r.evidence["state"] for r in results)


def test_states_told_are_told_apart():
    states = {
        text: told(text)[0].evidence["state"]
        for text in ("石桥水库前期工作加快推进。", "石桥水库开工。", "石桥水库建成。", "石桥水厂投产。")
    }
    assert list(states.values()) == ["前期", "开工", "建成", "投用"]


WORDS = [
    *("建成", "开工", "推动", "力争", "投产", "启动", "创建国家", "实现全覆盖", "已", "的", "年底前", "12个"),
    *("柳河大桥", "等项目", "“青禾”", "、", "，", "和", "《", "》", "（", "——"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_row_of_words_is_read_without_fault(words: list[str]):
    for c in promised("".join(words) + "。"):
        assert c.object
        assert c.object_start is not None
        assert c.object_end is not None
        assert c.start <= c.object_start < c.object_end <= c.end


def test_of_an_empty_list_of_words_none_stands_anywhere() -> None:
    assert re.search(any_of(()), "建成甲项目") is None
    reader = ClauseReader(BOOK.settings(ObjectSettings).model_copy(update={"weak": (), "streak": ()}), ["act"], [], [])
    text = "甲项目建成5座"
    marks = (Mark(3, 5, "act"), Mark(5, 7, "quantity.pieces"))
    (clause,) = reader.clauses(text, marks, 0, len(text))
    assert not clause.weak
    assert not clause.periods
