"""The annotated source: a report's text as it is in the file, cut at every mark, every mark with its own address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.models import Commitment, Edit, Extraction, Result
from tracker.render.corpus import Options, RuleFacts
from tracker.render.frame import Frame, ReportCard, card, frame, titled
from tracker.render.place import Place
from tracker.render.text import address, slug, visible
from tracker.render.words import OUTCOMES, REPAIRS, ROLES, Label, known

__all__ = ["Chapter", "SourcePage", "source_page"]

_LINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85")


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


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str  # c commitment, r result, n number not taken
    id: str
    href: str
    title: str


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


def annotate(
    text: str,
    marks: Iterable[_Mark],
    edits: Iterable[Edit],
    headings: dict[int, str],
    titles: dict[int, int],
    points: Iterable[int] = (),
) -> Markup:
    """``text`` as paragraphs, one a line, cut wherever a mark, a repair or a heading begins or ends.

    Every character of ``text`` stands in the result once, in its order; ``headings`` gives the anchor of a place
    where a chapter begins, ``titles`` where its heading ends.
    """
    marks = sorted(marks, key=lambda m: (m.start, -m.end, m.id))
    merged = _merged(edits)
    cuts = {0, len(text), *headings, *points}
    cuts.update(place for mark in marks for place in (mark.start, mark.end))
    cuts.update(place for edit in merged for place in (edit.start, edit.end))
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    for start, end in lines:
        cuts.update((start, end))
    ends = dict(lines)
    order = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    opening: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
    repairs = {edit.start: edit for edit in merged}
    anchors = {point: f"at{point}" for point in points} | headings
    out: list[str] = ["<p>"]
    open_marks: list[_Mark] = []
    repair: Edit | None = None
    skip_to = 0
    for start, end in zip(order, [*order[1:], len(text)], strict=True):
        if start < skip_to:
            continue
        open_marks = [mark for mark in open_marks if mark.end > start] + opening.get(start, [])
        if start in anchors:
            whole = start in headings and _is_line(text, start, titles.get(start, start))
            at = len(out) - 1 - (not out[-1].strip())
            if whole and out[at] == "<p>":
                out[at] = f'<p class="h" id="{anchors[start]}">'
            else:
                out.append(f'<a id="{anchors[start]}"></a>')
        if start in ends:
            skip_to = ends[start]
            out += ("</p>\n", "<p>")
            continue
        if repair is not None and repair.end <= start:
            repair = None
        fresh = repairs.get(start)
        repair = fresh or repair
        if end > start or fresh is not None:
            out.append(_segment(text[start:end], open_marks, opening.get(start, []), repair, fresh is not None))
    out.append("</p>")
    return Markup("".join(out).replace("<p></p>", '<p class="g"></p>'))


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a heading is all there is on its line (a lead that goes on as a sentence is not)."""
    found = _LINE.search(text, end)
    return not text[end : found.start() if found else len(text)].strip(" \u3000\t。：:")


def _segment(text: str, marks: list[_Mark], fresh: list[_Mark], repair: Edit | None, first: bool) -> str:
    """One stretch with the same marks throughout; the marks that begin here leave their addresses."""
    inner = str(escape(visible(text)))
    if repair is not None:
        kind = {"exact": "e", "guessed": "e u", "lost": "x"}[repair.certainty]
        after = f' data-a="{escape(visible(repair.after))}"' if first and repair.certainty != "lost" else ""
        inner = f'<i class="{kind}"{after}>{inner}</i>'
    taken = [mark for mark in marks if mark.kind != "n"]
    if not taken:
        quiet = next((mark for mark in marks), None)
        return f'<i class="n" title="{escape(visible(quiet.title))}">{inner}</i>' if quiet else inner
    # the innermost mark is what a reader points at; the others keep their addresses
    shown = min(taken, key=lambda mark: (mark.end - mark.start, mark.id))
    ids = [mark.id for mark in fresh if mark.kind != "n"]
    own = f' id="{escape(ids[0])}"' if ids else ""
    others = "".join(f'<a id="{escape(other)}"></a>' for other in ids[1:])
    kinds = " ".join(sorted({mark.kind for mark in taken}))
    href = f' href="{escape(shown.href)}"' if shown.href else ""
    return f'{others}<a class="{kinds}"{own}{href} title="{escape(visible(shown.title))}">{inner}</a>'


def _merged(edits: Iterable[Edit]) -> list[Edit]:
    """Repairs that touch and are of one kind as one: a text in Traditional characters holds thousands."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        last = out[-1] if out else None
        if last is not None and edit.start < last.end:
            continue
        if last is not None and (last.end, last.kind, last.certainty) == (edit.start, edit.kind, edit.certainty):
            out[-1] = last.model_copy(
                update={"end": edit.end, "before": last.before + edit.before, "after": last.after + edit.after}
            )
        else:
            out.append(edit)
    return out


def _place_of(statement: Commitment | Result) -> tuple[int, int]:
    if statement.value_start is not None and statement.value_end is not None:
        return statement.value_start, statement.value_end
    if statement.object_start is not None and statement.object_end is not None:
        return statement.object_start, statement.object_end
    return statement.start, statement.end


def _commitments(extraction: Extraction, place: Place) -> Iterable[_Mark]:
    name = address(slug(extraction.report.id))
    for commitment in (*extraction.commitments, *extraction.qualitative):
        label = OUTCOMES[place.outcome(place.commitments.get(commitment.restates or "", commitment))]
        what = commitment.object or commitment.indicator or ""
        yield _Mark(
            *_place_of(commitment),
            "c",
            commitment.id,
            f"../scorecard/{name}.html#{address(commitment.id)}",
            f"目标任务：{what}（{label.zh}）",
        )


def _results(extraction: Extraction, place: Place) -> Iterable[_Mark]:
    for result in extraction.results:
        answered = place.answers.get(result.id, ())
        href = ""
        if answered:
            href = f"../scorecard/{address(slug(answered[0].report))}.html#{address(answered[0].id)}"
        what = result.object or result.indicator or ""
        yield _Mark(*_place_of(result), "r", result.id, href, f"完成情况：{what}")


def _rejected(extraction: Extraction) -> Iterable[_Mark]:
    for number in extraction.rejected:
        yield _Mark(number.start, number.end, "n", "", "", f"未采用：{number.reason}")


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
