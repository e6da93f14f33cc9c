"""Sentences for training are made the same for the same seed, with every slot filled."""

from __future__ import annotations

from tracker.sentences import make_sentences


def test_sentences_are_the_same_for_the_same_seed() -> None:
    assert list(make_sentences(7, 20)) == list(make_sentences(7, 20))
    assert list(make_sentences(7, 20)) != list(make_sentences(8, 20))


def test_every_slot_is_filled() -> None:
    assert not any("{" in sentence for sentence in make_sentences(7, 300))


def test_every_word_of_a_list_comes_before_any_comes_again() -> None:
    text = "".join(make_sentences(7, 800))
    assert "一般公共预算收入" in text
    assert "岩溶" in text
