"""Right of reply: chosen rows go out with an empty column, and come back with the government's explanation.

A reply is an entry of the log like any other: it stands beside its row, changes no verdict, and reopens the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.errors import DecisionError, OutputError
from tracker.models import Decision, Verdict
from tracker.moved import SENTENCE
from tracker.read.limits import unfolds_too_far
from tracker.render.cite import cite_statement_row
from tracker.render.rows import Row, Rows
from tracker.render.verdicts import outcome_of
from tracker.render.words import CHECKS, DISCLAIMER, OUTCOMES, WHY_INCOMPARABLE, Label

__all__ = ["COLUMNS", "ReplyRow", "read_replies", "reply_decisions", "reply_rows", "write_docx", "write_xlsx"]

_REPLY = Label("政府说明（请填写）", "the government’s explanation (please fill in)")
COLUMNS: tuple[Label, ...] = (
    Label("编号", "id"),
    Label("所指的目标", "which target"),
    Label("目标任务（原文）", "commitment, as written"),
    Label("出处", "source"),
    Label("报告所述（原文）", "what the report says"),
    Label("出处", "source"),
    Label("比对结果", "verdict"),
    _REPLY,
)
_WIDTHS = (21, 24, 44, 36, 44, 36, 14, 48)
_PARTS = (3.6, 11.6)  # cm: what a line is, and what it says
_ROOM = 3.0  # cm to write in
_FIXED = datetime(2000, 1, 1)  # files carry a date; always the same, so that the bytes are
_LONGEST = 4000
_BIGGEST = 20_000_000


@dataclass(frozen=True)
class ReplyRow:
    """One row as it goes out; ``commitment`` is what it is known by when it comes back.

    ``about`` says which of the targets of its sentence is meant.
    """

    commitment: str
    about: str
    promised: str
    promised_in: str
    reported: str
    reported_in: str
    verdict: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of ``COLUMNS``, the last one empty."""
        return (
            self.commitment, self.about, self.promised, self.promised_in, self.reported, self.reported_in, self.verdict,
            "",
        )  # fmt: skip


def reply_rows(
    rows: Rows, *, jurisdiction: str = "", plan: str = "", verdicts: Sequence[str] = (), chosen: Sequence[str] = ()
) -> list[ReplyRow]:
    """The final lines of a build's tables that were chosen: by jurisdiction, plan, verdicts, or one by one (ids)."""
    reports = {row["id"]: row for row in rows["reports"]}
    results = {row["id"]: row for row in rows["results"]}
    final = {row["commitment"]: row for row in rows["links"] if row["final"]}
    found = []
    for commitment in rows["commitments"]:
        link, report = final.get(commitment["id"]), reports.get(commitment["report"])
        if link is None or report is None or commitment["restates"]:
            continue
        if (
            (jurisdiction and report["jurisdiction"] != jurisdiction)
            or (plan and report["id"] != plan)
            or (verdicts and link["verdict"] not in verdicts)
            or (chosen and commitment["id"] not in chosen)
        ):
            continue
        found.append(_row(commitment, report, link, results.get(link["result"]), reports))
    return found


def _row(commitment: Row, report: Row, link: Row, result: Row | None, reports: dict[str, Row]) -> ReplyRow:
    return ReplyRow(
        commitment["id"],
        _about(commitment),
        commitment["quote_clean"],
        cite_statement_row(report, commitment),
        result["quote_clean"] if result else "",
        cite_statement_row(reports[result["report"]], result) if result else "",
        f"{_verdict(link)}（{CHECKS[link['check_state']].zh}）",
    )


def _about(commitment: Row) -> str:
    """The name and the figure as it is written, or the deed and its object."""
    first, last, start = commitment["value_start"], commitment["value_end"], commitment["start"]
    if commitment["kind"] == "milestone":
        return f"{commitment['action'] or ''}{commitment['object'] or ''}"
    figure = commitment["quote"][first - start : last - start] if first is not None and last is not None else ""
    return f"{commitment['indicator'] or ''} {figure}".strip()


def _verdict(link: Row) -> str:
    """How the row came out; where it could not be compared, why."""
    verdict, detail = Verdict(link["verdict"]), link["verdict_detail"]
    said = OUTCOMES[outcome_of(verdict, detail, overdue=bool(link["overdue"]), boundary=bool(link["boundary"]))].zh
    why = WHY_INCOMPARABLE.get(detail or "") if verdict is Verdict.INCOMPARABLE else None
    return f"{said}：{why.zh}" if why is not None else said


