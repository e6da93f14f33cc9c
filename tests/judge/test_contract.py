"""What holds for every line of the export, whatever the reports: checked on the sample corpus."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.flow import by_jurisdiction, extract_report, read_report
from tracker.judge import judge
from tracker.match import pair
from tracker.models import Commitment, Extraction, Link, Result, Verdict
from tracker.rulebook import Rulebook

REPORTS = Path(__file__).parents[2] / "reports"
SETTLED = (Verdict.MET, Verdict.NEAR, Verdict.MISSED)
DETAILS = {
    Verdict.UNREPORTED: {"searched_same_kind", "other_kind_only", "fragment", "in_plan_part"},
    Verdict.INCOMPARABLE: {
        "damaged", "no_number", "measure", "cumulative", "period", "baseline", "basis", "scope", "definition",
        "qualitative",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(rules: Rulebook) -> list[Extraction]:
    return [extract_report(read_report(path, rules), rules) for path in sorted(REPORTS.rglob("*.txt"))]


@pytest.fixture(scope="module")
def links(corpus: list[Extraction], rules: Rulebook) -> list[Link]:
    places = by_jurisdiction(corpus).values()
    return [line for place in places for line in judge(pair(place, rules), place, rules)]


@pytest.fixture(scope="module")
def commitments(corpus: list[Extraction]) -> dict[str, Commitment]:
    return {c.id: c for e in corpus for c in (*e.commitments, *e.qualitative)}


@pytest.fixture(scope="module")
def results(corpus: list[Extraction]) -> dict[str, Result]:
    return {r.id: r for e in corpus for r in e.results}


def test_every_commitment_has_exactly_one_final_line(corpus: list[Extraction], links: list[Link]) -> None:
    finals = Counter(line.commitment for line in links if line.final)
    assert set(finals.values()) == {1}
    assert {c.id for e in corpus for c in e.commitments} <= finals.keys()


def test_a_line_is_what_its_model_would_make_of_it(links: list[Link]) -> None:
    for line in links:
        assert line.model_fields_set == set(Link.model_fields)
        assert Link.model_validate(line.model_dump(), strict=True) == line


def test_a_later_report_has_one_line_for_a_commitment(links: list[Link]) -> None:
    assert max(Counter((line.commitment, line.later_report) for line in links).values()) == 1


def test_the_weights_add_up_to_the_score_and_every_reason_is_told_twice(links: list[Link]) -> None:
    for line in links:
        assert sum((reason.weight for reason in line.reasons), Decimal(0)) == line.score
        assert 0 <= line.score <= 1
        assert line.reasons
        assert all(reason.text and reason.en for reason in line.reasons)


def test_what_is_settled_has_an_answer_and_what_is_silent_has_none(links: list[Link]) -> None:
    for line in links:
        if line.verdict in SETTLED or line.verdict is Verdict.INCOMPARABLE:
            assert line.result is not None or line.verdict_detail in ("damaged", "qualitative")
        if line.verdict in (Verdict.PENDING, Verdict.UNREPORTED):
            assert line.result is None
        assert (line.later_report is None) is (line.verdict is Verdict.PENDING)
        assert line.verdict is not Verdict.UNREPORTED or line.later_report in line.searched


def test_details_are_those_of_the_contract(links: list[Link]) -> None:
    for line in links:
        assert (line.verdict_detail is None) is (line.verdict not in DETAILS)
        assert line.verdict_detail in DETAILS.get(line.verdict, {None})


def test_what_is_damaged_is_never_settled(
    links: list[Link], commitments: dict[str, Commitment], results: dict[str, Result]
) -> None:
    for line in links:
        touched = commitments[line.commitment].damaged or (line.result and results[line.result].damaged)
        assert not (touched and line.verdict in SETTLED)


def test_the_strict_verdict_differs_only_within_tolerance(
    links: list[Link], commitments: dict[str, Commitment]
) -> None:
    for line in links:
        assert line.boundary is (line.verdict is not line.verdict_strict)
        if line.boundary:
            assert line.verdict_strict is Verdict.MISSED
            assert line.shortfall is None or line.shortfall > 0
            assert commitments[line.commitment].kind == "target"
        if line.attainment is not None:
            assert commitments[line.commitment].measure != "growth"


def test_only_what_is_under_way_after_its_last_year_is_overdue(
    links: list[Link], commitments: dict[str, Commitment], corpus: list[Extraction]
) -> None:
    reviewed = {e.report.id: e.report.catalogue.reviewed_years for e in corpus}
    for line in links:
        end, years = commitments[line.commitment].horizon_end, reviewed.get(line.later_report or "")
        passed = end is not None and years is not None and years[1] >= end
        assert line.overdue is (line.verdict is Verdict.ONGOING and passed)
