"""The scan: one pass gives every quantity, and the sentences in which a rule could fire, with their marks."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from tracker.language.quantities import QuantityFinder
from tracker.models import CleanText, OffsetMap
from tracker.periods import find_periods
from tracker.rulebook import load
from tracker.rulebook.schema.periods import PeriodSettings
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units
from tracker.scan import Scan, Scanner, scan

BOOK = load()
UNITS = BOOK.settings(Units)
WORDS = {
    "新建": "build",
    "建成": "build|done",
    "增长": "rise",
    "稳步增长": "average",
    "柚子产量": "indicator",
    "产量": "indicator",
    "五千": "many",
    "创新高": "statement",
    "达到": "reach",
}
SCANNER = Scanner(
    WORDS,
    QuantityFinder(BOOK.settings(QuantitySettings), UNITS),
    UNITS,
    lambda text: find_periods(text, BOOK.settings(PeriodSettings)),
    [(frozenset({"build"}),), (frozenset({"rise"}), frozenset({"reach"}))],
)


def clean(text: str, damaged: tuple[tuple[int, int], ...] = ()) -> CleanText:
    size = len(text)
    offsets = OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    return CleanText(text=text, offsets=offsets, damaged=damaged)


def marks(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.tag) for sentence in SCANNER.scan(clean(text)).sentences for m in sentence.marks]


def test_words_quantities_periods_and_punctuation_become_marks() -> None:
    assert marks("到2027年，柚子产量达到6万吨以上，稳步增长5%。") == [
        ("到2027年", "period"),
        ("，", "，"),
        ("柚子产量", "indicator"),
        ("达到", "reach"),
        ("6万吨以上", "quantity.mass"),
        ("，", "，"),
        ("稳步增长", "average"),
        ("5%", "quantity.rate"),
        ("。", "。"),
    ]


def test_a_word_of_two_classes_has_both() -> None:
    assert ("建成", "build|done") in marks("建成柚子园。")


def test_a_short_word_is_found_where_longer_ones_break_off() -> None:
    words = {"高速公路通车里程": "long", "公路通车里程": "long", "通车": "open"}
    scanner = Scanner(
        words, QuantityFinder(BOOK.settings(QuantitySettings), UNITS), UNITS, needs=[(frozenset({"open"}),)]
    )
    (sentence,) = scanner.scan(clean("高速公路通车。")).sentences
    assert [mark.tag for mark in sentence.marks] == ["open", "。"]


def test_of_overlapping_words_the_leftmost_and_then_the_longest_is_taken() -> None:
    words = {"甲乙": "a", "乙丙丁": "b", "丙丁": "c", "甲乙丙": "d", "丁": "e"}
    scanner = Scanner(words, QuantityFinder(BOOK.settings(QuantitySettings), UNITS), UNITS, needs=[(frozenset("d"),)])
    (sentence,) = scanner.scan(clean("甲乙丙丁")).sentences
    assert [mark.tag for mark in sentence.marks] == ["d", "e"]


def test_a_quantity_beats_the_words_inside_it() -> None:
    assert marks("新建三万五千亩。") == [("新建", "build"), ("三万五千亩", "quantity.area"), ("。", "。")]


def test_a_period_takes_the_number_inside_it() -> None:
    assert [tag for _, tag in marks("三年内建成2座渡口。")] == ["period", "build|done", "quantity.pieces", "。"]


def test_a_period_mark_knows_its_expression() -> None:
    (sentence,) = SCANNER.scan(clean("2027年建成渡口。")).sentences
    assert sentence.marks[0].period is not None
    assert sentence.marks[0].period.named == (2027,)


def test_sentences_end_at_full_stops_and_lines() -> None:
    text = "　　新建渡口1座；建成水渠2条。“增长3%。”\n建成粮仓4座\n\n五、其他"
    sentences = SCANNER.scan(clean(text)).sentences
    assert [text[s.start : s.end] for s in sentences[:4]] == [
        "新建渡口1座；",
        "建成水渠2条。",
        "“增长3%。”",
        "建成粮仓4座",
    ]


@given(st.text("甲乙。！”\n\r　●", max_size=20))
def test_what_closes_a_sentence_belongs_to_it_and_nothing_in_front_of_it_does(text: str) -> None:
    scanner = Scanner({"甲": "statement"}, QuantityFinder(BOOK.settings(QuantitySettings), UNITS), UNITS)
    sentences = re.findall("[甲乙”][甲乙”　●]*[。！]*”*", text)
    found = [text[s.start : s.end] for s in scanner.scan(clean(text)).sentences]
    assert found == [sentence for sentence in sentences if "甲" in sentence]


def test_sentences_without_anything_to_read_are_left_out() -> None:
    assert SCANNER.scan(clean("风调雨顺，国泰民安。")) == Scan((), ())


def test_a_sentence_without_a_number_is_kept_where_a_rule_could_fire() -> None:
    text = "新建渡口。增长。达到。稳步增长。增长，达到。产量。产量创新高。"
    kept = [text[s.start : s.end] for s in SCANNER.scan(clean(text)).sentences]
    assert kept == ["新建渡口。", "增长，达到。", "产量创新高。"]


def test_the_sentence_in_front_of_a_quantity_is_kept() -> None:
    text = "稳步增长。增长柚子补贴。今年安排12亿元。达到。"
    kept = [text[s.start : s.end] for s in SCANNER.scan(clean(text)).sentences]
    assert kept == ["增长柚子补贴。", "今年安排12亿元。"]


def test_a_figure_beside_a_lost_character_is_damaged() -> None:
    (quantity,) = SCANNER.scan(clean("里程突?900公里。", ((3, 4),))).quantities
    assert quantity.damaged
    assert quantity.value is None


def leftmost_longest(text: str, words: set[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    while at < len(text):
        longest = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if longest:
            spans.append((at, at + len(longest)))
        at += len(longest) or 1
    return spans


def words_found(text: str, words: set[str]) -> list[tuple[int, int]]:
    finder = QuantityFinder(BOOK.settings(QuantitySettings), UNITS)
    scanner = Scanner(dict.fromkeys(words, "build"), finder, UNITS, needs=[(frozenset({"build"}),)])
    return [(mark.start, mark.end) for sentence in scanner.scan(clean(text)).sentences for mark in sentence.marks]


@given(st.text("甲乙丙", min_size=1, max_size=14), st.sets(st.text("甲乙丙", min_size=1, max_size=4), max_size=8))
def test_words_are_the_leftmost_and_of_these_the_longest(text: str, words: set[str]) -> None:
    assert words_found(text, words) == leftmost_longest(text, words)


@given(st.text("一伀OA䄀\x01𐀀", max_size=9), st.sets(st.text("一伀OA䄀\x01𐀀", min_size=1, max_size=3), max_size=8))
def test_bytes_of_two_characters_make_no_third_one(text: str, words: set[str]) -> None:
    assert words_found("甲" + text, words) == leftmost_longest("甲" + text, words)


def test_the_end_of_one_character_and_the_beginning_of_the_next_are_no_word() -> None:
    assert words_found("一伀", {"O"}) == []  # 4E00 4F00: 00_4F stands across them
    assert words_found("一伀O", {"O"}) == [(2, 3)]


def test_a_word_across_the_end_of_a_sentence_is_none() -> None:
    assert words_found("丙。甲乙", {"丙。甲", "甲", "乙。", "甲乙丙"}) == [(2, 3)]


@given(
    st.lists(
        st.sampled_from([*WORDS, "三万五千亩", "12%", "2027年", "，", "。", "\n", "稻", " ", "第3", "年底前", "“"]),
        max_size=40,
    )
)
def test_marks_ascend_apart_inside_their_sentences(parts: list[str]) -> None:
    text = "".join(parts)
    last = 0
    found = SCANNER.scan(clean(text))
    for sentence in found.sentences:
        assert last <= sentence.start < sentence.end <= len(text)
        assert "\n" not in text[sentence.start : sentence.end]
        last = sentence.start
        for mark in sentence.marks:
            assert last <= mark.start < mark.end <= sentence.end
            last = mark.end
        last = sentence.end
    in_sentences = [quantity for sentence in found.sentences for quantity in sentence.quantities]
    assert in_sentences == list(found.quantities)


def test_the_scanner_of_a_rulebook_is_made_once() -> None:
    text = clean("柚子产量增长5%。")
    assert scan(text, BOOK) == scan(text, BOOK)


def test_a_long_line_takes_linear_time() -> None:
    started = time.process_time()
    SCANNER.scan(clean("新建" * 100_000 + "5"))
    SCANNER.scan(clean("，" * 100_000))
    SCANNER.scan(clean("”" * 100_000))
    assert time.process_time() - started < 3


def test_without_words_that_speak_only_numbers_are_read() -> None:
    finder = QuantityFinder(BOOK.settings(QuantitySettings), UNITS)
    scanner = Scanner({"新建": "build"}, finder, UNITS)
    assert [m.tag for s in scanner.scan(clean("新建渡口。新建2座。")).sentences for m in s.marks] == [
        "build", "。", "build", "quantity.pieces", "。",
    ]  # fmt: skip


def test_a_word_with_a_null_character_does_not_begin_behind_the_text() -> None:
    finder = QuantityFinder(BOOK.settings(QuantitySettings), UNITS)
    scanner = Scanner({"\0\0": "build", "建\0": "build", "建": "rise"}, finder, UNITS, needs=[(frozenset({"rise"}),)])
    assert [m.tag for s in scanner.scan(clean("甲建")).sentences for m in s.marks] == ["rise"]
    assert scanner.scan(clean("甲")).sentences == ()


def test_an_empty_word_stands_nowhere() -> None:
    scanner = Scanner({"": "build", "建": "rise"}, QuantityFinder(BOOK.settings(QuantitySettings), UNITS), UNITS)
    assert [m.tag for s in scanner.scan(clean("建5座")).sentences for m in s.marks] == ["rise", "quantity.pieces"]
