"""The rulebook: all rules of all families, checked, immutable, with the look-ups that stages need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from tracker.errors import RuleError
from tracker.rulebook.matcher import PatternMatcher
from tracker.rulebook.patterns import Pattern, read_pattern
from tracker.rulebook.schema import FAMILIES, Entry
from tracker.rulebook.schema.indicators import Indicator
from tracker.rulebook.schema.rules import Rule
from tracker.rulebook.schema.units import Units
from tracker.rulebook.schema.words import FRAME_PARTS, WordClass

__all__ = ["FIGURES", "Lexicon", "Rulebook", "normal_name"]

FIGURES = ("rejected", "results", "targets")
"""The families of rules about figures."""

E = TypeVar("E", bound=Entry)

_NORMAL = re.compile("[一-鿿]*")  # Han characters alone are as names are compared
_BRACKETS = tuple(zip("【】〔〕", "[]()", strict=True))  # of those that have no width, what they are read as


@lru_cache(maxsize=50_000)
def normal_name(name: str) -> str:
    """A name as names are compared: no spaces, one width, small Latin letters."""
    if _NORMAL.fullmatch(name):
        return name
    for bracket, usual in _BRACKETS:
        name = name.replace(bracket, usual)
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


class Lexicon(Mapping[str, Indicator]):
    """The indicators by id; ``find`` gives the one that goes by a name."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._by_id = dict(indicators)
        by_name: dict[str, Indicator] = {}
        for entry in self._by_id.values():
            for name in (entry.name, *entry.synonyms):
                by_name.setdefault(normal_name(name), entry)
        self._by_name = by_name
        self._beginnings = frozenset(name[:2] for name in by_name)
        self._endings = frozenset(name[-2:] for name in by_name)

    def __getitem__(self, key: str) -> Indicator:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, name: str) -> Indicator | None:
        """The indicator whose name or synonym this is (width, case and spaces aside)."""
        found = self._by_name.get(name)
        if found is None and not _NORMAL.fullmatch(name):
            return self._by_name.get(normal_name(name))
        return found

    def core(self, text: str) -> str:
        """The name or synonym that ``text`` is, or is without its first or else its last character; empty where none.

        A name of less than three characters must be all of the text. Most texts hold none, and those that neither begin
        nor end like one are not asked for.
        """
        by_name = self._by_name
        if text in by_name:
            return text
        if not _NORMAL.fullmatch(text):
            shorter = (text[1:], text[:-1]) if len(text) > 3 else ()
            return next((some for some in (text, *shorter) if self.find(some) is not None), "")
        if len(text) > 3:
            if text[1:3] in self._beginnings and text[1:] in by_name:
                return text[1:]
            if text[-3:-1] in self._endings and text[:-1] in by_name:
                return text[:-1]
        return ""


