"""Frames: for each quantity of a sentence, the plain, uncoordinated sentence around it.

A sentence is read clause by clause. Quantities that stand side by side form a group (5%、8%和6%); what stands between
a group and the one before it holds the name of the group, or belongs to the number before (5个未来工厂、10个智能工厂),
or makes the number before a part of a name (42个国考断面水质优良比例达到…). Verbs, names and topics that a clause leaves
out are carried over from the one before.

What a frame *means* is not decided here: ``Frame.tags`` is matched against the rules of ``rules/targets``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.language.coordination import conjuncts, head_of, known_conjuncts, split_names, with_beginning
from tracker.language.names import Name, Names
from tracker.language.tokens import BREAKS, LIST, TEXT, Token
from tracker.language.words import words

from tracker.models import Comparator

from tracker.rulebook.schema.quantities import QuantitySettings

if TYPE_CHECKING:
    from tracker.models import Quantity

__all__ = ["Carry", "Frame", "FrameBuilder"]

_PREDICATE = frozenset(
    ["rise", "fall", "to", "reach", "keep", "share", "each", "alike", "yearly", "cumulative", "provisional", "compared",
     "basis", "modality", "period", "per"]
)  # fmt: skip
"""What may stand between a name and its number."""
_MEANS = ("share", "fall", "rise", "to", "reach", "keep")
_VERBS = ("new", "spend", "mention", "act", "work", "fund", "rise", "fall", "causes")
_FIRM = frozenset(["new", "spend", "act", "causes", "modality", "mention"])
_TURNS = frozenset(["rise", "fall"])
_LOOSE = frozenset(["work", "fund"])
_NOUNS = frozenset(["text", "work", "fund", "indicator", "noun"])
_MEANING = frozenset(["rise", "fall", "to", "reach", "keep", "share"])
_AND_SO_ON = "等"
_COUNTED = frozenset(["pieces", "pieces_bare", "entities", "people", "places"])
_CHANGES = frozenset(["rise", "fall", "to"])
_PER = frozenset(["per"])
_ADVERB = frozenset(["adverb"])
_PERIOD = frozenset(["period"])
_SETTINGS = ("下", "中", "后", "时", "前")
_LEADS = frozenset(["adverb", "modality", "causes", "period", "provisional", "cumulative", "among", "compared", "yearly"])
_AND = frozenset(["和", "及", "与", "以及", "和与", "或", "并", "及其", "到", "至"])


@dataclass(slots=True)
class Frame:
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
    per: str = ""
    reason: str = ""
    among: bool = False
    open: bool = False
    raw: str = ""
    own: list[Token] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether a comparator in front of the number (突破, 不低于) serves as the predicate."""
        return _over(self.token)

    def indicator_unknown(self, names: Names) -> bool:
        """Whether the name is no known indicator by itself."""
        return self.name is None or names.rulebook.indicators.find(self.name.text) is None

    def says(self, tag: str) -> Token | None:
        """The first token of the predicate, or of what leads the clause in, with this tag."""
        return next((t for t in (*self.predicate, *self.lead) if tag in t.tags), None)


@dataclass(slots=True)
class Carry:
    """What a later clause or sentence may leave out."""

    names: tuple[Name, ...] = ()
    verb: Token | None = None
    family: str = ""
    all: tuple[Name, ...] = ()
    near: bool = False
    clauses: list[_Topic] = field(default_factory=list)
    held: _Topic | None = None
    skipped: list[Callable[[], Sequence[Token]]] = field(default_factory=list)
    pending: list[Callable[[], Sequence[Token]]] = field(default_factory=list)
    at: int = 0


@dataclass(slots=True)
class _Topic:
    """A clause without figures; what it speaks of is only read when a later clause leaves its name out."""

    clause: Sequence[Token]
    held: bool = False
    old: bool = False
    read: bool = False
    text: str = ""
    kind: str = ""


@dataclass(slots=True)
class _Part:
    """What stands in front of a group, taken apart."""

    lead: list[Token] = field(default_factory=list)
    subject: str = ""
    verb: Token | None = None
    object: list[Token] = field(default_factory=list)
    predicate: list[Token] = field(default_factory=list)


