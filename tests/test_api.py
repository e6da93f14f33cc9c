"""The public API is exactly what is promised."""

from __future__ import annotations

import tracker
from tracker.resources import resource


def test_the_public_names_are_exactly_these() -> None:
    assert sorted(tracker.__all__) == [
        "Commitment",
        "Extraction",
        "Link",
        "Quantity",
        "Report",
        "Result",
        "Section",
        "TrackerError",
        "Verdict",
        "build",
        "extract_report",
        "judge_links",
        "load_rules",
        "match_reports",
        "read_report",
        "spacy_doc",
        "tables",
    ]


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    for name in tracker.__all__:
        assert getattr(tracker, name).__doc__, name


def test_the_example_of_the_readme_runs() -> None:
    folder = resource("reports")
    reports = [tracker.read_report(folder / f"chengzhou-{year}-gwr.txt") for year in (2023, 2024)]
    found = [tracker.extract_report(report) for report in reports]
    links = tracker.judge_links(tracker.match_reports(found), found)
    tables = tracker.tables(found, links)
    doc = tracker.spacy_doc(found[0])
    assert {span.label_ for span in doc.spans["commitments"]} == {"target", "milestone"}
    assert tables["commitments"].indicator.iloc[0] == "地区生产总值"
    assert len(tables["panel"]) > 20
    assert set(tables["links"].commitment) <= set(tables["commitments"].id) | set(tables["qualitative"].id)
