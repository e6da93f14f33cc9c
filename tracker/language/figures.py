"""From a frame and the rule that fits it to a target or a result: everything a promise says besides its name.

The rule says what the frame means (measure, direction); comparator, horizon, modality, basis and the rest are read
from the words around the number in the same way for every rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from tracker.language.context import Found, Seen, SentenceContext
from tracker.language.frame import Frame
from tracker.language.names import names_of
from tracker.language.parts import MEANING
from tracker.language.tokens import BREAKS, Token
from tracker.models import Basis, Comparator, Measure
from tracker.periods import Expression, Period
from tracker.rulebook.compiled import compiled_once

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["read_figures"]

_DOES = frozenset(["act", "work", "new", "spend", "causes", "reach", "to"])
_CITY = ("市",)
_LIGHT = "，、 —"
_GOES_ON = ("；", ";")
_HORIZONS = frozenset(["year", "until", "span", "part", "since", "each", "average"])
_NUMBERS = ("number", "count", "rank")
_TOLD_OR_PROMISED = ("review", "plan", "outlook")
_SAYS_HOW = frozenset(["modality", "basis", "cumulative", "provisional"])
"""What words around a number say of it, whatever is counted."""
_REMEMBERED = 50_000
_PROMISED = {Comparator.GT: Comparator.GE, Comparator.LT: Comparator.LE}


def read_figures(contexts: Sequence[SentenceContext]) -> None:
    """Turn the frames of each sentence into targets, results and rejected numbers."""
    if not contexts:
        return
    rules, catalogue = _rules(contexts[0].rulebook), contexts[0].report.catalogue
    higher = rules.higher(catalogue.level, catalogue.jurisdiction[-1:])
    for context in contexts:
        frames, numbers = context.frames, context.sentence.numbers
        if not numbers:
            continue
        no_figures = [mark for mark in numbers if mark.tag.startswith(_NUMBERS)]
        if no_figures:
            taken = [frame.token.start for frame in frames]
            for mark in no_figures:
                if mark.start not in taken:
                    context.rejected.append(Seen((mark.start, mark.end), mark.tag.partition(".")[0], "no-figure"))
        if frames:
            _read(context, rules, *higher)


def _read(context: SentenceContext, rules: _Rules, everywhere: tuple[str, ...], offices: tuple[str, ...]) -> None:
    frames, rejected = context.frames, context.rejected
    past = context.role == "review"
    outside = context.role not in _TOLD_OR_PROMISED
    if past:
        offices = ()
    elif offices:
        text = context.text
        offices = tuple([word for word in offices if word in text])
    for frame in frames:
        span = (frame.quantity.start, frame.quantity.end)
        if frame.reason:
            rejected.append(Seen(span, frame.reason, "no-figure"))
            continue
        if outside:
            rejected.append(Seen(span, context.role, "outside"))
            continue
        if frame.name is None:
            rejected.append(Seen(span, "no name", "no-figure"))
            continue
        rule = rules.fitting(frame.tags, past)
        if not rule:
            rejected.append(Seen(span, "description", "no-rule"))
            continue
        means = rules.gives[rule]
        if "reason" in means:
            rejected.append(Seen(span, means["reason"], rule))
            continue
        if not past and frame.where == "after" and frame.verb is None and not frame.predicate:
            if not _done(context, frame):
                rejected.append(Seen(span, "description", "no-verb"))
                continue
            if frame.family != "rate" and _placed(context, frame, rules.places):
                rejected.append(Seen(span, "scope", "place"))  # 在36个城市推行
                continue
        if (offices or frame.raw.startswith(everywhere)) and _elsewhere(context, frame, everywhere, offices):
            rejected.append(Seen(span, "other government", "other-government"))
            continue
        _resolve(context, frame, rule, rules, past)


def _done(context: SentenceContext, frame: Frame) -> bool:
    """Whether something is done to the things counted: a share of them, or a verb behind (12类大病纳入救助范围)."""
    if frame.family in ("rate", "money", "usd") or frame.lead:
        return True
    if frame.name is not None and frame.name.kind == "deed":
        return True  # 8500名就业困难人员再就业
    end = frame.clause[1]
    return any(t.tags & _DOES for t in context.tokens if frame.token.end <= t.start < end)


def _placed(context: SentenceContext, frame: Frame, places: tuple[str, ...]) -> bool:
    """Whether a word in front of the number makes it the places where something is done (在甲、乙等8个县建设…)."""
    start = frame.quantity.start
    return (frame.open and frame.raw.startswith(places)) or context.slice(start - 1, start) in places


def _elsewhere(context: SentenceContext, frame: Frame, everywhere: tuple[str, ...], offices: tuple[str, ...]) -> bool:
    """Whether a number is another government's: 全省…增长6% in a city's report, 省政府工作报告提出….

    全国文明村镇 and 全国重点实验室 are names of what the city has: only a statistic can be another's. ``everywhere``
    are the words for a higher government's area, ``offices`` those for its offices that the sentence holds.
    """
    if frame.raw.startswith(everywhere) and frame.name is not None:
        known = context.rulebook.indicators.find(frame.name.text) is not None and frame.name.text != frame.raw
        if known or frame.family in ("rate", "money", "usd"):
            return True
    if not offices:
        return False
    said = context.slice(context.start, frame.quantity.start)
    return any(word in said for word in offices)


class _Rules:
    """What the rules of figures give, and the words that decide beside them; made once a rule set."""

    def __init__(self, rulebook: Rulebook) -> None:
        families = ("rejected", "results", "targets")
        self.settings = settings = names_of(rulebook).settings
        # asked for each figure; to read them from a model takes several times as long
        self.places, self.policies, self.growth_ends = settings.places, settings.policies, settings.growth_ends
        self.of, self.told_more, self.done_words = settings.of, settings.told_more, frozenset(settings.done_words)
        self.source = re.compile("|".join(map(re.escape, settings.sources)))
        self.gives: dict[str, dict[str, Any]] = {
            rule.id: rule.gives for family in families for rule in rulebook.rules(family)
        }
        self._told_alone = frozenset(rule.id for rule in rulebook.rules("results"))
        self._matcher = rulebook.matcher(*families)
        self._fitting: dict[tuple[str, ...], tuple[str, str]] = {}

    def fitting(self, tags: tuple[str, ...], past: bool) -> str:
        """The rule that says what a frame with these tags means: one that refuses it before all others; or empty."""
        known = self._fitting.get(tags)
        if known is None:
            if len(self._fitting) >= _REMEMBERED:
                self._fitting.clear()
            where = next((i for i, tag in enumerate(tags) if tag.startswith("quantity")), -1)
            fits = self._matcher.covering(tags, where)
            promised = [rule for rule in fits if rule not in self._told_alone]
            known = self._fitting[tags] = self._foremost(promised), self._foremost(fits)
        return known[past]

    def _foremost(self, fits: Sequence[str]) -> str:
        return next((rule for rule in fits if "reason" in self.gives[rule]), fits[0] if fits else "")

    def higher(self, level: str, own: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Words for all of a higher government's area (全省), and for its offices (省委), seen from a place.

        ``own`` is the last character of the place's name.
        """
        words = self.settings.higher.get(level, ())
        if level == "county" and own in _CITY:  # 全市, 市委 are a county-level city's own
            words = tuple(word for word in words if own not in word)
        whole = frozenset(self.settings.whole)
        return tuple(word for word in words if word in whole), tuple(word for word in words if word not in whole)


