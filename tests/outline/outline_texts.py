"""Clean texts and catalogue entries made for one test."""

from __future__ import annotations

from tracker.models import Catalogue, CleanText, OffsetMap, ReportKind

__all__ = ["catalogue", "clean_text"]


def clean_text(text: str) -> CleanText:
    size = len(text)
    return CleanText(
        text=text, offsets=OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    )


def catalogue(year: int = 2024, kind: ReportKind = "work_report") -> Catalogue:
    return Catalogue(jurisdiction="澄州市", level="prefecture", kind=kind, planned_years=(year, year))
