"""The settings of ``rules/catalogue.yaml``: how a report's own text tells what it is."""

from __future__ import annotations

from pydantic import Field

from tracker.models import ReportKind
from tracker.rulebook.schema.base import Entry

__all__ = ["CatalogueSettings", "KindWords"]


class KindWords(Entry):
    """Words of the title, and of the first sentences, that tell a kind of report."""

    kind: ReportKind
    title: tuple[str, ...] = Field(min_length=1)
    body: tuple[str, ...] = ()


class CatalogueSettings(Entry):
    """All of ``rules/catalogue.yaml``; its comments say what each list is for."""

    kinds: tuple[KindWords, ...] = Field(min_length=1)
    title_ends: tuple[str, ...]
    title_breaks: tuple[str, ...] = ()
    head_breaks: tuple[str, ...] = ()
    handed_down: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    governments: tuple[str, ...]
    congress: str
    congress_short: tuple[str, ...] = ()
    nation_words: tuple[str, ...]
    speaks_for: tuple[str, ...]
    name_ends: tuple[str, ...] = ()
    offices: tuple[str, ...]
    not_names: tuple[str, ...] = ()
    issuers: tuple[str, ...]
    not_delivery: tuple[str, ...] = ()
    cut_begin: tuple[str, ...]
    cut_end: tuple[str, ...]
    greetings: tuple[str, ...]
