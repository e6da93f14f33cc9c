"""The rules, and a corpus of two reports through matching."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from paper_reports import report

from tracker.flow import built_in_rulebook
from tracker.match import Pairing, pair
from tracker.models import Commitment, Result
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.matching import MatchingSettings


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return built_in_rulebook()


@pytest.fixture(scope="session")
def settings(rules: Rulebook) -> MatchingSettings:
    return rules.settings(MatchingSettings)


@pytest.fixture(scope="session")
def paired(rules: Rulebook) -> Callable[..., list[Pairing]]:
    """Commitments of 2023 against results of 2024."""

    def matched(commitments: Sequence[Commitment], results: Sequence[Result], **later: object) -> list[Pairing]:
        return pair([report(2023, commitments), report(2024, (), results, **later)], rules)  # type: ignore[arg-type]

    return matched
