"""Words asked for by their last or first character, and chains of them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.language.endings import by_first, by_last, chain_start

WORDS = st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@given(st.text("甲乙丙", max_size=6), WORDS)
def test_the_words_of_one_character_answer_as_all_of_them(text: str, words: list[str]) -> None:
    assert text.endswith(by_last(words).get(text[-1:], ())) == text.endswith(tuple(words))
    assert text.startswith(by_first(words).get(text[:1], ())) == text.startswith(tuple(words))


@given(st.text("甲乙丙", max_size=10), WORDS, st.integers(0, 4))
def test_a_chain_begins_where_a_regular_expression_would_find_it(text: str, words: list[str], floor: int) -> None:
    found = re.compile(f"(?:{'|'.join(words)})+$").search(text, floor, len(text))
    assert chain_start(text, floor, len(text), by_last(words)) == (found.start() if found else len(text))
