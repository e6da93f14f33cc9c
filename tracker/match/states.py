"""How far a deliverable has come, read from the action and the words of the clause that speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.models import Commitment, Result
from tracker.rulebook.schema.matching import StateSettings, StateWords

__all__ = ["States"]

_CLAUSE = re.compile(r"[，,；;。！？\n]")


class States:
    """The ladder of ``rules/matching.yaml``."""

    def __init__(self, settings: StateSettings) -> None:
        self._settings = settings

    def promised(self, commitment: Commitment) -> int:
        """The step that keeps a promise; an action without an end (加快推进) asks for the open-ended step."""
        action = commitment.action or "other"
        return self._settings.open_ended if action == "other" else self._settings.actions[action]

    def reached(self, result: Result) -> tuple[int | None, str]:
        """The step a result tells, and the word that tells it; no step where nothing does."""
        clause = _clause(result)
        step, word = _first(self._settings.under_way, clause)
        if step is not None:
            return step, word
        if result.kind == "target" and (finished := self._finished(result)):
            return self._settings.finished.rank, finished
        step, word = _first(self._settings.words, clause)
        action = result.action
        if action is None or action == "other" or (word != action and action in word):
            return step, word
        return self._settings.actions[action], action

    def counted(self, result: Result) -> bool:
        """Whether a figure tells of something done: a count of it, or a sum for which it was finished."""
        return result.measure == "increment" or bool(self._finished(result))

    def _finished(self, result: Result) -> str:
        """The finishing word right before what a sum was spent on (投资3000万元完成了…), if there is one."""
        at = result.quote_clean.find(result.indicator or "\n")
        before = result.quote_clean[: max(0, at)]
        if not before.endswith(self._settings.finished.words):
            return ""
        return next(word for word in self._settings.finished.words if before.endswith(word))

    def different(self, commitment: Commitment, result: Result) -> bool:
        """Whether the two actions cannot be said of one thing."""
        one, other = self._track(commitment.action), self._track(result.action)
        return one is not None and other is not None and one != other

    def put_off(self, earlier: Commitment, later: Commitment) -> bool:
        """Whether a later promise of the same thing puts the earlier one off: it asks for no more, and by a later year.

        建成 is put off by 建成通车, which promises it too; not by 通车 alone, for which it may be built by now.
        """
        one, other = earlier.action or "other", later.action or "other"
        said, again = earlier.evidence.get("action", one), later.evidence.get("action", other)
        if "other" in (one, other) or not {one, other, said, again}.isdisjoint(self._settings.recurring):
            return False
        if earlier.horizon_end and later.horizon_end and later.horizon_end <= earlier.horizon_end:
            return False
        if one == other or (one in again and self._settings.actions[one] >= self._settings.finished.rank):
            return True
        on_one_way = any(one in way and other in way for way in self._settings.ways)
        return on_one_way and self._settings.actions[other] <= self._settings.actions[one]

    def _track(self, action: str | None) -> int | None:
        return next((place for place, actions in enumerate(self._settings.tracks) if action in actions), None)

    def label(self, commitment: Commitment, result: Result) -> tuple[str, str]:
        """``same``, ``beyond``, ``before`` or ``unsaid``, and the word that told it."""
        said = result.evidence.get("action", "")
        if said and result.action == commitment.action != "other" and said == commitment.evidence.get("action"):
            step, word = _first(self._settings.under_way, _clause(result))
            if step is None or word in commitment.quote_clean:
                return "same", said  # 主体完工 was promised, and 主体完工 is told
        step, word = self.reached(result)
        if step is None:
            return "unsaid", ""
        if result.action == commitment.action != "other" and word == result.action:
            return "same", word
        return ("beyond" if step >= self.promised(commitment) else "before"), word


def _first(rows: Sequence[StateWords], clause: str) -> tuple[int | None, str]:
    return next(((row.rank, word) for row in rows for word in row.words if word in clause), (None, ""))


def _clause(result: Result) -> str:
    """The part of the sentence between commas that speaks of the object; the whole sentence where it is not found."""
    text, name = result.quote_clean, result.object or result.indicator or ""
    at = text.find(name) if name else -1
    if at < 0:
        return text if len(text) <= 60 else ""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    end = _CLAUSE.search(text, at + len(name))
    return text[start : end.start() if end else len(text)]
