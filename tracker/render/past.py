"""What earlier editions said of a row, as its page tells it, and of the rows that a page no longer has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.editions import Change
from tracker.render.changes import Line, line_of
from tracker.render.frame import Frame

__all__ = ["NO_HISTORY", "GonePage", "History", "Past", "past_of"]


@dataclass(frozen=True, slots=True)
class Past:
    """What happened to a row in one edition: the change, and ``id``, which the row had before."""

    id: str
    edition: str
    change: Line


@dataclass(frozen=True)
class History:
    """The past of one place.

    ``rows`` are by the id a commitment has now: what was corrected in it, or in what answers it. ``gone`` are by the
    report on whose page a commitment stood that is no longer there, or has another id.
    """

    rows: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)
    gone: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)


NO_HISTORY = History()


@dataclass(frozen=True)
class GonePage:
    """What ``gone.html`` shows: the rows that a page had in an earlier edition."""

    frame: Frame
    report: str
    gone: tuple[Past, ...]


def past_of(change: Change, edition: str) -> Past:
    """A change as its own row tells it, seen from a page in ``scorecard/``."""
    return Past(change.was, edition, line_of(change, "../", set()))
