"""What one later report tells, by name: brought together once, and asked by every plan before it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.match.abbreviations import AbbreviationIndex
from tracker.match.index import NameIndex
from tracker.match.names import Name
from tracker.models import Result

__all__ = ["Told"]


class Told:
    """Results of one report with their names, and how to find those of like names."""

    def __init__(self, results: Sequence[Result], names: Sequence[Name]) -> None:
        self.results = results
        self.names = names
        self.index = NameIndex(names)
        self.cut_short = AbbreviationIndex(names)
