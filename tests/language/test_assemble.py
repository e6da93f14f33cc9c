"""What extraction builds without validation is what validation would have built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.flow import extract_report, read_report, report_from_source
from tracker.models import SourceText

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


def test_edits_and_lost_characters_are_told_of_the_sentences_and_clauses_they_lie_in() -> None:
    text = REPORT.read_text(encoding="utf-8").replace("增长", "增 长").replace("建成", "建\ufffd")
    report = report_from_source(SourceText(path="", sha256="", format="text", encoding="utf-8", text=text))
    found = extract_report(report)
    clean = report.clean
    assert clean.damaged
    hurt = 0
    for item in (*found.commitments, *found.results):
        inside = [edit.certainty for edit in clean.edits if item.start <= edit.start < item.end]
        assert item.clean_edits == {"exact": inside.count("exact"), "guessed": inside.count("guessed")}
        start, end = item.value_start or item.object_start, item.value_end or item.object_end
        if start is not None and end is not None:
            sentence, said = clean.offsets.to_clean(item.start, item.end), clean.offsets.to_clean(start, end)
            before = re.split("[，。；：！？\n]", clean.text[sentence[0] : said[0]])[-1]
            behind = re.split("[，。；：！？\n]", clean.text[said[1] : sentence[1]])[0]
            clause = said[0] - len(before), said[1] + len(behind)
            lost = any(clause[0] <= at < clause[1] for at, _ in clean.damaged)
            assert item.damaged == lost
            hurt += lost
    assert hurt
