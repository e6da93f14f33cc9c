"""What brackets behind a target say of it: 单位能耗下降3%（约束性指标）. Elsewhere the list it stands in says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from tracker.rulebook.schema.outline import OutlineSettings

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["Brackets"]


class Brackets:
    """The words of ``bindings`` in ``rules/outline.yaml``, looked for in brackets in one report's clean text."""

    def __init__(self, text: str, rulebook: Rulebook) -> None:
        self._text = text
        bindings = rulebook.settings(OutlineSettings).bindings
        words = {word: b.binding for b in bindings for word in (b.binding, *b.words)}
        self._binding = words
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._pattern = re.compile(f"[（(]({'|'.join(map(re.escape, longest_first))})[）)]") if words else None

    def behind(self, end: int) -> Literal["约束性", "预期性"] | None:
        """How binding the target is whose number ends at clean offset ``end``; None where no brackets say so."""
        found = self._pattern.match(self._text, end) if self._pattern else None
        return self._binding[found.group(1)] if found else None
