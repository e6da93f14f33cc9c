"""The functions behind ``import tracker``: the stages on the models, for use in Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.batch import Summary
from tracker.batch import build as build_folder
from tracker.flow import built_in_rulebook, by_jurisdiction, extract_report, read_report
from tracker.judge import judge
from tracker.language.pipeline import spacy_doc
from tracker.match import Pairing, pair
from tracker.models import Extraction, Link
from tracker.rulebook import Rulebook, load

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "build",
    "extract_report",
    "judge_links",
    "load_rules",
    "match_reports",
    "read_report",
    "spacy_doc",
    "tables",
]


def build(paths: Sequence[Path | str], out: Path | str, *, rules: Sequence[Path | str] = (), jobs: int = 1) -> Summary:
    """Read the reports in ``paths`` and write scorecards and ``data/`` into ``out``; see ``tracker build``."""
    return build_folder([Path(p) for p in paths], Path(out), rules=[Path(r) for r in rules], jobs=jobs)


def load_rules(*folders: Path | str) -> Rulebook:
    """The built-in rules with ``folders`` laid over them. Raises RulebookError with every fault at once."""
    return load(*(Path(folder) for folder in folders))


def match_reports(extractions: Sequence[Extraction], rulebook: Rulebook | None = None) -> list[Pairing]:
    """Which result of which later report answers which commitment; the reports are of one jurisdiction."""
    return list(pair(extractions, rulebook or built_in_rulebook()))


def judge_links(
    pairings: Sequence[Pairing], extractions: Sequence[Extraction], rulebook: Rulebook | None = None
) -> list[Link]:
    """The verdicts: one line for each commitment and each later report that could speak to it."""
    return list(judge(pairings, extractions, rulebook or built_in_rulebook()))


def tables(
    extractions: Sequence[Extraction], links: Sequence[Link] = (), rulebook: Rulebook | None = None
) -> dict[str, pd.DataFrame]:
    """The tables of the export as DataFrames, by name: reports, commitments, results, links, panel and the rest."""
    import pandas as pd

    from tracker.render.coverage import coverage_rows
    from tracker.render.facts import facts_of
    from tracker.render.place import Place
    from tracker.render.rows import rows_of
    from tracker.render.summary import summarise
    from tracker.render.tables import TABLES
    from tracker.render.years_rows import year_rows
    from tracker.years import read_years

    rows = rows_of(extractions, links, drafts=True)
    rules = rulebook or built_in_rulebook()
    for members in by_jurisdiction(extractions).values():
        place = Place(members, links)
        years = read_years(place, rules)
        for name, made in year_rows(years).items():
            rows[name] += made
        rows["coverage"] += coverage_rows(summarise(place, years, facts_of(rules)).coverage)
    return {t.name: pd.DataFrame(rows[t.name], columns=[c.name for c in t.columns]) for t in TABLES}
