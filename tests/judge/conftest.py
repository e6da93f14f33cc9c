"""One pair of reports through matching and judging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from paper_reports import report

from tracker.flow import built_in_rulebook
from tracker.judge import judge
from tracker.match import pair
from tracker.models import Commitment, Decision, Extraction, Link, Result
from tracker.rulebook import Rulebook


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return built_in_rulebook()


@pytest.fixture(scope="session")
def lines(rules: Rulebook) -> Callable[..., list[Link]]:
    """All lines of a corpus."""

    def judged(corpus: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> list[Link]:
        return judge(pair(corpus, rules), corpus, rules, decisions)

    return judged


@pytest.fixture(scope="session")
def verdict(lines: Callable[..., list[Link]]) -> Callable[..., Link]:
    """The one line of a commitment of 2023 that the report of 2024 answers with some results."""

    def judged(commitment: Commitment, *results: Result, **later: object) -> Link:
        (line,) = lines([report(2023, [commitment]), report(2024, (), results, **later)])  # type: ignore[arg-type]
        return line

    return judged
