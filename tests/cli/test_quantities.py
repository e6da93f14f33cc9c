"""tracker quantities: lines of text, or the texts of JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli.quantities import quantities
from tracker.errors import ReadError

_SAID = "新建驿站12个，绿道30公里以上。"


def _rows(file: Path) -> list[dict[str, object]]:
    done = CliRunner().invoke(quantities, [str(file), "--json"], standalone_mode=False, catch_exceptions=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_lines_of_text_and_texts_of_json_lines_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{_SAID}\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc": "a", "text": _SAID}) + "\n", encoding="utf-8")
    (row,) = _rows(tmp_path / "a.txt")
    assert [q["text"] for q in row["quantities"]] == ["12个", "30公里以上"]  # type: ignore[attr-defined]
    assert _rows(tmp_path / "a.jsonl") == [row]


@pytest.mark.parametrize("line", ["{", "[1]", '{"text": 3}', "{}"])
def test_a_line_without_text_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ReadError) as told:
        _rows(tmp_path / "a.jsonl")
    assert told.value.where.endswith("a.jsonl:2")
