"""The context models of the queue and of the lists of decisions: what the templates print, worked out beforehand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from urllib.parse import urlencode

from tracker.decisions import in_force
from tracker.models import Decision
from tracker.render.corpus import Options
from tracker.render.entries import Entry, entry_of
from tracker.render.frame import Frame, frame, titled
from tracker.render.verdicts import outcome_of
from tracker.render.words import CHECKS, FIELDS, OUTCOMES, Label, known
from tracker.review.desk import Desk
from tracker.review.filters import Filter
from tracker.review.progress import Progress, progress
from tracker.review.sessions import Session
from tracker.review.words import ACTIONS, BANDS, FILTER_NAMES, QUEUE_NAMES, REASON_NAMES, STATE_NAMES

__all__ = ["Base", "Entered", "LogPage", "QueuePage", "ReviewPage", "base", "entered", "log_page", "queue_page", "tail"]

PAGE = 50
_LOG = 200
_RECENT = 60  # entries that a reader's pace is measured by


@dataclass(frozen=True)
class Base:
    """What every review page carries. ``at`` is the filter as the tail of an address.

    ``can_rule`` where rules can be made here; ``offer`` is where one can be made of what was just decided.
    """

    frame: Frame
    who: str
    csrf: str
    hide_scores: bool
    at: str
    message: Label | None
    can_build: bool
    can_pair: bool
    can_rule: bool = False
    offer: str = ""


@dataclass(frozen=True)
class ReviewPage:
    """A page: its own fields stand beside what every review page carries."""

    base: Base

    @property
    def frame(self) -> Frame:
        """The frame, where the base template looks for it."""
        return self.base.frame


def base(
    desk: Desk,
    session: Session,
    title: Label,
    wanted: Filter,
    message: Label | None = None,
    *,
    can_build: bool = False,
    can_pair: bool = False,
    can_rule: bool = False,
) -> Base:
    """The frame of a review page for this reader."""
    return Base(
        frame=frame(title, "/", Options(lang=session.lang), desk.corpus.facts),
        who=session.alias,
        csrf=session.csrf,
        hide_scores=session.hide_scores,
        at=tail(wanted),
        message=message,
        can_build=can_build,
        can_pair=can_pair,
        can_rule=can_rule,
    )


def tail(wanted: Filter, **more: str | int) -> str:
    """A filter as the tail of an address: ``?plan=…``, or nothing."""
    given = {**wanted.parameters, **more}
    return "?" + urlencode(given) if given else ""


@dataclass(frozen=True)
class Choice:
    """One way to narrow the queue: its label, the address it leads to, how many commitments it leaves."""

    value: str
    label: Label
    number: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its choices; ``clear`` is the address without it."""

    name: str
    label: Label
    choices: tuple[Choice, ...]
    chosen: Label | None
    clear: str


@dataclass(frozen=True)
class Line:
    """One commitment in the queue."""

    id: str
    entry: Entry
    reason: Label
    band: Label | None
    plan: str
    check: Label


@dataclass(frozen=True)
class QueuePage(ReviewPage):
    """What ``review.html`` shows: one page of the queue.

    ``words`` are those looked for; ``others`` is the rest of the filter, which a search for other words keeps.
    """

    lines: tuple[Line, ...]
    facets: tuple[Facet, ...]
    queues: tuple[Choice, ...]
    states: tuple[Choice, ...]
    progress: Progress
    number: int
    page: int
    pages: int
    earlier: str
    later: str
    stale: int
    before_print: bool
    words: str
    others: tuple[tuple[str, str], ...]


def queue_page(desk: Desk, base_: Base, wanted: Filter, page: int) -> QueuePage:
    """One page of the queue for a filter; only its own rows are worked out."""
    found = desk.queue.select(wanted)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), pages)
    titles = {
        key: titled(report) for place in desk.corpus.places.values() for key, report in place.place.reports.items()
    }
    left, done = (desk.queue.count(replace(wanted, state=state)) for state in ("open", "done"))
    return QueuePage(
        base=base_,
        lines=tuple(_line(desk, key, titles) for key in found[(page - 1) * PAGE : page * PAGE]),
        facets=tuple(
            _facet(desk, wanted, name, numbers, titles) for name, numbers in desk.queue.facets(wanted).items()
        ),
        queues=_switches(desk, wanted, "queue", QUEUE_NAMES),
        states=_switches(desk, wanted, "state", STATE_NAMES),
        progress=progress(left + done, left, desk.recent(base_.who, _RECENT)),
        number=len(found),
        page=page,
        pages=pages,
        earlier="/" + tail(wanted, page=page - 1) if page > 1 else "",
        later="/" + tail(wanted, page=page + 1) if page < pages else "",
        stale=len(desk.stale()),
        before_print=wanted.queue == "print",
        words=wanted.words,
        others=tuple(replace(wanted, words="").parameters.items()),
    )


def _switches(desk: Desk, wanted: Filter, name: str, labels: dict[str, Label]) -> tuple[Choice, ...]:
    choices = []
    for value, label in labels.items():
        other = replace(wanted, **{name: value})
        number = desk.queue.count(other)
        choices.append(Choice(value, label, number, "/" + tail(other), getattr(wanted, name) == value))
    return tuple(choices)