class FrameBuilder:
    """Builds the frames of sentences by the word lists of a rule set."""

    def __init__(self, names: Names) -> None:
        self.names = names
        settings = names.settings
        self._capacity = settings.capacity
        self._bases = settings.bases
        self._per = settings.per
        self._stops = settings.stops
        self._tails = frozenset(settings.tails)
        self._scopes = frozenset(settings.scopes)
        self._totals = frozenset(settings.totals)
        self._starts = frozenset(settings.whole) | frozenset(settings.scopes)
        self._payers = settings.payers
        self._years = settings.year_words
        self._specs = frozenset(settings.spec_families)
        self._sizes = settings.sizes
        self._purposes = settings.purposes
        self._sides = settings.sides
        self._empty = settings.empty_topics
        self._nominal = settings.nominal
        self._function = frozenset(settings.function_words)
        self._manners = frozenset(settings.heads)
        self._nothing = settings.not_names
        self._times = frozenset(settings.time_families)
        self._time_ends = settings.time_ends
        self._caps = frozenset(settings.caps)
        self._policies = settings.policies
        self._comparisons = settings.comparisons
        self._works = settings.works
        self._capacities = frozenset(settings.capacity_families)
        self._not_figures = settings.after_names
        around = (row.words for row in names.rulebook.settings(QuantitySettings).comparators if row.place == "around")
        self._around = tuple(sorted((w for words_ in around for w in words_), key=lambda w: (-len(w), w)))
        self._of = settings.of
        self._fresh = settings.fresh
        self._until = settings.until
        self._always = settings.always_heads
        self._topic_tails = settings.topic_tails
        self._share = settings.share_word
        self._bound = frozenset(word for word in settings.nominal if len(word) == 1)
        self._alike = settings.alike_ends
        self._each = settings.each_ends
        self._short = dict(settings.short_verbs)

    def build(self, tokens: Sequence[Token], carry: Carry) -> list[Frame]:
        """The frames of one sentence, in order; ``carry`` comes from the sentence before and is updated."""
        frames: list[Frame] = []
        carry.verb = None
        carry.near = False
        carry.clauses = [topic for topic in carry.clauses if not topic.old]
        for topic in carry.clauses:
            topic.old = True
        carry.at = len(carry.clauses)
        carry.pending, carry.skipped = carry.skipped, []
        carry.held = None
        for clause in _clauses(tokens):
            frames += self._clause(clause, carry)
        return frames

    def pass_by(self, tokens: Callable[[], Sequence[Token]], carry: Carry) -> None:
        """A sentence without figures: its tokens are only made if a later sentence needs its topic."""
        carry.skipped = [*carry.skipped[-2:], tokens]
        carry.names = carry.all = ()

    # --- one clause -----------------------------------------------------------------------------------------

    def _clause(self, clause: Sequence[Token], carry: Carry) -> list[Frame]:
        described: list[Frame] = []
        clause = self._plain(clause, described)
        figures = [i for i, t in enumerate(clause) if "quantity" in t.tags]
        if not figures:
            self._remember_topic(clause, carry)
            return described
        frames: list[Frame] = described
        kept: list[int] = []
        for i in figures:
            reason = self._only_describes(clause, i)
            if reason:
                frames.append(self._frame(clause, i, reason=reason))
                clause[i] = clause[i]._replace(tags=_PER, quantity=None)
            else:
                kept.append(i)
        groups = _groups(clause, kept)
        before: list[Frame] = []
        earlier: Name | None = None
        end = 0
        for index, group in enumerate(groups):
            between = list(clause[end : group[0]])
            if before:
                behind, own, inside = self._divide(between, clause[group[0]], before[-1])
                if inside:
                    parts, before = before, []
                    for frame in parts:
                        frame.reason = "name"
                    if parts[0].family == _family(clause[group[0]]) and any("to" in t.tags for t in between) and parts[0].name:
                        first = parts[0].token
                        own = [Token(first.start, first.end, parts[0].name.text, TEXT), *behind]
                    else:
                        own = self._name_behind(parts[0], behind, counted=inside == "counted") + own
                else:
                    self._attach(before, behind, carry, earlier)
            else:
                own = between
            earlier = before[-1].name if before and not before[-1].reason else None
            before = self._group(clause, group, own, before, carry)
            frames += before
            end = group[-1] + 1
            if index == len(groups) - 1:
                self._attach(before, list(clause[end:]), carry, earlier)
        for frame in frames:
            if not frame.reason:
                frame.tags = _tags(frame)
        frames.sort(key=lambda f: f.token.start)
        said = [f for f in frames if f.reason in ("", "时长") and f.name is not None]
        if not said:
            self._remember_topic(clause[figures[-1] + 1 :] or clause, carry)
        if said:
            carry.verb, carry.family = said[-1].verb, said[-1].family
            carry.near = True
            carry.all = tuple(dict.fromkeys(f.name for f in said if f.name))
            carry.names = tuple(dict.fromkeys(f.name for f in said[-max(1, said[-1].zipped) :] if f.name))
        return frames

    def _frame(self, clause: Sequence[Token], index: int, reason: str = "") -> Frame:
        token = clause[index]
        assert token.quantity is not None
        return Frame(token.quantity, token, _family(token), (clause[0].start, clause[-1].end), reason=reason)

    def _plain(self, clause: Sequence[Token], described: list[Frame]) -> list[Token]:
        """The clause with every token in the part it plays here.

        Sizes (500千伏变电站) and adverbs before nouns become free text; function words that stand alone become adverbs;
        a one-character predicate (能耗降5%, 均增长) is cut off the name in front of it; denominators (每50公斤) are set apart.
        """
        out: list[Token] = []
        for i, token in enumerate(clause):
            after = clause[i + 1] if i + 1 < len(clause) else None
            if "quantity" in token.tags and i and clause[i - 1].text.endswith(self._per):
                described.append(self._frame(clause, i, reason="denominator"))
                token = token._replace(tags=_PER, quantity=None)
            elif "quantity" in token.tags and after is not None and after.tags & _NOUNS and after.text not in _AND and not _over(token):
                before = _text([t for t in clause[max(0, i - 2) : i] if t.tags & _NOUNS])
                family = _family(token)
                if family in self._specs or after.text.startswith(self._sizes) or before.endswith(self._capacity):
                    frame = self._frame(clause, i, reason="规格")
                    described.append(frame)
                    token = token._replace(tags=TEXT, quantity=None)
            elif "adverb" in token.tags and not token.tags & (_FIRM | _LOOSE) and after is not None and after.tags & {"text", "indicator"} and after.text[0] not in "、":
                token = token._replace(tags=TEXT)
            elif "count" in token.tags and token.text.endswith(self._years):
                token = token._replace(tags=_PERIOD)
            elif token.tags & _TURNS and after is not None and after.period is not None and after.text.startswith(self._until):
                token = token._replace(tags=frozenset(["to"]))  # 增加到2015年的42886亿元
            elif token.tags == TEXT and token.text.startswith(self._per) and out and out[-1].tags & _MEANING:
                token = token._replace(tags=_PER)  # 达到每千人4批次
            elif token.text == self._of and after is not None and _family(after) == "multiple":
                token = token._replace(tags=frozenset(["keep"]))
            elif token.tags == TEXT and after is not None and "quantity" in after.tags and token.text in self._short and out:
                token = token._replace(tags=frozenset([self._short[token.text]]))
            elif token.tags == TEXT and len(token.text) <= 3 and all(c in self._function for c in token.text):
                token = token._replace(tags=_ADVERB)
            elif token.tags == TEXT and after is not None and (after.tags & _PREDICATE or "quantity" in after.tags):
                name, short = self._short_predicate(token.text, after)
                if short:
                    cut = token.start + len(name)
                    out.append(Token(token.start, cut, name, _ADVERB if name in self._manners else TEXT))
                    token = Token(cut, token.end, token.text[len(name) :], frozenset([short]))
                    if not name:
                        out.pop()
            elif token.tags & (_FIRM - {"modality", "causes"}) and after is not None and "text" in after.tags:
                named = after.text.startswith(self._nominal) and i and "text" in clause[i - 1].tags
                if named or after.text[0] in self._bound:
                    token = token._replace(tags=TEXT)
            elif token.tags & _LOOSE and after is not None and "text" in after.tags and after.text[0] in self._bound:
                token = token._replace(tags=TEXT)
            out.append(token)
        return out

    def _only_describes(self, clause: Sequence[Token], index: int) -> str:
        """Why a number is no figure of its own: a denominator, a starting point, a capacity in a description."""
        if index == 0:
            return ""
        last = clause[index - 1].text
        later = clause[index + 1 :]
        if any("to" in t.tags for t in later):
            back = clause[max(0, index - 4) : index]
            if any(t.text.endswith(self._bases) or (t.period and t.text[0] in self._bases) for t in back):
                return "starting point"
        if "text" not in clause[index - 1].tags or not later or later[0].text in _AND:
            return ""
        if last.endswith(self._capacity) and later[0].tags & _NOUNS:
            return "description"
        return ""

    def _divide(self, between: list[Token], second: Token, before: Frame) -> tuple[list[Token], list[Token], str]:
        """What stands between two groups: the part behind the first, the part before the second.

        The third value tells where the first number is only part of a name: ``counted`` (42个国考断面水质优良比例达到…) or
        ``kind`` (10亿元以上项目8个).
        """
        if not between:
            return [], [], ""
        over = _over(second)
        first = between[0]
        if first.text in LIST or first.text in _AND:
            return [], between[1:], ""
        predicate, rest = self._strip(between)
        if "text" in first.tags and first.text[0] in "和及与" and len(first.text) > 1:
            return [], between, ""
        for k in range(len(rest) - 1, -1, -1):
            token = rest[k]
            if token.text in LIST:
                return between[:k], between[k + 1 :], ""
            if token.tags & _FIRM and k > 0:
                return between[:k], between[k:], ""
        if not predicate and rest and "text" in rest[-1].tags and rest[-1].text[-1] in "和及与":
            return between, [], ""
        if over or any(t.tags & _MEANING for t in predicate):
            if first.tags & _NOUNS:
                return between, [], "counted"
            return [], between, ""
        if predicate and not first.tags & _NOUNS:
            return [], between, ""
        if not predicate and len(rest) > 1 and rest[-1].tags & _LOOSE and "text" in rest[-2].tags:
            return between[:-1], between[-1:], ""  # 200亿元专项资金支持4441个项目
        if all(t.tags == TEXT for t in between) and _family(second) in _COUNTED and before.family not in _COUNTED:
            return between, [], "kind"
        if all(t.tags == TEXT for t in between) and before.family in _COUNTED and _family(second) == "rate" and before.name is None:
            return between, [], "counted"  # 3个国控断面水质达标率100%
        return between, [], ""

    def _name_behind(self, frame: Frame, behind: list[Token], counted: bool) -> list[Token]:
        """The tokens of a name with a number inside it: without the number where it only counts (42个国考断面…)."""
        if counted and (frame.family in _COUNTED or frame.verb is not None or not frame.own):
            return behind
        number = Token(frame.token.start, frame.token.end, frame.token.text, TEXT)
        return [*frame.own, number, *behind]

    # --- one group ------------------------------------------------------------------------------------------

    def _group(
        self, clause: Sequence[Token], group: list[int], own: list[Token], before: list[Frame], carry: Carry
    ) -> list[Frame]:
        over = _over(clause[group[0]])
        after = clause[group[-1] + 1] if group[-1] + 1 < len(clause) else None
        behind = after is not None and bool(after.tags & _NOUNS) and after.text not in _AND
        part = self._read(own, over, behind)
        frames = [self._frame(clause, i) for i in group]
        each = any("each" in t.tags for t in part.predicate)
        alike = any("alike" in t.tags for t in part.predicate)
        text = _text(part.object)
        if text.startswith(self._always):
            text = text[1:]
        listed = bool(before) and part.verb is None and not part.predicate
        if listed and before[-1].verb is not None:
            part.verb = before[-1].verb
            part.subject = part.subject or before[-1].subject
            part.lead = part.lead or list(before[-1].lead)
        names: list[Name] = []
        where = "before"
        if each and len(group) == 1:
            each, alike = False, True  # A、B分别翻一番
        if text:
            if len(group) > 1 or each:
                names = split_names(text, len(group), self.names, each)
            elif alike:
                names = conjuncts(text, self.names)
            elif any(t.tags & _TURNS for t in part.predicate) and len(known := known_conjuncts(text, self.names)) > 1:
                names = known  # 化学需氧量、氨氮排放量下降2%: each of them
            else:
                name = self.names.clean(text)
                names = [name] if name else []
                last = before[-1].name if before else None
                if name and last and name.text in self._scopes:
                    name = self.names.clean(name.text + last.text.removeprefix(last.scope or "")) or name
                    names = [name]
                if name and last and name.text in self.names.vague and last.text not in self.names.vague and before[-1].where in ("before", "after"):
                    names = with_beginning(last, name, self.names)
                elif name and name.text.startswith("占") and (last or carry.names):
                    # ，占全市经济比重达60%: of what was said before
                    whole = self.names.clean((last or carry.names[-1]).text + name.text)
                    names = [whole] if whole else names
                if text[-1] in "和及与、" and behind:
                    names = []
        elif part.verb is None and part.predicate and (before or carry.names or carry.clauses):
            # ，比上年增加200亿元: the name was said before
            told = [f.name for f in before if f.name is not None] or self._just_said(carry)
            names, where = told or list(carry.names), "carried"
            if (each or len(group) > 1) and len(names) != len(group) and len(carry.all) == len(group):
                names = list(carry.all)
            if len(names) > 1 and len(names) != len(group):
                names = names[-1:]
            if not names:
                where = "before"
        made: list[Frame] = []
        if len(names) > len(group) == 1:  # 均: one number holds for each name
            for name in names:
                frame = self._frame(clause, group[0])
                frame.name = name
                made.append(frame)
        else:
            for i, frame in enumerate(frames):
                if names:
                    frame.name = names[i] if len(names) == len(group) else names[-1]
                made.append(frame)
        for i, frame in enumerate(made):
            frame.where = where
            frame.subject = part.subject
            frame.verb = part.verb
            frame.predicate = tuple(part.predicate)
            frame.lead = tuple(part.lead)
            frame.zipped = len(made) if len(made) > 1 else 0
            frame.each = (each or alike) and i > 0
            frame.raw = text
            frame.own = own
            frame.open = text.endswith(_AND_SO_ON)
            frame.among = any("among" in t.tags for t in part.lead)
        if not listed and part.verb is None and not part.predicate and not over and names and names[0].kind in ("thing", "deed"):
            self._verb_of_clause_before(made, carry)
        return made

    def _short_predicate(self, text: str, after: Token) -> tuple[str, str]:
        """A name without the predicate at its end, and what that says (能耗降 → 能耗, fall; GDP迈上 → GDP, reach)."""
        if after.quantity is not None and text.endswith(self._around):
            return text.removesuffix(next(w for w in self._around if text.endswith(w))), "reach"
        if len(text) < 3:
            return text, ""
        last = text[-1]
        if last == self._of:
            return (text[:-1], "keep") if _family(after) == "multiple" else (text, "")
        kind = "alike" if last in self._alike else "each" if last in self._each else self._short.get(last, "")
        if kind and (words(text[-8:])[-1] == last or self.names.kind(text[:-1]) in ("rate", "level")):
            return text[:-1], kind
        return text, ""

    def _verb_of_clause_before(self, frames: list[Frame], carry: Carry) -> None:
        """建设保障性住房300万套，各类棚户区改造住房280万套: the verb holds for the next clause of the same kind."""
        for frame in frames:
            if carry.verb is not None and frame.family == carry.family and carry.verb.tags & {"act", "work", "new"}:
                frame.verb = carry.verb

    def _strip(self, own: list[Token]) -> tuple[list[Token], list[Token]]:
        """The predicate at the end of ``own``, and what is left in front of it."""
        cut = len(own)
        while cut:
            token = own[cut - 1]
            if token.tags & _FIRM - {"modality", "causes"}:
                break
            if token.tags & _PREDICATE or (token.text in self._tails and "text" in token.tags):
                cut -= 1
                continue
            if "adverb" in token.tags and cut > 1:
                cut -= 1
                continue
            break
        return own[cut:], own[:cut]

    def _read(self, own: list[Token], over: bool = False, behind: bool = False) -> _Part:
        """``own`` taken apart: lead-in, subject, verb, object, predicate."""
        part = _Part()
        part.predicate, rest = self._strip(own)
        while rest and rest[0].text in LIST:
            rest = rest[1:]
        firm = over or any(t.tags & _MEANING for t in part.predicate)
        verb = -1
        content = -1  # where the first word that is neither lead-in nor verb stands
        for k, token in enumerate(rest):
            last = k == len(rest) - 1
            if last and behind and not firm and "adverb" in token.tags and token.tags & _LOOSE:
                verb, content = k, -1  # 加快60个污水处理厂提标改造
                continue
            opening = content < 0 or rest[k - 1].text in LIST or bool(rest[k - 1].tags & _LEADS)
            if token.tags & _LEADS and not token.tags & _FIRM - {"modality", "causes"}:
                if "among" in token.tags or opening or token.tags & {"causes", "modality"}:
                    verb, content = (k, -1) if token.tags & {"causes", "modality"} else (verb, content)
                continue
            if token.tags & _FIRM or (token.tags & _TURNS and opening and not last):
                if last and firm and content >= 0 and not opening:
                    continue
                verb, content = k, -1
            elif token.tags & _LOOSE and opening and not (firm and not last) and not (firm and last):
                if last and content >= 0 and rest[k - 1].text not in LIST:
                    continue
                verb, content = k, -1
            elif token.tags & _LOOSE and last and behind and not firm:
                verb, content = k, -1
            elif content < 0:
                content = k
                if token.text in self._starts:
                    content = -1
        head = rest[: verb + 1]
        part.lead = [t for t in head if not ("text" in t.tags and len(t.tags) == 1)]
        part.object = [t for t in rest[verb + 1 :]]
        part.lead += [t for t in part.object if t.tags & _LEADS or t.tags & _ADVERB]
        part.object = [
            t for i, t in enumerate(part.object) if not t.tags & (_LEADS - {"causes"}) or ("adverb" in t.tags and i + 1 < len(part.object))
        ]
        if verb >= 0 and rest[verb].tags & set(_VERBS):
            part.verb = rest[verb]
        subject = [t for t in head[: verb if part.verb else verb + 1] if "text" in t.tags or t.tags & _LOOSE]
        part.subject = _text(subject) if part.verb else ""
        return part

    def _no_figure(self, frame: Frame) -> None:
        """Names that only describe: livelihood projects by their number, works by their capacity."""
        if frame.name is None:
            return
        text = frame.name.text
        if any(word in text for word in self._not_figures):
            frame.reason = "名称"
        elif frame.quantity.modifier in self._caps and text.endswith(self._policies):
            frame.reason = "政策"
        elif text.startswith(self._comparisons):
            frame.reason = "比较"
        elif frame.family in self._times and not text.endswith(self._time_ends) and not any(t.tags & _CHANGES for t in frame.predicate):
            frame.reason = "时长"
        elif frame.where == "after" and frame.family in self._capacities and text.endswith(self._works):
            frame.reason = "规格"

    def _attach(self, frames: list[Frame], behind: list[Token], carry: Carry, before: Name | None = None) -> None:
        """The words right behind a group: the name of its last number where none stands before, or an addition to it."""
        frame = frames[-1]
        text = self._after(behind)
        meaning = {m for t in frame.predicate for m in t.tags & _MEANING}
        if frame.where == "carried" and text and meaning and meaning <= _TURNS and frame.quantity.bare_unit != "%":
            frame.name = None  # 增加500万沼气用户: the name is not the one before
        if text and (frame.name is None or not (meaning or frame.over)):
            self._name_after(frame, text, behind)
        for each in frames:
            if each.name is None:
                self._from_carry(each, carry, before)
            self._whole(each, carry, before)
            self._no_figure(each)

    def _after(self, behind: list[Token]) -> str:
        """The noun right behind a number: up to the next verb, or to the end of a list (林区、垦区等棚户区居民)."""
        after: list[Token] = []
        for i, token in enumerate(behind):
            if token.text in LIST:
                rest = behind[i:]
                if any("等" in t.text for t in rest) and all(t.tags & _NOUNS or t.text in LIST for t in rest):
                    after += rest
                else:
                    head, found, _ = _text(after).rpartition("和")  # 9个老旧小区和甲、乙片区: another list begins
                    if found and len(head) > 1:
                        return head
                break
            inner = "adverb" in token.tags and i + 1 < len(behind) and behind[i + 1].tags & _NOUNS
            if not token.tags & _NOUNS and not inner:
                break
            after.append(token)
        text = _text(after).removeprefix(self._of) if not after or len(_text(after)) <= 3 else _text(after)
        if text.startswith(("（", "(")) and len(text) <= 5:
            return ""  # 3万套（间）
        if text.startswith(self._nothing):
            return ""
        stop = min((at for at in (text.find(s) for s in self._stops) if at > 0), default=-1)
        if after and text.startswith(self._purposes):
            return ""
        return text[:stop] if stop >= 0 else text

    def _name_after(self, frame: Frame, text: str, behind: list[Token]) -> None:
        name = frame.name if frame.where == "before" else None
        if name is not None and name.text in self._starts:
            name = None
        text = text.removeprefix(self._of) if name is None else text
        if frame.family == "rate" and name is None and self.names.kind(text) in ("thing", "deed"):
            # 试点覆盖24%的县: the share of the counties that …
            verb = frame.verb.text if frame.verb is not None and frame.subject else ""
            text = frame.subject + verb + text + self._share
        joined = self.names.clean(text)
        if joined is None:
            return
        if name is not None:
            if name.kind == "rate" or not behind[0].tags & {"text", "indicator", "work"}:
                return
            if frame.open or "、" in name.text:
                short = joined.text in self._works or ("、" not in name.text and len(text) <= 4)
                joined = self.names.clean(name.text.removesuffix(_AND_SO_ON) + _AND_SO_ON + text) if short else joined
            elif text.startswith("的"):
                joined = self.names.clean(text[1:] + name.text)
            elif len(name.text) <= 12:
                joined = self.names.clean(name.text + text)
            else:
                return
        if joined is not None:
            frame.name, frame.where = joined, "after"

    def _from_carry(self, frame: Frame, carry: Carry, before: Name | None) -> None:
        """A name from what was said before: the subject, the last name, or the topic."""
        verb = frame.verb.text if frame.verb is not None else ""
        if not verb and not frame.over and not any(t.tags & _MEANING for t in frame.predicate):
            return
        if verb and frame.verb is not None and frame.verb.tags & _LOOSE and any(t.tags & _FIRM for t in frame.lead if t is not frame.verb):
            frame.name, frame.where = self.names.clean(verb), "before"  # 完成造林…
        elif frame.subject:
            frame.name, frame.where = self.names.clean(frame.subject), "before"
        elif verb and before is not None:
            frame.name, frame.where = self.names.clean(before.text + verb), "topic"
        elif verb and (topic := self._topic(carry)):
            frame.name, frame.where = self.names.clean(topic + verb), "topic"
        elif carry.names:
            frame.name, frame.where = carry.names[-1], "carried"
        elif topic := self._topic(carry):
            frame.name, frame.where = self.names.clean(topic), "topic"

    def _whole(self, frame: Frame, carry: Carry, before: Name | None) -> None:
        """Who pays, and what a vague name is about, put in front of it."""
        name = frame.name
        if name is None or frame.where == "carried":
            return
        if name.text in self._totals and (before is not None or carry.near and carry.names):
            frame.name = before or carry.names[-1]  # 国内生产总值增长6.6%，总量突破90万亿元
            return
        subject = frame.subject
        if subject and subject != name.text and frame.verb is not None and not frame.verb.tags & {"spend", "fund"} and frame.where == "after":
            if len(name.text) <= 4 and name.kind == "level" and not subject.endswith(self._payers):
                frame.name = self.names.clean(subject + name.text) or name
                return
        if not frame.indicator_unknown(self.names) and name.text not in self.names.vague:
            return
        payer = ""
        if frame.subject and frame.verb is not None and frame.verb.tags & {"spend", "fund"}:
            payer = next((p for p in self._payers if p in frame.subject), "")
        about = ""
        rest = name.text
        for p in self._payers:
            if rest.startswith(p):
                payer, rest = p, rest[len(p) :]
                break
        if frame.verb is not None and frame.where != "topic" and frame.verb.tags & {"act", "work"}:
            if rest in self._works and frame.family == "pieces":
                frame.name = self.names.clean(frame.verb.text + rest)  # 签约项目30个
                return
        near = carry.names[-1] if carry.near and carry.names else None
        if rest in self.names.vague and rest not in self._works and not payer and before is None and near and near.text not in self.names.vague:
            frame.name = with_beginning(near, name, self.names)[0]
            return
        if rest.removeprefix(self._fresh) in self.names.vague:
            rest = rest.removeprefix(self._fresh)  # 新标准提高到…
        if rest in self.names.vague or not rest:
            about = before.text if before is not None and rest else self._topic(carry, rest)
            if about.endswith(rest):
                rest = ""
            overlap = next((n for n in range(min(len(about), len(rest)), 1, -1) if about.endswith(rest[:n])), 0)
            rest = rest[overlap:]
        elif name.kind in ("thing", "deed") and not payer and any(t.tags & {"rise", "fall", "to"} for t in frame.predicate):
            # 提高低保标准，城市、农村分别提高到…: what is measured was said before
            self._fetch(carry)
            last = next((t for t in reversed(carry.clauses) if self._read_topic(t)), None)
            if (
                last is not None
                and last.kind in ("level", "rate")
                and frame.family not in ("pieces", "entities")
                and len(name.text) <= 5
                and any(t.tags & _MEANING for t in last.clause)
            ):
                head = head_of(last.text, self.names)
                made = self.names.clean(name.text + head) if not name.text.endswith(head) else None
                if made is not None and frame.indicator_unknown(self.names):
                    frame.name = made
            return
        if payer or about:
            about = about.removeprefix(payer)
            shared = next((n for n in range(min(len(about), len(payer)), 1, -1) if payer.endswith(about[:n])), 0)
            made = self.names.clean(payer + about[shared:] + rest)
            if made is not None:
                frame.name = made

    def _remember_topic(self, clause: Sequence[Token], carry: Carry) -> None:
        """Keep a clause without figures, for later clauses that leave out what it speaks of.

        A clause such as 软件服务方面，… sets the topic of its sentence.
        """
        last = clause[-1].text
        if last.endswith(_SETTINGS):
            return
        carry.near = False
        topic = _Topic(clause, held=last.endswith(self._sides))
        if topic.held:
            carry.held = topic
        carry.clauses.append(topic)

    def _read_topic(self, topic: _Topic) -> str:
        """What a clause speaks of: its object. Empty where that is too vague to name anything."""
        if topic.read:
            return topic.text
        topic.read = True
        part = self._read(list(topic.clause))
        text = _text(part.object)
        head, _, tail = text.rpartition("的")
        text = tail if head and len(tail) > 2 else text
        for side in (*self._sides, *self._topic_tails):
            text = text.removesuffix(side)
        name = self.names.clean(text) if text else None
        if name is not None and 2 < len(name.text) <= 24 and "、" not in name.text and not name.text.endswith(self._empty):
            topic.text, topic.kind = name.text, name.kind
        return topic.text

    def _just_said(self, carry: Carry) -> list[Name]:
        """The figure that the clause before spoke of without giving a number (连续七年提高养老金，年均增长10%)."""
        if carry.near or not carry.clauses:
            return []
        last = carry.clauses[-1]
        name = self.names.clean(self._read_topic(last)) if self._read_topic(last) else None
        return [name] if name is not None and name.kind in ("level", "rate") else []

    def _topic(self, carry: Carry, vague: str = "") -> str:
        """The topic that a vague name belongs to: the last one that speaks of the same, else the last one."""
        if carry.held is not None and self._read_topic(carry.held):
            return carry.held.text
        self._fetch(carry)
        texts = [text for text in (self._read_topic(t) for t in reversed(carry.clauses)) if text]
        return next((t for t in texts if vague and (t.endswith(vague) or vague[:2] in t)), texts[0] if texts else "")

    def _fetch(self, carry: Carry) -> None:
        """Lay the sentences without figures that were passed by among the clauses, now that their topic is asked for."""
        if carry.pending:
            carry.clauses[carry.at : carry.at] = [
                _Topic(clause, old=True) for tokens in carry.pending for clause in _clauses(tokens())
            ]
            carry.pending = []


