"""The public API is exactly what is promised."""

from __future__ import annotations

import tracker


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
        "tables",
    ]


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    for name in tracker.__all__:
        assert getattr(tracker, name).__doc__, name
