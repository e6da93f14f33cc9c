"""Reading blind, for an audit: a commitment and what could answer it, without a word of what the program made of it.

The pages are made from the reports and the candidates alone; no link, verdict, score or order of scores goes in. What a
reader says is written to the log like any decision, with the name of the sample, and counted by ``tracker.audit``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.audit import Sample
from tracker.audit.sample import Section
from tracker.decisions import JUDGING, in_force
from tracker.errors import DecisionError
from tracker.match.reports import chronological
from tracker.models import Commitment, Decision, Report, Result, Verdict
from tracker.render.entries import Quote, quote_of
from tracker.render.frame import titled
from tracker.render.place import Place
from tracker.render.text import Figure, figure
from tracker.render.words import FIELDS, MEASURES, VERDICTS, Label
from tracker.review.corpus import ReviewedPlace
from tracker.review.desk import Desk
from tracker.review.made import figures
from tracker.review.pages import Base, ReviewPage
from tracker.review.search import Hit, later_than, search

__all__ = ["Blind", "BlindPage", "SectionPage", "StartPage"]

_WHOLE = 4000
_CANDIDATES = 8  # of each report, beside the one a reader finds by searching
_WRONG = (
    "indicator",
    "measure",
    "comparator",
    "value",
    "unit",
    "direction",
    "scope",
    "horizon_end",
    "object",
    "action",
)
_VERDICTS = (Verdict.MET, Verdict.NEAR, Verdict.MISSED, Verdict.INCOMPARABLE, Verdict.ONGOING)
_KINDS = ("target", "milestone")


@dataclass(frozen=True)
class Candidate:
    """A sentence of a later report that could answer; ``place`` counts them over all reports, for keys."""

    place: int
    id: str
    report: str
    quote: Quote
    figure: Figure | None
    period: str


@dataclass(frozen=True)
class LaterReport:
    """A later report with its candidates, in the order in which they stand in it."""

    title: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class FoundSentence:
    """A sentence found by searching, with the figures in it."""

    hit: Hit
    title: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class BlindPage(ReviewPage):
    """What ``review_blind.html`` shows: one commitment of the sample."""

    id: str
    position: int
    number: int
    left: int
    plan: str
    section: str
    quote: Quote
    name: str
    as_read: tuple[tuple[Label, Label | str], ...]
    reports: tuple[LaterReport, ...]
    find: str
    found: tuple[FoundSentence, ...]
    verdicts: tuple[tuple[str, Label], ...]
    wrong: tuple[tuple[str, Label], ...]
    said: bool
    following: str | None


@dataclass(frozen=True)
class Mark:
    """What this reader marked in a section."""

    id: str
    kind: Label
    words: str


@dataclass(frozen=True)
class SectionPage(ReviewPage):
    """What ``review_section.html`` shows: a whole section, nothing in it marked but what this reader did."""

    place: int
    number: int
    title: str
    headings: str
    lines: tuple[tuple[int, str], ...]
    marks: tuple[Mark, ...]
    finished: bool


@dataclass(frozen=True)
class StartPage(ReviewPage):
    """What ``review_audit.html`` shows: how far this reader is."""

    name: str
    done: int
    number: int
    following: str | None
    sections: tuple[tuple[int, str, bool], ...]


KINDS = {"target": Label("量化目标", "target"), "milestone": Label("重点事项", "milestone")}


class Blind:
    """A sample read at a desk."""

    def __init__(self, desk: Desk, sample: Sample) -> None:
        self.desk = desk
        self.sample = sample
        self._order = [item.commitment for item in sample.items]

    # --- commitments -----------------------------------------------------------------------------------------

    def start(self, base: Base) -> StartPage:
        """Where a reader begins."""
        left = self._left(base.who)
        sections = tuple(
            (place, f"{self._title(section.report)} {' › '.join(section.headings)}", self._finished(place, base.who))
            for place, section in enumerate(self.sample.sections)
        )
        done = len(self._order) - len(left)
        return StartPage(base, self.sample.name, done, len(self._order), left[0] if left else None, sections)

    def page(self, base: Base, key: str, find: str = "") -> BlindPage:
        """One commitment. Raises DecisionError where it is not in the sample, or no longer in the corpus."""
        self._known(key)
        reviewed, commitment = self.desk.commitment(key)
        place = reviewed.place
        left = self._left(base.who)
        at = self._order.index(key)
        later = later_than(commitment, place)
        return BlindPage(
            base=base,
            id=key,
            position=at + 1,
            number=len(self._order),
            left=len(left),
            plan=titled(place.reports[commitment.report]),
            section=" › ".join(commitment.section),
            quote=quote_of(commitment, place, _WHOLE),
            name=commitment.indicator or commitment.object or "",
            as_read=_as_read(commitment, place),
            reports=_later(reviewed, commitment),
            find=find or commitment.indicator or commitment.object or "",
            found=tuple(self._sentence(place, hit) for hit in search(place, later, find)) if find else (),
            verdicts=tuple((verdict.value, VERDICTS[verdict.value]) for verdict in _VERDICTS),
            wrong=tuple((name, FIELDS[name]) for name in _WRONG if getattr(commitment, name) is not None),
            said=key not in left,
            following=self.after(base.who, key),
        )

    def answer(self, who: str, key: str, given: Mapping[str, str]) -> Decision | None:
        """Write what a reader says of a commitment.

        ``answer`` is the id of a result, ``found`` (then report, start, end and words say where), ``none`` (no report
        says), or ``not`` (it is no commitment); ``verdict`` may be left to the figures; ``wrong-…`` name fields read
        wrongly. Raises DecisionError for anything else.
        """
        self._known(key)
        reviewed, commitment = self.desk.commitment(key)
        wrong = ",".join(name for name in _WRONG if given.get(f"wrong-{name}"))
        said = {"wrong": wrong} if wrong else {}
        answer, verdict = given.get("answer", ""), given.get("verdict", "")
        if answer == "not":
            return self.desk.decide(who, key, "not_a_commitment", {}, blind=self.sample.name)
        if answer == "none":
            if not later_than(commitment, reviewed.place):
                return self.desk.decide(who, key, "checked", said, blind=self.sample.name)
            action = "verdict" if verdict else "not_reported"
            return self.desk.decide(who, key, action, {**said, "verdict": verdict}, blind=self.sample.name)
        if answer == "found":
            taken = {name: given.get(name, "") for name in ("report", "start", "end", "words")}
            return self.desk.decide(
                who, key, "made", {**said, **taken, "later_report": taken["report"], "verdict": verdict},
                blind=self.sample.name,
            )  # fmt: skip
        result = reviewed.place.results.get(answer)
        if result is None:
            raise DecisionError("请先选一句，或选“都没有”", "choose a sentence first, or none of them")
        picked = {"result": answer, "later_report": result.report, "verdict": verdict}
        return self.desk.decide(who, key, "pick", {**said, **picked}, blind=self.sample.name)

    def after(self, who: str, key: str | None = None) -> str | None:
        """The next commitment this reader has not judged, in the sample's order from ``key`` on."""
        left = self._left(who)
        at = self._order.index(key) if key in self._order else -1
        return next((k for k in left if self._order.index(k) > at), left[0] if left else None)

    def _left(self, who: str) -> list[str]:
        return [key for key in self._order if not self._judged(key, who) and self.desk.corpus.home(key)]

    def _judged(self, key: str, who: str) -> bool:
        return any(
            d.who == who and d.action in JUDGING and d.seen.get("blind") == self.sample.name
            for d in in_force(self.desk.log_of(key))
        )

    def _known(self, key: str) -> None:
        if key not in self._order:
            raise DecisionError("样本里没有这一条", "this is not in the sample")

    def _sentence(self, place: Place, hit: Hit) -> FoundSentence:
        report = place.reports[hit.report]
        sentence = report.clean.text[hit.start : hit.end]
        found = dict.fromkeys(sentence[q.start : q.end] for q in figures(sentence, self.desk.corpus.rulebook))
        return FoundSentence(hit, titled(report), tuple(found))

    # --- whole sections --------------------------------------------------------------------------------------

    def section(self, base: Base, place: int) -> SectionPage:
        """A section to be read whole. Raises DecisionError where there is none, or its report was exchanged since."""
        section, report = self._section(place)
        start, end = report.clean.offsets.to_clean(section.start, section.end)
        lines, at = [], start
        for line in report.clean.text[start:end].split("\n"):
            if line.strip():
                lines.append((at, line))
            at += len(line) + 1
        return SectionPage(
            base=base,
            place=place,
            number=len(self.sample.sections),
            title=titled(report),
            headings=" › ".join(section.headings),
            lines=tuple(lines),
            marks=tuple(
                Mark(d.id, KINDS[d.fields["kind"]], d.fields["words"])
                for d in self._marks(place, base.who)
                if "start" in d.fields
            ),
            finished=self._finished(place, base.who),
        )

    def mark(self, who: str, place: int, given: Mapping[str, str]) -> Decision | None:
        """Write a promise that a reader found in a section: ``start`` and ``end`` as clean offsets, or the ``words``.

        Raises DecisionError where that is not in the section.
        """
        section, report = self._section(place)
        first, last = report.clean.offsets.to_clean(section.start, section.end)
        text = report.clean.text
        words = given.get("words", "").strip()
        if given.get("start", "").isdecimal() and given.get("end", "").isdecimal():
            start, end = int(given["start"]), int(given["end"])
        else:
            start = text.find(words, first, last) if words else -1
            end = start + len(words)
        if given.get("kind") not in _KINDS or not first <= start < end <= last:
            raise DecisionError("请先在原文中选取文字", "select words in the text first")
        source_start, source_end = report.clean.offsets.to_source(start, end)
        fields = {
            "report": report.id,
            "kind": given["kind"],
            "start": str(source_start),
            "end": str(source_end),
            "words": text[start:end][:200],
        }
        return self.desk.mark(who, self.sample.section_key(place), fields, blind=self.sample.name)

    def finish(self, who: str, place: int) -> Decision | None:
        """Write that a reader has read a section to its end."""
        self._section(place)
        return self.desk.mark(who, self.sample.section_key(place), {"read": "yes"}, blind=self.sample.name)

    def _section(self, place: int) -> tuple[Section, Report]:
        if not 0 <= place < len(self.sample.sections):
            raise DecisionError("样本里没有这一节", "this section is not in the sample")
        section = self.sample.sections[place]
        report = self._report(section.report)
        if report is None or report.source.sha256 != section.report_sha256:
            raise DecisionError(
                "这份报告在抽样之后换过，请重新抽样", "this report was exchanged since the sample was drawn; draw again"
            )
        return section, report

    def _report(self, key: str) -> Report | None:
        places = self.desk.corpus.places.values()
        return next((p.place.reports[key] for p in places if key in p.place.reports), None)

    def _title(self, key: str) -> str:
        report = self._report(key)
        return titled(report) if report is not None else key

    def _marks(self, place: int, who: str) -> list[Decision]:
        return [d for d in in_force(self.desk.log_of(self.sample.section_key(place))) if d.who == who]

    def _finished(self, place: int, who: str) -> bool:
        return any(d.fields.get("read") for d in self._marks(place, who))


