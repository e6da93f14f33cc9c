"""Tables of characters, looked up for a whole text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.characters import Beginnings, code_points, table


def test_a_character_in_several_sets_has_the_numbers_of_all() -> None:
    made = table({1: "甲乙", 2: "乙𐀀"})
    assert made[code_points("甲乙丙𐀀\ud800")].tolist() == [1, 3, 0, 2, 0]


@given(
    st.text("甲乙丙𐀀x", max_size=12),
    st.lists(st.tuples(st.text("甲乙𐀀x", max_size=2), st.text("甲乙𐀀x", max_size=2)), max_size=3),
)
def test_a_wording_begins_with_one_of_its_firsts_and_seconds(text: str, pairs: list[tuple[str, str]]) -> None:
    expected = [
        any(here in firsts and behind in seconds for firsts, seconds in pairs) for here, behind in pairwise(text)
    ]
    assert (Beginnings(pairs).at(code_points(text)) > 0).tolist() == expected


def test_pairs_are_numbered_in_their_order() -> None:
    assert Beginnings([("b", "a"), ("a", "ab")]).at(code_points("aabac")).tolist() == [1, 2, 3, 0]
