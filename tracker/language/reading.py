"""One report through the pipeline: sentences in, models out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.language.assemble import Assembler
from tracker.language.binding import Brackets
from tracker.language.context import SentenceContext
from tracker.language.frames import Carry, FrameBuilder
from tracker.language.names import names_of
from tracker.language.pipeline import language, sentence_doc
from tracker.language.responsible import Leads
from tracker.language.restated import mark_restated
from tracker.language.tokens import tokenize
from tracker.models import Commitment, Extraction, Rejected, Report, Result, Section
from tracker.outline import SectionIndex, tiers
from tracker.scan import scan

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["read"]


def read(report: Report, rulebook: Rulebook, watch: Callable[[SentenceContext], None] | None = None) -> Extraction:
    """See :func:`tracker.language.extract`. ``watch`` is shown every sentence once it has been read (to explain it)."""
    nlp = language()
    components = [component for _, component in nlp.pipeline]
    text = report.clean.text
    found = scan(report.clean, rulebook)
    index = SectionIndex(report.sections)
    stretches = tiers(report.clean, report.sections, rulebook)
    builder = FrameBuilder(names_of(rulebook))
    assembler = Assembler(report)
    leads = Leads(text, rulebook)
    brackets = Brackets(text, rulebook)
    outside = Section(start=0, end=len(text), headings=(), role="other")
    commitments: list[Commitment] = []
    qualitative: list[Commitment] = []
    results: list[Result] = []
    rejected: list[Rejected] = []
    previous: SentenceContext | None = None
    carry = Carry()
    at = 0
    with nlp.memory_zone():
        for sentence in found.sentences:
            section = index.at(sentence.start) or outside
            if previous is not None and previous.section is not section:
                previous, carry = None, Carry()
            while at < len(stretches) and stretches[at].end <= sentence.start:
                at += 1
            stretch = stretches[at] if at < len(stretches) and stretches[at].start <= sentence.start else None
            context = SentenceContext(
                report=report,
                rulebook=rulebook,
                sentence=sentence,
                start=sentence.start,
                end=sentence.end,
                section=section,
                role=section.role,
                years=section.years or _years(report, section),
                marks=sentence.marks,
                quantities=sentence.quantities,
                previous=previous,
                tier=stretch.tier if stretch else "other",
                binding=stretch.binding if stretch else None,
            )
            if any(mark.tag.startswith("quantity") or builder.counts(mark) for mark in sentence.numbers):
                begin = leads.behind(sentence.start, sentence.end)
                context.tokens = tokenize(text, begin, sentence.end, sentence.marks)
                context.frames = builder.build(context.tokens, carry)
            else:
                builder.pass_by(partial(tokenize, text, sentence.start, sentence.end, sentence.marks), carry)
            doc = sentence_doc(nlp, context)
            # one after another, as nlp(doc) would; its error handling costs more than a short sentence
            for component in components:
                doc = component(doc)
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
            rejected += [assembler.rejected(context, seen) for seen in context.rejected]
            if watch is not None:
                watch(context)
            previous = context
    return Extraction(
        report=report,
        commitments=mark_restated(commitments),
        results=tuple(results),
        qualitative=tuple(qualitative),
        rejected=tuple(rejected),
    )


def _years(report: Report, section: Section) -> tuple[int, int] | None:
    """The period of a section that names none: the years the report reviews or plans."""
    catalogue = report.catalogue
    if section.role == "review":
        return catalogue.reviewed_years
    return catalogue.planned_years if section.role in ("plan", "outlook") else None
