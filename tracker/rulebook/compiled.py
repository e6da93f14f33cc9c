"""What is compiled out of settings (patterns, tables), made once for each settings object."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["compiled_once"]

S = TypeVar("S")
C = TypeVar("C")

_KEPT = 16


def compiled_once(make: Callable[[S], C]) -> Callable[[S], C]:
    """``make`` with a memory by identity: hashing a whole settings model at each call would cost more than matching."""
    made: dict[int, tuple[S, C]] = {}

    def get(settings: S) -> C:
        held = made.get(id(settings))
        if held is None:
            if len(made) >= _KEPT:
                made.pop(next(iter(made)))
            held = made[id(settings)] = (settings, make(settings))  # holding the settings keeps its id its own
        return held[1]

    return get
