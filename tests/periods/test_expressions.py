"""Every wording of rules/periods.yaml proves itself; expressions never overlap and never raise."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.periods import Clock, find_periods, resolve
from tracker.periods.expressions import _Compiled, _joined
from tracker.rulebook import load
from tracker.rulebook.schema.periods import NotAPeriod, PeriodExample, PeriodRule, PeriodSettings


@lru_cache(maxsize=1)
def rules() -> PeriodSettings:
    return load().settings(PeriodSettings)


EXAMPLES = [(rule, example) for rule in rules().rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}-{e.found}" for r, e in EXAMPLES])
def test_each_example_is_found_and_means_what_it_says(rule: PeriodRule, example: PeriodExample) -> None:
    found = [e for e in find_periods(example.text, rules()) if e.text == example.found]
    assert [e.rule.id for e in found] == [rule.id]
    period = resolve(found[0], Clock(example.year, example.role, example.section, example.term))
    assert period is not None
    if example.gives:
        assert f"{period.start_year}-{period.end_year}" == example.gives
    assert period.baseline == example.baseline


@pytest.mark.parametrize("example", rules().none_examples, ids=lambda e: e.text)
def test_what_only_looks_like_a_time_is_left_alone(example: NotAPeriod) -> None:
    assert find_periods(example.text, rules()) == ()


@pytest.mark.parametrize("rule", rules().rules, ids=lambda r: r.id)
def test_every_wording_without_a_place_is_found_by_its_own_rule(rule: PeriodRule) -> None:
    for word in rule.words:
        if "{" not in word:
            assert [(e.text, e.rule.id) for e in find_periods(word, rules())] == [(word, rule.id)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2027年底，力争", ["到2027年底"]),
        ("12月前完工", ["12月前"]),
        ("三十四五岁的人", []),
        ("十四五个村", []),
        ("“十四五”规划", ["“十四五”"]),
        ("2021—25年", ["2021—25年"]),
        ("今年比去年早", ["今年", "比去年"]),
        ("从2015年到2020年", ["从2015年到2020年"]),
        ("改革开放40年来", ["40年来"]),
    ],
)
def test_the_longest_wording_wins_and_numbers_are_not_cut(text: str, found: list[str]) -> None:
    assert [e.text for e in find_periods(text, rules())] == found


def test_a_short_second_year_takes_the_century_of_the_first() -> None:
    (expression,) = find_periods("2021—25年", rules())
    assert expression.named == (2021, 2025)


ALPHABET = "今去明前年底末内全每均到至较比同以来过未来后三五十一二〇0123456789—-“”期间规划政府任月季度上半，。近"


SAID = {
    "year": "2021",
    "years": "2021—25",
    "n": "十二",
    "counts": "3—5",
    "plan": "“十四五”",
    "month": "3",
    "months": "1—9",
}
WORDINGS = [re.sub(r"\{(\w+)\}", lambda m: SAID[m[1]], word) for rule in rules().rules for word in rule.words]


@lru_cache(maxsize=1)
def all_wordings() -> tuple[re.Pattern[str], dict[int, PeriodRule | None]]:
    return _joined(_Compiled(rules())._wordings)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDINGS, *ALPHABET]), max_size=8).map("".join))
def test_nothing_that_a_wording_fits_is_passed_by(text: str) -> None:
    pattern, by_group = all_wordings()
    spans = [match.span() for match in pattern.finditer(text) if by_group[match.lastindex or 0] is not None]
    assert [(found.start, found.end) for found in find_periods(text, rules())] == spans


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDINGS, *ALPHABET, "５", "٣"]), max_size=12).map("".join), st.integers(0, 3))
def test_a_long_text_is_looked_through_as_a_short_one(text: str, start: int) -> None:
    spans = [(found.start, found.end) for found in find_periods(text, rules(), start)]
    assert [(found.start, found.end) for found in find_periods(text + "\n" * 500, rules(), start)] == spans


def test_a_count_in_other_digits_is_found_behind_a_word() -> None:
    assert [found.text for found in find_periods("近５年增长", rules())] == ["近５年"]


def test_a_wording_of_a_single_character_is_found_whatever_stands_behind_it() -> None:
    rule = rules().rules[0]
    with_spring = rule.model_copy(update={"words": (*rule.words, "春")})
    extended = rules().model_copy(update={"rules": (with_spring, *rules().rules[1:])})
    assert [found.text for found in find_periods("春耕，今年立春", extended)] == ["春", "今年", "春"]


def test_a_wording_written_with_a_digit_is_found_inside_a_number_of_a_long_text_too() -> None:
    rule = rules().rules[0]
    of_five_years = rules().model_copy(update={"rules": (rule.model_copy(update={"words": ("5年规划",)}),), "none": ()})
    for text in ("15年规划", "15年规划" + "\n" * 500):
        assert [found.text for found in find_periods(text, of_five_years)] == ["5年规划"]


def test_without_wordings_nothing_is_found() -> None:
    nothing = PeriodSettings(rules=())
    for text in ("", "2024年", "2024年" + "\n" * 500):
        assert find_periods(text, nothing) == ()


@pytest.mark.parametrize(
    "text", ["1至9月", "一到三月", "3-5年内", "两到三年内", "十月", "十二月", "二〇二四年", "“五五”时期"]
)
def test_all_that_a_place_goes_on_with_is_found(text: str) -> None:
    assert [found.text for found in find_periods(text, rules())] == [text]


@settings(deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_expressions_ascend_stay_apart_and_resolve_without_raising(text: str) -> None:
    last = 0
    for expression in find_periods(text, rules()):
        assert last <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        last = expression.end
        for clock in (Clock(None), Clock(2024), Clock(2024, "review", (2019, 2023), (2022, 2026))):
            period = resolve(expression, clock)
            assert (
                period is None
                or period.start_year is None
                or period.end_year is None
                or period.start_year <= period.end_year
            )
