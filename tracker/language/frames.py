"""Frames: for each quantity of a sentence, the plain, uncoordinated sentence around it.

A sentence is read clause by clause. Quantities that stand side by side form a group (5%、8%和6%); what stands between
a group and the one before it holds the name of the group, or belongs to the number before (5个茶坊、10个油坊),
or makes the number before a part of a name (36个断面水质达标率达到…). Verbs, names and topics that a clause
leaves out are carried over from the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.language.clauses import FAR, ClauseReader, groups
from tracker.language.coordination import conjuncts, known_conjuncts, split_names, with_beginning
from tracker.language.frame import Frame, FrameTags
from tracker.language.names import Name, Names
from tracker.language.naming import NameCompleter
from tracker.language.parts import (
    COUNTED,
    FIRM,
    LOOSE,
    MEANING,
    NOUNS,
    PER,
    TURNS,
    Part,
    PartReader,
    family_of,
    over,
    plays,
    text_of,
)  # fmt: skip
from tracker.language.tokens import LIST, TEXT, Clause, Token
from tracker.language.topics import Carry, TopicReader
from tracker.models import Comparator

if TYPE_CHECKING:
    from tracker.scan import Mark

__all__ = ["Carry", "FrameBuilder"]


_COLONS = frozenset("：:")
_AMONG = frozenset(["among"])
_TO = frozenset(["to"])
_MODALITY = frozenset(["modality"])
_CARRIED = frozenset(["act", "work", "new"])
_PLACE_OF_NUMBER = attrgetter("token.start")
_SAID = ("", "duration")
"""Reasons of frames whose names may be left out later on."""
_PLACE = 8
"""Characters of the longest name of a place to which a part of a number goes."""
_DOES_OR_CUTS = frozenset(["act", "work", "new", "fall"])
_TURNED = ("rate", "multiple", "points")
"""Families of units in which growth is said."""


class FrameBuilder:
    """Builds the frames of sentences by the word lists of a rule set."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._clauses = ClauseReader(names)
        self._parts = PartReader(names)
        self._topics = TopicReader(names, self._clauses, self._parts)
        self._naming = NameCompleter(names, self._topics)
        self._scopes = frozenset(names.settings.scopes)
        self._function = frozenset(names.settings.function_words)
        self._always = names.settings.always_heads
        self._first_of_always = frozenset(word[0] for word in self._always)
        self._so_on = names.settings.so_on
        self._share_sign = names.settings.share_sign
        self._particles = "".join(word for word in names.settings.function_words if len(word) == 1)
        self._fresh = frozenset(names.settings.new_words)
        self._everywhere = frozenset(names.settings.whole)
        self._above = names.settings.above
        self._tags_of = FrameTags(names.rulebook.named).of
        self._toward = names.settings.toward
        self.pass_by = self._topics.pass_by
        """A sentence without figures: see :meth:`TopicReader.pass_by`."""
        self._places = names.settings.places
        self._and = names.settings.conjunctions[0]
        self._ends_of_places = names.settings.shares_out

    def counts(self, mark: Mark) -> bool:
        """Whether a number may be a figure: a quantity, or a small number in Chinese characters (三座, 两家)."""
        tag = mark.tag
        return tag.startswith("quantity") or (tag.startswith("count") and self._clauses.counts(mark.quantity))

    def build(self, parts: Sequence[Clause], carry: Carry) -> list[Frame]:
        """The frames of the clauses of one sentence, in order; ``carry`` comes from the one before and is updated."""
        self._topics.begin(carry)
        if parts:
            self._clauses.begin(carry.text, parts[0].start, parts[-1].end)
        self._naming.clauses = parts
        frames: list[Frame] = []
        leader: Part | None = None
        for at, clause in enumerate(parts, 1):
            if clause.counts and _has_figures(clause.tokens()):
                self._naming.at = at
                made = self._clause(clause.tokens(), carry)
                if made and leader is not None:
                    self._led(made, leader)
                frames += made
            else:
                self._topics.remember_raw(clause, carry)  # most clauses: no figure can come of them
            if clause.ending in _COLONS and at < len(parts):
                leader = self._leader(clause.tokens()) or leader
        return frames

    def _leader(self, clause: Sequence[Token]) -> Part | None:
        """A clause without figures that leads a list in (淘汰落后产能：炼铁60万吨、水泥200万吨)."""
        if any("quantity" in t.tags for t in clause):
            return None
        part = self._parts.read(list(clause))
        return part if part.verb is not None and part.verb.tags & _DOES_OR_CUTS and part.object else None

    def _led(self, frames: list[Frame], leader: Part) -> None:
        """Give the verb and the object of ``leader`` to the frames of its list that have none of their own."""
        about = text_of(leader.object)
        for frame in frames:
            if frame.reason or frame.verb is not None or frame.predicate or frame.name is None:
                continue
            if frame.where == "before" and frame.name.kind in ("thing", "deed"):
                text = frame.name.text
                frame.verb = leader.verb
                frame.name = frame.name if text.endswith(about) else self.names.clean(text + about) or frame.name
                frame.tags = self._tags_of(frame)

    def _clause(self, clause: Sequence[Token], carry: Carry) -> list[Frame]:
        clause, figures, set_apart = self._clauses.plain(clause)
        span = (clause[0].start, clause[-1].end)
        frames = [_frame(token, span, reason) for token, reason in set_apart] if set_apart else []
        if not figures:
            self._topics.remember(clause, carry)
            return frames
        kept: list[int] = []
        for i in figures:
            reason = self._clauses.only_describes(clause, i)
            if reason:
                frames.append(_frame(clause[i], span, reason))
                clause[i] = clause[i].uncounted(PER)
            else:
                kept.append(i)
        if kept:
            together = [kept] if len(kept) == 1 else groups(clause, kept, self.names.joins)
            self._figures(clause, span, together, carry, frames)
        if len(frames) > 1:
            frames.sort(key=_PLACE_OF_NUMBER)
        said = [f for f in frames if f.name is not None and f.reason in _SAID]
        if said:
            _carry_on(said, carry)
        else:
            self._topics.remember(clause[figures[-1] + 1 :] or clause, carry)
        return frames

    def _figures(
        self, clause: list[Token], span: tuple[int, int], together: list[list[int]], carry: Carry, frames: list[Frame]
    ) -> None:
        """Add the frames of the figures of a clause, group after group, to ``frames``."""
        before: list[Frame] = []
        earlier: Name | None = None
        end = 0
        for group in together:
            if len(group) > 1:
                _share_unit(clause, group)
            own = clause[end : group[0]]
            if before:
                own, before = self._between(own, clause[group[0]], before, earlier, carry)
            earlier = before[-1].name if before and not before[-1].reason else None
            before = self._group(clause, span, group, own, before, carry)
            frames += before
            end = group[-1] + 1
        self._naming.complete(before, clause[end:], carry, earlier)
        if len(frames) > 1:
            self._naming.sizes(frames)
        for frame in frames:
            if not frame.reason:
                frame.tags = self._tags_of(frame)

    def _between(
        self, between: list[Token], second: Token, before: list[Frame], earlier: Name | None, carry: Carry
    ) -> tuple[list[Token], list[Frame]]:
        """What stands before the second of two groups, and the frames of the first as far as they are figures.

        What belongs to the first completes their names; else they are but a part of the name of the second.
        """
        first = before[0]
        behind, own, inside = self._divide(between, second, before[-1])
        if not inside:
            self._naming.complete(before, behind, carry, earlier)
            return own, before
        for frame in before:
            frame.reason = "name"
        if first.name and first.family == family_of(second) and plays(between, _TO):  # 现行16%的税率降至13%
            return [Token(first.token.start, first.token.end, first.name.text, TEXT), *behind], []
        return self._name_behind(first, behind, counted=inside == "counted") + own, []

    def _divide(self, between: list[Token], second: Token, before: Frame) -> tuple[list[Token], list[Token], str]:
        """What stands between two groups: the part behind the first, the part before the second.

        The third value tells where the first number is only part of a name: ``counted`` (36个断面水质达标率
        达到…) or ``kind`` (10亿元以上项目8个).
        """
        if not between:
            return [], [], ""
        bound = over(second)
        first = between[0]
        if first.text in LIST or first.text in self.names.joins:
            return [], between[1:], ""
        least = before.name is None and before.quantity.comparator is Comparator.GE and not before.over
        if least and first.tags & NOUNS and "causes" in between[-1].tags and family_of(second) == before.family:
            return between[:-1], between[-1:], "kind"  # 500万元以上固定资产投资完成17亿元
        predicate, rest = self._parts.strip(between)
        if "text" in first.tags and first.text[0] in self.names.join_characters and len(first.text) > 1:
            return [], between, ""
        for k in range(len(rest) - 1, -1, -1):
            token = rest[k]
            if token.text in LIST:
                return between[:k], between[k + 1 :], ""
            if token.tags & FIRM and (k > 0 or len(rest) > 1):
                return between[:k], between[k:], ""
        if not predicate and rest and "text" in rest[-1].tags and rest[-1].text[-1] in self.names.join_characters:
            return between, [], ""
        if bound or plays(predicate, MEANING):
            if first.tags & NOUNS:
                size = family_of(second) in COUNTED and before.family not in (*COUNTED, "rate") and before.name is None
                return between, [], "kind" if size else "counted"  # 引进30亿元以上项目不少于10个
            return [], between, ""
        if predicate and not first.tags & NOUNS:
            return [], between, ""
        if not predicate and len(rest) > 1 and rest[-1].tags & LOOSE and "text" in rest[-2].tags:
            return between[:-1], between[-1:], ""  # 200亿元专项资金支持4441个项目
        led = before.own[:1] and before.own[0].text.startswith(self._places)
        if led and (at := next((k for k, t in enumerate(between) if k and t.tags & (FIRM | LOOSE)), 0)):
            return between[:at], between[at:], ""  # 在甲、乙等8个县建设果蔬基地6.2万亩
        if all(t.tags == TEXT for t in between):
            head, found, examples = text_of(between).rpartition(self._and)
            if found and examples.endswith(self._so_on) and len(head) > 1 and len(between) == 1:
                cut = between[0].start + len(head)
                kinds = Token(cut + len(found), between[0].end, examples, TEXT)
                return [Token(between[0].start, cut, head, TEXT)], [kinds], ""  # 14条公路和甲河等4座桥
            counts, unit = before.family in COUNTED, family_of(second)
            if unit in COUNTED and not counts:
                return between, [], "kind"
            figure = unit == "rate" or self.names.kind(text_of(between)) in ("rate", "level")
            if figure and counts and unit not in COUNTED and before.name is None:
                return between, [], "counted"  # 3个国控断面水质达标率100%
        return between, [], ""

    def _name_behind(self, frame: Frame, behind: list[Token], counted: bool) -> list[Token]:
        """The tokens of a name with a number inside it: without the number where it only counts (36个断面…)."""
        if counted and (frame.family in COUNTED or frame.verb is not None or not frame.own):
            return behind
        if len(frame.own) > FAR:
            return behind  # no name is so long; each number of a run would carry all those before it
        number = Token(frame.token.start, frame.token.end, frame.token.text, TEXT)
        verb = [frame.verb] if frame.verb is not None and frame.verb not in frame.own else []
        return [*verb, *frame.own, number, *behind]

    def _group(
        self,
        clause: Sequence[Token],
        span: tuple[int, int],
        group: list[int],
        own: list[Token],
        before: list[Frame],
        carry: Carry,
    ) -> list[Frame]:
        first, behind_at = clause[group[0]], group[-1] + 1
        bound = over(first)
        after = clause[behind_at] if behind_at < len(clause) else None
        behind = after is not None and not after.tags.isdisjoint(NOUNS) and after.text not in self.names.joins
        part = self._parts.read(own, bound, behind)
        family = family_of(first)
        each = alike = turning = meant = False
        if part.predicate:
            said = part.predicate[0].tags
            if len(part.predicate) > 1:
                said = said.union(*[t.tags for t in part.predicate])
            each, alike = "each" in said, "alike" in said
            turning, meant = not said.isdisjoint(TURNS), not said.isdisjoint(MEANING)
        text = self._about(part.object, behind, meant) if part.object else ""
        rising = turning and family in ("rate", "multiple")
        if rising and part.verb is not None and part.verb.text in self._fresh and text:
            text, part.verb = part.verb.text + text, None  # 新登记企业增长21.6%: what is new is what grew
        listed = bool(before) and part.verb is None and not part.predicate
        if before:
            self._go_on(part, before[-1], listed)
        names: Sequence[Name] = ()
        where = "before"
        apart = each and len(group) == 1
        if apart:
            each, alike = False, True  # A、B分别翻一番
        if text:
            if len(group) > 1 or each:
                names = split_names(text, len(group), self.names, each)
            elif alike:
                names = conjuncts(text, self.names)
                if apart and len(names) == 1:
                    names = split_names(text, 2, self.names, each)  # 城乡居民收入分别增长8%
            elif (turning or family == "multiple") and len(known := known_conjuncts(text, self.names)) > 1:
                names = known  # 化学需氧量、氨氮排放量下降2%: each of them
            else:
                names = self._name(text, part, before, behind, family, carry)
        elif part.verb is None and part.predicate and (before or carry.names or carry.clauses):
            where, names = self._named_before(group, before, each, alike, carry)
        named: Sequence[Name | None] = names
        tokens = [clause[i] for i in group] if len(group) > 1 else [first]
        if len(names) > len(group) == 1:  # 均: one number holds for each name
            tokens = tokens * len(names)
        elif len(names) != len(group):
            named = [names[-1] if names else None] * len(group)
        lead, predicate = tuple(part.lead), tuple(part.predicate)
        among = (bool(lead) and plays(lead, _AMONG)) or (listed and before[-1].among)
        zipped = len(tokens) if len(tokens) > 1 else 0
        goes_on = text.endswith(self._so_on)
        made: list[Frame] = []
        for token, name in zip(tokens, named, strict=True):
            assert token.quantity is not None
            binds, family = (bound, family) if token is first else (over(token), family_of(token))
            # 收入增长20%、突破2500亿元: the sum is reached, not what it grew by
            reached = bool(made) and rising and family not in _TURNED and binds
            frame = Frame(
                token.quantity,
                token,
                family,
                span,
                name,
                where,
                part.subject,
                part.verb,
                () if reached else predicate,
                lead,
                zipped=zipped,
                each=(each or alike) and bool(made),
                among=among,
                open=goes_on,
                raw=text,
                own=own,
                over=binds,
            )
            made.append(frame)
        bare = part.verb is None and not part.predicate and not bound and not listed
        if bare and names and names[0].kind in ("thing", "deed"):
            later = clause[behind_at : behind_at + FAR]
            if not any("act" in t.tags for t in later):  # 将12类大病纳入…: its own verb
                self._verb_of_clause_before(made, carry)
        return made

    def _about(self, object_: list[Token], behind: bool, meant: bool) -> str:
        """The name in front of a number; empty where that only says to whom or where, and it stands behind (``behind``)
        or was said before (``meant``: a predicate follows).
        """
        text = text_of(object_)
        if not self._first_of_always.isdisjoint(text[:2]):
            if text.startswith(self._always, 1) and text[0] in self._function:
                text = text[1:]  # 要把低保标准提高到…
            if text.startswith(self._always):
                text = text[1:]
        if behind:
            if text.startswith(self._toward) and (not text[1:] or text[1:] in self._everywhere):
                return ""  # 为全市10万户居民更换…
            toward = object_[-1].text in self._toward
            if toward and all("adverb" in t.tags for t in object_[:-1]):
                return ""  # 免费为3000名老人体检
        if meant and text.rstrip(self._particles) in self._everywhere:
            return ""  # ，各地可降至16%: what was said before, all over
        return text

    def _go_on(self, part: Part, last: Frame, listed: bool) -> None:
        """Give a part what the number in front of it says for both: the verb of a list, a modality."""
        if listed and last.verb is not None:
            part.verb = last.verb
            part.subject = part.subject or last.subject
            part.lead = part.lead or list(last.lead)
        if last.lead and not plays(part.lead, _MODALITY):
            part.lead += [t for t in last.lead if "modality" in t.tags]  # 力争甲达到3500家、乙突破2万家

    def _name(
        self, text: str, part: Part, before: list[Frame], behind: bool, family: str, carry: Carry
    ) -> Sequence[Name]:
        """The name that ``text`` in front of a number is, with what it leaves out of the one before; or none."""
        if behind and (text[-1] in self.names.join_characters or text[-1] in LIST):
            return ()
        name = self.names.clean(text)
        if name is None:
            return ()
        last = before[-1].name if before else None
        whole = last or (carry.names[-1] if carry.near and carry.names else None)
        if whole and not behind and name.text in self._scopes and whole.kind != "rate":
            rest = whole.text.removeprefix(whole.scope or "")
            rest = next((rest.removeprefix(w) for w in self._above if rest.startswith(w)), rest)
            name = self.names.clean(name.text + rest) or name  # 州级以上龙头企业15户，其中省级5户
        elif whole and not behind and self._shares_out(name, whole, part, before, family, carry):
            rest = whole.text.removeprefix(whole.scope or "")
            name = Name(name.text + rest, name.text, whole.kind)  # 线路41条，其中甲县4条、乙县1条
        if last is not None and before[-1].where != "carried":
            vague = self.names.vague
            if name.text in vague and last.text not in vague:
                return with_beginning(last, name, self.names)
        if (last or carry.names) and name.text.startswith(self._share_sign):
            # ，占全市经济比重达60%: of what was said before
            joined = self.names.clean((last or carry.names[-1]).text + name.text)
            return [joined or name]
        return [name]

    def _named_before(
        self, group: list[int], before: list[Frame], each: bool, alike: bool, carry: Carry
    ) -> tuple[str, Sequence[Name]]:
        """Where the names of numbers are that were named before (，比上年增加200亿元), and what they are."""
        names: Sequence[Name] = [f.name for f in before if f.name is not None] or self._topics.just_said(carry)
        names = names or carry.names
        spread = alike and len(group) == 1 and carry.near and len(carry.all) > 1
        if spread:
            names = carry.all  # 城镇、农村居民收入分别达到3万元、1万元，均增长8%
        elif (each or len(group) > 1) and len(names) != len(group) and len(carry.all) == len(group):
            names = carry.all
        elif each and 1 < len(group) <= len(carry.trail):
            names = carry.trail[-len(group) :]  # 城镇居民收入2万元，农民收入8千元，分别增长9%和10%
        if len(names) > 1 and len(names) != len(group) and not spread:
            names = names[-1:]
        return ("carried" if names else "before"), names

    def _shares_out(self, name: Name, whole: Name, part: Part, before: list[Frame], family: str, carry: Carry) -> bool:
        """Whether a name only says whose part of the number before it is: 其中市本级34条、乐安县4条."""
        if (
            whole.kind == "rate"
            or part.predicate
            or not name.text.endswith(self._ends_of_places)
            or len(name.text) > _PLACE
        ):
            return False
        if before:
            last = before[-1]
            return last.among and last.family == family and last.name is not None
        return family == carry.family and plays(part.lead, _AMONG)

    def _verb_of_clause_before(self, frames: list[Frame], carry: Carry) -> None:
        """新建凉亭30座，各类观景台28座: the verb holds for the next clause of the same kind."""
        for frame in frames:
            if carry.verb is not None and frame.family == carry.family and carry.verb.tags & _CARRIED:
                frame.verb = carry.verb


