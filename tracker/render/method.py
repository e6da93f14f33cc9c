"""The Method page: what the words mean, how near is near, which rules and files were used, how well it was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.render.audited import Findings, Line
from tracker.render.corpus import Accuracy, Options, RuleFacts, Tolerance
from tracker.render.frame import Frame, frame
from tracker.render.words import KINDS, LEVELS, MEASURES, OUTCOMES, TIERS, VERDICTS, Label, known

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
    audit: Audited | None


@dataclass(frozen=True)
class AuditLine:
    """One figure of an audit; ``part`` is what it is of, empty for the whole."""

    asked: Label
    part: Label | None
    share: str
    interval: str
    counted: str


@dataclass(frozen=True)
class Audited:
    """What a blind reading came to."""

    findings: Findings
    lines: tuple[AuditLine, ...]


_LISTED = 200
_ASKED = {
    "commitment": Label("目标任务读得对", "commitments rightly read"),
    "link": Label("对应的完成情况对", "answers rightly found"),
    "verdict": Label("比对结果对", "verdicts right"),
    "recall": Label("整节通读，其中的目标任务找到", "commitments found, of those in whole sections"),
}
_PARTS: dict[str, dict[str, Label]] = {
    "level": dict(LEVELS),
    "document": dict(KINDS),
    "tier": TIERS,
    "measure": MEASURES,
    "kind": {"target": Label("量化目标", "targets"), "milestone": Label("重点事项", "milestones")},
    "verdict": {**OUTCOMES, **VERDICTS},
}


def method_page(
    facts: RuleFacts,
    options: Options,
    inputs: Sequence[tuple[str, str]],
    accuracy: Sequence[Accuracy],
    audit: Findings | None = None,
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
        audit=Audited(audit, tuple(map(_audit_line, (*audit.lines, *audit.recall)))) if audit is not None else None,
    )


def _audit_line(line: Line) -> AuditLine:
    return AuditLine(
        asked=_ASKED[line.asked],
        part=known(_PARTS.get(line.key, {}), line.value) if line.key else None,
        share=f"{100 * line.share:.1f}%",
        interval=f"{100 * line.low:.1f}—{100 * line.high:.1f}%",
        counted=f"{line.hits}/{line.total}",
    )
