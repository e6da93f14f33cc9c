"""The spaCy pipeline of the language stage: its tokenizer, extensions and components, registered in one place.

``nlp`` is a blank Chinese pipeline. Its components work on short Docs, one a candidate sentence, whose ``_.context``
is the :class:`~tracker.language.context.SentenceContext`; each reads it and adds what it found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tracker.language.context import SentenceContext
from tracker.language.figures import read_figures
from tracker.language.milestones import find_milestones
from tracker.language.statements import find_statements

__all__ = ["COMPONENTS", "language", "sentence_doc"]

_CONTEXT = "context"

COMPONENTS: dict[str, Callable[[SentenceContext], None]] = {
    "figures": read_figures,
    "statements": find_statements,
    "milestones": find_milestones,
}
"""What reads a sentence, in order."""


def _component(name: str, read: Callable[[SentenceContext], None]) -> None:
    def component(doc: Doc) -> Doc:
        read(doc.user_data[_CONTEXT])
        return doc

    Language.component(name, func=component)


for _name, _read in COMPONENTS.items():
    _component(_name, _read)
if not Doc.has_extension("context"):
    # kept in the Doc's own dictionary: reading it through ``doc._`` costs more than some sentences
    Doc.set_extension("context", getter=lambda doc: doc.user_data.get(_CONTEXT))


@lru_cache(maxsize=1)
def language() -> Language:
    """The pipeline; made once a process."""
    nlp = spacy.blank("zh")
    # shapes and spellings of tags serve nobody, and cost more than the Doc
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def sentence_doc(nlp: Language, context: SentenceContext) -> Doc:
    """The Doc of a sentence: one token a mark or free stretch, its word the mark's tag (the texts are in the context).

    Tags, unlike texts, are few: the vocabulary stays small, and a Doc costs a few microseconds.
    """
    words = [mark.tag for mark in context.marks]
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words), user_data={_CONTEXT: context})
