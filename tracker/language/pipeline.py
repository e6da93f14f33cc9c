"""The spaCy pipeline of the language stage: its tokenizer, extensions and components, registered in one place.

``nlp`` is a Chinese pipeline with the pkuseg tokenizer. Its components work on one Doc a report, whose ``_.contexts``
are the :class:`~tracker.language.context.SentenceContext` objects of its candidate sentences; each component reads them
in order and adds what it found. ``spacy_doc`` gives what was found in a report back to spaCy: words and spans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from tracker.language.context import SentenceContext
from tracker.language.figures import read_figures
from tracker.language.milestones import find_milestones
from tracker.language.statements import find_statements
from tracker.language.words import WordTokenizer
from tracker.models import Commitment, Extraction, Rejected, Result

__all__ = ["COMPONENTS", "GROUPS", "language", "report_doc", "spacy_doc"]

_CONTEXTS = "contexts"

COMPONENTS: dict[str, Callable[[Sequence[SentenceContext]], None]] = {
    "figures": read_figures,
    "statements": find_statements,
    "milestones": find_milestones,
}
"""What reads the sentences of a report, in order."""

GROUPS = ("commitments", "qualitative", "results", "rejected")
"""The groups of spans of :func:`spacy_doc`."""


def _component(name: str, read: Callable[[Sequence[SentenceContext]], None]) -> None:
    def component(doc: Doc) -> Doc:
        read(doc.user_data.get(_CONTEXTS, ()))
        return doc

    Language.component(name, func=component)


for _name, _read in COMPONENTS.items():
    _component(_name, _read)
if not Doc.has_extension("contexts"):
    Doc.set_extension("contexts", getter=lambda doc: doc.user_data.get(_CONTEXTS, ()))


@lru_cache(maxsize=1)
def language() -> Language:
    """The pipeline; made once a process."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def report_doc(nlp: Language, contexts: Sequence[SentenceContext]) -> Doc:
    """The Doc that takes a report's candidate sentences through the pipeline.

    It has no tokens: what components read are the marks, tokens and frames of the contexts, and what is found are
    spans of the clean text. To make spaCy tokens nobody asks for cost more than reading most sentences.
    """
    return Doc(nlp.vocab, user_data={_CONTEXTS: contexts})


def spacy_doc(extraction: Extraction) -> Doc:
    """A report's clean text as a spaCy Doc of words, with what was found in it as spans.

    ``doc.spans`` has the four ``GROUPS``, each in the order of the extraction: of a statement the figure or the name of
    the deliverable (the sentence where it has neither), its kind as label, its id as ``span.id_``, its indicator as
    ``span.kb_id_``; of a number that was not taken its reason as label. A span runs on to the ends of its words.
    """
    doc = language().make_doc(extraction.report.clean.text)
    for group in GROUPS:
        doc.spans[group] = [_span(doc, item, extraction) for item in getattr(extraction, group)]
    return doc


def _span(doc: Doc, item: Commitment | Result | Rejected, extraction: Extraction) -> Span:
    if isinstance(item, Rejected):
        start, end, label, indicator, identity = item.value_start, item.value_end, item.reason, "", ""
    else:
        start, end = item.start, item.end
        if item.value_start is not None and item.value_end is not None:
            start, end = item.value_start, item.value_end
        elif item.object_start is not None and item.object_end is not None:
            start, end = item.object_start, item.object_end
        label, indicator, identity = item.kind, item.indicator_id or "", item.id
    at = extraction.report.clean.offsets.to_clean(start, end)
    span = doc.char_span(*at, label=label, kb_id=indicator, span_id=identity, alignment_mode="expand")
    assert span is not None, "every span found lies within the text"
    return span
