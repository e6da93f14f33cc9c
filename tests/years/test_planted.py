"""Every case planted in five years of reports is found, and nothing else."""

from __future__ import annotations

import pytest

from tracker.flow import built_in_rulebook
from tracker.years import Finding, SeriesReader, findings, goals
from tracker.years.figures import FigureReader
from years.planted import annals


@pytest.fixture(scope="module")
def figures() -> FigureReader:
    return FigureReader(built_in_rulebook())


@pytest.fixture(scope="module")
def found(figures: FigureReader) -> tuple[Finding, ...]:
    return findings(annals(), built_in_rulebook(), figures)


def _told(finding: Finding) -> tuple[str, int, str, str, str]:
    """The finding with the figures it is about: kind, year, name, figure, other figure."""
    statements = {**annals().commitments, **annals().results}
    one, other = statements[finding.statement], statements.get(finding.other or "")
    name = one.indicator or one.object or ""
    return finding.kind, finding.year, name, str(one.value or ""), str((other.value or "") if other else "")


PLANTED = [
    ("silent", 2011, "农村公路", "200", ""),
    ("unpromised", 2011, "接待游客", "320", ""),
    ("lowered", 2012, "地区生产总值", "12", "11"),
    ("renamed", 2012, "财政收入", "15", "14"),
    ("kept", 2012, "城镇新增就业", "2", "2"),
    ("dropped", 2012, "居民消费价格", "4", ""),
    ("raised", 2013, "地区生产总值", "11", "11.5"),
    ("reworded", 2013, "公共财政收入", "14", "14"),
    ("raised", 2013, "城镇新增就业", "2", "2.5"),
    ("unquantified", 2013, "固定资产投资", "20", ""),
    ("kept", 2014, "地区生产总值", "11.5", "11.5"),
    ("lowered", 2014, "公共财政收入", "14", "12"),
    ("raised", 2014, "城镇新增就业", "2.5", "2.6"),
    ("lowered", 2015, "地区生产总值", "11.5", "9"),
    ("renamed", 2015, "公共财政收入", "12", "9"),
    ("kept", 2015, "城镇新增就业", "2.6", "2.6"),
    ("put_off", 2013, "云浦大桥", "", ""),
    ("retold", 2012, "固定资产投资", "20.1", "21.6"),
]


def test_every_planted_case_is_found_and_none_invented(found: tuple[Finding, ...]) -> None:
    assert [_told(finding) for finding in found] == PLANTED


def test_what_is_put_off_carries_every_promise_of_it(found: tuple[Finding, ...]) -> None:
    (finding,) = (f for f in found if f.kind == "put_off")
    assert [annals().commitments[key].report for key in finding.chain] == ["yunpu-2011", "yunpu-2012", "yunpu-2013"]


def test_goals_of_several_years_say_how_far_they_have_come(figures: FigureReader) -> None:
    share, jobs = goals(annals(), figures)
    assert (share.commitment.indicator, str(share.so_far), share.told) == ("城镇化率", "47.5", 2014)
    assert [(step.year, str(step.result.value)) for step in share.steps] == [(2011, "45"), (2013, "47.5")]
    assert jobs.so_far == 96_000
    assert jobs.derivation == "2011—2014：21000 + 22000 + 26000 + 27000 = 96000人"


def test_figures_are_never_joined_across_a_change_of_definition(figures: FigureReader) -> None:
    series = {s.indicator: s for s in SeriesReader(figures).read(annals()) if s.measure == "growth"}
    promised = {
        key: [(y.year, str(y.target.value)) for y in series[key].years if y.target]
        for key in ("fiscal-revenue", "public-budget-revenue", "general-budget-revenue")
    }
    assert promised == {
        "fiscal-revenue": [(2011, "15")],
        "public-budget-revenue": [(2012, "14"), (2013, "14"), (2014, "12")],
        "general-budget-revenue": [(2015, "9")],
    }
    (year,) = (y for y in series["fiscal-revenue"].years if y.year == 2011)
    assert year.result is None
    assert year.answer is not None
    assert (str(year.answer.value), year.result_missing) == ("16", "incomparable")


def test_all_tellings_of_a_figure_are_kept(figures: FigureReader) -> None:
    (series,) = (s for s in SeriesReader(figures).read(annals()) if s.indicator == "fixed-asset-investment")
    (year,) = (y for y in series.years if y.year == 2012)
    assert year.result is not None
    assert [str(year.result.value), *(str(r.value) for r in year.other_results)] == ["20.1", "21.6"]


def test_every_year_of_the_corpus_stands_in_a_series_with_the_reason_of_its_gaps(figures: FigureReader) -> None:
    (series,) = (s for s in SeriesReader(figures).read(annals()) if s.indicator == "fixed-asset-investment")
    assert [(y.year, y.target_missing, y.result_missing) for y in series.years] == [
        (2010, "no_report", "no_result"),
        (2011, "no_target", "no_result"),
        (2012, None, None),
        (2013, "no_target", None),
        (2014, "no_target", "no_result"),
        (2015, "no_target", "no_report"),
    ]
