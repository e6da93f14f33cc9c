"""What only shows over years of reports: series, what went silent, what was promised again, what is told differently.

Plain functions over the reports of one jurisdiction (``Annals``), one module a question. Nothing here judges: the
verdicts are those of the links, and what cannot be known is coded, never guessed.
"""

from tracker.years.annals import Annals
from tracker.years.findings import Finding, FindingKind, findings
from tracker.years.progress import Goal, Step, goals
from tracker.years.reading import YearsOfPlace, read_years
from tracker.years.series import Missing, Series, SeriesReader, SeriesYear

__all__ = [
    "Annals",
    "Finding",
    "FindingKind",
    "Goal",
    "Missing",
    "Series",
    "SeriesReader",
    "SeriesYear",
    "Step",
    "YearsOfPlace",
    "findings",
    "goals",
    "read_years",
]
