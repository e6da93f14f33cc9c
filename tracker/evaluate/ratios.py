"""The figures an evaluation ends with: what is divided by what, and what it is called in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.evaluate.measure import Figures

__all__ = ["Ratio", "ratios"]

_RATIOS = (
    ("量化目标：精确率", "targets: precision", "targets found", "targets said"),
    ("量化目标：召回率", "targets: recall", "targets found", "targets"),
    ("量化目标：指标名称", "targets: indicator", "indicator", "targets found"),
    ("量化目标：指标名称一字不差", "targets: indicator to the letter", "indicator exact", "targets found"),
    ("量化目标：计量方式", "targets: measure", "measure", "targets found"),
    ("量化目标：比较词", "targets: comparator", "comparator", "targets found"),
    ("量化目标：完成期限", "targets: horizon", "horizon", "targets found"),
    ("重点事项：精确率", "milestones: precision", "milestones found", "milestones said"),
    ("重点事项：召回率", "milestones: recall", "milestones found", "milestones"),
    ("目标与结果的对应：精确率", "target links: precision", "target links right", "target links said"),
    ("目标与结果的对应：召回率", "target links: recall", "target links right", "target links"),
    ("目标的比对结果", "target verdicts", "target verdicts right", "target verdicts"),
    ("其中达到、接近、未达", "of them met, near, missed", "target settled right", "target settled"),
    ("事项与结果的对应：精确率", "milestone links: precision", "milestone links right", "milestone links said"),
    ("事项与结果的对应：召回率", "milestone links: recall", "milestone links right", "milestone links"),
    ("事项的比对结果", "milestone verdicts", "milestone verdicts right", "milestone verdicts"),
    ("把握高的对应", "links: high score", "high band right", "high band"),
    ("把握中的对应", "links: middle score", "middle band right", "middle band"),
    ("把握低的对应", "links: low score", "low band right", "low band"),
)


@dataclass(frozen=True)
class Ratio:
    """``hits`` of ``total``; named in Chinese and English."""

    zh: str
    en: str
    hits: int
    total: int

    @property
    def value(self) -> str:
        """As a percentage with the counts behind it: 98.4% (131/133)."""
        return f"{self.hits / self.total:.1%} ({self.hits}/{self.total})"


def ratios(figures: Figures) -> Iterator[Ratio]:
    """Every ratio there is something to count for."""
    for zh, en, hits, total in _RATIOS:
        if figures.counts[total]:
            yield Ratio(zh, en, figures.counts[hits], figures.counts[total])
