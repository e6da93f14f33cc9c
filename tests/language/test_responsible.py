"""The department that leads is told where the text names it, and never else."""

from dataclasses import replace

import pytest

from tracker.language.responsible import Leads
from tracker.rulebook import Rulebook, load
from tracker.rulebook.sample import sample
from tracker.rulebook.schema.responsible import LeadExample, LeadMiss, LeadSettings

BOOK = load()
EXAMPLES = BOOK.settings(LeadSettings).examples


def leads(text: str) -> list[str | None]:
    read = sample(text.replace("〖", "").replace("〗", ""), BOOK)
    at = read.start + text.index("〖")
    return [item.responsible for item in read.extraction.commitments if item.value_start == at]


@pytest.mark.parametrize("example", EXAMPLES.hit, ids=lambda e: e.text)
def test_a_department_that_the_text_names_is_told(example: LeadExample):
    assert leads(example.text) == [example.gives]


@pytest.mark.parametrize("example", EXAMPLES.miss, ids=lambda e: e.text)
def test_a_department_that_is_only_mentioned_is_none(example: LeadMiss):
    assert leads(example.text) == [None]


def test_a_note_governs_its_paragraph_and_no_other():
    text = "新建公园15个。新建步道20公里。（市园林局牵头）\n新增学位〖900个〗。（市教委牵头）\n新增床位30张。"
    assert leads(text) == ["市教委"]
    assert leads(text.replace("〖", "").replace("〗", "").replace("15个", "〖15个〗")) == ["市园林局"]
    assert leads(text.replace("〖", "").replace("〗", "").replace("30张", "〖30张〗")) == [None]


def test_a_note_on_the_line_behind_belongs_to_the_line_before():
    assert leads("新建公园〖15个〗。\n责任单位：市园林局") == ["市园林局"]


def test_a_note_of_the_sentence_before_is_no_part_of_a_name():
    read = sample("新建公园15个。（责任单位：市园林局）新增学位900个。", BOOK)
    assert [item.indicator for item in read.extraction.commitments] == ["公园", "学位"]


def test_without_labels_a_colon_in_brackets_names_nobody():
    settings = BOOK.settings(LeadSettings)
    named = Leads("新增学位900个（：市教委）。", _with(settings.model_copy(update={"labels": ()})))
    assert named.of((0, 17), (4, 8)) is None


def _with(settings: LeadSettings) -> Rulebook:
    families = {
        name: settings if isinstance(entry, LeadSettings) else entry for name, entry in BOOK.settings_by_family.items()
    }
    return replace(BOOK, settings_by_family=families)
