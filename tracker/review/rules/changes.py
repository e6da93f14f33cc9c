"""What a change of the rules does, as a page shows it: first what people had checked, each to be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tracker.models import Commitment, Link, Rejected, Result
from tracker.render.corpus import RuleFacts
from tracker.render.entries import Quote, quote_of
from tracker.render.frame import titled
from tracker.render.place import Place
from tracker.render.text import excerpt
from tracker.render.verdicts import verdict_label
from tracker.render.words import FIELDS, MEASURES, WHY_NOT_TAKEN, Label, known
from tracker.rulebook.preview import Change, LinkChange, Outcome, Preview

__all__ = ["ChangeLine", "Field", "Group", "groups"]

_SHOWN = 100  # lines of a group; the number says how many there are
_WHOLE = 4000
_HIDDEN = frozenset(["evidence", "quote_clean", "clean_edits", "section", "rule", "reasons", "claimed", "mention"])

GROUPS: dict[str, Label] = {
    "checked": Label("人工看过的比对，结果会变", "Comparisons that a person had checked"),
    "linked": Label("新对上", "Links gained"),
    "moved": Label("改对到另一句", "Links moved"),
    "unlinked": Label("不再对上", "Links lost"),
    "flipped": Label("比对结果改变", "Verdicts flipped"),
    "commitments gained": Label("多出的目标任务", "Commitments gained"),
    "commitments lost": Label("少掉的目标任务", "Commitments lost"),
    "commitments changed": Label("读法改变的目标任务", "Commitments read otherwise"),
    "results gained": Label("多出的完成情况", "Results gained"),
    "results lost": Label("少掉的完成情况", "Results lost"),
    "results changed": Label("读法改变的完成情况", "Results read otherwise"),
    "qualitative gained": Label("多出的定性目标", "Qualitative targets gained"),
    "qualitative lost": Label("少掉的定性目标", "Qualitative targets lost"),
    "qualitative changed": Label("读法改变的定性目标", "Qualitative targets read otherwise"),
    "rejected gained": Label("不再采用的数字", "Figures no longer taken"),
    "rejected lost": Label("不再跳过的数字", "Figures no longer left"),
    "rejected changed": Label("跳过理由改变的数字", "Figures left for another reason"),
}
_NO_LINK = Label("—", "—")


@dataclass(frozen=True)
class Field:
    """One field that is read otherwise."""

    label: Label
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    """One thing that changes; ``before`` and ``after`` are its verdicts, ``here`` its id where it can be opened now."""

    name: str
    amount: str
    report: str
    sentence: Quote | None
    here: str = ""
    later: str = ""
    before: Label | None = None
    after: Label | None = None
    result_before: Quote | None = None
    result_after: Quote | None = None
    fields: tuple[Field, ...] = ()


@dataclass
class Group:
    """Changes of one kind; ``number`` of them, of which the first are shown."""

    key: str
    label: Label
    lines: list[ChangeLine] = field(default_factory=list)
    number: int = 0

    def add(self, line: Callable[[], ChangeLine]) -> None:
        """Count a change, and work it out where it will be shown."""
        self.number += 1
        if len(self.lines) < _SHOWN:
            self.lines.append(line())


class _Side:
    """One rule set's outcome, looked up by id."""

    def __init__(self, outcome: Outcome) -> None:
        self.places = [Place(c.extractions, c.links) for c in outcome.compared.values() if c.extractions]
        self.home: dict[str, Place] = {}
        self.results: dict[str, Place] = {}
        self.of_report: dict[str, Place] = {}
        for place in self.places:
            self.home.update(dict.fromkeys(place.commitments, place))
            self.results.update(dict.fromkeys(place.results, place))
            self.of_report.update(dict.fromkeys(place.reports, place))
        self.indicators = outcome.rulebook.indicators

    def commitment(self, key: str) -> tuple[Commitment, Place] | None:
        place = self.home.get(key)
        return (place.commitments[key], place) if place is not None else None

    def result(self, key: str | None) -> tuple[Result, Place] | None:
        place = self.results.get(key or "")
        return (place.results[key], place) if place is not None and key else None

    def link(self, key: str, later: str | None) -> Link | None:
        place = self.home.get(key)
        lines: Iterable[Link] = place.links.get(key, ()) if place is not None else ()
        return next((link for link in lines if link.later_report == later), None)


