"""The built-in rules, and the section in which some words of a text stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from outline_texts import catalogue, clean_text

from tracker.models import ReportKind, Section
from tracker.outline import SectionIndex, outline
from tracker.rulebook import Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def section_at(rulebook: Rulebook) -> Callable[..., Section]:
    """The innermost section at the first place of some words in a text."""

    def find(text: str, words: str, year: int = 2024, kind: ReportKind = "work_report") -> Section:
        sections = outline(clean_text(text), catalogue(year, kind), rulebook)
        section = SectionIndex(sections).at(text.index(words))
        assert section is not None
        return section

    return find
