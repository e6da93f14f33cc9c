"""How a name is read: the words for the same thing made one, what tells nothing apart left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.match.likeness import conflict
from tracker.match.names import NameReader, _Neutral, _Search, _Wording, pairs_of, variants
from tracker.rulebook.schema.matching import MatchingSettings


@pytest.fixture(scope="module")
def reader(settings: MatchingSettings) -> NameReader:
    return NameReader(settings.names, "柳溪市")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规上工业增加值", "规模以上工业增加值"),
        ("技术合同成交额", "技术合同交易额"),
        ("全市柚子产业链产值", "柚子产业链产值"),
        ("“口袋公园”", "口袋公园"),
        ("柳溪市口袋公园", "口袋公园"),
        ("石岭高铁柳溪段", "石岭高铁"),
        ("市财政用于教育的支出", "市财政教育投入"),
        ("２０２４年柚子文化节", "柚子文化节"),
        ("2024—2027年柚子文化节", "柚子文化节"),
        ("柚子产业带（2024—2027年）", "柚子产业带"),
        ("第十二届柚子文化节", "柚子文化节"),
        ("交通堵点、乱点治理", "交通堵乱点治理"),
        ("城区供水、排水管网", "城区供排水管网"),
        ("柳溪水质连续六年保持Ⅱ类", "柳溪水质保持Ⅱ类"),
    ],
)
def test_other_words_for_the_same(reader: NameReader, one: str, other: str) -> None:
    name, same = reader.read(one), reader.read(other)
    assert name.core == same.core
    assert not conflict(name, same)


def test_one_figure_for_two_things_answers_each(reader: NameReader) -> None:
    assert list(variants(reader.read("小麦、稻谷最低收购价"))) == ["小麦最低收购价", "稻谷最低收购价"]
    assert list(variants(reader.read("稻谷最低收购价"))) == []


def test_what_stands_in_brackets_is_a_limit(reader: NameReader) -> None:
    name = reader.read("民间投资（不含房地产）")
    assert (name.text, name.qualifiers) == ("民间投资", ("不含房地产",))


@given(st.lists(st.text("柚子产业", min_size=1, max_size=3), max_size=6), st.text("柚子产业链", max_size=12))
def test_taking_words_out_is_trying_each_of_them_in_turn(words: list[str], text: str) -> None:
    neutral = _Neutral(words)
    core = text
    for word in neutral.words:
        if word in core and len(core) - len(word) >= 2:
            core = core.replace(word, "") or core
    assert neutral.without(text, pairs_of(text))[0] == (text if len(core) < 2 else core)


@given(st.lists(st.text("柚子产业", max_size=4), max_size=6), st.text("柚子产业链", max_size=12))
def test_words_are_found_wherever_they_stand(words: list[str], text: str) -> None:
    assert _Search(words).of(text, pairs_of(text)) == [at for at, word in enumerate(words) if word and word in text]


def test_an_opposed_word_within_another_is_not_said(reader: NameReader) -> None:
    assert [words for _, words in reader.read("进出口总额").sides] == [{"进出口"}]
    assert [words for _, words in reader.read("出口总额").sides] == [{"出口"}]


@given(
    st.dictionaries(st.text("柚子产业", min_size=1, max_size=3), st.text("柚子产业链", max_size=3), max_size=6),
    st.text("柚子产业链", max_size=12),
)
def test_making_words_one_is_trying_each_of_them_in_turn(
    settings: MatchingSettings, same: dict[str, str], text: str
) -> None:
    wording = _Wording(settings.names.model_copy(update={"same_words": same}))
    said = text
    for word, other in sorted(same.items(), key=lambda item: (-len(item[0]), item[0])):
        if word in said:
            said = said.replace(word, other).replace(other + other, other) if other else said.replace(word, "")
    assert wording._unified(text)[0] == said
