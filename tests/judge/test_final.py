"""Which lines there are, and which of them counts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_reports import figure, report, target

from tracker.judge.final import final_place
from tracker.match import Pairing
from tracker.models import Decision, Link, Verdict

Lines = Callable[..., list[Link]]

OUTPUT = "柚子产业链产值"
CORPUS = [
    report(2023, [target(OUTPUT, 100, "亿元"), target("柚子出口额", 9, "亿元", until=2025)]),
    report(2024, (), [figure(OUTPUT, 90, "亿元"), figure("柚子出口额", 7, "亿元")]),
    report(2025, (), [figure("柚子出口额", 8, "亿元", year=2025)]),
    report(2026, (), [figure("柚子出口额", 10, "亿元", year=2026)]),
    report(2024, kind="plan_report", id="p2024", results=[figure(OUTPUT, 91, "亿元", id="r-plan")]),
]


def test_one_line_for_each_report_that_could_speak(lines: Lines) -> None:
    found = [(line.commitment, line.later_report) for line in lines(CORPUS)]
    assert found == [
        ("c-柚子产业链产值-100-2023", "r2024"), ("c-柚子产业链产值-100-2023", "p2024"),
        ("c-柚子出口额-9-2023", "r2024"), ("c-柚子出口额-9-2023", "p2024"),
        ("c-柚子出口额-9-2023", "r2025"), ("c-柚子出口额-9-2023", "r2026"),
    ]  # fmt: skip


def test_a_line_that_nobody_looked_at_says_so(lines: Lines) -> None:
    for line in lines(CORPUS):
        assert (line.decided_by, line.check_state) == ("rule", "machine")
        assert Link.model_validate(line.model_dump(), strict=True) == line


def test_the_report_on_the_last_year_is_final(lines: Lines) -> None:
    final = {line.commitment: line for line in lines(CORPUS) if line.final}
    assert len(final) == 2
    assert final["c-柚子出口额-9-2023"].later_report == "r2026"
    assert final["c-柚子出口额-9-2023"].verdict == "met"


def test_of_one_year_the_plans_own_kind_is_final(lines: Lines) -> None:
    assert next(line.later_report for line in lines(CORPUS) if line.final) == "r2024"


def test_the_plans_own_kind_is_final_also_where_it_comes_last(lines: Lines) -> None:
    plan = report(2023, [target(OUTPUT, 100, "亿元")], kind="plan_report")
    found = lines([plan, CORPUS[1], CORPUS[4]])
    assert [line.later_report for line in found] == ["r2024", "p2024"]
    assert [line.final for line in found] == [False, True]


def test_the_earliest_report_on_the_last_year_is_final_though_a_later_one_knows_more() -> None:
    asked = target(OUTPUT, 100, "亿元")
    silent, telling = report(2024), report(2025, (), [figure(OUTPUT, 110, "亿元")], reviewed=(2023, 2024))
    pairings = [Pairing(asked, report(2023, [asked]), later) for later in (silent, telling)]
    unreported = Link(commitment=asked.id, result=None, verdict=Verdict.UNREPORTED, verdict_strict=Verdict.UNREPORTED)
    met = Link(commitment=asked.id, result="r", verdict=Verdict.MET, verdict_strict=Verdict.MET)
    assert final_place([unreported, met], pairings) == 0
    assert final_place([met, unreported], pairings[::-1]) == 1


def test_what_was_searched_are_all_reports_on_those_years(lines: Lines) -> None:
    first = lines(CORPUS)[0]
    assert first.searched == ("r2024", "p2024")


def test_of_one_year_the_report_that_answers_is_final(lines: Lines) -> None:
    corpus = [CORPUS[0], report(2024), CORPUS[4]]
    assert next(line.later_report for line in lines(corpus) if line.final) == "p2024"


def test_the_latest_is_final_where_none_reviews_the_last_year(lines: Lines) -> None:
    assert [line.later_report for line in lines(CORPUS[:3]) if line.final] == ["r2024", "r2025"]


def test_a_review_of_several_years_speaks_only_where_no_other_does(lines: Lines) -> None:
    years = report(2024, id="r-five", reviewed=(2019, 2023))
    plan = report(2023, [target(OUTPUT, 100, "亿元")])
    assert [line.later_report for line in lines([plan, years])] == ["r-five"]
    assert [line.later_report for line in lines([plan, years, CORPUS[1]])] == ["r2024"]


@given(order=st.permutations(CORPUS))
def test_the_order_of_reports_does_not_matter(lines: Lines, order: list[object]) -> None:
    assert lines(order) == lines(CORPUS)


def test_weights_add_up_to_the_score(lines: Lines) -> None:
    for line in lines(CORPUS):
        assert sum(reason.weight for reason in line.reasons) == line.score <= 1


def _decision(number: int, action: str, **fields: object) -> Decision:
    return Decision.model_validate(
        {
            "id": f"d{number}",
            "commitment": "c-柚子产业链产值-100-2023",
            "who": "甲",
            "at": "2025-01-01",
            "action": action,
        }
        | fields
    )


def _decided(lines: Lines, *decisions: Decision) -> Link:
    return next(line for line in lines(CORPUS, decisions) if line.final and "产业链" in line.commitment)


def test_the_reviewers_line_is_final(lines: Lines) -> None:
    line = _decided(lines, _decision(1, "pick", result="r-plan", verdict="met"))
    assert (line.later_report, line.result, line.decided_by) == ("p2024", "r-plan", "reviewer")


def test_a_picked_result_is_judged_by_the_rules(lines: Lines) -> None:
    line = _decided(lines, _decision(1, "pick", result="r-plan"))
    assert (line.result, line.verdict, line.decided_by) == ("r-plan", "missed", "reviewer")
    assert sum(reason.weight for reason in line.reasons) == line.score


def test_a_picked_result_that_no_rule_chose_is_judged_by_the_rules(lines: Lines) -> None:
    told = [figure(OUTPUT, 90, "亿元"), figure("柚子深加工产值", 120, "亿元")]
    corpus = [report(2023, [target(OUTPUT, 100, "亿元")]), report(2024, (), told)]
    (line,) = lines(corpus, [_decision(1, "pick", result=told[1].id)])
    assert (line.result, line.verdict, line.attainment) == (told[1].id, "met", Decimal("1.2"))
    (line,) = lines(corpus, [_decision(1, "pick", result="gone", verdict="near")])
    assert (line.result, line.verdict) == ("gone", "near")


def test_a_picked_result_of_another_scope_is_not_compared_and_the_line_says_so(lines: Lines) -> None:
    west = figure(OUTPUT, 120, "亿元", scope="河西区")
    corpus = [report(2023, [target(OUTPUT, 100, "亿元", scope="河东区")]), report(2024, (), [west])]
    assert lines(corpus)[0].result is None
    (line,) = lines(corpus, [_decision(1, "pick", result=west.id)])
    assert (line.result, line.verdict, line.verdict_detail) == (west.id, "incomparable", "definition")
    assert [(reason.text, reason.en) for reason in line.reasons] == [
        ("范围、单位或时期不能相比", "scope, unit or period cannot be compared")
    ]


def test_what_a_person_did_not_find_is_pending_as_long_as_no_report_speaks_of_it(lines: Lines) -> None:
    (line,) = lines([report(2023, [target(OUTPUT, 100, "亿元")])], [_decision(1, "not_reported")])
    assert (line.verdict, line.later_report, line.decided_by) == ("pending", None, "reviewer")


def test_what_a_person_did_not_find_is_unreported_also_before_the_last_year(lines: Lines) -> None:
    corpus = [report(2023, [target(OUTPUT, 100, "亿元", until=2025)]), report(2024, (), [figure(OUTPUT, 60, "亿元")])]
    (line,) = lines(corpus, [_decision(1, "not_reported")])
    assert (line.verdict, line.verdict_detail) == ("unreported", "searched_same_kind")


def test_a_verdict_by_hand_replaces_the_rules(lines: Lines) -> None:
    line = _decided(lines, _decision(1, "verdict", verdict="incomparable", reason="口径不同"))
    assert (line.verdict, line.check_state, line.decided_by) == ("incomparable", "one", "reviewer")
    assert line.reasons[-1].text == "口径不同"
    assert line.shortfall is None


def test_two_readers_who_agree_are_two(lines: Lines) -> None:
    line = _decided(lines, _decision(1, "accept"), _decision(2, "accept", who="乙"))
    assert (line.check_state, line.verdict) == ("two", "missed")


def test_two_readers_who_differ_are_not(lines: Lines) -> None:
    line = _decided(lines, _decision(1, "accept"), _decision(2, "not_reported", who="乙"))
    assert (line.check_state, line.verdict, line.result) == ("one", "unreported", None)


@pytest.mark.parametrize("action", [{"action": "not_reported"}, {"action": "verdict", "verdict": "unreported"}])
def test_what_a_person_did_not_find_is_explained_by_the_report_and_not_by_the_match_they_refused(
    lines: Lines, action: dict[str, object]
) -> None:
    before = _decided(lines)
    assert before.result is not None
    line = _decided(lines, _decision(1, **action, reason="看过全文"))  # type: ignore[arg-type]
    assert (line.verdict, line.verdict_detail, line.score) == ("unreported", "searched_same_kind", 0)
    assert [reason.level for reason in line.reasons] == ["unreported", "reviewer"]


def test_a_report_of_which_pages_are_missing_is_no_silence_though_a_person_found_nothing(lines: Lines) -> None:
    torn = report(2024, (), [figure(OUTPUT, 90, "亿元")], partial=True)
    (line,) = lines([report(2023, [target(OUTPUT, 100, "亿元")]), torn], [_decision(1, "not_reported")])
    assert (line.verdict, line.verdict_detail, line.decided_by) == ("unreported", "fragment", "reviewer")


def test_a_verdict_by_hand_is_not_explained_by_what_the_rules_said_of_theirs(lines: Lines) -> None:
    before, line = _decided(lines), _decided(lines, _decision(1, "verdict", verdict="met"))
    assert "missed" in {reason.level for reason in before.reasons}
    assert {"missed", "met"}.isdisjoint(reason.level for reason in line.reasons)
    assert sum(reason.weight for reason in line.reasons) == line.score == before.score


def test_a_person_who_gives_no_reason_is_not_made_to_give_one(lines: Lines) -> None:
    assert _decided(lines, _decision(1, "cannot_compare")).verdict_detail is None
    assert _decided(lines, _decision(1, "cannot_compare", fields={"detail": "scope"})).verdict_detail == "scope"


def test_what_the_first_reader_said_stands_beside_what_the_second_says(lines: Lines) -> None:
    first, second = _decision(1, "accept", reason="甲的话"), _decision(2, "not_reported", who="乙", reason="乙的话")
    said = [reason.text for reason in _decided(lines, first, second).reasons if reason.level == "reviewer"]
    assert said[:2] == ["甲的话", "乙的话"]


def test_what_was_undone_never_happened(lines: Lines) -> None:
    undo = _decision(2, "undo", fields={"decision": "d1"})
    assert _decided(lines, _decision(1, "not_reported"), undo).decided_by == "rule"
