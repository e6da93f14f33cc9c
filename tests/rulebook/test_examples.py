"""Every rule proves itself: one test for each example in ``rules/``. Known misses are strict xfails."""

import pytest

from tracker.rulebook import load
from tracker.rulebook.examples import Case, cases, prove, run

from .conftest import Write

BOOK = load()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason="admitted gap", strict=True)] if case.kind == "known_miss" else [],
        )
        for case in cases(BOOK)
    ],
)
def test_example(case: Case):
    outcome = prove(case, BOOK)
    reached = not outcome.holds if case.kind == "known_miss" else outcome.holds
    assert reached, f"{case.sentence}: {outcome.zh}"


def test_every_example_stands_under_one_rule_of_its_family():
    names = [case.name for case in cases(BOOK)]
    assert len(names) == len(set(names))
    assert {rule.id for rules in BOOK.rule_families.values() for rule in rules if rule.status != "off"} == {
        case.rule.id for case in cases(BOOK) if case.family != "indicators"
    }


RULE = """\
rules:
  - id: rise-name-rate
    intent: 试一试
    pattern: "{rise} {name} {quantity:rate}"
    gives: {measure: growth, direction: up}
    examples:
      hit:
        - text: %s
          gives: {%s}
      miss:
        - text: %s
          why: 试一试
      known_miss:
        - text: %s
"""
GOOD = ("提高柚子单产〖5%〗。", "value: 5, unit: %", "提高柚子品质。", "柚子单产〖翻两番〗。")


@pytest.mark.parametrize(
    ("change", "failing", "told"),
    [
        ({}, [], ""),
        ({0: "提高柚子〖单产5%〗。"}, ["hit0"], "“单产5%”处"),
        ({0: "提高柚子单产〖五成〗左右。"}, ["hit0"], "处"),
        ({1: "value: 6, comparator: 至少"}, ["hit0"], "value 应为 6，得到 5"),
        ({1: "years: 2030"}, ["hit0"], "years 应为 2030，得到 2024"),
        ({2: "提高柚子单产6%。"}, ["miss0"], "不该命中，却找到 [rise-name-rate]"),
        ({3: "提高柚子单产〖7%〗。"}, ["known_miss0"], "请移到 hit:"),
    ],
)
def test_a_failing_example_says_what_was_found_instead(user: Write, change, failing, told):
    texts = [change.get(i, text) for i, text in enumerate(GOOD)]
    book = load(user("targets/own.yaml", RULE % tuple(texts)))  # laid over the built-in rule of this name
    outcomes = [outcome for outcome in run(book, ["rise-name-rate"]) if not outcome.holds]
    assert [f"{o.case.kind}{o.case.index}" for o in outcomes] == failing
    assert all(told in o.zh and o.en for o in outcomes)


def test_an_indicator_is_found_in_its_own_examples_or_told(user: Write):
    own = "- id: pomelo\n  name: 柚子总产\n  examples:\n    - 力争柚子总产达到5万吨。\n    - 力争龙眼总产达到5万吨。\n"
    outcomes = run(load(user("indicators/own.yaml", own)), ["pomelo"])
    assert [outcome.holds for outcome in outcomes] == [True, False]
    assert "龙眼总产" in outcomes[1].zh
