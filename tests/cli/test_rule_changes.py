"""``tracker rules preview``, ``draft`` and ``new``: shown first, kept only where nothing stands against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli.rules import rules
from tracker.errors import RuleError
from tracker.rulebook import load


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(rules, arguments, input=typed, standalone_mode=False, catch_exceptions=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(
        "临江市政府工作报告\n\n——2024年1月10日在临江市第十届人民代表大会第一次会议上\n\n"
        "一、2023年工作回顾\n\n一年来，柚子产值增长8%。\n\n二、2024年工作安排\n\n力争柚子产值大大增长9%。\n",
        encoding="utf-8",
    )
    return file


def test_a_draft_is_only_shown_unless_there_is_a_folder_to_write_it_into(tmp_path: Path) -> None:
    done = run("draft", "synonym", "gdp", "经济总量甲")
    assert done.return_value == 0
    assert "经济总量甲" in done.stdout
    own = tmp_path / "own"
    assert run("draft", "synonym", "gdp", "经济总量甲", "--into", str(own)).return_value == 0
    assert load(own).indicators.find("经济总量甲") is not None


def test_a_draft_that_breaks_something_is_not_written(tmp_path: Path) -> None:
    own = tmp_path / "own"
    done = run("draft", "synonym", "gdp", "柚子甲", "--sentence", "龙眼增长5%。", "--into", str(own))
    assert done.return_value == 1
    assert "龙眼增长5%。" in done.stderr
    assert not own.exists()


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (("word", "rise", "节节走高"), "words/own.yaml"),
        (("unit", "pieces", "畦"), "units.yaml"),
        (("indicator", "柚子总产", "柚子产量", "--unit-family", "mass"), "indicators/own.yaml"),
        (("miss", "name-rise-rate", "力争柚子产值稳步增长。", "--why", "没有数字"), "targets/own.yaml"),
    ],
)
def test_every_kind_of_draft_can_be_written(tmp_path: Path, arguments: tuple[str, ...], place: str) -> None:
    own = tmp_path / "own"
    done = run("draft", *arguments, "--into", str(own))
    assert done.return_value == 0, done.stderr
    assert (own / place).is_file()


def test_a_rule_is_drafted_from_a_marked_sentence() -> None:
    given = ("--id", "own-rule", "--intent", "试", "--gives", "measure=growth", "--miss", "柚子增长。", "--why", "无")
    assert "{name} {rise} {quantity:rate}" in run("draft", "rule", "柚子产业链产值增长〖8%〗。", *given).stdout


def test_new_asks_and_writes(tmp_path: Path) -> None:
    own = tmp_path / "own"
    done = run("new", "--into", str(own), typed="synonym\n地区生产总值\n经济总量乙\n\ny\n")
    assert done.return_value == 0, done.stdout
    assert load(own).indicators.find("经济总量乙") is not None


def test_new_leaves_everything_as_it_is_when_the_answer_is_no(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert run("new", "--into", str(own), typed="word\nrise\n节节走高\nn\n").return_value == 0
    assert not own.exists()


@pytest.mark.parametrize("kind", ["indicator", "unit", "miss", "rule"])
def test_new_knows_every_kind(tmp_path: Path, kind: str) -> None:
    typed = {
        "indicator": "indicator\n柚子总产\nmass\nhigher\n\n",
        "unit": "unit\npieces\n畦\n\n",
        "miss": "miss\nname-rise-rate\n力争柚子产值稳步增长。\n没有数字\n",
        "rule": "rule\n柚子产业链产值增长〖8%〗。\n\ngrowth\nup\nown-rule\n试\n柚子增长。\n没有数字\n",
    }[kind]
    done = run("new", "--into", str(tmp_path / "own"), typed=typed + "n\n")
    assert done.return_value == 0, done.stdout
    assert "own.yaml" in done.stdout or "units.yaml" in done.stdout


def test_preview_lists_what_a_change_does(tmp_path: Path, report: Path) -> None:
    own = tmp_path / "own"
    assert run("draft", "indicator", "柚子产值", "--id", "pomelo", "--into", str(own)).return_value == 0
    lines = run("preview", "--rules", str(own), "--json", str(report)).stdout.splitlines()
    changes = [json.loads(line) for line in lines]
    assert any(change.get("after", {}).get("indicator_id") == "pomelo" for change in changes)
    assert "indicator_id" in run("preview", "--rules", str(own), str(report)).stdout


def test_preview_against_the_same_rules_shows_nothing(tmp_path: Path, report: Path) -> None:
    assert len(run("preview", str(report)).stdout.splitlines()) == 1
    assert run("preview", "--json", "--against", str(tmp_path), str(report)).stdout == ""


@pytest.mark.parametrize("revision", ["--output=x", "no-such-revision", "a b"])
def test_preview_against_no_revision_is_one_sentence(report: Path, revision: str) -> None:
    with pytest.raises(RuleError):
        run("preview", "--against", revision, str(report))
