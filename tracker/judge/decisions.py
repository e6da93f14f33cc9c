"""What reviewers decided, laid over what the rules said; an undone decision never happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tracker.judge.judgement import note
from tracker.models import Decision, Link, Verdict
from tracker.rulebook.schema.reasons import NoteTexts

__all__ = ["apply_decisions"]

_BESIDE = ("reply", "note")
_VERDICTS = frozenset(verdict.value for verdict in Verdict)
"""The levels of remarks that explain a verdict."""
_CHECKS = ("accept", "pick", "not_reported", "cannot_compare", "verdict", "checked")


def apply_decisions(
    lines: Sequence[Link],
    final: int,
    decisions: Sequence[Decision],
    reports_of: Mapping[str, str],
    judge_picked: Callable[[int, str], Link | None],
    untold: Callable[[int], Link],
    notes: NoteTexts,
) -> list[Link]:
    """The lines of one commitment with its decisions in force, in the order they were made.

    A decision speaks of the line of its result's report (``reports_of``), of the report it names
    (``fields["later_report"]``), else of the ``final`` line. A result picked without a verdict is judged by the rules
    (``judge_picked`` gives the line at a place with another result); one accepted stays, whatever rules would choose
    now. Where a person found nothing, the line is that of a report in which nothing is found (``untold``). The last
    word counts; a second person who decides otherwise leaves the check at one reader, and the line says
    so. A government's reply stands beside the line and changes nothing in it.
    """
    undone = {d.fields.get("decision") for d in decisions if d.action == "undo"}
    valid = [d for d in decisions if d.id not in undone and d.action in _CHECKS]
    changed = list(lines)
    readers: dict[int, dict[str, tuple[str | None, Verdict]]] = {}
    for decision in valid:
        place = _place(lines, final, decision, reports_of)
        line = changed[place]
        picked = decision.result if decision.action in ("pick", "accept") else None
        if picked is not None and picked != line.result:
            line = _with_words(judge_picked(place, picked) or line, line)
        elif decision.action == "not_reported" or (
            decision.action == "verdict" and decision.verdict is Verdict.UNREPORTED
        ):
            line = _with_words(untold(place), line)
        changed[place] = _decided(line, decision, notes)
        readers.setdefault(place, {})[decision.who] = changed[place].result, changed[place].verdict
    for place, by_whom in readers.items():
        agree = len(by_whom) > 1 and len(set(by_whom.values())) == 1
        update: dict[str, object] = {"check_state": "two" if agree else "one"}
        if len(set(by_whom.values())) > 1:
            update["reasons"] = (*changed[place].reasons, note(notes.readers_differ))
        changed[place] = changed[place].model_copy(update=update)
    for said in decisions:
        if said.action in _BESIDE and said.id not in undone and said.reason:
            place = _place(lines, final, said, reports_of)
            wording = notes.reply if said.action == "reply" else notes.reviewer_note
            beside = (*changed[place].reasons, note(wording, said=said.reason))
            changed[place] = changed[place].model_copy(update={"reasons": beside})
    return changed


def _place(lines: Sequence[Link], final: int, decision: Decision, reports_of: Mapping[str, str]) -> int:
    report = decision.fields.get("later_report")
    if decision.result is not None:
        report = reports_of.get(decision.result, report)
    return next((place for place, line in enumerate(lines) if report and line.later_report == report), final)


def _with_words(line: Link, before: Link) -> Link:
    """A line with what reviewers said of the one it takes the place of."""
    if line is before:
        return line
    said = tuple(reason for reason in before.reasons if reason.level == "reviewer")
    return line.model_copy(update={"reasons": (*line.reasons, *said)})


def _decided(line: Link, decision: Decision, notes: NoteTexts) -> Link:
    verdict, detail, result = line.verdict, line.verdict_detail, line.result
    if decision.action in ("pick", "accept"):
        result = decision.result or result
        if decision.verdict is not None and decision.verdict is not verdict:
            verdict, detail = decision.verdict, decision.fields.get("detail")
    elif decision.action == "cannot_compare":
        verdict, detail = Verdict.INCOMPARABLE, decision.fields.get("detail") or _why_incomparable(line)
    elif decision.action == "verdict" and decision.verdict is not None and decision.verdict is not Verdict.UNREPORTED:
        verdict, detail = decision.verdict, decision.fields.get("detail") or _why_incomparable(line)
        if verdict is not Verdict.INCOMPARABLE:
            detail = None
    if decision.action == "checked":
        return line
    changes: dict[str, object] = {"decided_by": "reviewer"}
    reasons = line.reasons
    if (verdict, result, detail) != (line.verdict, line.result, line.verdict_detail):
        # what the rules said of their verdict does not explain another
        reasons = tuple(reason for reason in reasons if reason.level not in _VERDICTS)
        changes |= {
            "verdict": verdict, "verdict_strict": verdict, "boundary": False, "verdict_detail": detail,
            "result": result, "attainment": None, "shortfall": None,
            "overdue": line.overdue and verdict is Verdict.ONGOING,
        }  # fmt: skip
    if decision.reason:
        reasons = (*reasons, note(notes.reviewer_said, said=decision.reason))
    return line.model_copy(update={**changes, "reasons": reasons})


def _why_incomparable(line: Link) -> str | None:
    """The reason that the rules give; a person who gives none is not made to give one."""
    return line.verdict_detail if line.verdict is Verdict.INCOMPARABLE else None
