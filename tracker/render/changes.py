"""The changes between two editions as a page and as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.editions import Change, Stamp
from tracker.render.corpus import Options, RuleFacts
from tracker.render.flat import spreadsheet_safe
from tracker.render.frame import Frame, frame
from tracker.render.text import address, slug
from tracker.render.words import CHECKS, FIELDS, MEASURES, TIERS, VERDICTS, Label, known

__all__ = [
    "CAUSES",
    "SIDES",
    "WHAT",
    "ChangesPage",
    "Group",
    "Line",
    "changes_page",
    "changes_table",
    "line_of",
]

WHAT: dict[str, Label] = {
    "appeared": Label("新增", "new"),
    "vanished": Label("不再有", "gone"),
    "changed": Label("变动", "changed"),
}
SIDES: dict[str, Label] = {
    "commitment": Label("目标任务", "commitment"),
    "result": Label("完成情况", "result"),
    "verdict": Label("比对结果", "verdict"),
}
CAUSES: dict[str, Label] = {
    "source": Label("原文更正", "source corrected"),
    "rule": Label("规则改动", "rules changed"),
    "decision": Label("人工复核", "decision"),
    "new_report": Label("新增报告", "new report"),
    "report_gone": Label("报告撤出", "report withdrawn"),
    "program": Label("程序更新", "program"),
}
_COLUMNS = (
    "jurisdiction", "year", "side", "what", "name", "field", "before", "now", "cause", "id", "was", "report", "quote",
)  # fmt: skip
_VALUES = {"verdict": VERDICTS, "check_state": CHECKS, "measure": MEASURES, "tier": TIERS}


@dataclass(frozen=True)
class Line:
    """One change; ``href`` leads to its row in the new edition, ``anchor`` is the id it had before.

    ``was`` is the quote it had, where that changed; it is then not among the ``fields``.
    """

    anchor: str
    year: str
    what: Label
    side: Label
    name: str
    href: str
    cause: Label
    fields: tuple[tuple[Label, Label, Label], ...]
    was: str
    quote: str


@dataclass(frozen=True)
class Group:
    """The changes of one jurisdiction."""

    jurisdiction: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ChangesPage:
    """What ``changes.html`` shows; it carries its own stylesheet, so that the one file is enough."""

    frame: Frame
    before: str
    now: str
    number: int
    causes: tuple[tuple[Label, int], ...]
    groups: tuple[Group, ...]


def changes_page(changes: Sequence[Change], before: Stamp, now: Stamp, lang: str, root: str) -> ChangesPage:
    """The context of the page; ``root`` leads from it to the new edition (``""``, or a path that ends in ``/``)."""
    options = Options(edition=now.edition or None, lang="en" if lang == "en" else "zh")
    title = Label("与上一版相比的变动", "What changed since the edition before")
    ordered = sorted(changes, key=lambda change: change.jurisdiction)
    seen: set[str] = set()
    found: Counter[str] = Counter(change.cause for change in changes)
    return ChangesPage(
        frame=frame(title, root, options, RuleFacts(sha256=now.rules), alone=bool(root)),
        before=before.edition,
        now=now.edition,
        number=len(changes),
        causes=tuple((label, found[cause]) for cause, label in CAUSES.items() if found[cause]),
        groups=tuple(
            Group(jurisdiction, tuple(line_of(change, root, seen) for change in members))
            for jurisdiction, members in groupby(ordered, key=lambda change: change.jurisdiction)
        ),
    )


def line_of(change: Change, root: str, seen: set[str]) -> Line:
    """A change as a line; it has the anchor of its row unless that is among those ``seen``, and is then one of them."""
    folder = "source" if change.side == "result" else "scorecard"
    anchor = change.was or change.id
    first = anchor not in seen
    seen.add(anchor)
    return Line(
        anchor=anchor if first else "",
        year=str(change.year or ""),
        what=WHAT[change.what],
        side=SIDES[change.side],
        name=change.name,
        href=f"{root}{folder}/{address(slug(change.report))}.html#{address(change.id)}" if change.id else "",
        cause=CAUSES[change.cause],
        fields=tuple(
            (known(FIELDS, name), _worded(name, old), _worded(name, new))
            for name, old, new in change.fields
            if name != "quote"
        ),
        was=next((old for name, old, _ in change.fields if name == "quote"), ""),
        quote=change.quote,
    )


def _worded(field: str, value: str) -> Label:
    return known(_VALUES.get(field, {}), value or "—")


def changes_table(changes: Sequence[Change]) -> bytes:
    """The changes as CSV (UTF-8 with a byte-order mark), one line for each field that changed."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(_COLUMNS)
    for change in changes:
        for name, old, new in change.fields:
            cells = [
                change.jurisdiction, str(change.year or ""), change.side, change.what, change.name, name, old, new,
                change.cause, change.id, change.was, change.report, change.quote,
            ]  # fmt: skip
            write.writerow([spreadsheet_safe(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")