def _as_read(commitment: Commitment, place: Place) -> tuple[tuple[Label, Label | str], ...]:
    """How the promise itself was read, for the reader to confirm: nothing of what came of it."""
    measure = MEASURES.get(commitment.measure or "")
    first, last = commitment.horizon_start, commitment.horizon_end
    years = "" if last is None else str(last) if first in (None, last) else f"{first}—{last}"
    lines: tuple[tuple[Label, Label | str], ...] = (
        (FIELDS["indicator"], commitment.indicator or ""),
        (FIELDS["object"], f"{commitment.action or ''}{commitment.object or ''}"),
        (FIELDS["value"], place.phrase(commitment)),
        (FIELDS["measure"], measure or ""),
        (FIELDS["scope"], commitment.scope or ""),
        (FIELDS["horizon_end"], years),
    )
    return tuple((label, text) for label, text in lines if text)


def _later(reviewed: ReviewedPlace, commitment: Commitment) -> tuple[LaterReport, ...]:
    """The later reports with what could answer, both in an order that says nothing of how good the answer is."""
    found: dict[str, dict[str, Result]] = {}
    for pairing in reviewed.pairings[commitment.id]:
        if pairing.later is not None:
            results = ([pairing.result] if pairing.result else []) + [r for r, _ in pairing.others[:_CANDIDATES]]
            found.setdefault(pairing.later.report.id, {}).update((r.id, r) for r in results)
    reports, number = [], 0
    for extraction in chronological(reviewed.place.extractions):
        report = extraction.report
        if report.id not in found:
            continue
        candidates = []
        for result in sorted(found[report.id].values(), key=lambda r: (r.start, r.value_start or 0, r.id)):
            number += 1
            candidates.append(_candidate(number, result, reviewed.place))
        reports.append(LaterReport(titled(report), tuple(candidates)))
    return tuple(reports)


def _candidate(number: int, result: Result, place: Place) -> Candidate:
    first, last = result.period_start, result.period_end
    return Candidate(
        place=number,
        id=result.id,
        report=result.report,
        quote=quote_of(result, place, _WHOLE),
        figure=figure(place.phrase(result)) if result.value_start is not None else None,
        period=str(last or "") if first in (None, last) else f"{first}—{last}",
    )
