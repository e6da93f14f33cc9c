"""A report as it was read, repaired, catalogued and outlined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import Field

from tracker.models.model import Model

__all__ = [
    "Catalogue",
    "CleanText",
    "Edit",
    "Failure",
    "Level",
    "OffsetMap",
    "Report",
    "ReportKind",
    "Role",
    "Section",
    "SourceText",
    "Status",
    "Years",
]

Level = Literal["nation", "province", "prefecture", "county"]
ReportKind = Literal["work_report", "plan_report", "budget_report", "statistical_communique", "task_division"]
Status = Literal["official", "repost", "draft", "scan"]
Role = Literal["review", "plan", "outlook", "problems", "preamble", "other"]
Years = tuple[int, int]


class SourceText(Model):
    """One file as it was read: the text every citation points into.

    ``text`` keeps line ends as they are; a leading byte-order mark is not part of it.
    """

    path: str
    sha256: str
    format: Literal["text", "markdown", "html", "docx", "pdf"]
    encoding: str
    text: str


class Edit(NamedTuple):
    """One repair: ``before`` at ``start``…``end`` (source offsets) became ``after``.

    ``kind`` is the name of the repair (the module in ``tracker.repair``); ``before`` is the text as that repair
    found it: the source itself, unless an earlier repair had already been at the same place. ``certainty`` is
    ``exact`` where only one reading was possible, ``guessed`` where words around it decided, ``lost`` where a
    character could not be restored and stays visible. A damaged report has ten thousand of them: a plain tuple, which
    is made at once and stored as a list.
    """

    kind: str
    start: int
    end: int
    before: str
    after: str
    certainty: Literal["exact", "guessed", "lost"]


class OffsetMap(Model):
    """Places in clean text ↔ places in source text, by the edits between them.

    ``clean`` and ``source`` are parallel and ascending: the clean and the source offset at which each aligned run
    begins; ``lengths`` is the length of that run, the same on both sides. Within a run the characters correspond
    one to one (unchanged, or one character replaced by one); between two runs lies an edit that changed the
    number of characters, and it is kept whole. Offsets are Unicode characters.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    lengths: tuple[int, ...]
    clean_length: int
    source_length: int

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a clean span: the smallest that holds all of it, whole edits included."""
        return _across(self.clean, self.source, self.lengths, self.source_length, start, end)

    def into_source(self) -> Callable[[int, int], tuple[int, int]]:
        """``to_source`` for many spans of one text: the map's fields are read once, not at each span."""
        if self.clean == self.source == (0,) and self.lengths == (self.clean_length,) == (self.source_length,):
            return _in_place
        here, there, lengths, total = self.clean, self.source, self.lengths, self.source_length

        def into(start: int, end: int) -> tuple[int, int]:
            run = bisect_right(here, start) - 1
            if run >= 0 and start < end <= here[run] + lengths[run]:  # nearly always all of it is in one run
                moved = there[run] - here[run]
                return start + moved, end + moved
            return _across(here, there, lengths, total, start, end)

        return into

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of a source span, whole edits included."""
        return _across(self.source, self.clean, self.lengths, self.clean_length, start, end)


def _across(
    here: tuple[int, ...], there: tuple[int, ...], lengths: tuple[int, ...], total: int, start: int, end: int
) -> tuple[int, int]:
    """The span there of a span here, by runs that begin ``here`` and ``there``, where the text is ``total`` long."""
    run = bisect_right(here, start) - 1
    # inside an edit: back to where the edit begins
    first = there[run] + min(start - here[run], lengths[run]) if run >= 0 else 0
    if end <= start:
        return first, first
    run = bisect_left(here, end) - 1
    if run >= 0 and end <= here[run] + lengths[run]:
        return first, there[run] + end - here[run]
    # inside an edit: on to where the edit ends
    return first, there[run + 1] if run + 1 < len(there) else total


def _in_place(start: int, end: int) -> tuple[int, int]:
    """The source span of a clean span of a text in which nothing has moved."""
    return start, end


class CleanText(Model):
    """Repaired text, in the one convention that ``tracker.repair`` describes.

    ``edits`` are ordered by source offset; ``damaged`` are the clean spans still lost, in order.
    """

    text: str
    offsets: OffsetMap
    edits: tuple[Edit, ...] = ()
    damaged: tuple[tuple[int, int], ...] = ()

    @cached_property
    def longest_edit(self) -> int:
        """The length of the longest edit, in source characters: how far before a place its edits may begin."""
        return max((edit.end - edit.start for edit in self.edits), default=0)


class Catalogue(Model):
    """Who reported, what kind of report, on which years; inferred from the text, overridable in ``reports.toml``.

    ``reasons`` says for each inferred field which words led to it.
    """

    jurisdiction: str
    level: Level
    parent: str | None = None
    division_code: str | None = None
    kind: ReportKind
    title: str = ""
    issuer: str | None = None
    speaker: str | None = None
    session: str | None = None
    delivered_on: str | None = None
    reviewed_years: Years | None = None
    planned_years: Years | None = None
    partial: bool = False
    url: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    status: Status | None = None
    reasons: dict[str, str] = Field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The report's own year: the first planned year, else the year after the last reviewed one."""
        if self.planned_years:
            return self.planned_years[0]
        return self.reviewed_years[1] + 1 if self.reviewed_years else None


class Section(Model):
    """A stretch of clean text with one role; inner stretches override outer ones."""

    start: int
    end: int
    headings: tuple[str, ...]
    role: Role
    years: Years | None = None


class Report(Model):
    """A report read, repaired, catalogued and outlined: what extraction works on.

    ``id`` is the file's stem, made unique in its run.
    """

    id: str
    source: SourceText
    clean: CleanText
    catalogue: Catalogue
    sections: tuple[Section, ...]


class Failure(Model):
    """An input that could not be used, told in one sentence in both languages."""

    path: str
    zh: str
    en: str
