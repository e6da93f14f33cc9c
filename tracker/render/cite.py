"""Citations as GB/T 7714—2015 writes them, from what the catalogue knows; what is missing is left out."""

from __future__ import annotations

from tracker.models import Report, Statement

__all__ = ["cite", "cite_statement"]


def cite(report: Report) -> str:
    """责任者. 题名[R/OL]. (日期)[引用日期]. 网址. for a report online; 责任者. 题名[R]. 日期. for any other."""
    catalogue = report.catalogue
    online = catalogue.url is not None
    parts = [catalogue.issuer or f"{catalogue.jurisdiction}人民政府"]
    parts.append(f"{catalogue.title or report.id}[{'R/OL' if online else 'R'}]")
    if online:
        dates = f"({catalogue.delivered_on})" if catalogue.delivered_on else ""
        if catalogue.retrieved:
            dates += f"[{catalogue.retrieved}]"
        parts += [dates] if dates else []
        parts.append(catalogue.url or "")
    else:
        year = str(catalogue.year) if catalogue.year else ""
        published = ", ".join(part for part in (catalogue.publisher, catalogue.delivered_on or year) if part)
        parts += [published] if published else []
    return ". ".join(part.rstrip(".") for part in parts) + "."


def cite_statement(report: Report, statement: Statement) -> str:
    """The citation of one sentence: its report, its place, and whether the quote was corrected from a damaged file."""
    text = f"{cite(report)} 原文第{statement.start + 1}—{statement.end}字."
    edits = statement.clean_edits
    if statement.quote != statement.quote_clean and (edits.get("exact") or edits.get("guessed")):
        text += f" 引文据有瑕疵的文本校正：确定{edits.get('exact', 0)}处，推断{edits.get('guessed', 0)}处."
    return text
