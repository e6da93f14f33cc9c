"""Text made fit for a page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.render.text import excerpt, figure, number, slug, visible


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("突破850家", ("突破", "850", "家")),
        ("6%左右", ("", "6", "%左右")),
        ("6.5%-7%", ("", "6.5", "%-7%")),
        ("5.5—6个百分点", ("", "5.5—6", "个百分点")),
        ("三分之二以上", ("", "三分之二以上", "")),
        ("-3%", ("", "-3", "%")),
        ("", ("", "", "")),
    ],
)
def test_a_figure_is_split_so_that_digits_can_be_aligned(phrase: str, parts: tuple[str, str, str]) -> None:
    assert tuple(figure(phrase)) == parts


@given(st.text())
def test_the_parts_of_a_figure_are_the_phrase(phrase: str) -> None:
    assert "".join(figure(phrase)) == phrase


@given(st.text())
def test_nothing_hidden_is_left_and_nothing_seen_is_changed(text: str) -> None:
    out = visible(text)
    assert not any(ch in out for ch in "\u202e\u2066\u200b\ufeff\x00\x1b")
    if not set(text) & set(map(chr, [*range(32), *range(127, 160)])) and text.isascii():
        assert out == text


@given(st.text(min_size=1, max_size=300), st.data())
def test_an_excerpt_keeps_the_marked_words_whole(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    found = excerpt(sentence, start, end, 48)
    assert found.marked == sentence[start:end]
    assert len(found.before) <= 59
    assert len(found.after) <= 59


def test_a_short_sentence_is_not_cut() -> None:
    sentence = "全市柚子产业链产值增长8%以上，带动果农3万户。"
    found = excerpt(sentence, 10, 14, 48)
    assert "".join(found) == sentence


@pytest.mark.parametrize(
    ("value", "text"), [("60", "60"), ("6E+1", "60"), ("-0.30", "−0.3"), ("0.0", "0"), ("108.10", "108.1")]
)
def test_numbers_are_printed_plainly(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@given(st.text(min_size=1))
def test_a_slug_is_a_safe_file_name(name: str) -> None:
    safe = slug(name)
    assert safe
    assert not set(safe) & set('/\\:*?"<>|#%&. \n\t')
    assert safe not in (".", "..")
    assert not safe.startswith("-")


def test_two_names_that_differ_only_in_what_is_unsafe_stay_apart() -> None:
    assert slug("a b") != slug("a/b")
    assert slug("cq-2024-plan") == "cq-2024-plan"
