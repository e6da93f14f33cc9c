"""Line up what a Chinese government promised in its work report with what its later report says was done.

    >>> import tracker
    >>> report = tracker.read_report("reports/chengzhou-2023-gwr.txt")
    >>> found = tracker.extract_report(report)
    >>> tracker.tables([found])["commitments"].indicator.iloc[0]
    '地区生产总值'

From files to verdicts: ``read_report`` → ``extract_report`` → ``match_reports`` → ``judge_links``; ``tables`` gives any
of it as pandas DataFrames, ``spacy_doc`` one report as a spaCy Doc with spans, ``build`` does everything for a folder
and writes the pages. ``load_rules`` lays your own rules over the built-in ones; every function that reads or compares
takes them as ``rulebook``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.api import (
        build,
        extract_report,
        judge_links,
        load_rules,
        match_reports,
        read_report,
        spacy_doc,
        tables,
    )
    from tracker.errors import TrackerError
    from tracker.models import Commitment, Extraction, Link, Quantity, Report, Result, Section, Verdict

__all__ = [
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

_HOMES = {
    "TrackerError": "tracker.errors",
    **dict.fromkeys(
        ("Commitment", "Extraction", "Link", "Quantity", "Report", "Result", "Section", "Verdict"), "tracker.models"
    ),
}


def __getattr__(name: str) -> Any:
    # imported when first asked for: ``tracker --help`` must not wait for spaCy and pandas
    if name not in __all__:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "tracker.api")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
