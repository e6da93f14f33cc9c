"""Named, checkable deliverables: promised (建成甲图书馆) and told as done (甲图书馆建成开放).

A clause is reduced to a plain frame, verbs of deliverables and the text between them; what such a frame means is a rule
of ``rules/milestones``. Where a name itself holds such a verb (组建[甲运营中心]) the frame fits no rule, and verbs are
read as part of the text, the fewest first, until one does. What frames mean depends on their tags alone and is
remembered; the words decide only whether the name is one (:mod:`tracker.language.milestone_objects`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import filterfalse
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tracker.language.context import Found, Seen, SentenceContext
from tracker.language.milestone_clauses import TEXT, Clause, ClauseReader, Token
from tracker.language.milestone_objects import Name, NameReader, Nouns
from tracker.models import Action, Quantity
from tracker.periods import find_periods, resolve
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.matcher import PatternMatcher
from tracker.rulebook.patterns import read_pattern
from tracker.rulebook.schema.milestones import MilestoneGives
from tracker.rulebook.schema.objects import ObjectSettings
from tracker.rulebook.schema.periods import PeriodSettings

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["MilestoneFinder", "find_milestones"]

_LONGEST_FRAME = 12
_REMEMBERED = 50_000
_FAMILY = "milestones"
_tag_of = attrgetter("tag")
_TOLD_OR_PROMISED = ("plan", "outlook", "review")


def find_milestones(contexts: Sequence[SentenceContext]) -> None:
    """Append the milestones of each sentence to its ``found``: commitments in plans, results in reviews."""
    finder = _finder(contexts[0].rulebook) if contexts else None
    for context in contexts:
        if finder and context.role in _TOLD_OR_PROMISED and (found := finder.find(context)):
            if context.quantities:
                _take_numbers(context, found)
            context.found += found


def _take_numbers(context: SentenceContext, milestones: Sequence[Found]) -> None:
    """A number inside the name of a promised deliverable promises nothing by itself: its target is taken back."""
    kept = []
    for item in context.found:
        holder = next((m for m in milestones if _holds(m, item)), None)
        if holder is None or item.value_span is None:
            kept.append(item)
        else:
            context.rejected.append(Seen(item.value_span, "name", holder.rule))
    context.found[:] = kept


def _holds(milestone: Found, item: Found) -> bool:
    if item.kind != "target" or milestone.past or item.value_span is None or milestone.object_span is None:
        return False
    (start, end), (first, last) = milestone.object_span, item.value_span
    return start <= first and last <= end


class _Meaning(Struct, frozen=True, gc=False):
    """What a rule gives, as :class:`MilestoneGives` says, with the kinds of ``only`` taken apart.

    Every clause asks for it, and an attribute of a model takes several times as long to read. ``nouns`` are those with
    which a name of these kinds ends, where nothing else says what it is.
    """

    action: Action
    object: str
    until: str | None
    with_: str | None
    verb: str
    kinds: tuple[str, ...]
    nouns: Nouns | None
    first: str | None
    side: str | None
    part: str | None
    level: str | None
    counted: Literal["no", "drop", "whole"]
    stage: str | None
    unquoted: str


class _Reading(Struct, frozen=True, gc=False):
    """One way to read a frame: a rule, what it gives, and for each capture the tokens it spans, in their order.

    ``object`` are the tokens of the name.
    """

    rule: str
    gives: _Meaning
    captures: Mapping[str, tuple[int, int]]
    object: tuple[int, int]


class MilestoneFinder:
    """The milestone rules of one rulebook, made ready."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = [rule for rule in rulebook.rules(_FAMILY) if rule.status != "off"]
        settings = rulebook.settings(ObjectSettings)
        verbs = {name for rule in rules for name in read_pattern(rule.pattern).classes if name in rulebook.words}
        says = {name: rulebook.words[name].gives for name in verbs}
        self._stages = {name: gives["stage"] for name, gives in says.items() if "stage" in gives}
        self._modal = {name for name, gives in says.items() if "modality" in gives}
        self._matcher: PatternMatcher = rulebook.matcher(_FAMILY)
        self._names = NameReader(settings)
        self._gives = {rule.id: self._meaning(MilestoneGives.model_validate(rule.gives)) for rule in rules}
        self._pushing = frozenset(name for name, gives in says.items() if "push" in gives)
        nouns = [name for name, gives in says.items() if "noun" in gives]
        self._clauses = ClauseReader(settings, verbs, self._pushing, nouns)
        self._periods = rulebook.settings(PeriodSettings)
        self._readings: dict[tuple[str, ...], tuple[list[_Reading], list[_Reading]]] = {}

    def _meaning(self, gives: MilestoneGives) -> _Meaning:
        alone = gives.until is None and gives.with_ is None  # else it is the words behind that are of a kind
        nouns = self._names.nouns(gives.kinds) if alone else None
        return _Meaning(**gives.model_dump(exclude={"only"}), kinds=gives.kinds, nouns=nouns)

    def find(self, context: SentenceContext) -> list[Found]:
        """The milestones of a sentence, in its order."""
        text = context.clean_text
        review = context.role == "review"
        found: list[Found] = []
        before: Clause | None = None
        for clause in self._clauses.clauses(text, context.marks, context.start, context.end):
            tags = tuple(map(_tag_of, clause.tokens))
            if TEXT not in tags and before and clause.start == before.end + 1 and self._carry(before, clause):
                tags = tuple(map(_tag_of, clause.tokens))
            if not clause.weak and len(tags) > 1:
                promised, told = self._readings.get(tags) or self._readings_of(tags)
                readings = told if review or clause.done else promised
                if readings:
                    found += self._read(context, text, clause, readings, found[-1].object if found else None)
            before = clause
        return found

    def _carry(self, before: Clause, clause: Clause) -> bool:
        """Give a clause of verbs alone the name of the one in front, if it has one: 抓好[甲医院]建设，确保年内投用."""
        first = next((token for token in before.tokens if token.tag == TEXT), None)
        if first is None or before.tokens[0].tag == TEXT:
            return False
        at = 0
        while at < len(clause.tokens) and not self._pushing.isdisjoint(clause.tokens[at].tag.split("|")):
            at += 1
        clause.tokens.insert(at, Token(first.start, before.tokens[-1].end, TEXT))
        clause.carried = True
        return True

    def _read(
        self, context: SentenceContext, text: str, clause: Clause, readings: Sequence[_Reading], before: str | None
    ) -> list[Found]:
        found: list[Found] = []
        tokens = clause.tokens
        for reading in readings:
            gives = reading.gives
            if gives.level and gives.level != context.report.catalogue.level:
                continue
            if gives.nouns is not None:
                first, behind_last = reading.object
                if not self._names.could_be(gives.nouns, text, tokens[first].start, tokens[behind_last - 1].end):
                    continue
            names = self._named(context, text, clause, reading)
            if names:
                for name in names:
                    whole = self._names.phase_of(name, before)
                    found.append(self._found(context, text, clause, reading, whole))
                break
        return found

    def _readings_of(self, tags: tuple[str, ...]) -> tuple[list[_Reading], list[_Reading]]:
        """The readings of ``_read_tags`` for what is promised and for what is told as done.

        They are remembered: most clauses are of a few hundred forms.
        """
        if len(self._readings) >= _REMEMBERED:
            self._readings.clear()
        readings = list(self._read_tags(tags))
        found = self._readings[tags] = (
            [reading for reading in readings if reading.gives.side != "review"],
            [reading for reading in readings if reading.gives.side != "plan"],
        )
        return found

    def _read_tags(self, tags: tuple[str, ...]) -> Iterator[_Reading]:
        """The readings of a frame: as it stands, then with ever more of it taken as one text, from behind."""
        yield from self._read_frame(tags, 0, 1)
        count = len(tags)
        for length in range(2, min(count, _LONGEST_FRAME) + 1):
            for start in range(count - length, -1, -1):
                stop = start + length
                if TEXT not in tags[start:stop] or TEXT in tags[start - 1 : start] or TEXT in tags[stop : stop + 1]:
                    continue
                if start == 0 and not self._pushing.isdisjoint(tags[0].split("|")):
                    continue  # 推动甲开工: 推动 is not part of a name
                yield from self._read_frame((*tags[:start], TEXT, *tags[stop:]), start, length)

    def _read_frame(self, frame: tuple[str, ...], joined: int, length: int) -> Iterator[_Reading]:
        """The readings of a frame of which the token at ``joined`` stands for ``length`` tokens."""
        more = length - 1
        for match in self._matcher.match(frame):
            spread = [
                (name, (a + more if a > joined else a, b + more if b > joined else b))
                for name, (a, b) in match.captures.items()
            ]
            captures = dict(sorted(spread, key=lambda capture: capture[1]))
            gives = self._gives[match.rule]
            yield _Reading(match.rule, gives, captures, captures[gives.object])

    def _named(self, context: SentenceContext, text: str, clause: Clause, reading: _Reading) -> list[Name]:
        tokens, gives = clause.tokens, reading.gives
        first, behind_last = reading.object
        if clause.carried and behind_last - first > 1:
            return []  # the tokens do not stand side by side
        start, end = tokens[first].start, tokens[behind_last - 1].end
        if gives.first:
            after = self._names.lead(gives.first, text, tokens[0].start, end)
            if after is None:
                return []
            start = max(start, after)
        if gives.part and not self._tells_part(text, _span(tokens, reading.captures[gives.part])):
            return []
        behind = ""
        last = None
        if gives.until:
            last = _span(tokens, reading.captures[gives.until])
            behind = text[end : last[1]]
            if _counts(context.quantities, clause.periods, end, last[1]):
                return []  # a number is told of: 实现500项服务全覆盖
        if gives.with_:
            a, b = _span(tokens, reading.captures[gives.with_])
            last = None
            others = self._names.names(text, a, b, context.quantities)
            if len(others) != 1:
                return []
            behind = others[0].text
            if gives.verb == "yes":
                last = (a, others[0].end)
                behind = text[end : last[1]]
        kinds = gives.kinds
        counted = gives.counted
        if counted == "no" and context.role == "review":
            counted = "drop"  # 两个研究院启动建设 answers the promise of a named one
        loose = gives.unquoted == "yes"
        names = self._names.names(text, start, end, context.quantities, lends=not behind, counted=counted, loose=loose)
        names = list(filterfalse(self._names.is_work, names))
        if loose:
            names = [name for name in names if "“" not in name.text]
        if not names and (derived := self._names.derived(text, start, end, context.start)):
            names = [derived]
        if not behind:
            return self._names.of_kinds(kinds, names) if kinds else names
        if kinds and not self._names.is_a(kinds, behind):
            return []
        return _run_on(names, behind, last[1] if last else None)

    def _tells_part(self, text: str, span: tuple[int, int]) -> bool:
        return self._names.lead("share", text, *span) is not None or self._names.is_a(("parts",), text[slice(*span)])

    def _found(self, context: SentenceContext, text: str, clause: Clause, reading: _Reading, name: Name) -> Found:
        gives = reading.gives
        stage, modality, state = gives.stage, None, ""
        if clause.push and not self._modal.isdisjoint(clause.push.tag.split("|")):
            modality = text[clause.push.start : clause.push.end]
        for element, capture in reading.captures.items():
            if element in self._modal:
                modality = text[slice(*_span(clause.tokens, capture))]
            elif element in self._stages:
                stage = gives.stage or self._stages[element]
                state += text[slice(*_span(clause.tokens, capture))]
        evidence = {"action": state} if state else {}
        if stage:
            evidence["state"] = stage
        years, when = self._years(context, text, clause, reading)
        if when is not None:
            evidence["horizon"] = when
        if modality:
            evidence["modality"] = modality
        damaged = context.report.clean.damaged
        return Found(
            kind="milestone",
            rule=reading.rule,
            past=clause.done or context.role == "review",
            modality=modality,
            tier=context.tier,
            years=years,
            action=gives.action,
            object=name.text,
            object_span=(name.start, name.end),
            damaged=bool(damaged) and _overlap(damaged, name.start, name.end),
            evidence=evidence,
        )

    def _years(
        self, context: SentenceContext, text: str, clause: Clause, reading: _Reading
    ) -> tuple[tuple[int | None, int | None], str | None]:
        """The years of the clause's own expression of time, else those of the sentence's part of the report."""
        years = context.years or (None, None)
        if clause.done and context.role != "review":
            years = context.report.catalogue.reviewed_years or (None, None)
        times = [*clause.periods, clause.before] if clause.before else clause.periods
        if not times:
            return years, None
        inside = [_span(clause.tokens, capture) for capture in reading.captures.values()]
        for start, end in times:
            if _overlap(inside, start, end):
                continue  # part of a name: 纳入“十四五”规划
            for expression in find_periods(text, self._periods, start, end):
                period = resolve(expression, context.clock)
                if period and period.kind in ("year", "until", "span", "part") and period.end_year is not None:
                    first = period.start_year if period.start_year is not None else years[0]
                    if first is not None and first > period.end_year:
                        first = period.end_year
                    return (first, period.end_year), expression.text
        return years, None


def _run_on(names: Sequence[Name], behind: str, end: int | None) -> list[Name]:
    """Each name with the words ``behind`` that are said of all; where these are part of it, the last one ends there."""
    found = [Name(name.text + behind, name.start, name.end) for name in names]
    if found and end is not None:
        found[-1] = found[-1]._replace(end=end)
    return found


def _span(tokens: Sequence[Token], capture: tuple[int, int]) -> tuple[int, int]:
    first, last = capture
    return tokens[first].start, tokens[last - 1].end


def _counts(quantities: Sequence[Quantity], periods: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a number stands there that is no part of a time."""
    return any(start <= q.start and q.end <= end for q in quantities if not _within(q, periods))


def _overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


def _within(quantity: Quantity, periods: Sequence[tuple[int, int]]) -> bool:
    return any(start <= quantity.start and quantity.end <= end for start, end in periods)


_finder = compiled_once(MilestoneFinder)
