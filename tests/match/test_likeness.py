"""When two names are one, when one holds the other, and when they only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.match.index import NameIndex
from tracker.match.likeness import NameComparer, Rarity, conflict, may_be_found, words_found
from tracker.match.names import Name, NameReader
from tracker.rulebook.schema.matching import MatchingSettings

OTHERS = ("柚子产量", "口袋公园", "养老床位", "城镇新增就业", "工业投资", "汽车产业增加值", "数字产业增加值")


@pytest.fixture(scope="module")
def reader(settings: MatchingSettings) -> NameReader:
    return NameReader(settings.names, "柳溪市")


def _label(reader: NameReader, settings: MatchingSettings, one: str, other: str) -> str | None:
    a, b = reader.read(one), reader.read(other)
    if conflict(a, b):
        return "conflict"
    return NameComparer(settings.names).label(a, b, Rarity([a, b, *map(reader.read, OTHERS)]))


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("存量危岩清除率", "库区存量危岩清除率", "contained"),
        ("汽车产业增加值", "文化产业增加值", None),
        ("口袋公园", "养老床位", None),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入", "conflict"),
        ("4A级景区", "5A级景区", "conflict"),
        ("第三届柚子文化节", "第四届柚子文化节", "conflict"),
        ("第二次柚树普查", "第三次柚树普查", "conflict"),
        ("进出口总额", "出口总额", "conflict"),
        ("项目", "重大水利项目", None),
    ],
)
def test_names_that_are_not_the_same(
    reader: NameReader, settings: MatchingSettings, one: str, other: str, label: str | None
) -> None:
    found = _label(reader, settings, one, other)
    assert (found if found != "related" else None) == label


def test_a_vague_name_tells_nothing(reader: NameReader, settings: MatchingSettings) -> None:
    names = [reader.read(name) for name in (*OTHERS, "资金", "柚子产业链")]
    rarity = Rarity(names)
    comparer = NameComparer(settings.names)
    assert not comparer.tells(reader.read("资金"), rarity)
    assert comparer.tells(reader.read("柚子产业链"), rarity)


@given(one=st.text("柚子产业链值增加城镇就", max_size=9), other=st.text("柚子产业链值增加城镇就", max_size=9))
def test_alike_is_mutual(reader: NameReader, settings: MatchingSettings, one: str, other: str) -> None:
    assert _label(reader, settings, one, other) == _label(reader, settings, other, one)


def test_rarity_does_not_depend_on_order(reader: NameReader) -> None:
    names: list[Name] = [reader.read(name) for name in OTHERS]
    assert [Rarity(names).whole(n) for n in names] == [Rarity(names[::-1]).whole(n) for n in names]


_SIGNS = st.text("柚子产业链值", min_size=1, max_size=10)


@given(_SIGNS, _SIGNS, st.lists(_SIGNS, max_size=5), st.sets(st.integers(1, 9)), st.integers(1, 1000))
def test_what_cannot_be_found_is_found_in_no_cutting(
    reader: NameReader, one: str, other: str, others: list[str], cuts: set[int], enough: int
) -> None:
    first, second = reader.read(one), reader.read(other)
    rarity = Rarity([first, second, *map(reader.read, others)])
    ends = [*sorted(cut for cut in cuts if cut < len(first.core)), len(first.core)]
    cut = tuple(first.core[start:end] for start, end in zip([0, *ends], ends, strict=False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.match.likeness.words", lambda text: cut)
        found = words_found(first, second, rarity)
    assert may_be_found(first, second, rarity, enough) or found < enough


def test_what_may_be_found_depends_on_where_a_name_is_cut(reader: NameReader) -> None:
    one, other = reader.read("柚子产业链产值"), reader.read("汽车产业链产值")
    rarity = Rarity([one, other])
    assert may_be_found(one, other, rarity, 900)  # 柚 and 子 each by itself tell little
    assert not may_be_found(one, other, rarity, 950)


@given(st.lists(_SIGNS, max_size=6), st.lists(_SIGNS, max_size=6), _SIGNS)
def test_names_counted_beside_others_weigh_as_if_counted_with_them(
    reader: NameReader, names: list[str], others: list[str], asked: str
) -> None:
    one, other = list(map(reader.read, names)), list(map(reader.read, others))
    together, beside = Rarity([*one, *other]), Rarity(other, NameIndex(one))
    assert [together.weight(pair) for pair in reader.read(asked).pair_set] == [
        beside.weight(pair) for pair in reader.read(asked).pair_set
    ]
