"""What an exported table is made of: columns with their meaning in two languages, keys, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["COMPARATOR_WORDS", "Column", "Kind", "Reference", "Table", "column"]

Kind = Literal["string", "integer", "number", "boolean", "list", "object"]

# spreadsheets read a leading = or > as something else than text, so flat tables say the comparator in a word
COMPARATOR_WORDS: dict[str, str] = {
    "=": "eq",
    ">=": "ge",
    ">": "gt",
    "<=": "le",
    "<": "lt",
    "~": "approx",
    "range": "range",
}


@dataclass(frozen=True)
class Column:
    """One column; ``enum`` is its closed list as JSON Lines write it; lists and objects are JSON text in flat tables"""

    name: str
    kind: Kind
    zh: str
    en: str
    enum: tuple[str, ...] = ()
    required: bool = False

    @property
    def flat_enum(self) -> tuple[str, ...]:
        """The closed list as flat tables write it."""
        if self.name not in ("comparator", "qualifier"):
            return self.enum
        return tuple(COMPARATOR_WORDS[value] for value in self.enum)


@dataclass(frozen=True)
class Reference:
    """``column`` holds the ``key`` of a row of ``table``."""

    column: str
    table: str
    key: str = "id"


@dataclass(frozen=True)
class Table:
    """One exported table."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


def column(name: str, kind: Kind, zh: str, en: str, enum: tuple[str, ...] = (), required: bool = False) -> Column:
    """A column, named arguments aside."""
    return Column(name, kind, zh, en, enum, required)
