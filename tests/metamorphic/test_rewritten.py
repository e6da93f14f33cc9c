"""A report says the same however it is written down, and whatever lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from metamorphic.rewritten import REWRITINGS, UNRELATED, Said, differences, said_in, texts_of, write

from tracker.resources import resource


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return texts_of(resource("reports"))


@pytest.fixture(scope="module")
def sound(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Said:
    files = {name: text.encode() for name, text in texts.items()}
    return said_in(write(files, tmp_path_factory.mktemp("sound")))


@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_the_same_commitments_results_and_verdicts(
    rewriting: str, texts: dict[str, str], sound: Said, tmp_path: Path
) -> None:
    files = REWRITINGS[rewriting](texts)
    assert list(files.values()) != [text.encode() for text in texts.values()] or set(files) != set(texts)
    assert not differences(sound, said_in(write(files, tmp_path)))


def test_the_comparison_notices_a_figure(texts: dict[str, str], sound: Said, tmp_path: Path) -> None:
    name = "chengzhou-2024-gwr.txt"
    assert "工业增加值增长7.2%" in texts[name]
    changed = {**texts, name: texts[name].replace("工业增加值增长7.2%", "工业增加值增长9.2%")}
    found = differences(sound, said_in(write({n: t.encode() for n, t in changed.items()}, tmp_path)))
    assert any(line.startswith("links + ") and " met met " in line for line in found)


def test_the_unrelated_report_has_something_to_say(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNRELATED.replace("岑溪岭", "岑溪"), encoding="utf-8")
    said = said_in(tmp_path)
    assert len(said.commitments) == len(said.results) == 4
