"""A rule file reads as a person means it, and what cannot be read is told by line."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import RuleError
from tracker.rulebook.source import MAX_BYTES, parse_yaml


def read(text: str) -> object:
    located, faults = parse_yaml(text.encode(), "f.yaml")
    assert not faults, faults
    assert located is not None
    return located.data


def fault(raw: str | bytes) -> RuleError:
    located, faults = parse_yaml(raw.encode() if isinstance(raw, str) else raw, "f.yaml")
    assert located is None
    assert len(faults) == 1
    return faults[0]


def test_every_scalar_is_text():
    assert read("a: 5\nb: no\nc: 2024-01-01\nd: 1:30\ne: 0.10\nf: ~\n") == {
        "a": "5",
        "b": "no",
        "c": "2024-01-01",
        "d": "1:30",
        "e": "0.10",
        "f": "~",
    }


def test_a_key_without_a_value_counts_as_not_written():
    assert read("a: 1\nb:\nc: ''\n") == {"a": "1", "c": ""}


def test_signs_that_trip_yaml_need_no_quotes():
    assert read("unit: %\ngives: {value: 8, unit: %}\nlist: [%, ‰]\nwords:\n  - %\n  - @\n") == {
        "unit": "%",
        "gives": {"value": "8", "unit": "%"},
        "list": ["%", "‰"],
        "words": ["%", "@"],
    }


def test_patterns_and_sentences_need_no_quotes():
    assert read("- pattern: {name} {rise}? # why\n  text: 师生比达到1: 16。\n  why: 他说: '不'\n") == [
        {"pattern": "{name} {rise}?", "text": "师生比达到1: 16。", "why": "他说: '不'"}
    ]


def test_flow_mappings_under_other_keys_stay_mappings():
    assert read("before: {a: 1}\nname: [x]\n") == {"before": {"a": "1"}, "name": ["x"]}


def test_each_part_knows_its_line():
    located, _ = parse_yaml("- id: a\n  words:\n    - 一\n\n    - 二\n- id: b\n".encode(), "f.yaml")
    assert located is not None
    assert located.where((0, "words", 1)) == "f.yaml:5"
    assert located.where((1, "id")) == "f.yaml:6"
    assert located.where((1, "words", 3)) == "f.yaml:6"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\n\tb: 2\n", 2, "Tab"),
        ("a: 1\nb： 2\n", 2, "全角冒号"),
        ("- a：1\n", 1, "全角冒号"),
        ("a: 1\nb:2\n", 2, "缺一个空格"),
        ("\ufeffa: 1\n", 1, "BOM"),
        ("- a: 1\n- b: 1\n  c: 2\n d: 3\n", 4, "缩进"),
        ("a: 1\n  b: 2\n", 2, "缩进"),
        ("a:\n  - x\n - y\n", 3, "缩进"),
        ("a: [1, 2\nb: 3\n", 2, "括号"),
        ('a: "x\n', 1, "引号"),
        ("a: 1\nb: 2\na: 3\n", 3, "写了两遍"),
        ("a: &x 1\n", 1, "引用"),
        ("a: 1\nb: *x\n", 2, "引用"),
        ("<<: {a: 1}\n", 1, "合并"),
        ("a: !!python/object:os.system x\n", 1, "标签"),
        ("a: !include x\n", 1, "标签"),
        ("a: 1\n---\nb: 2\n", 2, "---"),
        ("a: 1\nb: x\x07y\n", 1, "控制字符"),
        ("? [a]\n: b\n", 1, "键应是一个词"),
    ],
)
def test_a_fault_is_one_line_that_says_where_and_what_to_write(text, line, words):
    told = fault(text)
    assert told.where == f"f.yaml:{line}"
    assert words in told.zh
    assert told.en
    assert "\n" not in told.say("zh")


def test_every_tab_and_colon_is_told_at_once():
    _, faults = parse_yaml("a：1\n\tb: 2\nc:3\n".encode(), "f.yaml")
    assert [f.where for f in faults] == ["f.yaml:1", "f.yaml:2", "f.yaml:3"]


def test_gbk_is_not_read_as_rules():
    assert "UTF-8" in fault("增长: 提高\n".encode("gbk")).zh


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 50_000, "a:\n " * 2])
def test_deep_nesting_is_refused_quickly_and_does_not_overflow(text):
    start = time.process_time()
    parse_yaml(text.encode(), "f.yaml")
    assert time.process_time() - start < 1


def test_a_bomb_of_aliases_is_refused():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert "引用" in fault(bomb).zh


def test_a_file_too_large_is_refused():
    assert "太大" in fault(b"a: " + b"x" * MAX_BYTES).zh


_pieces = st.sampled_from(
    [
        "a",
        "id",
        ": ",
        ":",
        "- ",
        "\n",
        "  ",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|",
        ">",
        "&x",
        "*x",
        "!t",
        "#",
        "%",
        "：",
        "增长",
        "…",
        "?",
    ]
)


@settings(max_examples=300, deadline=1000)
@given(
    st.one_of(st.lists(_pieces, max_size=60).map("".join), st.text(max_size=80)).map(
        lambda t: t.encode("utf-8", "replace")
    )
)
def test_no_text_makes_the_reader_fail(raw):
    located, faults = parse_yaml(raw, "f.yaml")
    assert (located is None) == bool(faults)
    assert all(type(f) is RuleError for f in faults)


@settings(max_examples=100, deadline=1000)
@given(st.binary(max_size=80))
def test_no_bytes_make_the_reader_fail(raw):
    located, faults = parse_yaml(raw, "f.yaml")
    assert (located is None) == bool(faults)
    assert all(fault.where.startswith("f.yaml") for fault in faults)
