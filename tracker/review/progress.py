"""How far a selection has come, how fast a reader goes, and how often each band of the matcher was right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from tracker.decisions import JUDGING, in_force
from tracker.models import Decision

__all__ = ["Band", "Progress", "bands", "progress"]

_PAUSE = 600  # seconds: a longer gap is a pause, not work


@dataclass(frozen=True)
class Progress:
    """Counts of a selection; ``per_hour`` is this reader's own pace lately, ``minutes_left`` what is left at it."""

    total: int
    done: int
    left: int
    per_hour: int | None
    minutes_left: int | None


def progress(total: int, left: int, recent: Sequence[Decision]) -> Progress:
    """The progress of a selection of ``total`` commitments, ``left`` of them open, from a reader's last entries."""
    moments = [_moment(d.at) for d in recent if d.action in JUDGING]
    gaps = [
        (later - earlier).total_seconds()
        for earlier, later in pairwise(moments)
        if earlier is not None and later is not None and 0 < (later - earlier).total_seconds() <= _PAUSE
    ]
    if len(gaps) < 3:
        return Progress(total, total - left, left, None, None)
    each = median(gaps)
    return Progress(total, total - left, left, round(3600 / each), max(1, round(left * each / 60)))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Band:
    """Of the links of one band that people looked at (``checked``), how many they left as they were (``kept``)."""

    name: str
    checked: int
    kept: int


def bands(log: Iterable[Decision]) -> dict[str, Band]:
    """The measured accuracy of each band, from the first judgement in force on each commitment that had a link."""
    first: dict[str, Decision] = {}
    for decision in in_force(log):
        if decision.action in JUDGING and decision.seen.get("band"):
            first.setdefault(decision.commitment, decision)
    found: dict[str, Band] = {}
    for decision in first.values():
        name = decision.seen["band"]
        kept = decision.action in ("accept", "checked") or decision.result == decision.seen.get("machine_result")
        old = found.get(name, Band(name, 0, 0))
        found[name] = Band(name, old.checked + 1, old.kept + kept)
    return found
