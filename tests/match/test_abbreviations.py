"""Names cut short: each character from a word of its own, the same ending."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.match.abbreviations import AbbreviationIndex, _at_edges, _in_order, abbreviates
from tracker.match.names import NameReader
from tracker.rulebook.schema.matching import MatchingSettings


@pytest.fixture(scope="module")
def reader(settings: MatchingSettings) -> NameReader:
    return NameReader(settings.objects)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("柚博会", "柳溪国际柚子产业博览会"),
        ("医共体", "县域医疗卫生共同体"),
        ("“医共体”覆盖率", "县域医疗卫生共同体覆盖率"),
        ("柚加区", "柚子加工贸易区"),
    ],
)
def test_a_name_cut_short(reader: NameReader, short: str, long: str) -> None:
    assert abbreviates(reader.read(short), reader.read(long))
    assert not abbreviates(reader.read(long), reader.read(short))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("柚子大会", "柚子产业发展大会"),  # words left out, none cut short
        ("保障房", "保障性租赁住房"),  # 保障 is whole: it could be any of several
        ("柚博馆", "柳溪国际柚子产业博览会"),
        ("文博会", "柳溪国际柚子产业博览会"),
        ("大会", "柚子产业发展大会"),
    ],
)
def test_what_is_no_name_cut_short(reader: NameReader, short: str, long: str) -> None:
    assert not abbreviates(reader.read(short), reader.read(long))


@given(
    st.lists(st.text("柚子产业博览会大医共体", min_size=1, max_size=9), max_size=6), st.text("柚博会医共体", max_size=6)
)
def test_the_index_finds_what_comparing_all_would(reader: NameReader, names: list[str], asked: str) -> None:
    read = [reader.read(name) for name in names]
    name = reader.read(asked or "柚博会")
    every = [at for at, other in enumerate(read) if abbreviates(name, other) or abbreviates(other, name)]
    assert AbbreviationIndex(read).near(name) == every


@given(st.text("柚博会医", min_size=1, max_size=4), st.lists(st.tuples(st.sampled_from("柚博会医"), st.booleans())))
def test_what_can_be_read_off_edges_stands_in_order(kept: str, long: list[tuple[str, bool]]) -> None:
    text = "".join(sign for sign, _ in long)
    assert _in_order(kept, text) or not _at_edges(kept, long)
    assert _in_order(kept, text) is _at_edges(kept, [(sign, True) for sign in text])
