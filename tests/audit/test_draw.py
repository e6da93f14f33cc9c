"""The sample: the same for the same seed, whatever the order of files and rows; every stratum seen."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.audit import draw, read_sample, write_sample
from tracker.audit.draw import allocate
from tracker.batch import build
from tracker.errors import DecisionError, TrackerError
from tracker.models import Decision
from tracker.resources import resource

BY = ("year", "level", "kind", "verdict")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("audit") / "out"
    build([resource("reports")], out)
    return out


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same reports under other names, so that everything comes in another order."""
    folder = tmp_path_factory.mktemp("renamed")
    for number, file in enumerate(sorted(resource("reports").glob("*.txt"), reverse=True)):
        shutil.copy(file, folder / f"{number}.txt")
    build([folder], folder / "out")
    return folder / "out"


def test_the_same_seed_draws_the_same_whatever_the_order_of_files(built: Path, renamed: Path) -> None:
    one, other = draw(built, 40, 7, BY, 4), draw(renamed, 40, 7, BY, 4)
    assert [item.commitment for item in one.items] == [item.commitment for item in other.items]
    assert [(s.start, s.headings) for s in one.sections] == [(s.start, s.headings) for s in other.sections]
    assert one == draw(built, 40, 7, BY, 4)
    assert {i.commitment for i in draw(built, 40, 8, BY).items} != {i.commitment for i in one.items}


def test_every_stratum_is_seen_and_the_sizes_are_those_of_the_build(built: Path) -> None:
    sample = draw(built, 60, 1, ("kind", "verdict"))
    assert len(sample.items) == 60
    assert all(stratum.drawn >= 1 for stratum in sample.strata)
    assert sum(stratum.size for stratum in sample.strata) == sample.population
    drawn = Counter(item.stratum for item in sample.items)
    assert [drawn[place] for place in range(len(sample.strata))] == [stratum.drawn for stratum in sample.strata]
    for item in sample.items:
        assert sample.strata[item.stratum].key["verdict"] == item.verdict


def test_more_than_there_are_draws_all_of_them_once(built: Path) -> None:
    sample = draw(built, 100_000, 1, ("verdict",))
    assert len({item.commitment for item in sample.items}) == len(sample.items) == sample.population


def test_what_a_person_decided_is_not_drawn(built: Path, tmp_path: Path) -> None:
    item = draw(built, 1, 1, ("verdict",)).items[0]
    decided = Decision(
        id="1", commitment=item.commitment, jurisdiction="澄州市", who="a", at="2025-01-01", action="not_reported"
    )
    other = decided.model_copy(update={"jurisdiction": "澄州市青岚县", "id": "2"})
    build([resource("reports")], tmp_path / "out", decisions=[decided, other])
    sample = draw(tmp_path / "out", 100_000, 1, ("verdict",))
    assert sample.left_out == 1
    assert item.commitment not in {i.commitment for i in sample.items}


def test_sections_are_whole_parts_of_plans_none_inside_another(built: Path) -> None:
    sections = draw(built, 1, 3, ("kind",), 50).sections
    assert len(sections) > 3
    for one in sections:
        assert one.headings
        assert all(one.start <= found.start < one.end for found in one.found)
        for other in sections:
            assert one is other or one.report != other.report or one.end <= other.start or other.end <= one.start


def test_a_sample_comes_back_from_its_file(built: Path, tmp_path: Path) -> None:
    sample = draw(built, 20, 1, BY, 2)
    write_sample(sample, tmp_path / "s" / "audit.json")
    assert read_sample(tmp_path / "s" / "audit.json") == sample
    (tmp_path / "other.json").write_text('{"name": 1}', encoding="utf-8")
    for name in ("other.json", "nowhere.json"):
        with pytest.raises(DecisionError):
            read_sample(tmp_path / name)


def test_a_folder_without_a_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="tracker build"):
        draw(tmp_path, 10, 1, BY)


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=40), st.integers(1, 500))
def test_shares_add_up_and_never_exceed_what_is_there(sizes: list[int], n: int) -> None:
    shares = allocate(sizes, n)
    assert sum(shares) == min(n, sum(sizes))
    assert all(0 <= share <= size for share, size in zip(shares, sizes, strict=True))
    if n >= len(sizes):
        assert min(shares) >= 1


def test_a_stratum_a_hundred_times_as_large_gets_some_ten_times_as_many() -> None:
    small, large = allocate([100, 10_000], 110)
    assert (small, large) == (10, 100)
