"""What a reader asks to see of the queue, as the parameters of an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

__all__ = ["FACETS", "QUEUES", "STATES", "Filter"]

QUEUES = ("decide", "print")
STATES = ("open", "second", "done", "all")
FACETS = ("jurisdiction", "plan", "reason", "outcome", "indicator", "check_state")
"""The attributes of an item by which the queue is narrowed down; a filter has a field of each name."""

_LONGEST = 200


@dataclass(frozen=True)
class Filter:
    """What a reader asked for; an empty text asks for everything.

    ``state`` is open, second (one other reader than ``reader``, who asks, judged it), done or all. ``words`` are looked
    for in the name and the sentence of a commitment, as plain text; all of them must be there. An address holds all but
    the reader.
    """

    queue: str = "decide"
    state: str = "open"
    jurisdiction: str = ""
    plan: str = ""
    reason: str = ""
    outcome: str = ""
    indicator: str = ""
    check_state: str = ""
    words: str = ""
    reader: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], reader: str = "") -> Filter:
        """From the parameters of an address; what is unknown is left out, what is overlong cut."""
        known = {f.name: given[f.name][:_LONGEST] for f in fields(cls) if given.get(f.name)} | {"reader": reader}
        if known.get("queue") not in QUEUES:
            known.pop("queue", None)
        if known.get("state") not in STATES:
            known.pop("state", None)
        return cls(**known)

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What differs from the default, for an address."""
        named = {f.name: f.default for f in fields(self) if f.name != "reader"}
        return {name: value for name, default in named.items() if (value := getattr(self, name)) != default}

    @property
    def only_doubtful(self) -> bool:
        """Whether what the program is sure of is left out: it must be asked for by name, or waits for print."""
        return self.queue == "decide" and not (self.reason or self.outcome or self.words)
