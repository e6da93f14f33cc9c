"""The rows of what only shows over years: the panel, the findings, the goals over several years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tracker.models import Commitment, Result
from tracker.render.panel import panel_rows
from tracker.render.rows import plain_number
from tracker.years import Finding, Goal, YearsOfPlace

__all__ = ["year_rows"]

_OF_VERDICTS = ("silent", "put_off")
"""The findings that rest on how a commitment came out."""


def year_rows(years: YearsOfPlace) -> dict[str, list[dict[str, Any]]]:
    """The rows of the three tables for one jurisdiction."""
    if not years.annals.extractions:
        return {"panel": [], "findings": [], "progress": []}
    return {
        "panel": panel_rows(years.annals, years.series, years.figures),
        "findings": [_finding(finding, years) for finding in years.findings],
        "progress": [_goal(goal, years) for goal in years.goals],
    }


def _about(statement: Commitment | Result, years: YearsOfPlace) -> dict[str, Any]:
    return {
        "jurisdiction": years.annals.name,
        "indicator": statement.indicator or statement.object,
        "indicator_id": statement.indicator_id,
        "scope": statement.scope,
        "measure": statement.measure,
    }


def _finding(finding: Finding, years: YearsOfPlace) -> dict[str, Any]:
    statements: dict[str, Commitment | Result] = {**years.annals.commitments, **years.annals.results}
    one, other = statements[finding.statement], statements.get(finding.other or "")
    change, unit = _change(one, other, years)
    link = years.annals.final.get(one.id)
    return {
        "kind": finding.kind,
        "year": finding.year,
        **_about(one, years),
        "statement": one.id,
        "report": one.report,
        "section": one.section,
        "tier": one.tier,
        "binding": one.binding,
        "modality": one.modality,
        "value": _plain(one.value),
        "value_max": _plain(one.value_max),
        "unit": one.unit,
        "other": finding.other,
        "other_report": other.report if other is not None else None,
        "other_value": _plain(other.value) if other is not None else None,
        "other_value_max": _plain(other.value_max) if other is not None else None,
        "other_unit": other.unit if other is not None else None,
        "change": _plain(change),
        "base_unit": unit,
        "chain": finding.chain,
        "check_state": link.check_state if link is not None and finding.kind in _OF_VERDICTS else None,
    }


def _change(
    one: Commitment | Result, other: Commitment | Result | None, years: YearsOfPlace
) -> tuple[Decimal | None, str | None]:
    """The later number less the earlier, where both are points in one unit."""
    first = years.figures.units.amount(one)
    second = years.figures.units.amount(other) if other is not None else None
    if first is None or second is None or first.unit != second.unit or one.measure != (other and other.measure):
        return None, None
    if one.indicator_id != (other and other.indicator_id):
        return None, None  # another definition
    return (
        (second.low - first.low, first.unit)
        if first.low == first.high and second.low == second.high
        else (
            None,
            first.unit,
        )
    )


def _goal(goal: Goal, years: YearsOfPlace) -> dict[str, Any]:
    commitment = goal.commitment
    amount = years.figures.units.amount(commitment)
    link = years.annals.final.get(commitment.id)
    return {
        **_about(commitment, years),
        "commitment": commitment.id,
        "report": commitment.report,
        "first": goal.first,
        "last": goal.last,
        "value": _plain(commitment.value),
        "value_max": _plain(commitment.value_max),
        "unit": commitment.unit,
        "base_value": _plain(amount.low) if amount is not None else None,
        "told": goal.told,
        "so_far": _plain(goal.so_far),
        "base_unit": goal.unit or None,
        "derivation": goal.derivation or None,
        "figures": [
            {
                "year": step.year,
                "value": _plain(step.result.value),
                "unit": step.result.unit,
                "result": step.result.id,
                "report": step.result.report,
                "verdict": step.link.verdict,
            }
            for step in goal.steps
        ],
        "verdict": link.verdict if link is not None else None,
        "check_state": link.check_state if link is not None else None,
    }


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain_number(number)
