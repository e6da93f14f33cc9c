"""What was made from files and places, kept between builds: nothing is done again where nothing it depends on changed.

JSON rather than pickles: a folder that came from somebody else must not be able to run code.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from tracker.errors import OutputError
from tracker.models import Extraction
from tracker.resources import resource

__all__ = ["Cache"]


class Cache:
    """Extractions (one file each) and places (one folder each) by key; a damaged entry counts as absent.

    A key is the hash of everything its entry depends on: this program's code and templates, the rules, and the parts
    given to ``key``.
    """

    def __init__(self, folder: Path, rules_sha256: str) -> None:
        self._extractions = folder / "extractions"
        self._places = folder / "places"
        self._rules = rules_sha256
        for kind in (self._extractions, self._places):
            kind.mkdir(parents=True, exist_ok=True)

    def key(self, *parts: object, data: bytes = b"") -> str:
        """64 hexadecimal digits from the parts (anything ``json`` can write, other things as text) and the bytes."""
        about = json.dumps([_program(), self._rules, *parts], sort_keys=True, default=str)
        return hashlib.sha256(about.encode() + b"\0" + data).hexdigest()

    def stored_extraction(self, key: str) -> Extraction:
        """The extraction that this build stored under ``key``. Raises OutputError where it cannot be read again."""
        found = self.extraction(key)
        if found is None:
            raise OutputError(
                "刚写入的缓存读不出来；请检查磁盘后再试。",
                "what was just written cannot be read again; check the disk",
                str(self._extraction(key)),
            )
        return found

    def extraction(self, key: str) -> Extraction | None:
        """The extraction stored under ``key``, if there is one that can be read."""
        try:
            return Extraction.model_validate_json(zlib.decompress(self._extraction(key).read_bytes()))
        except (OSError, zlib.error, ValidationError):
            return None

    def keep_extraction(self, key: str, extraction: Extraction) -> None:
        """Store an extraction; it is there whole or not at all. Raises OutputError where it cannot be written."""
        path = self._extraction(key)
        partial = path.with_suffix(f".{os.getpid()}.part")
        try:
            partial.write_bytes(zlib.compress(extraction.model_dump_json().encode(), 1))
            os.replace(partial, path)
        except OSError as error:
            # no fault of the report that was read, and the build cannot go on without it
            why = error.strerror or str(error)
            raise OutputError(f"无法写入（{why}）", f"cannot be written ({why})", str(path.parent)) from error

    def place(self, key: str) -> Path | None:
        """The folder of a place stored under ``key``, if there is one."""
        folder = self._places / key
        return folder if folder.is_dir() else None

    @contextmanager
    def new_place(self, key: str) -> Iterator[Path]:
        """A folder to write a place into; it is there under ``key`` whole or not at all."""
        partial = self._places / f"{key}.{os.getpid()}.part"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            yield partial
            shutil.rmtree(self._places / key, ignore_errors=True)
            os.replace(partial, self._places / key)
        finally:
            shutil.rmtree(partial, ignore_errors=True)

    def keep_only(self, extractions: Iterable[str], places: Iterable[str]) -> None:
        """Drop the entries that a build did not use."""
        wanted = {f"{key}.json" for key in extractions}
        for path in self._extractions.iterdir():
            if path.stem not in wanted:
                path.unlink(missing_ok=True)
        used = set(places)
        for path in self._places.iterdir():
            if path.name not in used:
                shutil.rmtree(path, ignore_errors=True)

    def _extraction(self, key: str) -> Path:
        return self._extractions / f"{key}.json.z"


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
