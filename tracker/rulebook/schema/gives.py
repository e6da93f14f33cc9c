"""What rules about figures give: the meaning of the frame they match."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from tracker.models import Measure
from tracker.rulebook.schema.base import Entry

__all__ = ["FigureGives", "RejectedGives"]


class FigureGives(Entry):
    """The ``gives`` of a rule in ``rules/targets`` and ``rules/results``; a growth says in which direction."""

    measure: Measure
    direction: Literal["up", "down"] | None = None

    @model_validator(mode="after")
    def _growth_has_a_direction(self) -> FigureGives:
        if self.measure == "growth" and self.direction is None:
            raise ValueError("增速要写 direction: up 或 down | a growth needs direction: up or down")
        return self


class RejectedGives(Entry):
    """The ``gives`` of a rule in ``rules/rejected``: why the number is not taken, in a word or two."""

    reason: str = Field(min_length=1)
