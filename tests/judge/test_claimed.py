"""The government's own words beside the verdict, never in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from paper_reports import done, figure, milestone, report, target

from tracker.models import Claim, CleanText, Extraction, Link, OffsetMap, Section

Lines = Callable[..., list[Link]]


def _saying(text: str, later: Extraction) -> Extraction:
    """The report with a text that is all review."""
    size = len(text)
    offsets = OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    source = later.report.source.model_copy(update={"text": text})
    sections = (Section(start=0, end=size, headings=("回顾",), role="review", years=(2023, 2023)),)
    update = {"source": source, "clean": CleanText(text=text, offsets=offsets), "sections": sections}
    return later.model_copy(update={"report": later.report.model_copy(update=update)})


@pytest.mark.parametrize(
    ("name", "text", "is_claimed"),
    [
        ("柚产值", "柚产值目标超额完成。", True),
        ("柚产值", "河西柚产值目标超额完成。", False),  # too short a name to be known again in a longer one
        ("柚子产值", "河西柚子产值目标超额完成。", True),
        ("柚子产值", "柚子产值外的目标超额完成。", False),
    ],
)
def test_a_claim_is_on_the_name_itself_or_a_telling_end_of_a_longer_one(
    lines: Lines, name: str, text: str, is_claimed: bool
) -> None:
    later = _saying(text, report(2024, (), [figure(name, 80, "亿元")]))
    (line,) = lines([report(2023, [target(name, 100, "亿元")]), later])
    assert (line.claimed is not None) is is_claimed


@pytest.mark.parametrize(
    ("start", "end", "is_claimed"),
    [(0, 14, True), (0, 20, True), (1, 14, False), (0, 13, False)],
)
def test_a_claim_in_the_very_sentence_of_the_result_may_be_on_the_name_it_has_there(
    lines: Lines, start: int, end: int, is_claimed: bool
) -> None:
    told = figure("柚子产业链总产值", 80, "亿元").model_copy(update={"start": start, "end": end})
    later = _saying("柚子产业链总产值目标超额完成。", report(2024, (), [told]))
    (line,) = lines([report(2023, [target("柚子产业链产值", 100, "亿元")]), later])
    assert line.result == told.id
    assert (line.claimed is not None) is is_claimed


def test_a_claim_on_a_deliverable_is_on_what_was_built(lines: Lines) -> None:
    later = _saying("“青石渡大桥”如期完成。", report(2024, (), [done("建成", "青石渡大桥")]))
    (line,) = lines([report(2023, [milestone("建成", "青石渡大桥")]), later])
    assert line.claimed is not None
    assert (line.claimed, line.verdict) == (Claim(quote="“青石渡大桥”如期完成", start=0, end=11), "met")


@pytest.mark.parametrize(
    ("text", "tier", "claimed"),
    [
        ("柚子产值目标超额完成。", "other", "柚子产值目标超额完成"),
        ("主要目标任务圆满完成。", "headline", "主要目标任务圆满完成"),
        ("主要目标任务圆满完成。", "other", None),
        ("15件民生实事年度任务顺利完成。", "livelihood", "15件民生实事年度任务顺利完成"),
        ("15件民生实事年度任务顺利完成。", "headline", None),
        ("民生实事如期完成。", "livelihood", "民生实事如期完成"),
        ("民生实事如期完成。", "headline", None),
        ("超额完成。", "headline", None),  # of whatever
    ],
)
def test_what_is_claimed_stands_beside_the_verdict(lines: Lines, text: str, tier: str, claimed: str | None) -> None:
    later = _saying(text, report(2024, (), [figure("柚子产值", 80, "亿元")]))
    (line,) = lines([report(2023, [target("柚子产值", 100, "亿元", tier=tier)]), later])
    assert line.verdict == "missed"
    assert (line.claimed.quote if line.claimed else None) == claimed
