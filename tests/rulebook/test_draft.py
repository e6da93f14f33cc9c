"""A draft says what it changes before it is kept, and keeps what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import OutputError, RuleError
from tracker.rulebook import load
from tracker.rulebook.draft import (
    Draft,
    draft_indicator,
    draft_miss,
    draft_rule,
    draft_synonym,
    draft_unit,
    draft_word,
    keep,
    pattern_around,
    try_draft,
)
from tracker.rulebook.examples import run
from tracker.rulebook.schema.units import Units

BOOK = load()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def kept(draft: Draft, own: Path) -> None:
    trial = try_draft(draft, own)
    assert trial.good, [fault.zh for fault in trial.faults] + [outcome.zh for outcome in trial.failing]
    keep(draft, own)


def test_drafts_of_all_kinds_can_be_kept_in_one_folder_one_after_the_other(own: Path) -> None:
    kept(draft_synonym(BOOK, "地区生产总值", "经济总量甲", ["力争经济总量甲增长5%以上。"]), own)
    kept(draft_synonym(BOOK, "gdp", "经济总量乙"), own)
    kept(draft_indicator(BOOK, "柚子总产", ["柚子产量合计"], sentences=["力争柚子总产达到5万吨。"]), own)
    kept(draft_indicator(load(own), "龙眼总产"), own)
    kept(draft_word(BOOK, "节节走高", "rise"), own)
    kept(draft_word(BOOK, "步步走高", "rise"), own)
    kept(draft_unit(BOOK, "畦", "pieces"), own)
    kept(draft_unit(BOOK, "垄", "pieces"), own)
    kept(draft_unit(BOOK, "市亩", "area", "1"), own)
    kept(draft_miss(BOOK, "name-rise-rate", "力争柚子产业链产值稳步增长。", "没有数字"), own)
    kept(draft_miss(BOOK, "name-rise-rate", "力争柚子产业链产值继续增长。", "没有数字"), own)
    book = load(own)
    assert {"经济总量甲", "经济总量乙"} <= set(book.indicators["gdp"].synonyms)
    assert book.indicators["own-1"].synonyms == ("柚子产量合计",)
    assert book.indicators["own-2"].name == "龙眼总产"
    assert {"节节走高", "步步走高"} <= set(book.words["rise"].words)
    assert {"畦", "垄", "市亩"} <= set(book.settings(Units).by_unit)
    rule = book.rule("name-rise-rate")
    assert rule is not None
    assert len(rule.examples.miss) == len(BOOK.rule("name-rise-rate").examples.miss) + 2  # type: ignore[union-attr]
    assert all(outcome.holds for outcome in run(book, ["gdp", "own-1"]))


def test_a_rule_is_drafted_from_a_marked_sentence(own: Path) -> None:
    draft = draft_rule(
        BOOK,
        "力争柚子产业链产值增长〖8%〗。",
        key="own-growth",
        intent="试",
        gives={"measure": "growth", "direction": "up"},
        miss="力争柚子产业链产值增长较快。",
        why="没有数字",
        expected={"value": "8"},
    )
    assert "{name} {rise} {quantity:rate}" in draft.text
    # a rule with this very pattern is there already: its examples are its own
    trial = try_draft(draft, own)
    assert trial.rulebook is not None
    assert [outcome.case.rule.id for outcome in trial.failing] == ["own-growth"]
    assert not own.exists()


def test_the_pattern_is_what_stands_around_the_figure() -> None:
    assert pattern_around(BOOK, "柚子产业链产值增长〖8%〗。", part="review") == "{name} {rise} {quantity:rate}"
    assert pattern_around(BOOK, "力争新建柚园〖8个〗。", wordly=True) == "新建 {name} {quantity:pieces}"
    for wrong in ("柚子产值增长8%。", "柚子产值〖增长〗8%。"):
        with pytest.raises(RuleError):
            pattern_around(BOOK, wrong)


def test_a_draft_that_breaks_an_example_is_not_good_and_says_which(own: Path) -> None:
    draft = Draft("words/own.yaml", "- class: rise\n  without: [增长]\n")
    trial = try_draft(draft, own)
    assert not trial.good
    assert any(outcome.case.rule.id == "name-rise-rate" for outcome in trial.failing)


def test_faults_are_told_of_the_folder_meant_not_of_a_copy(own: Path) -> None:
    trial = try_draft(Draft("words/own.yaml", "- class: rise\n  alsoo: [走高]\n"), own)
    assert trial.rulebook is None
    assert all(fault.where.startswith(f"{own.as_posix()}/words/own.yaml:") for fault in trial.faults)


def test_what_stands_in_a_file_stays_comments_and_all(own: Path) -> None:
    (own / "targets").mkdir(parents=True)
    before = (
        "# 我的规则\nrules:\n    - id: name-rise-rate\n      also: {examples: {miss: [{text: 柚子增长。, why: 无}]}}\n"
    )
    (own / "targets/own.yaml").write_text(before, encoding="utf-8")
    kept(draft_miss(BOOK, "name-rise-rate", "力争柚子产业链产值稳步增长。", "没有数字"), own)
    assert (own / "targets/own.yaml").read_text(encoding="utf-8").startswith(before)


def test_what_cannot_be_drafted_is_told() -> None:
    with pytest.raises(RuleError, match="has no"):
        draft_synonym(BOOK, "没有这个指标", "别名")
    with pytest.raises(RuleError):
        draft_word(BOOK, "词", "no_class")
    with pytest.raises(RuleError):
        draft_unit(BOOK, "枚", "no_family")
    with pytest.raises(RuleError):
        draft_miss(BOOK, "no-rule", "句。", "无")
    with pytest.raises(RuleError):
        draft_indicator(BOOK, "柚子", key="gdp")
    said = {"intent": "试", "gives": {}, "miss": "句。", "why": "无"}
    with pytest.raises(RuleError):
        draft_rule(BOOK, "增长〖8%〗。", key="x", family="../elsewhere", **said)
    with pytest.raises(RuleError):
        draft_rule(BOOK, "增长〖8%〗。", key="name-rise-rate", **said)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(OutputError):
        keep(draft_word(BOOK, "走高高", "rise"), tmp_path / "own")
