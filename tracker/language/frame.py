"""A frame: one quantity with everything of its sentence that belongs to it.

What a frame *means* is not decided here: ``Frame.tags`` is matched against the rules of ``rules/targets``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.language.parts import COUNTED, MEANS, TURNS, VERBS
from tracker.language.tokens import Token

if TYPE_CHECKING:
    from tracker.language.names import Name
    from tracker.models import Quantity

__all__ = ["Frame", "steps", "tags_of"]

_DONE = COUNTED | {"times"}
"""Families of units of what is done so many times or to so many things (完成不少于30批次检测)."""
_VERB, _NO_WORD = -1, -2
"""Beside the places of the predicate: what says a part."""


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


def steps(frame: Frame, named: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The frame as the rules see it: the part each word plays, with what rules ask of it by name; and the word itself,
    empty for names, figures and what only a comparator says.
    """
    said = {_VERB: frame.verb, **dict(enumerate(frame.predicate))}
    tags, places = _seen(frame, named)
    words = [said.get(place) for place in places]
    return [(tag, word.text if word is not None else "") for tag, word in zip(tags, words, strict=True)]


def tags_of(frame: Frame, named: frozenset[str]) -> tuple[str, ...]:
    """The parts of :func:`steps` alone."""
    return _seen(frame, named)[0]


def _seen(frame: Frame, named: frozenset[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The parts in their order, and for each the word that plays it."""
    verb, said, name = frame.verb, frame.predicate, frame.name
    if not said:
        predicate: tuple[frozenset[str], ...] = ()
    else:
        predicate = (said[0].tags,) if len(said) == 1 else tuple([token.tags for token in said])
    return _laid_out(
        "" if name is None else name.kind,
        frame.where == "after",
        frame.family,
        None if verb is None else verb.tags,
        predicate,
        frame.over,
        named,
    )


@lru_cache(maxsize=4096)
def _laid_out(
    kind: str,
    after: bool,
    family: str,
    verb: frozenset[str] | None,
    predicate: tuple[frozenset[str], ...],
    over: bool,
    named: frozenset[str],
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What :func:`_seen` gives; most frames of a report are built like one before."""
    name = (f"text.{kind}", _NO_WORD)
    found: list[tuple[str, int]] = []
    plain = family == "rate" and (verb is None or verb.isdisjoint(TURNS))
    if verb is not None and family != "multiple" and not plain:
        found.append((_part(VERBS, verb, named), _VERB))
    if kind and not after:
        found.append(name)
    means = [(part, place) for place, tags in enumerate(predicate) if (part := _part(MEANS, tags, named))]
    made = after and verb is not None and family in _DONE
    if not means and over and not made and (verb is None or "causes" in verb):
        means = [("reach", _NO_WORD)]
    found += means
    found.append((f"quantity.{family}" if family else "quantity", _NO_WORD))
    if kind and after:
        found.append(name)
    return tuple([tag for tag, _ in found]), tuple([place for _, place in found])


def _part(parts: tuple[str, ...], tags: frozenset[str], named: frozenset[str]) -> str:
    """``act|leverage``: the first of the parts that a word plays, and what else rules may know it by; empty where it
    plays none of them.
    """
    tag = next((part for part in parts if part in tags), "")
    return "|".join(sorted({tag, *(tags & named)})) if tag else ""
