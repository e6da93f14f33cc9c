"""Indicators are found by name whatever its width, case and spaces."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tracker.rulebook import load
from tracker.rulebook.book import normal_name

INDICATORS = load().indicators
NAMES = {
    normal_name(name): entry for entry in reversed(list(INDICATORS.values())) for name in (entry.name, *entry.synonyms)
}

known = st.sampled_from(sorted(NAMES))
other = st.text(alphabet="一鿿值率额 　ＧＤPp（(））豈ﾞが̈", max_size=4)


@given(st.builds("".join, st.lists(known | other, max_size=3)))
@example("地区生产总值 ")
@example("ＧＤＰ")
@example("")
def test_a_name_is_found_as_names_are_compared(name: str) -> None:
    assert INDICATORS.find(name) is NAMES.get(normal_name(name))


def _core_asked_for_each_time(text: str) -> str:
    candidates = [text, text[1:], text[:-1]] if len(text) > 3 else [text]
    return next((name for name in candidates if INDICATORS.find(name) is not None), "")


@given(st.builds("".join, st.lists(known | other, max_size=3)))
@example("地区生产总值了")
@example("ＧＤＰ值")
@example("值ＧＤＰ")
@example("的 GDP")
def test_a_name_with_a_character_too_many_is_found_as_when_each_text_is_asked_for(text: str) -> None:
    assert INDICATORS.core(text) == _core_asked_for_each_time(text)
