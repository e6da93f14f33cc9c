"""The Method page: what the words mean, how near is near, which rules and files were used, how well it was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.render.corpus import Accuracy, Options, RuleFacts, Tolerance
from tracker.render.frame import Frame, frame
from tracker.render.words import MEASURES, Label

__all__ = ["MethodPage", "method_page"]


@dataclass(frozen=True)
class MethodPage:
    """What ``method.html`` shows. ``inputs`` are name and hash of each report; many are left to the tables."""

    frame: Frame
    tolerances: tuple[tuple[Label, Tolerance], ...]
    rules: int
    sha256: str
    inputs: tuple[tuple[str, str], ...]
    input_number: int
    accuracy: tuple[Accuracy, ...]
    intents: tuple[tuple[str, str], ...]


_LISTED = 200


def method_page(
    facts: RuleFacts, options: Options, inputs: Sequence[tuple[str, str]], accuracy: Sequence[Accuracy]
) -> MethodPage:
    """The context of the Method page."""
    return MethodPage(
        frame=frame(Label("方法与说明", "Method"), "", options, facts),
        tolerances=tuple((MEASURES[line.measure], line) for line in facts.tolerances),
        rules=facts.rules,
        sha256=facts.sha256,
        inputs=tuple(inputs[:_LISTED]),
        input_number=len(inputs),
        accuracy=tuple(accuracy),
        intents=tuple(sorted(facts.intents.items())),
    )
