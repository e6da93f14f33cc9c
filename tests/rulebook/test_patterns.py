"""The pattern language: what may be written, what it means, and what is refused because it would explode."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import RuleError
from tracker.rulebook.patterns import MAX_ELEMENTS, MAX_VARIANTS, read_pattern


def names(text: str) -> list[list[str]]:
    return [[element.name for element in variant] for variant in read_pattern(text).variants]


def test_elements_are_read_from_left_to_right():
    assert names("^ {name} ， {rise} 其中 … {quantity:rate} $") == [
        ["^", "name", "，", "rise", "其中", "gap", "quantity", "$"]
    ]


def test_a_narrowed_class_asks_for_the_narrow_tag():
    (variant,) = read_pattern("{quantity:rate|points}").variants
    assert variant[0].wants == ("quantity.rate", "quantity.points")


def test_alternatives_are_written_out():
    assert names("({rise}|达到) {quantity}") == [["rise", "quantity"], ["达到", "quantity"]]


def test_an_optional_group_is_there_or_not():
    assert names("{rise} (， 其中)? {quantity}") == [["rise", "，", "其中", "quantity"], ["rise", "quantity"]]


def test_an_optional_element_is_no_alternative_of_its_own():
    assert names("{rise}? {quantity}") == [["rise", "quantity"]]


def test_elements_of_one_name_are_told_apart():
    assert names("{name} {rise} {quantity} {name} {quantity}") == [["name", "rise", "quantity", "name2", "quantity2"]]


def test_an_element_may_be_given_a_name():
    assert names("{base=name} {rise} {goal=quantity:rate}") == [["base", "rise", "goal"]]


def test_classes_and_words_are_told():
    pattern = read_pattern("{rise|fall} 其中 {quantity:rate}")
    assert pattern.classes == ("fall", "quantity.rate", "rise")
    assert pattern.literals == ("其中",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("({rise}", "右括号"),
        ("{rise})", "右括号"),
        ("? {rise}", "问号"),
        ("{rise} …?", "问号"),
        ("{Rise}", "小写"),
        ("{增长}", "小写"),
        ("{rise", "读不懂"),
        ("{\n", "模式在“{”处读不懂"),
        ("{name|rise}", "括号"),
        ("{rise|fall:rate}", "括号"),
        ("", "必需"),
        ("…", "必需"),
        ("{name}", "必需"),
        ("{rise}? {name}", "必需"),
        ("(a|)", "必需"),
        ("(((((a)))))", "套得太深"),
        ("{rise} " * (MAX_ELEMENTS + 1), "模式太大"),
        ("(a|b)" * 8, "模式太大"),
        ("(a b c|d e f|)" * 12, "模式太大"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_both_languages(text, words):
    with pytest.raises(RuleError) as told:
        read_pattern(text)
    assert words in told.value.zh
    assert told.value.en


_parts = st.sampled_from(
    [
        "{rise}",
        "{name}",
        "{quantity:rate}",
        "{a|b}",
        "(",
        ")",
        "|",
        "?",
        "…",
        "^",
        "$",
        " ",
        "其中",
        "，",
        "{",
        "}",
        ":",
        "x=",
        "\\",
        "*",
    ]
)


@settings(max_examples=400, deadline=1000)
@given(st.one_of(st.lists(_parts, max_size=40).map("".join), st.text(max_size=60)))
def test_any_text_is_a_pattern_or_a_fault_and_is_bounded(text):
    try:
        pattern = read_pattern(text)
    except RuleError:
        return
    assert 1 <= len(pattern.variants) <= MAX_VARIANTS
    assert all(len(variant) <= MAX_ELEMENTS for variant in pattern.variants)


def test_the_worst_pattern_is_refused_in_no_time():
    start = time.process_time()
    with pytest.raises(RuleError):
        read_pattern("(a|b|c|d|e)?" * 500)
    assert time.process_time() - start < 0.5
