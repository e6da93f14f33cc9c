"""A volunteer's new class of words, in a new pattern, works from YAML alone."""

from __future__ import annotations

import pytest

from tracker.errors import RulebookError
from tracker.rulebook import load
from tracker.rulebook.examples import run
from tracker.rulebook.explain import explain

from .conftest import Write

WORDS = """\
- class: leverage
  intent: 用少的钱带出多的钱
  like: {like}
  words: [撬引, 撬引出]
"""
RULE = """\
rules:
  - id: own-leverage
    intent: 撬引＋名称＋金额：带出多少
    pattern: {pattern}
    gives: {{measure: increment}}
    examples:
      hit:
        - text: 力争撬引柚林资金〖3亿元以上〗。
          gives: {{indicator: 柚林资金, measure: increment, value: 3, unit: 亿元}}
      miss:
        - text: 力争撬引更多柚林资金。
          why: 没有数字
"""
PLAIN = "投入柚林资金3亿元以上。"


def test_a_new_verb_in_a_new_pattern_fires_and_comes_before_what_it_is_like(user: Write) -> None:
    own = user("words/own.yaml", WORDS.format(like="spend"))
    user("targets/own.yaml", RULE.format(pattern="{leverage} {name} {quantity:money}"))
    book = load(own)
    outcomes = run(book)
    assert [outcome.zh for outcome in outcomes if not outcome.holds] == []
    assert {o.case.kind for o in outcomes if o.case.rule.id == "own-leverage"} == {"hit", "miss"}
    (found,) = explain("力争撬引柚林资金3亿元以上。", book).found
    assert found.rule == "own-leverage"
    assert explain(PLAIN, book).found == explain(PLAIN, load()).found


def test_a_class_that_does_not_say_what_it_is_like_is_a_verb_that_makes_what_is_counted(user: Write) -> None:
    own = user("words/own.yaml", WORDS.replace("  like: {like}\n", ""))
    user("targets/own.yaml", RULE.format(pattern="{leverage} {name} {quantity:money}"))
    (found,) = explain("力争撬引柚林资金3亿元以上。", load(own)).found
    assert found.rule == "own-leverage"


def test_without_a_rule_of_its_own_the_new_verb_is_read_like_the_other(user: Write) -> None:
    book = load(user("words/own.yaml", WORDS.format(like="spend")))
    (new,) = explain("力争撬引柚林资金3亿元以上。", book).found
    (known,) = explain("力争投入柚林资金3亿元以上。", book).found
    assert (new.rule, new.values["indicator"]) == (known.rule, known.values["indicator"])


def test_a_predicate_and_a_word_by_itself_can_be_asked_for_too(user: Write) -> None:
    own = user("words/own.yaml", "- class: overtake\n  intent: 跃抵\n  like: reach\n  words: [跃抵]\n")
    rule = RULE.replace("力争撬引柚林资金", "力争柚林资金跃抵").replace("力争撬引更多柚林资金", "力争柚林资金跃抵去年")
    user("targets/own.yaml", rule.format(pattern="{name} 跃抵 {quantity:money}"))
    book = load(own)
    (found,) = explain("力争柚林资金跃抵3亿元以上。", book).found
    assert (found.rule, found.values["measure"]) == ("own-leverage", "increment")
    assert explain("力争柚林资金达到3亿元以上。", book).found[0].rule != "own-leverage"


@pytest.mark.parametrize(
    ("words", "pattern", "place", "told"),
    [
        (WORDS.format(like="spend"), "{modality} {name} {quantity}", "targets/own.yaml:4", "看不到 {modality}"),
        (WORDS.format(like="spent"), "{leverage} {name} {quantity}", "words/own.yaml:3", "是不是“spend”"),
        (WORDS.format(like="spend"), "其间 {name} {quantity}", "targets/own.yaml:4", "看不到“其间”"),
    ],
)
def test_what_could_never_fire_is_told_with_what_to_write(
    user: Write, words: str, pattern: str, place: str, told: str
) -> None:
    own = user("words/own.yaml", words)
    user("targets/own.yaml", RULE.format(pattern=pattern))
    with pytest.raises(RulebookError) as refused:
        load(own)
    assert any(fault.where.endswith(place) and told in fault.zh for fault in refused.value.faults), refused.value


DELIVERABLE = """\
rules:
  - id: own-deliverable
    intent: 创建＋称号
    pattern: "^ {to_create} {object=name} $"
    gives: {action: 创建, only: papers|honors}
    examples:
      hit:
        - text: 创建〖国家柚林城市〗。
          gives: {action: 创建, object: 国家柚林城市}
      miss:
        - text: 创建绿色柚园。
          why: 不是称号
"""


def test_a_rule_for_a_kind_of_deliverable_that_is_not_listed_is_a_fault_at_its_line(user: Write) -> None:
    with pytest.raises(RulebookError) as told:
        load(user("milestones/own.yaml", DELIVERABLE))
    (fault,) = told.value.faults
    assert fault.say("zh").endswith("milestones/own.yaml:5: 没有叫“honors”的名称种类；是不是“honours”？")
