"""Milestones against what one later report says was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tracker.match.assign import Candidate, assign
from tracker.match.likeness import NameComparer, Rarity, conflict, words_found
from tracker.match.names import Name, NameReader, deeds_behind
from tracker.match.pairing import Comparison
from tracker.match.states import States
from tracker.match.themes import Themes
from tracker.match.told import Told
from tracker.match.waterfall import Scorer
from tracker.models import Commitment, Extraction, Result
from tracker.rulebook.schema.matching import MatchingSettings
from tracker.rulebook.schema.reasons import WordTexts

__all__ = ["MilestoneMatcher"]

_MOST = 800


class _Deliverables(Told):
    """What one report tells was done, ready to be asked for; ``within`` are the places of names of wider things, by
    what they hold.
    """

    def __init__(self, results: Sequence[Result], names: NameReader) -> None:
        super().__init__(results, [names.read(result.object or result.indicator or "") for result in results])
        self.within: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            for text in names.narrowed(name):
                self.within.setdefault(names.read(text).core, []).append(place)


class MilestoneMatcher:
    """Compares promised deliverables with reported ones; made once a run, since it remembers the names it has read."""

    def __init__(self, settings: MatchingSettings, words: WordTexts, jurisdiction: str = "") -> None:
        self._settings = settings
        self._scorer = Scorer(settings.milestone, words)
        self.names = NameReader(settings.objects, jurisdiction)
        self._compare = NameComparer(settings.objects)
        self._themes = Themes(self.names)
        self._states = States(settings.states)
        self._deeds = deeds_behind(settings.deeds)
        self._done: dict[str, _Deliverables] = {}
        self._counted: dict[str, _Deliverables] = {}

    def match(
        self, plan: Extraction, later: Extraction, commitments: Sequence[Commitment]
    ) -> dict[int, tuple[Result, Comparison, tuple[tuple[Result, Comparison], ...]]]:
        """Place of a commitment → the result that answers it, how they compare, and what else came close.

        Where no deliverable answers, a count of what was done or a sum spent on finishing it may.
        """
        if not commitments:
            return {}
        key = later.report.id
        if key not in self._done:
            done = [r for r in later.results if r.kind != "target" and (r.object or r.indicator)]
            self._done[key] = _Deliverables(done, self.names)
        answers = self._answers(commitments, dict(enumerate(commitments)), self._done[key])
        unanswered = {at: commitment for at, commitment in enumerate(commitments) if at not in answers}
        if unanswered:
            if key not in self._counted:
                counted = [r for r in later.results if r.kind == "target" and r.indicator and self._states.counted(r)]
                self._counted[key] = _Deliverables(counted, self.names)
            answers |= self._answers(commitments, unanswered, self._counted[key])
        return answers

    def _answers(
        self, commitments: Sequence[Commitment], asking: Mapping[int, Commitment], told: _Deliverables
    ) -> dict[int, tuple[Result, Comparison, tuple[tuple[Result, Comparison], ...]]]:
        """The answers of some results to the ``asking`` ones of the commitments, by place."""
        results, names = told.results, told.names
        if not results:
            return {}
        asked = [self.names.read(c.object or c.indicator or "") for c in commitments]
        rarity = Rarity(asked, told.index)
        settings = self._settings.objects
        candidates: list[Candidate] = []
        labels: dict[tuple[int, int], dict[str, str]] = {}
        for at, commitment in asking.items():
            name = asked[at]
            enough = rarity.whole(name) * int(settings.related * 100) // 200
            sure = dict.fromkeys(told.cut_short.near(name), "abbreviated")
            sure |= dict.fromkeys(told.within.get(name.core, ()), "whole")
            near = told.index.near(name, rarity, enough)
            for place in sorted({*near, *sure}):
                shared = near[place] if place in near else rarity.shared(name, names[place])
                found = self._levels(commitment, results[place], name, names[place], rarity, shared, sure.get(place))
                if found is None:
                    continue
                score = self._scorer.total(found)
                if self._scorer.enough(score):
                    labels[at, place] = found
                    apart = Decimal(rarity.whole(name) + rarity.whole(names[place]) - 2 * shared)
                    asks = None if found["name"] == "whole" else name.core
                    candidates.append(Candidate(score, apart, at, place, asks))
        chosen = assign(candidates)
        answer = {}
        for at, candidate in chosen.items():
            close = sorted((c for c in candidates if c.commitment == at and c is not candidate), key=lambda c: c.order)
            shown = [
                (results[c.result], self._told(commitments[at], results[c.result], labels[at, c.result]))
                for c in [candidate, *close[:3]]
            ]
            answer[at] = (*shown[0], tuple(shown[1:]))
        return answer

    def _levels(
        self, commitment: Commitment, result: Result, name: Name, other: Name, rarity: Rarity, shared: int,
        sure: str | None,
    ) -> dict[str, str] | None:  # fmt: skip
        """The label of every level, ``None`` where the two cannot be of one thing."""
        if self._states.different(commitment, result):
            return None
        if result.period_end is not None and result.period_end < (commitment.horizon_start or 0):
            return None
        counted = result.kind == "target"
        # 举办…论坛 and 成立…联盟 are two things
        similar = not counted and result.action in (commitment.action, "other", None)
        named = self._named(name, other, rarity, shared, sure, similar)
        if named is None:
            return None
        if counted and named not in ("same", "contained"):
            return None  # what is counted is one of the things by its name only
        if result.measure == "increment":
            named = "counted"  # so many of them, or so much of it: whether that is all is not said
        return {
            "name": named,
            "rarity": "rare" if shared >= self._settings.objects.rare * 1000 else "common",
            "action": self._states.label(commitment, result)[0],
            "theme": "same" if self._themes.alike(commitment.section, result.section) else "other",
        }

    def _named(
        self, name: Name, other: Name, rarity: Rarity, shared: int, sure: str | None, similar: bool
    ) -> str | None:
        """The label of what a later report names beside what was promised, ``None`` where they are two things.

        ``similar`` tells whether names that are merely so can be of one thing.
        """
        if sure is None and conflict(name, other):
            return None
        named = sure or self._compare.label(name, other, rarity, shared, similar)
        if named in (None, "related"):
            return None
        if named == "contained" and words_found(name, other, rarity) < _MOST:
            return "broader"  # the promise names more than what was done (都市圈国土空间规划, 国土空间规划)
        if any(word in other.text and word not in name.text for word in self._settings.objects.parts):
            return "part"  # …大桥 and …大桥引桥, …厂 and …厂二期
        whole, longer = self._without_deed(name.core), self._without_deed(other.core)
        if named == "contained" and whole != longer and longer.startswith(whole):
            return "part"  # …客运站扩建 and …客运站售票厅改扩建
        return named

    def _without_deed(self, core: str) -> str:
        return self._deeds.sub("", core) or core

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
        return self._scorer.comparison(labels, either)
