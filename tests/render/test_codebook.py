"""The codebook says what the tables hold: it is made from their columns, and every code of theirs has its meaning."""

from __future__ import annotations

import re

import pytest

from tracker.render.codebook import codebook, meaning
from tracker.render.columns import Table
from tracker.render.divisions import DIVISIONS
from tracker.render.tables import TABLES
from tracker.render.words import WHY_NOT_TAKEN

EVERY = (*TABLES, DIVISIONS)


def test_it_lists_every_column_of_every_table_in_order() -> None:
    sections = re.split(r"^## ", codebook(EVERY), flags=re.M)[1:]
    listed = {
        section.split(" ")[0]: re.findall(r"^\| `([a-z0-9_]+)` \|", section, flags=re.M)
        for section in sections
        if "| --- |" in section
    }
    assert listed == {table.name: [column.name for column in table.columns] for table in EVERY}


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_every_code_has_a_meaning_in_both_languages(table: Table) -> None:
    for column in table.columns:
        for code in column.enum:
            label = meaning(column, code)
            assert label.zh
            assert label.en


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_every_column_is_told_in_both_languages(table: Table) -> None:
    assert re.search(r"[\u4e00-\u9fff]", table.zh)
    for column in table.columns:
        assert re.search(r"[\u4e00-\u9fffA-Z]", column.zh)
        assert not re.search(r"[\u4e00-\u9fff]", column.en.replace("约束性", "").replace("预期性", ""))


def test_flat_tables_say_comparators_in_the_words_listed() -> None:
    text = codebook(TABLES)
    assert "`approx` 约、左右 / about" in text
    assert "`~`" not in text


def test_the_reasons_for_numbers_left_are_listed_each_a_word_in_ascii() -> None:
    (section,) = (part for part in re.split(r"^## ", codebook(EVERY), flags=re.M) if part.startswith("rejected "))
    for code, label in WHY_NOT_TAKEN.items():
        assert f"`{code}` {label.zh} / {label.en}" in section
        assert code.isascii()
