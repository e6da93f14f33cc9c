"""Everything this program raises on purpose.

::

    TrackerError            one sentence: file and place, what was wrong, what to do
    ├── ReadError           a report that cannot be read (empty, binary, encrypted, cut short …)
    ├── CatalogueError      a reports.toml that cannot be used
    ├── RuleError           one fault in a rule file, with its line
    │   └── RulebookError   all the faults of a rule set at once
    ├── DecisionError       a reviewer's decision that cannot be stored or imported
    └── OutputError         a folder that cannot be written (full, read-only, in use)
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["CatalogueError", "DecisionError", "OutputError", "ReadError", "RuleError", "RulebookError", "TrackerError"]


class TrackerError(Exception):
    """An expected failure, told to a person in one sentence in their language.

    ``where`` is a file, with ``:line`` where one is known; ``zh`` and ``en`` are the same sentence in
    both languages of the interface.
    """

    def __init__(self, zh: str, en: str, where: str = "") -> None:
        self.zh = zh
        self.en = en
        self.where = where
        super().__init__(f"{where}: {en}" if where else en)

    def say(self, lang: str) -> str:
        """The sentence in ``lang`` ("zh" or "en"), with the place in front."""
        sentence = self.zh if lang == "zh" else self.en
        return f"{self.where}: {sentence}" if self.where else sentence


class ReadError(TrackerError):
    """A report that cannot be read."""


class CatalogueError(TrackerError):
    """A ``reports.toml`` that cannot be used."""


class RuleError(TrackerError):
    """One fault in a rule file."""


class RulebookError(RuleError):
    """All the faults of a rule set, told at once."""

    def __init__(self, faults: Sequence[RuleError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f.say("zh") for f in faults), "\n".join(f.say("en") for f in faults))


class DecisionError(TrackerError):
    """A reviewer's decision that cannot be stored or imported."""


class OutputError(TrackerError):
    """A folder that cannot be written."""
