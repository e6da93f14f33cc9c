"""What a reviewer's decision makes of the lines of a commitment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tracker.judge.decisions import apply_decisions
from tracker.models import Decision, Link, Verdict
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.reasons import ReasonTexts

Apply = Callable[..., list[Link]]

REPORTS = {"first": "r2024", "second": "r2025", "other": "r2025"}


def line(result: str | None = "first", later: str = "r2024", **fields: Any) -> Link:
    """A line that the rules made: missed by a tenth, and a figure of doubt."""
    fields = {"verdict": "missed", "verdict_strict": "missed", "attainment": "0.9", "shortfall": "10", **fields}
    return Link.model_validate({"commitment": "c", "result": result, "later_report": later, **fields})


def said(action: str, number: int = 1, who: str = "a", **fields: Any) -> Decision:
    given = {"id": f"d{number}", "commitment": "c", "who": who, "at": f"2025-01-01T00:00:{number:02}Z"}
    return Decision.model_validate({**given, "action": action, **fields})


def never(place: int, picked: str) -> Link | None:
    raise AssertionError(f"judged again: {picked!r}")


def untold(place: int) -> Link:
    """The line of a report in which nothing is found, whatever was matched there."""
    said_of_it = {"attainment": None, "shortfall": None, "verdict_detail": f"untold at {place}"}
    return line(None, verdict="unreported", verdict_strict="unreported", **said_of_it)


@pytest.fixture(scope="session")
def apply(rules: Rulebook) -> Apply:
    notes = rules.settings(ReasonTexts).notes

    def applied(
        lines: Sequence[Link], *decisions: Decision, judge: Callable[[int, str], Link | None] = never, final: int = 0
    ) -> list[Link]:
        return apply_decisions(lines, final, decisions, REPORTS, judge, untold, notes)

    return applied


def test_without_decisions_lines_stay_as_they_are(apply: Apply) -> None:
    assert apply([line(), line("second", "r2025")]) == [line(), line("second", "r2025")]


def test_an_accepted_line_keeps_all_it_says_and_tells_who_decided(apply: Apply) -> None:
    (after,) = apply([line(boundary=True, verdict="near", verdict_detail="x")], said("accept", result="first"))
    assert after == line(boundary=True, verdict="near", verdict_detail="x", decided_by="reviewer", check_state="one")
    assert apply([line()], said("accept"))[0].result == "first"


def test_a_line_that_was_only_looked_at_is_still_the_rules_own(apply: Apply) -> None:
    (after,) = apply([line()], said("checked", reason="看过"))
    assert after == line(check_state="one")


@pytest.mark.parametrize("action", ["pick", "accept"])
def test_another_result_is_judged_by_the_rules(apply: Apply, action: str) -> None:
    asked = []

    def judge(place: int, picked: str) -> Link:
        asked.append((place, picked))
        return line(picked, "r2025", verdict="met", verdict_strict="met", attainment="1.1", shortfall=None)

    lines = [line(), line("second", "r2025")]
    first, second = apply(lines, said(action, result="other"), judge=judge)
    assert asked == [(1, "other")]
    assert first == lines[0]
    assert (second.result, second.verdict, second.attainment) == ("other", Verdict.MET, Decimal("1.1"))
    assert (second.decided_by, second.check_state) == ("reviewer", "one")


def test_a_result_that_no_rule_can_judge_is_taken_all_the_same(apply: Apply) -> None:
    (after,) = apply([line()], said("pick", result="gone", verdict="met"), judge=lambda place, picked: None)
    assert (after.result, after.verdict, after.attainment, after.shortfall) == ("gone", Verdict.MET, None, None)


@pytest.mark.parametrize("action", ["verdict", "cannot_compare", "not_reported", "checked"])
def test_only_picking_and_accepting_choose_another_result(apply: Apply, action: str) -> None:
    (after,) = apply([line()], said(action, result="other", verdict="met"))
    assert after.result == (None if action == "not_reported" else "first")


@pytest.mark.parametrize(
    ("decision", "verdict", "detail", "result"),
    [
        (said("accept", result="first", verdict="near", fields={"detail": "y"}), "near", "y", "first"),
        (said("pick", result="first", verdict="near"), "near", None, "first"),
        (said("verdict", verdict="incomparable", fields={"detail": "scope"}), "incomparable", "scope", "first"),
        (said("cannot_compare"), "incomparable", None, "first"),
        (said("cannot_compare", fields={"detail": "period"}), "incomparable", "period", "first"),
        (said("not_reported"), "unreported", "untold at 0", None),
        (said("verdict", verdict="unreported"), "unreported", "untold at 0", None),
    ],
)
def test_another_verdict_goes_without_the_sums_of_the_old_one(
    apply: Apply, decision: Decision, verdict: str, detail: str | None, result: str | None
) -> None:
    (after,) = apply([line(verdict_strict="near", boundary=True)], decision)
    assert (after.verdict, after.verdict_strict, after.boundary) == (verdict, verdict, False)
    assert (after.verdict_detail, after.result) == (detail, result)
    assert (after.attainment, after.shortfall, after.overdue) == (None, None, False)
    assert (after.decided_by, after.check_state) == ("reviewer", "one")


def test_the_verdict_that_stands_already_keeps_its_detail(apply: Apply) -> None:
    stands = line(verdict="incomparable", verdict_strict="incomparable", verdict_detail="scope", attainment=None)
    (after,) = apply([stands], said("accept", verdict="incomparable", fields={"detail": "other"}))
    assert after.verdict_detail == "scope"


def test_why_nothing_can_be_compared_stays_where_the_rules_said_it(apply: Apply) -> None:
    stands = line(verdict="incomparable", verdict_strict="incomparable", verdict_detail="scope", attainment=None)
    for decision in (said("cannot_compare"), said("verdict", verdict="incomparable")):
        assert apply([stands], decision)[0].verdict_detail == "scope"
    assert apply([stands], said("verdict", verdict="met", fields={"detail": "scope"}))[0].verdict_detail is None


def test_what_is_said_of_a_result_stands_beside_the_line_of_its_report(apply: Apply) -> None:
    lines = [line(), line("second", "r2025")]
    first, second = apply(lines, said("note", result="other", reason="因雨停工"))
    assert first == lines[0]
    assert [reason.text for reason in second.reasons] == ["复核附注：因雨停工"]


def test_a_result_that_is_gone_is_laid_to_the_report_that_the_decision_names(apply: Apply) -> None:
    gone = said("pick", result="gone", verdict="met", fields={"later_report": "r2025"})
    first, second = apply([line(), line("second", "r2025")], gone, judge=lambda place, picked: None)
    assert (first.result, second.result) == ("first", "gone")


def test_why_nothing_was_found_is_no_reason_not_to_compare(apply: Apply) -> None:
    silent = line(None, verdict="unreported", verdict_strict="unreported", verdict_detail="searched_same_kind")
    for decision in (said("cannot_compare"), said("verdict", verdict="incomparable")):
        assert apply([silent], decision)[0].verdict_detail is None


def test_what_was_not_found_is_told_as_of_a_report_in_which_nothing_is(apply: Apply) -> None:
    lines = [line(), line("second", "r2025")]
    first, second = apply(lines, said("not_reported", fields={"later_report": "r2025"}))
    assert first == lines[0]
    assert second == untold(1).model_copy(update={"decided_by": "reviewer", "check_state": "one"})


def test_a_verdict_that_names_none_leaves_the_line(apply: Apply) -> None:
    (after,) = apply([line()], said("verdict"))
    assert after == line(decided_by="reviewer", check_state="one")


@pytest.mark.parametrize(("before", "verdict", "after"), [(True, "ongoing", True), (False, "ongoing", False)])
def test_only_what_was_overdue_and_goes_on_is_overdue(apply: Apply, before: bool, verdict: str, after: bool) -> None:
    assert apply([line(overdue=before)], said("verdict", verdict=verdict))[0].overdue is after
    assert apply([line(overdue=before)], said("verdict", verdict="met"))[0].overdue is False


def test_a_reason_is_quoted(apply: Apply) -> None:
    (after,) = apply([line()], said("accept", reason="口径一致"))
    assert "口径一致" in after.reasons[-1].text
    assert apply([line()], said("accept"))[0].reasons == ()


def test_where_a_decision_belongs(apply: Apply) -> None:
    lines = [line(), line("second", "r2025")]

    def decided(decision: Decision, final: int) -> list[str]:
        return [after.decided_by for after in apply(lines, decision, final=final)]

    assert decided(said("accept", result="second"), 0) == ["rule", "reviewer"]
    assert decided(said("cannot_compare", fields={"later_report": "r2025"}), 0) == ["rule", "reviewer"]
    assert decided(said("cannot_compare", fields={"later_report": "r2029"}), 1) == ["rule", "reviewer"]
    assert decided(said("cannot_compare"), 1) == ["rule", "reviewer"]
    assert decided(said("cannot_compare"), 0) == ["reviewer", "rule"]


def test_a_line_without_a_report_takes_no_decision_that_names_none(apply: Apply) -> None:
    pending = line(None, "r2024").model_copy(update={"later_report": None})
    after = apply([pending, line("second", "r2025")], said("cannot_compare"), final=1)
    assert [each.decided_by for each in after] == ["rule", "reviewer"]


def test_an_undone_decision_never_happened(apply: Apply) -> None:
    undo = said("undo", 2, fields={"decision": "d1"})
    for action in ("not_reported", "reply"):
        assert apply([line()], said(action, 1, reason="说明"), undo) == [line()]
        assert apply([line()], said(action, 3, reason="说明"), undo) != [line()]


def test_two_who_agree_are_two_readers(apply: Apply) -> None:
    (after,) = apply([line()], said("accept", 1, "a"), said("accept", 2, "b"))
    assert (after.check_state, after.reasons) == ("two", ())
    assert apply([line()], said("accept", 1, "a"), said("accept", 2, "a"))[0].check_state == "one"


def test_two_who_differ_are_one_reader_and_the_line_says_so(apply: Apply, rules: Rulebook) -> None:
    differ = rules.settings(ReasonTexts).notes.readers_differ
    (after,) = apply([line()], said("accept", 1, "a"), said("verdict", 2, "b", verdict="met"))
    assert (after.verdict, after.check_state) == (Verdict.MET, "one")
    assert [reason.text for reason in after.reasons] == [differ.text]


def test_who_changes_their_mind_differs_from_nobody(apply: Apply) -> None:
    (after,) = apply([line()], said("accept", 1, "a"), said("verdict", 2, "a", verdict="met"))
    assert (after.verdict, after.check_state, after.reasons) == (Verdict.MET, "one", ())


@pytest.mark.parametrize("action", ["reply", "note"])
def test_what_is_said_beside_a_line_changes_nothing_in_it(apply: Apply, action: str) -> None:
    (after,) = apply([line()], said(action, reason="因统计制度调整", verdict="met"))
    assert "因统计制度调整" in after.reasons[-1].text
    assert after.model_copy(update={"reasons": ()}) == line()
    assert apply([line()], said(action)) == [line()]


@pytest.mark.parametrize(
    ("action", "text", "en"),
    [
        ("reply", "政府说明：因雨停工", "the government's reply: 因雨停工"),
        ("note", "复核附注：因雨停工", "a reviewer's remark: 因雨停工"),
    ],
)
def test_a_reply_is_told_from_a_note(apply: Apply, action: str, text: str, en: str) -> None:
    (after,) = apply([line()], said(action, reason="因雨停工"))
    assert [(reason.text, reason.en) for reason in after.reasons] == [(text, en)]
