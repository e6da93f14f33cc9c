"""The output folder is replaced as a whole, and only when a build ends well."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from tracker.batch.place import staged
from tracker.errors import OutputError


def _build(out: Path, page: str) -> None:
    with staged(out) as place:
        (place / "index.html").write_text(page)


def _write_half_and_fail(place: Path) -> None:
    (place / "index.html").write_text("half")
    raise RuntimeError("the machine was switched off")


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "scorecards"
    _build(out, "first")
    (out / "stale.html").write_text("of the first build")
    _build(out, "second")
    assert (out / "index.html").read_text() == "second"
    assert not (out / "stale.html").exists()


def test_a_build_that_fails_leaves_the_last_good_one_readable(tmp_path: Path) -> None:
    out = tmp_path / "scorecards"
    _build(out, "good")
    with pytest.raises(RuntimeError), staged(out) as place:
        _write_half_and_fail(place)
    assert (out / "index.html").read_text() == "good"
    assert not list(tmp_path.glob(".*.partial"))


def test_the_cache_goes_with_the_folder_from_build_to_build(tmp_path: Path) -> None:
    out = tmp_path / "scorecards"
    _build(out, "first")
    (out / ".cache" / "kept").write_text("x")
    _build(out, "second")
    assert (out / ".cache" / "kept").exists()


def test_a_build_ended_between_its_two_renames_is_put_right_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "scorecards"
    _build(out, "good")
    out.rename(tmp_path / ".scorecards.old")
    with staged(out) as place:
        assert (out / "index.html").read_text() == "good"
        (place / "index.html").write_text("new")
    assert (out / "index.html").read_text() == "new"
    assert not (tmp_path / ".scorecards.old").exists()


def test_a_folder_that_is_no_build_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(OutputError, match="not a build"), staged(tmp_path):
        pass
    assert (tmp_path / "diary.txt").read_text() == "mine"


def test_a_file_is_not_replaced_and_not_called_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="this is a file"), staged(file):
        pass
    assert file.read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_may_be_built_into(tmp_path: Path) -> None:
    out = tmp_path / "empty"
    out.mkdir()
    _build(out, "first")
    assert (out / "index.html").exists()


def test_a_second_build_into_the_same_folder_says_so(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / ".scorecards.lock"),
        pytest.raises(OutputError, match="another tracker build"),
        staged(tmp_path / "scorecards"),
    ):
        pass


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError) as caught, staged(tmp_path / "file" / "scorecards"):
        pass
    assert "\n" not in caught.value.say("zh")
