"""Milestones against what one later report says was done."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tracker.match.abbreviations import AbbreviationIndex
from tracker.match.assign import Candidate, assign
from tracker.match.index import NameIndex
from tracker.match.names import Name, NameComparer, NameReader, Rarity, conflict, words_found
from tracker.match.pairing import Comparison
from tracker.match.states import States
from tracker.match.themes import Themes
from tracker.match.waterfall import total, waterfall
from tracker.models import Commitment, Extraction, Result
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import WordTexts

__all__ = ["MilestoneMatcher"]

_MOST = 800


class MilestoneMatcher:
    """Compares promised deliverables with reported ones; made once a run, since it remembers the names it has read."""

    def __init__(self, settings: MatchingSettings, words: WordTexts, jurisdiction: str = "") -> None:
        self._settings = settings
        self._words = words
        self.names = NameReader(settings.objects, jurisdiction)
        self._compare = NameComparer(settings.objects)
        self._themes = Themes(self.names)
        self._states = States(settings.states)

    def match(
        self, plan: Extraction, later: Extraction, commitments: Sequence[Commitment]
    ) -> dict[int, tuple[Result, Comparison, tuple[tuple[Result, Comparison], ...]]]:
        """Place of a commitment → the result that answers it, how they compare, and what else came close."""
        if not commitments:
            return {}
        results = [r for r in later.results if r.kind != "target" and (r.object or r.indicator)]
        if not results:
            return {}
        names = [self.names.read(r.object or r.indicator or "") for r in results]
        asked = [self.names.read(c.object or c.indicator or "") for c in commitments]
        rarity = Rarity([*names, *asked])
        index = NameIndex(names, rarity)
        cut_short = AbbreviationIndex(names)
        within = self._within(names)
        settings = self._settings.objects
        candidates: list[Candidate] = []
        labels: dict[tuple[int, int], dict[str, str]] = {}
        for at, commitment in enumerate(commitments):
            name = asked[at]
            enough = rarity.whole(name) * int(settings.related * 100) // 200
            sure = dict.fromkeys(cut_short.near(name), "abbreviated") | dict.fromkeys(
                within.get(name.core, ()), "whole"
            )
            near = dict(index.near(name, enough))
            for place in sorted({*near, *sure}):
                shared = near[place] if place in near else rarity.shared(name, names[place])
                named = sure.get(place) or self._compare.label(name, names[place], rarity, shared)
                if named in (None, "related") or (place not in sure and conflict(name, names[place])):
                    continue
                if named == "contained" and words_found(name, names[place], rarity) < _MOST:
                    named = "part"  # the promise names more than what was done (都市圈国土空间规划, 国土空间规划)
                if any(word in names[place].text and word not in name.text for word in settings.parts):
                    named = "part"  # …大桥 and …大桥引桥, …厂 and …厂二期
                result = results[place]
                if result.period_end is not None and result.period_end < (commitment.horizon_start or 0):
                    continue
                if self._states.different(commitment, result):
                    continue
                if named == "similar" and result.action not in (commitment.action, "other", None):
                    continue  # 举办…论坛 and 成立…联盟
                found = {
                    "name": named,
                    "rarity": "rare" if shared >= settings.rare * 1000 else "common",
                    "action": self._states.label(commitment, result)[0],
                    "theme": "same" if self._themes.alike(commitment.section, result.section) else "other",
                }
                score = total(self._settings.milestone, found)
                if score >= self._settings.milestone.threshold:
                    labels[at, place] = found
                    apart = Decimal(rarity.whole(name) + rarity.whole(names[place]) - 2 * shared)
                    asks = None if named == "whole" else name.core
                    candidates.append(Candidate(score, apart, at, place, asks))
        chosen = assign(candidates)
        answer = {}
        for at, candidate in chosen.items():
            close = sorted((c for c in candidates if c.commitment == at and c is not candidate), key=lambda c: c.order)
            told = [
                (results[c.result], self._told(commitments[at], results[c.result], labels[at, c.result]))
                for c in [candidate, *close[:3]]
            ]
            answer[at] = (*told[0], tuple(told[1:]))
        return answer

    def _within(self, names: Sequence[Name]) -> dict[str, list[int]]:
        """What names of wider things hold, as names are compared → the places of those names."""
        held: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            for text in self.names.narrowed(name):
                held.setdefault(self.names.read(text).core, []).append(place)
        return held

    def picked(self, commitment: Commitment, result: Result) -> Comparison:
        """How two deliverables compare that a person says are the same."""
        alike = self._themes.alike(commitment.section, result.section)
        action = self._states.label(commitment, result)[0]
        labels = {"name": "same", "rarity": "rare", "action": action, "theme": "same" if alike else "other"}
        return self._told(commitment, result, labels)

    def _told(self, commitment: Commitment, result: Result, labels: dict[str, str]) -> Comparison:
        word = self._states.label(commitment, result)[1]
        said = {
            "name": (commitment.object or "", result.object or result.indicator or ""),
            "action": (commitment.action or "", word),
        }
        either = {level: ((plan, plan), (later, later)) for level, (plan, later) in said.items()}
        return waterfall(self._settings.milestone, labels, either, self._words)
