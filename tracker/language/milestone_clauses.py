"""A sentence → its clauses, each a short row of tokens: verbs of deliverables and the text between them.

A clause ends at a comma, and at a 、 that stands between two pieces of work (举办甲展、办好乙会). What is inside
quotes, brackets and titles belongs to a name, whatever words it holds. Words of manner and time next to a verb are
left out (今年底前全面建成 is 建成), so that rules see what is done to what, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct, field

from tracker.language.endings import by_last, chain_start
from tracker.rulebook.schema.objects import ObjectSettings
from tracker.scan import Mark

__all__ = ["TEXT", "Clause", "ClauseReader", "Token", "any_of"]

TEXT = "text"
_BREAKS = frozenset("，；：。！？,:")
_DASH = "—"  # alone between two places of one name, doubled a break
_OPENING = frozenset("“‘（《〈【")
_CLOSING = frozenset("”’）》〉】")
_SPACE = " \t\u3000\xa0"
_NUMBER = re.compile(
    rf"[{_SPACE}]*[（(][一二三四五六七八九十\d]{{1,3}}[）)][{_SPACE}]*"
)  # of the heading a sentence begins with
_TRAILING = _SPACE + "。！？；;!?\r\n"
_LOOK_BACK = 14  # characters in front of a verb that can be words of manner


class Token(Struct, frozen=True, gc=False):
    """A stretch of clean text; ``tag`` is ``text``, or the verb classes it belongs to joined by ``|``."""

    start: int
    end: int
    tag: str


class Clause(Struct, gc=False):
    """One clause, from ``start`` to where it ends or breaks off.

    ``weak`` where a word in front of a verb takes the promise back (探索, 逐步, 常态化), ``done`` where one says it is
    no promise any more (已开工, 编制了). ``periods`` are its expressions of time, ``before`` that of a clause in front
    that says nothing else (到2027年，建成…). ``push`` is a verb that only pushes and stood between a name and its verb
    ([甲馆]力争[完工]); it is no token. ``carried`` where a token was taken over from the clause in front.
    """

    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)
    periods: list[tuple[int, int]] = field(default_factory=list)
    before: tuple[int, int] | None = None
    push: Token | None = None
    carried: bool = False
    weak: bool = False
    done: bool = False

    @property
    def tags(self) -> tuple[str, ...]:
        """What a rule sees."""
        return tuple([token.tag for token in self.tokens])

    def ended(self, text: str, at: int, end: int) -> Clause:
        """The clause with the text ``at``…``end`` as its last token."""
        while at < end and text[end - 1] in _TRAILING:
            end -= 1
        if at < end:
            self.tokens.append(Token(at, end, TEXT))
        self.end = end
        return self


def any_of(words: Iterable[str]) -> str:
    """A regex for any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


