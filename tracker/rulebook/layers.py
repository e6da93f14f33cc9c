"""Rule folders laid over one another: for each family one set of data, every part of it knowing its file and line.

An entry with the same id (class, key) replaces the one beneath, a new one is added. An entry that holds ``also:`` or
``without:`` does not replace: it adds words, synonyms or examples to the one beneath, or takes some away, so that a
user's file for one more synonym is two lines long, and two such files never stand in one another's way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tracker.errors import RuleError
from tracker.rulebook.growing import grow, grows, overlay
from tracker.rulebook.schema import FAMILIES, Family
from tracker.rulebook.source import Lines, Located, Place, read_yaml

__all__ = ["Layers"]

_ENDINGS = (".yaml", ".yml")
_LIKE_RULES = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
"""Notepad likes to make own.yaml.txt of own.yaml."""


@dataclass
class _Entries:
    """The entries of one folder: those that stand for themselves, and those that change others."""

    data: dict[str, Any] = field(default_factory=dict)
    lines: Lines = field(default_factory=lambda: Lines("", 1))
    growths: list[tuple[str, dict[str, Any], Lines]] = field(default_factory=list)


class Layers:
    """The folders, the built-in one first. Every file is read once, however often the rules are assembled.

    ``names`` says for each folder what messages call it.
    """

    def __init__(self, folders: Sequence[tuple[Path, str]]) -> None:
        self._folders = folders
        self._read: dict[Path, tuple[Located | None, list[RuleError]]] = {}
        self.rank: dict[str, int] = {}
        """Name of a file → the number of its folder; what stands in a later folder is at fault where two clash."""

    def family(self, family: Family, leave_out: frozenset[str] = frozenset()) -> tuple[Located | None, list[RuleError]]:
        """The data of one family (``None`` where no file speaks of it), without the files named in ``leave_out``."""
        merged: Located | None = None
        faults: list[RuleError] = []
        for rank, (folder, shown) in enumerate(self._folders):
            found = list(self._found(family, folder, shown, rank, leave_out, faults))
            if not found:
                continue
            if family.shape == "settings":
                merged = _settings(merged, _together(found, faults), faults)
            else:
                merged = _entries(family, merged, found, faults)
        return merged, faults

    def absent(self) -> list[RuleError]:
        """The folders that are not there: a mistyped name must not pass for a folder without rules."""
        return [
            RuleError("没有这个规则文件夹；请检查路径", "there is no such rules folder; check the path", shown)
            for folder, shown in self._folders
            if not folder.is_dir()
        ]

    def strays(self) -> list[RuleError]:
        """Files in a user's folders that look like rules and would be passed over in silence: told instead."""
        faults = []
        for rank, (folder, shown) in enumerate(self._folders):
            for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
                name = path.relative_to(folder).as_posix()
                if not _LIKE_RULES.search(name) or name.startswith(".") or "/." in name or not path.is_file():
                    continue
                where = f"{shown}/{name}"
                self.rank[where] = rank
                if not name.lower().endswith(_ENDINGS):
                    faults.append(
                        RuleError("文件名要以 .yaml 结尾；请改名", "the name must end in .yaml; rename it", where)
                    )
                elif not any(_belongs(name, family) for family in FAMILIES.values()):
                    top = name.partition("/")[0]
                    places = [family.place for family in FAMILIES.values()]
                    near = get_close_matches(top, places, 1) or [", ".join(places)]
                    faults.append(
                        RuleError(
                            f"这里不放规则，文件不会被读到；请用：{near[0]}",
                            f"no rules are looked for here; use {near[0]}",
                            where,
                        )
                    )
        return faults

    def _found(
        self, family: Family, folder: Path, shown: str, rank: int, leave_out: frozenset[str], faults: list[RuleError]
    ) -> list[Located]:
        """What the files of one folder say, those that say nothing or cannot be read apart."""
        found = []
        for path in _files(family, folder):
            name = f"{shown}/{path.relative_to(folder).as_posix()}"
            self.rank[name] = rank
            if name in leave_out:
                continue
            if path not in self._read:
                self._read[path] = read_yaml(path, name)
            located, broken = self._read[path]
            faults += broken
            if located is not None and located.data is not None:
                found.append(located)
        return found


