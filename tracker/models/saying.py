"""What a report says: its commitments and its results, and the numbers that are neither."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from tracker.models.model import Model
from tracker.models.quantities import Comparator
from tracker.models.reading import Report

__all__ = [
    "Action",
    "Basis",
    "Commitment",
    "CommitmentKind",
    "Extraction",
    "Measure",
    "Rejected",
    "Result",
    "ResultKind",
    "Statement",
    "Tier",
]

CommitmentKind = Literal["target", "milestone"]
ResultKind = Literal["target", "milestone", "statement"]
Measure = Literal["growth", "share", "level", "increment"]
Basis = Literal["real", "nominal", "comparable", "adjusted"]
Tier = Literal["headline", "livelihood", "other"]
Action = Literal[
    "建成", "开工", "投用", "通车", "完成", "实现", "启动", "出台", "制定", "获批", "创建", "成立", "举办", "other"
]  # fmt: skip


class Statement(Model):
    """What commitments and results share; the keys and their meaning are those of the export.

    All offsets are source offsets. ``value_start`` and ``value_end`` are ``None`` where there is no number;
    ``action``, ``object`` and its offsets are ``None`` but for milestones (and results that answer them).
    ``evidence`` names, for people, the words each field was read from ({"measure": "增长", "horizon": "到2027年"}).
    """

    id: str
    report: str
    section: tuple[str, ...]
    indicator: str | None = None
    indicator_id: str | None = None
    scope: str | None = None
    measure: Measure | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    basis: Basis | None = None
    tier: Tier = "other"
    binding: Literal["约束性", "预期性"] | None = None
    action: Action | None = None
    object: str | None = None
    object_start: int | None = None
    object_end: int | None = None
    start: int
    end: int
    quote: str
    quote_clean: str
    clean_edits: dict[Literal["exact", "guessed"], int]
    value_start: int | None = None
    value_end: int | None = None
    damaged: bool = False
    restates: str | None = None
    rule: str
    evidence: dict[str, str] = Field(default_factory=dict)


class Commitment(Statement):
    """Something a plan promises: a number (``target``) or a named, checkable deliverable (``milestone``)."""

    kind: CommitmentKind
    comparator: Comparator | None = None
    modality: str | None = None
    horizon_start: int | None = None
    horizon_end: int | None = None
    each_year: bool = False
    source: str | None = None
    responsible: str | None = None


class Result(Statement):
    """Something a review reports: a figure, a deliverable reached, or a sentence on an indicator without a number."""

    kind: ResultKind
    qualifier: Comparator | None = None
    modality: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    baseline: int | None = None
    cumulative: bool = False
    provisional: bool = False


class Rejected(Model):
    """A number seen and not taken, with the reason (name, background, policy in force …); source offsets.

    As in a statement, ``start``, ``end`` and ``quote`` are the sentence, ``value_start`` and ``value_end`` the number
    (``text``).
    """

    report: str
    start: int
    end: int
    quote: str
    value_start: int
    value_end: int
    text: str
    reason: str
    rule: str


class Extraction(Model):
    """All that was found in one report. ``qualitative`` are headline targets without a number."""

    report: Report
    commitments: tuple[Commitment, ...] = ()
    results: tuple[Result, ...] = ()
    qualitative: tuple[Commitment, ...] = ()
    rejected: tuple[Rejected, ...] = ()