def _facet(desk: Desk, wanted: Filter, name: str, numbers: list[tuple[str, int]], titles: dict[str, str]) -> Facet:
    def label(value: str) -> Label:
        if name == "reason":
            return known(REASON_NAMES, value)
        if name == "outcome":
            return known(OUTCOMES, value)
        if name == "check_state":
            return known(CHECKS, value)
        if name == "plan":
            return known({}, titles.get(value, value))
        names = desk.corpus.facts.indicator_names
        return known({}, names.get(value, value) if name == "indicator" else value)

    current = getattr(wanted, name)
    choices = tuple(
        Choice(value, label(value), number, "/" + tail(replace(wanted, **{name: value})), value == current)
        for value, number in numbers
        if value
    )
    clear = "/" + tail(replace(wanted, **{name: ""}))
    return Facet(name, FILTER_NAMES[name], choices, label(current) if current else None, clear)


def _line(desk: Desk, key: str, titles: dict[str, str]) -> Line:
    item = desk.queue.items[key]
    place, commitment = desk.commitment(key)
    return Line(
        id=key,
        entry=entry_of(commitment, place.place, desk.corpus.facts, 24),
        reason=REASON_NAMES[item.reason],
        band=BANDS.get(item.band),
        plan=titles.get(item.plan, item.plan),
        check=CHECKS[item.check_state],
    )


# --- decisions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entered:
    """One entry of the log as pages show it; ``taken_back`` where it is no longer in force.

    ``nearest`` is, for a stale one, what it may speak of now: a commitment of the same name (id, words).
    """

    id: str
    commitment: str
    here: bool
    who: str
    at: str
    action: Label
    about: Label
    reason_is: Label
    reason: str
    note: str
    taken_back: bool
    own: bool
    nearest: tuple[str, str] | None = None


_NO_FIELD = frozenset({"of", "report", "later_report"})  # of a correction: what is corrected, not how it reads
_OF = {"result": Label("完成情况的", "of the result, "), "report": Label("报告的", "of the report, ")}
_REASON = Label("理由：", "Reason: ")
_REASON_IS = {"note": Label("公开附注：", "Published note: "), "reply": Label("说明：", "Explanation: ")}


@dataclass(frozen=True)
class LogPage(ReviewPage):
    """What ``review_log.html`` shows: entries, newest first; ``stale`` those whose sentence is gone."""

    entries: tuple[Entered, ...]
    stale: tuple[Entered, ...]
    number: int


def entered(desk: Desk, decision: Decision, valid: set[str], who: str) -> Entered:
    """An entry for a page; a private note is shown to its writer alone."""
    place = desk.corpus.home(decision.commitment)
    return Entered(
        id=decision.id,
        commitment=decision.commitment,
        here=place is not None and decision.commitment in place.pairings,
        who=decision.who,
        at=decision.at[:16].replace("T", " "),
        action=known(ACTIONS, decision.action),
        about=_about(decision),
        reason_is=_REASON_IS.get(decision.action, _REASON),
        reason=decision.reason,
        note=decision.note if decision.who == who else "",
        taken_back=decision.id not in valid,
        own=decision.who == who,
    )


def _about(decision: Decision) -> Label:
    """What was decided on, and what was said of it."""
    seen, fields = decision.seen, decision.fields
    named = " ".join(part for part in (seen.get("name", ""), seen.get("value", "")) if part)
    if decision.action == "correct":
        changes = [(known(FIELDS, name), value or "—") for name, value in fields.items() if name not in _NO_FIELD]
        of = _OF.get(fields.get("of", ""), Label("", ""))
        zh = of.zh + "，".join(f"{name.zh}：{value}" for name, value in changes)
        en = of.en + ", ".join(f"{name.en}: {value}" for name, value in changes)
    elif decision.action == "pick":
        picked = fields.get("words") or seen.get("answer_value") or fields.get("sentence") or ""
        zh = en = f"→ {picked}" if picked else ""
    else:
        said = OUTCOMES[outcome_of(decision.verdict, fields.get("detail"))] if decision.verdict else Label("", "")
        zh, en = said.zh, said.en
    return Label(f"{named} {zh}".strip(), f"{named} {en}".strip())


def _nearest(desk: Desk, decision: Decision) -> tuple[str, str] | None:
    place, name = desk.corpus.places.get(decision.jurisdiction), decision.seen.get("name")
    if place is None or not name:
        return None
    if decision.commitment in place.pairings:
        return decision.commitment, name
    sentence = decision.seen.get("sentence", "")
    alike = [c for c in place.commitments if name in (c.indicator, c.object)]
    best = max(alike, key=lambda c: SequenceMatcher(None, sentence, c.quote_clean).ratio(), default=None)
    return (best.id, f"{name} {place.place.phrase(best)}".strip()) if best is not None else None


def log_page(desk: Desk, base_: Base) -> LogPage:
    """The latest entries and all stale ones."""
    valid = {decision.id for decision in in_force(desk.log)}
    shown = [d for d in reversed(desk.log) if d.action != "undo"][:_LOG]
    return LogPage(
        base=base_,
        entries=tuple(entered(desk, d, valid, base_.who) for d in shown),
        stale=tuple(replace(entered(desk, d, valid, base_.who), nearest=_nearest(desk, d)) for d in desk.stale()),
        number=len(desk.log),
    )
