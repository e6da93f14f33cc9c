"""What extraction builds without validation is what validation would have built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.flow import extract_report, read_report

REPORT = Path(__file__).resolve().parents[2] / "reports" / "chengzhou-2024-gwr.txt"


@pytest.mark.parametrize("table", ["commitments", "results", "rejected", "qualitative"])
def test_a_model_made_unchecked_is_the_model_that_checking_makes(table: str) -> None:
    rows = getattr(extract_report(read_report(REPORT)), table)
    assert rows or table == "qualitative"
    for made in rows:
        values = made.model_dump()
        checked = type(made).model_validate(values)
        assert made == checked
        assert list(values) == list(type(made).model_fields)
        assert made.model_fields_set == set(values)
        assert made.model_dump_json() == checked.model_dump_json()


def test_a_changed_copy_leaves_the_fields_of_the_others_alone() -> None:
    first, second, *_ = extract_report(read_report(REPORT)).commitments
    changed = first.model_copy(update={"restates": "c-1"})
    assert changed.restates == "c-1"
    assert second.restates is None
    assert second.model_fields_set == set(type(second).model_fields)
