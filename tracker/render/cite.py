"""Citations as GB/T 7714—2015 writes them, from what the catalogue knows; what is missing is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.models import Report

__all__ = ["cite", "cite_report_row", "cite_statement_row"]


def cite(report: Report) -> str:
    """The citation of a report; see ``cite_report_row``."""
    return cite_report_row({"id": report.id, **report.catalogue.__dict__})


def cite_report_row(row: Mapping[str, Any]) -> str:
    """责任者. 题名[R/OL]. (日期)[引用日期]. 网址. for a report online; 责任者. 题名[R]. 日期. for any other.

    ``row`` is a row of the reports table.
    """
    online = bool(row["url"])
    parts = [
        row["issuer"] or f"{row['jurisdiction']}人民政府",
        f"{row['title'] or row['id']}[{'R/OL' if online else 'R'}]",
    ]
    if online:
        delivered = f"({row['delivered_on']})" if row["delivered_on"] else ""
        retrieved = f"[{row['retrieved']}]" if row["retrieved"] else ""
        parts += [delivered + retrieved, row["url"]]
    else:
        years = row["planned_years"] or row["reviewed_years"] or ("",)
        parts.append(", ".join(part for part in (row["publisher"], row["delivered_on"] or str(years[0])) if part))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def cite_statement_row(report: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The citation of one sentence: its report, its place, and whether the quote was corrected from a damaged file.

    ``row`` is a row of the commitments, qualitative or results table, ``report`` the row of its report.
    """
    text = f"{cite_report_row(report)} 原文第{row['start'] + 1}—{row['end']}字."
    edits = row["clean_edits"]
    if row["quote"] != row["quote_clean"] and (edits["exact"] or edits["guessed"]):
        text += f" 引文据有瑕疵的文本校正：确定{edits['exact']}处，推断{edits['guessed']}处."
    return text
