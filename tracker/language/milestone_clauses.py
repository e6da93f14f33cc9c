"""A sentence → its clauses, each a short row of tokens: verbs of deliverables and the text between them.

A clause ends at a comma, and at a 、 that stands between two pieces of work (举办甲展、办好乙会). What is inside
quotes, brackets and titles belongs to a name, whatever words it holds. Words of manner and time next to a verb are
left out (今年底前全面建成 is 建成), so that rules see what is done to what, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from tracker.language.endings import by_last, chain_start
from tracker.rulebook.schema.objects import ObjectSettings
from tracker.scan import Mark

__all__ = ["TEXT", "Clause", "ClauseReader", "Token", "any_of"]

TEXT = "text"
_OPENING = frozenset("“‘（《〈【")
_SPACE = " \t\u3000\xa0"
_NUMBER = re.compile(
    rf"[{_SPACE}]*[（(][一二三四五六七八九十\d]{{1,3}}[）)][{_SPACE}]*"
)  # of the heading a sentence begins with
_NUMBER_BEGINS = frozenset(_SPACE + "（(")
_TRAILING = _SPACE + "。！？；;!?\r\n"
_LOOK_BACK = 14  # characters in front of a verb that can be words of manner

# what a mark is to a clause: nothing, a verb that does more than push, one that only pushes, or a sign
_IDLE, _WORK, _PUSH, _BREAK, _LINE, _COMMA, _OPENS, _CLOSES, _PERIOD, _FIGURE = range(10)
_SIGNS = {
    **dict.fromkeys("，；：。！？,:", _BREAK),
    "—": _LINE,  # alone between two places of one name, doubled a break
    "、": _COMMA,
    **dict.fromkeys(_OPENING, _OPENS),
    **dict.fromkeys("”’）》〉】", _CLOSES),
    "period": _PERIOD,
    **dict.fromkeys(("quantity", "count", "rank"), _FIGURE),
}


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

    def ended(self, text: str, at: int, end: int) -> Clause:
        """The clause with the text ``at``…``end`` as its last token."""
        while at < end and text[end - 1] in _TRAILING:
            end -= 1
        if at < end:
            self.tokens.append(Token(at, end, TEXT))
        self.end = end
        return self


def any_of(words: Iterable[str]) -> str:
    """A regex for any of ``words``, the longest first; it fits nothing where there are none."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


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
        self._join_begins = frozenset(word[0] for word in (*settings.joins, *settings.joins_in_list))
        self._join_only = re.compile(rf"{joins}(?:{manner})*$")
        self._manner_only = re.compile(rf"(?:{manner}|[{_SPACE}])*$")
        self._weak = re.compile(rf"{any_of(settings.weak)}(?:{manner})*$")
        self._done = re.compile(rf"{done}(?:{manner})*$")
        # the last characters of all these words: what ends otherwise need not be searched
        before_verbs = (*settings.manner, *settings.done, *settings.arrival, *settings.weak)
        self._ends = frozenset(word[-1] for word in before_verbs)
        self._done_after = settings.done_after
        self._deadline = settings.deadline
        self._streaks = tuple(sorted(settings.streak, key=len, reverse=True))
        self._leads = frozenset((*settings.leads.focus, *settings.leads.field))
        self._kinds: dict[str, int] = {}  # of marks, by their tags
        self._verb_of: dict[str, str] = {}  # by the tag of the mark
        self._pushes: set[str] = set()

    def clauses(self, text: str, marks: Sequence[Mark], start: int, end: int) -> list[Clause]:
        """The clauses of the sentence ``start``…``end`` that hold a verb; none where no verb does more than push."""
        kinds = self._kinds
        for mark in marks:
            try:
                kind = kinds[mark.tag]
            except KeyError:
                kind = self._learn(mark.tag)
            if kind is _WORK:
                break
        else:
            return []
        found: list[Clause] = []
        depth = 0
        number = _NUMBER.match(text, start, end) if text[start] in _NUMBER_BEGINS else None
        at = number.end() if number else start  # where the text begins that no token holds yet
        comma = -1  # behind the last 、 of that text
        before: tuple[int, int] | None = None
        weak = False
        clause: Clause | None = None  # made once something is found in it
        for mark in marks:
            try:
                kind = kinds[mark.tag]
            except KeyError:
                kind = self._learn(mark.tag)
            if not kind:  # most words mean nothing here
                continue
            if depth:
                if kind is _CLOSES:
                    depth -= 1
                elif kind is _OPENS:
                    depth += 1
            elif kind is _BREAK or (kind is _LINE and _is_doubled(text, mark)):
                if clause is not None:
                    if clause.tokens:
                        found.append(clause.ended(text, at, mark.start))
                    elif self._is_manner(text, at, mark.start):
                        before = clause.periods[0]
                    clause = None
                start = at = mark.end
                comma, weak = -1, False
            elif kind is _WORK or kind is _PUSH:
                verb = self._verb_of[mark.tag]
                if clause is None:
                    clause = Clause(start, end, before=before, weak=weak)
                elif at < comma and self._begins_work(text, clause, comma, mark, verb):
                    found.append(clause.ended(text, at, comma - 1))  # 举办甲展、办好乙会
                    clause, at = Clause(comma, end, before=before, weak=clause.weak), comma
                self._add(text, clause, at, mark, verb)
                at, comma = mark.end, -1
            elif kind is _COMMA:
                if clause is not None and self._ends_work(clause, mark):
                    found.append(clause.ended(text, at, mark.start))  # 一期开营、二期开工
                    weak, clause = clause.weak, None
                    start = at = mark.end
                comma = mark.end
            elif kind is _OPENS:
                depth = 1
            elif kind is _PERIOD:
                if clause is None:
                    clause = Clause(start, end, before=before, weak=weak)
                clause.periods.append((mark.start, mark.end))
                limits = text.endswith(self._deadline, mark.start, mark.end)
                limits = limits or (not clause.tokens and text[mark.start] not in _OPENING)  # “十四五”规划 is a name
                if limits and self._is_manner(text, at, mark.start):
                    at = mark.end
            elif kind is _FIGURE and text.endswith(self._streaks, at, mark.start):
                if clause is None:
                    clause = Clause(start, end, before=before, weak=weak)
                clause.periods.append((mark.start - self._streak(text, at, mark.start), mark.end))
        if clause is not None and clause.tokens:
            found.append(clause.ended(text, at, end))
        return found

    def _is_manner(self, text: str, start: int, end: int) -> bool:
        """Whether nothing but words of manner and space stands there."""
        if start == end:
            return True
        last = text[end - 1]
        return (last in self._manner_ends or last in _SPACE) and self._manner_only.match(text, start, end) is not None

    def _streak(self, text: str, start: int, end: int) -> int:
        """The length of the word for an unbroken run (连续) that ends there."""
        return next(len(word) for word in self._streaks if text.endswith(word, start, end))

    def _begins_work(self, text: str, clause: Clause, comma: int, mark: Mark, verb: str) -> bool:
        """Whether the verb begins another piece of work behind the 、 of a list."""
        return bool(clause.tokens) and verb not in self._pushes and self._is_manner(text, comma, mark.start)

    def _ends_work(self, clause: Clause, comma: Mark) -> bool:
        """Whether a verb right in front of a 、 ends a piece of work."""
        if len(clause.tokens) < 2:
            return False
        last = clause.tokens[-1]
        return last.end == comma.start and self._nouns.isdisjoint(last.tag.split("|"))

    def _learn(self, tag: str) -> int:
        """What a mark with this tag is to a clause; worked out for each tag once."""
        kind = self._kinds[tag] = self._kind(tag)
        return kind

    def _kind(self, tag: str) -> int:
        sign = _SIGNS.get(tag.partition(".")[0])
        if sign is not None:
            return sign
        verb = "|".join(c for c in tag.split("|") if c in self._verbs)
        if not verb:
            return _IDLE
        self._verb_of[tag] = verb
        classes = frozenset(verb.split("|"))
        if not self._pushing.isdisjoint(classes):
            self._pushes.add(verb)
        return _PUSH if self._pushing.issuperset(classes) else _WORK

    def _add(self, text: str, clause: Clause, at: int, mark: Mark, verb: str) -> None:
        """Add the text in front of a verb and the verb to the clause."""
        tokens, start = clause.tokens, mark.start
        stop = at
        if at < start:
            last = tokens[-1] if tokens else None
            joined = last is not None and last.end == at and last.tag != TEXT and text[at] in self._join_begins
            if joined and self._join_only.match(text, at, start):
                return  # 制定和实施: one verb says enough
            stop = self._before_verb(text, at, start, clause.periods, first=last is None)
            if text[start - 1] in self._ends:
                near = max(at, start - _LOOK_BACK)
                clause.weak = clause.weak or self._weak.search(text, near, start) is not None
                clause.done = clause.done or self._done.search(text, near, start) is not None
        if at < stop:
            tokens.append(Token(at, stop, TEXT))
        elif len(tokens) > 1 and tokens[-1].tag in self._pushes:
            clause.push = tokens.pop()  # 推动[甲项目]加快开工: it says nothing of what is done
        if text.startswith(self._done_after, mark.end):
            clause.done = True
        tokens.append(Token(start, mark.end, verb))

    def _before_verb(self, text: str, start: int, end: int, periods: Sequence[tuple[int, int]], first: bool) -> int:
        """Where the text in front of a verb ends when manner and time are left out; ``start`` where nothing is left."""
        stop = -1
        while stop != end:
            stop = end
            if periods and periods[-1][1] == end and periods[-1][0] >= start:
                end = periods[-1][0]
            elif text[end - 1] in self._manner_ends:
                end = chain_start(text, max(start, end - _LOOK_BACK), end, self._manner_ends)
        if self._is_manner(text, start, end) or (first and text[start:end] in self._leads):
            return start
        return end


def _is_doubled(text: str, mark: Mark) -> bool:
    return "—" in (text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1])
