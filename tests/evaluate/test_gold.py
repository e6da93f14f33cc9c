"""Answer files say where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import TrackerError
from tracker.evaluate.gold import GoldMilestone, load_gold


def _milestone(**place: object) -> GoldMilestone:
    return GoldMilestone.model_validate({"id": "m1", "action": "建成", "object": "大桥", **place})


def test_an_anchor_is_found_within_its_context() -> None:
    text = "建成大桥甲。建成大桥乙。"
    start, end = _milestone(anchor="大桥", context="建成大桥乙").place(text, "x")
    assert (start, text[start:end]) == (8, "大桥")


@pytest.mark.parametrize(
    "place",
    [
        {"anchor": "大桥", "context": "建成大桥"},
        {"anchor": "隧道", "context": "建成隧道"},
        {"anchor": "大桥", "at": [0, 2]},
        {"anchor": "乙桥", "context": "大桥乙"},
    ],
)
def test_words_that_are_not_there_exactly_once_are_refused(place: dict[str, object]) -> None:
    with pytest.raises(TrackerError):
        _milestone(**place).place("建成大桥甲。建成大桥乙。", "x")


def test_a_folder_without_answers_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match=r"no \*\.targets\.json"):
        load_gold(tmp_path)


@pytest.mark.parametrize("content", ["", "{", '{"doc": "x"}', '{"doc": "x", "targets": [{"id": "t1"}]}'])
def test_a_broken_answer_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.targets.json").write_text(content, encoding="utf-8")
    with pytest.raises(TrackerError) as caught:
        load_gold(tmp_path)
    assert caught.value.where.endswith("x.targets.json")