def write_xlsx(rows: Sequence[ReplyRow], path: Path) -> None:
    """One sheet; everything is text, never a formula. Raises OutputError where the file cannot be written."""
    import xlsxwriter

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    whole = BytesIO()
    with xlsxwriter.Workbook(whole, safe) as book:
        book.set_properties({"created": _FIXED, "title": "目标任务比对：请予说明"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("说明")
        sheet.freeze_panes(1, 1)
        for number, (label, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(number, number, width, cell)
            sheet.write_string(0, number, f"{label.zh}\n{label.en}", head)
        for line, row in enumerate(rows, start=1):
            for number, text in enumerate(row.cells):
                if text:
                    sheet.write_string(line, number, text, cell)
        sheet.write_string(len(rows) + 2, 1, DISCLAIMER.zh)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    _write(path, whole.getvalue())


def write_docx(rows: Sequence[ReplyRow], path: Path) -> None:
    """One table for each row, to be filled in and sent back. Raises OutputError where the file cannot be written."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    core = document.core_properties
    core.author, core.created, core.modified, core.last_modified_by = "", _FIXED, _FIXED, ""
    document.add_heading("目标任务比对：请予说明", 1)
    document.add_paragraph(DISCLAIMER.zh)
    for row in rows:
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        for label, text in zip(COLUMNS, row.cells, strict=True):
            line = table.add_row()
            line.cells[0].text, line.cells[1].text = label.zh, _printable(text)
            for cell, width in zip(line.cells, _PARTS, strict=True):
                cell.width = Cm(width)
        table.rows[-1].height = Cm(_ROOM)
        document.add_paragraph()
    whole = BytesIO()
    document.save(whole)
    _write(path, _dated(whole.getvalue()))


def _dated(package: bytes) -> bytes:
    """The same package with one date on every part: the same rows give the same bytes."""
    whole = BytesIO()
    with ZipFile(BytesIO(package)) as made, ZipFile(whole, "w") as kept:
        for part in made.infolist():
            kept.writestr(ZipInfo(part.filename, _FIXED.timetuple()[:6]), made.read(part), ZIP_DEFLATED)
    return whole.getvalue()


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise OutputError.of_system(error, path) from error


def read_replies(path: Path) -> dict[str, str]:
    """The explanations in a file that came back, by the commitment's id; rows left empty are left out.

    Raises DecisionError for a file that is not one that was sent out.
    """
    try:
        with path.open("rb") as file:
            if path.stat().st_size > _BIGGEST or unfolds_too_far(file):
                raise ValueError("too large")
        lines = _from_docx(path) if path.suffix.lower() == ".docx" else _from_xlsx(path)
    except DecisionError:
        raise
    except Exception as error:  # whatever a strange file makes the two libraries raise
        raise DecisionError(
            "不是本程序导出的 DOCX 或 XLSX，读不了", "not a DOCX or XLSX that this program sent out", str(path)
        ) from error
    return {key: text[:_LONGEST] for key, text in lines.items() if key.startswith("c-") and text.strip()}


def _from_docx(path: Path) -> dict[str, str]:
    from docx import Document

    found = {}
    for table in Document(str(path)).tables:
        cells = [(row.cells[0].text.strip(), row.cells[1].text.strip()) for row in table.rows if len(row.cells) > 1]
        said = dict(cells).get(_REPLY.zh)
        if said is not None:
            found[cells[0][1]] = said
    return found


def _from_xlsx(path: Path) -> dict[str, str]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    try:
        found = {}
        lines = book.worksheets[0].iter_rows(values_only=True)
        heads = [str(head or "").partition("\n")[0].strip() for head in next(lines)]
        column = heads.index(_REPLY.zh)
        for values in lines:
            key, text = (values[0], values[column]) if len(values) > column else (None, None)
            if key is not None and text is not None:
                found[str(key).strip()] = str(text).strip()
        return found
    finally:
        book.close()


def reply_decisions(replies: dict[str, str], rows: Rows, *, who: str, at: str) -> list[Decision]:
    """The entries for the log: one for each reply to a commitment in a build's tables.

    Raises DecisionError for a reply to what is not there.
    """
    reports = {row["id"]: row for row in rows["reports"]}
    commitments: dict[str, Any] = {row["id"]: row for row in rows["commitments"]}
    final = {row["commitment"]: row for row in rows["links"] if row["final"]}
    unknown = sorted(replies.keys() - commitments.keys())
    if unknown:
        raise DecisionError(f"数据里没有这些编号：{'、'.join(unknown)}", f"not in the data: {', '.join(unknown)}")
    found = []
    for key, text in sorted(replies.items()):
        later = final[key]["later_report"] if key in final else None
        found.append(
            Decision(
                id="",
                commitment=key,
                jurisdiction=reports[commitments[key]["report"]]["jurisdiction"],
                who=who,
                at=at,
                action="reply",
                fields={"later_report": later} if later else {},
                reason=text,
                seen={
                    "report": commitments[key]["report"],
                    "sentence": commitments[key]["quote_clean"][:SENTENCE],
                    "name": commitments[key]["indicator"] or commitments[key]["object"] or "",
                },
            )
        )
    return found