@dataclass(frozen=True, repr=False, eq=False)
class Rulebook:
    """What ``load`` gives.

    ``places`` says for each entry (family, key) and example (family, ``key/hit0``) its ``file:line``; ``contents`` is
    what the files say, by family, and ``sha256`` its digest (comments and the order of files do not count).
    """

    words: Mapping[str, WordClass]
    indicators: Lexicon
    rule_families: Mapping[str, tuple[Rule, ...]]
    settings_by_family: Mapping[str, Entry]
    sha256: str
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    contents: Mapping[str, Any] = field(default_factory=dict)

    def rules(self, family: str) -> tuple[Rule, ...]:
        """The rules of a family (targets, results, rejected, milestones), by id."""
        return self.rule_families.get(family, ())

    def rule(self, name: str) -> Rule | None:
        """The rule with this id, whatever its family; ``None`` for names that code gives (``no-figure``)."""
        return self._by_id.get(name, (None, ""))[0]

    def family_of(self, name: str) -> str:
        """The family of the rule with this id; empty where there is none."""
        return self._by_id.get(name, (None, ""))[1]

    def place(self, name: str) -> str:
        """``file:line`` of the rule with this id; empty where there is none."""
        return self.places.get((self.family_of(name), name), "")

    def family(self, name: str) -> Entry:
        """The settings of a family (units, periods, outline …); RuleError where its file is missing."""
        if name not in self.settings_by_family:
            place = FAMILIES[name].place
            raise RuleError(f"缺少规则文件 rules/{place}", f"the rule file rules/{place} is missing", place)
        return self.settings_by_family[name]

    def settings(self, model: type[E]) -> E:
        """The settings that follow ``model``: ``rulebook.settings(Units)``."""
        known = self._settings.get(model)
        if known is not None:
            return cast("E", known)
        for entry in self.settings_by_family.values():
            if isinstance(entry, model):
                self._settings[model] = entry
                return entry
        raise RuleError(f"缺少规则文件（{model.__name__}）", f"the rule file of {model.__name__} is missing")

    @cached_property
    def quantity_kinds(self) -> dict[str, tuple[str, ...]]:
        """What ``{quantity:…}`` may say, and the unit families it stands for: a family by name, or all of a kind."""
        units = self.settings_by_family.get("units")
        if not isinstance(units, Units):
            return {}
        kinds: dict[str, tuple[str, ...]] = {}
        for family in units.families:
            kinds[family.kind] = (*kinds.get(family.kind, ()), family.name)
        return {**kinds, **{family.name: (family.name,) for family in units.families}}

    @cached_property
    def plays(self) -> dict[str, str]:
        """The part that the words of one's own classes play around figures: as ``like`` says, else that of a verb
        that does something to what is counted, where a rule about figures asks for the class.
        """
        asked = {want.partition(".")[0] for pattern in self._patterns_of_figures for want in pattern.classes}
        verbs = dict.fromkeys(sorted(asked & set(self.words) - FRAME_PARTS), "act")
        return {**verbs, **{name: words.like for name, words in self.words.items() if words.like}}

    @cached_property
    def named(self) -> frozenset[str]:
        """What rules about figures may ask of a word beside the part it plays: its own class, and the word itself."""
        return frozenset(self.plays).union(*(pattern.literals for pattern in self._patterns_of_figures))

    @cached_property
    def _patterns_of_figures(self) -> list[Pattern]:
        """The patterns in use of rules about figures; those that cannot be read are the linter's."""
        found = []
        for rule in (rule for family in FIGURES for rule in self.rules(family) if rule.status != "off"):
            with suppress(RuleError):
                found.append(read_pattern(rule.pattern))
        return found

    def matcher(self, *families: str) -> PatternMatcher:
        """The one matcher of these families; made once, so that its memory of tag sequences is shared.

        Families without a rule do not count: with and without them it is the same matcher.
        """
        made = self._matchers.get(families)
        if made is None:
            with_rules = tuple(family for family in families if self.rules(family))
            if with_rules != families:
                made = self._matchers[families] = self.matcher(*with_rules)
                return made
            in_name = [name for name, words in self.words.items() if words.in_name]
            rules = [rule for family in families for rule in self.rules(family)]
            tags = {
                *self._terms.values(),
                *(f"quantity.{name}" for names in self.quantity_kinds.values() for name in names),
            }
            made = self._matchers[families] = PatternMatcher(rules, in_name, tags, self.quantity_kinds, self.plays)
        return made

    def terms(self) -> dict[str, str]:
        """Word → tag, for the scan: its classes, ``indicator``, itself where a pattern names it; joined by ``|``."""
        return dict(self._terms)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Rule, str]]:
        return {rule.id: (rule, family) for family, rules in self.rule_families.items() for rule in rules}

    @cached_property
    def _settings(self) -> dict[type[Entry], Entry]:
        """Those asked for before: whether a model is an instance of another pydantic tells slowly."""
        return {}

    @cached_property
    def _matchers(self) -> dict[tuple[str, ...], PatternMatcher]:
        return {}

    @cached_property
    def _terms(self) -> dict[str, str]:
        tags: dict[str, set[str]] = {}
        plays = self.plays
        for name, words in self.words.items():
            for word in words.words:
                tags.setdefault(word, set()).update(filter(None, (name, plays.get(name))))
        for entry in self.indicators.values():
            for word in (entry.name, *entry.synonyms):
                tags.setdefault(word, set()).add("indicator")
        for rules in self.rule_families.values():
            for rule in rules:
                if rule.status == "off":
                    continue
                for word in read_pattern(rule.pattern).literals:
                    tags.setdefault(word, set()).add(word)
        return {word: "|".join(sorted(tags[word])) for word in sorted(tags)}
