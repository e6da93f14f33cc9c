"""How accurate the program is, measured against hand-made answers (``tracker evaluate``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.evaluate.gold import load_gold
from tracker.evaluate.measure import Figures, measure
from tracker.evaluate.ratios import Ratio, ratios

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["Figures", "Ratio", "evaluate", "load_gold", "measure", "ratios"]


def evaluate(docs: Path, gold: Path, rulebook: Rulebook) -> Figures:
    """Run the program over the reports in ``docs`` and hold what it finds against the answers in ``gold``.

    Raises TrackerError where an answer file or a report cannot be used.
    """
    from tracker.batch.inputs import collect
    from tracker.flow import compare_reports, extract_report, read_report
    from tracker.rulebook.schema.review import ReviewSettings

    answers = load_gold(gold)
    inputs, _ = collect([docs])
    found = {
        item.report_id: extract_report(
            read_report(item.path, rulebook, overrides=item.overrides, report_id=item.report_id), rulebook
        )
        for item in inputs
    }
    links = compare_reports(list(found.values()), rulebook)
    return measure(answers, found, links, rulebook.settings(ReviewSettings).band)
