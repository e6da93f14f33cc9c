"""How far a selection has come, and how fast a reader goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from tracker.decisions import JUDGING
from tracker.models import Decision

__all__ = ["Progress", "progress"]

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
