"""The archive: a file unchanged at its place, one copy of a report in use, nothing half after an interruption."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.archive import Proposal, keep, propose, put_aside
from tracker.archive.record import change_record
from tracker.batch.inputs import collect
from tracker.errors import CatalogueError, ReadError
from tracker.flow import built_in_rulebook
from tracker.read.catalogue import load_overrides

WHOLE = """2024年杏坪市政府工作报告
——2024年1月10日在杏坪市第八届人民代表大会第四次会议上
一、2023年工作回顾
粮食产量达到42万吨。
二、2024年工作安排
新建村级养老服务站20个。
"""
PLACE = Path("杏坪市") / "2024"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str = WHOLE) -> Path:
        path = tmp_path / "found" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write


def proposed(file: Path, archive: Path, **given: object) -> Proposal:
    return propose(file, archive, given, built_in_rulebook())


def in_use(archive: Path) -> dict[str, str]:
    """What a build reads: the id of each report, with its file."""
    inputs, failures = collect([archive])
    assert not failures, failures
    return {item.report_id: item.shown for item in inputs}


def test_a_file_goes_unchanged_to_its_place_with_its_hash_and_source(archive: Path, write) -> None:
    file = write("a.txt", WHOLE.replace("\n", "\r\n"))
    kept = keep(proposed(file, archive, url="https://example.org/a", publisher="市政府网"), archive)
    assert kept.path == archive / PLACE / "a.txt"
    assert kept.path.read_bytes() == file.read_bytes()
    entry = load_overrides(archive / PLACE)["a.txt"]
    assert entry["url"] == "https://example.org/a"
    assert entry["publisher"] == "市政府网"
    assert len(str(entry["sha256"])) == 64
    assert in_use(archive) == {"杏坪市-2024-work_report": f"{PLACE}/a.txt".replace("\\", "/")}


def test_what_nobody_knows_is_told_and_what_has_no_place_is_not_added(archive: Path, write) -> None:
    proposal = proposed(write("b.txt", "今年新建村级养老服务站20个。\n"), archive)
    assert proposal.missing[:2] == ("jurisdiction", "planned_years")
    assert "url" in proposal.missing
    with pytest.raises(CatalogueError, match="jurisdiction"):
        keep(proposal, archive)
    placed = proposed(proposal.source, archive, jurisdiction="杏坪市", planned_years=(2024, 2024))
    assert keep(placed, archive).path == archive / PLACE / "b.txt"


def test_the_same_file_twice_changes_nothing_and_a_source_told_later_is_recorded(archive: Path, write) -> None:
    file = write("a.txt")
    keep(proposed(file, archive), archive)
    before = (archive / PLACE / "reports.toml").read_bytes()
    again = proposed(write("another-name.txt"), archive)
    assert again.standing == "known"
    assert not keep(again, archive).changed
    assert (archive / PLACE / "reports.toml").read_bytes() == before
    assert keep(proposed(file, archive, status="official"), archive).changed
    assert load_overrides(archive / PLACE)["a.txt"]["status"] == "official"


def test_a_better_copy_takes_the_place_and_the_id_of_the_one_there(archive: Path, write) -> None:
    keep(proposed(write("a.txt", WHOLE.replace("42万", "4?万")), archive, id="xp"), archive)
    kept = keep(proposed(write("clean.txt"), archive), archive)
    assert kept.superseded == archive / PLACE / "a.txt"
    assert kept.superseded.exists()
    assert in_use(archive) == {"xp": f"{PLACE}/clean.txt"}
    assert load_overrides(archive / PLACE)["a.txt"]["superseded_by"] == "clean.txt"


def test_two_copies_of_one_name_stand_side_by_side(archive: Path, write) -> None:
    keep(proposed(write("a.txt", WHOLE.replace("42万", "4?万")), archive), archive)
    kept = keep(proposed(write("a.txt"), archive), archive)
    assert kept.path.name != "a.txt"
    assert kept.path.read_text(encoding="utf-8") == WHOLE


def test_a_copy_that_is_no_better_comes_in_only_when_told_to(archive: Path, write) -> None:
    keep(proposed(write("a.txt"), archive), archive)
    draft = proposed(write("longer.txt", WHOLE + "新建公厕10座。\n"), archive, status="draft")
    assert draft.standing == "no_better"
    with pytest.raises(CatalogueError, match="--replace"):
        keep(draft, archive)
    assert list(in_use(archive).values()) == [f"{PLACE}/a.txt"]
    keep(draft, archive, replace=True)
    assert list(in_use(archive).values()) == [f"{PLACE}/longer.txt"]
    # and back again: the file is known, and is put in use when that is asked for
    known = proposed(write("a.txt"), archive)
    assert known.aside
    assert not keep(known, archive).changed
    keep(known, archive, replace=True)
    assert list(in_use(archive).values()) == [f"{PLACE}/a.txt"]


def test_another_kind_of_report_of_the_same_year_is_no_rival(archive: Path, write) -> None:
    keep(proposed(write("a.txt"), archive), archive)
    title = "关于杏坪市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告"
    plan = proposed(write("plan.txt", WHOLE.replace("2024年杏坪市政府工作报告", title)), archive)
    assert plan.report.catalogue.kind == "plan_report"
    assert plan.standing == "new"
    keep(plan, archive)
    assert len(in_use(archive)) == 2


def test_one_taken_out_of_use_stays_on_the_disk_and_is_not_built(archive: Path, write) -> None:
    path = keep(proposed(write("a.txt"), archive), archive).path
    put_aside(path, archive)
    assert path.exists()
    assert in_use(archive) == {}
    assert [i.shown for i in collect([path])[0]] == ["a.txt"]  # named itself, it is read
    with pytest.raises(CatalogueError):
        put_aside(write("elsewhere.txt"), archive)


def test_a_file_changed_since_it_was_recorded_is_told_and_not_read(archive: Path, write, tmp_path: Path) -> None:
    from tracker.batch import build

    path = keep(proposed(write("a.txt"), archive), archive).path
    path.write_text(WHOLE.replace("20个", "30个"), encoding="utf-8")
    with pytest.raises(ReadError, match="sha256"):
        build([archive], tmp_path / "out")


@pytest.mark.parametrize("place", ["../../outside", "a/b", "..", "x\0市", "市 "])
def test_no_jurisdiction_leads_out_of_the_archive(archive: Path, write, place: str) -> None:
    with pytest.raises(CatalogueError):
        keep(proposed(write("a.txt"), archive, jurisdiction=place), archive)
    assert not archive.exists() or not [p for p in archive.rglob("*") if p.name != ".lock"]


def test_a_page_without_a_telling_suffix_gets_one_that_folders_are_read_by(archive: Path, write) -> None:
    page = "".join(f"<p>{line}</p>" for line in WHOLE.splitlines())
    kept = keep(proposed(write("view.aspx", f"<html><body>{page}</body></html>"), archive), archive)
    assert kept.path.suffix == ".html"
    assert len(in_use(archive)) == 1


@pytest.mark.parametrize("moment", range(6))
def test_an_interruption_leaves_the_old_copy_or_the_new_one(
    archive: Path, write, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    keep(proposed(write("a.txt", WHOLE.replace("42万", "4?万")), archive), archive)
    better = proposed(write("b.txt"), archive)
    calls = 0
    real = os.replace

    def failing(one: Path, other: Path) -> None:
        nonlocal calls
        calls += 1
        if moment % 2 == 0 and calls == moment // 2 + 1:
            raise KeyboardInterrupt  # before the step
        real(one, other)
        if moment % 2 == 1 and calls == moment // 2 + 1:
            raise KeyboardInterrupt  # behind it

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        keep(better, archive)
    monkeypatch.undo()
    found = list(in_use(archive).values())
    assert found == [f"{PLACE}/b.txt"] if moment == 5 else found == [f"{PLACE}/a.txt"]
    keep(proposed(better.source, archive), archive)
    assert list(in_use(archive).values()) == [f"{PLACE}/b.txt"]
    assert not list(archive.rglob("*.part"))


def test_a_record_that_changed_meanwhile_is_not_written_over(archive: Path, write) -> None:
    late = proposed(write("b.txt"), archive)
    keep(proposed(write("a.txt", WHOLE + "新建公厕10座。\n"), archive), archive)
    with pytest.raises(CatalogueError, match="again"):
        keep(late, archive)


def test_what_people_wrote_by_hand_stays_in_the_record(tmp_path: Path) -> None:
    (tmp_path / "reports.toml").write_text('# 手抄\n["b.txt"]  # 待核\nurl = "https://b"\n', encoding="utf-8")
    change_record(tmp_path, {"a.txt": {"id": "a"}})
    text = (tmp_path / "reports.toml").read_text(encoding="utf-8")
    assert "# 手抄" in text
    assert "# 待核" in text
    assert load_overrides(tmp_path) == {"b.txt": {"url": "https://b"}, "a.txt": {"id": "a"}}


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=60)
@given(st.dictionaries(_TEXT.filter(bool), st.fixed_dictionaries({"title": _TEXT, "publisher": _TEXT}), max_size=3))
def test_whatever_is_recorded_is_read_again(tmp_path_factory: pytest.TempPathFactory, record) -> None:
    folder = tmp_path_factory.mktemp("record")
    for name, fields in record.items():
        change_record(folder, {name: {**fields, "planned_years": (2021, 2025), "partial": True}})
    expected = {name: {**fields, "planned_years": (2021, 2025), "partial": True} for name, fields in record.items()}
    assert load_overrides(folder) == expected
    change_record(folder, dict.fromkeys(record))
    assert load_overrides(folder) == {}