_rules = compiled_once(_Rules)


def _resolve(context: SentenceContext, frame: Frame, rule: str, rules: _Rules, past: bool) -> None:
    quantity, name, means = frame.quantity, frame.name, rules.gives[rule]
    assert name is not None
    around = (*frame.predicate, *frame.lead)
    said = _said(around) if around else {}
    modality = said.get("modality")
    years, baseline, since, each_year, told, ahead = _years(context, frame, rules)
    stated = context.said_years is not None
    source = None if past else _source(context, frame, rules)
    if source is not None and not stated:
        years = (None, None)  # a goal of another document, whose period is not said
    span = (quantity.start, quantity.end)
    if not past and told:
        if years[0] is None or years[1] is None or modality is not None:
            context.rejected.append(Seen(span, "background", "earlier-year"))
            return
        past = True  # 去年达到…: told inside a plan
    elif past and ahead and context.report.catalogue.planned_years:
        past = False  # 去年达到98家，今年力争120家
    if around and not past and not rules.done_words.isdisjoint([token.text for token in around]):
        context.rejected.append(Seen(span, "background", "already-so"))
        return
    measure: Measure = means["measure"]
    comparator = quantity.comparator
    modifier = quantity.modifier
    if comparator is Comparator.EQ and frame.each:
        first = _alike_before(context, frame)
        if first is not None and first.quantity.modifier and first.quantity.start < first.quantity.number_start:
            comparator, modifier = first.quantity.comparator, first.quantity.modifier
    if quantity.value_max is not None:
        comparator = Comparator.RANGE
    if not past:
        comparator = _PROMISED.get(comparator, comparator)
    elif comparator is Comparator.GE and modifier in rules.told_more:
        comparator = Comparator.GT
    elif comparator is Comparator.LE and modifier is None:
        comparator = Comparator.EQ  # 涨幅控制在2.6%: what was reached, not a limit
    cumulative = "cumulative" in said
    if cumulative and measure == "increment" and "new" not in rule:
        measure = "level"  # 累计建成1096个: all there are, not what was added
    direction = means.get("direction") if measure == "growth" else None
    evidence = {}
    meaning = [t.text for t in frame.predicate if not t.tags.isdisjoint(MEANING)]
    if meaning:
        evidence["measure"] = "".join(meaning)
    elif frame.verb is not None:
        evidence["measure"] = frame.verb.text
    if modifier:
        evidence["comparator"] = modifier
    part = _part_of_year(context, frame, rules) if past and context.times else None
    if part is not None:
        evidence["part_of_year"] = part
    indicator = context.rulebook.indicators.find(name.text)
    usual = indicator.measure if indicator is not None else None
    if usual == "level" and measure == "increment" and frame.verb is not None:
        measure = "level"  # 开行中欧班列100列: a statistic of the year, not things made
    if usual == "increment" and measure == "level" and not frame.predicate:
        measure = "increment"  # 为既有住宅加装电梯600部: the deed is in the name
    if measure == "level" and frame.family == "people" and not frame.predicate and name.text.endswith(rules.policies):
        measure = "increment"  # 辅具适配补贴4万人
    if measure == "share" and usual == "growth" and indicator is not None and indicator.unit_family != "rate":
        measure, direction = "growth", "up"
    if measure == "share" and name.text.endswith(rules.growth_ends):
        measure, direction = "growth", "up"  # 茶业增长预期目标定为6%左右
    if measure == "share" and frame.where == "carried" and name.kind != "rate":
        # 增长8%以上，力争达到9%: still the rate of growth
        last = _last_of(context.found, name.text)
        if last is not None and last.measure == "growth":
            measure, direction = "growth", last.direction
    if past and measure == "growth" and baseline is None and since is not None and since < (years[1] or since) - 1:
        baseline = since  # 比2002年增长61%，利润增长2.2倍: both since 2002
    # by their places: so many names make the interpreter fill a dict of them for each call
    found = Found(
        "target",
        rule,
        past,
        name.text,
        indicator.id if indicator else None,
        name.scope,
        measure,
        comparator,
        quantity.value,
        quantity.value_max,
        quantity.unit,
        direction,
        _basis(rules, said["basis"], measure) if "basis" in said else None,
        modality.text if modality is not None else None,
        context.tier,
        context.binding,
        years,
        each_year,
        source,
        baseline,
        cumulative=cumulative,
        provisional="provisional" in said or _still_provisional(context.found, name.text),
        value_span=span,
        damaged=quantity.damaged,
        evidence=evidence,
    )
    context.found.append(found)


