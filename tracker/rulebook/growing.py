"""Data laid over data: what replaces, what adds (``also:``) and what takes away (``without:``).

Every part keeps the file and line it came from, so that a fault in the merged whole is told where it was written.
"""

from __future__ import annotations

from typing import Any

from tracker.errors import RuleError
from tracker.rulebook.source import Lines

__all__ = ["grow", "grows", "overlay"]

_ITEM_KEYS = ("id", "class", "name")


def grows(entry: Any) -> bool:
    """Whether an entry changes the one beneath instead of replacing it."""
    return isinstance(entry, dict) and bool(entry.keys() & {"also", "without"})


def grow(
    under: dict[str, Any], under_lines: Lines, over: dict[str, Any], over_lines: Lines, listed: str = ""
) -> tuple[dict[str, Any], Lines, list[RuleError]]:
    """An entry with what ``also`` says added and what ``without`` says taken away; its other keys replace.

    A plain list under ``also`` is meant for the key ``listed``; a mapping says for which keys.
    """
    data = {**under, **{key: value for key, value in over.items() if key not in ("also", "without")}}
    # what is wrong with the whole from now on was made so by what lies on top
    lines = Lines(over_lines.file, over_lines.line, dict(under_lines.inner))
    lines.inner.update({key: value for key, value in over_lines.inner.items() if key not in ("also", "without")})
    faults: list[RuleError] = []
    for word, change in (("without", _less), ("also", _more)):
        wanted, places = over.get(word), over_lines.inner.get(word)
        if wanted is None or places is None:
            continue
        if isinstance(wanted, list) and listed:
            wanted, places = {listed: wanted}, Lines(places.file, places.line, {listed: places})
        if not isinstance(wanted, dict):
            faults.append(
                RuleError(f"“{word}:”应是一个列表", f"{word}: must be a list", f"{places.file}:{places.line}")
            )
            continue
        data, lines = change(data, lines, wanted, places)
    return data, lines, faults


def _more(under: Any, under_lines: Lines, over: Any, over_lines: Lines) -> tuple[Any, Lines]:
    """Mappings key by key, lists longer by what they lack, the rest replaced."""
    if isinstance(under, dict) and isinstance(over, dict):
        data, lines = dict(under), Lines(under_lines.file, under_lines.line, dict(under_lines.inner))
        for key, value in over.items():
            if key in data:
                data[key], lines.inner[key] = _more(data[key], lines.inner[key], value, over_lines.inner[key])
            else:
                data[key], lines.inner[key] = value, over_lines.inner[key]
        return data, lines
    if isinstance(under, list) and isinstance(over, list):
        items, lines = list(under), Lines(over_lines.file, over_lines.line, dict(under_lines.inner))
        for index, item in enumerate(over):
            if item not in items:
                lines.inner[len(items)] = over_lines.inner[index]
                items.append(item)
        return items, lines
    return over, over_lines


def _less(under: Any, under_lines: Lines, over: Any, over_lines: Lines) -> tuple[Any, Lines]:
    """Lists shorter by what is named, keys of mappings looked into; what is not there is no matter."""
    if isinstance(under, dict) and isinstance(over, dict):
        data, lines = dict(under), Lines(under_lines.file, under_lines.line, dict(under_lines.inner))
        for key, value in over.items():
            if key in data:
                data[key], lines.inner[key] = _less(data[key], lines.inner[key], value, over_lines.inner[key])
        return data, lines
    if isinstance(under, list) and isinstance(over, list):
        kept = [index for index, item in enumerate(under) if item not in over]
        inner: dict[str | int, Lines] = {at: under_lines.inner[index] for at, index in enumerate(kept)}
        return [under[index] for index in kept], Lines(over_lines.file, over_lines.line, inner)
    return under, under_lines


def overlay(under: Any, under_lines: Lines, over: Any, over_lines: Lines) -> tuple[Any, Lines, list[RuleError]]:
    """Settings laid over settings: mappings key by key, lists of named items item by item, the rest replaced."""
    faults: list[RuleError] = []
    if isinstance(under, dict) and isinstance(over, dict):
        if grows(over):
            return grow(under, under_lines, over, over_lines)
        data, lines = dict(under), Lines(under_lines.file, under_lines.line, dict(under_lines.inner))
        for key, value in over.items():
            if key in data:
                below = data[key], lines.inner[key]
                data[key], lines.inner[key], told = overlay(*below, value, over_lines.inner[key])
                faults += told
            else:
                data[key], lines.inner[key] = value, over_lines.inner[key]
        return data, lines, faults
    known = _item_key(under, over)
    if known is None:
        return over, over_lines, faults
    items, lines = list(under), Lines(under_lines.file, under_lines.line, dict(under_lines.inner))
    at = {item[known]: index for index, item in enumerate(items)}
    for index, item in enumerate(over):
        place = over_lines.inner[index]
        to = at.setdefault(item[known], len(items))
        if to == len(items):
            items.append(item)
            lines.inner[to] = place
        elif grows(item):
            items[to], lines.inner[to], told = grow(items[to], lines.inner[to], item, place)
            faults += told
        else:
            items[to], lines.inner[to] = item, place
    return items, lines, faults


def _item_key(under: Any, over: Any) -> str | None:
    if not isinstance(under, list) or not isinstance(over, list):
        return None
    items = [*under, *over]
    for key in _ITEM_KEYS:
        if items and all(isinstance(item, dict) and isinstance(item.get(key), str) for item in items):
            return key
    return None
