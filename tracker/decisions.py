"""What reviewers decided, put to use: which entries are in force, and what corrections make of what was extracted.

Pure functions over the log (``tracker.store``) and extractions. How a decision changes a verdict stands in
``tracker.judge.decisions``; what is done here happens before (what was read wrongly is put right) or is asked by people
(what is in force, what has gone stale).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from tracker.errors import DecisionError
from tracker.models import Catalogue, Commitment, Decision, Extraction, Rejected, Report, Result

__all__ = [
    "CORRECTABLE", "JUDGING", "REPORT_KEY", "SECTION_KEY", "checked_fields", "corrected", "in_force", "made_result_id",
    "report_fixes", "stale", "standing", "with_made_results",
]  # fmt: skip

JUDGING = ("accept", "pick", "not_reported", "not_a_commitment", "cannot_compare", "verdict", "checked")
"""The actions that say how a commitment comes out; the others add to it (note, correct, reply) or take back (undo)."""

REPORT_KEY = "report:"
"""Corrections of a report itself are filed under this prefix and the report's id, in place of a commitment."""

SECTION_KEY = "section:"
"""What readers mark in a whole section, for an audit (``tracker.audit``), is filed under this prefix."""

CORRECTABLE: dict[str, tuple[str, ...]] = {
    "commitment": (
        "indicator", "indicator_id", "measure", "comparator", "value", "value_max", "unit", "direction", "scope",
        "basis", "modality", "tier", "binding", "action", "object", "horizon_start", "horizon_end", "each_year",
        "responsible",
    ),
    "result": (
        "indicator", "indicator_id", "measure", "qualifier", "value", "value_max", "unit", "direction", "scope",
        "basis", "action", "object", "period_start", "period_end", "baseline", "cumulative", "provisional",
    ),
    "report": ("kind", "jurisdiction", "reviewed_years", "planned_years", "partial", "title", "delivered_on"),
}  # fmt: skip

