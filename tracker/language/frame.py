"""A frame: one quantity with everything of its sentence that belongs to it.

What a frame *means* is not decided here: ``Frame.tags`` is matched against the rules of ``rules/targets``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.language.parts import COUNTED, MEANS, TURNS, VERBS, over
from tracker.language.tokens import Token

if TYPE_CHECKING:
    from tracker.language.names import Name, Names
    from tracker.models import Quantity

__all__ = ["Frame", "steps", "tags_of"]

_DONE = COUNTED | {"times"}
"""Families of units of what is done so many times or to so many things (完成不少于30批次检测)."""


class Frame(Struct, gc=False):
    """One quantity with the name, verb and predicate that belong to it; token positions and spans are clean offsets.

    ``where`` says where the name stands: before, after, carried (from an earlier frame), topic. ``reason`` is set
    where the number is only part of something else (a name, a starting point, a denominator): then it is no figure.
    """

    quantity: Quantity
    token: Token
    family: str
    clause: tuple[int, int]
    name: Name | None = None
    where: str = "before"
    subject: str = ""
    verb: Token | None = None
    predicate: tuple[Token, ...] = ()
    lead: tuple[Token, ...] = ()
    tags: tuple[str, ...] = ()
    zipped: int = 0
    each: bool = False
    reason: str = ""
    among: bool = False
    open: bool = False
    raw: str = ""
    own: Sequence[Token] = ()

    @property
    def over(self) -> bool:
        """Whether a comparator in front of the number (突破, 不低于) serves as the predicate."""
        return over(self.token)

    def indicator_unknown(self, names: Names) -> bool:
        """Whether the name is no known indicator by itself."""
        return self.name is None or names.rulebook.indicators.find(self.name.text) is None

    def says(self, tag: str) -> Token | None:
        """The first token of the predicate, or of what leads the clause in, with this tag."""
        for tokens in (self.predicate, self.lead):
            for token in tokens:
                if tag in token.tags:
                    return token
        return None


def steps(frame: Frame, named: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The frame as the rules see it: the part each word plays, with what rules ask of it by name; and the word itself,
    empty for names, figures and what only a comparator says.
    """
    kind = f"text.{frame.name.kind}" if frame.name else ""
    quantity = f"quantity.{frame.family}" if frame.family else "quantity"
    found: list[tuple[str, str]] = []
    verb = frame.verb
    plain = frame.family == "rate" and (verb is None or verb.tags.isdisjoint(TURNS))
    if verb is not None and frame.family != "multiple" and not plain:
        found.append((_part(VERBS, verb.tags, named), verb.text))
    if kind and frame.where != "after":
        found.append((kind, ""))
    means = [(part, t.text) for t in frame.predicate if (part := _part(MEANS, t.tags, named))]
    made = frame.where == "after" and verb is not None and frame.family in _DONE
    if not means and frame.over and not made and (verb is None or "causes" in verb.tags):
        means = [("reach", "")]
    found += means
    found.append((quantity, ""))
    if kind and frame.where == "after":
        found.append((kind, ""))
    return found


def tags_of(frame: Frame, named: frozenset[str]) -> tuple[str, ...]:
    """The parts of :func:`steps` alone."""
    return tuple(tag for tag, _ in steps(frame, named))


@lru_cache(maxsize=4096)
def _part(parts: tuple[str, ...], tags: frozenset[str], named: frozenset[str]) -> str:
    """``act|leverage``: the first of the parts that a word plays, and what else rules may know it by; empty where it
    plays none of them.
    """
    tag = next((part for part in parts if part in tags), "")
    return "|".join(sorted({tag, *(tags & named)})) if tag else ""