def _clauses(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for stop in range(len(tokens) + 1):
        if stop == len(tokens) or tokens[stop].text in BREAKS:
            if stop > start:
                yield tokens[start:stop]
            start = stop + 1


def _groups(clause: Sequence[Token], figures: list[int]) -> list[list[int]]:
    """Quantities with nothing but 、 or 和 between them."""
    groups: list[list[int]] = []
    for i in figures:
        if groups and i - groups[-1][-1] == 1:
            groups[-1].append(i)  # 道路9条11.6公里
            continue
        if groups and i - groups[-1][-1] == 2 and (clause[i - 1].text in LIST or clause[i - 1].text in _AND):
            named = i + 1 < len(clause) and clause[i + 1].tags & _NOUNS and clause[i + 1].text not in _AND
            if named and _family(clause[i]) != _family(clause[i - 2]):
                groups.append([i])  # 10亿元以上项目8个、50亿元以上项目1个
                continue
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _over(token: Token) -> bool:
    """Whether a comparator that binds (突破, 不低于; not 约) stands in front of the number."""
    quantity = token.quantity
    return quantity is not None and quantity.start < quantity.number_start and quantity.comparator is not Comparator.APPROX


def _family(token: Token) -> str:
    return next((t.partition(".")[2] for t in sorted(token.tags) if "." in t), "")


def _text(tokens: Sequence[Token]) -> str:
    return "".join(t.text for t in tokens)


def _tags(frame: Frame) -> tuple[str, ...]:
    """The frame as the rules see it."""
    kind = f"text.{frame.name.kind}" if frame.name else ""
    quantity = f"quantity.{frame.family}" if frame.family else "quantity"
    tags: list[str] = []
    if frame.verb is not None and frame.family != "multiple":
        tags.append(next(v for v in _VERBS if v in frame.verb.tags))
    if kind and frame.where != "after":
        tags.append(kind)
    means = [m for m in (next((m for m in _MEANS if m in t.tags), None) for t in frame.predicate) if m]
    if frame.over and not means and (frame.verb is None or "causes" in frame.verb.tags):
        means = ["reach"]
    tags += means
    tags.append(quantity)
    if kind and frame.where == "after":
        tags.append(kind)
    return tuple(tags)
