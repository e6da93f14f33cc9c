"""The government's own words of completion."""

import pytest

from tracker.language.claims import ClaimFinder, find_claims
from tracker.models import CompletionClaim, Section
from tracker.rulebook import load
from tracker.rulebook.sample import Part, sample
from tracker.rulebook.schema.claims import ClaimExample, ClaimSettings

BOOK = load()
SETTINGS = BOOK.settings(ClaimSettings)
EXAMPLES = [example for group in SETTINGS.claims for example in group.examples]


def claims(text: str, part: Part = "review") -> tuple[CompletionClaim, ...]:
    return find_claims(sample(text, BOOK, part=part).extraction.report, BOOK)


@pytest.mark.parametrize("example", EXAMPLES, ids=[e.text for e in EXAMPLES])
def test_example_of_the_rules(example: ClaimExample):
    found = claims(example.text)
    if example.sense is None:
        assert found == ()
    else:
        assert [(c.sense, "、".join(c.about), c.programme) for c in found] == [
            (example.sense, example.about, example.programme)
        ]


def test_the_quote_is_the_clause_as_it_stands_in_the_source():
    read = sample("一年来，柳编出口、水运量低于预期，但护岸工程如期完成。", BOOK, part="review")
    report = read.extraction.report
    found = find_claims(report, BOOK)
    assert [c.quote for c in found] == ["柳编出口、水运量低于预期", "但护岸工程如期完成"]
    assert all(report.source.text[c.start : c.end] == c.quote for c in found)


def test_a_plan_claims_nothing():
    assert claims("确保目标任务圆满完成。", part="plan") == ()


def test_a_word_inside_a_longer_one_is_not_counted_twice():
    assert [c.words for c in claims("柚子产量好于预期目标。")] == ["好于预期目标"]


def test_every_word_finds_itself():
    finder = ClaimFinder(SETTINGS)
    for group in SETTINGS.claims:
        for word in group.words:
            report = sample(f"柚子项目{word}。", BOOK, part="review").extraction.report
            assert [(c.words, c.sense) for c in finder.find(report)] == [(word, group.sense)]


def test_claims_are_found_between_parts_that_claim_nothing_and_up_to_the_end_of_theirs():
    sentence = "目标任务圆满完成"
    report = sample(f"{sentence}。" * 4 + sentence, BOOK, part="review").extraction.report
    first = report.clean.text.index(sentence)
    roles = ("plan", "review", "plan", "problems", "plan")
    starts = [first + place * (len(sentence) + 1) for place in range(5)]
    sections = tuple(
        Section(start=start, end=start + len(sentence), headings=(), role=role)
        for start, role in zip(starts, roles, strict=True)
    )
    found = find_claims(report.model_copy(update={"sections": sections}), BOOK)
    assert [claim.start for claim in found] == [report.clean.offsets.to_source(at, at + 1)[0] for at in starts[1:4:2]]
