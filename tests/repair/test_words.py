"""The word list is found, sorted as it must be, and looked up rightly."""

from __future__ import annotations

from tracker.repair.words import any_word, is_word, word_list


def test_the_list_is_sorted() -> None:
    words = word_list()[1:-1].split("\n")
    assert words == sorted(words)
    assert len(words) > 100_000


def test_words_are_found_and_others_are_not() -> None:
    for word in word_list()[1:-1].split("\n")[::997]:
        assert is_word(word), word
    assert is_word("取信于民")
    assert not is_word("福幸")
    assert not is_word("")
    assert any_word(("福幸", "幸福"))
    assert not any_word(())


def test_every_word_of_a_first_character_is_found() -> None:
    words = word_list()[1:-1].split("\n")
    for first in ("一", "龟", words[0][0], words[-1][0]):
        assert all(is_word(word) for word in words if word.startswith(first)), first
