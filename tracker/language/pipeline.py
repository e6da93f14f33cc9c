"""The spaCy pipeline of the language stage: its tokenizer, extensions and components, registered in one place.

``nlp`` is a blank Chinese pipeline. Its components work on one Doc a report, made of the marks of its candidate
sentences, whose ``_.contexts`` are their :class:`~tracker.language.context.SentenceContext` objects; each component
reads them in order and adds what it found.
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
    # shapes and spellings of tags serve nobody, and cost more than the Doc
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def report_doc(nlp: Language, contexts: Sequence[SentenceContext]) -> Doc:
    """The Doc of a report's candidate sentences: one token a mark, its word the mark's tag.

    The texts are in the contexts; tags, unlike texts, are few: the vocabulary stays small. One Doc a report, since one
    a sentence cost more than reading some of them.
    """
    words = [mark.tag for context in contexts for mark in context.marks]
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words), user_data={_CONTEXTS: contexts})
