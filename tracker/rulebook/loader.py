"""Rule folders → Rulebook: the built-in rules first, further folders laid over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from tracker.errors import RuleError, RulebookError
from tracker.resources import resource
from tracker.rulebook.book import Lexicon, Rulebook
from tracker.rulebook.patterns import read_pattern
from tracker.rulebook.schema import FAMILIES, Entry, Family
from tracker.rulebook.schema.indicators import Indicator
from tracker.rulebook.schema.rules import Rule
from tracker.rulebook.schema.words import WordClass
from tracker.rulebook.source import Located, Path_, read_yaml

__all__ = ["load", "load_lenient"]


def load(*folders: Path) -> Rulebook:
    """The built-in rules with ``folders`` laid over them; RulebookError with every fault at once."""
    book, faults = _load([resource("rules"), *folders])
    if faults:
        raise RulebookError(faults)
    return book


def load_lenient(*folders: Path) -> tuple[Rulebook, tuple[RuleError, ...]]:
    """As ``load``, but a broken file is left out (a broken user file leaves the built-in rules in force)."""
    book, faults = _load([resource("rules"), *folders])
    return book, tuple(faults)


class _Layer:
    """One entry as it stands: its raw data and where it was written."""

    def __init__(self, data: dict[str, Any], file: Located, path: Path_) -> None:
        self.data, self.file, self.path = data, file, path


def _load(folders: Sequence[Path]) -> tuple[Rulebook, list[RuleError]]:
    faults: list[RuleError] = []
    entries: dict[str, dict[str, Entry]] = {}
    settings: dict[str, Entry] = {}
    raw: dict[str, Any] = {}
    places: dict[tuple[str, str], str] = {}
    for family in FAMILIES.values():
        if not family.known:
            continue
        if family.shape == "settings":
            merged: dict[str, Any] | None = None
            last: Located | None = None
            for folder in folders:
                path = folder / family.place
                if not path.is_file():
                    continue
                located, broken = read_yaml(path, _name(path))
                faults += broken
                if located is None or located.data is None:
                    continue
                if not isinstance(located.data, dict):
                    faults.append(RuleError("应是“键: 值”的样子", "must be a mapping (key: value)", located.where(())))
                    continue
                merged = located.data if merged is None else _overlay(merged, located.data)
                last = located
            if merged is None or last is None:
                continue
            made = _validate(family, merged, last, (), faults)
            if made is not None:
                settings[family.name] = made
                raw[family.name] = merged
            continue
        layers: dict[str, _Layer] = {}
        for folder in folders:
            base = folder / family.place
            for path in sorted(base.rglob("*.yaml")) if base.is_dir() else ():
                located, broken = read_yaml(path, _name(path))
                faults += broken
                if located is not None and located.data is not None:
                    _collect(family, located, layers, faults)
        made_family: dict[str, Entry] = {}
        for key in sorted(layers):
            layer = layers[key]
            made = _validate(family, layer.data, layer.file, layer.path, faults)
            if made is None:
                continue
            if isinstance(made, Rule):
                try:
                    read_pattern(made.pattern)
                except RuleError as error:
                    faults.append(RuleError(error.zh, error.en, layer.file.where((*layer.path, "pattern"))))
                    continue
            made_family[key] = made
            places[family.name, key] = layer.file.where(layer.path)
        entries[family.name] = made_family
        raw[family.name] = {key: layers[key].data for key in sorted(layers)}
    canonical = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    rules = {
        name: cast("tuple[Rule, ...]", tuple(made.values()))
        for name, made in entries.items()
        if FAMILIES[name].shape == "rules"
    }
    book = Rulebook(
        words=cast("dict[str, WordClass]", entries.get("words", {})),
        indicators=Lexicon(cast("dict[str, Indicator]", entries.get("indicators", {}))),
        rule_families=rules,
        settings_by_family=settings,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        places=places,
    )
    return book, faults


def _collect(family: Family, located: Located, layers: dict[str, _Layer], faults: list[RuleError]) -> None:
    data: Any = located.data
    prefix: Path_ = ()
    if family.shape == "rules" and isinstance(data, dict):
        data, prefix = data.get("rules", []), ("rules",)
    if not isinstance(data, list):
        faults.append(RuleError("应是一个列表，每项以“- ”开头", "must be a list, each item beginning with “- ”", located.where(prefix)))
        return
    for index, item in enumerate(data):
        path: Path_ = (*prefix, index)
        if not isinstance(item, dict) or family.key not in item:
            faults.append(RuleError(f"这一项缺少 {family.key}:", f"this item lacks {family.key}:", located.where(path)))
            continue
        key = str(item[family.key])
        if family.grows and (item.keys() & {"also", "without"}) and key in layers:
            under = layers[key]
            grown = [w for w in under.data.get(family.grows, []) if w not in item.get("without", [])]
            layers[key] = _Layer({**under.data, family.grows: grown + item.get("also", [])}, located, path)
        else:
            layers[key] = _Layer(item, located, path)


def _overlay(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = _overlay(below, value)
        elif isinstance(below, list) and isinstance(value, list):
            merged[key] = _overlay_list(below, value)
        else:
            merged[key] = value
    return merged


def _overlay_list(under: list[Any], over: list[Any]) -> list[Any]:
    for known in ("id", "class", "name"):
        if all(isinstance(item, dict) and known in item for item in [*under, *over]):
            merged = {item[known]: item for item in under}
            merged.update({item[known]: item for item in over})
            return list(merged.values())
    return over


def _validate(family: Family, data: Any, file: Located, path: Path_, faults: list[RuleError]) -> Entry | None:
    try:
        return family.model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            place = (*path, *fault["loc"])
            dotted = ".".join(str(part) for part in fault["loc"])
            faults.append(RuleError(f"{dotted}：{fault['msg']}", f"{dotted}: {fault['msg']}", file.where(place)))
        return None


def _name(path: Path) -> str:
    return str(path)
