"""The Method page says what an audit came to, and says so where nothing was sampled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.errors import TrackerError
from tracker.render.audited import Findings, Line, read_findings, write_findings
from tracker.render.corpus import Options, RuleFacts
from tracker.render.environment import templates
from tracker.render.method import method_page

FINDINGS = Findings(
    sample="abc", population=900, covered=900, left_out=3, drawn=20, read=18, disputed=1, readers=2, sections=4,
    sections_read=2,
    lines=(
        Line("verdict", "", "", 15, 17, 0.9, 0.66, 0.97),
        Line("verdict", "verdict", "missed", 3, 4, 0.75, 0.3, 0.95),
        Line("link", "level", "county", 3, 3, 1.0, 0.44, 1.0),
    ),
    recall=(Line("recall", "", "", 30, 32, 0.9375, 0.8, 0.98),),
)  # fmt: skip


def shown(findings: Findings | None) -> str:
    return templates().page("method.html", method_page(RuleFacts(), Options(), [], [], findings))


def test_where_nothing_was_sampled_it_says_so() -> None:
    assert "没有抽样核查过" in shown(None)


def test_every_figure_stands_with_its_interval_and_count() -> None:
    page = shown(FINDINGS)
    for words in ("90.0%", "66.0—97.0%", "15/17", "未达", "93.8%", "30/32", "abc"):
        assert words in page
    assert "没有抽样核查过" not in page


def test_unread_sections_leave_recall_unknown() -> None:
    assert "查全率未知" in shown(replace(FINDINGS, sections_read=0, recall=()))


def test_strata_that_nobody_read_are_named_as_such() -> None:
    assert "以上数字不代表" not in shown(FINDINGS)
    assert "以上数字不代表" in shown(replace(FINDINGS, covered=700))


def test_findings_come_back_from_their_file(tmp_path: Path) -> None:
    write_findings(FINDINGS, tmp_path / "f.json")
    assert read_findings(tmp_path / "f.json") == FINDINGS
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    for name in ("other.json", "nowhere.json"):
        with pytest.raises(TrackerError):
            read_findings(tmp_path / name)
