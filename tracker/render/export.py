"""The ``data/`` folder: every table of the export in every format, for a whole corpus at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tracker.render.corpus import Corpus
from tracker.render.rows import exported, rows_of
from tracker.render.write import FORMATS, DataWriter, write_sources

__all__ = ["write_data"]


def write_data(corpus: Corpus, folder: Path, formats: Sequence[str] = FORMATS) -> dict[str, int]:
    """Write all tables of ``corpus`` into ``folder`` and say how many rows each has.

    For an archive, use ``DataWriter`` and ``rows_of`` jurisdiction by jurisdiction: the bytes are the same as long as
    the order is.
    """
    drafts = corpus.options.drafts
    with DataWriter(folder, formats, corpus.options.edition) as writer:
        writer.add(rows_of(corpus.extractions, corpus.links, drafts=drafts))
    write_sources(exported(corpus.extractions, drafts), folder)
    return writer.counts
