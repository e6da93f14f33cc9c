"""Decisions as JSON Lines: one entry a line, fit for git; importing twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from tracker.errors import DecisionError, OutputError
from tracker.models import Decision
from tracker.store import decision_id

__all__ = ["lines_of", "read_lines", "write_text"]


def lines_of(decisions: Iterable[Decision]) -> str:
    """The entries as lines, in their order, without private notes."""
    return "".join(
        json.dumps(d.model_dump(mode="json", exclude={"note"}), ensure_ascii=False, sort_keys=True) + "\n"
        for d in decisions
    )


def read_lines(path: Path) -> list[Decision]:
    """The entries of a file, each under the id of what it says.

    Raises DecisionError (file:line) for a line that is no entry, or whose id is not that of what it says: it was
    changed by hand.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError("读不了这个文件", "this file cannot be read", str(path)) from error
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            decision = Decision.model_validate_json(line)
        except ValidationError as error:
            raise DecisionError("这一行不是复核记录", "this line is no decision", where) from error
        expected = decision_id(decision)
        if decision.id not in ("", expected):
            raise DecisionError("这一行的 id 与内容不符，可能被改过", "the id does not fit what the line says", where)
        found.append(decision.model_copy(update={"id": expected}))
    return found


def write_text(path: Path, text: str) -> None:
    """Write a file and the folder it stands in. Raises OutputError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError.of_system(error, path) from error
