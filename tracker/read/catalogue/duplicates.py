"""Two files of the same report: the fuller one is used, the others are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Report

__all__ = ["Duplicates", "duplicates", "fullness"]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """``kept`` and ``dropped`` (fuller ones first) are reports of one jurisdiction, kind and year."""

    kept: Report
    dropped: tuple[Report, ...]


def duplicates(reports: Iterable[Report]) -> tuple[Duplicates, ...]:
    """The groups of files that are the same report, in the order of their first members.

    A report without a known jurisdiction or year is like no other. Fuller is: no draft, whole before partial, fewer
    characters lost, longer (``fullness``), then by path, so that the order of the files does not matter.
    """
    groups: dict[tuple[str, str, int], list[Report]] = {}
    for report in reports:
        catalogue = report.catalogue
        if catalogue.jurisdiction and catalogue.year is not None:
            groups.setdefault((catalogue.jurisdiction, catalogue.kind, catalogue.year), []).append(report)
    ranked = [
        sorted(group, key=lambda report: (fullness(report), report.source.path))
        for group in groups.values()
        if len(group) > 1
    ]
    return tuple(Duplicates(group[0], tuple(group[1:])) for group in ranked)


def fullness(report: Report) -> tuple[bool, bool, int, int]:
    """What tells the better of two copies of one report: the smaller is the better.

    No draft, whole, fewer characters lost, longer.
    """
    lost = sum(end - start for start, end in report.clean.damaged)
    return report.catalogue.status == "draft", report.catalogue.partial, lost, -len(report.clean.text)
