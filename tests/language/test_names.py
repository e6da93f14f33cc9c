"""Names of what is counted: trimmed, whole, of the right kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.coordination import conjuncts, split_names
from tracker.language.names import Names, names_of
from tracker.rulebook import load

BOOK = load()
NAMES = names_of(BOOK)


class _Everything(frozenset):
    """A guard that lets everything through."""

    def __contains__(self, item: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("raw", "name", "scope"),
    [
        ("全市固定资产投资", "固定资产投资", None),
        ("将居民消费价格", "居民消费价格", None),
        ("中心城区道路里程", "道路里程", "中心城区"),
        ("农村自来水普及率", "农村自来水普及率", "农村"),
        ("全社会研发投入强度", "全社会研发投入强度", None),
        ("对外贸易总额要", "对外贸易总额", None),
        ("民间投资（不含房地产）", "民间投资（不含房地产）", None),
    ],
)
def test_a_name_is_alone_and_whole(raw, name, scope):
    found = NAMES.clean(raw)
    assert found is not None
    assert (found.text, found.scope) == (name, scope)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("自来水普及率", "rate"),
        ("制造业占工业比重", "rate"),
        ("粮食产量", "level"),
        ("城镇新增就业", "new"),
        ("旧房改造", "deed"),
        ("民宿", "thing"),
    ],
)
def test_the_last_word_tells_the_kind(name, kind):
    assert NAMES.kind(name) == kind


def test_nothing_is_left_of_function_words():
    assert NAMES.clean("的") is None
    assert NAMES.clean("，") is None


@given(st.text(alphabet="全市农村粮食产量将的要达到、（）“”", max_size=20))
def test_cleaning_never_fails_and_settles(raw):
    once = NAMES.clean(raw)
    if once is not None:
        assert once.text
        assert not once.text.startswith(("、", "，"))


SETTINGS = NAMES.settings
CAREFUL = Names(SETTINGS, BOOK)
CAREFUL._last_of_ends = _Everything()
ENDS = (
    *(SETTINGS.against_ends + SETTINGS.setting_ends + SETTINGS.tails),
    *(SETTINGS.edge_tails + SETTINGS.rate_ends + SETTINGS.level_ends),
)
STARTS = (
    *(SETTINGS.heads + SETTINGS.whole + SETTINGS.payers + SETTINGS.scopes + SETTINGS.against + SETTINGS.settings_in),
    *(tuple(SETTINGS.abbreviations) + SETTINGS.edge_heads),
)
said = st.builds(
    "".join, st.lists(st.sampled_from(STARTS + ENDS) | st.text(alphabet="粮食产量（）“”?2", max_size=3), max_size=4)
)


@given(said)
def test_a_name_is_cleaned_as_when_all_its_ends_are_tried(raw):
    assert NAMES.clean(raw) == CAREFUL.clean(raw)


@pytest.mark.parametrize(
    ("text", "count", "parts"),
    [
        ("批发、零售销售额", 2, ["批发销售额", "零售销售额"]),
        ("城镇和农村居民人均可支配收入", 2, ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("建设用地和受污染耕地的安全利用率", 2, ["建设用地安全利用率", "受污染耕地安全利用率"]),
        ("存贷款余额", 2, ["存款余额", "贷款余额"]),
        ("民宿、农家乐和采摘园", 3, ["民宿", "农家乐", "采摘园"]),
    ],
)
def test_lists_come_apart_into_whole_names(text, count, parts):
    assert [n.text for n in split_names(text, count, NAMES, each=True)] == parts


def test_conjuncts_share_their_beginning():
    assert [n.text for n in conjuncts("柚子产业营收、从业人员数量", NAMES)] == ["柚子产业营收", "柚子产业从业人员数量"]
