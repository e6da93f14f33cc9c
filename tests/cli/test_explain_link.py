"""``tracker explain-link`` on data as a build writes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli.explain_link import explain_link
from tracker.cli.messages import choose_language
from tracker.errors import TrackerError


@pytest.fixture
def built(tmp_path: Path) -> Path:
    common = {"kind": "target", "action": None, "object": None, "indicator": "柚子产量", "unit": "万吨"}
    rows = {
        "commitments": [
            common | {"id": "ab12", "report": "r2023", "value": 10, "quote_clean": "柚子产量达到10万吨。"},
            common | {"id": "ab34", "report": "r2023", "value": 11, "quote_clean": "柚子产量达到11万吨。"},
        ],
        "results": [common | {"id": "r1", "report": "r2024", "value": 12, "quote_clean": "柚子产量12万吨。"}],
        "links": [
            {
                "commitment": "ab12", "result": "r1", "later_report": "r2024", "final": True, "verdict": "met",
                "verdict_detail": None, "overdue": False, "claimed": None, "mention": None,
                "reasons": [
                    {"level": "name", "weight": 0.48, "text": "名称相同", "en": "the same name"},
                    {"level": "unit", "weight": 0.11, "text": "单位相同"},
                    {"level": "met", "weight": 0, "text": "达到目标数"},
                ],
            },
            {
                "commitment": "ab34", "result": None, "later_report": "r2024", "final": True, "verdict": "unreported",
                "verdict_detail": "searched_same_kind", "overdue": False, "claimed": None, "mention": None,
                "searched": ["r2024", "r2024-plan"], "repromised_in": "cd56", "derivation": "300÷366＝82.0%",
                "reasons": [{"level": "unreported", "weight": 0, "text": "整份报告中没有找到", "en": "not found"}],
            },
        ],
    }  # fmt: skip
    (tmp_path / "data").mkdir()
    for name, lines in rows.items():
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (tmp_path / "data" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_it_shows_both_sentences_the_bars_and_their_sum(built: Path) -> None:
    shown = CliRunner().invoke(explain_link, ["ab12", "-o", str(built)], catch_exceptions=False).output
    assert "柚子产量达到10万吨。" in shown
    assert "柚子产量12万吨。" in shown
    assert "+0.59 合计" in shown
    assert "达到目标数" in shown


def test_what_only_the_tolerance_makes_met_is_never_called_met(built: Path) -> None:
    links = built / "data" / "links.jsonl"
    links.write_text(
        links.read_text(encoding="utf-8").replace('"met",', '"met", "boundary": true,', 1), encoding="utf-8"
    )
    shown = CliRunner().invoke(explain_link, ["ab12", "-o", str(built)], catch_exceptions=False).output
    assert "结果: 约数内" in shown


def test_it_shows_what_was_searched_and_what_was_worked_out(built: Path) -> None:
    shown = CliRunner().invoke(explain_link, ["ab34", "-o", str(built)], catch_exceptions=False).output
    assert "查过: r2024、r2024-plan" in shown
    assert "下一年又列入: cd56" in shown
    assert "推算: 300÷366＝82.0%" in shown


def test_reasons_are_told_in_english_where_english_is_read(built: Path) -> None:
    choose_language(["--lang", "en"], {})
    shown = CliRunner().invoke(explain_link, ["ab12", "-o", str(built)], catch_exceptions=False).output
    assert "the same name" in shown
    assert "名称相同" not in shown
    assert "单位相同" in shown  # data of an earlier version have no English


def test_a_beginning_that_is_not_unique_lists_what_it_could_be(built: Path) -> None:
    with pytest.raises(TrackerError, match="ab12、ab34"):
        CliRunner().invoke(explain_link, ["ab", "-o", str(built)], catch_exceptions=False)


def test_an_unknown_id_is_one_sentence(built: Path) -> None:
    with pytest.raises(TrackerError, match="no commitment"):
        CliRunner().invoke(explain_link, ["zz", "-o", str(built)], catch_exceptions=False)


def test_without_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="run tracker build first"):
        CliRunner().invoke(explain_link, ["ab", "-o", str(tmp_path)], catch_exceptions=False)