def _has_figures(clause: Sequence[Token]) -> bool:
    for token in clause:  # noqa: SIM110 (asked of every clause with a number: a generator costs more)
        if token.quantity is not None:
            return True
    return False


def _carry_on(said: list[Frame], carry: Carry) -> None:
    """What the clauses behind may leave out of the figures just said."""
    last = said[-1]
    carry.verb, carry.family = last.verb, last.family
    if len(said) == 1 and last.name is not None:
        carry.names = carry.all = (last.name,)
    else:
        names = [f.name for f in said if f.name is not None]
        carry.names, carry.all = _each_once(names[-max(1, last.zipped) :]), _each_once(names)
    carry.trail = (*carry.trail, *carry.all) if carry.near else carry.all
    carry.near = True


def _each_once(names: list[Name]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(names))


def _share_unit(clause: list[Token], group: Sequence[int]) -> None:
    """Give the unit behind the last number to those in front that have none: 26.6、7.8、0.6亿公斤."""
    last = clause[group[-1]]
    if last.quantity is None or not last.quantity.unit:
        return
    for i in group[:-1]:
        quantity = clause[i].quantity
        if quantity is not None and not quantity.unit:
            unit = last.quantity
            shared = replace(quantity, unit=unit.unit, bare_unit=unit.bare_unit, magnitude=unit.magnitude)
            token = clause[i]
            clause[i] = Token(token.start, token.end, token.text, last.tags, shared, token.period)


def _frame(token: Token, clause: tuple[int, int], reason: str = "") -> Frame:
    assert token.quantity is not None
    return Frame(token.quantity, token, family_of(token), clause, reason=reason, over=over(token))
