"""What the names of figures are made of where sentences leave words out or numbers stand in words."""

from pathlib import Path

import pytest

from tracker.rulebook import load
from tracker.rulebook.sample import sample

BOOK = load()


def said(text: str, part: str = "plan") -> list[tuple[str | None, str | None, float | None]]:
    read = sample(text, BOOK, part=part)  # type: ignore[arg-type]
    items = [*read.extraction.commitments, *read.extraction.results]
    return [
        (item.indicator, item.measure, None if item.value is None else float(item.value))
        for item in items
        if item.kind == "target" and item.start >= read.start
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("城镇居民和农村居民人均可支配收入分别增长6%、7%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("新建三座提灌站和两家敬老院。", ["提灌站", "敬老院"]),
        ("每年安排50万元支持乡村公路养护。", ["乡村公路养护"]),
        ("筹资60万元新建凉亭5座。", ["凉亭"]),
        ("两年完成水利投资60亿元，今年完成28亿元。", ["水利投资", "水利投资"]),
        ("新增市级以上龙头企业15户，其中省级5户。", ["市级以上龙头企业", "省级龙头企业"]),
        ("新引进3亿元以上项目不少于10个。", ["3亿元以上项目"]),
        ("下调柚农保险缴费比例，各地可降至6%。", ["柚农保险缴费比例"]),
        ("环城渠二期工程完成总量的60%。", ["环城渠二期工程总量"]),
        ("学前三年毛入园率达到88%，九年义务教育巩固率达96%。", ["学前三年毛入园率", "九年义务教育巩固率"]),
        (
            "茶叶、油茶、装备制造产业营业收入分别达到9亿元、8亿元、7亿元。",
            ["茶叶产业营业收入", "油茶产业营业收入", "装备制造产业营业收入"],
        ),
        ("推动60家企业完成数字化改造。", ["企业数字化改造"]),
        ("将乌梅病等9类慢性病纳入门诊报销范围。", ["乌梅病等慢性病纳入门诊报销范围"]),
        ("改造提升12所学校食堂，惠及9000名学生。", ["学校食堂", "学校食堂惠及学生"]),
        ("为全市5万户管道燃气居民更换连接软管。", ["管道燃气居民更换连接软管"]),
        ("按四星标准改造农贸市场21家。", ["农贸市场"]),
        ("全市7200名就业困难人员再就业。", ["就业困难人员再就业"]),
        ("●新增乡村书屋15个。", ["乡村书屋"]),
        ("新建安置住房2400套，基本建成1800套。", ["安置住房", "安置住房基本建成"]),
        ("确保90%以上的行政村通硬化路。", ["行政村通硬化路比例"]),
        ("淘汰落后产能：炼铁30万吨、水泥50万吨。", ["炼铁落后产能", "水泥落后产能"]),
        ("电动三轮车产量2万辆，出口3000辆。", ["电动三轮车产量", "电动三轮车出口"]),
        ("县财政支持12所村小、5所幼儿园。", ["县财政支持村小", "县财政支持幼儿园"]),
        (
            "此后三年各级政府拟投入85亿元，其中市财政投入33亿元，以保证渠系配套改革的推进。",
            ["各级政府渠系配套改革", "市财政渠系配套改革投入"],
        ),
        ("社零总额增长6%。", ["社会消费品零售总额"]),
        ("02 新改建村小12所", ["村小"]),
        ("完成城镇建设投资35亿元。", ["城镇建设投资"]),
        ("优化公交线路28条，其中市本级20条、石桥县3条。", ["公交线路", "市本级公交线路", "石桥县公交线路"]),
        ("柚子、柑橘产量分别达到26.6、7.8万吨。", ["柚子产量", "柑橘产量"]),
        ("完成改灶300个、改厕2万户。", ["改灶", "改厕"]),
        ("实施老街整治工程，完成治理8条。", ["老街整治"]),
        (
            "茶叶及相关产业、民宿及相关产业增加值占生产总值比重分别达到2%、3%。",
            ["茶叶及相关产业增加值占生产总值比重", "民宿及相关产业增加值占生产总值比重"],
        ),
        (
            "第二、第三产业占生产总值的比重分别提高2.1和1.6个百分点。",
            ["第二产业占生产总值的比重", "第三产业占生产总值的比重"],
        ),
        ("六是免费修缮12座凉亭。", ["凉亭"]),
        ("十是实施渡口维修项目，开工建设3处。", ["渡口维修项目开工建设"]),
        ("免费为3000名石匠安装护目镜。", ["石匠安装护目镜"]),
        ("柚子出口在去年基数较高的情况下增长5%。", ["柚子出口"]),
        ("柚子产量首次跃上10万吨台阶。", ["柚子产量"]),
        ("全市42个乡镇全面实现通客运班车。", ["乡镇通客运班车"]),
        ("完成招商引资任务5000万元，争取完成8000万元。", ["招商引资任务", "招商引资任务"]),
        ("完成12条小巷亮化，主城区8条小巷完成改造。", ["小巷亮化", "小巷"]),
        ("一二三产增加值分别增长3.5%、6%、5%。", ["一产增加值", "二产增加值", "三产增加值"]),
        ("加快推进12个百亿元、70个30亿元以上项目建设。", ["百亿元项目建设", "30亿元以上项目建设"]),
        ("加快建设环城渠等14条引水项目和柳河等4个在建桥梁项目。", ["环城渠等引水项目", "在建桥梁项目"]),
        ("建设和改造城镇排水管网400公里。", ["城镇排水管网"]),
        ("接待游客人次、旅游总花费均增长8%以上。", ["接待游客人次", "旅游总花费"]),
        ("打造5条多式联运示范线路。", ["多式联运示范线路"]),
        ("县城新增人口10万。", ["县城新增人口"]),
        ("主要河流断面水质优良率保持100%。", ["主要河流断面水质优良率"]),
        ("围绕返乡青年开展技能培训3万人次。", ["技能培训"]),
        ("在册山、罗河等8个重点县建设露地果菜基地6.2万亩。", ["露地果菜基地"]),
        ("建成25个健身路径或3人制篮球场。", ["健身路径或3人制篮球场"]),
        ("算力规模突破190Eflops。", ["算力规模"]),
        ("旅游总收入和餐饮收入预期增长均为12%左右。", ["旅游总收入", "餐饮收入"]),
    ],
)
def test_names_are_made_whole(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in said(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "办好市政府10件实事。",
        "加快乙集团7万吨锌基合金等项目建设。",
        "今年高校毕业生将高达7万人。",
        "出台科技创新政策十五条。",
        "打造两个高地、实施五大行动。",
    ],
)
def test_what_is_no_promise_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "城镇居民收入2万元，农民收入9000元，分别增长9%和10%。",
            [("城镇居民收入", 2.0), ("农民收入", 9000.0), ("城镇居民收入", 9.0), ("农民收入", 10.0)],
        ),
        ("工业产值首次跃上90亿元台阶，柚子产量连创新高，达到3万吨。", [("工业产值", 90.0), ("柚子产量", 3.0)]),
        ("辖内财政收入迈过百亿大关，达109亿元。", [("辖内财政收入", 109.0)]),
        ("规模工业实现增加值90亿元，增长8%。", [("规模工业增加值", 90.0), ("规模工业增加值", 8.0)]),
        ("商贸业完成社会消费品零售总额9亿元。", [("社会消费品零售总额", 9.0)]),
        ("旅游收入突破九亿元大关，达9.3亿元。", [("旅游收入", 9.0), ("旅游收入", 9.3)]),
        ("旅游收入9亿元，剔除疫情影响因素增长8%。", [("旅游收入", 9.0), ("旅游收入", 8.0)]),
        ("旅游收入增长4%，比年初目标（6%）低2个百分点。", [("旅游收入", 4.0)]),
        ("旅游收入完成9亿元，完成年度预算的98%。", [("旅游收入", 9.0)]),
        ("转移性收入4亿元，收入合计9亿元。", [("转移性收入", 4.0), ("收入合计", 9.0)]),
        ("500万元以上固定资产投资完成17亿元。", [("500万元以上固定资产投资", 17.0)]),
        ("茶园产值9亿元，增加值4亿元。", [("茶园产值", 9.0), ("茶园增加值", 4.0)]),
        ("进出口总额9亿元，其中出口增长4%。", [("进出口总额", 9.0), ("出口", 4.0)]),
        (
            "柳河、石桥游客量分别达到9万人次、4万人次，均增长8%。",
            [("柳河游客量", 9.0), ("石桥游客量", 4.0), ("柳河游客量", 8.0), ("石桥游客量", 8.0)],
        ),
        (
            "柳河、石桥游客量分别达到9万人次、4万人次，分别同比增长8%。",
            [("柳河游客量", 9.0), ("石桥游客量", 4.0), ("柳河游客量", 8.0), ("石桥游客量", 8.0)],
        ),
        ("旅游收入达到9亿元，增长8%。", [("旅游收入", 9.0), ("旅游收入", 8.0)]),
    ],
)
def test_what_a_review_tells(text: str, figures: list[tuple[str, float]]) -> None:
    assert [(name, value) for name, _, value in said(text, "review")] == figures


