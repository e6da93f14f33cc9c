"""Years seen from a report and the part a sentence stands in."""

from __future__ import annotations

import pytest

from tracker.models import Catalogue, Section
from tracker.periods import Clock, clock_of, find_periods, resolve, years_named
from tracker.rulebook import load
from tracker.rulebook.schema.periods import PeriodSettings

RULES = load().settings(PeriodSettings)


def years(text: str, clock: Clock) -> tuple[int | None, int | None]:
    (expression,) = find_periods(text, RULES)
    period = resolve(expression, clock)
    assert period is not None
    return period.start_year, period.end_year


def test_five_years_told_in_a_review_of_five_years_are_those_years() -> None:
    assert years("五年来", Clock(2022, "review", (2016, 2020))) == (2016, 2020)
    assert years("五年来", Clock(2022, "review", (2021, 2021))) == (2017, 2021)


def test_a_horizon_already_past_does_not_run_backwards() -> None:
    assert years("到2012年", Clock(2013, "review", (2008, 2012))) == (2012, 2012)


def test_without_a_year_only_what_is_written_out_is_known() -> None:
    assert years("2025年", Clock(None)) == (2025, 2025)
    assert years("到2025年", Clock(None)) == (None, 2025)
    (expression,) = find_periods("今年", RULES)
    assert resolve(expression, Clock(None)) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、2023年工作回顾", (2023, 2023)),
        ("一、“十三五”时期和2020年工作回顾", (2016, 2020)),
        ("二、“十四五”时期主要目标和2035年远景目标", (2021, 2025)),
        ("二、今后五年的奋斗目标", (2022, 2026)),
        ("一、过去五年工作回顾", (2017, 2021)),
        ("三、加强自身建设", None),
    ],
)
def test_headings_name_years(heading: str, expected: tuple[int, int] | None) -> None:
    assert years_named(heading, RULES, Clock(2022)) == expected


def catalogue(session: str, year: int) -> Catalogue:
    return Catalogue(
        jurisdiction="澄州市", level="prefecture", kind="work_report", session=session, planned_years=(year, year)
    )


def test_the_term_of_office_is_counted_from_the_first_session() -> None:
    plan = Section(start=0, end=1, headings=(), role="plan", years=(2024, 2024))
    assert years("本届政府任期内", clock_of(catalogue("第五届人民代表大会第三次会议", 2024), plan)) == (2022, 2026)


def test_a_first_session_reviews_the_term_that_ends() -> None:
    report = catalogue("第六届人民代表大会第一次会议", 2022)
    review = Section(start=0, end=1, headings=(), role="review", years=(2017, 2021))
    assert years("本届政府", clock_of(report, review)) == (2017, 2021)
    plan = Section(start=0, end=1, headings=(), role="plan", years=(2022, 2022))
    assert years("本届政府", clock_of(report, plan)) == (2022, 2026)
