"""``tracker explain``: marks, rules and values of one sentence."""

from __future__ import annotations

import json

from click.testing import CliRunner

from tracker.cli.explain import explain

SENTENCE = "力争柚子产业链产值增长8%以上，建成环湖步道。"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(explain, arguments, standalone_mode=False, catch_exceptions=False)
    assert done.return_value == 0
    return done.stdout


def test_offsets_count_in_the_sentence_given():
    told = json.loads(run(SENTENCE, "--json"))
    assert all(SENTENCE[token["start"] : token["end"]] == token["text"] for token in told["tokens"])
    assert [SENTENCE[found["start"] : found["end"]] for found in told["found"]] == ["8%以上", "环湖步道"]


def test_the_rule_and_the_values_are_told():
    told = json.loads(run(SENTENCE, "--json", "--year", "2021"))
    target = told["found"][0]
    assert target["rule"] == told["frames"][0]["rules"][0] == "name-rise-rate"
    assert target["values"]["indicator"] == "柚子产业链产值"
    assert target["values"]["horizon_end"] == "2021"
    assert target["intent"]
    assert target["place"].startswith("rules/targets/")


def test_in_the_review_the_same_words_are_a_result():
    told = json.loads(run("柚子产业链产值增长8%。", "--part", "review", "--json"))
    assert [found["kind"] for found in told["found"]] == ["result"]


def test_what_is_not_taken_is_told_with_its_reason():
    told = json.loads(run("深化“416”产业布局。", "--json"))
    assert told["found"] == []


def test_people_read_it_line_by_line():
    told = run(SENTENCE)
    assert "力争 柚子 产业链 产值 增长 8% 以上" in told
    assert "〖8%以上〗" in told
    assert "name-rise-rate" in told


def test_nothing_at_all_is_said_so():
    assert run("今天天气很好。").strip()
