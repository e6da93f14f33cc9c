"""``tracker rules``: what it prints and with which status it ends."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tracker.cli.explain import explain
from tracker.cli.rules import rules
from tracker.rulebook.schema import FAMILIES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rules, arguments, standalone_mode=False, catch_exceptions=False)


def test_list_names_every_rule_as_lines_of_json():
    rows = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert {"id", "family", "intent", "pattern", "gives", "status", "place"} <= rows[0].keys()
    assert {row["family"] for row in rows} >= {"targets", "milestones"}
    some = run("list", "--family", "targets").stdout
    assert len(some.splitlines()) == sum(row["family"] == "targets" for row in rows)


def test_show_knows_rules_word_classes_and_indicators(tmp_path: Path):
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators/a.yaml").write_text("- id: pomelo\n  name: 柚子总产\n", encoding="utf-8")
    assert "✓ hit" in run("show", "name-rise-rate").stdout
    assert "增长" in run("show", "rise").stdout
    assert "pomelo" in run("show", "柚子总产", "--rules", str(tmp_path)).stdout


def test_show_names_indicators_like_one_that_is_not_there():
    with pytest.raises(click.UsageError, match="水土流失治理面积"):
        run("show", "治理水土流失面积")


def test_test_proves_one_rule_and_ends_with_0():
    done = run("test", "name-rise-rate")
    assert done.return_value == 0, done.stdout


RULE = """\
rules:
  - id: name-rise-rate
    intent: 试
    pattern: {name} {rise} {quantity:rate}
    gives: {measure: growth, direction: up}
    examples:
      hit:
        - text: 力争柚子产值增长〖8%〗。
          gives: {value: 9}
      miss:
        - text: 力争柚子产值增长较快。
          why: 没有数字
"""


def test_an_example_that_does_not_hold_is_told_with_its_place_and_status_1(tmp_path: Path):
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/own.yaml").write_text(RULE, encoding="utf-8")
    done = run("test", "name-rise-rate", "--rules", str(tmp_path))
    assert done.return_value == 1
    (line, _) = done.stdout.splitlines()
    assert line.startswith(f"{tmp_path.as_posix()}/targets/own.yaml:8: name-rise-rate: ")
    assert "9" in line


def test_check_tells_faults_of_files_and_goes_on(tmp_path: Path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words/own.yaml").write_text("- class: rise\n\twords: [上扬]\n", encoding="utf-8")
    done = run("check", "--rules", str(tmp_path))
    assert done.return_value == 1
    assert "words/own.yaml:2" in done.stdout
    assert "没有问题" not in done.stdout


def test_a_rules_folder_that_is_not_there_is_wrong_usage(tmp_path: Path):
    with pytest.raises(click.UsageError, match="nosuch"):
        run("check", "--rules", str(tmp_path / "nosuch"))
    with pytest.raises(click.UsageError, match="nosuch"):
        CliRunner().invoke(
            explain, ["句子。", "--rules", str(tmp_path / "nosuch")], standalone_mode=False, catch_exceptions=False
        )


def test_check_on_reports_names_the_rules_that_never_fire(tmp_path: Path):
    report = tmp_path / "report.txt"
    report.write_text(
        "临江市政府工作报告\n\n一、2023年工作回顾\n\n一年来，柚子产值增长8%。\n\n二、2024年工作安排\n\n力争柚子产值增长9%。\n",
        encoding="utf-8",
    )
    told = run("check", str(report)).stdout
    assert "name-reach-nothing" not in told
    assert "name-rise-rate\n" not in told
    assert any(word in told for word in ("从未命中", "never fires"))


@pytest.mark.parametrize("family", FAMILIES)
def test_there_is_a_json_schema_for_every_family(family: str):
    made = json.loads(run("schema", family).stdout)
    assert made["title"] == f"rules/{FAMILIES[family].place}"
    assert made["type"] in ("object", "array")


def test_schemas_are_written_into_a_folder(tmp_path: Path):
    assert run("schema", "-o", str(tmp_path / "s")).return_value == 0
    assert {file.name for file in (tmp_path / "s").iterdir()} == {f"{family}.schema.json" for family in FAMILIES}


def test_measure_counts_what_each_rule_found(tmp_path: Path):
    report = tmp_path / "report.txt"
    report.write_text("临江市政府工作报告\n\n一、2023年工作回顾\n\n一年来，柚子产值增长8%。\n", encoding="utf-8")
    rows = [json.loads(line) for line in run("measure", str(report), "--json").stdout.splitlines()]
    assert next(row for row in rows if row["rule"] == "name-rise-rate")["fired"] == 1
    assert "name-rise-rate" in run("measure", str(report)).stdout
    assert "柚子产值" in run("unknown", str(report), "--least", "1").stdout
    names = [
        json.loads(line)["name"] for line in run("unknown", str(report), "--least", "1", "--json").stdout.splitlines()
    ]
    assert names == ["柚子产值"]
