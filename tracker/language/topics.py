"""What clauses and sentences leave out because an earlier one said it: names, verbs, topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tracker.language.clauses import ClauseReader
from tracker.language.endings import by_last
from tracker.language.names import Name, Names
from tracker.language.parts import DOES, PartReader, text_of
from tracker.language.tokens import Clause, Token, clauses
from tracker.outline.wording import number_marks
from tracker.rulebook.schema.outline import OutlineSettings

if TYPE_CHECKING:
    from tracker.scan import Sentence

__all__ = ["Carry", "Topic", "TopicReader"]

_PASSED = 3
"""So many sentences without figures right before one may set its topic."""


class Topic(Struct, gc=False):
    """A clause without figures; what it speaks of is only read when a later clause leaves its name out.

    ``raw`` is there until its tokens are given their parts.
    """

    clause: Sequence[Token]
    raw: Clause | None = None
    held: bool = False
    old: bool = False
    read: bool = False
    text: str = ""
    kind: str = ""


class Carry(Struct, gc=False):
    """What a later clause or sentence of a section may leave out; ``text`` is that of the whole report.

    ``names`` and ``all`` are the last name(s) and all names of the clause before, ``trail`` those of it and of the
    clauses with figures right before it, ``verb`` and ``family`` its verb
    and unit; ``near`` tells that it is the clause right before,
    ``base`` the topic that its names were made of. ``clauses`` are those without figures, up to ``at`` of earlier
    sentences; ``telling`` are the sentence's own without those found silent at their end, ``held`` is the one that
    sets the topic of the sentence; ``skipped`` and ``pending`` are sentences passed by, read if asked for.
    """

    text: str
    names: tuple[Name, ...] = ()
    trail: tuple[Name, ...] = ()
    verb: Token | None = None
    family: str = ""
    all: tuple[Name, ...] = ()
    near: bool = False
    base: str = ""
    clauses: list[Topic] = field(default_factory=list)
    held: Topic | None = None
    skipped: list[Sentence] = field(default_factory=list)
    pending: list[Sentence] = field(default_factory=list)
    at: int = 0
    telling: list[Topic] = field(default_factory=list)


class TopicReader:
    """Reads the topics of clauses, when they are asked for."""

    def __init__(self, names: Names, clauses: ClauseReader, parts: PartReader) -> None:
        self.names = names
        self._clauses = clauses
        self._parts = parts
        settings = names.settings
        self._sides = settings.sides
        self._empty = settings.empty_topics
        self._ends = (*settings.sides, *settings.topic_tails)
        self._themes = by_last((*settings.theme_ends, *settings.level_ends, *settings.rate_ends))
        self._scenes = settings.scene_ends
        self._last_of_ends = frozenset(word[-1] for word in (*settings.scene_ends, *settings.sides))
        self._of = settings.of
        self._works = settings.works
        self._branches = settings.branches
        self._behind_number = number_marks(names.rulebook.settings(OutlineSettings)).behind

    def begin(self, carry: Carry) -> None:
        """A new sentence begins: what was said two sentences ago is forgotten."""
        carry.verb = None
        carry.near = False
        carry.trail = ()
        carry.base = ""
        if carry.clauses:
            carry.clauses = [topic for topic in carry.clauses if not topic.old]
            for topic in carry.clauses:
                topic.old = True
        carry.at = len(carry.clauses)
        carry.telling = []
        carry.pending, carry.skipped = carry.skipped[-_PASSED:], []
        carry.held = None

    def pass_by(self, sentence: Sentence, carry: Carry) -> None:
        """A sentence without figures: its tokens are only made if a later sentence needs its topic."""
        carry.skipped.append(sentence)
        carry.names = carry.all = ()

    def remember(self, clause: Sequence[Token], carry: Carry) -> None:
        """Keep a clause without figures, for later clauses that leave out what it speaks of."""
        self._remember(clause[-1].text, Topic(clause), carry)

    def remember_raw(self, clause: Clause, carry: Carry) -> None:
        """The same for a clause that is not read yet."""
        last = clause.text[clause.end - 1]
        self._remember(clause.tokens()[-1].text if last in self._last_of_ends else last, Topic((), clause), carry)

    def _remember(self, last: str, topic: Topic, carry: Carry) -> None:
        """``last`` is the last word; a clause such as 软件服务方面，… sets the topic of its sentence."""
        if last[-1] in self._last_of_ends:
            if last.endswith(self._scenes):
                return
            if last.endswith(self._sides):
                topic.held = True
                carry.held = topic
        carry.near = False
        carry.clauses.append(topic)
        carry.telling.append(topic)

    def tokens(self, topic: Topic) -> Sequence[Token]:
        """The tokens of a topic's clause, each in the part it plays."""
        if topic.raw is not None:
            topic.clause, topic.raw = self._clauses.plain(topic.raw.tokens())[0], None
        return topic.clause

    def read(self, topic: Topic) -> str:
        """What a clause speaks of: its object. Empty where that is too vague to name anything."""
        if topic.read:
            return topic.text
        topic.read = True
        part = self._parts.read(list(self.tokens(topic)))
        text = text_of(part.object) or (part.subject if part.subject.endswith(self._branches) else "")
        head, _, tail = text.rpartition(self._of)
        text = tail if head and len(tail) > 2 else text
        if text.endswith(self._ends):
            for end in self._ends:
                text = text.removesuffix(end)
        if topic.held:  # 非常规天然气发展方面: of the gas
            text = next((text[: -len(w)] for w in self._empty if text.endswith(w) and len(text) > len(w) + 2), text)
        name = self.names.clean(text) if text else None
        named = name is not None and 2 < len(name.text) <= 24 and "、" not in name.text
        vivid = topic.old and not (name is not None and name.text.endswith(self._themes.get(name.text[-1], ())))
        if name is not None and named and not name.text.endswith(self._empty) and not vivid:
            topic.text, topic.kind = name.text, name.kind
        return topic.text

    def just_said(self, carry: Carry) -> list[Name]:
        """The figure that the clause before spoke of without giving a number (连续七年提高养老金，年均增长10%)."""
        if carry.near or not carry.clauses:
            return []
        last = carry.clauses[-1]
        name = self.names.clean(self.read(last)) if self.read(last) else None
        return [name] if name is not None and name.kind in ("level", "rate") else []

    def topic(self, carry: Carry, vague: str = "") -> str:
        """The topic that a vague name belongs to: the last one that speaks of the same, else the last one."""
        if carry.held is not None and self.read(carry.held):
            return carry.held.text
        self.fetch(carry)
        while carry.telling and not self.read(carry.telling[-1]):
            carry.telling.pop()
        last = ""
        # the sentence's own clauses go before those of earlier ones, whatever these end with
        for topic in reversed(carry.telling or carry.clauses[: carry.at]):
            text = self.read(topic)
            if text and (not vague or text.endswith(vague) or vague[:2] in text):
                return text
            last = last or text
        return last

    def work(self, carry: Carry) -> str:
        """The work that the sentence has just named, without the word for it (街巷整治工程 → 街巷整治); or empty."""
        last = carry.clauses[-1] if carry.clauses and not carry.near else None
        said = self.read(last) if last is not None and not last.old else ""
        return next((said.removesuffix(w) for w in self._works if said.endswith(w)), "")

    def acted_on(self, carry: Carry) -> tuple[str, Token | None]:
        """What the clause right before does something to, and the verb (资助困难学生，合计6300名); or nothing."""
        last = carry.clauses[-1] if carry.clauses and not carry.near else None
        if last is None or last.old:
            return "", None
        said = last.clause if last.raw is None else last.raw.tokens()
        verb = next((t for t in said if t.tags & DOES), None)
        return (self.read(last), verb) if verb is not None else ("", None)

    def of_verb(self, carry: Carry, verb: str) -> str:
        """What an earlier clause of the sentence does with the same verb; empty where none does."""
        for topic in reversed(carry.clauses):
            if not topic.old and any(token.text == verb for token in self.tokens(topic)):
                return self.read(topic)
        return ""

    def fetch(self, carry: Carry) -> None:
        """Lay the sentences passed by among the clauses, now that their topic is asked for."""
        if carry.pending:
            earlier = [
                Topic(clause.tokens(), old=True)
                for sentence in carry.pending
                for clause in self._clauses_of(carry.text, sentence)
            ]
            carry.clauses[carry.at : carry.at] = earlier
            carry.at += len(earlier)
            carry.pending = []

    def _clauses_of(self, text: str, sentence: Sentence) -> list[Clause]:
        start, end = sentence.start, sentence.end
        return clauses(text, self._behind_number(text, start, end), end, sentence.marks, sentence.numbers)[0]
