"""The numbers that Word puts in front of paragraphs by itself, as a reader sees them: 一、 （一） 1. ①.

A paragraph, or its style, names a list and a level; the list says how each level counts and what stands around the
number (``（%1）``). Bullets and levels without a number give nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting")
)


class _Level(NamedTuple):
    kind: str
    pattern: str
    first: int


class Numbering:
    """The lists of one Word file, and how far each has counted."""

    def __init__(self, lists: dict[str, dict[int, _Level]], styles: dict[str, tuple[str, int]]) -> None:
        self._lists = lists
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """The lists that ``document`` (of python-docx) defines."""
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is None:
            return cls({}, {})
        root = part.element
        abstract = {
            node.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl")): _level(level) for level in node.iterchildren(f"{_W}lvl")
            }
            for node in root.iterchildren(f"{_W}abstractNum")
        }
        lists = {
            node.get(f"{_W}numId"): abstract.get(_value(node, "abstractNumId"), {})
            for node in root.iterchildren(f"{_W}num")
        }
        styles = {}
        for style in document.styles.element.iterchildren(f"{_W}style"):
            properties = style.find(f"{_W}pPr/{_W}numPr")
            if properties is not None and (number := _value(properties, "numId")):
                styles[style.get(f"{_W}styleId")] = (number, int(_value(properties, "ilvl") or 0))
        return cls(lists, styles)

    def label(self, paragraph: Any) -> str:
        """The number in front of ``paragraph`` (its XML element); empty where there is none."""
        if not self._lists:
            return ""
        number, depth = self._named(paragraph)
        levels = self._lists.get(number, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(number, {})
        counts[depth] = counts.get(depth, levels[depth].first - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].kind in ("bullet", "none"):
            return ""
        label = levels[depth].pattern
        for level, shape in levels.items():
            label = label.replace(f"%{level + 1}", _written(counts.get(level, shape.first), shape.kind))
        return label

    def _named(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is not None and (number := _value(properties, "numId")):
            return number, int(_value(properties, "ilvl") or 0)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(style.get(f"{_W}val"), ("", 0)) if style is not None else ("", 0)


def _level(level: Any) -> _Level:
    return _Level(
        _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", int(_value(level, "start") or 1)
    )


def _value(holder: Any, name: str) -> str | None:
    found = holder.find(f"{_W}{name}")
    value: str | None = found.get(f"{_W}val") if found is not None else None
    return value


def _written(number: int, kind: str) -> str:
    if kind in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"
    if kind.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)
