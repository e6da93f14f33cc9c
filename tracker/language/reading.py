"""One report through the pipeline: sentences in, models out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.language.assemble import Assembler
from tracker.language.binding import Brackets
from tracker.language.context import SentenceContext
from tracker.language.frames import Carry, FrameBuilder
from tracker.language.names import names_of
from tracker.language.pipeline import language, report_doc
from tracker.language.responsible import Leads
from tracker.language.restated import mark_restated
from tracker.language.tokens import clauses
from tracker.models import Catalogue, Commitment, Extraction, Rejected, Report, Result, Role, Section
from tracker.outline import SectionIndex, tiers
from tracker.outline.wording import number_marks
from tracker.periods import Clock, clock_of, resolve
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.outline import OutlineSettings
from tracker.scan import scan

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["read"]


def read(report: Report, rulebook: Rulebook, watch: Callable[[SentenceContext], None] | None = None) -> Extraction:
    """See :func:`tracker.language.extract`. ``watch`` is shown every sentence once all are read (to explain them)."""
    nlp = language()
    leads = Leads(report.clean.text, rulebook)
    contexts = _sentences(report, rulebook, leads)
    nlp(report_doc(nlp, contexts))
    brackets = Brackets(report.clean.text, rulebook)
    assembler = Assembler(report)
    commitments: list[Commitment] = []
    qualitative: list[Commitment] = []
    results: list[Result] = []
    rejected: list[Rejected] = []
    for context in contexts:
        for item in context.found:
            span = item.value_span or item.object_span
            if span is not None and not item.past:
                item.responsible = leads.of((context.start, context.end), span)
                item.binding = brackets.behind(span[1]) or item.binding
            made = assembler.statement(context, item)
            if isinstance(made, Result):
                results.append(made)
            elif item.headline_only:
                qualitative.append(made)
            else:
                commitments.append(made)
        if context.rejected:
            rejected += [assembler.rejected(context, seen) for seen in context.rejected]
        if watch is not None:
            watch(context)
    return Extraction.of_all(
        {
            "report": report,
            "commitments": mark_restated(commitments),
            "results": tuple(results),
            "qualitative": tuple(qualitative),
            "rejected": tuple(rejected),
        }
    )


def _sentences(report: Report, rulebook: Rulebook, leads: Leads) -> list[SentenceContext]:
    """The candidate sentences of a report, each with what the outline says of it and the frames of its figures."""
    text, catalogue, sections = report.clean.text, report.catalogue, report.sections
    stretches = tiers(report.clean, sections, rulebook)
    builder = _builder(rulebook)
    behind = number_marks(rulebook.settings(OutlineSettings)).behind
    contexts: list[SentenceContext] = []
    previous: SentenceContext | None = None
    index = SectionIndex(sections)
    at = 0
    section = outside = Section(start=0, end=len(text), headings=(), role="other")
    role, years, clock = _seen_from(catalogue, section)
    known: dict[tuple[Role, tuple[int, int] | None], tuple[Role, tuple[int, int] | None, Clock]] = {}
    carry = Carry(text)
    for sentence in scan(report.clean, rulebook).sentences:
        start, end, marks, numbers = sentence.start, sentence.end, sentence.marks, sentence.numbers
        inside = index.at(start) or outside
        if inside is not section:
            section, previous, carry = inside, None, Carry(text)
            said = section.role, section.years
            if said not in known:
                known[said] = _seen_from(catalogue, section)
            role, years, clock = known[said]
        while at < len(stretches) and stretches[at].end <= start:
            at += 1
        stretch = stretches[at] if at < len(stretches) and stretches[at].start <= start else None
        previous = SentenceContext(
            report=report,
            clean_text=text,
            rulebook=rulebook,
            sentence=sentence,
            start=start,
            end=end,
            section=section,
            role=role,
            years=years,
            clock=clock,
            marks=marks,
            quantities=sentence.quantities if numbers else (),
            previous=previous,
            tier=stretch.tier if stretch else "other",
            binding=stretch.binding if stretch else None,
        )
        if numbers and any(map(builder.counts, numbers)):
            previous.read_from = behind(text, leads.behind(start, end), end)
            parts, times = clauses(text, previous.read_from, end, marks, numbers)
            previous.times = [(said, period) for said in times if (period := resolve(said, clock)) is not None]
            previous.frames = builder.build(parts, carry)
        else:
            builder.pass_by(sentence, carry)
        contexts.append(previous)
    return contexts


@compiled_once
def _builder(rulebook: Rulebook) -> FrameBuilder:
    return FrameBuilder(names_of(rulebook))


def _seen_from(catalogue: Catalogue, section: Section) -> tuple[Role, tuple[int, int] | None, Clock]:
    """The role of a section, its period, and what its words for years are counted from.

    The period of a section that names none are the years the report reviews or plans.
    """
    role, years = section.role, section.years
    if role == "review":
        years = years or catalogue.reviewed_years
    elif role in ("plan", "outlook"):
        years = years or catalogue.planned_years
    return role, years, clock_of(catalogue, section)
