"""One thing that only shows when reports are laid side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "FindingKind"]

FindingKind = Literal[
    "silent", "unpromised", "raised", "lowered", "kept", "reworded", "renamed", "unquantified", "dropped", "put_off",
    "retold",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """``statement`` is the id it is about, ``other`` the id of what it is set against, ``year`` the year it concerns.

    silent        a commitment that a whole report of the kind that should tell does not mention
    unpromised    a figure of a year that no plan for that year speaks of
    raised, lowered, kept, reworded
                  a target and the same target of the next plan: a larger number, a smaller one, the same number, the
                  same number bound otherwise (以上 → 左右), whatever side is better
    renamed       the same under another name, or what the lexicon says took its place under a new definition
    unquantified  promised again without a number
    dropped       a main target, or one promised two years running, that the next plan does not speak of
    put_off       a deliverable not reached and promised again; ``chain`` holds every promise of it, ``other`` the last
    retold        a figure that a later report tells otherwise
    """

    kind: FindingKind
    year: int
    statement: str
    other: str | None = None
    chain: tuple[str, ...] = ()
