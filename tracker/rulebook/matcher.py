"""Patterns run over the tags of a frame, once for each sequence of tags and only where they fit.

What a rule matches depends on nothing but the tags, so every answer is remembered by its tag sequence. Of a new
sequence, a bit-parallel walk (one integer holds all the places a pattern can have reached) first tells which rules fit
at all: most fit no place of most frames. Those that do are then laid along the tags element by element, as spaCy's
Matcher would lay them (``tests/rulebook/test_matcher.py`` holds them to it), without making tokens of tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from msgspec import Struct

from tracker.rulebook.patterns import Element, read_pattern
from tracker.rulebook.schema.rules import Rule

__all__ = ["PatternMatcher", "RuleMatch", "accepts"]

_REMEMBERED = 50_000


def accepts(element: Element, tag: str, name_wants: tuple[str, ...] = ("indicator", "text")) -> bool:
    """Whether an element takes a mark with this tag.

    A tag is one or more parts joined by ``|``; a part may be narrowed (``quantity.rate``), and what is asked for
    accepts itself and anything narrower.
    """
    if tag in ("^", "$") and element.kind != "edge":
        return False
    parts = tag.split("|")
    if element.kind == "gap":
        return not any(part == "quantity" or part.startswith("quantity.") for part in parts)
    wants = name_wants if element.kind == "name" else element.wants
    return any(part == want or part.startswith(want + ".") for part in parts for want in wants)


class RuleMatch(Struct, frozen=True, gc=False):
    """A rule that fits a frame at tokens ``start``…``end``; ``captures`` maps element names to token spans.

    ``weight`` is how much its pattern says: words most, then narrowed classes, classes, names; gaps nothing.
    """

    rule: str
    start: int
    end: int
    captures: dict[str, tuple[int, int]]
    weight: int = 0


@dataclass(frozen=True)
class _Variant:
    """One alternative of a rule, written out token by token.

    ``slots`` are pairs of a kind (a number for what an element accepts; elements that accept the same share one) and
    whether the slot may be left out; ``names`` says for each slot what it captures, empty for edges and gaps. ``runs``
    are the same slots element by element: the kind, how many must stand and how many more may. Bit *k* of ``needs``:
    it cannot do without kind *k*.
    """

    rule: str
    weight: int
    slots: tuple[tuple[int, bool], ...]
    names: tuple[str, ...]
    runs: tuple[tuple[int, int, int], ...]
    needs: int


class _Place(Struct, frozen=True, gc=False):
    """Where a variant fits: tokens ``begin`` to ``stop`` with the edges, ``start`` to ``end`` in the frame alone."""

    variant: _Variant
    begin: int
    stop: int
    start: int
    end: int


class PatternMatcher:
    """``match`` gives the rules that fit a tag sequence, the most specific first, then by id.

    ``in_name`` are the word classes that may stand inside a ``{name}``; ``tags`` those that can be expected (others
    are learnt as they come); ``quantity_kinds`` the unit families that ``{quantity:…}`` stands for; ``narrow`` the
    classes that say more than the one they are like. Rules whose status is ``off`` are left out.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        in_name: Iterable[str] = (),
        tags: Iterable[str] = (),
        quantity_kinds: Mapping[str, tuple[str, ...]] | None = None,
        narrow: Iterable[str] = (),
    ) -> None:
        self._narrow = frozenset(narrow)
        self._quantity_kinds = quantity_kinds or {}
        self._name_wants = ("indicator", "text", *sorted(in_name))
        self._kinds: dict[tuple[str, tuple[str, ...]], int] = {}
        self._elements: list[Element] = []
        self._variants = tuple(
            variant
            for rule in sorted(rules, key=lambda rule: rule.id)
            if rule.status != "off"
            for variant in self._write_out(rule)
        )
        self._accepted: dict[str, tuple[tuple[int, ...], int]] = {}  # the kinds that take a tag; as bits, too
        self._gaps = [kind for kind, element in enumerate(self._elements) if element.kind == "gap"]
        self._kinds_of: dict[str, list[int]] = {}
        for kind, element in enumerate(self._elements):
            for want in self._name_wants if element.kind == "name" else element.wants:
                self._kinds_of.setdefault(want, []).append(kind)
        self._memo: dict[tuple[str, ...], tuple[RuleMatch, ...]] = {}
        self._covering: dict[tuple[int, ...], list[str]] = {}
        by_need: dict[int, list[int]] = {}
        for index, variant in enumerate(self._variants):
            by_need.setdefault(variant.needs, []).append(index)
        asked = Counter(kind for needs in by_need for kind in self._kinds_in(needs))
        # every pattern needs something: of a frame only those are looked at of which the rarest need stands in it
        self._by_rarest: list[list[tuple[int, list[int]]]] = [[] for _ in self._elements]
        for needs, variants in by_need.items():
            self._by_rarest[min(self._kinds_in(needs), key=asked.__getitem__)].append((needs, variants))
        for tag in sorted({"^", "$", "text", "indicator", "period", *tags, *self._kinds_of}):
            self._learn(tag)

    def match(self, tags: tuple[str, ...]) -> tuple[RuleMatch, ...]:
        """All rules that fit, each at its leftmost longest places that do not overlap."""
        known = self._memo.get(tags)
        if known is None:
            if len(self._memo) >= _REMEMBERED:  # a corpus has some thousands; what is beyond that is rare
                self._memo.clear()
            at, places = self._places(tags)
            known = self._memo[tags] = tuple([_laid(place, at, len(tags) + 2) for place in places])
        return known

    def covering(self, tags: tuple[str, ...], token: int) -> list[str]:
        """The rules of which one of the places that ``match`` gives holds that token, in the same order.

        What they capture is not looked for. The answer is remembered by what takes the tags: patterns tell few of them
        apart (5公里, 5平方米).
        """
        accepted = self._accepted
        taken = (token, *[(accepted[tag] if tag in accepted else self._learn(tag))[1] for tag in tags])
        known = self._covering.get(taken)
        if known is None:
            if len(self._covering) >= _REMEMBERED:
                self._covering.clear()
            _, places = self._places(tags)
            known = [place.variant.rule for place in places if place.start <= token < place.end]
            self._covering[taken] = known
        return known

    def _write_out(self, rule: Rule) -> Iterator[_Variant]:
        for variant in read_pattern(rule.pattern).variants:
            slots: list[tuple[int, bool]] = []
            names: list[str] = []
            runs: list[tuple[int, int, int]] = []
            needs = 0
            for element in map(self._with_kinds, variant):
                kind = self._kinds.setdefault((element.kind, element.wants), len(self._kinds))
                if kind == len(self._elements):
                    self._elements.append(element)
                slots += [(kind, step >= element.at_least) for step in range(element.at_most)]
                names += ["" if element.kind in ("edge", "gap") else element.name] * element.at_most
                runs.append((kind, element.at_least, element.at_most - element.at_least))
                needs |= bool(element.at_least) << kind
            weight = sum(self._weight(element) for element in variant)
            yield _Variant(rule.id, weight, tuple(slots), tuple(names), tuple(runs), needs)

    def _kinds_in(self, needs: int) -> list[int]:
        return [kind for kind in range(len(self._elements)) if needs >> kind & 1]

    def _weight(self, element: Element) -> int:
        """A class that is like another says what a word says: it stands for some few."""
        narrow = element.kind == "class" and self._narrow.issuperset(element.wants)
        return replace(element, kind="literal").weight if narrow else element.weight

    def _with_kinds(self, element: Element) -> Element:
        """``{quantity:time}`` accepts all unit families of that kind."""
        wants: list[str] = []
        for want in element.wants:
            _, _, limit = want.partition(".")
            wants += (
                [f"quantity.{name}" for name in self._quantity_kinds[limit]]
                if limit in self._quantity_kinds
                else [want]
            )
        return replace(element, wants=tuple(wants))

    def _places(self, tags: tuple[str, ...]) -> tuple[list[int], list[_Place]]:
        """For each kind, where it stands in the tags between their edges, and where rules fit, as ``match`` has it."""
        at, fitting = self._fitting(("^", *tags, "$"))
        best: dict[tuple[str, int, int], _Place] = {}
        for index in fitting:
            for found in _stretches(self._variants[index], at, len(tags) + 2):
                key = (found.variant.rule, found.start, found.end)
                if key not in best or best[key].variant.weight < found.variant.weight:
                    best[key] = found
        if len(best) < 2:
            return at, list(best.values())
        kept: list[_Place] = []
        taken: dict[str, int] = {}
        for (rule, start, end), found in sorted(best.items(), key=lambda item: (*item[0][:2], -item[0][2])):
            if start >= taken.get(rule, 0):
                taken[rule] = end
                kept.append(found)
        kept.sort(key=lambda place: -place.variant.weight)  # those of one weight stay by rule and start
        return at, kept

    def _fitting(self, tags: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """For each kind, where it stands (bit *i* for token *i*), and the variants that fit somewhere.

        Only those are tried that find all they need.
        """
        at = [0] * len(self._elements)
        standing: set[int] = set()
        present = 0
        bit = 1
        for tag in tags:
            kinds, bits = self._accepted[tag] if tag in self._accepted else self._learn(tag)
            for kind in kinds:
                at[kind] |= bit
            standing.update(kinds)
            present |= bits
            bit <<= 1
        anywhere = bit - 1
        fitting = []
        for kind in standing:
            for needs, variants in self._by_rarest[kind]:
                if needs & present == needs:
                    fitting += [index for index in variants if _reached(self._variants[index].runs, at, anywhere)]
        fitting.sort()
        return at, fitting

    def _learn(self, tag: str) -> tuple[tuple[int, ...], int]:
        """Work out, once for each tag, which kinds of slots take it (the same answer as ``accepts``, by look-up)."""
        kinds: set[int] = set()
        parts = tag.split("|")
        for part in parts:
            for depth in range(part.count(".") + 1):
                kinds.update(self._kinds_of.get(part.rsplit(".", depth)[0], ()))
        edge = tag in ("^", "$")
        if not edge and not any(part.partition(".")[0] == "quantity" for part in parts):
            kinds.update(self._gaps)
        taken = tuple(kind for kind in sorted(kinds) if not edge or self._elements[kind].kind == "edge")
        learnt = self._accepted[tag] = taken, sum(1 << kind for kind in taken)
        return learnt


def _reached(runs: tuple[tuple[int, int, int], ...], at: list[int], begins: int) -> int:
    """Where a variant ends that begins at one of the tokens ``begins``: bit *i* says, in front of token *i*.

    ``at`` says for each kind at which tokens it stands.
    """
    reached = begins
    for kind, least, more in runs:
        places = at[kind]
        while least:
            reached = (reached & places) << 1
            least -= 1
        if not reached:
            return 0
        while more:
            further = reached | (reached & places) << 1
            if further == reached:
                break
            reached = further
            more -= 1
    return reached


def _stretches(variant: _Variant, at: list[int], count: int) -> Iterator[_Place]:
    """Every stretch at which a variant fits, of ``count`` tokens; token 0 is the edge ``^``, 1 the frame's first."""
    begins = 0  # where a slot can stand that none must stand in front of
    for kind, least, _ in variant.runs:
        begins |= at[kind]
        if least:
            break
    while begins:
        first = begins & -begins
        begins ^= first
        begin = first.bit_length() - 1
        ends = _reached(variant.runs, at, first)
        while ends:
            last = ends & -ends
            ends ^= last
            stop = last.bit_length() - 1
            # of the edges, the first and the last token, none is part of what was found
            yield _Place(variant, begin, stop, max(begin, 1) - 1, min(stop, count - 1) - 1)


def _laid(place: _Place, at: list[int], count: int) -> RuleMatch:
    """A variant laid along the tokens it fits."""
    variant = place.variant
    captures: dict[str, tuple[int, int]] = {}
    for token, slot in enumerate(_paths(variant.slots, at, place.begin, count)[place.stop], place.begin - 1):
        name = variant.names[slot]
        if name:
            captures[name] = captures[name][0] if name in captures else token, token + 1
    return RuleMatch(variant.rule, place.start, place.end, captures, variant.weight)


def _paths(slots: tuple[tuple[int, bool], ...], at: list[int], start: int, count: int) -> dict[int, tuple[int, ...]]:
    """The ways to lay slots along the tokens from ``start`` on, one for each end: which slot takes each token.

    Of several ways to one end the one is kept that leaves out longest what may be left out.
    """
    ends: dict[int, tuple[int, ...]] = {}  # where it ends → the slots that took the tokens
    waiting: dict[int, tuple[int, ...]] = {0: ()}  # the next slot → those before it
    last = len(slots)
    for place in range(start, count + 1):  # behind the last token no slot stands, but what may be left out is
        bit = 1 << place
        moved: dict[int, tuple[int, ...]] = {}
        filled: list[tuple[int, tuple[int, ...]]] = []
        for slot, path in waiting.items():
            while slot < last:
                kind, optional = slots[slot]
                if at[kind] & bit:
                    longer = (*path, slot)
                    if slot + 1 == last:
                        ends.setdefault(place + 1, longer)
                    elif optional:
                        filled.append((slot + 1, longer))
                    else:
                        moved.setdefault(slot + 1, longer)
                if not optional:
                    break
                slot += 1
            else:
                if path:
                    ends.setdefault(place, path)
        for slot, longer in filled:
            moved.setdefault(slot, longer)
        if not moved:
            break
        waiting = moved
    return ends