class ClauseReader:
    """Reads clauses with the verbs of one rule set.

    ``verbs`` are the word classes that rules ask for; ``pushing`` those of them that only push (推动), ``nouns`` those
    that may stand in a list of names (村村通).
    """

    def __init__(
        self, settings: ObjectSettings, verbs: Iterable[str], pushing: Iterable[str], nouns: Iterable[str]
    ) -> None:
        self._verbs = frozenset(verbs)
        self._pushing = frozenset(pushing)
        self._nouns = frozenset(nouns)
        done = any_of(settings.done)
        manner = any_of((*settings.manner, *settings.done, *settings.arrival))
        self._manner_ends = by_last((*settings.manner, *settings.done, *settings.arrival))
        joins = any_of((*settings.joins, *settings.joins_in_list))
        self._join_only = re.compile(rf"{joins}(?:{manner})*$")
        self._manner_only = re.compile(rf"(?:{manner}|[{_SPACE}])*$")
        self._weak = re.compile(rf"{any_of(settings.weak)}(?:{manner})*$")
        self._done = re.compile(rf"{done}(?:{manner})*$")
        # the last characters of all these words: what ends otherwise need not be searched
        before_verbs = (*settings.manner, *settings.done, *settings.arrival, *settings.weak)
        self._ends = frozenset(word[-1] for word in before_verbs)
        self._done_after = settings.done_after
        self._deadline = settings.deadline
        self._streak = re.compile(any_of(settings.streak) + "$")
        self._leads = frozenset((*settings.leads.focus, *settings.leads.field))
        self._verb_of = cache(self._verb)
        self._pushes: set[str] = set()
        self._works = cache(self._is_work)
        self._idle: set[str] = set()  # tags of words that mean nothing here

    def clauses(self, text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Clause]:
        """The clauses of the sentence ``start``…``end`` that hold a verb; none where no verb does more than push."""
        works = self._works
        for mark in marks:
            if works(mark.tag):
                break
        else:
            return
        depth = 0
        number = _NUMBER.match(text, start, end)
        at = number.end() if number else start  # where the text begins that no token holds yet
        comma = -1  # behind the last 、 of that text
        before: tuple[int, int] | None = None
        clause = Clause(start, end)
        idle, verb_of = self._idle, self._verb_of
        for mark in marks:
            tag = mark.tag
            if tag in idle and mark.quantity is None:
                continue
            if tag in _OPENING:
                depth += 1
            elif tag in _CLOSING:
                depth = max(0, depth - 1)
            elif depth:
                continue
            elif tag in _BREAKS or (tag == _DASH and _is_doubled(text, mark)):
                if clause.tokens:
                    yield clause.ended(text, at, mark.start)
                    clause = Clause(mark.end, end, before=before)
                elif clause.periods:
                    if self._is_manner(text, at, mark.start):
                        before = clause.periods[0]
                    clause = Clause(mark.end, end, before=before)
                else:  # nothing was found in it: it begins again
                    clause.start, clause.before, clause.weak = mark.end, before, False
                at, comma = mark.end, -1
            elif tag == "、":
                last = clause.tokens[-1] if len(clause.tokens) > 1 else None
                if last and last.end == mark.start and self._nouns.isdisjoint(last.tag.split("|")):
                    yield clause.ended(text, at, mark.start)  # 一期开营、二期开工
                    clause, at = Clause(mark.end, end, before=before, weak=clause.weak), mark.end
                comma = mark.end
            elif tag == "period":
                clause.periods.append((mark.start, mark.end))
                limits = text.endswith(self._deadline, mark.start, mark.end)
                limits = limits or (not clause.tokens and text[mark.start] not in _OPENING)  # “十四五”规划 is a name
                if limits and self._is_manner(text, at, mark.start):
                    at = mark.end
            elif mark.quantity is not None:
                streak = self._streak.search(text, max(at, mark.start - _LOOK_BACK), mark.start)
                if streak:
                    clause.periods.append((streak.start(), mark.end))
            else:
                verb = verb_of(tag)
                if not verb:
                    if tag != _DASH:
                        idle.add(tag)
                    continue
                work = clause.tokens and at < comma and verb not in self._pushes
                if work and self._is_manner(text, comma, mark.start):
                    yield clause.ended(text, at, comma - 1)  # 举办甲展、办好乙会
                    clause, at = Clause(comma, end, before=before, weak=clause.weak), comma
                self._add(text, clause, at, mark, verb)
                at, comma = mark.end, -1
        if clause.tokens:
            yield clause.ended(text, at, end)

    def _is_manner(self, text: str, start: int, end: int) -> bool:
        """Whether nothing but words of manner and space stands there."""
        if start == end:
            return True
        last = text[end - 1]
        return (last in self._manner_ends or last in _SPACE) and self._manner_only.match(text, start, end) is not None

    def _is_work(self, tag: str) -> bool:
        """Whether a mark with this tag alone makes a sentence worth reading."""
        verb = self._verb_of(tag)
        return bool(verb) and not self._pushing.issuperset(verb.split("|"))

    def _verb(self, tag: str) -> str:
        """The part of a mark's tag that rules ask for; empty where none does."""
        verb = "|".join(c for c in tag.split("|") if c in self._verbs)
        if not self._pushing.isdisjoint(verb.split("|")):
            self._pushes.add(verb)
        return verb

    def _add(self, text: str, clause: Clause, at: int, mark: Mark, verb: str) -> None:
        """Add the text in front of a verb and the verb to the clause."""
        tokens = clause.tokens
        if tokens and tokens[-1].end == at and tokens[-1].tag != TEXT and self._join_only.match(text, at, mark.start):
            return  # 制定和实施: one verb says enough
        stop = self._before_verb(text, at, mark.start, clause.periods, first=not tokens)
        if at < stop:
            tokens.append(Token(at, stop, TEXT))
        elif len(tokens) > 1 and tokens[-1].tag in self._pushes:
            clause.push = tokens.pop()  # 推动[甲项目]加快开工: it says nothing of what is done
        if text.startswith(self._done_after, mark.end):
            clause.done = True
        if text[mark.start - 1] in self._ends:
            near = max(at, mark.start - _LOOK_BACK)
            clause.weak = clause.weak or bool(self._weak.search(text, near, mark.start))
            clause.done = clause.done or bool(self._done.search(text, near, mark.start))
        tokens.append(Token(mark.start, mark.end, verb))

    def _before_verb(self, text: str, start: int, end: int, periods: Sequence[tuple[int, int]], first: bool) -> int:
        """Where the text in front of a verb ends when manner and time are left out; ``start`` where nothing is left."""
        stop = -1
        while stop != end:
            stop = end
            if periods and periods[-1][1] == end and periods[-1][0] >= start:
                end = periods[-1][0]
            elif text[end - 1] in self._ends:
                end = chain_start(text, max(start, end - _LOOK_BACK), end, self._manner_ends)
        if self._is_manner(text, start, end) or (first and text[start:end] in self._leads):
            return start
        return end


def _is_doubled(text: str, mark: Mark) -> bool:
    return _DASH in (text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1])
