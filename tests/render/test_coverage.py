"""Coverage: what is held, what is missing in between, and which copy would answer the most."""

from __future__ import annotations

from paper_corpora import Draft

from tracker.models import Extraction, Link, Verdict
from tracker.render.corpus import RuleFacts
from tracker.render.counterparts import coverage_of
from tracker.render.coverage import Held, most_wanted
from tracker.render.place import Place

FACTS = RuleFacts(answered_by={"work_report": ("work_report",), "plan_report": ("plan_report", "work_report")})


def report(year: int, promises: int = 0, horizon: int | None = None, **catalogue: object) -> Extraction:
    name = str(catalogue.pop("name", f"liuxi-{year}-{catalogue.get('kind', 'work_report')}"))
    draft = Draft(name, year=year, **catalogue).heading("安排")
    for n in range(promises):
        draft.commit(str(n), f"新建{n}号公厕10座。", "10座", value=10, unit="座", horizon_end=horizon or year)
    return draft.made()


def cells(*extractions: Extraction, **verdicts: dict[str, object]) -> list[Held]:
    links = [
        Link.model_validate(
            {"commitment": c.id, "result": None, "verdict_strict": "pending", "verdict": "pending", "final": True}
            | verdicts.get(c.report.replace("-", "_"), {})
        )
        for e in extractions
        for c in e.commitments
    ]
    return list(coverage_of(Place(extractions, links), "云江省", FACTS))


def states(found: list[Held]) -> dict[tuple[int | None, str], str]:
    return {(cell.year, cell.kind): cell.state for cell in found}


def test_a_state_for_every_copy_and_the_years_in_between_are_missing() -> None:
    found = cells(
        report(2019),
        report(2021, partial=True),
        report(2022, status="repost"),
        report(2024, status="draft", partial=True),
        report(2020, kind="plan_report"),
        report(2025, status="scan"),
    )
    assert states(found) == {
        (2019, "work_report"): "whole",
        (2020, "work_report"): "missing",
        (2020, "plan_report"): "whole",
        (2021, "work_report"): "fragment",
        (2022, "work_report"): "repost",
        (2023, "work_report"): "missing",
        (2024, "work_report"): "draft",
        (2025, "work_report"): "whole",
    }


def test_the_counterpart_is_the_report_of_the_kind_that_should_tell() -> None:
    found = cells(report(2023, 3), report(2023, 5, kind="plan_report"))
    assert [(c.would_answer, c.year, c.kind, c.state) for c in most_wanted(found, 9)] == [
        (5, 2024, "plan_report", "missing"),
        (3, 2024, "work_report", "missing"),
    ]


def test_a_goal_of_several_years_waits_for_the_report_on_its_last_year() -> None:
    assert [c.year for c in most_wanted(cells(report(2023, 1, horizon=2025)), 9)] == [2026]


def test_what_is_for_the_far_future_is_not_looked_for_yet() -> None:
    assert not most_wanted(cells(report(2021, 1, horizon=2035)), 9)


def test_a_fragment_is_asked_for_again_whole_and_a_whole_report_never() -> None:
    plan, torn = report(2023, 4), report(2024, partial=True)
    told = {"verdict": Verdict.UNREPORTED, "verdict_detail": "fragment", "later_report": torn.report.id}
    (wanted,) = most_wanted(cells(plan, torn, liuxi_2023_work_report=told), 9)
    assert (wanted.state, wanted.report, wanted.would_answer) == ("fragment", torn.report.id, 4)
    silent = told | {"verdict_detail": "searched_same_kind"}
    assert not most_wanted(cells(plan, report(2024), liuxi_2023_work_report=silent), 9)


def test_what_a_draft_promises_waits_for_nothing() -> None:
    assert not most_wanted(cells(report(2023, 4, status="draft")), 9)