def _files(family: Family, folder: Path) -> list[Path]:
    place = folder / family.place
    files = [place] if family.shape == "settings" and place.is_file() else []
    place = place.with_suffix("") if family.shape == "settings" else place
    if not place.is_dir():
        return files
    return files + sorted(path for path in place.rglob("*") if path.name.lower().endswith(_ENDINGS) and path.is_file())


def _belongs(name: str, family: Family) -> bool:
    if family.shape == "settings":
        return name == family.place or name.startswith(family.place.removesuffix(".yaml") + "/")
    return name.startswith(family.place + "/")


def _together(files: Sequence[Located], faults: list[RuleError]) -> Located:
    """The settings of one folder that are written in several files, each with keys of its own."""
    if len(files) == 1:
        return files[0]
    data: dict[str, Any] = {}
    lines = Lines("", 1)
    for file in files:
        if not isinstance(file.data, dict):
            faults.append(RuleError("应是“键: 值”的样子", "must be a mapping (key: value)", file.where()))
            continue
        for key, value in file.data.items():
            if key in data:
                other = lines.inner[key]
                faults.append(
                    RuleError(
                        f"“{key}”与 {other.file}:{other.line} 重复；请合并",
                        f"{key!r} stands already in {other.file}:{other.line}; merge the two",
                        file.where((key,)),
                    )
                )
                continue
            data[key], lines.inner[key] = value, file.lines.inner[key]
    return Located(data, lines)


def _settings(under: Located | None, over: Located, faults: list[RuleError]) -> Located | None:
    if not isinstance(over.data, dict):
        faults.append(RuleError("应是“键: 值”的样子", "must be a mapping (key: value)", over.where()))
        return under
    if under is None:
        return over
    data, lines, told = overlay(under.data, under.lines, over.data, over.lines)
    faults += told
    return Located(data, lines)


def _entries(family: Family, under: Located | None, files: Sequence[Located], faults: list[RuleError]) -> Located:
    """One folder's files, side by side, over the folders beneath."""
    own = _Entries()
    for file in files:
        _collect(family, file, own, faults)
    data: dict[str, Any] = dict(under.data) if under else {}
    lines = Lines("", 1, dict(under.lines.inner) if under else {})
    data.update(own.data)
    lines.inner.update(own.lines.inner)
    for key, entry, place in own.growths:
        if key in data:
            data[key], lines.inner[key], told = grow(data[key], lines.inner[key], entry, place, family.grows)
            faults += told
        else:
            faults.append(
                RuleError(
                    f"没有叫“{key}”的{family.key}可以增减；请检查拼写，或不用 also 和 without、把它写全",
                    f"there is no {family.key} {key!r} to add to; check the spelling, or write it in full",
                    f"{place.file}:{place.line}",
                )
            )
    return Located(data, lines)


def _collect(family: Family, file: Located, own: _Entries, faults: list[RuleError]) -> None:
    """Sort a file's list of entries; the same key twice in one folder is a clash."""
    data, lines = file.data, file.lines
    place: Place = ()
    if isinstance(data, dict) and "rules" in data and len(data) == 1:
        data, lines, place = data["rules"], lines.inner["rules"], ("rules",)
    if not isinstance(data, list):
        faults.append(
            RuleError(
                "应是一个列表，每项以“- ”开头（规则文件的第一行写 rules:）",
                "must be a list, each item beginning with a dash (rule files begin with rules:)",
                file.where(place),
            )
        )
        return
    for index, item in enumerate(data):
        key = item.get(family.key) if isinstance(item, dict) else None
        here = lines.inner[index]
        where = f"{here.file}:{here.line}"
        if not isinstance(key, str):
            faults.append(
                RuleError(f"这一项缺少“{family.key}:”；请补上", f"this item lacks {family.key}:; add it", where)
            )
        elif grows(item):
            own.growths.append((key, item, here))
        elif key in own.data:
            other = own.lines.inner[key]
            faults.append(
                RuleError(
                    f"{family.key} “{key}”与 {other.file}:{other.line} 重复；请改名或合并",
                    f"{family.key} {key!r} stands already in {other.file}:{other.line}; rename it or merge the two",
                    where,
                )
            )
        else:
            own.data[key], own.lines.inner[key] = item, here
