"""A result made by hand: the sentence and the words a person selected become the fields of a decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.decisions import checked_fields, made_result_id
from tracker.errors import DecisionError
from tracker.language.quantities import QuantityFinder
from tracker.models import Commitment, Quantity, Report
from tracker.render.place import Place
from tracker.review.search import sentence_at
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["figures", "made_fields"]

_FINDERS = 2


@lru_cache(maxsize=_FINDERS)
def _finder(rulebook: Rulebook) -> QuantityFinder:
    return QuantityFinder(rulebook.settings(QuantitySettings), rulebook.settings(Units))


def figures(sentence: str, rulebook: Rulebook) -> list[Quantity]:
    """The quantities of a sentence, offsets in it."""
    return [found.quantity for found in _finder(rulebook).find(sentence) if found.quantity is not None]


def made_fields(place: Place, commitment: Commitment, rulebook: Rulebook, given: Mapping[str, str]) -> dict[str, str]:
    """The fields of the decision that makes a result, its ``id`` among them.

    ``given``: report; start and end, clean offsets of the sentence or of the words selected in it; ``words``, what of
    the sentence is the figure (or the thing done). What is not given is taken from the commitment it answers and from
    the years the report reviews. Raises DecisionError where the place or the words are not in the report.
    """
    report = place.reports.get(given.get("report", ""))
    if report is None:
        raise DecisionError("没有这份报告", "there is no such report")
    sentence, inside = _selected(report, given)
    words = given.get("words", "").strip()
    at = sentence.find(words, inside) if words else 0
    at = sentence.find(words) if at < 0 else at
    if at < 0:
        raise DecisionError("所选文字不在这句话里", "the words chosen are not in this sentence")
    quantity = next(
        (q for q in figures(sentence, rulebook) if words and q.start < at + len(words) and q.end > at), None
    )
    reviewed = report.catalogue.reviewed_years
    fields = {
        "report": report.id,
        "sentence": sentence,
        "words": words,
        "indicator": commitment.indicator,
        "indicator_id": commitment.indicator_id,
        "scope": commitment.scope,
        "period_start": str(reviewed[1]) if reviewed else None,
        "period_end": str(reviewed[1]) if reviewed else None,
    }
    if quantity is not None and quantity.value is not None:
        fields |= {
            "words": sentence[quantity.start : quantity.end],
            "value": format(quantity.value, "f"),
            "value_max": None if quantity.value_max is None else format(quantity.value_max, "f"),
            "unit": quantity.unit,
            "qualifier": quantity.comparator.value,
            "measure": given.get("measure") or commitment.measure,
            "direction": commitment.direction,
        }
    elif commitment.kind == "milestone":
        fields |= {"action": commitment.action, "object": commitment.object}
    said = {name: value for name, value in fields.items() if value}
    checked_fields("result", {k: v for k, v in said.items() if k not in ("report", "sentence", "words")})
    said["id"] = made_result_id(place.name, sentence, said.get("words", ""))
    return said


def _selected(report: Report, given: Mapping[str, str]) -> tuple[str, int]:
    """The sentence a selection lies in, and where in it the selection begins."""
    text = report.clean.text
    try:
        start, end = int(given.get("start", "")), int(given.get("end", ""))
    except ValueError as error:
        raise DecisionError("请先选择原文中的文字", "select words in the source first") from error
    span = sentence_at(report, start, end) if 0 <= start < end <= len(text) else None
    if span is None:
        raise DecisionError("所选文字不在报告里", "the words chosen are not in the report")
    return text[span[0] : span[1]], start - span[0]
