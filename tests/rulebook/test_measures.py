"""What rules are worth in use is counted from what they found and from what people said of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.models import Decision, Extraction
from tracker.rulebook import load
from tracker.rulebook.check import Watcher
from tracker.rulebook.measures import RuleMeasure, measure_rules, unknown_names
from tracker.rulebook.sample import sample

BOOK = load()


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    texts = ["力争柚子产业链产值增长8%，龙眼产业链产值增长6%。", "力争柚子产业链产值增长9%。", "深化改革。"]
    return [sample(text, BOOK).extraction for text in texts]


def decided(action: str, commitment: str, name: str = "1", **fields: str) -> Decision:
    return Decision.model_validate(
        {"id": name, "commitment": commitment, "who": "甲", "at": "2024-02-01", "action": action, "fields": fields}
    )


def of(measures: tuple[RuleMeasure, ...], rule: str) -> RuleMeasure:
    return next(measure for measure in measures if measure.rule == rule)


def test_firing_is_counted_over_all_and_by_report(extractions: list[Extraction]) -> None:
    measure = of(measure_rules(BOOK, extractions), "name-rise-rate")
    assert (measure.fired, measure.reports) == (3, Decimal("66.7"))
    assert of(measure_rules(BOOK, []), "name-rise-rate").fired == 0


def test_the_last_word_on_a_commitment_counts_and_what_was_undone_does_not(extractions: list[Extraction]) -> None:
    first, second = extractions[0].commitments
    third = extractions[1].commitments[0]
    said = [
        decided("not_a_commitment", first.id, "a"),
        decided("checked", first.id, "b"),
        decided("correct", second.id, "c"),
        decided("not_a_commitment", third.id, "d"),
        decided("undo", third.id, "e", decision="d"),
        decided("note", third.id, "f"),
    ]
    measure = of(measure_rules(BOOK, extractions, said), "name-rise-rate")
    assert (measure.confirmed, measure.overturned, measure.doubtful) == (1, 1, False)


def test_a_rule_that_people_keep_overturning_is_doubtful() -> None:
    def measured(confirmed: int, overturned: int) -> bool:
        return RuleMeasure("r", "targets", "", 9, Decimal(1), confirmed, overturned).doubtful

    assert measured(2, 3)
    assert not measured(3, 3)
    assert not measured(0, 2)


def test_names_that_the_lexicon_lacks_come_with_sentences_the_most_widespread_first(
    extractions: list[Extraction],
) -> None:
    (pomelo, longan) = unknown_names(extractions, least=1)
    assert (pomelo.name, pomelo.count) == ("柚子产业链产值", 2)
    assert longan.name == "龙眼产业链产值"
    assert len(pomelo.sentences) == 2
    assert [name.name for name in unknown_names(extractions)] == ["柚子产业链产值"]


def test_a_corrected_result_speaks_of_the_rule_that_found_the_result() -> None:
    read = sample("柚子产业链产值增长8%。", BOOK, part="review").extraction
    said = [
        Decision(
            id="a", commitment="of-another-report", who="甲", at="2024-02-01", action="correct",
            result=read.results[0].id, fields={"of": "result", "value": "9"},
        )
    ]  # fmt: skip
    assert of(measure_rules(BOOK, [read], said), "name-rise-rate").overturned == 1


def test_rules_that_fit_the_same_figures_are_named_on_both_sides() -> None:
    watcher = Watcher(BOOK)
    extraction = watcher.read(sample("新建柚子园20座，新建龙眼园30座。", BOOK).extraction.report)
    measures = measure_rules(BOOK, [extraction], (), watcher.overlaps())
    (winner,) = {found.rule for found in extraction.commitments}
    for other, count in of(measures, winner).overlaps:
        assert count == 2
        assert dict(of(measures, other).overlaps)[winner] == 2
    assert of(measures, winner).overlaps
