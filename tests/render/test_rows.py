"""Rows of the tables, made from a report read as any other."""

from __future__ import annotations

from tracker.flow import extract_report, report_from_source
from tracker.models import SourceText
from tracker.render.rows import rows_of

# the run is read one byte out of step, and the byte of its last sign was lost
_TEXT = (
    "乐河县人民政府工作报告\n——2024年1月9日在乐河县人民代表大会上\n二、2024年工作安排\n"
    "让群众更加幸?！俺鋈Α?，新建驿站12个。\n"
)


def test_what_repair_guessed_stands_in_brackets_in_the_clean_quote_alone() -> None:
    source = SourceText(path="a.txt", sha256="0" * 64, format="text", encoding="utf-8", text=_TEXT)
    found = extract_report(report_from_source(source))
    rows = rows_of([found], [])
    (row,) = (row for row in rows["commitments"] if row["value"] == 12)
    assert row["clean_edits"]["guessed"]
    assert "“出圈〔”〕" in row["quote_clean"]
    assert "〔" not in row["quote"]
