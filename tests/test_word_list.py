"""The word list is found, sorted as it must be, and looked up rightly."""

from __future__ import annotations

import pickle
from functools import cache
from importlib.resources import files
from itertools import groupby

from hypothesis import example, given
from hypothesis import strategies as st

from tracker.repair.lexicon import Usage
from tracker.word_list import any_word, ending_pairs, fitting, is_word, second_characters, words_from


@cache
def _words() -> list[str]:
    listed: str = pickle.loads(files("spacy_pkuseg.dicts").joinpath("default.pkl").read_bytes())
    return listed.split("\n")


def test_the_list_is_sorted() -> None:
    words = _words()
    assert words == sorted(words)
    assert len(words) > 100_000


def test_words_are_found_by_their_first_character() -> None:
    words = _words()
    by_first = {first: frozenset(some) for first, some in groupby(words, key=lambda word: word[0])}
    for first in [*list(by_first)[::97], words[0][0], words[-1][0]]:
        assert words_from(first) == by_first[first], first
    for none in ("", "\n", "\ud800", "\U0010ffff"):
        assert words_from(none) == frozenset(), none


def test_words_are_found_and_others_are_not() -> None:
    for word in _words()[::997]:
        assert is_word(word), word
    assert is_word("取信于民")
    assert not is_word("福幸")
    assert not is_word("")
    assert any_word(("福幸", "幸福"))
    assert not any_word(())


def test_what_words_go_on_with_is_what_the_list_has() -> None:
    words = _words()
    for beginning in ("幸", "取信", "龘"):
        assert ending_pairs(beginning) == {w[-2:] for w in words if w[:-2] == beginning and len(w) > 2}
    assert ending_pairs("取信") == {"于民"}
    assert not ending_pairs("")
    assert second_characters("幸") == {w[1] for w in words if w[0] == "幸" and len(w) > 1}


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", max_size=2), st.text("甲乙丙", max_size=2))
@example("甲甲乙", "甲甲", "")
@example("甲", "", "甲")
def test_what_stands_between_is_what_the_text_has_there(text: str, left: str, right: str) -> None:
    if left or right:
        there = {c for c in "甲乙丙" if f"{left}{c}{right}" in text}
        assert Usage(text).between(left, right) == there


def test_where_a_word_has_a_character_between_others_it_fits() -> None:
    for word in _words()[::997]:
        for at in range(len(word)):
            assert fitting(word[:at], word[at + 1 :], {word[at]}) == {word[at]}, word
    assert not fitting("取信", "幸福", set("取信于民"))
    assert not fitting("龘龘", "", set("取信于民"))
    assert fitting("取信", "民", set("取信于民")) == {"于"}
