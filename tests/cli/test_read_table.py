"""``tracker read``: one report in full, many as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.cli import main

TEXT = (
    "澄州市政府工作报告\n——2024年1月10日在澄州市第五届人民代表大会第三次会议上\n市长 许清\n各位代表：\n"
    "一、2023年工作回顾\n过去一年，修渠3条，惠及五镇。\n二、2024年工作安排\n今年再修2条，惠及三镇。\n"
)


def test_the_table_has_a_row_for_each_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "zh", "read", "--table", str(tmp_path)])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert "甲" in shown
    assert "乙" in shown
    assert shown.count("澄州市") == 2
    assert "回顾 2023" in shown


def test_a_narrow_terminal_leaves_out_what_would_not_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "甲.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["--lang", "zh", "read", "--table", str(tmp_path)])
    shown = capsys.readouterr().out
    assert "政府工作报告" in shown
    assert "分节" not in shown


def test_one_report_is_shown_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "zh", "read", str(tmp_path / "a.txt")])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert "二、2024年工作安排" in shown
    assert "许清" in shown
