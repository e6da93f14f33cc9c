"""JSON Schema of every rule file, written from the models, so that an editor helps while a rule is typed."""

from __future__ import annotations

from typing import Any

from tracker.rulebook.schema import FAMILIES, Family

__all__ = ["json_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(family: str) -> dict[str, Any]:
    """The schema of one file of a family (``FAMILIES`` names them); KeyError where there is no such family."""
    known = FAMILIES[family]
    made = known.model.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = made.pop("$defs", {})
    if known.gives_model is not None:
        gives = known.gives_model.model_json_schema(by_alias=True)
        definitions |= gives.pop("$defs", {})
        made["properties"]["gives"] = gives
    whole = _file(known, made)
    if definitions:
        whole["$defs"] = definitions
    return {**_any_scalar(whole), "$schema": _DRAFT, "title": f"rules/{known.place}"}


def _file(family: Family, entry: dict[str, Any]) -> dict[str, Any]:
    if family.shape == "settings":
        return entry
    words = {"type": "array", "items": {"type": "string"}}
    added = {"anyOf": [words, {"type": "object"}]} if family.grows else {"type": "object"}
    change = {
        "type": "object",
        "properties": {family.key: {"type": "string"}, "also": added, "without": added},
        "required": [family.key],
        "additionalProperties": False,
    }
    entries = {"type": "array", "items": {"anyOf": [entry, change]}}
    if family.shape == "entries":
        return entries
    return {"type": "object", "properties": {"rules": entries}, "required": ["rules"], "additionalProperties": False}


def _any_scalar(node: Any) -> Any:
    """Every scalar is read as text, so where text is wanted an editor must not mind ``8`` or ``no``."""
    if isinstance(node, list):
        return [_any_scalar(item) for item in node]
    if not isinstance(node, dict):
        return node
    changed = {key: _any_scalar(value) for key, value in node.items()}
    if changed.get("type") in ("string", "integer", "boolean") and "enum" not in changed and "const" not in changed:
        changed["type"] = ["string", "number", "boolean"]
    return changed
