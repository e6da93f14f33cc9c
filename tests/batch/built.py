"""A part of the sample corpus to build, and what a build is compared by."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tracker.resources import resource

SAMPLE = ("chengzhou-2022-gwr.txt", "chengzhou-2023-gwr.txt", "qinglan-2023-gwr.txt")


def sample_corpus(folder: Path, names: tuple[str, ...] = SAMPLE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(resource("reports") / name, folder / name)
    return folder


def bytes_of(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }
