"""Where the commands find reviewers' decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DecisionError

if TYPE_CHECKING:
    from tracker.models import Decision
    from tracker.store import Store

__all__ = ["DEFAULT", "open_log", "read_log"]

DEFAULT = "decisions.sqlite"


def open_log(where: str | None) -> Store:
    """The log at a path or URL; ``./decisions.sqlite`` unless told."""
    from tracker.store import Store

    return Store(where or DEFAULT)


def read_log(where: str | None) -> list[Decision]:
    """Every entry; none where nothing was told and there is no ``./decisions.sqlite``. Nothing is created.

    Raises DecisionError where the file that was told is not there.
    """
    path = Path(where or DEFAULT)
    if "://" not in (where or "") and not path.is_file():
        if where is None:
            return []
        raise DecisionError(*_MISSING, str(path))
    with open_log(where) as log:
        return list(log.decisions())


_MISSING = ("没有这个复核记录库", "there is no such decision log")
