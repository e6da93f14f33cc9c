"""The ten ways in which a rule file goes wrong for people: one line each, with file, line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.rulebook import load_lenient
from tracker.rulebook.examples import run, told

from .conftest import Write

GOOD = """\
rules:
  - id: own-rule
    intent: 名称＋蹿升＋比率
    pattern: {name} {rise} {quantity:rate} $
    gives: {measure: growth, direction: up}
    examples:
      hit:
        - text: 力争柚子产值增长〖8%〗。
          gives: {value: 8, unit: %}
      miss:
        - text: 力争柚子产值增长较快。
          why: 没有数字
"""
PLACE = "targets/own.yaml"


def lines(own: Path) -> list[tuple[str, str]]:
    """What is told of a folder, in both languages: faults of its files, or examples that do not hold."""
    book, faults = load_lenient(own)
    if faults:
        return [(fault.say("zh"), fault.say("en")) for fault in faults]
    failing = [outcome for outcome in run(book, ["own-rule"]) if not outcome.holds]
    return [(told(outcome, book, "zh"), told(outcome, book, "en")) for outcome in failing]


def test_the_file_that_is_broken_below_is_whole(user: Write) -> None:
    assert lines(user(PLACE, GOOD)) == []


@pytest.mark.parametrize(
    ("text", "line", "zh", "en"),
    [
        pytest.param(
            GOOD.replace("    intent", "   intent"), 3, "同一级的“- ”要对齐", "line up", id="indentation"
        ),
        pytest.param(GOOD.replace("    intent", "\tintent"), 3, "请改成空格", "type spaces instead", id="tab"),
        pytest.param(
            GOOD.replace("intent: ", "intent："), 3, "请改成半角冒号加一个空格", "type a half-width colon",
            id="full-width colon",
        ),
        pytest.param("\ufeff" + GOOD, 1, "请另存为 UTF-8（无 BOM）", "save it as UTF-8 without BOM", id="BOM"),
        pytest.param(GOOD.replace("intent", "intend"), 3, "是不是“intent”？", "did you mean intent?", id="unknown key"),
        pytest.param(
            GOOD.partition("    examples")[0], 2, "都要有命中（hit）和不命中（miss）的例句", "needs sentences",
            id="no example",
        ),
        pytest.param(
            GOOD.replace("value: 8", "value: 9"), 8, "value 应为 9，得到 8；请改规则或例句", "mend the rule or",
            id="failing example",
        ),
        pytest.param(
            GOOD.replace("own-rule", "make-things").replace("targets", "milestones"), 2, "请改名", "rename it",
            id="clash with another rule",
        ),
        pytest.param(
            GOOD.replace("{name} {rise}", "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"), 4, "请拆成几条规则", "split the rule",
            id="exploding pattern",
        ),
        pytest.param(GOOD.replace("unit: %", "unit: 公金"), 9, "请核对，或把它加进 units.yaml", "add it to units.yaml",
                     id="wrong unit"),
    ],
)  # fmt: skip
def test_it_is_told_in_one_line_with_what_to_write(user: Write, text: str, line: int, zh: str, en: str) -> None:
    # a rule of the same id in another family: in the same one it would replace the built-in rule, as is meant
    place = "results/own.yaml" if "make-things" in text else PLACE
    own = user(place, text)
    (said,) = lines(own)
    for words, told_in in zip((zh, en), said, strict=True):
        assert told_in.startswith(f"{own.as_posix()}/{place}:{line}: ")
        assert words in told_in
        assert "\n" not in told_in
