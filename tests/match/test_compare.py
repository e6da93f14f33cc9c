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
from tracker.match.names import UNSURE, Rarity
from tracker.models import Commitment, Result
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import ReasonTexts
from tracker.rulebook.schema.units import Units

Compared = Callable[[Commitment, Result], Labels | None]
ITEMS = "跨区通办事项"


@pytest.fixture(scope="module")
def comparer(rules: Rulebook, settings: MatchingSettings) -> TargetComparer:
    units = UnitReader(rules.settings(Units), settings.generic_units)
    return TargetComparer(settings, rules.indicators, units, rules.settings(ReasonTexts).words, PLACE)


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
    reports = report(2023, [asked]), report(2024, (), [answer])
    assert comparer.worth(*reports, asked, answer, one, other, Rarity([one, other]), 0) is (name is not None)


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
    ],
)
def test_a_glance_at_two_names_tells_whether_they_can_be_one(
    comparer: TargetComparer, promised: str, told: str, measures: tuple[str, str], worth: bool
) -> None:
    asked, answer = target(promised, 30, "个", measure=measures[0]), figure(told, 33, "个", measure=measures[1])
    one, other = comparer.names.read(promised), comparer.names.read(told)
    rarity = Rarity([one, other])
    reports = report(2023, [asked]), report(2024, (), [answer])
    assert comparer.worth(*reports, asked, answer, one, other, rarity, rarity.shared(one, other)) is worth
    known = asked.model_copy(update={"indicator_id": "gdp"})
    assert comparer.worth(*reports, known, answer, one, other, rarity, rarity.shared(one, other)) is worth


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
def test_what_a_glance_passes_over_is_nothing(comparer: TargetComparer, asked: Commitment, answer: Result) -> None:
    one, other = comparer.names.read(asked.indicator or ""), comparer.names.read(answer.indicator or "")
    rarity = Rarity([one, other])
    reports = report(2023, [asked]), report(2024, (), [answer])
    plain = comparer.plain(asked, one) and comparer.plain(answer, other)
    if plain and not abbreviates(one, other) and not abbreviates(other, one):
        found = comparer.labels(*reports, asked, answer, rarity)
        assert not found or comparer.worth(*reports, asked, answer, one, other, rarity, rarity.shared(one, other))


@settings_of_test(max_examples=300)
@given(_TARGETS, _FIGURES)
def test_words_are_left_uncut_only_where_they_decide_nothing(
    comparer: TargetComparer, asked: Commitment, answer: Result
) -> None:
    rarity = Rarity([comparer.names.read(asked.indicator or ""), comparer.names.read(answer.indicator or "")])
    reports = report(2023, [asked]), report(2024, (), [answer])
    found = comparer.labels(*reports, asked, answer, rarity)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparer, "_ask_words", lambda *_: True)
        patch.setattr("tracker.match.names.could_be_found", lambda *_: True)
        assert comparer.labels(*reports, asked, answer, rarity) == found


def test_shares_of_how_far_a_thing_reaches_are_one_whatever_their_words_tell(
    comparer: TargetComparer, labels: Compared
) -> None:
    asked = target("柚农保险覆盖率", 30, "%", measure="share")
    answer = figure("柚农保险覆盖面", 33, "%", measure="share")
    one, other = comparer.names.read("柚农保险覆盖率"), comparer.names.read("柚农保险覆盖面")
    rarity = Rarity([one, other])
    assert comparer.alike.glance(one, other, rarity, rarity.shared(one, other)) == UNSURE
    assert not comparer._ask_words(report(2023), report(2024), asked, answer, one, other, rarity)
    found = labels(asked, answer)
    assert found is not None
    assert found["name"] == "same"


def test_the_entries_that_may_answer_a_target(comparer: TargetComparer) -> None:
    assert comparer.entries(target("优良天数", 320, "天", indicator_id="air-good-days")) == (
        "air-good-days", "air-good-rate",
    )  # fmt: skip
    assert comparer.entries(target("柚树", 320, "棵", indicator_id="x-of-ones-own")) == ("x-of-ones-own",)
    assert comparer.entries(target("柚树", 320, "棵")) == ()
