"""A sentence → its clauses, each a short row of tokens: verbs of deliverables and the text between them.

A clause ends at a comma, and at a 、 that stands between two pieces of work (举办甲展、办好乙会). What is inside quotes,
brackets and titles belongs to a name, whatever words it holds. Words of manner and time next to a verb are left out
(今年底前全面建成 is 建成), so that rules see what is done to what, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.rulebook.schema.objects import ObjectSettings
from tracker.scan import Mark

__all__ = ["TEXT", "Clause", "ClauseReader", "Token", "any_of"]

TEXT = "text"
_BREAKS = frozenset("，；：。！？,:—")
_OPENING = frozenset("“‘（《〈【")
_CLOSING = frozenset("”’）》〉】")
_SPACE = " \t\u3000\xa0"
_LOOK_BACK = 14  # characters in front of a verb that can be words of manner


class Token(NamedTuple):
    """A stretch of clean text; ``tag`` is ``text``, or the verb classes it belongs to joined by ``|``."""

    start: int
    end: int
    tag: str


class Clause(NamedTuple):
    """``weak`` where a word in front of a verb takes the promise back (探索, 逐步, 常态化), ``done`` where one says it is
    no promise any more (已开工, 编制了).
    """

    tokens: tuple[Token, ...]
    periods: tuple[tuple[int, int], ...]
    weak: bool
    done: bool

    @property
    def tags(self) -> tuple[str, ...]:
        """What a rule sees."""
        return tuple(token.tag for token in self.tokens)


def any_of(words: Iterable[str]) -> str:
    """A regex for any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


class ClauseReader:
    """Reads clauses with the verbs of one rule set. ``verbs`` are word classes; ``urging`` those that only push."""

    def __init__(self, settings: ObjectSettings, verbs: Iterable[str], urging: Iterable[str]) -> None:
        self._verbs = frozenset(verbs)
        self._urging = frozenset(urging)
        done = any_of(settings.done)
        manner = any_of((*settings.manner, *settings.done))
        self._manner_before_verb = re.compile(rf"{manner}+$")
        self._manner_only = re.compile(rf"(?:{manner}|[{_SPACE}])*$")
        self._weak = re.compile(rf"{any_of(settings.weak)}(?:{manner})*$")
        self._done = re.compile(rf"{done}(?:{manner})*$")
        self._done_after = settings.done_after
        self._lead_only = re.compile(any_of((*settings.leads.focus, *settings.leads.field)) + "$")
        self._known: dict[str, str] = {}
        self._pushes: set[str] = set()

    def clauses(self, text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Clause]:
        """The clauses of the sentence ``start``…``end`` that hold a verb."""
        depth = 0
        at = start
        comma = -1
        tokens: list[Token] = []
        periods: list[tuple[int, int]] = []
        weak = done = False
        for mark in marks:
            tag = mark.tag
            if tag in _OPENING:
                depth += 1
            elif tag in _CLOSING:
                depth = max(0, depth - 1)
            elif depth:
                continue
            elif tag in _BREAKS:
                if tokens:
                    yield self._close(text, tokens, at, mark.start, periods, weak, done)
                    tokens, periods, weak, done = [], [], False, False
                at, comma = mark.end, -1
            elif tag == "、":
                if tokens and tokens[-1].end == mark.start and len(tokens) > 1:
                    yield self._close(text, tokens, at, mark.start, periods, weak, done)
                    tokens, periods, weak, done, at = [], [], False, False, mark.end
                comma = mark.end
            elif tag == "period":
                periods.append((mark.start, mark.end))
                if not tokens and self._manner_only.match(text, at, mark.start):
                    at = mark.end
            else:
                verb = self._known.get(tag)
                if verb is None:
                    verb = self._known[tag] = "|".join(c for c in tag.split("|") if c in self._verbs)
                    if verb and not self._urging.isdisjoint(verb.split("|")):
                        self._pushes.add(verb)
                if not verb:
                    continue
                if comma > at and tokens and verb not in self._pushes and self._manner_only.match(text, comma, mark.start):
                    yield self._close(text, tokens, at, comma - 1, periods, weak, done)
                    tokens, periods, weak, done, at = [], [], False, False, comma
                stop = self._before_verb(text, at, mark.start, periods, first=not tokens)
                if at < stop:
                    tokens.append(Token(at, stop, TEXT))
                elif len(tokens) > 1 and tokens[-1].end == at and tokens[-1].tag in self._pushes:
                    tokens.pop()  # 推动[甲项目]加快开工: the second push says nothing
                weak = weak or bool(self._weak.search(text, max(at, mark.start - _LOOK_BACK), mark.start))
                tokens.append(Token(mark.start, mark.end, verb))
                at, comma = mark.end, -1
        if tokens:
            yield self._close(text, tokens, at, end, periods, weak, done)

    def _before_verb(self, text: str, start: int, end: int, periods: Sequence[tuple[int, int]], first: bool) -> int:
        """Where the text in front of a verb ends when manner and time are left out; ``start`` where nothing is left."""
        while True:
            manner = self._manner_before_verb.search(text, max(start, end - _LOOK_BACK), end)
            stop = manner.start() if manner else end
            if periods and periods[-1][1] == stop and periods[-1][0] >= start:
                stop = periods[-1][0]
            if stop == end:
                break
            end = stop
        if self._manner_only.match(text, start, end) or (first and self._lead_only.match(text, start, end)):
            return start
        return end

    def _close(
        self,
        text: str,
        tokens: list[Token],
        at: int,
        end: int,
        periods: list[tuple[int, int]],
        weak: bool,
        done: bool,
    ) -> Clause:
        while at < end and text[end - 1] in _SPACE + "。！？；;!?\r\n":
            end -= 1
        if at < end:
            tokens.append(Token(at, end, TEXT))
        return Clause(tuple(tokens), tuple(periods), weak, done)