def _alike_before(context: SentenceContext, frame: Frame) -> Frame | None:
    """The first frame in front of this one that says the same of its number."""
    earlier = (f for f in context.frames if f.token.start < frame.token.start)
    return next((f for f in earlier if f.predicate == frame.predicate), None)


def _last_of(found: Sequence[Found], name: str) -> Found | None:
    """The last figure of that name."""
    return next((f for f in reversed(found) if f.kind == "target" and f.indicator == name), None)


def _years(
    context: SentenceContext, frame: Frame, rules: _Rules
) -> tuple[tuple[int | None, int | None], int | None, int | None, bool, bool, bool]:
    """The years a number speaks of, its baseline, the one said before that still holds; whether it holds for each
    year, and whether the years lie behind or ahead."""
    before = context.previous
    if before is not None and before.clean_text[before.end - 1] not in _GOES_ON:
        before = None
    if not context.times and before is None:
        return context.years or (None, None), None, None, False, False, False
    years: tuple[int | None, int | None] | None = None
    baseline: int | None = None
    since: int | None = None
    each_year = told = ahead = average = dated = False
    year = context.clock.year
    for token, period in reversed(context.times):
        if token.end > frame.quantity.start or _is_compared(context, token, rules.of):
            continue  # 是“十二五”的2.1倍，年均增长15%
        own = token.start >= frame.clause[0]
        if period.kind == "baseline":
            if own and baseline is None:
                baseline = period.baseline
            since = since or period.baseline
        elif period.kind == "since" and context.role != "review":
            told = told or own
        elif period.kind in ("each", "average"):
            each_year = each_year or (own and period.kind == "each")
            average = average or (own and period.kind == "average")
        elif years is None and period.kind in _HORIZONS and (own or _ahead(period, context)):
            years = (period.start_year, period.end_year)
            ahead = own and year is not None and (period.start_year or 0) >= year
            dated = own
    if years is None and before is not None:
        years, since = before.said_years, since or before.said_baseline
    if years is not None and context.said_years is None:
        context.said_years = years
    context.said_baseline = since or context.said_baseline
    if average and context.role == "review":
        years = _averaged(years or context.years, baseline or since, context.years)
    if average or dated:
        since = None  # 比2020年增长两成，去年增长8%: of that year alone
    if years is not None and years[1] is not None and year is not None and years[1] < year:
        told = True
    return years or context.years or (None, None), baseline, since, each_year, told, ahead


