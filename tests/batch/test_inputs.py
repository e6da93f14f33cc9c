"""Files are found, named and ordered the same way wherever they lie."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.batch.inputs import collect
from tracker.errors import ReadError
from tracker.read import read_source


def _write(path: Path, text: str = "某市政府工作报告") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_two_files_of_one_name_in_different_folders_get_ids_of_their_own(tmp_path: Path) -> None:
    _write(tmp_path / "甲市" / "2024.txt")
    _write(tmp_path / "乙市" / "2024.txt")
    inputs, failures = collect([tmp_path])
    assert not failures
    assert sorted(i.report_id for i in inputs) == ["乙市-2024", "甲市-2024"]


def test_even_the_same_folder_and_file_name_twice_stay_apart(tmp_path: Path) -> None:
    _write(tmp_path / "a" / "x" / "2024.txt")
    _write(tmp_path / "b" / "x" / "2024.txt")
    inputs, _ = collect([tmp_path])
    assert len({i.report_id for i in inputs}) == 2


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    file = _write(tmp_path / "2024.txt")
    inputs, _ = collect([tmp_path, file])
    assert [i.report_id for i in inputs] == ["2024"]


def test_paths_are_shown_relative_to_the_argument(tmp_path: Path) -> None:
    _write(tmp_path / "某市" / "2024.txt")
    assert collect([tmp_path])[0][0].shown == "某市/2024.txt"


def test_the_order_does_not_depend_on_the_order_of_arguments(tmp_path: Path) -> None:
    one, two = _write(tmp_path / "a.txt"), _write(tmp_path / "b.txt")
    assert [i.report_id for i in collect([one, two])[0]] == [i.report_id for i in collect([two, one])[0]]


def test_a_path_that_is_not_there_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = _write(tmp_path / "a.txt")
    inputs, failures = collect([tmp_path / "missing.txt", file])
    assert [i.report_id for i in inputs] == ["a"]
    assert [f.path for f in failures] == [str(tmp_path / "missing.txt")]


def test_a_broken_catalogue_is_told_and_the_reports_beside_it_are_read(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    _write(tmp_path / "reports.toml", "this is = not toml = at all")
    inputs, failures = collect([tmp_path])
    assert [i.report_id for i in inputs] == ["a"]
    assert len(failures) == 1
    assert failures[0].path.endswith("reports.toml:1")


def test_a_folder_that_cannot_be_looked_into_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "a.txt")
    _write(tmp_path / "locked" / "b.txt")
    monkeypatch.setattr(os, "scandir", _locked(os.scandir, tmp_path / "locked"))
    inputs, failures = collect([tmp_path])
    assert [i.report_id for i in inputs] == ["a"]
    assert [(f.path, "cannot be opened" in f.en) for f in failures] == [(str(tmp_path / "locked"), True)]


def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _write(tmp_path / "locked" / "a.txt").parent
    monkeypatch.setattr(os, "stat", _locked(os.stat, folder / "a.txt", folder / "reports.toml"))
    inputs, failures = collect([folder])
    assert [i.report_id for i in inputs] == ["a"]  # told again when it is read
    assert [f.path for f in failures] == [str(folder / "reports.toml")]
    assert collect([folder / "a.txt"])[1][0].path == str(folder / "a.txt")


def test_a_link_that_leads_nowhere_is_told_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "moved away.txt")
    inputs, failures = collect([tmp_path])
    assert not failures
    with pytest.raises(ReadError, match="link to a file that is not there"):
        read_source(inputs[0].path)


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "back").symlink_to(tmp_path, target_is_directory=True)
    inputs, failures = collect([tmp_path / "in"])
    assert [i.report_id for i in inputs] == ["a"]
    assert [(f.path, "没有跟随" in f.zh) for f in failures] == [(str(tmp_path / "in" / "back"), True)]


def _locked(call: Callable[..., Any], *places: Path) -> Callable[..., Any]:
    """The call of the system as who may not look at these places meets it (root may look at all)."""

    def refused(at: Any, *arguments: Any, **options: Any) -> Any:
        if not isinstance(at, int) and Path(os.fsdecode(at)) in places:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fsdecode(at))
        return call(at, *arguments, **options)

    return refused
