"""What pydantic finds wrong with a rule file, in plain Chinese and English: what is wrong, what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from tracker.rulebook.source import Place

__all__ = ["keys_at", "say_fault"]


def say_fault(fault: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, str]:
    """One sentence in each language for one error of ``ValidationError.errors()`` on ``model``."""
    place: Place = tuple(fault["loc"])
    name = next((str(step) for step in reversed(place) if isinstance(step, str)), "")
    given = fault.get("input")
    shown = _short(given)
    context: Mapping[str, Any] = fault.get("ctx") or {}
    match fault["type"]:
        case "extra_forbidden":
            known = keys_at(model, place[:-1])
            near = get_close_matches(str(place[-1]), known, 1)
            zh_hint = f"是不是“{near[0]}”？" if near else f"可以写：{'、'.join(known)}"
            en_hint = f"did you mean {near[0]}?" if near else f"allowed: {', '.join(known)}"
            return f"不认识的键“{place[-1]}”；{zh_hint}", f"unknown key {place[-1]!r}; {en_hint}"
        case "missing" if name in ("examples", "hit", "miss"):
            return (
                f"缺少例句“{name}:”；每条规则都要有命中（hit）和不命中（miss）的例句",
                f"the examples are missing ({name}:); every rule needs sentences that hit and that miss",
            )
        case "missing":
            return f"缺少“{name}:”；请补上", f"{name}: is missing; add it"
        case "too_short" if name in ("hit", "miss"):
            return f"“{name}:”至少要有一个例句", f"{name}: needs one sentence at least"
        case "too_short":
            return (
                f"“{name}:”至少要写 {context.get('min_length', 1)} 项",
                f"{name}: needs {context.get('min_length', 1)} at least",
            )
        case "too_long":
            return (
                f"“{name}:”最多写 {context.get('max_length')} 项",
                f"{name}: takes {context.get('max_length')} at most",
            )
        case "string_too_short":
            return f"“{name}:”不能是空的", f"{name}: must not be empty"
        case "string_pattern_mismatch":
            return (
                f"“{name}: {shown}”写法不对；{_shape(str(context.get('pattern', '')))[0]}",
                f"{name}: {shown} is not written right; {_shape(str(context.get('pattern', '')))[1]}",
            )
        case "literal_error" | "enum":
            allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
            return (
                f"“{name}: {shown}”不对；只能写：{allowed.replace(', ', '、')}",
                f"{name}: {shown} is wrong; write one of {allowed}",
            )
        case "int_parsing" | "int_type" | "int_from_float":
            return f"“{name}: {shown}”应是整数", f"{name}: {shown} must be a whole number"
        case "decimal_parsing" | "decimal_type" | "float_parsing" | "float_type" | "finite_number":
            return f"“{name}: {shown}”应是数字", f"{name}: {shown} must be a number"
        case "bool_parsing" | "bool_type":
            return f"“{name}: {shown}”只能写 yes 或 no", f"{name}: {shown} must be yes or no"
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            bound = next((context[k] for k in ("ge", "gt", "le", "lt") if k in context), "")
            sign = {"greater_than_equal": "≥", "greater_than": ">", "less_than_equal": "≤", "less_than": "<"}[
                fault["type"]
            ]
            return f"“{name}: {shown}”应 {sign} {bound}", f"{name}: {shown} must be {sign} {bound}"
        case "tuple_type" | "list_type" | "set_type" | "frozen_set_type" | "iterable_type":
            return (
                f"“{name}:”应是一个列表；每项写一行，以“- ”开头",
                f"{name}: must be a list, one item a line beginning with a dash",
            )
        case "dict_type" | "model_type" | "mapping_type" | "model_attributes_type":
            return f"“{name}”应是“键: 值”的样子", f"{name} must be a mapping (key: value)"
        case "string_type":
            return f"“{name}:”应是一段文字", f"{name}: must be a text"
        case "value_error":
            reason = str(context.get("error", fault["msg"]))
            zh, _, en = reason.partition(" | ")
            return (zh, en) if en else (f"“{name}”：{reason}" if name else reason, reason)
        case _:
            return f"“{name}: {shown}”不对（{fault['msg']}）", f"{name}: {shown} is wrong ({fault['msg']})"


def keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that may be written at ``place`` of a model."""
    found: type[BaseModel] | None = model
    for step in place:
        if isinstance(step, int):
            continue
        if found is None:
            break
        inner = next((f for n, f in found.model_fields.items() if step in (n, f.alias)), None)
        found = _model_in(inner.annotation) if inner is not None else found
    return [field.alias or name for name, field in found.model_fields.items()] if found is not None else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((made for inner in get_args(annotation) if (made := _model_in(inner)) is not None), None)


def _shape(pattern: str) -> tuple[str, str]:
    if "a-z" in pattern:
        joint = "、下划线" if "_" in pattern else "、连字符"
        return f"请用小写英文字母、数字{joint}，不要空格", "use small letters, digits and " + (
            "_" if "_" in pattern else "-"
        )
    return f"应符合 {pattern}", f"it must look like {pattern}"


def _short(given: object) -> str:
    text = given if isinstance(given, str) else type(given).__name__
    return text if len(text) <= 24 else text[:24] + "…"