def _is_compared(context: SentenceContext, time: Expression, of: str) -> bool:
    """Whether a multiple of what was then follows: the time is that of another number."""
    if context.slice(time.end, time.end + 1) != of:
        return False
    return any(f.family == "multiple" and f.token.start == time.end + 1 for f in context.frames)


def _averaged(
    years: tuple[int | None, int | None] | None, baseline: int | None, section: tuple[int, int] | None
) -> tuple[int | None, int | None] | None:
    """The years of an average: never one alone (2020年…比2015年增长45%，年均增长8%: of 2016 to 2020)."""
    if years is None or years[0] != years[1] or years[1] is None:
        return years
    if baseline is not None and baseline < years[1] - 1:
        return baseline + 1, years[1]
    return section if section is not None and section[0] < section[1] else (None, years[1])


def _part_of_year(context: SentenceContext, frame: Frame, rules: _Rules) -> str | None:
    """The words that limit a figure to a part of its year (前三季度, 1—11月), or None."""
    for token, period in reversed(context.times):
        if token.end > frame.quantity.start or period.kind == "baseline":
            continue
        ends = rules.settings.year_ends
        return token.text if period.kind == "part" and not any(word in token.text for word in ends) else None
    return None


def _ahead(period: Period, context: SentenceContext) -> bool:
    """Whether a period said in an earlier clause still holds: one that lies ahead does, one that is told does not."""
    year = context.clock.year
    return context.role == "review" or year is None or period.end_year is None or period.end_year >= year


def _source(context: SentenceContext, frame: Frame, rules: _Rules) -> str | None:
    """The five-year plan or congress that a goal is quoted from (市委全会提出，…), or None."""
    start, source = context.start, None
    if rules.source.search(context.clean_text, start, frame.token.start) is None:
        return None
    sources = rules.settings.sources
    for token in context.tokens:
        if token.start >= frame.token.start:
            break
        if "says" in token.tags:
            said = context.slice(start, token.start).strip(_LIGHT)
            source = said if any(word in said for word in sources) else source
        if token.text in BREAKS:
            start = token.end
    return source


def _basis(rules: _Rules, token: Token, measure: Measure) -> Basis | None:
    bases = rules.settings.bases_of_growth
    basis = next((basis for word, basis in bases.items() if word in token.text), "adjusted")
    if measure != "growth" and basis != "adjusted":
        return None  # 实际开工606万套: no price is meant
    return cast("Basis", basis)


def _still_provisional(found: Sequence[Found], name: str) -> bool:
    """Whether the figure before is a provisional one of the same thing (预计达到391亿元，增长8.6%)."""
    return bool(found) and found[-1].provisional and found[-1].indicator == name


def _said(tokens: Sequence[Token]) -> dict[str, Token]:
    """What words around a number say of it, each by the first word that says so."""
    said: dict[str, Token] = {}
    for token in tokens:
        if not _SAYS_HOW.isdisjoint(token.tags):
            for tag in _SAYS_HOW & token.tags:
                said.setdefault(tag, token)
    return said
