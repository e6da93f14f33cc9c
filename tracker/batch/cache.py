"""What was made from files and places, kept between builds: nothing is done again where nothing it depends on changed.

JSON rather than pickles: a folder that came from somebody else must not be able to run code.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, get_args

import msgspec
from pydantic import ValidationError

from tracker.errors import OutputError
from tracker.models import Extraction
from tracker.resources import resource
from tracker.storage import Stored, drop, hand_over, is_here, write_whole

__all__ = ["LAST", "About", "Cache", "Kind"]

Kind = Literal["places", "tables", "regions"]
FOLDERS: tuple[Kind, ...] = get_args(Kind)
LAST = "counts.json"
"""The file of a folder that is written last: where it is, all is."""

_WRITER = json.JSONEncoder(sort_keys=True, default=str)
"""Made once: ``json.dumps`` makes one for each of the ten thousand keys of a build."""


@dataclass(frozen=True)
class About:
    """What a build needs to know of an extraction without reading it: it stands in front of it."""

    jurisdiction: str
    says_nothing: bool
    length: int = 0


class Cache:
    """Extractions (one file each); places, joined tables and pages of regions (one folder each) by key, here or in a
    store.

    A key is the hash of everything its entry depends on: this program's code and templates, the rules, and the parts
    given to ``key``. A damaged entry counts as absent.
    """

    def __init__(self, folder: Stored, rules_sha256: str) -> None:
        self._extractions = folder / "extractions"
        self._folders = folder
        self._rules = rules_sha256

    def make_folders(self) -> None:
        """Make what entries are stored in; once a build, not once a task."""
        for kind in ("extractions", *FOLDERS):
            (self._folders / kind).mkdir(parents=True, exist_ok=True)

    def key(self, *parts: object, data: bytes = b"") -> str:
        """64 hexadecimal digits from the parts (anything ``json`` can write, other things as text) and the bytes."""
        about = _WRITER.encode([_program(), self._rules, *parts])
        return hashlib.sha256(about.encode() + b"\0" + data).hexdigest()

    def stored_extraction(self, key: str) -> Extraction:
        """The extraction that this build stored under ``key``.

        Raises OutputError where it cannot be read again; the entry is then gone, and the next build makes it anew.
        """
        found = self.extraction(key)
        if found is None:
            with suppress(OSError):
                self._extraction(key).unlink(missing_ok=True)
            raise OutputError(
                "缓存读不出来，已删去；请检查磁盘后再运行一次。",
                "what was kept cannot be read again and was dropped; check the disk and run the build once more",
                str(self._extraction(key)),
            )
        return found

    def about(self, key: str) -> About | None:
        """What stands in front of the extraction stored under ``key``, if all of it is there."""
        path = self._extraction(key)
        try:
            with path.open("rb") as file:
                head = file.readline()
                length = file.seek(0, os.SEEK_END)
            about = msgspec.json.decode(head, type=About)
            return about if length == len(head) + about.length else None
        except (OSError, msgspec.MsgspecError):
            return None

    def extraction(self, key: str) -> Extraction | None:
        """The extraction stored under ``key``, if there is one that can be read."""
        try:
            _, _, body = self._extraction(key).read_bytes().partition(b"\n")
            return Extraction.model_validate_json(zlib.decompress(body))
        except (OSError, zlib.error, ValidationError):
            return None

    def keep_extraction(self, key: str, extraction: Extraction, about: About) -> None:
        """Store an extraction; it is there whole or not at all. Raises OutputError where it cannot be written."""
        body = zlib.compress(extraction.model_dump_json().encode(), 1)
        path = self._extraction(key)
        try:
            write_whole(path, msgspec.json.encode(replace(about, length=len(body))) + b"\n" + body)
        except OSError as error:
            # no fault of the report that was read, and the build cannot go on without it
            raise OutputError.of_system(error, path.parent) from error

    def folder(self, kind: Kind, key: str) -> Stored | None:
        """The folder stored under ``key``, if it is there whole."""
        folder = self.entry(kind, key)
        return folder if (folder / LAST).exists() else None

    def entry(self, kind: Kind, key: str) -> Stored:
        """The folder stored under ``key``, which this build made or found: it is not asked whether it is there."""
        return self._folders / kind / key

    @contextmanager
    def new_folder(self, kind: Kind, key: str) -> Iterator[Path]:
        """A folder of this machine to write into; it is under ``key`` whole or not at all. ``LAST`` must be in it."""
        here = self._folders / kind
        with ExitStack() as stack:
            if is_here(here):
                partial = here / f"{key}.{os.getpid()}.part"
                shutil.rmtree(partial, ignore_errors=True)
                partial.mkdir()
                stack.callback(shutil.rmtree, partial, ignore_errors=True)
            else:
                partial = Path(stack.enter_context(TemporaryDirectory(prefix="tracker-")), "folder")
                partial.mkdir()
            yield partial
            hand_over(partial, here / key, LAST)

    def keep_only(self, extractions: Iterable[str], folders: Mapping[Kind, Iterable[str]]) -> None:
        """Drop the entries that a build did not use."""
        wanted = {f"{key}.z" for key in extractions}
        for path in self._extractions.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)
        for kind, keys in folders.items():
            used = set(keys)
            for folder in (self._folders / kind).iterdir():
                if folder.name not in used:
                    drop(folder)

    def _extraction(self, key: str) -> Stored:
        return self._extractions / f"{key}.z"


@lru_cache(maxsize=1)
def _program() -> str:
    """A hash of this program's own code, model and templates: what an older program made must not answer for it."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for root, pattern in (
        (package, "*.py"),
        (package / "language" / "pkuseg_model", "*"),
        (resource("templates"), "*"),
    ):
        for path in sorted(p for p in root.rglob(pattern) if p.is_file()):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
