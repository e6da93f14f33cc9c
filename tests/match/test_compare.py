"""One target beside one figure: what tells that both are of one thing, and what its numbers then are to one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_test
from hypothesis import strategies as st
from paper_reports import PLACE, figure, report, target

from tracker.match.abbreviations import abbreviates
from tracker.match.amounts import UnitReader
from tracker.match.compare import Labels, TargetComparer
from tracker.match.likeness import UNSURE, Rarity
from tracker.models import Commitment, Result
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import ReasonTexts
from tracker.rulebook.schema.units import Units

Compared = Callable[[Commitment, Result], Labels | None]
ITEMS = "跨区通办事项"


@pytest.fixture(scope="module")
def new_comparer(rules: Rulebook, settings: MatchingSettings) -> Callable[[], TargetComparer]:
    """Makes a comparer that has met no names yet."""
    units, texts = UnitReader(rules.settings(Units), settings.generic_units), rules.settings(ReasonTexts).words
    return lambda: TargetComparer(settings, rules.indicators, units, texts, PLACE)


@pytest.fixture
def comparer(new_comparer: Callable[[], TargetComparer]) -> TargetComparer:
    return new_comparer()


@pytest.fixture
def labels(comparer: TargetComparer) -> Compared:
    """The labels of a target of 2023 and a figure of the report of 2024."""

    def compared(commitment: Commitment, result: Result) -> Labels | None:
        names = [comparer.names.read(side.indicator or "") for side in (commitment, result)]
        plan, later = report(2023, [commitment]), report(2024, (), [result])
        return comparer.labels(plan, later, commitment, result, Rarity(names))

    return compared


@pytest.mark.parametrize(
    ("quote", "measure"),
    [
        (f"{ITEMS}达到220项。", "same"),
        (f"{ITEMS}增至全市220项。", "same"),
        (f"{ITEMS}达到220项，其中一次办成220项。", "same"),  # where it stands first
        (f"{ITEMS}达到不少于220项。", "cumulative"),  # what stands farther in front is said of something else
        (f"达到先进水平，{ITEMS}220项。", "cumulative"),
        (f"220项{ITEMS}达到标准。", "cumulative"),
        (f"{ITEMS}二百二十项全部达到", "cumulative"),  # the number is written otherwise
    ],
)
def test_a_total_answers_a_height_said_right_before_the_number(labels: Compared, quote: str, measure: str) -> None:
    found = labels(target(ITEMS, 220, "项", quote=quote), figure(ITEMS, 226, "项", cumulative=True))
    assert found is not None
    assert found["measure"] == measure


def test_a_total_is_no_height_reached_for_what_is_added_or_has_no_number(labels: Compared) -> None:
    quote = f"{ITEMS}达到220项。"
    told = figure(ITEMS, 226, "项", cumulative=True)
    added = labels(target(ITEMS, 220, "项", measure="increment", quote=quote), told)
    unsaid = labels(target(ITEMS, None, "项", measure="level", quote=quote), told)
    assert added is not None
    assert unsaid is not None
    assert (added["measure"], unsaid["measure"]) == ("cumulative", "cumulative")


REVENUES = [
    ("general-budget-revenue", "public-budget-revenue", "renamed"),
    ("public-budget-revenue", "general-budget-revenue", "renamed"),
    ("public-budget-revenue", "fiscal-revenue", "renamed"),
    ("general-budget-revenue", "fiscal-revenue", None),
    ("general-budget-revenue", "gdp", None),
    ("general-budget-revenue", "x-of-ones-own", None),
    ("x-of-ones-own", "general-budget-revenue", None),
    ("x-of-ones-own", "x-another", None),
]


@pytest.mark.parametrize(("promised", "told", "name"), REVENUES)
def test_an_indicator_that_took_the_place_of_another_is_known_by_it(
    labels: Compared, promised: str, told: str, name: str | None
) -> None:
    asked = target("柚税收入", 100, "亿元", indicator_id=promised)
    for _ in range(2):  # what is remembered is what was found
        found = labels(asked, figure("柚税收入", 110, "亿元", indicator_id=told))
        assert (found and found["name"]) == name


@pytest.mark.parametrize(("promised", "told", "name"), [*REVENUES, ("gdp", "gdp", "same_id")])
def test_of_two_entries_of_the_lexicon_a_glance_tells_whether_they_can_be_one(
    comparer: TargetComparer, promised: str, told: str, name: str | None
) -> None:
    asked = target("柚税收入", 100, "亿元", indicator_id=promised)
    answer = figure("柚税收入", 110, "亿元", indicator_id=told)
    one, other = comparer.names.read("柚税收入"), comparer.names.read("柚税收入")
    assert comparer.worth(asked, answer, one, other, Rarity([one, other]), 0) is (name is not None)


@pytest.mark.parametrize(
    ("promised", "told", "mentions"),
    [(None, None, True), ("gdp", None, True), ("gdp", "gdp", True), (None, "gdp", False), ("income-all", "gdp", False)],
)
def test_a_figure_known_as_something_else_is_no_mention(
    comparer: TargetComparer, promised: str | None, told: str | None, mentions: bool
) -> None:
    asked = target("柚农合作社", 30, "家", indicator_id=promised)
    answer = figure("困难家庭", 11, "家", indicator_id=told)
    found = comparer.mentioned(report(2023, [asked]), report(2024, (), [answer]), asked, answer)
    assert (found is not None) is mentions
    assert found is None or found["name"] == "mentioned"


def test_what_a_person_picks_is_of_the_same_name(comparer: TargetComparer) -> None:
    asked, answer = (
        target("柚农合作社", 30, "家", section=("柚子产业发展",)),
        figure("农民专业社", 33, "家", section=("柚子产业发展",)),
    )
    picked = comparer.picked(report(2023, [asked]), report(2024, (), [answer]), asked, answer)
    assert picked is not None
    assert picked.labels == {
        "name": "same", "rarity": "rare", "scope": "none", "measure": "same", "unit": "same", "period": "same",
        "theme": "same",
    }  # fmt: skip
    assert sum(reason.weight for reason in picked.reasons) == picked.score


def test_what_a_person_picks_of_other_years_is_not_compared(comparer: TargetComparer) -> None:
    asked, answer = target("柚农合作社", 30, "家"), figure("柚农合作社", 33, "家", period=(2021, 2021))
    assert comparer.picked(report(2023, [asked]), report(2024, (), [answer]), asked, answer) is None


@pytest.mark.parametrize(
    ("promised", "verb", "told", "other", "name"),
    [
        ("户厕改造", "", "户厕", "改造", "same"),
        ("户厕", "改造", "户厕改造", "", "same"),
        ("户厕改造", "", "户厕", "新建", None),
        ("户厕改造", "", "户厕", "", None),
        ("户厕改造", "", "公厕", "改造", None),
    ],
)
def test_a_verb_behind_a_name_is_the_verb_before_a_figure(
    comparer: TargetComparer, promised: str, verb: str, told: str, other: str, name: str | None
) -> None:
    asked = target(promised, 30, "户", measure="increment", evidence={"measure": verb} if verb else {})
    answer = figure(told, 33, "户", measure="increment", evidence={"measure": other} if other else {})
    assert comparer._deed_behind(asked, comparer.names.read(promised), answer, comparer.names.read(told)) is (
        name == "same"
    )


def test_a_name_without_the_verbs_behind_it(comparer: TargetComparer) -> None:
    def stem(name: str) -> str:
        return comparer.stem(comparer.names.read(name)).core

    assert stem("公厕新建改造") == stem("公厕")
    assert stem("厕改造") != stem("厕")
    assert stem("柚农合作社") == comparer.names.read("柚农合作社").core


@pytest.mark.parametrize(
    ("promised", "told", "measures", "worth"),
    [
        ("柚农合作社", "柚农合作社", ("level", "level"), True),
        ("柚农互助保险试点范围", "柚农互助保险试点覆盖县比例", ("share", "share"), True),
        ("村村通车覆盖面", "村村通车覆盖县比例", ("share", "share"), True),
        ("村村通车覆盖面", "村村通车覆盖县比例", ("level", "share"), False),
        ("村村通车覆盖面", "村村通车覆盖县比例", ("share", "level"), False),
        ("村村通车覆盖面", "村村通车覆盖县比例", ("level", "level"), False),
        ("汽车产业增加值", "文化产业增加值", ("share", "share"), False),
        ("柚农合作社", "养老床位", ("share", "share"), False),
        ("柚子深加工产业增加值", "柚子加工业总增加值", ("level", "level"), True),
    ],
)
def test_a_glance_at_two_names_tells_whether_they_can_be_one(
    new_comparer: Callable[[], TargetComparer], promised: str, told: str, measures: tuple[str, str], worth: bool
) -> None:
    asked, answer = target(promised, 30, "个", measure=measures[0]), figure(told, 33, "个", measure=measures[1])
    for promise in (asked, asked.model_copy(update={"indicator_id": "gdp"})):
        comparer = new_comparer()
        one, other = comparer.names.read(promised), comparer.names.read(told)
        rarity = Rarity([one, other])
        assert comparer.worth(promise, answer, one, other, rarity, rarity.shared(one, other)) is worth


def test_what_is_worth_a_look_may_still_be_no_match(comparer: TargetComparer) -> None:
    asked = target("柚子深加工产业增加值", 30, "万元", measure="level")
    answer = figure("柚子加工业总增加值", 33, "公里", measure="level")
    one, other = (comparer.names.read(side.indicator or "") for side in (asked, answer))
    rarity = Rarity([one, other])
    assert comparer.worth(asked, answer, one, other, rarity, rarity.shared(one, other))
    assert comparer.labels(report(2023, [asked]), report(2024, (), [answer]), asked, answer, rarity) is None


@pytest.mark.parametrize("measures", [("growth", "growth"), ("level", "growth")])
def test_figures_of_measures_that_ask_for_more_than_like_names_are_not_worth_a_look(
    comparer: TargetComparer, measures: tuple[str, str]
) -> None:
    asked = target("柚子深加工产业增加值", 30, "%", measure=measures[0])
    answer = figure("柚子加工业总增加值", 33, "%", measure=measures[1])
    one, other = (comparer.names.read(side.indicator or "") for side in (asked, answer))
    rarity = Rarity([one, other])
    assert not comparer.worth(asked, answer, one, other, rarity, rarity.shared(one, other))


_NAMES = st.lists(
    st.sampled_from(["柚子", "汽车", "产业", "增加值", "加工", "销售", "和", "占", "率", "覆盖面", "覆盖范围"]),
    min_size=1,
    max_size=5,
).map("".join)
_SAID = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(["growth", "share", "level", "increment"]),
        "unit": st.sampled_from(["个", "家", "%", "万元"]),
        "indicator_id": st.sampled_from([None, None, "gdp"]),
        "scope": st.sampled_from([None, "柚子", "汽车"]),
    }
)
_TARGETS = st.builds(lambda name, said: target(name, 30, **said), _NAMES, _SAID)
_FIGURES = st.builds(
    lambda name, said, year: figure(name, 33, period=(year, year), **said), _NAMES, _SAID, st.sampled_from([2022, 2023])
)


@given(_TARGETS, _FIGURES)
def test_what_a_glance_passes_over_is_nothing(
    new_comparer: Callable[[], TargetComparer], asked: Commitment, answer: Result
) -> None:
    comparer = new_comparer()
    one, other = comparer.names.read(asked.indicator or ""), comparer.names.read(answer.indicator or "")
    rarity = Rarity([one, other])
    reports = report(2023, [asked]), report(2024, (), [answer])
    plain = comparer.plain(asked, one) and comparer.plain(answer, other)
    if plain and not abbreviates(one, other) and not abbreviates(other, one):
        found = comparer.labels(*reports, asked, answer, rarity)
        assert not found or comparer.worth(asked, answer, one, other, rarity, rarity.shared(one, other))


@settings_of_test(max_examples=300)
@given(_TARGETS, _FIGURES)
def test_words_are_left_uncut_only_where_they_decide_nothing(
    new_comparer: Callable[[], TargetComparer], asked: Commitment, answer: Result
) -> None:
    comparer = new_comparer()
    rarity = Rarity([comparer.names.read(asked.indicator or ""), comparer.names.read(answer.indicator or "")])
    reports = report(2023, [asked]), report(2024, (), [answer])
    found = comparer.labels(*reports, asked, answer, rarity)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.match.likeness.may_be_found", lambda *_: True)
        assert comparer.labels(*reports, asked, answer, rarity) == found


def test_shares_of_how_far_a_thing_reaches_are_one_whatever_their_words_tell(
    comparer: TargetComparer, labels: Compared
) -> None:
    asked = target("柚农保险覆盖率", 30, "%", measure="share")
    answer = figure("柚农保险覆盖面", 33, "%", measure="share")
    one, other = comparer.names.read("柚农保险覆盖率"), comparer.names.read("柚农保险覆盖面")
    rarity = Rarity([one, other])
    assert comparer.alike.glance(one, other, rarity, rarity.shared(one, other)) == UNSURE
    found = labels(asked, answer)
    assert found is not None
    assert found["name"] == "same"


def test_the_entries_that_may_answer_a_target(comparer: TargetComparer) -> None:
    assert comparer.entries(target("优良天数", 320, "天", indicator_id="air-good-days")) == (
        "air-good-days", "air-good-rate",
    )  # fmt: skip
    assert comparer.entries(target("柚树", 320, "棵", indicator_id="x-of-ones-own")) == ("x-of-ones-own",)
    assert comparer.entries(target("柚树", 320, "棵")) == ()


ALIKE = {
    "name": "same", "rarity": "rare", "scope": "none", "measure": "same", "unit": "same", "period": "same",
    "theme": "other",
}  # fmt: skip
GDP = {"indicator_id": "gdp"}
FIVE_YEARS = {"horizon_start": 2021, "until": 2025}
WHEAT, BOTH, GRAIN = "小麦最低收购价", "小麦、稻谷最低收购价", "粮食最低收购价"


def unlike(labels: Labels | None) -> Labels | None:
    """The labels that are not those of two statements of one thing; ``None`` where they are of two."""
    return labels and {level: label for level, label in labels.items() if label != ALIKE[level]}


@pytest.mark.parametrize(
    ("asked", "told", "differs"),
    [
        (target("柳溪市柚农合作社", 30, "家"), figure("柚农合作社", 33, "家"), {}),
        # told in another measure, or in a unit that does not convert: what is surely one thing
        (target("柚农合作社", 30, "家"), figure("柚农合作社", 3, "家", measure="increment"), {"measure": "other"}),
        (target("柚农合作社", 30, "家"), figure("柚农合作社", 3, "亩"), {"measure": "other", "unit": "other"}),
        (target("柚农合作社", 30, "家", **GDP), figure("柚农合作社", 3, "亩", **GDP),
         {"name": "same_id", "measure": "other", "unit": "other"}),
        (target("柚农合作社", 30, "%"), figure("柚农合作社", 3, "个百分点", measure="growth"),
         {"measure": "other", "unit": "other"}),
        (target("柚农合作社", 30, "家"), figure("柚农合作社", 3, "亩", measure="increment"),
         {"measure": "other", "unit": "other"}),
        (target("柚税收入", 30, "元", indicator_id="public-budget-revenue"),
         figure("柚税收入", 3, "元", measure="increment", indicator_id="fiscal-revenue"),
         {"name": "renamed", "measure": "other"}),
        (target("优良天数", 30, "天", indicator_id="air-good-days"),
         figure("优良天数比例", 3, "%", indicator_id="air-good-rate"),
         {"name": "told_as", "measure": "other", "unit": "other"}),
        (target(WHEAT, 3, "元"), figure(GRAIN, 1, "元", measure="increment"), {"name": "wider", "measure": "other"}),
        (target(GRAIN, 3, "元"), figure(WHEAT, 1, "元", measure="increment"), {"name": "narrower", "measure": "other"}),
        # and what is not
        (target("柚农合作社", 30, "家"), figure("滨江柚农合作社", 3, "家", measure="increment"), None),
        (target("柚博会", 30, "场"), figure("柚子产业博览会", 3, "场", measure="increment"), None),
        (target("柚税收入", 30, "元", indicator_id="public-budget-revenue"),
         figure("柚税收入", 3, "亩", indicator_id="fiscal-revenue"), None),
        (target("柚农合作社", 30, "家", **GDP), figure("口袋公园", 3, "亩", **GDP), None),
        (target(WHEAT, 3, "元"), figure(GRAIN, 1, "亩"), None),
        (target(WHEAT, 3, "元"), figure(GRAIN, 1, "亩", measure="increment"), None),
        (target(WHEAT, 3, "%"), figure(GRAIN, 1, "个百分点", measure="growth"), None),
        (target("柚农合作社", 30, "家"), figure("滨江柚农合作社", 3, "亩"), None),
        # a name that could be of anything needs the same measure and unit, unless the lexicon knows it
        (target("公厕", 6, "座"), figure("公厕", 7, "座"), {"rarity": "common"}),
        (target("绿道", 6, "公里"), figure("绿道", 70, "亩", **GDP), None),
        (target("绿道", 6, "公里"), figure("绿道", 7, "里"), {"rarity": "common", "unit": "converted"}),
        (target("公厕", 6, "座"), figure("公厕", 7, "处"), None),
        (target("公厕", 6, "座"), figure("公厕", 7, "座", measure="increment"), None),
        (target("公厕", 6, "%"), figure("公厕", 7, "%"), None),
        (target("公厕", 6, "%", **GDP), figure("公厕", 7, "%", **GDP), {"name": "same_id"}),
        (target("公厕", 6, "%", **GDP), figure("绿道", 7, "%", **GDP), {"name": "same_entry"}),
        (target("公厕", 6, "座", **GDP), figure("公厕", 7, "亩", **GDP), None),
        (target("资金", 6, "元"), figure("资金", 7, "元"), None),
        (target("资金", 6, "元", **GDP), figure("资金", 7, "元"), {"rarity": "common"}),
        (target("资金", 6, "元"), figure("资金", 7, "元", **GDP), {"rarity": "common"}),
        # two rates under like names
        (target("柚子深加工产业增加值", 6, "元"), figure("柚子加工业总增加值", 7, "元"), {"name": "similar"}),
        (target("柚子深加工产业增加值", 6, "%"), figure("柚子加工业总增加值", 7, "%"), None),
        (target("产业园仓储包装保鲜", 6, "元"), figure("产业园智能包装保鲜", 7, "元"), {"name": "similar"}),
        (target("柚子用地", 6, "%"), figure("柚子用地安全利用率", 7, "%"), {"name": "opening"}),
        (target("柚子用地安全利用率", 6, "%"), figure("柚子用地", 7, "%"), {"name": "opening"}),
        (target("安全利用率", 6, "%"), figure("柚子用地安全利用率", 7, "%"), None),
        (target("柚博会", 30, "%"), figure("柚子产业博览会", 3, "%"), {"name": "abbreviated"}),
        # what the lexicon holds for one indicator, whatever the words
        (target("城镇柚农收入", 6, "元"), figure("农村柚农收入", 7, "元"), None),
        (target("城镇柚农收入", 6, "元", **GDP), figure("农村柚农收入", 7, "元"), None),
        (target("城镇柚农收入", 6, "元", **GDP), figure("农村柚农收入", 7, "元", **GDP), {"name": "renamed"}),
        (target("城镇柚农收入", 6, "元", **GDP), figure("农村柚农收入", 7, "元", indicator_id="cpi"), None),
        (target("柚农合作社", 6, "家", **GDP), figure("柚农合作社", 7, "家"), {}),
        (target("柚农合作社", 6, "家"), figure("柚农合作社", 7, "家", **GDP), {}),
        (target("柚农合作社", 6, "家", **GDP), figure("滨江柚农合作社", 7, "家", **GDP), {"name": "same_id"}),
        (target("柚子深加工产业增加值", 6, "%", **GDP), figure("柚子加工业总增加值", 7, "%", **GDP),
         {"name": "same_id"}),
        (target("柚农合作社", 6, "家", **GDP), figure("口袋公园", 7, "家", **GDP), {"name": "same_entry"}),
        (target("柚农合作社", 6, "家", **GDP), figure("柚农合作社和口袋公园", 7, "家", **GDP), {"name": "wider"}),
        # several things told at once, or one of several
        (target(WHEAT, 3, "元"), figure(BOTH, 4, "元"), {"name": "wider"}),
        (target(WHEAT, 3, "%"), figure(BOTH, 4, "%"), {}),
        (target(WHEAT, 3, "%", measure="share"), figure(BOTH, 4, "%", measure="share"), {}),
        (target("玉米最低收购价", 3, "元"), figure(BOTH, 4, "元"), None),
        (target("小麦价", 3, "元"), figure("粮食价", 4, "元"), {"name": "wider"}),
        (target("最低收购价", 3, "元"), figure(GRAIN, 4, "元"), {"name": "wider"}),
        (target("收购价", 3, "元"), figure("粮食收购价", 4, "元"), {"name": "contained"}),
        (target("镇上人均收入", 3, "元", indicator_id="income-urban"),
         figure("城乡居民收入", 4, "元", indicator_id="income-all"), {"name": "wider"}),
        (target("镇上人均收入", 3, "元", **GDP), figure("城乡居民收入", 4, "元", indicator_id="income-all"), None),
        (target("镇上人均收入", 3, "元"), figure("城乡居民收入", 4, "元"), None),
        (target("柚农合作社", 6, "家"), figure("柚农合作社和绿道", 7, "家"), {"name": "wider"}),
        (target("柚农合作社和绿道", 6, "家"), figure("柚农合作社", 7, "家"), {"name": "narrower"}),
        (target("柚农合作社和口袋公园", 6, "家", **GDP), figure("柚农合作社", 7, "家", **GDP), {"name": "narrower"}),
        (target("柚子深加工产业增加值", 6, "元"), figure("柚子加工业、总增加值", 7, "元"), {"name": "wider"}),
        (target("柚子深加工产业增加值", 6, "元"), figure("柚子加工业、总增加值", 7, "元", measure="increment"),
         {"name": "wider", "measure": "other"}),
        (target("柚子加工产值", 6, "%"), figure("柚子加工产值占农业产值比重", 7, "%"), {"name": "wider"}),
        (target("柚子种植和加工产值", 6, "元"), figure("柚子种植园产值", 7, "元"), None),
        (target("交通堵点、乱点治理", 6, "处"), figure("交通堵乱点治理", 7, "处"), {}),
        # how far a thing reaches, and names cut short
        (target("柚农保险覆盖率", 6, "%"), figure("柚农保险覆盖面", 7, "%"), None),
        (target("柚农保险覆盖率", 6, "户"), figure("柚农保险覆盖面", 7, "户"), None),
        (target("柚博会", 6, "场"), figure("柚子产业博览会", 7, "场"), {"name": "abbreviated"}),
        (target("柚子产业博览会", 6, "场"), figure("柚博会", 7, "场"), {"name": "abbreviated"}),
        (target("柚农合作社", 6, "家"), figure("口袋公园", 7, "家"), None),
        # a longer name beside another measure word
        (target("老旧片区改造", 30, "户"), figure("老旧片区改造道路", 7, "条"), None),
        (target("老旧片区改造", 30, "户"), figure("滨江老旧片区改造", 7, "个"),
         {"name": "contained", "unit": "generic"}),
    ],
)  # fmt: skip
def test_what_a_target_and_a_figure_differ_in_is_on_their_labels(
    labels: Compared, asked: Commitment, told: Result, differs: Labels | None
) -> None:
    assert unlike(labels(asked, told)) == differs


@pytest.mark.parametrize(
    ("asked", "told", "differs"),
    [
        (target("碧道", 6, "座", scope="库区"), figure("碧道", 7, "座", scope="库区"), {"scope": "same"}),
        (target("碧道", 6, "座", scope="库区"), figure("碧道", 7, "座", scope="山区"), None),
        (target("碧道", 6, "座", scope="库区"), figure("碧道", 7, "座"), {"scope": "one_side"}),
        # the heading right over a figure may say its limit
        (target("碧道", 6, "座", scope="库区"), figure("碧道", 7, "座", section=("民生", "库区治理")),
         {"scope": "same"}),
        (target("碧道", 6, "座", scope="库区"), figure("碧道", 7, "座", section=("库区治理", "民生")),
         {"scope": "one_side"}),
        (target("碧道", 6, "座", section=("库区",)), figure("碧道", 7, "座", scope="库区"), {"scope": "same"}),
        # what an indicator is limited to by definition is no limit
        (target("新增岗位", 6, "人", scope="城镇", indicator_id="urban-jobs-new"),
         figure("新增岗位", 7, "人", indicator_id="urban-jobs-new"), {"name": "same_id"}),
        (target("新增岗位", 6, "人", scope="库区", indicator_id="urban-jobs-new"),
         figure("新增岗位", 7, "人", indicator_id="urban-jobs-new"), {"name": "same_id", "scope": "one_side"}),
        # a scope in front of a name is compared by itself
        (target("危岩清除率", 6, "%"), figure("库区危岩清除率", 7, "%", scope="库区"), {"scope": "one_side"}),
        (target("库区危岩清除", 6, "处", scope="库区"), figure("危岩清除", 7, "处", measure="increment"),
         {"scope": "one_side", "measure": "other"}),
        (target("青石渡公园北岸产业园仓储包装保鲜", 6, "元", scope="青石渡公园北岸"),
         figure("产业园智能包装保鲜", 7, "元"), None),  # without it they are no more than like one another
    ],
)  # fmt: skip
def test_what_a_target_and_a_figure_are_limited_to(
    labels: Compared, asked: Commitment, told: Result, differs: Labels | None
) -> None:
    found = labels(asked, told)
    assert unlike(found and found | {"rarity": "rare"}) == differs


ROADS, LENGTH = "柚乡公路", "柚乡公路里程"


@pytest.mark.parametrize(
    ("asked", "told", "measure", "period"),
    [
        # what is there at the end of the years: a stock on both sides, or a height told of the last year
        (LENGTH, figure(LENGTH, 7, "里", period=(2022, 2025)), "same", "end"),
        (ROADS, figure(LENGTH, 7, "里", period=(2022, 2025)), "same", "several"),
        (LENGTH, figure(ROADS, 7, "里", period=(2022, 2025)), "same", "several"),
        (ROADS, figure(ROADS, 7, "里", period=(2025, 2025)), "same", "end"),
        (LENGTH, figure(LENGTH, 7, "里", period=(2022, 2025), evidence={"measure": "年均"}), "same", "several"),
        (LENGTH, figure(f"年均{LENGTH}", 7, "里", period=(2022, 2025)), "same", "several"),
        # a total is the height of a stock, and the sum of several of the years
        (LENGTH, figure(LENGTH, 7, "里", period=(2023, 2023), cumulative=True), "same", "progress"),
        (ROADS, figure(LENGTH, 7, "里", period=(2023, 2023), cumulative=True), "cumulative", "progress"),
        (LENGTH, figure(ROADS, 7, "里", period=(2023, 2023), cumulative=True), "cumulative", "progress"),
        (ROADS, figure(ROADS, 7, "里", period=(2021, 2023), cumulative=True), "same", "progress"),
        (ROADS, figure(ROADS, 7, "里", period=(2021, 2025), cumulative=True), "same", "same"),
        (ROADS, figure(ROADS, 7, "里", period=(2022, 2025), cumulative=True), "cumulative", "several"),
        # the years a report reviews are those of its figures
        (ROADS, figure(ROADS, 7, "里", period=(None, None)), "same", "progress"),
    ],
)
def test_what_a_total_and_the_last_year_say_to_a_target_of_five_years(
    labels: Compared, asked: str, told: Result, measure: str, period: str
) -> None:
    found = labels(target(asked, 6, "里", **FIVE_YEARS), told)
    assert found is not None
    assert (found["measure"], found["period"]) == (measure, period)


def test_a_report_of_several_years_says_no_year_of_its_figures(comparer: TargetComparer) -> None:
    asked, told = target(ROADS, 6, "里", **FIVE_YEARS), figure(ROADS, 7, "里", period=(None, None), cumulative=True)
    reports = report(2023, [asked]), report(2026, (), [told], reviewed=(2021, 2025))
    found = comparer.labels(*reports, asked, told, Rarity([comparer.names.read(ROADS)]))
    assert unlike(found) == {"measure": "cumulative", "period": "unsaid"}


@pytest.mark.parametrize(("heading", "theme"), [("柚子产业发展", "same"), ("民生", "other")])
def test_headings_on_one_theme(labels: Compared, heading: str, theme: str) -> None:
    found = labels(target(ROADS, 6, "里", section=("柚子产业发展",)), figure(ROADS, 7, "里", section=("回顾", heading)))
    assert found == ALIKE | {"theme": theme}


@pytest.mark.parametrize(
    ("name", "fields", "plain"),
    [
        ("柚农合作社", {}, True),
        ("柚农合作社", {"scope": "柚农"}, True),  # three characters would be left
        ("柚农专业合作社", {"scope": "柚农"}, False),
        ("柚农专业合作社", {"scope": "专业"}, True),
        ("柚农专业合作社", {"scope": "柚农", **GDP}, True),
        (BOTH, {}, False),
        (GRAIN, {}, False),
        (WHEAT, {}, True),
    ],
)
def test_a_plain_name_is_of_one_thing_and_has_no_scope_in_front(
    comparer: TargetComparer, name: str, fields: dict[str, str], plain: bool
) -> None:
    read = comparer.names.read(name)
    for _ in range(2):  # what is remembered is what was found
        assert comparer.plain(target(name, 3, "家", **fields), read) is plain


def test_whether_a_name_is_of_several_things_is_looked_up_once(
    comparer: TargetComparer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = comparer.names.read("粮食保护价")
    assert comparer._manifold(name)
    monkeypatch.setattr(comparer.names, "is_wide", lambda _: False)
    assert comparer._manifold(name)


@pytest.mark.parametrize(
    ("asked", "told", "sentences"),
    [
        (
            target("柚博会", 30, "家", scope="库区", section=("柚子产业",), **FIVE_YEARS),
            figure("柚子产业博览会（二期）", 3, "个", cumulative=True, scope="库区", period=(2022, 2023)),
            [
                ("一个名称像是另一个的简称：柚博会／柚子产业博览会（二期）",
                 "one name may be the other cut short: 柚博会 / 柚子产业博览会（二期）"),
                ("共同的词在两份报告中少见", "the words in common are rare in the two reports"),
                ("统计范围只有一边说明：库区／二期、库区", "only one side states a scope: 库区 / 二期、库区"),
                ("计量方式相同：总量", "the same measure: level"),
                ("量词不同：家／个", "another measure word: 家 / 个"),
                ("到期前的进展：2021—2025年／2022—2023年", "progress before the end: 2021–2025 / 2022–2023"),
                ("所在章节主题不同", "sections on other themes"),
            ],
        ),
        (
            target(ROADS, 30, "家", measure="increment", until=None, section=("柚子产业",)),
            figure(ROADS, 3, "", cumulative=True, scope="库区", section=("柚子产业",)),
            [
                (f"名称相同：{ROADS}／{ROADS}", f"the same name: {ROADS} / {ROADS}"),
                ("共同的词在两份报告中少见", "the words in common are rare in the two reports"),
                ("统计范围只有一边说明：全域／库区", "only one side states a scope: the whole place / 库区"),
                ("一边是当年，一边是累计：新增／总量（累计）",
                 "one is of the year, one a running total: increment / level (running total)"),
                ("有一边没有单位：家／未注明", "one side has no unit: 家 / not stated"),
                ("到期前的进展：未注明／2023年", "progress before the end: not stated / 2023"),
                ("所在章节主题相近", "sections on like themes"),
            ],
        ),
        (
            target(ROADS, 30, "公里", measure=None),
            figure(ROADS, 3, "里", measure="increment", period=(None, None)),
            [
                (f"名称相同：{ROADS}／{ROADS}", f"the same name: {ROADS} / {ROADS}"),
                ("共同的词在两份报告中少见", "the words in common are rare in the two reports"),
                ("两边都是全域", "both are of the whole place"),
                ("计量方式不同：未注明／新增", "another measure: not stated / increment"),
                ("单位可换算：公里／里", "units that convert: 公里 / 里"),
                ("时期相同：2023年", "the same period: 2023"),
                ("所在章节主题不同", "sections on other themes"),
            ],
        ),
        (
            target(ROADS, 30, "%"),
            figure(ROADS, 3, "%", measure="share"),
            [
                (f"名称相同：{ROADS}／{ROADS}", f"the same name: {ROADS} / {ROADS}"),
                ("共同的词在两份报告中少见", "the words in common are rare in the two reports"),
                ("两边都是全域", "both are of the whole place"),
                ("计量方式不同：增速／比重", "another measure: growth / share"),
                ("单位相同：%", "the same unit: %"),
                ("时期相同：2023年", "the same period: 2023"),
                ("所在章节主题不同", "sections on other themes"),
            ],
        ),
    ],
)  # fmt: skip
def test_a_comparison_is_told_in_sentences(
    comparer: TargetComparer, labels: Compared, asked: Commitment, told: Result, sentences: list[tuple[str, str]]
) -> None:
    found = labels(asked, told)
    assert found is not None
    comparison = comparer.told(report(2023, [asked]), report(2024, (), [told]), asked, told, found)
    assert [(reason.text, reason.en) for reason in comparison.reasons] == sentences
