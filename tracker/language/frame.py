"""A frame: one quantity with everything of its sentence that belongs to it.

What a frame *means* is not decided here: ``Frame.tags`` is matched against the rules of ``rules/targets``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.language.parts import COUNTED, MEANS, TURNS, VERBS
from tracker.language.tokens import Token

if TYPE_CHECKING:
    from tracker.language.names import Name
    from tracker.models import Quantity

__all__ = ["Frame", "FrameTags"]

_DONE = COUNTED | {"times"}
"""Families of units of what is done so many times or to so many things (完成不少于30批次检测)."""


class Frame(Struct, gc=False):
    """One quantity with the name, verb and predicate that belong to it; token positions and spans are clean offsets.

    ``where`` says where the name stands: before, after, carried (from an earlier frame), topic. ``reason`` is set
    where the number is only part of something else (a name, a starting point, a denominator): then it is no figure.
    ``over`` tells that a comparator in front of the number (突破, 不低于) serves as the predicate.
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
    over: bool = False

    def says(self, tag: str) -> Token | None:
        """The first token of the predicate, or of what leads the clause in, with this tag."""
        for tokens in (self.predicate, self.lead):
            for token in tokens:
                if tag in token.tags:
                    return token
        return None


class FrameTags:
    """Lays frames out as the rules see them; ``named`` is what these ask of a word beside the part it plays."""

    def __init__(self, named: frozenset[str] = frozenset()) -> None:
        self._verbs = _Parts(VERBS, named)
        self._means = _Parts(MEANS, named)
        self._names, self._figures = _Narrowed("text"), _Narrowed("quantity")

    def of(self, frame: Frame) -> tuple[str, ...]:
        """The part that each word plays, with what rules ask of it by name."""
        return tuple([tag for tag, _ in self.steps(frame)])

    def steps(self, frame: Frame) -> list[tuple[str, str]]:
        """The same with the word itself, empty for names, figures and what only a comparator says."""
        verb, name, family = frame.verb, frame.name, frame.family
        after = frame.where == "after"
        found: list[tuple[str, str]] = []
        if verb is not None and family != "multiple" and (family != "rate" or not verb.tags.isdisjoint(TURNS)):
            found.append((self._verbs[verb.tags], verb.text))
        if name is not None and not after:
            found.append((self._names[name.kind], ""))
        before = len(found)
        for token in frame.predicate:
            part = self._means[token.tags]
            if part:
                found.append((part, token.text))
        if frame.over and len(found) == before:
            made = after and verb is not None and family in _DONE
            if not made and (verb is None or "causes" in verb.tags):
                found.append(("reach", ""))
        found.append((self._figures[family] if family else "quantity", ""))
        if name is not None and after:
            found.append((self._names[name.kind], ""))
        return found


class _Parts(dict[frozenset[str], str]):
    """``act|leverage``: the first of some parts that a word with these classes plays, and what else rules may know it
    by; empty where it plays none of them. A rule set has some hundreds of such sets of classes.
    """

    def __init__(self, parts: tuple[str, ...], named: frozenset[str]) -> None:
        self._parts, self._named = parts, named

    def __missing__(self, tags: frozenset[str]) -> str:
        part = next((part for part in self._parts if part in tags), "")
        said = self[tags] = "|".join(sorted({part, *(tags & self._named)})) if part else ""
        return said


class _Narrowed(dict[str, str]):
    """``quantity.rate``: a class narrowed by kinds of name or families of units, of which there are some dozens; the
    same string each time, as what is laid out is looked up by all of its strings.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __missing__(self, by: str) -> str:
        narrowed = self[by] = f"{self._name}.{by}"
        return narrowed
