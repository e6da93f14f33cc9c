"""Rules for a program that keeps running: a file saved by hand is picked up, a broken one leaves the last good set."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from tracker.errors import RuleError
from tracker.resources import resource
from tracker.rulebook.book import Rulebook
from tracker.rulebook.loader import load_lenient
from tracker.rulebook.schema import FAMILIES

__all__ = ["LiveRules"]

_ENDINGS = (".yaml", ".yml")
_Stamp = tuple[tuple[str, int, int], ...]
_Files = dict[str, bytes]
"""The files of one folder, by their path in it."""


class LiveRules:
    """The rules of ``folders`` over the built-in ones, as the files stand now.

    ``current`` gives the newest set that had no fault (at the start, where there is none, the set without the broken
    files) and the faults of the files as they are. Safe to call from several threads.
    """

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self._lock = threading.Lock()
        self._stamp = self._stamped()
        files = self._read()
        self._rulebook, self._faults = load_lenient(*folders)
        self._good = self._without_faulty(files)

    def current(self) -> tuple[Rulebook, tuple[RuleError, ...]]:
        """The rules in force, and what is wrong with the files that are not."""
        with self._lock:
            self._look()
            return self._rulebook, self._faults

    def good(self, into: Path) -> tuple[Path, ...]:
        """Copies of the folders as they are in force, for what reads rules from folders while the files may change.

        They lie under ``into`` in a folder named by what all the rules say, so that other rules are another path.
        """
        with self._lock:
            self._look()
            top = into / self._rulebook.sha256[:24]
            copies = []
            for number, files in enumerate(self._good):
                copy = top / _name(number, files)
                copies.append(copy)
                for name, content in files.items():
                    file = copy / name
                    if not file.is_file():
                        file.parent.mkdir(parents=True, exist_ok=True)
                        file.write_bytes(content)
                copy.mkdir(parents=True, exist_ok=True)
            return tuple(copies)

    def _look(self) -> None:
        stamp = self._stamped()
        if stamp == self._stamp:
            return
        files = self._read()
        rulebook, self._faults = load_lenient(*self.folders)
        # what was saved in between is looked at the next time
        self._stamp = stamp
        if not self._faults:
            self._rulebook, self._good = rulebook, files

    def _stamped(self) -> _Stamp:
        """Name, size and time of every file: what changes when one is saved."""
        found = []
        for folder in (resource("rules"), *self.folders):
            for path in _files(folder):
                try:
                    about = path.stat()
                except OSError:  # gone between the listing and the look
                    continue
                found.append((str(path), about.st_size, about.st_mtime_ns))
        return tuple(found)

    def _read(self) -> list[_Files]:
        """The content of every file of the users' folders that can be read."""
        folders: list[_Files] = []
        for folder in self.folders:
            files: _Files = {}
            for path in _files(folder):
                if path.is_file() and path.suffix.lower() in _ENDINGS:
                    try:
                        files[path.relative_to(folder).as_posix()] = path.read_bytes()
                    except OSError:  # told as a fault when the rules are loaded
                        continue
            folders.append(files)
        return folders

    def _without_faulty(self, read: list[_Files]) -> list[_Files]:
        faulty = {fault.where.rpartition(":")[0] or fault.where for fault in self._faults}
        faulty |= {fault.where for fault in self._faults}
        return [
            {
                name: content
                for name, content in files.items()
                if f"{folder.as_posix().rstrip('/')}/{name}" not in faulty
            }
            for folder, files in zip(self.folders, read, strict=True)
        ]


def _files(folder: Path) -> list[Path]:
    """What stands where rules are looked for, at any depth, and beside it."""
    places = {family.place for family in FAMILIES.values()}
    inside = (path for place in places if (folder / place).is_dir() for path in (folder / place).rglob("*"))
    return sorted({*folder.glob("*"), *folder.glob("*/*"), *inside})


def _name(number: int, files: _Files) -> str:
    """A copy's own name: comments, which the rules' digest does not count, are kept apart too."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + files[name] + b"\0")
    return f"{number}-{digest.hexdigest()[:12]}"
