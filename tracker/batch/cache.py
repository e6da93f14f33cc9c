"""What was extracted from a file, kept between builds: nothing is done again for bytes and rules that did not change.

JSON rather than pickles: a folder that came from somebody else must not be able to run code.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from tracker.models import Extraction

__all__ = ["Cache"]


class Cache:
    """Extractions by key in a folder; a damaged entry counts as absent."""

    def __init__(self, folder: Path, rules_sha256: str) -> None:
        self.folder = folder
        self._rules = rules_sha256
        folder.mkdir(parents=True, exist_ok=True)

    def key(self, data: bytes, report_id: str, shown: str, overrides: Mapping[str, object]) -> str:
        """What an extraction depends on: the file's bytes, its names and overrides, the rules, and this program."""
        about = json.dumps(
            [_program(), self._rules, report_id, shown, {k: str(v) for k, v in overrides.items()}], sort_keys=True
        )
        return hashlib.sha256(about.encode() + b"\0" + data).hexdigest()

    def get(self, key: str) -> Extraction | None:
        """The extraction stored under ``key``, if there is one that can be read."""
        try:
            return Extraction.model_validate_json(zlib.decompress(self._path(key).read_bytes()))
        except (OSError, zlib.error, ValidationError):
            return None

    def put(self, key: str, extraction: Extraction) -> None:
        """Store an extraction; it is there whole or not at all."""
        path = self._path(key)
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(zlib.compress(extraction.model_dump_json().encode(), 1))
        os.replace(partial, path)

    def keep_only(self, keys: set[str]) -> None:
        """Drop the entries that this build did not use."""
        for path in self.folder.iterdir():
            if path.stem not in keys:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json.z"


@lru_cache(maxsize=1)
def _program() -> str:
    """A hash of this program's own code: a changed stage must not be answered by what the old one found."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
