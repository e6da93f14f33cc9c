"""Rule folders → Rulebook: the built-in rules first, further folders laid over them.

All faults of all files are told at once. ``load`` wants a rule set without any; ``load_lenient`` goes on without the
files that have one, so that a user's broken file never takes the built-in rules down.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from tracker.errors import RulebookError, RuleError
from tracker.resources import resource
from tracker.rulebook.book import Lexicon, Rulebook
from tracker.rulebook.layers import Layers
from tracker.rulebook.lint import lint
from tracker.rulebook.schema import FAMILIES, Entry, Family
from tracker.rulebook.schema.indicators import Indicator
from tracker.rulebook.schema.rules import Rule
from tracker.rulebook.schema.words import WordClass
from tracker.rulebook.source import Located, Place
from tracker.rulebook.wording import say_fault

__all__ = ["load", "load_folders", "load_lenient"]


def load(*folders: Path) -> Rulebook:
    """The built-in rules with ``folders`` laid over them; RulebookError with every fault at once."""
    return load_folders(resource("rules"), *folders)


def load_folders(*folders: Path) -> Rulebook:
    """As ``load``, without the built-in rules: exactly these folders, the first beneath."""
    layers = _layers(folders)
    book, faults = _assemble(layers, frozenset())
    if faults := [*layers.absent(), *faults]:
        raise RulebookError(faults)
    return book


def load_lenient(*folders: Path) -> tuple[Rulebook, tuple[RuleError, ...]]:
    """As ``load``, but without the files that have faults; the faults are given beside the rules that stay in force.

    A folder that is not there yet is as an empty one: the first rule written will make it.
    """
    layers = _layers((resource("rules"), *folders))
    told: dict[tuple[str, str], RuleError] = {}
    left_out: frozenset[str] = frozenset()
    while True:
        book, faults = _assemble(layers, left_out)
        if not faults:
            return book, tuple(told.values())
        # the uppermost files first: what is wrong beneath may only follow from them
        highest = max(layers.rank[_file(fault)] for fault in faults)
        worst = [fault for fault in faults if layers.rank[_file(fault)] == highest]
        told.update({(fault.where, fault.zh): fault for fault in worst})
        left_out |= {_file(fault) for fault in worst}


def _file(fault: RuleError) -> str:
    """The file a fault is told of (``file:line``, or the file alone)."""
    name, _, line = fault.where.rpartition(":")
    return name if line.isdecimal() else fault.where


def _layers(folders: tuple[Path, ...]) -> Layers:
    built_in = resource("rules")
    return Layers([(folder, "rules" if folder == built_in else folder.as_posix().rstrip("/")) for folder in folders])


def _assemble(layers: Layers, leave_out: frozenset[str]) -> tuple[Rulebook, list[RuleError]]:
    faults = [fault for fault in layers.strays() if fault.where not in leave_out]
    made: dict[str, dict[str, Entry]] = {}
    settings: dict[str, Entry] = {}
    raw: dict[str, Any] = {}
    found: dict[str, Located] = {}
    for family in FAMILIES.values():
        located, broken = layers.family(family, leave_out)
        faults += broken
        if located is None:
            continue
        found[family.name] = located
        raw[family.name] = located.data
        if family.shape == "settings":
            whole = _validate(family, located, (), faults)
            if whole is not None:
                settings[family.name] = whole
            continue
        entries = {key: _validate(family, located, (key,), faults) for key in sorted(located.data)}
        made[family.name] = {key: entry for key, entry in entries.items() if entry is not None}
    book = Rulebook(
        words=cast("dict[str, WordClass]", made.get("words", {})),
        indicators=Lexicon(cast("dict[str, Indicator]", made.get("indicators", {}))),
        rule_families={
            family.name: tuple(cast("dict[str, Rule]", made.get(family.name, {})).values())
            for family in FAMILIES.values()
            if family.shape == "rules"
        },
        settings_by_family=settings,
        contents=raw,
        sha256=hashlib.sha256(
            json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        ).hexdigest(),
        places=_places(made, found),
    )
    faults += lint(book, found, layers.rank)
    return book, list({(fault.where, fault.zh): fault for fault in faults}.values())


def _places(made: dict[str, dict[str, Entry]], found: dict[str, Located]) -> dict[tuple[str, str], str]:
    """``file:line`` of every entry (family, key) and of every example (family, ``key/hit0``)."""
    places = {}
    for family, entries in made.items():
        located = found[family]
        for key, entry in entries.items():
            places[family, key] = located.where((key,))
            if isinstance(entry, Rule):
                for kind in ("hit", "miss", "known_miss"):
                    for index in range(len(getattr(entry.examples, kind))):
                        places[family, f"{key}/{kind}{index}"] = located.where((key, "examples", kind, index))
            elif isinstance(entry, Indicator):
                for index in range(len(entry.examples)):
                    places[family, f"{key}/hit{index}"] = located.where((key, "examples", index))
    return places


def _validate(family: Family, located: Located, place: Place, faults: list[RuleError]) -> Entry | None:
    data = located.data
    for step in place:
        data = data[step]
    made = _model(family.model, data, located, place, faults)
    if family.gives_model is not None and isinstance(made, Rule):
        given = _model(family.gives_model, made.gives, located, (*place, "gives"), faults)
        return made if given is not None else None
    return made


def _model(model: type[Entry], data: Any, located: Located, place: Place, faults: list[RuleError]) -> Entry | None:
    empty = list(_empty_items(data))
    for at in empty:
        # it would stand everywhere, or nowhere
        zh, en = "列表里有一项是空的；请写上内容或删去这一项", "an item of the list is empty; fill it in or take it out"
        faults.append(RuleError(zh, en, located.where((*place, *at))))
    try:
        made = model.model_validate(data)
        return made if not empty else None
    except ValidationError as error:
        told = [fault for fault in error.errors(include_url=False) if fault["loc"] not in empty]
        for fault in told:
            if fault["type"] == "missing" and _misspelt(fault, told):
                continue
            # a list one of whose items is at fault is also said to be too short: one fault, not two
            if fault["type"] == "too_short" and any(
                len(f["loc"]) > len(at := fault["loc"]) and f["loc"][: len(at)] == at for f in told
            ):
                continue
            zh, en = say_fault(cast("dict[str, Any]", fault), model)
            faults.append(RuleError(zh, en, located.where((*place, *fault["loc"]))))
        return None


def _empty_items(data: Any, place: Place = ()) -> Iterator[Place]:
    """Where a list of rule data has an empty item."""
    if isinstance(data, list):
        if "" in data:
            yield from ((*place, at) for at, item in enumerate(data) if item == "")
        parts: Iterable[tuple[str | int, Any]] = enumerate(data)
    elif isinstance(data, dict):
        parts = data.items()
    else:
        return
    for step, part in parts:
        if isinstance(part, list | dict):
            yield from _empty_items(part, (*place, step))


def _misspelt(missing: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what is missing is there under a name that is nearly its own: that is told, once."""
    *around, name = missing["loc"]
    return any(
        fault["type"] == "extra_forbidden"
        and list(fault["loc"][:-1]) == around
        and get_close_matches(str(fault["loc"][-1]), [str(name)], 1)
        for fault in told
    )
