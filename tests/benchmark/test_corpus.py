"""The benchmark's reports are the same for the same seed, repeat no sentence, and say what was planted in them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tracker.benchmark.corpus import LENGTH, make_corpus, write_corpus
from tracker.benchmark.stages import STAGES, measure, measure_segmenting
from tracker.flow import built_in_rulebook, extract_report, report_from_source
from tracker.models import SourceText


def test_the_same_seed_makes_the_same_reports() -> None:
    assert list(make_corpus(3, 2)) == list(make_corpus(3, 2))
    assert list(make_corpus(3, 1)) != list(make_corpus(4, 1))


def test_a_corpus_can_be_gone_on_with() -> None:
    assert [made.name for made in make_corpus(3, 7, length=500)][5:] == [
        made.name for made in make_corpus(4, 2, length=500, first=5)
    ]


def test_no_sentence_comes_twice() -> None:
    said = Counter(
        sentence
        for made in make_corpus(5, 11)
        for line in made.text.splitlines()
        if line.startswith("　　")
        for sentence in re.split("(?<=。)", line.strip())
        if sentence
    )
    assert max(said.values()) == 1


def test_reports_are_as_long_and_as_dense_as_real_ones() -> None:
    (made,) = make_corpus(7, 1)
    assert LENGTH <= len(made.text) <= 1.1 * LENGTH
    sentences = re.split("。", made.text)
    with_figures = sum(bool(re.search(r"\d", sentence)) for sentence in sentences) / len(sentences)
    assert 0.15 < with_figures < 0.35


def test_a_damaged_report_comes_now_and_then() -> None:
    *_, last = make_corpus(2, 12, length=1000)
    assert "現(xiàn)" in last.text or "產(chǎn)" in last.text


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_planted_is_found(seed: int) -> None:
    for made in make_corpus(seed, 2, length=6000):
        source = SourceText(path=f"{made.name}.txt", sha256="", format="text", encoding="utf-8", text=made.text)
        found = extract_report(report_from_source(source, built_in_rulebook()))
        told = Counter(f"plan {item.kind}s" for item in found.commitments)
        told.update(f"review {'result' if item.kind == 'target' else item.kind}s" for item in found.results)
        assert told == made.planted


def test_stages_are_measured_over_a_folder(tmp_path: Path) -> None:
    planted = write_corpus(tmp_path, 9, 2, length=1500)
    row = measure(tmp_path)
    assert row["characters"] == sum(len(made.text) for made in make_corpus(9, 2, length=1500))
    assert isinstance(row["seconds"], dict)
    assert tuple(row["seconds"]) == STAGES
    assert isinstance(row["found"], dict)
    assert {kind: row["found"].get(kind, 0) for kind in planted} == dict(planted)
    assert measure_segmenting(tmp_path)["characters"] == row["characters"]
