"""Hand-made answers: what careful readers found in a report, in files beside it.

``<report>.targets.json`` holds the targets and milestones of a plan, ``<plan>__<later>.links.json`` what answers them
in a later report. Places are given by words, not numbers, so that a person can write them: ``context`` is a stretch of
the source text that occurs once, ``anchor`` the words within it that matter (or ``at``: their offsets).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from tracker.errors import TrackerError
from tracker.models import Action, Comparator, Measure, Verdict

G = TypeVar("G", bound="_Gold")

__all__ = ["GoldAnswers", "GoldLink", "GoldLinks", "GoldMilestone", "GoldTarget", "load_gold"]


class _Gold(BaseModel):
    """Answers may carry further keys (notes, ids of other systems); they are not read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Placed(_Gold):
    anchor: str
    context: str | None = None
    at: tuple[int, int] | None = None

    def place(self, text: str, where: str) -> tuple[int, int]:
        """The source span of the anchor in ``text``. Raises TrackerError where the words are not there exactly once."""
        if self.at is not None:
            start, end = self.at
            if text[start:end] != self.anchor:
                raise TrackerError(f"{self.anchor!r} 不在第 {start} 字", f"{self.anchor!r} is not at {start}", where)
            return start, end
        context = self.context or self.anchor
        start = text.find(context)
        if start < 0 or text.find(context, start + 1) >= 0 or self.anchor not in context:
            raise TrackerError(f"原文中应恰有一处 {context!r}", f"{context!r} should occur exactly once", where)
        start += context.index(self.anchor)
        return start, start + len(self.anchor)


class GoldTarget(_Placed):
    """A number that the plan promises; ``horizon_alt`` are other years a careful reader could give."""

    id: str
    indicator: str
    measure: Measure
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    horizon: int | None
    horizon_alt: tuple[int | None, ...] = ()


class GoldMilestone(_Placed):
    """A named deliverable that the plan promises; those with action ``other`` are optional."""

    id: str
    action: Action
    object: str


class _GoldResult(_Placed):
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None


class GoldLink(_Gold):
    """What answers a target: a place in the later report (or none) and the verdict.

    ``sure`` is false where careful readers could differ; such links are not counted.
    """

    target: str
    result: _GoldResult | None = None
    verdict: Verdict
    sure: bool = True


class GoldAnswers(_Gold):
    """The answers for one report; ``regions`` are the stretches that were read, all of it where none is given."""

    doc: str
    regions: tuple[tuple[int, int], ...] | None = None
    targets: tuple[GoldTarget, ...]
    milestones: tuple[GoldMilestone, ...] = ()


class GoldLinks(_Gold):
    """The answers for a plan and one later report."""

    plan: str
    later: str
    links: tuple[GoldLink, ...]


def load_gold(folder: Path) -> tuple[Sequence[GoldAnswers], Sequence[GoldLinks]]:
    """Every answer file in ``folder``, by name. Raises TrackerError naming the file that cannot be used."""
    answers = [_load(path, GoldAnswers) for path in sorted(folder.glob("*.targets.json"))]
    links = [_load(path, GoldLinks) for path in sorted(folder.glob("*.links.json"))]
    if not answers:
        raise TrackerError("没有 *.targets.json", "there is no *.targets.json", str(folder))
    return answers, links


def _load(path: Path, model: type[G]) -> G:
    try:
        return model.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise TrackerError(f"手工答案无法使用：{first}", f"these answers cannot be used: {first}", str(path)) from error
