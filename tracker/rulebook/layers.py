"""Rule folders laid over one another: for each family one set of data, every part of it knowing its file and line.

An entry with the same id (class, key) replaces the one beneath, a new one is added. An entry that holds ``also:`` or
``without:`` (and nothing but these and its key) does not replace: it adds words or synonyms to the one beneath, or
takes some away, so that a user's file for one more synonym is two lines long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracker.errors import RuleError
from tracker.rulebook.schema import Family
from tracker.rulebook.source import Lines, Located, Place, read_yaml

__all__ = ["Layers"]

_ITEM_KEYS = ("id", "class", "name")
_TOP = Lines("", 1)


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
            here: Located | None = None
            for path in self._files(family, folder):
                name = f"{shown}/{path.relative_to(folder).as_posix()}"
                self.rank[name] = rank
                if name in leave_out:
                    continue
                if path not in self._read:
                    self._read[path] = read_yaml(path, name)
                found, broken = self._read[path]
                faults += broken
                if found is None or found.data is None:
                    continue
                entries = found if family.shape == "settings" else _by_key(family, found, faults)
                if not isinstance(entries.data, dict):
                    faults.append(RuleError("应是“键: 值”的样子", "must be a mapping (key: value)", entries.where()))
                    continue
                here = entries if here is None else _side_by_side(family, here, entries, faults)
            if here is not None:
                merged = here if merged is None else _over(family, merged, here)
        if merged is not None and family.grows:
            merged = _settled(family, merged, faults)
        return merged, faults

    @staticmethod
    def _files(family: Family, folder: Path) -> list[Path]:
        place = folder / family.place
        if family.shape == "settings":
            return [place] if place.is_file() else []
        return sorted(path for path in place.rglob("*.yaml") if path.is_file()) if place.is_dir() else []


def _by_key(family: Family, found: Located, faults: list[RuleError]) -> Located:
    """A list of entries as a mapping by key."""
    data, lines = found.data, found.lines
    place: Place = ()
    if isinstance(data, dict) and "rules" in data and len(data) == 1:
        data, lines, place = data["rules"], lines.inner["rules"], ("rules",)
    entries: dict[str, Any] = {}
    by_key = Lines(lines.file, lines.line)
    if not isinstance(data, list):
        faults.append(
            RuleError(
                "应是一个列表，每项以“- ”开头（规则文件的第一行写 rules:）",
                "must be a list, each item beginning with a dash (rule files begin with rules:)",
                found.where(place),
            )
        )
        return Located(entries, by_key)
    for index, item in enumerate(data):
        where = found.where((*place, index))
        key = item.get(family.key) if isinstance(item, dict) else None
        if not isinstance(key, str):
            faults.append(
                RuleError(f"这一项缺少“{family.key}:”；请补上", f"this item lacks {family.key}:; add it", where)
            )
        elif key in entries:
            faults.append(_twice(family, key, where, by_key.inner[key]))
        else:
            entries[key] = item
            by_key.inner[key] = lines.inner[index]
    return Located(entries, by_key)


def _twice(family: Family, key: str, where: str, other: Lines) -> RuleError:
    return RuleError(
        f"{family.key} “{key}”与 {other.file}:{other.line} 重复；请改名或合并",
        f"{family.key} {key!r} stands already in {other.file}:{other.line}; rename it or merge the two",
        where,
    )


def _side_by_side(family: Family, one: Located, other: Located, faults: list[RuleError]) -> Located:
    """Two files of one folder: what both hold is a clash."""
    data, lines = dict(one.data), Lines(one.lines.file, one.lines.line, dict(one.lines.inner))
    for key, value in other.data.items():
        if key in data:
            faults.append(_twice(family, key, other.where((key,)), lines.inner[key]))
        else:
            data[key], lines.inner[key] = value, other.lines.inner[key]
    return Located(data, lines)


def _over(family: Family, under: Located, over: Located) -> Located:
    """A folder laid over the ones beneath."""
    if family.shape == "settings":
        data, lines = _overlay(under.data, under.lines, over.data, over.lines)
        return Located(data, lines)
    data, lines = dict(under.data), Lines(under.lines.file, under.lines.line, dict(under.lines.inner))
    for key, value in over.data.items():
        if _grows(family, value) and key in data:
            data[key], lines.inner[key] = _grown(family, data[key], lines.inner[key], value, over.lines.inner[key])
        else:
            data[key], lines.inner[key] = value, over.lines.inner[key]
    return Located(data, lines)


def _grows(family: Family, entry: Mapping[str, Any]) -> bool:
    return bool(family.grows) and bool(entry.keys() & {"also", "without"}) and family.grows not in entry


def _grown(
    family: Family, under: dict[str, Any], under_lines: Lines, over: dict[str, Any], over_lines: Lines
) -> tuple[dict[str, Any], Lines]:
    """An entry with the words of ``also`` added and those of ``without`` taken away; other keys replace."""
    without, also = over.get("without", []), over.get("also", [])
    data = {**under, **{key: value for key, value in over.items() if key not in ("also", "without")}}
    lines = Lines(over_lines.file, over_lines.line, {**under_lines.inner, **over_lines.inner})
    if not isinstance(without, list) or not isinstance(also, list):
        data.update({key: over[key] for key in ("also", "without") if key in over})  # the schema says what is wrong
        return data, lines
    words: list[Any] = []
    kept = Lines(under_lines.file, under_lines.line)
    listed = under_lines.inner.get(family.grows, kept)
    for items, places in (
        ([w for w in under.get(family.grows, []) if w not in without], listed),
        (also, over_lines.inner.get("also", kept)),
    ):
        originals = under.get(family.grows, []) if items is not also else also
        for index, item in enumerate(originals):
            if item in items and item not in words:
                kept.inner[len(words)] = places.inner.get(index, over_lines)
                words.append(item)
    data[family.grows] = words
    lines.inner[family.grows] = kept
    return data, lines


def _settled(family: Family, merged: Located, faults: list[RuleError]) -> Located:
    """Says of an entry that only adds or takes away that there is nothing beneath it."""
    data = dict(merged.data)
    for key, entry in merged.data.items():
        if isinstance(entry, dict) and _grows(family, entry):
            faults.append(
                RuleError(
                    f"没有叫“{key}”的{family.key}可以增减；请检查拼写，或写全 {family.grows}:",
                    f"there is no {family.key} {key!r} to add to; check the spelling, or write {family.grows}: in full",
                    merged.where((key,)),
                )
            )
            del data[key]
    return Located(data, merged.lines)


def _overlay(under: Any, under_lines: Lines, over: Any, over_lines: Lines) -> tuple[Any, Lines]:
    """Settings laid over settings: mappings key by key, lists of named items item by item, the rest replaced."""
    if isinstance(under, dict) and isinstance(over, dict):
        data, lines = dict(under), Lines(under_lines.file, under_lines.line, dict(under_lines.inner))
        for key, value in over.items():
            if key in data:
                data[key], lines.inner[key] = _overlay(data[key], lines.inner[key], value, over_lines.inner[key])
            else:
                data[key], lines.inner[key] = value, over_lines.inner[key]
        return data, lines
    known = _item_key(under, over)
    if known is None:
        return over, over_lines
    items, lines = list(under), Lines(under_lines.file, under_lines.line, dict(under_lines.inner))
    at = {item[known]: index for index, item in enumerate(items)}
    for index, item in enumerate(over):
        to = at.setdefault(item[known], len(items))
        if to == len(items):
            items.append(item)
        items[to], lines.inner[to] = item, over_lines.inner[index]
    return items, lines


def _item_key(under: Any, over: Any) -> str | None:
    if not isinstance(under, list) or not isinstance(over, list):
        return None
    items = [*under, *over]
    return next(
        (
            key
            for key in _ITEM_KEYS
            if items and all(isinstance(i, dict) and isinstance(i.get(key), str) for i in items)
        ),
        None,
    )
