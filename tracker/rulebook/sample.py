"""A report of a few lines around one sentence, so that an example goes through the whole flow as in a real report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tracker.flow import report_from_source
from tracker.language.reading import read
from tracker.models import Extraction, Level, SourceText

if TYPE_CHECKING:
    from tracker.language.context import SentenceContext
    from tracker.rulebook.book import Rulebook

__all__ = ["Part", "Sample", "sample", "sample_text"]

Part = Literal["plan", "review", "outlook"]

_HEADINGS: dict[Part, str] = {
    "review": "一、{last}年工作回顾",
    "outlook": "二、今后五年奋斗目标",
    "plan": "三、{year}年工作安排",
}


@dataclass(frozen=True)
class Sample:
    """What the flow found in a report made around a sentence, which stands at ``start``…``end`` of its source text.

    ``contexts`` is what the language stage knew of each sentence while it read it.
    """

    extraction: Extraction
    start: int
    end: int
    contexts: tuple[SentenceContext, ...]


def sample_text(text: str, *, part: Part = "plan", year: int = 2024, before: str = "") -> tuple[str, int]:
    """The report around a sentence, and where the sentence begins in it."""
    lines = ["临江市政府工作报告", f"——{year}年1月10日在临江市第十届人民代表大会第一次会议上", ""]
    start = 0
    for name, heading in _HEADINGS.items():
        if name == "outlook" != part:
            continue
        lines += [heading.format(year=year, last=year - 1), ""]
        if name == part:
            start = len("\n".join([*lines, before]))
            lines.append(before + text)
        else:
            lines.append("现将有关情况报告如下。")
        lines.append("")
    return "\n".join(lines), start


def sample(
    text: str,
    rulebook: Rulebook,
    *,
    part: Part = "plan",
    year: int = 2024,
    before: str = "",
    level: Level = "prefecture",
) -> Sample:
    """Put a sentence into the ``part`` of a work report of ``year`` and read it; ``before`` stands in front of it."""
    whole, start = sample_text(text, part=part, year=year, before=before)
    source = SourceText(
        path="example.txt",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        format="text",
        encoding="utf-8",
        text=whole,
    )
    known = {
        "jurisdiction": "临江市",
        "level": level,
        "kind": "work_report",
        "title": "临江市政府工作报告",
        "reviewed_years": (year - 1, year - 1),
        "planned_years": (year, year),
        "partial": False,
    }
    report = report_from_source(source, rulebook, overrides=known, report_id="example")
    contexts: list[SentenceContext] = []
    extraction = read(report, rulebook, contexts.append)
    return Sample(extraction, start, start + len(text), tuple(contexts))
