"""Occurrences of words in a text, wherever a pattern would have to look at every character."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.occurrences import occurrences


@given(st.text("甲乙"), st.text("甲乙", min_size=1, max_size=3), st.integers(0, 6), st.none() | st.integers(0, 9))
def test_every_place_is_found_overlapping_ones_too(text: str, words: str, start: int, end: int | None) -> None:
    within = range(start, len(text[:end]) - len(words) + 1)
    assert occurrences(text, words, start, end) == [at for at in within if text.startswith(words, at)]
