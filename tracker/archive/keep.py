"""Putting a file in its place, and taking one out of use, so that an interruption at any moment leaves nothing half.

The record is what counts, and each of its changes is one step. A file comes in as ``incoming``, which no build reads;
when its bytes are there and checked, one change of the record puts it in use and the copy it supersedes aside. What an
interruption leaves behind is an ``incoming`` entry, cleared away by the next ``keep`` in that folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from tracker.archive.proposal import Proposal
from tracker.archive.record import change_record, write_whole
from tracker.errors import CatalogueError, OutputError
from tracker.read.catalogue import load_overrides

__all__ = ["Kept", "keep", "put_aside"]

_LOCK = ".lock"
_WAIT = 60  # seconds


@dataclass(frozen=True)
class Kept:
    """What was done: the file in its place, the copy it superseded (if any); ``changed`` is False where nothing was."""

    path: Path
    superseded: Path | None
    changed: bool


def keep(proposal: Proposal, archive: Path, *, replace: bool = False) -> Kept:
    """Copy a file to its place and record it.

    A better copy supersedes the one in use; one that is no better only where ``replace`` says so. A file that is
    known already gets what is new about it into its record, and nothing else happens. Raises CatalogueError where the
    file has no place or is no better, OutputError where the archive cannot be written.
    """
    folder = proposal.folder
    if folder is None:
        raise CatalogueError(
            "看不出是哪个地方、哪一年的报告；请用 --jurisdiction 和 --planned-years 写明",
            "which place and year it reports on cannot be seen; give --jurisdiction and --planned-years",
            str(proposal.source),
        )
    if proposal.standing == "no_better" and not replace:
        raise CatalogueError(
            f"已有同一份报告“{proposal.rival}”，且不比它差，未收入；确要替换请加 --replace",
            f"not added: {proposal.rival!r} is the same report and no worse; --replace puts this one in its place",
            str(proposal.source),
        )
    with _alone(archive):
        _clear(folder)
        if load_overrides(folder) != {n: e for n, e in proposal.seen.items() if e.get("aside") != "incoming"}:
            raise CatalogueError(
                "这个位置的登记刚刚有变，请再试一次",
                "the record of this place has just changed; try again",
                str(folder),
            )
        if proposal.standing == "known":
            return _keep_known(proposal, folder, replace=replace)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError.of_system(error, folder) from error
        path = folder / proposal.name
        change_record(folder, {proposal.name: {**proposal.entry, "aside": "incoming"}})
        write_whole(path, proposal.data)
        _check(path, proposal.report.source.sha256)
        change_record(folder, {proposal.name: proposal.entry, **_superseding(proposal, folder)})
    return Kept(path, folder / proposal.rival if proposal.rival else None, True)


def put_aside(file: Path, archive: Path) -> None:
    """Take a file of the archive out of use; it stays where it is, recorded as removed.

    Raises CatalogueError where it is no file of the archive.
    """
    path = file.absolute()
    if not path.is_file() or archive.absolute() not in path.parents:
        raise CatalogueError(
            f"不是 {archive} 里的文件，无从移出", f"it is no file of {archive}; there is nothing to remove", str(file)
        )
    with _alone(archive):
        known = load_overrides(path.parent).get(path.name, {})
        sha256 = known.get("sha256") or hashlib.sha256(path.read_bytes()).hexdigest()
        change_record(path.parent, {path.name: {**known, "sha256": sha256, "aside": "removed"}})


def _keep_known(proposal: Proposal, folder: Path, *, replace: bool) -> Kept:
    """The very bytes are there: what people say of them now is recorded; put in use again where that is asked for."""
    before = proposal.seen[proposal.name]
    entry = {**before, **proposal.entry}
    changes: dict[str, dict[str, object]] = {}
    if proposal.aside and replace:
        entry = {key: value for key, value in entry.items() if key not in ("aside", "superseded_by")}
        changes = _superseding(proposal, folder)
    if entry != before:
        change_record(folder, {proposal.name: entry, **changes})
    superseded = folder / proposal.rival if changes and proposal.rival else None
    return Kept(folder / proposal.name, superseded, entry != before)


def _superseding(proposal: Proposal, folder: Path) -> dict[str, dict[str, object]]:
    """The change of the record that puts the copy in use aside."""
    name = proposal.rival
    if name is None:
        return {}
    known = proposal.seen.get(name, {})
    sha256 = known.get("sha256") or hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return {name: {**known, "sha256": sha256, "aside": "superseded", "superseded_by": proposal.name}}


def _clear(folder: Path) -> None:
    """Away with what an interrupted ``keep`` left: copies on their way in, never put in use."""
    left = [name for name, entry in load_overrides(folder).items() if entry.get("aside") == "incoming"]
    for name in left:
        if Path(name).name == name:  # the record may have been written by anyone
            (folder / name).unlink(missing_ok=True)
    if left:
        change_record(folder, dict.fromkeys(left))
    for partial in folder.glob(".*.part"):
        partial.unlink(missing_ok=True)


def _check(path: Path, sha256: str) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise OutputError(
            "写入的内容与原文件不符；请检查磁盘", "what was written is not the file; check the disk", str(path)
        )


@contextmanager
def _alone(archive: Path) -> Iterator[None]:
    """One at a time changes an archive."""
    try:
        archive.mkdir(parents=True, exist_ok=True)
        lock = FileLock(archive / _LOCK)
        lock.acquire(timeout=_WAIT)
    except Timeout as error:
        raise OutputError(
            "另一个 tracker add 正在改动这个文件夹，请稍后再试",
            "another tracker add is changing this folder; try again later",
            str(archive),
        ) from error
    except OSError as error:
        raise OutputError.of_system(error, archive) from error
    try:
        yield
    finally:
        lock.release()
