"""A sentence of hundreds of numbers takes no more time for each of them than a short one."""

from __future__ import annotations

import time

import pytest

from tracker.flow import built_in_rulebook, extract_report, report_from_source
from tracker.models import SourceText


def _spent(part: str, times: int) -> float:
    """Processor time of reading ``part`` so many times over, the least of three."""
    rulebook = built_in_rulebook()
    text = f"柳溪市2024年政府工作报告\n一、2023年工作回顾\n{part * times}。\n"
    source = SourceText(path="a", sha256="", format="text", encoding="utf-8", text=text)
    spent = []
    for _ in range(3):
        before = time.process_time()
        extract_report(report_from_source(source, rulebook, report_id="a"), rulebook)
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.parametrize(
    "part",
    [
        "1个、",
        "由1个、",
        "地区生产总值增长5%",
        "1：1",
        "新建三座、",
        "增长5%，",
        "甲项目和",
        "到2027年建成甲、",
    ],
)
def test_a_long_run_takes_linear_time(part: str) -> None:
    _spent(part, 20)
    assert _spent(part, 1600) < 9 * _spent(part, 400)
