"""The spaCy side of the language stage: words by pkuseg, and what was found as spans."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import tracker
from tracker.language.pipeline import COMPONENTS, GROUPS, language, spacy_doc
from tracker.models import Extraction
from tracker.resources import resource


@pytest.fixture(scope="module")
def found() -> Extraction:
    return tracker.extract_report(tracker.read_report(resource("reports") / "chengzhou-2023-gwr.txt"))


@pytest.fixture(scope="module")
def doc(found: Extraction) -> Doc:
    return spacy_doc(found)


def test_the_components_stand_in_order_and_a_bare_text_goes_through() -> None:
    assert language().pipe_names == list(COMPONENTS)
    text = language()("力争柚子产业链产值增长8%以上。\n  新建渡口2座。")
    assert text.text == "力争柚子产业链产值增长8%以上。\n  新建渡口2座。"
    assert [token.text for token in text][:3] == ["力争", "柚子", "产业链"]


def test_the_doc_is_the_clean_text(found: Extraction, doc: Doc) -> None:
    assert doc.text == found.report.clean.text


def test_every_statement_is_a_span_in_order_that_holds_its_figure(found: Extraction, doc: Doc) -> None:
    assert set(doc.spans) == set(GROUPS)
    statements = [*found.commitments, *found.qualitative, *found.results]
    spans = [span for group in GROUPS[:3] for span in doc.spans[group]]
    assert [span.id_ for span in spans] == [statement.id for statement in statements]
    assert {span.label_ for span in spans} == {statement.kind for statement in statements}
    source = found.report.source.text
    for statement, span in zip(statements, spans, strict=True):
        assert span.kb_id_ == (statement.indicator_id or "")
        if statement.value_start is not None:
            assert source[statement.value_start : statement.value_end] in span.text


def test_numbers_not_taken_are_spans_with_their_reason(found: Extraction, doc: Doc) -> None:
    assert [span.label_ for span in doc.spans["rejected"]] == [seen.reason for seen in found.rejected]
