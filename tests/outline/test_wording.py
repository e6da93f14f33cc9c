"""A wording with the year before is found as if that year were written into it; every mark of the rules is found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.outline.wording import (
    Openings,
    any_of,
    any_of_last_year,
    may_begin,
    next_match,
    number_marks,
    with_last_year,
)
from tracker.rulebook import load
from tracker.rulebook.schema.outline import OutlineSettings

WORDS = ("去年", "{last}年，", "{last}年全市", "回望…{last}年", "过去的{last}年")
PIECES = st.sampled_from(["去年", "2023", "2022", "2024", "年", "，", "全市", "回望", "过去的", "。", "\n", "20", "3"])

SETTINGS = load().settings(OutlineSettings)


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(2023, 2024))
def test_the_year_before_is_found_as_if_it_were_written(text: str, year: int) -> None:
    plain = any_of(tuple(word.replace("{last}", str(year - 1)) for word in WORDS))
    found = any_of_last_year(WORDS).finditer(with_last_year(text, year))
    assert [match.span("said") for match in found] == [match.span() for match in plain.finditer(text)]


@given(st.lists(PIECES, max_size=9).map("".join), st.sampled_from([WORDS, (*WORDS, "…三"), ()]))
def test_behind_the_end_of_a_sentence_the_same_words_are_found(text: str, words: tuple[str, ...]) -> None:
    plain = any_of(tuple(word.replace("{last}", "2023") for word in words))
    found = any_of_last_year(words, sentences=True).match(with_last_year(f"。 {text}", 2024))
    told = plain.match(f"。 {text}", 2) or plain.match(f"。 {text}", 1)
    assert (found and found.span("said")) == (told and told.span())


def test_without_a_year_only_words_without_one_are_found() -> None:
    found = any_of_last_year(WORDS, sentences=True).finditer(with_last_year("\n去年修渠。2023年，修路。去年", None))
    assert [match["said"] for match in found] == ["去年", "去年"]
    found = any_of_last_year(WORDS, sentences=True).finditer(with_last_year("今年比去年。2023年，修路。去年", 2024))
    assert [match["said"] for match in found] == ["2023年，", "去年"]


def test_every_mark_of_the_rules_is_found_in_either_width() -> None:
    rules = load().settings(OutlineSettings)
    marks = number_marks(rules)
    for words in rules.levels:
        for word in words:
            written = word.replace("{n}", "十二").replace("{d}", "7")
            for mark in (written, written.translate(str.maketrans("，：；！？", ",:;!?"))):
                assert marks.behind(f"甲{mark}修渠", 1, 9) == 1 + len(mark)


def test_what_only_looks_like_a_mark_is_none() -> None:
    marks = number_marks(SETTINGS)
    assert marks.at("五、六月份", 0, 5) is None
    assert marks.at("三、", 0, 1) is None
    assert marks.at("三、", 2, 2) is None


@given(
    st.lists(st.text("去年，…要", min_size=1, max_size=4), max_size=4),
    st.text("去年，,要。", max_size=12),
    st.integers(0, 4),
)
def test_words_begin_nowhere_but_where_they_may(words: list[str], text: str, start: int) -> None:
    begins = may_begin(tuple(words), text, start, len(text))
    if words:
        pattern = any_of(tuple(words))
        found, first = pattern.search(text, start), next_match(pattern, begins, text, start, len(text))
        assert (found and found.span()) == (first and first.span())


@given(
    st.lists(st.lists(st.text("去年，…要", min_size=1, max_size=4), min_size=1, max_size=4), max_size=3),
    st.text("去年，,要。", max_size=12),
    st.integers(0, 4),
)
def test_wordings_of_several_rules_begin_nowhere_but_where_they_may(
    wordings: list[list[str]], text: str, start: int
) -> None:
    rule = SETTINGS.stretches[0]
    stretches = tuple(rule.model_copy(update={"words": tuple(words)}) for words in wordings)
    openings = Openings(SETTINGS.model_copy(update={"tiers": (), "stretches": stretches}))
    for words in map(tuple, wordings):
        pattern, begins = any_of(words), openings.may_begin(words, text, start, len(text))
        found, first = pattern.search(text, start), next_match(pattern, begins, text, start, len(text))
        assert (found and found.span()) == (first and first.span())


def test_words_may_begin_where_the_text_goes_on_as_they_begin() -> None:
    assert may_begin(("去年，修渠", "去年…取得", "上年"), "今年修渠，上一年修路，去", 0, 12) == []
    assert may_begin(("去年，修渠",), "去年,修渠", 0, 5) == [0]
    assert may_begin(("去年",), "去年修渠", 1, 4) == []
    assert may_begin(("…取得", "去年"), "今年修渠", 0, 4) is None
