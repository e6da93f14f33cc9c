"""Which files a build reads, under which ids, with which overrides."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import TrackerError
from tracker.models import Failure

__all__ = ["Input", "collect"]


@dataclass(frozen=True)
class Input:
    """One file to read. ``shown`` is its path relative to the argument it was found under, with ``/``."""

    path: Path
    shown: str
    report_id: str
    overrides: Mapping[str, object]


def collect(paths: Sequence[Path]) -> tuple[list[Input], list[Failure]]:
    """The files to read, in an order that does not depend on the file system, with an id each.

    The id is the file's stem, or the one its ``reports.toml`` gives; where two collide, the folder is put in front,
    and where even that is not enough, a short hash of the path behind.
    """
    from tracker.read import find_reports
    from tracker.read.catalogue import load_overrides

    failures: list[Failure] = []
    found: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            shown = _readable(str(path))
            failures.append(Failure(path=shown, zh="没有这个文件或文件夹。", en="there is no such file or folder."))
            continue
        try:
            for file in find_reports([path]):
                relative = file.relative_to(path) if path.is_dir() else Path(file.name)
                found.setdefault(file.absolute(), _readable(relative.as_posix()))
        except TrackerError as error:
            failures.append(failure(error, _readable(str(path))))

    overrides: dict[Path, Mapping[str, Mapping[str, object]]] = {}
    for folder in sorted({file.parent for file in found}):
        try:
            overrides[folder] = load_overrides(folder)
        except TrackerError as error:
            failures.append(failure(error, error.where))
        absent = [name for name in overrides.get(folder, ()) if not (folder / name).is_file()]
        failures.extend(_absent(str(folder / "reports.toml"), name) for name in absent)

    inputs = []
    for file, shown in sorted(found.items(), key=lambda item: (item[1], str(item[0]))):
        given = dict(overrides.get(file.parent, {}).get(file.name, {}))
        named = given.pop("id", None)
        inputs.append(Input(file, shown, str(named or _readable(file.stem)), given))
    return _unique(inputs), failures


def _absent(path: str, name: str) -> Failure:
    return Failure(path=path, zh=f"文件夹里没有登记的“{name}”。", en=f"there is no file {name!r} in its folder.")


def _readable(name: str) -> str:
    """A file's name as text that can be written: bytes of it that are no UTF-8 as U+FFFD."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def failure(error: TrackerError, path: str) -> Failure:
    """An expected failure as the summary lists it."""
    return Failure(path=path, zh=error.zh, en=error.en)


def _unique(inputs: Sequence[Input]) -> list[Input]:
    attempts = (
        lambda i: i.report_id,
        lambda i: f"{i.path.parent.name}-{i.report_id}",
        lambda i: f"{i.path.parent.name}-{i.report_id}-{hashlib.sha256(os.fsencode(i.shown)).hexdigest()[:8]}",
    )
    chosen: list[str] = []
    level = [0] * len(inputs)
    for depth in range(len(attempts)):
        chosen = [attempts[level[n]](i) for n, i in enumerate(inputs)]
        clashing = _repeated(chosen)
        for n, name in enumerate(chosen):
            if name in clashing:
                level[n] = min(depth + 1, len(attempts) - 1)
    return [Input(i.path, i.shown, name, i.overrides) for i, name in zip(inputs, chosen, strict=True)]


def _repeated(names: Iterable[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}
