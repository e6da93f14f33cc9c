"""What is under review, in memory: each place with its reports, pairings and links, kept current with the decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.batch.compare import Compared, compare
from tracker.batch.inputs import collect
from tracker.batch.tasks import Settings, cache_of, extract, facts_of_rules, rulebook_of
from tracker.decisions import in_force, report_fixes, with_made_results
from tracker.models import Commitment, Decision, Extraction, Failure, Link
from tracker.moved import by_place, moved
from tracker.render.corpus import Options, RuleFacts
from tracker.render.place import Place

if TYPE_CHECKING:
    from tracker.match import Pairing
    from tracker.rulebook import Rulebook

__all__ = ["Corpus", "ReviewedPlace", "load"]


class ReviewedPlace:
    """One jurisdiction: its reports as read, and what they come to with the decisions made so far."""

    def __init__(self, loaded: Sequence[Extraction], rulebook: Rulebook, compared: Compared) -> None:
        self.loaded = tuple(loaded)
        self._rulebook = rulebook
        self._take(compared)

    @cached_property
    def reports(self) -> frozenset[str]:
        """The ids of its reports."""
        return frozenset(extraction.report.id for extraction in self.loaded)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(s.id for e in self.loaded for s in (*e.commitments, *e.qualitative, *e.results))

    def knows(self, decision: Decision) -> bool:
        """Whether what a decision speaks of was read here under the ids it has."""
        made = "sentence" in decision.fields
        return decision.commitment in self._ids and (made or decision.result is None or decision.result in self._ids)

    @property
    def commitments(self) -> list[Commitment]:
        """What can be decided on: every commitment with links of its own that repeats no other."""
        return [c for c in self.place.commitments.values() if c.id in self.pairings and not c.restates]

    def as_read(self, valid: Sequence[Decision]) -> list[Extraction]:
        """The reports as they were read, with the results people made by hand."""
        return with_made_results(self.loaded, valid)

    def standing(self) -> Compared:
        """The comparison with every decision followed so far."""
        return replace(self.compared, links=[link for links in self.place.links.values() for link in links])

    def again(self, decisions: Sequence[Decision]) -> None:
        """Compare everything again: a correction changed what was read."""
        self._take(compare(self.loaded, self._rulebook, decisions))

    def judge_again(self, commitment: str, decisions: Sequence[Decision]) -> None:
        """Judge one commitment again; ``decisions`` are its own."""
        from tracker.judge import judge

        links = judge(self.pairings[commitment], self.compared.extractions, self._rulebook, in_force(decisions))
        self._set(commitment, links)

    def _take(self, compared: Compared) -> None:
        self.compared = compared
        self.place = Place(compared.extractions, compared.links)
        self.pairings: dict[str, list[Pairing]] = defaultdict(list)
        for pairing in compared.pairings:
            self.pairings[pairing.commitment.id].append(pairing)
        self.pairings = dict(self.pairings)

    def _set(self, commitment: str, links: list[Link]) -> None:
        self.place.links[commitment] = links
        self.place.final[commitment] = next(link for link in links if link.final)


class Corpus:
    """All places under review.

    ``failures`` are the inputs that could not be used, ``known`` the ids of the entries of the log that it was compared
    with; None where nobody said.
    """

    def __init__(
        self,
        places: dict[str, ReviewedPlace],
        rulebook: Rulebook,
        facts: RuleFacts,
        failures: Sequence[Failure] = (),
        known: frozenset[str] | None = None,
    ) -> None:
        self.places = places
        self.rulebook = rulebook
        self.facts = facts
        self.failures = tuple(failures)
        self.known = known
        self._home: dict[str, str] = {}
        for name in places:
            self.settle(name)

    def settle(self, name: str) -> None:
        """Note again which commitments are those of a place."""
        for key in self.places[name].place.commitments:
            self._home[key] = name

    def moved(self, decisions: Sequence[Decision]) -> list[Decision]:
        """The entries with the ids, and the place, that what they speak of has now (``tracker.moved``)."""
        place_of = {report: name for name, reviewed in self.places.items() for report in reviewed.reports}
        found = {decision.id: decision for decision in decisions}
        lost = [d for d in decisions if (home := self.places.get(d.jurisdiction)) is None or not home.knows(d)]
        for name, own in by_place(lost, place_of).items():
            if name in self.places:
                for before, now in zip(own, moved(own, self.places[name].loaded), strict=True):
                    if now is not before:
                        found[now.id] = now.model_copy(update={"jurisdiction": name})
        return list(found.values())

    def home(self, commitment: str) -> ReviewedPlace | None:
        """The place of a commitment; None where no report in the corpus says it."""
        name = self._home.get(commitment)
        found = self.places.get(name) if name is not None else None
        return found if found is not None and commitment in found.place.commitments else None


def load(
    paths: Iterable[Path], rules: tuple[Path, ...], cache: Path, decisions: Sequence[Decision], options: Options
) -> Corpus:
    """Read the reports (from the build's ``cache`` where they are in it) and compare them, decisions applied."""
    rulebook = rulebook_of(rules)
    settings = Settings(rules, cache, options)
    inputs, failures = collect(list(paths))
    fixes = report_fixes(in_force(decisions))
    groups: dict[str, list[Extraction]] = defaultdict(list)
    store = cache_of(settings)
    store.make_folders()
    for item in inputs:
        fixed = replace(item, overrides={**item.overrides, **fixes.get(item.report_id, {})})
        found = extract(fixed, settings)
        extraction = store.extraction(found.key) if found.failure is None else None
        if extraction is not None:
            groups[found.jurisdiction].append(extraction)
        elif found.failure is not None:
            failures.append(found.failure)
    decided = by_place(in_force(decisions), {e.report.id: name for name, of in groups.items() for e in of})
    places = {}
    for name in sorted(groups):
        own = [*decided.get("", ()), *decided.get(name, ())]
        places[name] = ReviewedPlace(groups[name], rulebook, compare(groups[name], rulebook, own))
    known = frozenset(decision.id for decision in decisions)
    return Corpus(places, rulebook, facts_of_rules(rules), failures, known)
