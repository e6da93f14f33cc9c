"""Runs out of step are put back; what their gaps cost is bounded."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.occurrences import occurrences
from tracker.repair.lexicon import fill
from tracker.repair.misread import misread


def test_the_same_surroundings_of_a_gap_are_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def listening(*near: Any) -> Any:
        asked.append(near[:3])
        return fill(*near)

    monkeypatch.setattr("tracker.repair.misread.fill", listening)
    list(misread("新增??" * 300))
    assert asked
    assert len(asked) == len(set(asked))


def test_what_a_reading_stands_behind_is_looked_up_once_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def listening(text: str, words: str) -> list[int]:
        asked.append(words)
        return occurrences(text, words)

    monkeypatch.setattr("tracker.repair.misread.occurrences", listening)
    list(misread("濮(pú)阳。" * 300 + "乔?pú)阳。" * 300))
    assert asked.count("(pú)") == 1
