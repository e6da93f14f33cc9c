"""Where a build reads and writes: a folder of this machine, or a store that fsspec knows (``s3://``, ``memory://``).

A place on this machine stays a plain ``Path``; a URL becomes a ``UPath``, which can do the same. What the two cannot do
alike (renaming a folder, hard links, writing a file whole) is done here and nowhere else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typing_extensions import TypeIs
    from upath import UPath

__all__ = [
    "BUILD_MARK",
    "Stored",
    "copied",
    "drop",
    "files_below",
    "hand_over",
    "is_here",
    "located",
    "whole",
    "write_whole",
]

Stored: TypeAlias = "Path | UPath"
"""A file or folder, here or in a store."""

BUILD_MARK = ".tracker-build"
"""What a build writes at the top of its folder. A folder that holds something and not this is somebody's own and is
never replaced; pages beside it are never read as reports."""


def located(place: str | os.PathLike[str]) -> Stored:
    """The place that a path or a URL names. Raises OSError where nothing that is installed can reach it."""
    text = os.fspath(place)
    if "://" not in text:
        return Path(text)
    from upath import UPath

    try:
        found = UPath(text)
        found.fs  # noqa: B018  # the store is looked for now, not at the first file
    except (ImportError, ValueError) as error:
        raise OSError(f"{error}") from error
    return found


def is_here(place: Stored) -> TypeIs[Path]:
    """Whether a place is on this machine, with renames and hard links."""
    return isinstance(place, Path)


def write_whole(path: Stored, data: bytes) -> None:
    """Write a file that is there whole or not at all; in a store that is what writing means."""
    if not is_here(path):
        path.write_bytes(data)
        return
    partial = path.with_suffix(f".{os.getpid()}.part")
    partial.write_bytes(data)
    os.replace(partial, path)


def hand_over(folder: Path, target: Stored, last: str) -> None:
    """Move a finished folder of this machine to its place; whoever sees the file ``last`` there sees all of it."""
    drop(target)
    if is_here(target):
        os.replace(folder, target)
        return
    names = sorted(files_below(folder), key=lambda name: (name == last, name))
    for name in names:
        there = target / name
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes((folder / name).read_bytes())


def copied(source: Stored, target: Stored) -> list[str]:
    """Put every file below ``source`` at the same place below ``target``; returns their names, as ``files_below``.

    On this machine a file is a hard link where the file system has them; within a store the store copies it.
    """
    names = list(files_below(source))
    for folder in sorted({name.rpartition("/")[0] for name in names}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    if is_here(source) and is_here(target):
        for name in names:
            here, there = os.path.join(source, name), os.path.join(target, name)
            try:
                os.link(here, there)
            except OSError:
                shutil.copyfile(here, there)
        return names
    for name in names:
        one, other = source / name, target / name
        if not is_here(one) and not is_here(other) and one.protocol == other.protocol:
            one.fs.cp_file(one.path, other.path)
        else:
            other.write_bytes(one.read_bytes())
    return names


def files_below(folder: Stored) -> Iterator[str]:
    """The names of the files below a folder, relative to it, with ``/``, in order; none where it is not there."""
    if is_here(folder):
        front = len(os.path.join(folder, ""))
        found = [os.path.join(above, name)[front:] for above, _, names in os.walk(folder) for name in names]
        yield from sorted(name.replace(os.sep, "/") for name in found)
    elif folder.exists():
        root = folder.path.rstrip("/") + "/"
        yield from sorted(path[len(root) :] for path in folder.fs.find(folder.path) if path.startswith(root))


def drop(place: Stored) -> None:
    """Take a folder away with all that is in it, as far as that goes."""
    if is_here(place):
        shutil.rmtree(place, ignore_errors=True)
    elif place.exists():
        place.fs.rm(place.path, recursive=True)


def whole(place: Stored) -> Stored:
    """The place with its folders in front, the same from wherever it is asked for."""
    return place.absolute()
