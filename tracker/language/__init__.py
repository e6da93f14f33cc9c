"""The language stage: what a report promises and what it reports, sentence by sentence.

``extract(report, rulebook)`` scans the clean text once, reads the candidate sentences with the spaCy pipeline of
``tracker.language.pipeline`` and gives every commitment and result, the headline targets without a number, and every
number that was seen and not taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.models import Extraction, Report

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["extract"]


def extract(report: Report, rulebook: Rulebook) -> Extraction:
    """All that was found in one report, in the order of its text."""
    from tracker.language.reading import read

    return read(report, rulebook)
