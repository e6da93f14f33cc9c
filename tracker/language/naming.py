"""The names of frames completed: by what stands right behind the number, and by what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.language.coordination import head_of, with_beginning
from tracker.language.names import Name, Names
from tracker.language.parts import CHANGES, COUNTED, DOES, FIRM, LOOSE, MEANING, NOUNS, TURNS, plays, text_of
from tracker.language.tokens import LIST, TEXT, Clause, Token
from tracker.language.topics import Carry, TopicReader

if TYPE_CHECKING:
    from tracker.language.frame import Frame

__all__ = ["NameCompleter"]

_CELL = "|"
"""What ends the cell of a table."""
_LONGEST_DEED = 24
_SHORT = 3
"""Characters of the first of two nouns that a number counts together."""
_MAKES = frozenset(["act", "work"])
_FRESH = frozenset(["act", "new"])
_PAYING = frozenset(["spend", "fund"])
_LEADING = frozenset(["causes", "modality"])
_SUMS = ("money", "usd", "currency", "rate", "points", "multiple")


class NameCompleter:
    """Completes the names of frames, by the word lists of a rule set."""

    def __init__(self, names: Names, topics: TopicReader) -> None:
        self.names = names
        self._indicator = names.rulebook.indicators.find
        self._topics = topics
        settings = names.settings
        self._stops = re.compile("|".join(map(re.escape, settings.stops)))
        self._starts = frozenset(settings.whole) | frozenset(settings.scopes)
        self._totals = frozenset(settings.totals)
        self._payers = settings.payers
        self._first_of_payers = frozenset(word[0] for word in settings.payers)
        self._pays = settings.pays
        self._gathered = frozenset(settings.sums)
        self._sums = tuple(sorted(settings.level_ends, key=lambda w: (-len(w), w)))
        self._purposes = settings.purposes
        self._nothing = (*settings.not_names, _CELL)
        self._times = frozenset(settings.time_families)
        self._time_ends = settings.time_ends
        self._caps = frozenset(settings.caps)
        self._policies = settings.policies
        self._comparisons = settings.comparisons
        self._first_of_comparisons = frozenset(word[0] for word in settings.comparisons)
        self._works = settings.works
        self._capacities = frozenset(settings.capacity_families)
        self._not_figures = re.compile("|".join(map(re.escape, settings.after_names)) or "(?!)")
        self._of = settings.of
        self._so_on = settings.so_on
        self._and = settings.conjunctions[0]
        self._fresh = settings.fresh
        self._doers = settings.doers
        self._branches = settings.branches
        self._sizes = tuple(sorted(settings.bare_sizes, key=lambda w: (-len(w), w)))
        self._share = settings.share_word
        self._generic = frozenset(settings.generic)
        self._light = frozenset(settings.light_deeds)
        self._whole_deeds = frozenset(settings.whole_deeds)
        self._reaching = frozenset(settings.reaching)
        self._aims = tuple(sorted(settings.aims, key=lambda w: (-len(w), w)))
        self.clauses: Sequence[Clause] = ()
        self.at = 0
        """The clauses of the sentence being read, and the first of those behind the one being read."""

    def complete(self, frames: list[Frame], behind: list[Token], carry: Carry, before: Name | None = None) -> None:
        """The words right behind a group: the name of its last number, or an addition to the one in front of it."""
        frame = frames[-1]
        text = (self._after(behind) or self._made_anew(frame, behind)) if behind else ""
        if text:
            meaning = {m for t in frame.predicate for m in t.tags & MEANING}
            if frame.where == "carried" and meaning and meaning <= TURNS and frame.quantity.bare_unit != "%":
                frame.name = None  # 增加500万沼气用户: the name is not the one before
            if frame.quantity.modifier in self._caps and text.endswith(self._policies):
                frame.reason = "policy"
            if frame.name is None or not (meaning or frame.over):
                self._name_after(frame, text, behind)
        if frame.name is None and not frame.reason:
            self._purpose(frame, behind)
        if text and frame.where == "after" and frame.name is not None:
            self._with_deed(frame, text, behind)
        for each in frames:
            if each.name is None:
                self._from_carry(each, carry, before)
            self._whole(each, carry, before)
            self._no_figure(each)

    def sizes(self, frames: list[Frame]) -> None:
        """Names that only say how large the things are, completed by what the list behind them names."""
        for frame, following in pairwise(frames):
            name, other = frame.name, following.name
            sized = name is not None and frame.where == following.where == "after" and name.text.endswith(self._sizes)
            if sized and name is not None and other is not None:
                size = next((w for w in self._sizes if w in other.text), "")
                thing = other.text.partition(size)[2] if size else head_of(other.text, self.names)
                frame.name = self.names.clean(name.text + thing) or name  # 12个百亿元、70个30亿元以上项目

    def _after(self, behind: list[Token]) -> str:
        """The noun right behind a number: up to the next verb, or to the end of a list (林区、垦区等棚户区居民)."""
        after: list[Token] = []
        for i, token in enumerate(behind):
            if token.text in LIST:
                rest = behind[i:]
                if any(self._so_on in t.text for t in rest) and all(t.tags & NOUNS or t.text in LIST for t in rest):
                    after += rest
                else:
                    head, found, _ = text_of(after).rpartition(self._and)  # 9个小区和甲、乙片区: a new list
                    if found and len(head) > 1:
                        return head
                    if len(text_of(after)) <= _SHORT and i + 1 < len(behind) and behind[i + 1].tags == TEXT:
                        after += behind[i : i + 2]  # 1万名困境、留守儿童
                break
            if token.tags.isdisjoint(NOUNS) and not ("adverb" in token.tags and plays(behind[i + 1 : i + 2], NOUNS)):
                break
            after.append(token)
        if not after:
            return ""
        text = text_of(after)
        if len(text) <= 3:
            text = text.removeprefix(self._of)
        if text.startswith(("（", "(")) and len(text) <= 5:
            return ""  # 3万套（间）
        if text.lstrip().startswith(self._nothing) or text.startswith(self._purposes):
            return ""
        stop = self._stops.search(text, 1)
        return text[: stop.start()] if stop else text

    def _made_anew(self, frame: Frame, behind: list[Token]) -> str:
        """Things that are counted by what is done to them (推进18个新改扩建学校项目); or empty."""
        if frame.family not in COUNTED or len(behind) < 2 or not behind[0].tags & _FRESH or frame.name is not None:
            return ""
        said = self._after(behind[1:])
        return behind[0].text + said if said and behind[1].tags & NOUNS else ""

    def _purpose(self, frame: Frame, behind: list[Token]) -> None:
        """A sum that names nothing takes the name of what it pays for (每年安排50亿元支持农村公路建设)."""
        if frame.family != "money" or frame.verb is None or not frame.verb.tags & _PAYING or not behind:
            return
        first = next((w for w in self._purposes if behind[0].text.startswith(w)), "")
        if not first and not behind[0].tags & (FIRM | LOOSE):
            return
        rest = behind[1:] if not first or first == behind[0].text else [_from(behind[0], len(first)), *behind[1:]]
        name = self.names.clean(self._after(rest))
        if name is not None:
            frame.name, frame.where = name, "after"

    def _name_after(self, frame: Frame, text: str, behind: list[Token]) -> None:
        name = frame.name if frame.where == "before" else None
        if name is not None and name.text in self._starts:
            name = None
        text = text.removeprefix(self._of) if name is None else text
        if frame.family == "rate" and name is None and self.names.kind(text) in ("thing", "deed"):
            # 试点覆盖24%的县: the share of the counties that …
            verb = frame.verb.text if frame.verb is not None and frame.subject else ""
            text = frame.subject + verb + text + self._lot(text, behind) + self._share
        joined = self.names.clean(text)
        if joined is None:
            return
        if name is not None:
            if name.kind == "rate" or not behind[0].tags & {"text", "indicator", "work"}:
                return
            if frame.open or "、" in name.text:
                short = joined.text in self._works or ("、" not in name.text and len(text) <= 4)
                joined = self.names.clean(name.text.removesuffix(self._so_on) + self._so_on + text) if short else joined
            elif text.startswith(self._of):
                joined = self.names.clean(text[1:] + name.text)
            elif len(name.text) <= 12:
                joined = self.names.clean(name.text + text)
            else:
                return
        if joined is not None:
            frame.name, frame.where = joined, "after"

    def _with_deed(self, frame: Frame, text: str, behind: list[Token]) -> None:
        """What is done to things that nothing is done to in front of them (12类大病纳入救助范围, 300家企业完成改造)."""
        name = frame.name
        if name is None or frame.predicate or (frame.verb is not None and not frame.verb.tags & _LEADING):
            return
        if frame.family == "rate" or name.kind == "deed" or not text.endswith(name.text[-2:]):
            return
        end = behind[0].start + len(text)
        deed: list[Token] = []
        light = False
        for token in behind:
            if token.end <= end or (token.text in self._light and not deed):
                light = light or token.end > end
                continue
            if token.text in LIST or not (token.tags & NOUNS or token.tags & DOES):
                break
            deed.append(token if token.start >= end else _from(token, end - token.start))
        done = text_of(deed)
        if done:
            done = next((done.removeprefix(w) for w in self._light if done.startswith(w)), done)
        does = name.text in self._generic or any("act" in t.tags for t in deed[:1])
        if does and (light or any(t.tags & DOES for t in deed)) and len(name.text + done) <= _LONGEST_DEED:
            frame.name = self.names.clean(name.text + done) or name

    def _reached(self, frame: Frame, carry: Carry) -> bool:
        """Those whom something reaches are named by it, and by what it is where that was just said (改造惠及居民)."""
        verb, name = frame.verb, frame.name
        if verb is None or name is None or verb.text not in self._reaching or name.text not in self._generic:
            return False
        near = carry.names[-1].text if carry.near and carry.names else ""
        frame.name = self.names.clean(near + verb.text + name.text) or name
        return True

    def _lot(self, text: str, behind: list[Token]) -> str:
        """What is true of a share of such things as say little by themselves (80%的行政村通硬化路)."""
        rest = text_of(behind)
        if text not in self._generic or text not in rest:
            return ""
        rest = rest.partition(text)[2]
        while light := next((w for w in self._light if rest.startswith(w)), ""):
            rest = rest.removeprefix(light)
        return rest if len(rest) <= _LONGEST_DEED - len(text) else ""

    def _from_carry(self, frame: Frame, carry: Carry, before: Name | None) -> None:
        """A name from what was said before: the subject, the last name, or the topic."""
        verb = frame.verb.text if frame.verb is not None else ""
        if not verb and any(t.text in self._gathered for t in (*frame.predicate, *frame.lead)):
            said, frame.verb = self._topics.acted_on(carry)
            frame.name, frame.where = self.names.clean(said) if said else None, "before"
            return
        if not verb and not frame.over and not any(t.tags & MEANING for t in frame.predicate):
            return
        led = any(t.tags & FIRM for t in frame.lead if t is not frame.verb)
        if verb in self._whole_deeds:
            frame.name, frame.where = self.names.clean(verb), "before"  # 改灶2000个、改厕6万户
        elif frame.verb is not None and frame.verb.tags & LOOSE and led:
            work = self._topics.work(carry)  # 实施街巷整治工程，完成治理20条
            frame.name, frame.where = self.names.clean(work or verb), "before"
        elif frame.subject:
            deed = verb if frame.verb is not None and frame.verb.tags & {"act", "work"} else ""
            frame.name, frame.where = self.names.clean(frame.subject + deed), "before"  # 周转房基本建成470套
            carry.base = frame.subject if deed else ""
        elif self._same_sum(frame, carry):
            frame.name, frame.where = carry.names[-1], "carried"  # 两年完成投资600亿元，今年完成280亿元
        elif self._other_deed(frame, carry):
            base = carry.base or self.names.without_deed(carry.names[-1].text)
            frame.name, frame.where = self.names.clean(base + verb), "topic"  # 新建住房24万套，基本建成18万套
        elif verb and before is not None:
            base = carry.base or self.names.without_deed(before.text)
            frame.name, frame.where = self.names.clean(base + verb), "topic"
        elif verb and (topic := self._topics.of_verb(carry, verb)):
            frame.name, frame.where = self.names.clean(topic), "topic"  # 发行特别国债，…，今年先发行1万亿元
        elif verb and (topic := self._topics.topic(carry)):
            frame.name, frame.where = self.names.clean(topic + verb), "topic"
            carry.base = topic
        elif carry.names and not (frame.verb is not None and frame.verb.tags & {"fund", "spend"} and not carry.near):
            frame.name, frame.where = carry.names[-1], "carried"
        elif topic := self._topics.topic(carry):
            frame.name, frame.where = self.names.clean(topic), "topic"
        elif frame.verb is not None and frame.verb.tags & LOOSE:
            frame.name, frame.where = self.names.clean(verb), "before"  # 投资120亿元

    def _other_deed(self, frame: Frame, carry: Carry) -> bool:
        """Whether a number without a name does something else to what the clause right before counted."""
        if frame.verb is None or carry.verb is None or not (carry.near and carry.names):
            return False
        makes = frame.verb.tags & _MAKES and carry.verb.tags & (_MAKES | {"new"})
        return bool(makes) and frame.family == carry.family and frame.verb.text != carry.verb.text

    def _same_sum(self, frame: Frame, carry: Carry) -> bool:
        """Whether a number without a name realises more of the sum named right before, in the same kind of unit."""
        if frame.verb is None or "causes" not in frame.verb.tags or not (carry.near and carry.names):
            return False
        return frame.family == carry.family and carry.names[-1].kind == "level"

    def _whole(self, frame: Frame, carry: Carry, before: Name | None) -> None:
        """Who pays, and what a vague name is about, put in front of it."""
        name = frame.name
        if name is None or frame.where == "carried":
            return
        verb, subject, text = frame.verb, frame.subject, name.text
        vague = text in self.names.vague
        total = next((t.text for t in frame.predicate if t.text in self._gathered), "") if vague else ""
        if total:
            frame.name = self.names.clean(text + total)  # 收入合计196亿元: all that was said before
            return
        does = bool(subject) and not subject.endswith(self._payers)
        own = does and frame.where == "before"
        if text in self._totals:
            if own:
                frame.name = self.names.clean(subject + text) or name  # 隧道工程完成总量的60%
                return
            if before is not None or (carry.near and carry.names):
                frame.name = before or carry.names[-1]  # 国内生产总值增长6.6%，总量突破90万亿元
                return
        if own:
            realised = subject.endswith(self._doers) and name.kind == "level" and subject not in text
            if realised or (vague and subject.endswith(self._branches)):
                # 高新区实现税收9亿元: not the city's; 规模工业实现增加值
                frame.name = self.names.clean(subject + text) or name
                return
            if verb is not None and "new" in verb.tags and text in self._generic:
                frame.name = self.names.clean(subject + verb.text + text) or name  # 县城新增人口
                return
        done = does and frame.where == "after" and verb is not None and verb.tags.isdisjoint(_PAYING)
        if done and len(text) <= 4 and name.kind == "level" and subject != text:
            frame.name = self.names.clean(subject + text) or name
            return
        if verb is not None and (self._paid(frame) or self._reached(frame, carry)):
            return
        if not vague and self._indicator(text) is not None:
            return
        payer = ""
        if subject and verb is not None and not verb.tags.isdisjoint(_PAYING):
            payer = next((p for p in self._payers if p in subject), "")
        about = ""
        rest = text
        if rest[0] in self._first_of_payers and rest.startswith(self._payers):
            payer = next(p for p in self._payers if rest.startswith(p))
            rest = rest.removeprefix(payer)
        made = rest in self._works and frame.family == "pieces" and frame.where != "topic"
        if made and verb is not None and not verb.tags.isdisjoint(_MAKES):
            frame.name = self.names.clean(verb.text + rest)  # 签约项目30个
            return
        near = carry.names[-1] if carry.near and carry.names else None
        alone = before is None and not payer and rest in self.names.vague and rest not in self._works
        if alone and near is not None and near.text not in self.names.vague:
            goods = frame.family == carry.family and frame.family not in _SUMS and near.kind == "level"
            frame.name = self._of_goods(near, name) if goods else with_beginning(near, name, self.names)[0]
            return
        if rest.removeprefix(self._fresh) in self.names.vague:
            rest = rest.removeprefix(self._fresh)  # 新标准提高到…
        if rest in self.names.vague or not rest:
            if before is not None and rest and not payer:
                frame.name = with_beginning(before, name, self.names)[0]
                return
            about = self._aim(frame) or self._topics.topic(carry, rest)
            if about.endswith(rest):
                rest = ""
            overlap = next((n for n in range(min(len(about), len(rest)), 1, -1) if about.endswith(rest[:n])), 0)
            rest = rest[overlap:]
        elif frame.predicate and not payer and name.kind in ("thing", "deed") and plays(frame.predicate, CHANGES):
            # 提高低保标准，城市、农村分别提高到…: what is measured was said before
            self._topics.fetch(carry)
            # also for a long name: a topic that was read in its own sentence may be vaguer than one read in the next
            last = next((t for t in reversed(carry.clauses) if self._topics.read(t)), None)
            if (
                last is not None
                and last.kind in ("level", "rate")
                and frame.family not in ("pieces", "entities")
                and len(name.text) <= 5
                and plays(self._topics.tokens(last), MEANING)
            ):
                head = head_of(last.text, self.names)
                headed = self.names.clean(name.text + head) if not name.text.endswith(head) else None
                if headed is not None and self._indicator(text) is None:
                    frame.name = headed
            return
        if payer or about:
            if verb is not None and "new" in verb.tags and not rest and frame.family == "money":
                about = verb.text + about  # 县政府拟新增1.2亿元
            about = about.removeprefix(payer)
            shared = next((n for n in range(min(len(about), len(payer)), 1, -1) if payer.endswith(about[:n])), 0)
            frame.name = self.names.clean(payer + about[shared:] + rest) or name

    def _of_goods(self, near: Name, name: Name) -> Name:
        """A deed done to the goods just counted (新能源汽车产量200万辆，出口40万辆): not the indicator of that name."""
        goods = near.text.removesuffix(next((w for w in self._sums if near.text.endswith(w)), ""))
        return self.names.clean(goods + name.text) or name if len(goods) > 1 else name

    def _paid(self, frame: Frame) -> bool:
        """Whether a government pays for the things counted: then it belongs to their name (中央财政支持县级医院)."""
        verb, name = frame.verb, frame.name
        if verb is None or name is None or frame.family not in COUNTED or not verb.text.endswith(self._pays):
            return False
        payer = next((p for p in self._payers if frame.subject.endswith(p)), "")
        if payer:
            pays = next(w for w in self._pays if verb.text.endswith(w))
            frame.name = self.names.clean(payer + pays + name.text) or name
        return bool(payer)

    def _aim(self, frame: Frame) -> str:
        """What a later clause of the sentence says a sum is for (投入8500亿元，…，以保证医药卫生体制改革…)."""
        for clause in self.clauses[self.at :] if frame.family == "money" else ():
            if text_of(clause.tokens()).startswith(self._aims):
                said = self._after(_behind(clause.tokens(), self._aims)).partition(self._of)[0]
                name = self.names.clean(said) if said else None
                return name.text if name is not None else ""
        return ""

    def _no_figure(self, frame: Frame) -> None:
        """Names that only describe: livelihood projects by their number, works by their capacity."""
        if frame.name is None:
            return
        text = frame.name.text
        if self._not_figures.search(text):
            frame.reason = "name"
        elif frame.quantity.modifier in self._caps and text.endswith(self._policies):
            frame.reason = "policy"
        elif text[0] in self._first_of_comparisons and text.startswith(self._comparisons):
            frame.reason = "comparison"
        elif frame.family in self._times and not text.endswith(self._time_ends):
            if not plays(frame.predicate, CHANGES):
                frame.reason = "duration"
        elif frame.where == "after" and frame.family in self._capacities and text.endswith(self._works):
            frame.reason = "size"


def _behind(clause: Sequence[Token], words: tuple[str, ...]) -> list[Token]:
    """The tokens of a clause behind the word of ``words`` that it begins with."""
    said = text_of(clause)
    end = clause[0].start + len(next(w for w in words if said.startswith(w)))
    return [t if t.start >= end else _from(t, end - t.start) for t in clause if t.end > end]


def _from(token: Token, length: int) -> Token:
    return Token(token.start + length, token.end, token.text[length:], token.tags, token.quantity, token.period)