def test_a_sum_reached_beside_its_growth_is_a_level() -> None:
    assert said("旅游收入增长15%、突破90亿元。") == [("旅游收入", "growth", 15.0), ("旅游收入", "level", 90.0)]


def test_an_allowance_in_brackets_is_a_policy() -> None:
    assert said("为2万名老人发放高龄津贴（每月不少于60元）。") == [("老人发放高龄津贴", "increment", 2.0)]


def test_what_is_new_is_what_grew() -> None:
    assert said("新登记民宿增长21%。", "review") == [("新登记民宿", "growth", 21.0)]


def test_the_topic_of_a_vague_name_is_of_its_own_sentence() -> None:
    text = "开展河口整治试点。启动河岸林带工程，完成12处试点。"
    assert [name for name, _, _ in said(text, "review")] == ["河岸林带工程试点"]


OWN_CLASS = "- class: brew\n  intent: 酿\n  words: [酿出]\n"
OWN_RULE = """\
rules:
  - id: brewed
    intent: 酿出＋名称＋数量
    pattern: {brew} {name} {quantity}
    gives: {measure: level}
    examples:
      hit: [{text: 今年酿出柚子酒〖30万升〗。}]
      miss: [{text: 今年酿出好酒。, why: 没有数字}]
"""


def test_a_class_of_verbs_of_ones_own_fires_in_a_rule_about_figures(tmp_path: Path) -> None:
    for place, text in (("words/own.yaml", OWN_CLASS), ("targets/own.yaml", OWN_RULE)):
        (tmp_path / place).parent.mkdir()
        (tmp_path / place).write_text(text, encoding="utf-8")
    read = sample("今年酿出柚子酒30万升。", load(tmp_path), part="plan")
    found = [item for item in read.extraction.commitments if item.start >= read.start]
    assert [(item.indicator, item.measure, item.rule) for item in found] == [("柚子酒", "level", "brewed")]


def test_flat_is_said_of_an_indicator() -> None:
    read = sample("今年主要预期目标是：进出口总额与上年持平，固定资产投资持平略增。", BOOK, part="plan")
    assert [item.indicator for item in read.extraction.qualitative] == ["进出口总额", "固定资产投资"]


def test_what_was_left_out_of_a_figure_is_its_basis_and_not_its_name() -> None:
    (told,) = sample("财政收入剔除留抵退税因素后完成9亿元。", BOOK, part="review").extraction.results
    assert (told.indicator, told.basis) == ("财政收入", "adjusted")
