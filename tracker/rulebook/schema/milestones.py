"""What a milestone rule gives: how the frame it matches becomes named deliverables."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker.models import Action
from tracker.rulebook.schema.base import Entry

__all__ = ["MilestoneGives"]


class MilestoneGives(Entry):
    """The ``gives`` of a rule in ``rules/milestones``.

    ``object`` names the capture that holds the names; lists in it become one deliverable each. ``until`` names a later
    capture up to which each name runs on (实现 [老人助餐] [全覆盖]: 老人助餐全覆盖); ``with`` one whose text is set
    behind each name, verb and all where ``verb`` is yes (支持 [甲、乙] 创建 [三甲医院]: 甲创建三甲医院).

    ``only`` are kinds of ``rules/objects``, of which each name (or what stands ``with`` it) must be one;
    ``first`` is the kind of lead-in the clause must open with; ``part`` names a capture that must tell a part of
    the work (甲路 完成[总工程量的七成]). ``side`` keeps a rule to plans or reviews, ``level`` to one level of
    government.
    ``counted`` says what becomes of a name with a quantity in front: ``no`` milestone, the name without it
    (``drop``), or with it (``whole``). With ``unquoted`` a name in quotation marks is none: what bears one is there
    already. ``stage`` is the state reached where the verbs themselves do not say it, or do not all count.
    """

    action: Action
    object: str = "object"
    until: str | None = None
    with_: str | None = Field(default=None, alias="with")
    verb: Literal["yes", "no"] = "no"
    only: str = ""
    first: Literal["partner", "field", "focus", "give"] | None = None
    side: Literal["plan", "review"] | None = None
    part: str | None = None
    level: Literal["nation", "province", "prefecture", "county"] | None = None
    counted: Literal["no", "drop", "whole"] = "no"
    stage: str | None = None
    unquoted: Literal["yes", "no"] = "no"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of ``only``, written with ``|`` between them."""
        return tuple(self.only.replace(" ", "").split("|")) if self.only else ()
