"""The table of jurisdictions: codes that fit together, what became of what is gone, nothing guessed."""

from __future__ import annotations

import pytest

from tracker.flow import built_in_rulebook
from tracker.render.divisions import DIVISIONS, division_rows
from tracker.rulebook.schema.divisions import Divisions

ROWS = division_rows(built_in_rulebook())
BY_NAME = {row["jurisdiction"]: row for row in ROWS}


def test_every_row_has_every_column_and_every_name_stands_once() -> None:
    assert all(list(row) == [column.name for column in DIVISIONS.columns] for row in ROWS)
    assert len(BY_NAME) == len(ROWS)


def test_a_code_begins_as_that_of_its_parent_and_ends_as_its_level_says() -> None:
    for row in ROWS:
        code, above = row["division_code"], row["parent_code"]
        if above and code:
            assert code[:2] == above[:2], row
        if row["level"] == "province":
            assert code.endswith("0000")
        elif row["level"] == "prefecture" and code:
            assert code.endswith("00")
            assert not code.endswith("0000")
        elif row["level"] == "county" and code:
            assert not code.endswith("00"), row


def test_a_code_means_one_thing_at_a_time() -> None:
    codes = [row["division_code"] for row in ROWS if row["division_code"] and row["to_year"] is None]
    assert len(codes) == len(set(codes))


def test_what_is_gone_leads_to_what_is_there() -> None:
    gone = [row for row in ROWS if row["to_year"]]
    assert gone
    for row in gone:
        assert row["change"]
        assert [BY_NAME[name]["division_code"] for name in row["became"]] == row["became_codes"]


@pytest.mark.parametrize(
    ("name", "code", "since", "until", "became"),
    [
        ("湖北省襄樊市", "420600", None, 2010, ["湖北省襄阳市"]),
        ("湖北省襄阳市", "420600", 2010, None, []),
        ("安徽省巢湖市", "341400", None, 2011, ["安徽省合肥市", "安徽省芜湖市", "安徽省马鞍山市"]),
        ("贵州省毕节市", "520500", 2011, None, []),
        ("江苏省苏州市吴江市", "320584", None, 2012, ["江苏省苏州市吴江区"]),
        ("福建省龙岩市永定区", "350803", 2014, None, []),
        ("湖南省张家界市永定区", "430802", None, None, []),
        ("四川省宜宾市翠屏区", "511502", None, None, []),
        ("全国", None, None, None, []),
    ],
)
def test_renamings_and_mergers_stand_with_their_years(
    name: str, code: str | None, since: int | None, until: int | None, became: list[str]
) -> None:
    row = BY_NAME[name]
    assert (row["division_code"], row["from_year"], row["to_year"], row["became"]) == (code, since, until, became)


def test_a_county_that_the_lexicon_knows_by_name_only_has_no_code() -> None:
    row = BY_NAME["四川省成都市新津区"]
    assert (row["division_code"], row["parent_code"], row["to_year"]) == (None, "510100", None)


@pytest.mark.parametrize(
    ("year", "word"), [("15年", "甲省/乙县110101→乙区"), ("2015", "甲省/乙县→乙区"), ("2015", "乙县110101")]
)
def test_a_change_that_cannot_be_read_is_told(year: str, word: str) -> None:
    with pytest.raises(ValueError, match=year):
        Divisions(gone={year: {"raised": word}})
