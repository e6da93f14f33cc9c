"""Rules for a program that keeps running: a file saved by hand is picked up, a broken one leaves the last good set."""

from __future__ import annotations

import threading
from pathlib import Path

from tracker.errors import RuleError
from tracker.resources import resource
from tracker.rulebook.book import Rulebook
from tracker.rulebook.loader import load_lenient

__all__ = ["LiveRules"]

_Stamp = tuple[tuple[str, int, int], ...]


class LiveRules:
    """The rules of ``folders`` over the built-in ones, as the files stand now.

    ``current`` gives the newest set that had no fault (at the start, where there is none, the set without the broken
    files) and the faults of the files as they are. Safe to call from several threads.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._lock = threading.Lock()
        self._stamp = self._stamped()
        self._rulebook, self._faults = load_lenient(*folders)

    def current(self) -> tuple[Rulebook, tuple[RuleError, ...]]:
        """The rules in force, and what is wrong with the files that are not."""
        with self._lock:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._stamp = stamp
                rulebook, self._faults = load_lenient(*self._folders)
                if not self._faults:
                    self._rulebook = rulebook
            return self._rulebook, self._faults

    def _stamped(self) -> _Stamp:
        """Name, size and time of every file: what changes when one is saved."""
        found = []
        for folder in (resource("rules"), *self._folders):
            for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
                try:
                    about = path.stat()
                except OSError:  # gone between the listing and the look
                    continue
                found.append((str(path), about.st_size, about.st_mtime_ns))
        return tuple(found)
