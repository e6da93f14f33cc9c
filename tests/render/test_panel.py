"""The panel: one row a key, conversions shown, what is missing coded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tracker.flow import built_in_rulebook, compare_reports, extract_report, report_from_source
from tracker.models import SourceText
from tracker.render.panel import PANEL
from tracker.render.years_rows import year_rows
from tracker.years import Annals, read_years

PLAN = """澄州市人民政府工作报告
——2023年1月6日在澄州市第五届人民代表大会第二次会议上
澄州市人民政府市长 陆望
一、2022年工作回顾
全年地区生产总值增长6.8%。
二、2023年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长6.5%左右，固定资产投资增长8%，居民消费价格涨幅3%左右。
粮食产量稳定在12亿斤以上，森林覆盖率达到57.6%，城镇新增就业2万人。
"""
LATER = """澄州市人民政府工作报告
——2024年1月6日在澄州市第五届人民代表大会第三次会议上
澄州市人民政府市长 陆望
一、2023年工作回顾
全年地区生产总值增长6.6%，固定资产投资增长8.3%，社会消费品零售总额增长9.4%。粮食产量62.5万吨。
二、2024年工作安排
今年地区生产总值增长6%左右。
"""


def _rows(*texts: str) -> list[dict[str, object]]:
    rulebook = built_in_rulebook()
    found = [
        extract_report(
            report_from_source(
                SourceText(path=f"{n}.txt", sha256="", format="text", encoding="utf-8", text=text), rulebook
            ),
            rulebook,
        )
        for n, text in enumerate(texts)
    ]
    return year_rows(read_years(Annals(found, compare_reports(found, rulebook)), rulebook))["panel"]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    return _rows(PLAN, LATER)


def _row(rows: list[dict[str, object]], year: int, indicator: str) -> dict[str, object]:
    (row,) = (r for r in rows if r["year"] == year and r["indicator"] == indicator)
    return row


def test_one_row_a_key_and_every_column_in_it(rows: list[dict[str, object]]) -> None:
    keys = Counter((r["year"], r["indicator_id"], r["measure"], r["basis"]) for r in rows)
    assert max(keys.values()) == 1
    assert all(list(row) == [column.name for column in PANEL.columns] for row in rows)


def test_a_promise_stands_beside_what_was_reported(rows: list[dict[str, object]]) -> None:
    row = _row(rows, 2023, "固定资产投资")
    assert (str(row["target_value"]), str(row["result_value"]), row["verdict"], row["missing"]) == (
        "8",
        "8.3",
        "met",
        None,
    )


def test_both_sides_come_in_base_units_with_the_conversion_shown(rows: list[dict[str, object]]) -> None:
    row = _row(rows, 2023, "粮食产量")
    assert row["target_base_unit"] == row["result_base_unit"] == "公斤"
    assert row["target_base_value"] == 600_000_000
    assert row["result_base_value"] == 625_000_000
    assert row["target_conversion"] == "12亿斤 = 6亿公斤"
    assert _row(rows, 2023, "城镇新增就业")["target_conversion"] == "2万人 = 20000人"


@pytest.mark.parametrize(
    ("year", "indicator", "missing"),
    [
        (2023, "居民消费价格", "no_result"),
        (2023, "社会消费品零售总额", "no_target"),
        (2022, "地区生产总值", "no_report"),
        (2024, "地区生产总值", "no_report"),
    ],
)
def test_what_is_missing_is_coded(rows: list[dict[str, object]], year: int, indicator: str, missing: str) -> None:
    assert _row(rows, year, indicator)["missing"] == missing


def test_no_reports_no_rows(tmp_path: Path) -> None:
    assert _rows() == []
