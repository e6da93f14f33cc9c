"""Sentences full of numbers that promise nothing must yield nothing."""

from pathlib import Path

import pytest

from tracker.rulebook import load
from tracker.rulebook.sample import Part, sample

BOOK = load()
QUIET = Path(__file__).parent / "quiet"


def lines(name: str) -> list[str]:
    text = (QUIET / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


ACCEPTED = {line.split("\t")[0] for line in lines("accepted")}
CASES: list[tuple[Part, str]] = [("plan", s) for s in lines("plan")] + [("review", s) for s in lines("review")]


@pytest.mark.parametrize(("part", "sentence"), CASES)
def test_numbers_that_promise_nothing_yield_nothing(part, sentence):
    read = sample(sentence, BOOK, part=part)
    found = [*read.extraction.commitments, *read.extraction.results, *read.extraction.qualitative]
    taken = [item.indicator for item in found if item.kind == "target" and item.start >= read.start]
    assert not taken or sentence in ACCEPTED
