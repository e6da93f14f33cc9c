"""The pages of a site, written place by place; the overview and the indicators last, from light summaries only."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tracker.errors import OutputError
from tracker.models import Extraction, Failure
from tracker.render.audited import Findings
from tracker.render.corpus import Accuracy, Corpus, Options, RuleFacts, Superseded
from tracker.render.coverage_page import coverage_page
from tracker.render.environment import templates
from tracker.render.frame import frame
from tracker.render.indicator import Points, indicator_pages
from tracker.render.method import method_page
from tracker.render.overview import LIMIT, overview, regions
from tracker.render.past import NO_HISTORY, GonePage, History, Past
from tracker.render.place import Place
from tracker.render.scorecard import scorecard
from tracker.render.session import session_page
from tracker.render.source import source_page
from tracker.render.summary import PlaceSummary, summarise
from tracker.render.text import slug
from tracker.render.words import Label
from tracker.render.years_page import years_page
from tracker.rulebook import Rulebook, load
from tracker.years import YearsOfPlace, read_years

__all__ = ["render_gone", "render_jurisdiction", "render_overview", "render_region", "render_site"]


def render_jurisdiction(
    place: Place, years: YearsOfPlace, out: Path, facts: RuleFacts, options: Options, history: History = NO_HISTORY
) -> PlaceSummary:
    """Write the pages of one jurisdiction into ``out`` and return what the overview needs of it.

    ``years`` is what was read from the same reports, ``history`` what earlier editions said of them. Raises OutputError
    where a page cannot be written.
    """
    engine = templates()
    for extraction in place.extractions:
        name = f"{slug(extraction.report.id)}.html"
        source = source_page(extraction, place, facts, options)
        _write(out, f"source/{name}", engine.page("report.html", source))
        promises = bool(extraction.commitments or extraction.qualitative)
        if promises or extraction.report.id in history.gone:
            page = scorecard(extraction, place, facts, options, history)
            _write(out, f"scorecard/{name}", engine.page("scorecard.html", page))
        if promises:
            session = session_page(extraction, place, facts, options)
            if session is not None:
                _write(out, f"session/{name}", engine.page("session.html", session))
    if place.name:  # reports of nobody knows where have nothing to stand beside
        over_years = years_page(years, place, facts, options)
        _write(out, f"years/{slug(place.name)}.html", engine.page("years.html", over_years))
    return summarise(place, years, facts)


def render_gone(gone: Mapping[str, tuple[Past, ...]], out: Path, facts: RuleFacts, options: Options) -> None:
    """Write a page at the address of each scorecard that only an earlier edition has."""
    title = Label("上一版所列的条目", "Rows of an earlier edition")
    for report, rows in gone.items():
        page = GonePage(frame(title, "../", options, facts), report, rows)
        _write(out, f"scorecard/{slug(report)}.html", templates().page("gone.html", page))


def render_overview(
    summaries: Iterable[PlaceSummary],
    out: Path,
    facts: RuleFacts,
    options: Options,
    *,
    failures: Sequence[Failure] = (),
    superseded: Sequence[Superseded] = (),
    accuracy: Sequence[Accuracy] = (),
    decisions: int = 0,
    audit: Findings | None = None,
) -> dict[str, list[int]]:
    """Write what spans jurisdictions: the overview, what is held, indicators, method, assets.

    ``summaries`` is gone through once; a generator that reads them one by one keeps memory flat. ``decisions`` is how
    many of reviewers' were applied, ``audit`` what a blind reading came to. Returns the regions that need a page of
    their own (``render_region``) where there are many jurisdictions, each with the numbers of its summaries.
    """
    engine = templates()
    points, light = Points(LIMIT), []
    for summary in summaries:
        points.add(summary.points)
        light.append(replace(summary, points=()))
    names = []
    found = points.by_indicator()
    for key, members in found.items():
        number = sum(bool(point.promised) for point in members)
        names.append((slug(key), facts.indicator_names.get(key, key), number))
        for path, page in indicator_pages(key, members, facts, options, found, limited=points.limited).items():
            _write(out, f"indicator/{path}", engine.page("indicator.html", page))
    names.sort(key=lambda line: (-line[2], line[1]))
    front = overview(
        light, facts, options, failures=failures, superseded=superseded, indicators=names, decisions=decisions
    )
    _write(out, "index.html", engine.page("index.html", front))
    areas = [replace(area, href=f"coverage/{slug(area.name)}.html") for area in front.regions]
    held = coverage_page(light, facts, options, regions=areas)
    _write(out, "coverage.html", engine.page("coverage.html", held))
    inputs = sorted((plan.card.id, plan.card.sha256) for summary in light for plan in summary.plans)
    _write(out, "method.html", engine.page("method.html", method_page(facts, options, inputs, accuracy, audit)))
    for name in ("style.css", "script.js"):
        _write(out, f"assets/{name}", engine.asset(name))
    return regions(light) if front.regions else {}


def render_region(
    region: str, summaries: Sequence[PlaceSummary], out: Path, facts: RuleFacts, options: Options
) -> None:
    """Write the overview of one region and what is held of it; raises OutputError where a page cannot be written."""
    engine = templates()
    shown = overview(summaries, facts, options, region=region)
    held = coverage_page(summaries, facts, options, region=region)
    _write(out, f"region/{slug(region)}.html", engine.page("index.html", shown))
    _write(out, f"coverage/{slug(region)}.html", engine.page("coverage.html", held))


@lru_cache(maxsize=1)
def _built_in() -> Rulebook:
    return load()


def render_site(corpus: Corpus, out: Path) -> None:
    """Write every page of a corpus into ``out``; for an archive, call the functions above place by place.

    Units and names are read by the built-in rules.
    """
    places: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in corpus.extractions:
        places[extraction.report.catalogue.jurisdiction].append(extraction)
    summaries = []
    for name in sorted(places):
        place = Place(places[name], corpus.links)
        years = read_years(place, _built_in())
        summaries.append(render_jurisdiction(place, years, out, corpus.facts, corpus.options))
    found = render_overview(
        summaries,
        out,
        corpus.facts,
        corpus.options,
        failures=corpus.failures,
        superseded=corpus.superseded,
        accuracy=corpus.accuracy,
    )
    for region, members in found.items():
        render_region(region, [summaries[number] for number in members], out, corpus.facts, corpus.options)


def _write(out: Path, address: str, text: str | bytes) -> None:
    # the name on disk is UTF-8 whatever the locale: links say it so
    path = out / os.fsdecode(address.encode("utf-8", "replace"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # a lone surrogate, which no file can hold, becomes a question mark
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError.of_system(error, path) from error
