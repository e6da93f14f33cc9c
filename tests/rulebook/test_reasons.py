"""Reasons are told in both languages, in the same words for the same thing."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from tracker.flow import built_in_rulebook
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import ReasonTexts, Wording

_HAN = re.compile(r"[\u4e00-\u9fff]")


def _wordings() -> list[Wording]:
    rules = built_in_rulebook()
    texts, matching = rules.settings(ReasonTexts), rules.settings(MatchingSettings)
    named = [
        *(getattr(texts.notes, name) for name in type(texts.notes).model_fields),
        *(getattr(texts.words, name) for name in type(texts.words).model_fields),
    ]
    bars = (bar for waterfall in (matching.target, matching.milestone) for bar in waterfall.levels.values())
    return [*named, *(label for labels in bars for label in labels.values())]


def test_english_sentences_are_english_but_for_words_quoted() -> None:
    said = {wording.en for wording in _wordings() if _HAN.search(wording.en)}
    assert said == {"short by {gap} {unit}, within the tolerance of 左右 (about)"}


def test_what_is_filled_in_is_filled_in_in_both() -> None:
    with pytest.raises(ValidationError, match="same places"):
        Wording(text="差{gap}{unit}", en="short by {gap}")
