"""What people decided, as answers that ``tracker evaluate`` measures against.

Only what someone looked at is in them: a commitment that was judged or corrected counts as read (``regions`` are the
places of their values or objects), one said to be none makes its place read and empty. Goals without a number are no
answers that can be measured against.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tracker.models import Commitment, Link, Result
from tracker.render.place import Place
from tracker.review.corpus import Corpus

__all__ = ["gold_files"]


def gold_files(corpus: Corpus) -> dict[str, str]:
    """The answer files by name: ``<plan>.targets.json`` and ``<plan>__<later>.links.json``."""
    files: dict[str, Any] = {}
    for reviewed in corpus.places.values():
        place = reviewed.place
        judged = {d.commitment for d in reviewed.compared.applied}
        regions: dict[str, list[list[int]]] = defaultdict(list)
        answers: dict[str, dict[str, list[Any]]] = defaultdict(lambda: {"targets": [], "milestones": []})
        links: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for commitment in (c for e in reviewed.compared.extractions for c in e.commitments):
            if commitment.id not in judged:
                continue
            regions[commitment.report].append(list(_place(commitment)))
            kind = "targets" if commitment.kind == "target" else "milestones"
            answers[commitment.report][kind].append(_commitment(commitment, place))
            for link in place.links.get(commitment.id, ()):
                if link.later_report is not None and link.check_state != "machine":
                    links[commitment.report, link.later_report].append(_link(link, place.results))
        for extraction in reviewed.compared.extractions:
            for rejected in extraction.rejected:
                if rejected.rule == "reviewer":
                    regions[rejected.report].append([rejected.value_start, rejected.value_end])
        for report in sorted(regions):
            files[f"{report}.targets.json"] = {
                "doc": report, "regions": _joined(regions[report]), **answers[report],
            }  # fmt: skip
        for (plan, later), found in sorted(links.items()):
            files[f"{plan}__{later}.links.json"] = {"plan": plan, "later": later, "links": found}
    return {name: json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n" for name, data in files.items()}


def _joined(spans: list[list[int]]) -> list[list[int]]:
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return joined


def _commitment(commitment: Commitment, place: Place) -> dict[str, Any]:
    source = place.reports[commitment.report].source.text
    if commitment.kind == "milestone":
        more: dict[str, Any] = {"action": commitment.action, "object": commitment.object}
    else:
        more = {
            "indicator": commitment.indicator,
            "measure": commitment.measure,
            "comparator": commitment.comparator,
            "value": _number(commitment.value),
            "value_max": _number(commitment.value_max),
            "unit": commitment.unit or "",
            "horizon": commitment.horizon_end,
        }
    first, last = _place(commitment)
    return {"id": commitment.id, "anchor": source[first:last], "at": [first, last], **more}


def _place(statement: Commitment | Result) -> tuple[int, int]:
    """Where the value stands, or the object, or the sentence."""
    for start, end in (
        (statement.value_start, statement.value_end), (statement.object_start, statement.object_end),
    ):  # fmt: skip
        if start is not None and end is not None:
            return start, end
    return statement.start, statement.end


def _link(link: Link, results: Mapping[str, Result]) -> dict[str, Any]:
    result = results.get(link.result or "")
    told = None
    if result is not None:
        first, last = _place(result)
        told = {
            "anchor": result.quote[first - result.start : last - result.start],
            "at": [first, last],
            "value": _number(result.value),
            "value_max": _number(result.value_max),
            "unit": result.unit,
        }
    return {"target": link.commitment, "result": told, "verdict": link.verdict.value, "sure": True}


def _number(value: object) -> str | None:
    return None if value is None else str(value)
