"""The small corpus, made once."""

from __future__ import annotations

import pytest
from paper_corpora import small_corpus

from tracker.render.corpus import Corpus


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return small_corpus()
