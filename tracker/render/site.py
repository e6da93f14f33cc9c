"""The pages of a site, written place by place; the overview last, from light summaries only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.errors import OutputError
from tracker.models import Extraction, Link
from tracker.render.corpus import Corpus, Options, RuleFacts
from tracker.render.environment import templates
from tracker.render.place import Place
from tracker.render.scorecard import scorecard
from tracker.render.source import source_page
from tracker.render.text import slug

__all__ = ["render_jurisdiction", "render_site"]


def render_jurisdiction(
    extractions: Sequence[Extraction], links: Sequence[Link], out: Path, facts: RuleFacts, options: Options
) -> None:
    """Write the pages of one jurisdiction into ``out``."""
    engine = templates()
    place = Place(extractions, links)
    pages: Mapping[str, str] = {}
    for extraction in place.extractions:
        name = slug(extraction.report.id)
        _write(
            out / "source" / f"{name}.html", engine.page("report.html", source_page(extraction, place, facts, options))
        )
        if extraction.commitments or extraction.qualitative:
            page = scorecard(extraction, place, facts, options, pages)
            _write(out / "scorecard" / f"{name}.html", engine.page("scorecard.html", page))


def render_site(corpus: Corpus, out: Path) -> None:
    """Write every page of a corpus into ``out``."""
    places: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in corpus.extractions:
        places[extraction.report.catalogue.jurisdiction].append(extraction)
    for name in sorted(places):
        render_jurisdiction(places[name], corpus.links, out, corpus.facts, corpus.options)
    write_assets(out)


def write_assets(out: Path) -> None:
    """Write the stylesheet and the script."""
    for name in ("style.css", "script.js"):
        _write(out / "assets" / name, templates().asset(name))


def _write(path: Path, text: str | bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(f"无法写入：{why}", f"cannot write: {why}", str(path)) from error