_MODELS: dict[str, type[Commitment] | type[Result] | type[Catalogue]] = {
    "commitment": Commitment,
    "result": Result,
    "report": Catalogue,
}
# of a correction's fields, those that say what is corrected rather than how it reads
_ABOUT = frozenset({"of", "report"})
_Statement = TypeVar("_Statement", Commitment, Result)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The entries that nobody took back, oldest first, without the taking back itself; an undo may be undone too."""
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(list(decisions)):
        if decision.id in undone:
            continue
        if decision.action == "undo":
            undone.add(decision.fields.get("decision", ""))
        else:
            kept.append(decision)
    return kept[::-1]


def standing(valid: Iterable[Decision]) -> dict[str, dict[str, Decision]]:
    """For each commitment, the last judging entry in force of each reviewer, in the order they spoke."""
    found: dict[str, dict[str, Decision]] = defaultdict(dict)
    for decision in valid:
        if decision.action in JUDGING:
            own = found[decision.commitment]
            own.pop(decision.who, None)
            own[decision.who] = decision
    return dict(found)


@lru_cache(maxsize=256)
def _adapter(of: str, name: str) -> TypeAdapter[Any]:
    annotation: Any = _MODELS[of].model_fields[name].annotation
    return TypeAdapter(annotation)


def checked_fields(of: Literal["commitment", "result", "report"] | str, fields: Mapping[str, str]) -> dict[str, Any]:
    """The corrected fields as the model takes them; an empty text takes a value away, years are written 2021-2025.

    Raises DecisionError for a field that cannot be corrected or a value that does not fit it.
    """
    found: dict[str, Any] = {}
    for name, text in fields.items():
        if name in _ABOUT:
            continue
        if name not in CORRECTABLE.get(of, ()):
            raise DecisionError(f"{name} 不能更正", f"{name} cannot be corrected")
        value: object = text.strip() or None
        if value is not None and name in ("reviewed_years", "planned_years"):
            years = text.replace("—", "-").split("-")
            value = (years[0].strip(), years[-1].strip())
        try:
            found[name] = _adapter(of, name).validate_python(value)
        except ValidationError as error:
            raise DecisionError(f"{name} 不能写成“{text}”", f"{name} cannot be {text!r}") from error
    return found


def corrected(extractions: Sequence[Extraction], valid: Sequence[Decision]) -> list[Extraction]:
    """The extractions as the entries in force correct them.

    What was said to be no commitment goes to the rejected numbers, unless another reader judged it: then it stays where
    both can be seen. Corrected fields take the place of those read. Ids stay: they are those of the sentence and value
    as they were read, under which everything else is filed. An entry that fits no field (imported from elsewhere)
    changes nothing.
    """
    judged = {key: list(by_whom.values()) for key, by_whom in standing(valid).items()}
    dropped = {key: said[-1] for key, said in judged.items() if all(d.action == "not_a_commitment" for d in said)}
    changes: dict[str, dict[str, Any]] = defaultdict(dict)
    for decision in valid:
        of = decision.fields.get("of", "")
        key = decision.result if of == "result" else decision.commitment
        if decision.action == "correct" and of in ("commitment", "result") and key:
            try:
                changes[key] |= checked_fields(of, decision.fields)
            except DecisionError:
                continue
    if not dropped and not changes:
        return list(extractions)
    return [_corrected(extraction, dropped, changes) for extraction in extractions]


def _corrected(
    extraction: Extraction, dropped: Mapping[str, Decision], changes: Mapping[str, Mapping[str, Any]]
) -> Extraction:
    def put_right(statements: Sequence[_Statement]) -> tuple[_Statement, ...]:
        out = []
        for statement in statements:
            if statement.id in dropped:
                continue
            update = dict(changes.get(statement.id, {}))
            if statement.restates in dropped:
                update["restates"] = None
            out.append(statement.model_copy(update=update) if update else statement)
        return tuple(out)

    rejected = [
        Rejected(
            report=c.report,
            start=c.start,
            end=c.end,
            value_start=c.start if c.value_start is None else c.value_start,
            value_end=c.end if c.value_end is None else c.value_end,
            text=c.quote[(c.value_start or c.start) - c.start : (c.value_end or c.end) - c.start],
            quote=c.quote,
            reason=dropped[c.id].reason or "not_a_commitment",
            rule="reviewer",
        )
        for c in (*extraction.commitments, *extraction.qualitative)
        if c.id in dropped
    ]
    return extraction.model_copy(
        update={
            "commitments": put_right(extraction.commitments),
            "qualitative": put_right(extraction.qualitative),
            "results": put_right(extraction.results),
            "rejected": tuple(sorted((*extraction.rejected, *rejected), key=lambda r: (r.value_start, r.value_end))),
        }
    )


def made_result_id(jurisdiction: str, sentence: str, words: str) -> str:
    """The id of a result a person made from ``words`` of a clean ``sentence``."""
    return "r-" + hashlib.sha256(f"made|{jurisdiction}|{sentence}|{words}".encode()).hexdigest()[:16]


def with_made_results(extractions: Sequence[Extraction], valid: Sequence[Decision]) -> list[Extraction]:
    """The extractions with the results that people made by hand, found again by their sentence.

    The sentence is looked for in the report it was taken from, then in the others: its report may have been renamed,
    or be there in a better copy. One that is nowhere any more is left out (see ``stale``).
    """
    made: dict[str, dict[str, Result]] = defaultdict(dict)
    reports = {extraction.report.id: extraction.report for extraction in extractions}
    for decision in valid:
        if decision.action == "pick" and decision.result and decision.fields.get("sentence"):
            named = reports.get(decision.fields.get("report", ""))
            for report in ([named] if named else []) + [r for r in reports.values() if r is not named]:
                result = _made(decision, report)
                if result is not None:
                    made[report.id][result.id] = result
                    break
    if not made:
        return list(extractions)
    return [
        extraction.model_copy(update={"results": (*extraction.results, *made[extraction.report.id].values())})
        if extraction.report.id in made
        else extraction
        for extraction in extractions
    ]


def _made(decision: Decision, report: Report) -> Result | None:
    """The result a person made, where its sentence stands in ``report``."""
    said, clean = decision.fields, report.clean
    sentence, words = said["sentence"], said.get("words") or said["sentence"]
    begins, inside = clean.text.find(sentence), sentence.find(words)
    if begins < 0 or inside < 0:
        return None
    start, end = clean.offsets.to_source(begins, begins + len(sentence))
    value_start, value_end = clean.offsets.to_source(begins + inside, begins + inside + len(words))
    fields = {name: text for name, text in said.items() if name in CORRECTABLE["result"]}
    try:
        values = checked_fields("result", fields)
    except DecisionError:
        return None
    place = ("value_start", "value_end") if values.get("value") is not None else ("object_start", "object_end")
    headings = [s.headings for s in report.sections if s.start <= begins < s.end]
    return Result(
        id=decision.result or "",
        report=report.id,
        kind="target" if values.get("value") is not None else "milestone" if values.get("object") else "statement",
        section=headings[-1] if headings else (),
        start=start,
        end=end,
        quote=report.source.text[start:end],
        quote_clean=sentence,
        clean_edits={"exact": 0, "guessed": 0},
        rule="reviewer",
        **dict(zip(place, (value_start, value_end), strict=True)),
        **values,
    )


def report_fixes(valid: Iterable[Decision]) -> dict[str, dict[str, object]]:
    """For each report's id, the fields of its catalogue that people corrected, as ``reports.toml`` would give them."""
    found: dict[str, dict[str, object]] = defaultdict(dict)
    for decision in valid:
        if decision.action == "correct" and decision.fields.get("of") == "report":
            try:
                found[decision.fields.get("report", "")] |= checked_fields("report", decision.fields)
            except DecisionError:
                continue
    return dict(found)


def stale(valid: Iterable[Decision], extractions: Sequence[Extraction]) -> list[Decision]:
    """The entries in force whose sentence, or whose result's, is no longer in the corpus as it was; never dropped.

    ``extractions`` are those before correction, with the results made by hand.
    """
    known = {c.id for e in extractions for c in (*e.commitments, *e.qualitative)}
    known |= {REPORT_KEY + e.report.id for e in extractions}
    results = {r.id for e in extractions for r in e.results}
    of_text = (d for d in valid if not d.commitment.startswith(SECTION_KEY))
    return [d for d in of_text if d.commitment not in known or (d.result is not None and d.result not in results)]