def groups(before: Outcome, after: Outcome, shown: Preview, facts: RuleFacts) -> tuple[Group, ...]:
    """The changes by kind, in the order of what matters; kinds without a change are left out."""
    found = {key: Group(key, label) for key, label in GROUPS.items()}
    old, new = _Side(before), _Side(after)
    both = old.home.keys() & new.home.keys()
    for link in shown.links:
        if link.what == "changed":
            continue
        if link.checked:
            found["checked"].add(lambda link=link: _link_line(link, old, new, facts))  # type: ignore[misc]
        elif link.commitment in both:
            # a line that is new or gone tells of its commitment what a result found or lost tells
            key = {"gained": "flipped", "lost": "flipped"}.get(link.what, link.what)
            found[key].add(lambda link=link: _link_line(link, old, new, facts))  # type: ignore[misc]
    for change in shown.changes:
        group = found[f"{change.table} {change.what}"]
        if change.what == "changed" and not _fields(change):
            continue
        group.add(lambda change=change: _row_line(change, old, new, facts))  # type: ignore[misc]
    return tuple(group for group in found.values() if group.number)


def _link_line(change: LinkChange, old: _Side, new: _Side, facts: RuleFacts) -> ChangeLine:
    there = new.commitment(change.commitment) or old.commitment(change.commitment)
    assert there is not None
    commitment, place = there
    before, after = old.link(change.commitment, change.later_report), new.link(change.commitment, change.later_report)
    one = old.result(before.result) if before is not None else None
    other = new.result(after.result) if after is not None else None
    later = place.reports.get(change.later_report or "")
    return ChangeLine(
        name=commitment.indicator or commitment.object or "",
        amount=place.phrase(commitment),
        report=titled(place.reports[commitment.report]),
        sentence=quote_of(commitment, place, _WHOLE),
        here=commitment.id if old.commitment(change.commitment) else "",
        later=titled(later) if later is not None else "",
        before=verdict_label(commitment, before, facts) if before is not None else _NO_LINK,
        after=verdict_label(commitment, after, facts) if after is not None else _NO_LINK,
        result_before=quote_of(*one, _WHOLE) if one is not None else None,
        result_after=quote_of(*other, _WHOLE) if other is not None else None,
    )


def _row_line(change: Change, old: _Side, new: _Side, facts: RuleFacts) -> ChangeLine:
    side = old if change.what == "lost" else new
    place = side.of_report.get(change.report) or old.of_report[change.report]
    title = titled(place.reports[change.report])
    if change.table == "rejected":
        return _number_line(change, place, title)
    found = place.results.get(change.id) if change.table == "results" else place.commitments.get(change.id)
    assert found is not None
    final = place.final.get(found.id)
    verdict = verdict_label(found, final, facts) if isinstance(found, Commitment) and final is not None else None
    return ChangeLine(
        name=found.indicator or found.object or "",
        amount=place.phrase(found),
        report=title,
        sentence=quote_of(found, place, _WHOLE),
        here=found.id if found.id in old.home else "",
        before=verdict if change.what == "lost" else None,
        after=verdict if change.what == "gained" else None,
        fields=_fields(change, old, new),
    )


def _number_line(change: Change, place: Place, title: str) -> ChangeLine:
    start, end = (int(part) for part in change.id.split("/"))
    extraction = next(e for e in place.extractions if e.report.id == change.report)
    number = next((n for n in extraction.rejected if (n.value_start, n.value_end) == (start, end)), None)
    if number is None:
        return ChangeLine("", "", title, None, fields=_fields(change))
    return ChangeLine(
        name=str(known(WHY_NOT_TAKEN, number.reason).zh),
        amount=place.clean(number.report, number.value_start, number.value_end),
        report=title,
        sentence=number_quote(number, place),
        fields=_fields(change),
    )


def number_quote(number: Rejected, place: Place, reach: int = _WHOLE) -> Quote:
    """The sentence of a number that was not taken, with the number set apart."""
    to_clean = place.reports[number.report].clean.offsets.to_clean
    begins, _ = to_clean(number.start, number.end)
    first, last = to_clean(number.value_start, number.value_end)
    said = place.clean(number.report, number.start, number.end)
    return Quote(excerpt(said, first - begins, last - begins, reach), "", number.report)


def _fields(change: Change, old: _Side | None = None, new: _Side | None = None) -> tuple[Field, ...]:
    """The fields that differ, where the thing itself stays."""
    if change.what != "changed":
        return ()
    names = [name for name in change.before if name not in _HIDDEN]
    return tuple(
        Field(known(FIELDS, name), _said(name, change.before[name], old), _said(name, change.after[name], new))
        for name in names
    )


def _said(name: str, value: Any, side: _Side | None) -> str:
    if value in (None, "", [], ()):
        return "—"
    if name == "indicator_id" and side is not None and value in side.indicators:
        return side.indicators[value].name
    if name == "measure":
        return str(known(MEASURES, value).zh)
    if name == "reason":
        return str(known(WHY_NOT_TAKEN, value).zh)
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
