"""Files are found, named and ordered the same way wherever they lie."""

from __future__ import annotations

from pathlib import Path

from tracker.batch.inputs import collect


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
