"""The levels of a comparison between a target and a result: each looks at one thing and says one label.

A label is a word of ``rules/matching.yaml``, which gives it its weight and its sentence. ``None`` means that the two
cannot be about the same thing; no weight can outvote it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.match.names import Name
from tracker.models import Catalogue, Commitment, Result

__all__ = [
    "baseline_differs", "measure_label", "period_label", "says", "says_cumulative", "scope_label", "scope_of",
    "years_of",
]  # fmt: skip


def scope_of(scope: str | None, name: Name, here: Sequence[str], jurisdiction: str) -> tuple[str, ...]:
    """What a figure is limited to: its scope and what its name has in brackets; the whole jurisdiction is no limit."""
    limits = list(name.qualifiers)
    if scope and scope not in here and scope not in jurisdiction:
        limits.append(scope)
    return tuple(sorted(limits))


def scope_label(plan: tuple[str, ...], later: tuple[str, ...], commitment: Commitment, result: Result) -> str | None:
    """``none`` where neither is limited, ``same``, ``one_side``; nothing where the limits differ.

    A limit that stands around the other figure, in its sentence or over it, is the same limit.
    """
    if plan == later:
        return "same" if plan else "none"
    around_plan, around_later = _around(commitment), _around(result)
    rest_plan = [limit for limit in plan if limit not in later and limit not in around_later]
    rest_later = [limit for limit in later if limit not in plan and limit not in around_plan]
    if not rest_plan and not rest_later:
        return "same"
    if rest_plan and rest_later and not any(a in b or b in a for a in rest_plan for b in rest_later):
        return None
    return "one_side"


def _around(statement: Commitment | Result) -> str:
    """Where a limit may stand that a name leaves out: the sentence and the heading over it."""
    return statement.quote_clean + "".join(statement.section[-1:])


def says_cumulative(statement: Commitment | Result, words: Sequence[str]) -> bool:
    """Whether a figure says of itself that it counts from the beginning (累计)."""
    if isinstance(statement, Result) and statement.cumulative:
        return True
    return says(statement, words)


def says(statement: Commitment | Result, words: Sequence[str]) -> bool:
    """Whether a figure says one of some words in its name, or in what its fields were read from."""
    for text in (statement.indicator, *statement.evidence.values()):
        if text:
            for word in words:
                if word in text:
                    return True
    return False


def measure_label(plan: Commitment, later: Result, cumulative: Sequence[str], stock: bool) -> str:
    """``same``, ``cumulative`` (the year's amount against a total), ``other``, or ``unsaid`` where there is no number.

    ``stock`` tells whether both names end in a word for what is there at a time (里程, 余额): such totals are totals on
    both sides.
    """
    if later.value is None:
        return "unsaid"
    measure = plan.measure
    if measure == "increment" and says_cumulative(later, cumulative) and not says_cumulative(plan, cumulative):
        return "cumulative"
    if measure == later.measure:
        if measure == "level" and later.cumulative and not says_cumulative(plan, cumulative) and not stock:
            return "cumulative"
        return "same"
    return "other"


def years_of(result: Result, later: Catalogue) -> tuple[int, int] | None:
    """The years a result speaks of: its own, else the year its report reviews by itself."""
    start, end = result.period_start, result.period_end
    if end is not None:
        return (end if start is None else start), end
    if later.reviewed_years and later.reviewed_years[0] == later.reviewed_years[1]:
        return later.reviewed_years
    return None


def period_label(
    plan: Commitment, horizon: tuple[int | None, int | None], years: tuple[int, int] | None, state: Callable[[], bool]
) -> str | None:
    """How the years of a result lie to those of a target; nothing where it speaks of other years.

    ``same``; ``year_of`` for a target of each year; ``end`` for a state at the end of the years (``state`` tells: a
    share, a stock) or a figure of the last year; ``progress`` before the end; ``several`` for a sum or an average of
    other years than the target has; ``unsaid``.
    """
    if years is None:
        return "unsaid"
    start, end = horizon
    if end is None:
        return "progress"
    if start is None:
        start = end
    if years[1] > end or years[1] < start:
        return None
    if plan.each_year and years[0] == years[1]:
        return "year_of"
    if years == (start, end):
        return "same"
    if years[1] == end:
        return "end" if state() else "several"
    # a sum or a rate that began before the target did is not its progress; a level or a share is what it is
    return "several" if years[0] < start and plan.measure in ("growth", "increment") else "progress"


def baseline_differs(plan: Commitment, later: Result, years: tuple[int, int] | None) -> bool:
    """Whether a change is told against another year than the target means (较2015年下降9% against 下降3%)."""
    if later.baseline is None or later.measure in ("level", "share", None) or years is None:
        return False
    first = plan.horizon_start if plan.horizon_start is not None else plan.horizon_end
    return first is None or later.baseline != first - 1
