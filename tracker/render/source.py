"""The annotated source: a report's text as it is in the file, cut at every mark, every mark with its own address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from tracker.models import Commitment, Extraction, Result
from tracker.render.annotate import Mark, annotate
from tracker.render.corpus import Options, RuleFacts
from tracker.render.frame import Frame, ReportCard, card, frame, titled
from tracker.render.place import Place
from tracker.render.text import address, slug
from tracker.render.words import OUTCOMES, REPAIRS, ROLES, WHY_NOT_TAKEN, Label, known

__all__ = ["Chapter", "SourcePage", "source_page"]


@dataclass(frozen=True)
class Chapter:
    """One entry of the outline: its heading, how deep it stands, what role its text plays, where it begins."""

    anchor: str
    heading: str
    depth: int
    role: Label


@dataclass(frozen=True)
class SourcePage:
    """What ``report.html`` shows."""

    frame: Frame
    report: ReportCard
    text: Markup
    chapters: tuple[Chapter, ...]
    commitments: int
    results: int
    rejected: int
    repairs: tuple[tuple[Label, int], ...]
    guessed: int
    lost: int
    encoding: str
    sha256: str
    has_plan: bool


def source_page(extraction: Extraction, place: Place, facts: RuleFacts, options: Options) -> SourcePage:
    """The context of a report's annotated text."""
    report = extraction.report
    chapters, starts, titles = _chapters(extraction)
    marks = [*_commitments(extraction, place), *_results(extraction, place), *_rejected(extraction)]
    claims = [
        c.start
        for link in place.final.values()
        for c in (link.claimed, link.mention)
        if c and link.later_report == report.id
    ]
    clean = report.clean
    kinds: dict[str, int] = defaultdict(int)
    for edit in clean.edits:
        kinds[edit.kind] += 1
    name = titled(report)
    return SourcePage(
        frame=frame(
            Label(f"{name}：原文与标注", f"{name}: annotated source"),
            "../",
            options,
            facts,
            draft=report.catalogue.status == "draft",
        ),
        report=card(report),
        text=annotate(report.source.text, marks, clean.edits, starts, titles, claims),
        chapters=chapters,
        commitments=len(extraction.commitments) + len(extraction.qualitative),
        results=len(extraction.results),
        rejected=len(extraction.rejected),
        repairs=tuple((known(REPAIRS, kind), kinds[kind]) for kind in sorted(kinds) if kind != "lost"),
        guessed=sum(edit.certainty == "guessed" for edit in clean.edits),
        lost=sum(end - start for start, end in clean.damaged),
        encoding=report.source.encoding,
        sha256=report.source.sha256,
        has_plan=bool(extraction.commitments or extraction.qualitative),
    )


def _place_of(statement: Commitment | Result) -> tuple[int, int]:
    if statement.value_start is not None and statement.value_end is not None:
        return statement.value_start, statement.value_end
    if statement.object_start is not None and statement.object_end is not None:
        return statement.object_start, statement.object_end
    return statement.start, statement.end


def _commitments(extraction: Extraction, place: Place) -> Iterable[Mark]:
    name = address(slug(extraction.report.id))
    for commitment in (*extraction.commitments, *extraction.qualitative):
        label = OUTCOMES[place.outcome(place.commitments.get(commitment.restates or "", commitment))]
        what = commitment.object or commitment.indicator or ""
        yield Mark(
            *_place_of(commitment),
            "c",
            commitment.id,
            f"../scorecard/{name}.html#{address(commitment.id)}",
            f"目标任务：{what}（{label.zh}）",
        )


def _results(extraction: Extraction, place: Place) -> Iterable[Mark]:
    for result in extraction.results:
        answered = place.answers.get(result.id, ())
        href = ""
        if answered:
            href = f"../scorecard/{address(slug(answered[0].report))}.html#{address(answered[0].id)}"
        what = result.object or result.indicator or ""
        yield Mark(*_place_of(result), "r", result.id, href, f"完成情况：{what}")


def _rejected(extraction: Extraction) -> Iterable[Mark]:
    for number in extraction.rejected:
        yield Mark(
            number.value_start, number.value_end, "n", "", "", f"未采用：{known(WHY_NOT_TAKEN, number.reason).zh}"
        )


def _chapters(extraction: Extraction) -> tuple[tuple[Chapter, ...], dict[int, str], dict[int, int]]:
    """The outline, the anchor of each place where a chapter begins, and where the heading there ends."""
    to_source = extraction.report.clean.offsets.to_source
    chapters: list[Chapter] = []
    anchors: dict[int, str] = {}
    titles: dict[int, int] = {}
    seen: set[tuple[str, ...]] = set()
    for section in sorted(extraction.report.sections, key=lambda s: (s.start, -s.end)):
        if not section.headings or section.headings in seen:
            continue
        seen.add(section.headings)
        start, end = to_source(section.start, min(section.start + len(section.headings[-1]), section.end))
        titles[start] = end
        anchor = anchors.setdefault(start, f"s{start}")
        chapters.append(Chapter(anchor, section.headings[-1], min(len(section.headings), 4), ROLES[section.role]))
    return tuple(chapters), anchors, titles
