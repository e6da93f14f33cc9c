"""What the guides in ``rules/`` show can be typed as it stands."""

import re
from pathlib import Path

import pytest

from tracker.resources import resource
from tracker.rulebook import load, load_folders
from tracker.rulebook.examples import run
from tracker.rulebook.patterns import read_pattern


@pytest.fixture(params=["README.md", "README.zh-CN.md"])
def guide(request) -> str:
    return (resource("rules") / request.param).read_text(encoding="utf-8")


def test_the_blocks_load_and_their_examples_hold(guide: str, tmp_path: Path):
    places = ["indicators/a.yaml", "indicators/also.yaml", "units.yaml", "targets/a.yaml"]
    blocks = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert len(blocks) == len(places)
    known, added = tmp_path / "known", tmp_path / "added"
    for place, block in zip(places, blocks, strict=True):
        # the block that only adds needs something beneath it
        file = (added if "also" in block else known) / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block, encoding="utf-8")
    beneath = known / "indicators/gdp.yaml"
    beneath.write_text("- id: gdp\n  name: 试用生产总值\n", encoding="utf-8")
    book = load_folders(resource("rules"), known, added)
    assert "经济总量指标" in book.indicators["gdp"].synonyms
    assert [outcome.zh for outcome in run(book, ["name-rise-rate"]) if not outcome.holds] == []


def test_the_patterns_of_the_table_can_be_read(guide: str):
    rows = re.findall(r"^\| ((?:`[^`]+` ?)+)\|", guide.partition("--- |")[2], re.MULTILINE)
    patterns = [
        p.replace("\\|", "|")
        for row in rows
        for p in re.findall(r"`([^`]+)`", row)
        if "/" not in p and ".yaml" not in p
    ]
    assert len(patterns) >= 12
    for pattern in patterns:
        read_pattern(f"{{rise}} {pattern}" if pattern not in ("^",) else "^ {rise}")


def test_both_guides_name_every_command():
    from tracker.cli.rules import rules

    assert load()
    for name in ("README.md", "README.zh-CN.md"):
        text = (resource("rules") / name).read_text(encoding="utf-8")
        assert all(
            f"tracker rules {command}" in text
            for command in ("list", "show", "test", "check", "schema", "preview", "draft", "new")
        )
    assert {"list", "show", "test", "check", "schema", "preview", "draft", "new"} <= set(rules.commands)
