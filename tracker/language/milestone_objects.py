"""The names in the free text of a clause: one for each thing, lists expanded, what belongs to the wording left out.

开工[甲站、乙站和丙大桥等6个项目] are three things; [云阳向阳等中小型水库] is the reservoir 云阳向阳水库;
[甲乙、乙丙、丙丁高铁] are three railways, of which the last one lends its noun to the others. A name that begins with a
quantity (12座桥) is no milestone but a target; one that begins or ends in a word that could mean anything (一批,
…机制) is no deliverable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tracker.language.endings import by_first, by_last
from tracker.language.milestone_clauses import any_of
from tracker.language.words import words
from tracker.models import Comparator, Quantity
from tracker.rulebook.schema.objects import ObjectSettings

__all__ = ["Name", "NameReader", "Nouns"]

_PAIRS = dict(zip("“‘（《〈【(", "”’）》〉】)", strict=True))
_OPENING, _CLOSING = frozenset(_PAIRS), frozenset(_PAIRS.values())
_EDGE = " \t\u3000\xa0、，,|"
_SHORTEST = 2
_LONGEST = 60
_FEW = 5  # things that are still told one by one
_TELLING = 6  # characters of a name that tells one thing from another without a number
_OWN = 4  # characters that a part needs to be the name of a paper of its own
_SHORTEST_ALONE = 3  # characters of a name that says little without the noun of its list
_SHORT = 5  # characters of a name that can be one of a list without a noun of its own


class Name(NamedTuple):
    """``text`` is the name alone; ``start``…``end`` is where it stands (less than the name where a noun was lent)."""

    text: str
    start: int
    end: int
    kind: str = ""
    """What a list says its examples are (甲、乙等水利[项目])."""


class Nouns(NamedTuple):
    """Nouns that a name may be asked to end with, by their last characters, each as the characters it is made of."""

    lasts: frozenset[str]
    by_last: dict[str, tuple[frozenset[str], ...]]


class NameReader:
    """Reads names by the word lists of ``rules/objects``."""

    def __init__(self, settings: ObjectSettings) -> None:
        others, not_others = any_of(settings.others), any_of(settings.not_others)
        self._others = re.compile(rf"{not_others}|({others})")
        self._other = re.compile(others)
        self._join = re.compile(any_of(settings.joins))
        self._derived = tuple(sorted(settings.derived, key=lambda w: (-len(w), w)))
        self._join_alike = frozenset(settings.joins_alike)
        self._trials = settings.kinds["trials"]
        self._join_in_list = re.compile(any_of(settings.joins_in_list))
        self._trim_start = re.compile(rf"{any_of(settings.trim_start)}+")
        self._trim_begins = frozenset(word[0] for word in settings.trim_start)
        self._trim_ends = by_last(sorted(settings.trim_end, key=len, reverse=True))
        # what a text begins and ends with that may have to be stripped
        self._front, self._back = self._trim_begins.union(_EDGE), frozenset((*self._trim_ends, *_EDGE))
        self._cost = re.compile(any_of(settings.costs))
        self._cost_begins = frozenset(word[0] for word in settings.costs)
        self._vague_start = by_first(settings.vague_start)
        self._vague_list = by_first(settings.vague_list)
        self._vague_end = settings.vague_end
        self._work_verbs = by_first(settings.work_verbs)
        self._spec_units = frozenset(settings.spec_units)
        self._size_units = frozenset(settings.size_units)
        self._count_units = frozenset(settings.count_units)
        self._stretch_units = frozenset((*settings.count_units, *settings.stretch_units))
        self._acts = settings.acts
        self._phases = settings.phases
        self._heads = by_last(sorted(settings.head, key=lambda w: (-len(w), w)))
        self._leads = {kind: re.compile(any_of(words)) for kind, words in settings.leads.model_dump().items() if words}
        self._ends = {kind: words for kind, words in settings.kinds.items() if kind not in settings.anywhere}
        self._holds = {kind: re.compile(any_of(settings.kinds[kind])) for kind in settings.anywhere}
        self._anywhere = frozenset(self._holds)
        complete = [w for words in self._ends.values() for w in words]
        self._complete = by_last(complete)
        self._bare = frozenset(complete)
        self._papers = frozenset(settings.kinds["papers"])
        self._vague_whole = frozenset(settings.vague_whole)

    def names(
        self,
        text: str,
        start: int,
        end: int,
        quantities: Sequence[Quantity] = (),
        *,
        lends: bool = True,
        counted: Literal["no", "drop", "whole"] = "no",
        loose: bool = False,
    ) -> list[Name]:
        """The names in ``text[start:end]`` that could be looked for; none where it holds no such name.

        ``quantities`` are those of the sentence, ascending. With ``lends``, rivers and the like in front of one work
        are one name (甲江、乙江干流排污口整治); without, each part stands for itself and runs on behind (甲、乙|获批…).
        ``counted`` says what becomes of a name with a quantity in front of it (see ``MilestoneGives``). With ``loose``
        a name may begin or end with a word that could mean anything (经济…平台): the rule says which.
        """
        if quantities:
            quantities = _reaching(quantities, start, end)
        if quantities:
            start, end = self._without_cost(text, start, end, quantities)
        start, end = self._strip(text, start, end)
        stop, behind = self._list_end(text, start, end) if self._other.search(text, start, end) else (end, end)
        cuts, parts = self._split(text, start, stop)
        listed = behind < end
        if len(parts) == 1 and not listed and not quantities:  # most are one name
            name = text[start:end]
            good = counted != "whole" and ((loose and len(name) >= _TELLING) or self._usable(name, loose=not lends))
            return [Name(name, start, end)] if good else []
        parts = self._stripped(text, parts)
        front = text[slice(*parts[0])]
        if front.startswith(self._vague_list.get(front[:1], ())) or self._is_title(text, parts):
            parts = [(start, stop)]
        common = self._common(text[behind:end], quantities, behind) if listed else ""
        lender = text[behind:end] if listed else text[slice(*parts[-1])]
        head = None if common or not (listed or len(parts) > 1) else self._head(lender)
        if lends and cuts and not listed and self._is_one_work(text, parts, head):
            parts = [(parts[0][0], parts[-1][1])]
        if (len(parts) > 1 or listed) and _one_ends(quantities, end):
            return []  # 甲、乙改造3万平方米, 甲和乙1万套: the number is told of all
        if counted == "no" and not listed and (tally := self._tally(text, parts[-1], quantities, len(parts) == 1)):
            noun = text[tally.end : parts[-1][1]]
            if len(parts) == 1 or tally.value != len(parts) or not noun:
                return []  # 甲区3个实验室: their names are not said
            return self._with_noun(text, [*parts[:-1], (parts[-1][0], tally.start)], noun)
        first = self._number(*parts[0], quantities) if len(parts) > 1 and not listed else None
        if counted == "no" and first and first.start <= parts[0][0] + 2 and parts[1][1] - parts[1][0] <= _OWN:
            return []  # 5个公园、广场: the number is told of both
        kind = text[behind:end] if listed else ""
        if lends and kind.endswith(self._vague_end):
            return []  # 维稳、救灾等任务
        if not lends and len(kind) > _SHORT:
            parts = [(start, end)]  # 甲、乙等废物收运网络|全覆盖
        names = []
        for a, b in parts:
            number = self._number(a, b, quantities)
            if counted == "drop" and number and number.start <= a + 2 and _is_few(number):
                rest = self._strip(text, number.end, b)
                if rest[1] - rest[0] >= _TELLING:
                    (a, b), number = rest, self._number(*rest, quantities)
            elif counted == "whole" and number is None:
                number = _first_in(quantities, a, b)
            name = text[a:b]
            if (number is None) == (counted == "whole"):
                continue
            telling = loose and len(name) >= _TELLING
            if telling or self._usable(name, loose=not lends or number is not None):
                lent = head if head and not self._whole(name) else ""
                if lent and lent[0] == name[-1]:
                    lent = lent[1:]  # 水权 and 权交易试点
                alone = len(name) > _SHORTEST_ALONE or self._whole(name)
                if lends and not (common or lent or alone) and len(kind) <= _TELLING:
                    lent = kind  # 大湾、盘南等煤电项目
                names.append(Name(name + (common or lent), a, b, kind))
        return names

    def _stripped(self, text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [self._strip(text, a, b) for a, b in parts]

    def _with_noun(self, text: str, parts: Sequence[tuple[int, int]], noun: str) -> list[Name]:
        """The names of a list, each with the noun that ends the last one."""
        named = [(text[a:b] + ("" if text.endswith(noun, a, b) else noun), a, b) for a, b in parts]
        return [Name(name, a, b) for name, a, b in named if self._usable(name, loose=True)]

    def _is_one_work(self, text: str, parts: Sequence[tuple[int, int]], head: str | None) -> bool:
        """Whether the parts of a list, none of them a whole name, are what one work is done on."""
        papers = head in self._papers and any(b - a < _OWN for a, b in parts[1:-1])  # 药物生产、流通、使用政策
        if not papers and not text.endswith(self._acts, *parts[-1]) and "的" not in text[slice(*parts[-1])]:
            return False
        return not any(self._whole(text[a:b]) for a, b in parts[:-1])

    def _tally(self, text: str, part: tuple[int, int], quantities: Sequence[Quantity], single: bool) -> Quantity | None:
        """The number in the middle of the last part of a list that counts what the list names (甲、乙2个收费站)."""
        start, end = part
        for q in quantities:
            units = self._count_units if single else self._stretch_units
            inside = start < q.start and q.end < end and q.bare_unit in units and (not single or q.magnitude == 1)
            if inside and not self._describes(q) and not _inside(text, start, q.start):
                return q
        return None

    def _common(self, tail: str, quantities: Sequence[Quantity], start: int) -> str:
        """What examples have in common, where it is a work done on each of them; else nothing."""
        if not tail.endswith(self._acts):
            return ""
        for q in quantities:
            if q.start == start:
                tail = tail[q.end - start :]
        return tail if len(tail) <= _LONGEST else ""

    def is_a(self, kinds: Sequence[str], name: str, common: str = "") -> bool:
        """Whether the name, or what its list says it is, is of one of the kinds."""
        bare = name.rstrip("”’")
        for kind in kinds:
            if kind in self._holds:
                if self._holds[kind].search(name) or (common and self._holds[kind].search(common)):
                    return True
            elif bare.endswith(self._ends[kind]) or (common and common.endswith(self._ends[kind])):
                return True
        return False

    def nouns(self, kinds: tuple[str, ...]) -> Nouns | None:
        """The nouns that names of the kinds end with; None where any name may be of them, or hold them anywhere."""
        if not kinds or not self._ends.keys() >= set(kinds):
            return None
        ends = by_last(word for kind in kinds for word in self._ends[kind])
        return Nouns(frozenset(ends), {last: tuple(map(frozenset, nouns)) for last, nouns in ends.items()})

    def of_kinds(self, kinds: tuple[str, ...], names: Sequence[Name]) -> list[Name]:
        """The names that are of one of the kinds; whole, where a name may hold what makes it so anywhere."""
        found = [name for name in names if self.is_a(kinds, name.text, name.kind)]
        return [self._whole_of(kinds, name) for name in found] if self._anywhere.issuperset(kinds) else found

    def could_be(self, nouns: Nouns, text: str, start: int, end: int) -> bool:
        """Whether a name in ``text[start:end]`` could end with one of the nouns, told by the characters alone.

        Whatever is lent, joined or left out, a name is made of pieces of that text; only the title in front of a paper
        that carries it out is not.
        """
        characters = set(text[start:end])
        for last in characters & nouns.lasts:
            for noun in nouns.by_last[last]:
                if noun <= characters:
                    return True
        return text.endswith(self._derived, start, end)

    def _whole_of(self, kinds: Sequence[str], name: Name) -> Name:
        """The name with what its list says it is, where only that makes it of one of the kinds (甲等国家实验室)."""
        return name if self.is_a(kinds, name.text) or not name.kind else name._replace(text=name.text + name.kind)

    def is_work(self, name: Name) -> bool:
        """Whether the name begins with a verb of work, and so is none (完善甲平台); papers may (支持甲的办法)."""
        said = name.text
        return said.startswith(self._work_verbs.get(said[:1], ())) and not self.is_a(("papers",), said)

    def derived(self, text: str, start: int, end: int, since: int) -> Name | None:
        """A paper that carries out the one whose title stands in front of it (落实《甲意见》，出台实施细则)."""
        if not text.endswith(self._derived, start, end):
            return None
        word = next(w for w in self._derived if text.endswith(w, start, end))
        closing = text.rfind("》", since, start)
        opening = text.rfind("《", since, closing) if closing > 0 else -1
        return Name(text[opening : closing + 1] + word, end - len(word), end) if opening >= 0 else None

    def phase_of(self, name: Name, before: str | None) -> Name:
        """The name whole, where it is but a phase (二期) of the work named ``before`` (甲营地一期)."""
        if before and name.text in self._phases and before.endswith(self._phases):
            return name._replace(text=before[: -len(name.text)] + name.text)
        return name

    def lead(self, kind: str, text: str, start: int, end: int) -> int | None:
        """Where the text goes on behind a lead-in of ``kind``, or None where it does not begin with one."""
        found = self._leads[kind].match(text, start, end)
        return found.end() if found else None

    def _without_cost(self, text: str, start: int, end: int, quantities: Sequence[Quantity]) -> tuple[int, int]:
        """Without what the thing costs in front of it (总投资3亿元的甲项目)."""
        cost = self._cost.match(text, start, end) if text[start : start + 1] in self._cost_begins else None
        if cost is None:
            return start, end
        sum_ = next((q for q in quantities if q.start == cost.end()), None)
        if sum_ is None or not text.startswith("的", sum_.end, end):
            return start, end
        return sum_.end + 1, end

    def _strip(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Without the words of ``trim_start`` and ``trim_end``, as long as a name is left."""
        while start < end and (text[start] in self._front or text[end - 1] in self._back):
            before = start, end
            while start < end and text[start] in _EDGE:
                start += 1
            while start < end and text[end - 1] in _EDGE:
                end -= 1
            front = self._trim_start.match(text, start, end) if text[start : start + 1] in self._trim_begins else None
            if front and end - front.end() >= _SHORTEST:
                start = front.end()
            for word in self._trim_ends.get(text[end - 1], ()):
                if text.endswith(word, start, end):
                    if end - start - len(word) >= _SHORTEST:
                        end -= len(word)
                    break
            if before == (start, end):
                break
        return start, end

    def _list_end(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Where the examples end and where what they have in common begins: both ``end`` where nothing follows."""
        for found in self._others.finditer(text, start, end):
            if found.group(1) and found.start() > start and not _inside(text, start, found.start()):
                return found.start(), found.end()
        return end, end

    def _split(self, text: str, start: int, end: int) -> tuple[list[int], list[tuple[int, int]]]:
        """Where the 、 of a list stand, and the parts of the list."""
        cut = text.find("、", start, end)
        if cut < 0:
            return [], self._joined(text, start, end, last=False)
        cuts = []
        while cut >= 0:
            if not _inside(text, start, cut):
                cuts.append(cut)
            cut = text.find("、", cut + 1, end)
        parts: list[tuple[int, int]] = []
        at = start
        for cut in (*cuts, end):
            parts += self._joined(text, at, cut, last=bool(cuts) and cut == end)
            at = cut + 1
        return cuts, parts

    def _joined(self, text: str, start: int, end: int, last: bool) -> list[tuple[int, int]]:
        """A part of a list cut where 和 joins two whole names; in the ``last`` part 和 mostly belongs to the list."""
        for found in (self._join_in_list if last else self._join).finditer(text, start + 1, max(start + 1, end - 1)):
            a, b = found.span()
            if _inside(text, start, a):
                continue
            left, right = text[start:a], text[b:end]
            if "的" in right and not self._whole(left):
                continue  # 扶持甲和乙发展的措施
            if right in self._vague_whole or left in self._bare or right in self._bare:
                continue
            if not last and found.group() in self._join_alike and (left[-1] in _CLOSING or not _are_alike(left, right)):
                continue
            short = last and len(left) <= min(_SHORT, len(right))
            short = short or (len(left) < _SHORT and right.endswith(self._trials))  # 水权和排污权交易试点
            if short or self._whole(left) or _are_alike(left, right):
                return [(start, a), *self._joined(text, b, end, last)]
        titles = text.find("》《", start, end)
        if titles >= 0:
            return [(start, titles + 1), *self._joined(text, titles + 1, end, last)]
        return [(start, end)]

    def _is_title(self, text: str, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether every part begins with a verb of work: 加强甲、促进乙的意见 is one title."""
        return len(parts) > 1 and all(
            text.startswith(self._work_verbs.get(text[a : a + 1], ()), a, b) for a, b in (parts[0], parts[-1])
        )

    def _whole(self, name: str) -> bool:
        last = name[-1:]
        return name.endswith(self._complete.get(last, ())) or last in "”》）"

    def _head(self, name: str) -> str | None:
        return next((head for head in self._heads.get(name[-1:], ()) if name.endswith(head)), None)

    def _usable(self, name: str, loose: bool) -> bool:
        if not _SHORTEST <= len(name) <= _LONGEST:
            return False
        first = name[0]
        if first == "的" or name.strip("“”") in self._vague_whole:
            return False
        if first in "“《" and name[-1] in "”》":
            return True
        if first in self._vague_start and name.startswith(self._vague_start[first]):
            return False
        return loose or not name.endswith(self._vague_end)

    def _describes(self, q: Quantity) -> bool:
        """Whether a quantity in front of a noun says what kind of thing it is (12英寸, 30户以上), not how many."""
        large = q.bare_unit in self._size_units and q.comparator is Comparator.GE
        return large or q.bare_unit in self._spec_units

    def _number(self, start: int, end: int, quantities: Sequence[Quantity]) -> Quantity | None:
        """The quantity that opens or closes the name: then it is a number that is promised, not a thing."""
        for q in quantities:
            if q.end <= start or q.start >= end or (q.end < end and self._describes(q)):
                continue
            if q.start <= start + 2 or q.end >= end:
                return q
        return None


def _reaching(quantities: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    """The quantities that reach into ``start``…``end``."""
    return [q for q in quantities if q.start < end and start < q.end]


def _first_in(quantities: Sequence[Quantity], start: int, end: int) -> Quantity | None:
    return next((q for q in quantities if start <= q.start and q.end <= end), None)


def _one_ends(quantities: Sequence[Quantity], end: int) -> bool:
    return any(q.end == end for q in quantities)


def _is_few(number: Quantity) -> bool:
    return number.value is not None and number.value <= _FEW and number.magnitude == 1


def _are_alike(left: str, right: str) -> bool:
    """Whether a word of ``right`` ends as ``left`` does (甲通道 and 乙通道; not 装备制造 and 应用制造业创新中心)."""
    same = left[-2:]
    return len(left) > 3 and same in right and any(word.endswith(same) for word in words(right))


def _inside(text: str, start: int, at: int) -> bool:
    """Whether ``at`` is inside quotes or brackets opened behind ``start``."""
    if _OPENING.isdisjoint(text[start:at]):
        return False
    closing: list[str] = []
    for ch in text[start:at]:
        if ch in _PAIRS:
            closing.append(_PAIRS[ch])
        elif closing and ch == closing[-1]:
            closing.pop()
    return bool(closing)
