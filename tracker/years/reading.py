"""All that years of reports show of one jurisdiction, read once for its tables and its pages."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.rulebook import Rulebook
from tracker.years.annals import Annals
from tracker.years.figures import FigureReader
from tracker.years.findings import Finding, findings
from tracker.years.progress import Goal, goals
from tracker.years.series import Series, SeriesReader

__all__ = ["YearsOfPlace", "read_years"]


@dataclass(frozen=True)
class YearsOfPlace:
    """The series, the findings and the goals over several years; ``figures`` is how their numbers were read."""

    annals: Annals
    figures: FigureReader
    series: tuple[Series, ...]
    findings: tuple[Finding, ...]
    goals: tuple[Goal, ...]


def read_years(annals: Annals, rulebook: Rulebook) -> YearsOfPlace:
    """What the reports of one jurisdiction show over the years, by a rule set."""
    figures = FigureReader(rulebook)
    return YearsOfPlace(
        annals,
        figures,
        SeriesReader(figures).read(annals),
        findings(annals, rulebook, figures),
        goals(annals, figures),
    )
