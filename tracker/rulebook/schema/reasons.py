"""``rules/reasons.yaml``: the sentences that explain a verdict, in Chinese and in English."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, model_validator

from tracker.rulebook.schema.base import Entry

__all__ = ["NoteText", "NoteTexts", "ReasonTexts", "WordTexts", "Wording"]

_PLACE = re.compile(r"\{(\w*)\}")


class Wording(Entry):
    """One thing said in Chinese (``text``) and in English (``en``); both have the same places to fill, ``{name}``."""

    text: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @model_validator(mode="after")
    def _same_places(self) -> Self:
        if set(_PLACE.findall(self.text)) != set(_PLACE.findall(self.en)):
            raise ValueError("text 和 en 里的 {…} 不一致 | text and en must have the same places {…} to fill")
        return self


class NoteText(Wording):
    """A sentence that explains a verdict; ``level`` is the kind of the remark in the export."""

    level: str = Field(pattern="^[a-z_]+$")


class NoteTexts(Entry):
    """A sentence for each outcome; ``{gap}``, ``{unit}`` and ``{said}`` are filled in."""

    no_report_yet: NoteText
    silent_before_the_end: NoteText
    fragment: NoteText
    in_plan_part: NoteText
    other_kind_only: NoteText
    searched_same_kind: NoteText
    torn: NoteText
    damaged: NoteText
    no_number: NoteText
    not_exact: NoteText
    measure: NoteText
    cumulative: NoteText
    period: NoteText
    baseline: NoteText
    basis: NoteText
    scope: NoteText
    definition: NoteText
    not_comparable: NoteText
    qualitative: NoteText
    no_number_before_the_end: NoteText
    before_the_end: NoteText
    not_yet_reached: NoteText
    reached_early: NoteText
    reached: NoteText
    short_but_about: NoteText
    short_but_near: NoteText
    nearly: NoteText
    short: NoteText
    provisional: NoteText
    outstanding: NoteText
    object_damaged: NoteText
    state_not_reached: NoteText
    name_in_part: NoteText
    state_reached: NoteText
    readers_differ: NoteText
    reply: NoteText
    reviewer_note: NoteText
    reviewer_said: NoteText


class WordTexts(Entry):
    """Words that are filled in."""

    growth: Wording
    share: Wording
    level: Wording
    increment: Wording
    unsaid: Wording
    cumulative: Wording
    whole_place: Wording
    percentage_points: Wording


class ReasonTexts(Entry):
    """All sentences and words."""

    notes: NoteTexts
    words: WordTexts
