"""What a rule set holds once it is loaded, how folders lie over one another, and how faults are told."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import RulebookError, RuleError
from tracker.rulebook import load, load_folders, load_lenient
from tracker.rulebook.schema.jurisdictions import Jurisdictions
from tracker.rulebook.schema.units import Units

from .conftest import INDICATORS, RULES, WORDS, Write


def faults(*folders: Path) -> list[str]:
    with pytest.raises(RulebookError) as told:
        load_folders(*folders)
    for fault in told.value.faults:
        assert fault.en
        assert "\n" not in fault.say("zh") + fault.say("en")
    return [fault.say("zh").replace(folders[-1].as_posix() + "/", "") for fault in told.value.faults]


def test_the_built_in_rules_have_no_faults():
    book = load()
    assert book.words
    assert book.terms()


def test_words_rules_indicators_and_settings_are_reached_by_name(rules: Write):
    book = load_folders(rules())
    assert book.words["rise"].words == ("增长", "提高")
    assert book.words["rise"].gives == {"direction": "up"}
    assert book.indicators["gdp"].name == "地区生产总值"
    assert [rule.id for rule in book.rules("targets")] == ["name-rise-rate"]
    assert book.rules("milestones") == ()
    assert book.places["targets", "name-rise-rate"].endswith("targets/main.yaml:2")


def test_an_indicator_is_found_by_any_of_its_names_whatever_the_width(rules: Write):
    lexicon = load_folders(rules()).indicators
    assert lexicon.find("ＧＤＰ") is lexicon.find("gdp") is lexicon.find("地区 生产总值") is lexicon["gdp"]
    assert lexicon.find("柚子") is None


def test_terms_join_the_classes_of_a_word(rules: Write):
    also = WORDS + "- class: improve\n  intent: 改善\n  words: [提高, GDP]\n"
    pattern = RULES.replace("{name} {rise}", "{object=name} 提高 其中 {rise}").replace("name-rise-rate", "other")
    pattern = pattern.replace("measure: growth, direction: up", "action: 建成")
    folder = rules("words/verbs.yaml", also)
    (folder / "milestones").mkdir()
    (folder / "milestones/main.yaml").write_text(pattern, encoding="utf-8")
    terms = load_folders(folder).terms()
    assert terms["提高"] == "improve|rise|提高"
    assert terms["其中"] == "其中"
    assert terms["GDP"] == "improve|indicator"


def test_settings_missing_are_told_by_their_file(rules: Write):
    book = load_folders(rules())
    with pytest.raises(Exception, match=r"outline\.yaml") as told:
        book.family("outline")
    assert "缺少" in told.value.zh  # type: ignore[attr-defined]


def test_the_digest_is_of_what_the_rules_say_not_of_how_they_are_laid_out(rules: Write):
    folder = rules()
    before = load_folders(folder).sha256
    (folder / "words/verbs.yaml").write_text(
        "# said otherwise\n" + WORDS.replace("[增长, 提高]", "\n    - 增长\n    - 提高"), encoding="utf-8"
    )
    assert load_folders(folder).sha256 == before
    (folder / "words/verbs.yaml").write_text(WORDS.replace("提高", "上升"), encoding="utf-8")
    assert load_folders(folder).sha256 != before


# --- folders laid over one another ----------------------------------------------------------------------------------


def test_an_entry_of_the_same_name_replaces_and_a_new_one_is_added(rules: Write, user: Write):
    own = user(
        "words/own.yaml",
        "- class: rise\n  intent: 只有一个\n  words: [上扬]\n- class: lift\n  intent: 新的\n  words: [抬升]\n",
    )
    book = load_folders(rules(), own)
    assert book.words["rise"].words == ("上扬",)
    assert book.words["lift"].words == ("抬升",)
    assert book.words["make"].words == ("新建", "建设")


def test_also_and_without_change_the_list_beneath(rules: Write, user: Write):
    own = user("words/own.yaml", "- class: rise\n  also: [上扬]\n  without: [提高]\n")
    user("indicators/own.yaml", "- id: gdp\n  also: [经济总量]\n")
    book = load_folders(rules(), own)
    assert book.words["rise"].words == ("增长", "上扬")
    assert book.words["rise"].gives == {"direction": "up"}
    assert book.indicators.find("经济总量") is book.indicators["gdp"]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("indicator/own.yaml", "请用：indicators"),
        ("own.yaml", "这里不放规则"),
        ("unit.yaml", "请用：units.yaml"),
        ("words/own.yaml.txt", "文件名要以 .yaml 结尾"),
    ],
)
def test_a_file_that_would_be_passed_over_in_silence_is_told(rules: Write, user: Write, place: str, told: str):
    (fault,) = faults(rules(), user(place, "- class: rise\n  also: [上扬]\n"))
    assert told in fault
    book, lenient = load_lenient(user("words/good.yml", "- class: rise\n  also: [上扬哉]\n"))
    assert [told in fault.zh for fault in lenient] == [True]
    assert "上扬哉" in book.words["rise"].words


def test_several_files_may_add_to_the_same_entry(rules: Write, user: Write):
    own = user("words/a.yaml", "- class: rise\n  also: [上扬]\n- class: rise\n  also: [攀升]\n")
    user("words/b.yaml", "- class: rise\n  also: [攀升, 走高]\n- class: lift\n  intent: 新的\n  words: [抬升]\n")
    user("words/c.yaml", "- class: lift\n  also: [托举]\n")
    book = load_folders(rules(), own)
    assert book.words["rise"].words == ("增长", "提高", "上扬", "攀升", "走高")
    assert book.words["lift"].words == ("抬升", "托举")


def test_examples_and_units_can_be_added_too(rules: Write, user: Write):
    own = user(
        "targets/own.yaml",
        "rules:\n  - id: name-rise-rate\n    also:\n      examples:\n        miss:\n"
        "          - text: 柚子增长。\n            why: 无\n",
    )
    user(
        "units.yaml",
        "families:\n  - name: pieces\n    also: {words: [枚]}\n  - name: rate\n    also: {converts: {‰: 0.1}}\n",
    )
    book = load_folders(rules(), own)
    assert [miss.text for miss in book.rules("targets")[0].examples.miss] == ["柚子产值增长。", "柚子增长。"]
    assert {"枚", "个", "‰", "%"} <= set(book.settings(Units).by_unit)


def test_what_is_added_must_be_a_list_and_is_checked_where_it_stands(rules: Write, user: Write):
    own = user("words/own.yaml", "- class: rise\n  also: 上扬\n")
    assert faults(rules(), own) == ["words/own.yaml:2: “also:”应是一个列表"]
    user("words/own.yaml", "- class: rise\n  also:\n    - 上扬\n    - [攀升]\n")
    assert [fault.partition("：")[0] for fault in faults(rules(), own)] == ["words/own.yaml:4: “words:”应是一段文字"]


def test_settings_are_laid_over_item_by_item(rules: Write, user: Write):
    own = user(
        "units.yaml",
        "families:\n  - name: pieces\n    intent: 个\n    kind: count\n    words: [个, 枚]\n"
        "  - name: ships\n    intent: 船\n    words: [艘]\n",
    )
    assert set(load_folders(rules(), own).quantity_kinds) >= {"rate", "pieces", "ships"}


def test_settings_may_be_written_in_several_files_of_a_folder(rules: Write):
    folder = rules("jurisdictions/nation.yaml", "nation: {name: 全国}\nendings: [{level: county, words: [县]}]\n")
    rules("jurisdictions/provinces.yaml", "provinces: [{name: 柳河省, code: '990000', short: 柳}]\n")
    places = load_folders(folder).settings(Jurisdictions)
    assert (places.nation.name, places.provinces[0].name) == ("全国", "柳河省")


def test_the_same_setting_in_two_files_of_a_folder_is_a_fault(rules: Write):
    assert "“families”与 units.yaml:1 重复；请合并" in faults(rules("units/more.yaml", "families: []\n"))[0]


def test_adding_to_what_is_not_there_is_a_fault(rules: Write, user: Write):
    own = user("words/own.yaml", "- class: rice\n  also: [上扬]\n")
    assert faults(rules(), own) == [
        "words/own.yaml:1: 没有叫“rice”的class可以增减；请检查拼写，或不用 also 和 without、把它写全"
    ]


# --- ten kinds of broken files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        pytest.param(
            "targets/main.yaml", RULES.replace("    intent", "   intent"), "targets/main.yaml:3: 缩进", id="indentation"
        ),
        pytest.param(
            "targets/main.yaml", RULES.replace("    intent", "\tintent"), "targets/main.yaml:3: 行首有制表符", id="tab"
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("intent: ", "intent："),
            "targets/main.yaml:3: 键后面是全角冒号",
            id="full-width colon",
        ),
        pytest.param("targets/main.yaml", "\ufeff" + RULES, "targets/main.yaml:1: 开头有看不见的 BOM", id="BOM"),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("intent", "intend"),
            "targets/main.yaml:3: 不认识的键“intend”；是不是“intent”？",
            id="unknown key",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.partition("    examples")[0],
            "targets/main.yaml:2: 缺少例句“examples:”",
            id="no examples",
        ),
        pytest.param(
            "targets/main.yaml", RULES.partition("      miss")[0], "targets/main.yaml:6: 缺少例句“miss:”", id="no miss"
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("〖8%〗", "8%"),
            "targets/main.yaml:8: 例句里要用一对〖〗",
            id="unmarked example",
        ),
        pytest.param("targets/two.yaml", RULES, "targets/two.yaml:2: id “name-rise-rate”与", id="same id"),
        pytest.param(
            "milestones/two.yaml",
            RULES.replace("measure: growth, direction: up", "action: 建成").replace("{name}", "{object=name}"),
            "milestones/two.yaml:2: 规则“name-rise-rate”重复",
            id="same id elsewhere",
        ),
        pytest.param(
            "words/two.yaml",
            "- class: fall\n  intent: 降\n  gives: {direction: down}\n  words: [下降, 提高]\n",
            "“提高”在 fall 里是 direction=down，在 rise 里是 up",
            id="contradictory classes",
        ),
        pytest.param(
            "indicators/two.yaml",
            INDICATORS.replace("id: gdp", "id: grp").replace("地区生产总值", "总值"),
            "“GDP”既是 gdp 又是 grp",
            id="shared name",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("{name} {rise}", "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"),
            "targets/main.yaml:4: 模式太大",
            id="exploding pattern",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("{rise}", "{rice}"),
            "targets/main.yaml:4: 没有叫“rice”的词类；是不是“rise”？",
            id="unknown class",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("quantity:rate", "quantity:rats"),
            "targets/main.yaml:4: 没有叫“rats”的单位类；是不是“rate”？",
            id="unknown unit family",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("unit: %", "unit: 只"),
            "targets/main.yaml:9: 没有叫“只”的单位",
            id="wrong unit",
        ),
        pytest.param(
            "indicators/main.yaml",
            INDICATORS.replace("unit_family: rate", "unit_family: money"),
            "indicators/main.yaml:4: 没有叫“money”的单位类",
            id="wrong unit family",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("value: 8", "value: 八"),
            "targets/main.yaml:9: “value: 八”应是数字",
            id="not a number",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("name-rise-rate", "Name Rise"),
            "targets/main.yaml:2: “id: Name Rise”写法不对；请用小写英文字母",
            id="badly written id",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("growth, direction: up", "grwoth"),
            "targets/main.yaml:5: “measure: grwoth”不对；只能写：growth",
            id="unknown measure",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace(", direction: up", ""),
            "targets/main.yaml:5: 增速要写 direction",
            id="growth without direction",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("{quantity:rate}", "{rise}"),
            "targets/main.yaml:4: 模式里（每种写法）要有一个 {quantity}",
            id="no quantity",
        ),
        pytest.param(
            "milestones/main.yaml",
            RULES.replace("name-rise-rate", "other").replace("measure: growth, direction: up", "action: 建成"),
            "milestones/main.yaml:4: 模式里要有名叫“object”的部分",
            id="no object",
        ),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("gives: {measure: growth, direction: up}", "status: good"),
            "targets/main.yaml:5: “status: good”不对；只能写：stable",
            id="not one of",
        ),
        pytest.param("targets/main.yaml", RULES.replace("rules:", "rule:"), "应是一个列表", id="no list"),
        pytest.param(
            "targets/main.yaml",
            RULES.replace("柚子产值增长。", "柚子产值增长8%。"),
            "targets/main.yaml:11: 这句既是命中又是不命中",
            id="hit and miss",
        ),
        pytest.param(
            "words/verbs.yaml",
            WORDS.replace("- class: make", "- clas: make"),
            "words/verbs.yaml:5: 这一项缺少“class:”",
            id="no key",
        ),
        pytest.param(
            "words/verbs.yaml",
            WORDS.replace("[增长, 提高]", "增长"),
            "words/verbs.yaml:4: “words:”应是一个列表",
            id="no list of words",
        ),
        pytest.param(
            "words/verbs.yaml",
            WORDS.replace("[增长, 提高]", '[增长, ""]'),
            "words/verbs.yaml:4: 列表里有一项是空的",
            id="an empty word",
        ),
        pytest.param(
            "indicators/main.yaml",
            INDICATORS.replace("[GDP, 生产总值]", "\n  - GDP\n  - ''"),
            "indicators/main.yaml:5: 列表里有一项是空的",
            id="an empty synonym",
        ),
    ],
)
def test_a_broken_file_is_told_by_line_with_what_to_write(rules: Write, place: str, text: str, told: str):
    found = faults(rules(place, text))
    assert any(told in fault for fault in found), found


def test_all_faults_of_all_files_are_told_at_once(rules: Write):
    folder = rules("targets/main.yaml", RULES.replace("{rise}", "{rice}").replace("unit: %", "unit: 只"))
    (folder / "words/verbs.yaml").write_text(WORDS.replace("intent: 新建", "intend: 新建"), encoding="utf-8")
    (folder / "units.yaml").write_text("families：\n", encoding="utf-8")
    assert [fault.partition(": ")[0] for fault in faults(folder)] == [
        "words/verbs.yaml:6",
        "units.yaml:1",
        "targets/main.yaml:4",
    ]


def test_a_clash_is_laid_to_the_file_on_top(rules: Write, user: Write):
    own = user("indicators/aaa.yaml", "- id: aaa\n  name: 经济总量\n  synonyms: [GDP]\n")
    assert [fault.partition(":")[0] for fault in faults(rules(), own)] == ["indicators/aaa.yaml"]


def test_a_broken_user_file_leaves_the_rest_in_force(user: Write):
    own = user("words/own.yaml", "- class: rise\n\twords: [上扬]\n")
    user("words/good.yaml", "- class: uplift\n  intent: 好的\n  words: [上扬]\n")
    user("targets/own.yaml", RULES.replace("name-rise-rate", "own-rule").replace("{rise}", "{rice}"))
    book, told = load_lenient(own)
    assert sorted(fault.where.rpartition("/")[2] for fault in told) == ["own.yaml:2", "own.yaml:4"]
    assert book.words["uplift"].words == ("上扬",)
    assert book.words["rise"].words == load().words["rise"].words
    assert not any(rule.id == "own-rule" for rule in book.rules("targets"))


def test_what_a_user_takes_away_too_much_of_is_the_fault_of_the_users_file(user: Write):
    word = load().words["rise"]
    own = user("words/own.yaml", f"- class: rise\n  without: [{', '.join(word.words)}]\n")
    book, (fault,) = load_lenient(own)
    assert fault.where == f"{own.as_posix()}/words/own.yaml:2"
    assert book.words["rise"] == word


def test_a_folder_that_is_not_there_is_told_and_nothing_is_loaded_without_it(tmp_path: Path):
    with pytest.raises(RulebookError) as told:
        load(tmp_path / "nosuch")
    assert [fault.where for fault in told.value.faults] == [(tmp_path / "nosuch").as_posix()]


def test_lenient_loading_without_faults_is_loading(tmp_path: Path):
    book, told = load_lenient(tmp_path)
    assert told == ()
    assert book.sha256 == load().sha256


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_mutilated_file_makes_the_loader_fail_otherwise(tmp_path: Path, data: st.DataObject):
    texts = {"targets/a.yaml": RULES, "words/a.yaml": WORDS, "indicators/a.yaml": INDICATORS}
    place = data.draw(st.sampled_from(sorted(texts)))
    lines = texts[place].split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(
            st.sampled_from(
                [
                    "",
                    lines[at].strip(),
                    "  " + lines[at],
                    lines[at] * 2,
                    lines[at][:-2],
                    "- x",
                    "a: b",
                    lines[at].replace(":", ""),
                    lines[at].replace(" ", ""),
                ]
            )
        )
    folder = tmp_path / "fuzz"
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("\n".join(lines) if name == place else text, encoding="utf-8")
    told: tuple[RuleError, ...] = ()
    try:
        load_folders(folder)
    except RulebookError as error:
        told = error.faults
    assert all(fault.where.startswith(folder.as_posix()) for fault in told)


def test_importing_the_rulebook_brings_in_neither_spacy_nor_pandas():
    code = (
        "import sys, tracker.rulebook\n"
        "tracker.rulebook.load_lenient()\n"
        "print(sorted({'spacy', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
