"""The tables and the page over the years, of the town with every case planted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from paper_corpora import Draft, link
from years.planted import REPORTS, extracted

from tracker.flow import built_in_rulebook, compare_reports
from tracker.models import Verdict
from tracker.render.corpus import Options
from tracker.render.facts import facts_of
from tracker.render.place import Place
from tracker.render.site import render_jurisdiction
from tracker.render.years_page import YearsPage, years_page
from tracker.render.years_rows import year_rows
from tracker.render.years_tables import FINDINGS, PROGRESS
from tracker.years import YearsOfPlace, read_years


@pytest.fixture(scope="module")
def place() -> Place:
    found = extracted(REPORTS)
    return Place(found, compare_reports(found))


@pytest.fixture(scope="module")
def years(place: Place) -> YearsOfPlace:
    return read_years(place, built_in_rulebook())


@pytest.fixture(scope="module")
def rows(years: YearsOfPlace) -> dict[str, list[dict[str, Any]]]:
    return year_rows(years)


@pytest.fixture(scope="module")
def page(place: Place, years: YearsOfPlace) -> YearsPage:
    return years_page(years, place, facts_of(built_in_rulebook()), Options())


def test_every_row_has_every_column(rows: dict[str, list[dict[str, Any]]]) -> None:
    for table in (FINDINGS, PROGRESS):
        assert rows[table.name]
        assert all(list(row) == [column.name for column in table.columns] for row in rows[table.name])


def test_a_change_is_the_later_number_less_the_earlier(rows: dict[str, list[dict[str, Any]]]) -> None:
    (row,) = (r for r in rows["findings"] if r["kind"] == "raised" and r["indicator_id"] == "urban-jobs-new"
              and r["year"] == 2013)  # fmt: skip
    assert (row["change"], row["base_unit"], row["other_report"]) == (5000, "人", "yunpu-2013")


def test_no_difference_is_told_across_a_change_of_definition(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert {row["change"] for row in rows["findings"] if row["kind"] == "renamed"} == {None}


def test_progress_carries_every_telling(rows: dict[str, list[dict[str, Any]]]) -> None:
    share, jobs = rows["progress"]
    assert [(f["year"], f["value"]) for f in share["figures"]] == [(2011, 45), (2013, pytest.approx(47.5))]
    assert (jobs["so_far"], jobs["base_value"], jobs["told"]) == (96_000, 100_000, 2014)


def test_silence_is_counted_by_section_and_by_strength(page: YearsPage) -> None:
    (group,) = page.silent
    assert (group.heading, len(group.lines), group.of) == ("（一）改善交通", 1, 1)
    assert [(strength.label.zh, strength.number, strength.of) for strength in page.strengths] == [("“确保”", 1, 1)]


def test_changes_are_told_in_the_words_agreed(page: YearsPage) -> None:
    assert [(label.zh, number) for label, number in page.counts] == [
        ("上调", 3), ("下调", 3), ("与上年相同", 3), ("表述有变", 1), ("改称", 2), ("改为定性表述", 1), ("不再列入", 1),
    ]  # fmt: skip
    assert [change.labels[0].zh for change in page.put_off] == ["顺延"]
    pairs = [(change.earlier.href, change.later.href if change.later else "") for change in page.changes]
    assert len(pairs) == len(set(pairs)), "two lines on one pair of targets"


def test_every_link_of_the_page_leads_to_a_place_that_is_there(
    place: Place, years: YearsOfPlace, tmp_path: Path
) -> None:
    from urllib.parse import unquote

    from lxml import html

    render_jurisdiction(place, years, tmp_path, facts_of(built_in_rulebook()), Options())
    tree = html.parse(str(tmp_path / "years" / "云浦市.html"), html.HTMLParser(encoding="utf-8"))
    for href in tree.xpath("//main//a/@href"):
        path, _, anchor = unquote(href).partition("#")
        if path.startswith("../indicator") or not path:
            continue
        target = html.parse(str(tmp_path / "years" / path), html.HTMLParser(encoding="utf-8"))
        assert not anchor or anchor in target.xpath("//@id"), href


def test_what_rests_on_a_verdict_says_who_checked_it(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert {row["check_state"] for row in rows["progress"]} == {"machine"}
    said = {(row["kind"], row["check_state"]) for row in rows["findings"]}
    assert {("silent", "machine"), ("raised", None)} <= said
    assert {kind for kind, state in said if state} <= {"silent", "put_off"}


def test_what_no_report_at_hand_could_tell_is_not_called_spoken_of() -> None:
    plan = Draft("liuxi-2024-plan", kind="plan_report").heading("二、2024年安排")
    asked = [plan.commit(f"c{i}", f"第{i}项指标增长{i}%。", f"{i}%", indicator=f"第{i}项指标", value=i) for i in (1, 2)]
    details = ("other_kind_only", "searched_same_kind")
    links = [
        link(c, None, Verdict.UNREPORTED, later_report="later", verdict_detail=detail)
        for c, detail in zip(asked, details, strict=True)
    ]
    place = Place([plan.made()], links)
    shown = years_page(read_years(place, built_in_rulebook()), place, facts_of(built_in_rulebook()), Options())
    assert shown.waiting == 1
