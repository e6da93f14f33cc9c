"""Two files of the same report: the fuller one is used, the others are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Report

__all__ = ["Duplicates", "duplicates"]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """``kept`` and ``dropped`` (fuller ones first) are reports of one jurisdiction, kind and year."""

    kept: Report
    dropped: tuple[Report, ...]


def duplicates(reports: Iterable[Report]) -> tuple[Duplicates, ...]:
    """The groups of files that are the same report, in the order of their first members.

    A report without a known jurisdiction or year is like no other. Fuller is: whole before partial, fewer characters
    lost, longer, then by path, so that the order of the files does not matter.
    """
    groups: dict[tuple[str, str, int], list[Report]] = {}
    for report in reports:
        catalogue = report.catalogue
        if catalogue.jurisdiction and catalogue.year is not None:
            groups.setdefault((catalogue.jurisdiction, catalogue.kind, catalogue.year), []).append(report)
    ranked = [sorted(group, key=_fullness) for group in groups.values() if len(group) > 1]
    return tuple(Duplicates(group[0], tuple(group[1:])) for group in ranked)


def _fullness(report: Report) -> tuple[bool, int, int, str]:
    lost = sum(end - start for start, end in report.clean.damaged)
    return report.catalogue.partial, lost, -len(report.clean.text), report.source.path
