"""Which files a build reads, under which ids, with which overrides."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.decisions import in_force, report_fixes
from tracker.errors import CatalogueError, ReadError, TrackerError, system_reason
from tracker.models import Decision, Failure
from tracker.storage import Stored, whole

__all__ = ["Input", "collect", "put_right"]


@dataclass(frozen=True)
class Input:
    """One file to read. ``shown`` is its path relative to the argument it was found under, with ``/``.

    ``sha256`` is that of the bytes recorded in ``reports.toml``, where they are.
    """

    path: Stored
    shown: str
    report_id: str
    overrides: Mapping[str, object]
    sha256: str | None = None

    def altered(self, sha256: str) -> CatalogueError | None:
        """What is to be told where the file's bytes are not those recorded; ``sha256`` is theirs."""
        if self.sha256 in (None, sha256):
            return None
        return CatalogueError(
            "文件与 reports.toml 登记的不是同一份（sha256 不符），未读取；请用 tracker add 重新登记，或删去该项",
            "the file is not the one recorded in reports.toml (sha256 differs) and was not read; record it anew with"
            " tracker add, or take its sha256 out of the record",
            self.shown,
        )


def collect(paths: Sequence[Stored]) -> tuple[list[Input], list[Failure]]:
    """The files to read, in an order that does not depend on the file system, with an id each.

    The id is the file's stem, or the one its ``reports.toml`` gives; where two collide, the folder is put in front,
    and where even that is not enough, a short hash of the path behind. Files of a folder that its ``reports.toml`` puts
    aside are left out; those named one by one are read.
    """
    from tracker.read import find_reports
    from tracker.read.catalogue import KEPT, load_overrides

    failures: list[Failure] = []
    found: dict[Stored, str] = {}
    named_itself: set[Stored] = set()

    def told(error: ReadError) -> None:
        failures.append(failure(error, _readable(error.where)))

    for path in paths:
        shown = _readable(str(path))
        try:
            if not path.exists():
                failures.append(Failure(path=shown, zh="没有这个文件或文件夹", en="there is no such file or folder"))
                continue
            below, above = path.is_dir(), len(path.parts)
            for file in find_reports([path], told):
                relative = "/".join(file.parts[above:]) if below else file.name
                found.setdefault(whole(file), _readable(relative))
                if not below:
                    named_itself.add(whole(file))
        except OSError as error:  # in a folder that may not be entered
            zh, en = system_reason(error)
            failures.append(Failure(path=shown, zh=f"打不开（{zh}）", en=f"cannot be opened ({en})"))

    overrides: dict[Stored, Mapping[str, Mapping[str, object]]] = {}
    for folder in sorted({file.parent for file in found}, key=str):
        try:
            overrides[folder] = load_overrides(folder)
        except TrackerError as error:
            failures.append(failure(error, error.where))
        recorded = overrides.get(folder, {})
        absent = [name for name, entry in recorded.items() if "aside" not in entry and not (folder / name).is_file()]
        failures.extend(_absent(str(folder / "reports.toml"), name) for name in absent)

    inputs = []
    for file, shown in sorted(found.items(), key=lambda item: (item[1], str(item[0]))):
        given = dict(overrides.get(file.parent, {}).get(file.name, {}))
        kept = {name: given.pop(name) for name in KEPT if name in given}
        if "aside" in kept and file not in named_itself:
            continue
        named = given.pop("id", None)
        sha256 = kept.get("sha256")
        inputs.append(
            Input(file, shown, str(named or _readable(file.stem)), given, None if sha256 is None else str(sha256))
        )
    return _unique(inputs), failures


def put_right(inputs: Iterable[Input], decisions: Sequence[Decision]) -> list[Input]:
    """The inputs with what reviewers corrected in their catalogue."""
    fixes = report_fixes(in_force(decisions))
    return [
        replace(item, overrides={**item.overrides, **fixes[item.report_id]}) if item.report_id in fixes else item
        for item in inputs
    ]


def _absent(path: str, name: str) -> Failure:
    return Failure(path=path, zh=f"文件夹里没有登记的“{name}”", en=f"there is no file {name!r} in its folder")


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
    return [replace(i, report_id=name) for i, name in zip(inputs, chosen, strict=True)]


def _repeated(names: Iterable[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}
