"""Looking up places in nested sections."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.models import Section
from tracker.outline import RoleShare, SectionIndex, role_shares

NESTED = (
    Section(start=0, end=10, headings=(), role="preamble"),
    Section(start=10, end=50, headings=("一",), role="review", years=(2023, 2023)),
    Section(start=20, end=40, headings=("一", "（一）"), role="review", years=(2023, 2023)),
    Section(start=30, end=35, headings=("一", "（一）"), role="problems"),
    Section(start=50, end=60, headings=("二",), role="plan", years=(2024, 2024)),
)


@given(st.integers(-5, 70))
def test_the_innermost_section_holds_a_place(at: int) -> None:
    holding = [s for s in NESTED if s.start <= at < s.end]
    assert SectionIndex(NESTED).at(at) == (min(holding, key=lambda s: s.end - s.start) if holding else None)


def test_no_sections_hold_nothing() -> None:
    assert SectionIndex(()).at(0) is None
    assert role_shares(()) == ()


def test_shares_count_the_innermost_role_once() -> None:
    assert role_shares(NESTED) == (
        RoleShare("preamble", None, 1, 10),
        RoleShare("review", (2023, 2023), 2, 35),
        RoleShare("problems", None, 1, 5),
        RoleShare("plan", (2024, 2024), 1, 10),
    )
