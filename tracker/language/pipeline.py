"""The spaCy pipeline of the language stage: its tokenizer, extensions and components, registered in one place.

``nlp`` is a blank Chinese pipeline. Its components work on one Doc a report, whose ``_.contexts`` are the
:class:`~tracker.language.context.SentenceContext` objects of its candidate sentences; each component reads them in
order and adds what it found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tracker.language.context import SentenceContext
from tracker.language.figures import read_figures
from tracker.language.milestones import find_milestones
from tracker.language.statements import find_statements

__all__ = ["COMPONENTS", "language", "report_doc"]

_CONTEXTS = "contexts"

COMPONENTS: dict[str, Callable[[SentenceContext], None]] = {
    "figures": read_figures,
    "statements": find_statements,
    "milestones": find_milestones,
}
"""What reads a sentence, in order."""


def _component(name: str, read: Callable[[SentenceContext], None]) -> None:
    def component(doc: Doc) -> Doc:
        for context in doc.user_data[_CONTEXTS]:
            read(context)
        return doc

    Language.component(name, func=component)


for _name, _read in COMPONENTS.items():
    _component(_name, _read)
if not Doc.has_extension("contexts"):
    Doc.set_extension("contexts", getter=lambda doc: doc.user_data.get(_CONTEXTS))


@lru_cache(maxsize=1)
def language() -> Language:
    """The pipeline; made once a process."""
    nlp = spacy.blank("zh")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def report_doc(nlp: Language, contexts: Sequence[SentenceContext]) -> Doc:
    """The Doc that takes a report's candidate sentences through the pipeline.

    It has no tokens: what components read are the marks, tokens and frames of the contexts, and what is found are
    spans of the clean text. To make spaCy tokens nobody asks for cost more than reading most sentences.
    """
    return Doc(nlp.vocab, user_data={_CONTEXTS: contexts})
