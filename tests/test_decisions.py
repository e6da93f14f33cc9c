"""What is in force, what corrections make of an extraction, what has gone stale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from paper_corpora import small_corpus

from tracker.decisions import checked_fields, corrected, in_force, report_fixes, stale, standing, with_made_results
from tracker.errors import DecisionError
from tracker.models import Decision, Extraction

EXTRACTIONS = list(small_corpus().extractions)
FIRST = EXTRACTIONS[0].commitments[0]


def said(number: int, action: str, commitment: str = FIRST.id, who: str = "a", **more: object) -> Decision:
    given = {"id": f"d{number}", "commitment": commitment, "who": who, "at": f"2025-01-01T00:00:{number:02}Z"}
    return Decision.model_validate({**given, "jurisdiction": "柳溪市", "action": action, **more})


def undo(number: int, entry: int) -> Decision:
    return said(number, "undo", fields={"decision": f"d{entry}"})


def find(extractions: list[Extraction], key: str) -> object:
    return next((c for e in extractions for c in e.commitments if c.id == key), None)


def test_an_undo_takes_back_and_may_be_taken_back_itself() -> None:
    assert in_force([said(1, "accept"), undo(2, 1)]) == []
    assert in_force([said(1, "accept"), undo(2, 1), undo(3, 2)]) == [said(1, "accept")]


def test_the_last_judgement_of_each_reviewer_stands() -> None:
    log = [said(1, "accept"), said(2, "accept", who="b"), said(3, "note"), said(4, "not_reported")]
    assert {who: d.id for who, d in standing(log)[FIRST.id].items()} == {"b": "d2", "a": "d4"}


def test_no_commitment_is_dropped_and_counted_among_the_numbers_not_taken() -> None:
    after = corrected(EXTRACTIONS, [said(1, "not_a_commitment", reason="是名称")])
    assert find(after, FIRST.id) is None
    (rejected,) = [r for r in after[0].rejected if r.rule == "reviewer"]
    assert (rejected.reason, rejected.quote) == ("是名称", FIRST.quote)
    assert FIRST.quote[rejected.value_start - FIRST.start : rejected.value_end - FIRST.start] == rejected.text


def test_another_readers_judgement_keeps_it_whoever_spoke_first() -> None:
    none, accepted = said(1, "not_a_commitment"), said(2, "accept", who="b")
    assert find(corrected(EXTRACTIONS, [none, accepted]), FIRST.id)
    assert find(corrected(EXTRACTIONS, [accepted, none]), FIRST.id)
    assert not find(corrected(EXTRACTIONS, [none, said(3, "not_a_commitment", who="b")]), FIRST.id)
    assert not find(corrected(EXTRACTIONS, [said(2, "accept"), none]), FIRST.id)


def test_what_repeats_a_dropped_one_stands_by_itself() -> None:
    again = next(c for c in EXTRACTIONS[0].commitments if c.restates)
    after = corrected(EXTRACTIONS, [said(1, "not_a_commitment", again.restates or "")])
    assert find(after, again.id).restates is None  # type: ignore[attr-defined]


def test_corrected_fields_take_the_place_of_those_read_the_last_word_counting() -> None:
    log = [
        said(1, "correct", fields={"of": "commitment", "value": "12.5", "unit": "万家"}),
        said(2, "correct", fields={"of": "commitment", "value": "13", "scope": ""}),
    ]
    after = find(corrected(EXTRACTIONS, log), FIRST.id)
    assert (after.value, after.unit, after.scope) == (Decimal(13), "万家", None)  # type: ignore[attr-defined]
    assert (after.id, after.quote) == (FIRST.id, FIRST.quote)  # type: ignore[attr-defined]


def test_nothing_decided_changes_nothing() -> None:
    assert corrected(EXTRACTIONS, [said(1, "accept")]) == EXTRACTIONS
    assert with_made_results(EXTRACTIONS, [said(1, "accept")]) == EXTRACTIONS


@pytest.mark.parametrize(
    ("of", "fields"),
    [
        ("commitment", {"value": "many"}),
        ("commitment", {"id": "x"}),
        ("commitment", {"quote": "x"}),
        ("commitment", {"measure": "speed"}),
        ("report", {"kind": "novel"}),
        ("report", {"reviewed_years": "last"}),
        ("nothing", {"value": "1"}),
    ],
)
def test_what_fits_no_field_is_refused_and_changes_nothing_in_a_build(of: str, fields: dict[str, str]) -> None:
    with pytest.raises(DecisionError):
        checked_fields(of, fields)
    log = [said(1, "correct", fields={"of": of, "report": "x", **fields})]
    assert corrected(EXTRACTIONS, log) == EXTRACTIONS
    assert not any(report_fixes(log).values())


def test_a_reports_own_fields_become_overrides() -> None:
    fields = {"of": "report", "report": "p", "kind": "plan_report", "reviewed_years": "2021-2025", "partial": "true"}
    fixes = report_fixes([said(1, "correct", "report:p", fields=fields)])
    assert fixes == {"p": {"kind": "plan_report", "reviewed_years": (2021, 2025), "partial": True}}


def test_what_speaks_of_no_sentence_in_the_corpus_is_stale() -> None:
    result = EXTRACTIONS[1].results[0].id
    log = [said(1, "accept", "c-gone"), said(2, "pick", result="r-gone"), said(3, "pick", result=result)]
    assert [d.id for d in stale(log, EXTRACTIONS)] == ["d1", "d2"]
