"""What an audit came to, as the Method page shows it and a file keeps it; counted by ``tracker.audit``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from tracker.errors import OutputError, TrackerError, system_reason

__all__ = ["Findings", "Line", "read_findings", "write_findings"]


@dataclass(frozen=True)
class Line:
    """One figure: of ``total`` cases ``hits`` were right; ``share`` weighs strata by their size.

    ``asked`` is commitment (is it one, rightly read), link (is its answer the right one), verdict, or recall. ``key``
    and ``value`` name the part it is of (both empty: the whole). ``low`` and ``high`` bound the share at 95 %.
    """

    asked: str
    key: str
    value: str
    hits: int
    total: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Findings:
    """What an audit came to. ``read`` of ``drawn`` commitments were judged, ``disputed`` of them differently by two.

    ``population`` is what was drawn from, ``covered`` how many of it are in strata of which something was read: of the
    rest the figures say nothing. ``left_out`` is what people had decided before; ``sections_read`` of ``sections`` were
    read to their end. ``recall`` is the whole first, then by kind; empty where no section was read.
    """

    sample: str
    population: int
    covered: int
    left_out: int
    drawn: int
    read: int
    disputed: int
    readers: int
    sections: int
    sections_read: int
    lines: tuple[Line, ...]
    recall: tuple[Line, ...]


def read_findings(path: Path) -> Findings:
    """Findings from a file. Raises TrackerError where it holds none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Findings)
    except OSError as error:
        zh, en = system_reason(error)
        raise TrackerError(f"读不了这个文件（{zh}）", f"this file cannot be read ({en})", str(path)) from error
    except msgspec.MsgspecError as error:
        told = ("不是 tracker audit report 写出的结果", "these are no findings of tracker audit report")
        raise TrackerError(*told, str(path)) from error


def write_findings(findings: Findings, path: Path) -> None:
    """Write findings. Raises OutputError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(findings), indent=1) + b"\n")
    except OSError as error:
        raise OutputError.of_system(error, path) from error
