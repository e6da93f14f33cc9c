"""Whether the verbs before two figures leave them figures of one thing: built and renewed, begun and done."""

from __future__ import annotations

from tracker.models import Commitment, Result
from tracker.rulebook.schema.matching import DeedSettings

__all__ = ["DeedReader"]


class DeedReader:
    """Reads the verbs that figures of things acted upon were found by, by the words of a rule set."""

    def __init__(self, settings: DeedSettings) -> None:
        self._steps = (settings.agreed, settings.begun, settings.allotted)
        self._kinds = (settings.fresh, settings.renewed)

    def one_thing(self, commitment: Commitment, result: Result) -> bool:
        """Whether a result may answer a target as far as their verbs tell; where one has no verb, it may."""
        one, other = (side.evidence.get("measure") for side in (commitment, result))
        if "increment" not in (commitment.measure, result.measure) or not one or not other:
            return True
        kinds, other_kinds = self._said(one), self._said(other)
        if kinds and other_kinds and kinds.isdisjoint(other_kinds):
            return False
        return self._step(one) == self._step(other)

    def _said(self, verb: str) -> frozenset[tuple[str, ...]]:
        """The kinds of deed that a verb names, each as its words: made anew, renewed."""
        return frozenset(words for words in self._kinds if any(word in verb for word in words))

    def _step(self, verb: str) -> tuple[str, ...] | None:
        """How far something has come, as the words of it: agreed, begun, (nothing) done, or allotted."""
        return next((words for words in self._steps if any(word in verb for word in words)), None)
