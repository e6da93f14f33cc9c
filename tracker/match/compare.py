"""One target beside one figure: the label of every level, and the waterfall they make."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tracker.match import levels
from tracker.match.abbreviations import abbreviates
from tracker.match.amounts import UnitReader, plain
from tracker.match.likeness import UNSURE, NameComparer, Rarity, conflict
from tracker.match.names import Name, NameReader, deeds_behind, variants
from tracker.match.pairing import Comparison
from tracker.match.reports import horizon
from tracker.match.themes import Themes
from tracker.match.waterfall import Said, Scorer
from tracker.models import Commitment, Extraction, Result
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import Wording, WordTexts

if TYPE_CHECKING:
    from tracker.rulebook import Lexicon

__all__ = ["SURE_NAMES", "Labels", "TargetComparer"]

Labels = dict[str, str]

SURE_NAMES = ("same_id", "same_entry", "same")
"""Labels of names that are surely of one thing (``same_entry``: on the word of the lexicon alone)."""

_SHORT = 3
_STEM = 2  # characters
_BEFORE = 4  # characters before a number
_RATES = ("growth", "share")
_AMOUNTS = {"level", "increment"}


class TargetComparer:
    """Compares by the settings of a rule set, for the reports of one jurisdiction; remembers the names it has read."""

    def __init__(
        self, settings: MatchingSettings, lexicon: Lexicon, units: UnitReader, words: WordTexts, jurisdiction: str
    ) -> None:
        self.names = NameReader(settings.names, jurisdiction)
        self.alike = NameComparer(settings.names)
        self._stocks, self._here, self._reaching = settings.names.stocks, settings.names.here, settings.names.reaching
        self._cumulative, self._yearly_average = settings.names.cumulative, settings.names.yearly_average
        self._lexicon = lexicon
        self._units = units
        self._whole_place = _said(words.whole_place)
        self._total = words.cumulative
        self._measures = {
            "growth": words.growth, "share": words.share, "level": words.level, "increment": words.increment,
            None: words.unsaid,
        }  # fmt: skip
        self._jurisdiction = jurisdiction
        self.scorer = Scorer(settings.target, words)
        self._themes = Themes(self.names)
        self._related = cache(self._related_entries)
        self._answering = cache(self._entries_that_answer)
        self._several: dict[str, bool] = {}
        self._deeds = deeds_behind(settings.deeds)
        self._behind = settings.deeds.behind

    def labels(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result, rarity: Rarity
    ) -> Labels | None:
        """The label of every level, ``None`` where the two cannot be about the same thing."""
        name, other = self._read(commitment), self._read(result)
        named = self._name(commitment, result, name, other, rarity)
        found = named and self._rest(plan, later, commitment, result, name, other, rarity, named)
        if found:
            return found
        # 库区存量危岩清除率 with the scope 库区: the scope is compared by itself, the name without it
        shorter, other_shorter = self._without_scope(commitment, name), self._without_scope(result, other)
        if shorter is name and other_shorter is other:
            return None
        named = self._name(commitment, result, shorter, other_shorter, rarity)
        if named is None or named == "similar":
            return None
        return self._rest(plan, later, commitment, result, shorter, other_shorter, rarity, named)

    def plain(self, statement: Commitment | Result, name: Name) -> bool:
        """Whether a name speaks of one thing and has no scope in front: ``worth`` can tell of it at a glance."""
        return not self._manifold(name) and self._without_scope(statement, name) is name

    def worth(
        self, commitment: Commitment, result: Result, name: Name, other: Name, rarity: Rarity, shared: int
    ) -> bool:
        """Whether ``labels`` could find anything of two ``plain`` names: of most pairs it could not.

        ``shared`` is what ``rarity`` says of the two. Their words are asked before all else: that costs little for
        names that are cut already, and most are looked at again and again.
        """
        own, told = commitment.indicator_id, result.indicator_id
        if own and told:
            return told in self._answering(own) or self._related(own, told)
        if commitment.measure == result.measure == "share" and self.alike.one_coverage(name, other):
            return True
        seen = self.alike.glance(name, other, rarity, shared)
        if seen == UNSURE:
            seen = self._merely_like(commitment, result, name, other, rarity, shared)
        return seen not in (None, "related") or self._deed_behind(commitment, name, result, other)

    def _merely_like(
        self, commitment: Commitment, result: Result, name: Name, other: Name, rarity: Rarity, shared: int
    ) -> str | None:
        """The label of names of which a glance was ``UNSURE``, as far as it can be of use.

        Their measures tell beforehand where it cannot (see ``_together``): then names need not be cut into words.
        """
        if self.alike.joined(name, other) or self.alike.of_parts(name, other):
            return self.alike.by_words(name, other, rarity, shared)
        measure = levels.measure_label(commitment, result, self._cumulative, stock=False)
        if measure == "other":
            return None
        two_rates = measure == "same" and commitment.measure in _RATES and not _opens(name, other)
        return self.alike.by_words(name, other, rarity, shared, similar=not two_rates)

    def stem(self, name: Name) -> Name:
        """A name without the verbs behind it (公厕新建改造: 公厕), or the name itself where it has none."""
        end = self._deeds.search(name.core)
        return name if end is None or end.start() < _STEM else self.names.read(name.core[: end.start()])

    def picked(self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result) -> Comparison | None:
        """How two statements compare that a person says are of the same thing; nothing where a level forbids it."""
        name, other = self._read(commitment), self._read(result)
        labels = self._rest(plan, later, commitment, result, name, other, Rarity([name, other]), "same")
        return None if labels is None else self.told(plan, later, commitment, result, labels)

    def mentioned(self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result) -> Labels | None:
        """The labels where a figure of something else stands in a sentence that names the target."""
        if result.indicator_id and result.indicator_id != commitment.indicator_id:
            return None
        name, other = self._read(commitment), self._read(result)
        found = self._levels(plan, later, commitment, result, name, other)
        theme = self._theme(commitment, result)
        return found and {"name": "mentioned", "rarity": "rare", **found, "theme": theme}

    def entries(self, commitment: Commitment) -> tuple[str, ...]:
        """The entries of the lexicon that may answer a target: its own, and those told in its place."""
        own = commitment.indicator_id
        return () if own is None else self._answering(own)

    def _entries_that_answer(self, own: str) -> tuple[str, ...]:
        entry = self._lexicon.get(own)
        return (own,) if entry is None else (own, *entry.told_as)

    def _read(self, statement: Commitment | Result) -> Name:
        return self.names.read(statement.indicator or "")

    def _rest(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result,
        name: Name, other: Name, rarity: Rarity, named: str,
    ) -> Labels | None:  # fmt: skip
        """The label of every level, ``None`` where what they say together cannot be of one thing."""
        found = self._levels(plan, later, commitment, result, name, other)
        together = found and self._together(found, commitment, result, name, other, rarity, named)
        return together and {**together, "theme": self._theme(commitment, result)}

    def _together(
        self, found: Labels, commitment: Commitment, result: Result, name: Name, other: Name, rarity: Rarity, named: str
    ) -> Labels | None:
        """The labels of names and of the levels ``found``, ``None`` where together they cannot be of one thing."""
        measure, unit, rare = found["measure"], found["unit"], "rare"
        if measure == "other" and named not in (*SURE_NAMES, "renamed", "wider", "narrower", "told_as"):
            return None
        measures = commitment.measure, result.measure
        if unit == "other" and (measure == "same" or _AMOUNTS.issuperset(measures)):
            # 老旧小区 in squares, and told by their number: one thing, but no answer to how much
            if named not in ("same_id", "same") or not self.alike.tells(name, rarity):
                return None
            measure = "other"
        if named == "contained" and unit == "generic" and _opens(name, other):
            return None  # 棚户区改造 told in households is not 棚户区改造配套道路 told in roads
        # two rates under like names are two rates: 文化产业增加值增长7%, 数字产业增加值增长9%
        rates = measure == "same" and measures[0] in _RATES
        if rates and (named == "similar" or (named == "contained" and self._of_another(name, other, rarity))):
            if not _opens(name, other):
                return None
            named = "opening"  # 建设用地 and 建设用地安全利用率: a rate of it, which one is not said
        if named not in ("same_id", "same_entry") and not self.alike.tells(name, rarity):
            if measure != "same" or rates or unit not in ("same", "converted"):
                return None
            rare = "common"
        return {"name": named, "rarity": rare, **found, "measure": measure}

    def _levels(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result, name: Name, other: Name
    ) -> Labels | None:
        """The labels that do not depend on how alike names are, ``None`` where scope or period forbids."""
        limits, other_limits = self._limits(commitment, name), self._limits(result, other)
        scope = levels.scope_label(limits, other_limits, commitment, result)
        if scope is None:
            return None
        stock = name.written.endswith(self._stocks) and other.written.endswith(self._stocks)
        years = levels.years_of(result, later.report.catalogue)
        own_measure, end = commitment.measure, commitment.horizon_end

        def state() -> bool:
            at_the_end = own_measure == "level" and (stock or (years is not None and years == (end, end)))
            return (own_measure == "share" or at_the_end) and not levels.says(result, self._yearly_average)

        period = levels.period_label(commitment, horizon(commitment, plan.report.catalogue), years, state)
        if period is None:
            return None
        measure = levels.measure_label(commitment, result, self._cumulative, stock)
        if measure == "cumulative":
            # a total answers a height to be reached, and a sum over several of the target's years the sum over all
            several = years is not None and years[0] < years[1]
            adding = several and period in ("same", "progress") and commitment.horizon_start != end
            if adding or (own_measure == "level" and self._reaches(commitment)):
                measure = "same"
        return {"scope": scope, "measure": measure, "unit": self._units.relation(commitment, result), "period": period}

    def _theme(self, commitment: Commitment, result: Result) -> str:
        return "same" if self._themes.alike(commitment.section, result.section) else "other"

    def _without_scope(self, statement: Commitment | Result, name: Name) -> Name:
        scope, written = statement.scope, name.written
        if not scope or statement.indicator_id or not written.startswith(scope) or len(written) - len(scope) <= _SHORT:
            return name
        return self.names.read(written[len(scope) :])

    def _limits(self, statement: Commitment | Result, name: Name) -> tuple[str, ...]:
        """What a figure is limited to; a limit that its indicator has by definition (城镇新增就业) is none."""
        scope = statement.scope
        if not scope:
            return name.qualifiers
        own = statement.indicator_id
        if own and own in self._lexicon and scope in self._lexicon[own].name:
            return name.qualifiers
        return levels.scope_of(scope, name, self._here, self._jurisdiction)

    def _name(self, commitment: Commitment, result: Result, name: Name, other: Name, rarity: Rarity) -> str | None:
        """The label of two names, ``None`` where they are of two things."""
        manifold = self._manifold(other)
        if manifold and any(self._is(commitment, name, text) for text in self.names.narrowed(other)):
            return "wider"
        if self._manifold(name) and any(self._is(result, other, text) for text in self.names.narrowed(name)):
            return "narrower"
        one, two = commitment.indicator_id, result.indicator_id
        if conflict(name, other):
            # the lexicon holds them for one indicator, their words do not: shown, not judged
            return "renamed" if one and one == two else None
        if one and two:
            if one == two:
                if self.alike.joined(name, other):
                    return self._spread(name, other)
                alike = self.alike.label(name, other, rarity) in ("same", "contained", "similar")
                return "same_id" if alike else "same_entry"
            if two in self.entries(commitment):
                return "told_as"
            return "renamed" if self._related(one, two) else None
        if manifold and any(self._is(commitment, name, text) for text in variants(other)):
            return "same" if result.measure in _RATES else "wider"
        if self._deed_behind(commitment, name, result, other):
            return "same"
        shared = rarity.shared(name, other)
        label = self.alike.glance(name, other, rarity, shared)
        short = label in (None, UNSURE) and (abbreviates(name, other) or abbreviates(other, name))
        covering = commitment.measure == result.measure == "share" and self.alike.one_coverage(name, other)
        if label == UNSURE:
            label = self.alike.by_words(name, other, rarity, shared)
        if label == "same" and not (one or two) and self.alike.vague(name):
            return None
        if label in ("contained", "similar") and (self.alike.joined(name, other) or self.alike.of_parts(name, other)):
            return self._spread(name, other)
        if covering:
            return "same"
        if label in (None, "related"):
            return "abbreviated" if short else None
        return label

    def _spread(self, name: Name, other: Name) -> str:
        """The label of names of which one joins more things: ``narrower`` where it is the target's, else ``wider``."""
        return "narrower" if self.alike.joins_more(name, other) else "wider"

    def _deed_behind(self, commitment: Commitment, name: Name, result: Result, other: Name) -> bool:
        """Whether one name says behind what the other side says before its figure (户厕改造3万户, 改造户厕2.8万户)."""
        core, other_core = name.core, other.core
        if not core.startswith(other_core) and not other_core.startswith(core):
            return False
        for longer, shorter, statement in ((core, other_core, result), (other_core, core, commitment)):
            if shorter and longer.startswith(shorter):
                deed = longer[len(shorter) :]
                said = statement.evidence.get("measure", "")
                if self._deeds.fullmatch(deed) and any(word in said for word in self._behind if word in deed):
                    return True
        return False

    def _related_entries(self, one: str, two: str) -> bool:
        """Whether one of two entries of the lexicon took the other's place."""
        return any(a in self._lexicon and b in self._lexicon[a].succeeds for a, b in ((one, two), (two, one)))

    def _manifold(self, name: Name) -> bool:
        """Whether a name speaks of several things at once."""
        found = self._several.get(name.written)
        if found is None:
            several = bool(name.sides) and any(len(words) > 1 for _, words in name.sides)
            found = self._several[name.written] = several or self.names.is_wide(name)
        return found

    def _of_another(self, name: Name, other: Name, rarity: Rarity) -> bool:
        """Whether a rate under a longer or shorter name is of another thing, or of a part of it."""
        return name.head != other.head or self.alike.beside(other, name, rarity)

    def _is(self, statement: Commitment | Result, name: Name, text: str) -> bool:
        """Whether a name said of one of several things is that of a statement, as a name or in the lexicon."""
        entry = self._lexicon.find(text)
        same_entry = entry is not None and entry.id == statement.indicator_id
        core = self.names.read(text).core
        return same_entry or core == name.core or (len(name.core) > _SHORT and core.endswith(name.core))

    def _reaches(self, commitment: Commitment) -> bool:
        """Whether a level is promised as a height to be reached (达到220项): a total answers it."""
        if commitment.value is None:
            return False
        before, number, _ = commitment.quote_clean.partition(plain(commitment.value))
        return bool(number) and any(word in before[-_BEFORE:] for word in self._reaching)

    def told(
        self, plan: Extraction, later: Extraction, commitment: Commitment, result: Result, labels: Labels
    ) -> Comparison:
        """The comparison that the labels make, told in sentences."""
        name, other = self._read(commitment), self._read(result)
        total = self._total if result.cumulative else None
        said: dict[str, tuple[Said, Said]] = {
            "name": (_alike(commitment.indicator), _alike(result.indicator)),
            "scope": (self._limited(self._limits(commitment, name)), self._limited(self._limits(result, other))),
            "measure": (self._measure(commitment), self._measure(result, total)),
            "unit": (_alike(commitment.unit), _alike(result.unit)),
            "period": (
                _span(horizon(commitment, plan.report.catalogue)),
                _span(levels.years_of(result, later.report.catalogue) or (None, None)),
            ),
        }
        return self.scorer.comparison(labels, said)

    def _limited(self, limits: tuple[str, ...]) -> Said:
        return _alike("、".join(limits)) if limits else self._whole_place

    def _measure(self, statement: Commitment | Result, more: Wording | None = None) -> Said:
        text, en = _said(self._measures[statement.measure])
        return (text, en) if more is None else (text + more.text, en + more.en)


def _opens(name: Name, other: Name) -> bool:
    """Whether one of two names is the beginning of the other."""
    return name.core.startswith(other.core) or other.core.startswith(name.core)


def _said(wording: Wording) -> Said:
    return wording.text, wording.en


def _alike(said: str | None) -> Said:
    """What reads the same in sentences of both languages."""
    return said or "", said or ""


def _span(years: tuple[int | None, int | None]) -> Said:
    start, end = years
    if end is None:
        return "", ""
    return (f"{end}年", f"{end}") if start == end else (f"{start}—{end}年", f"{start}–{end}")
