"""From a folder of reports to a folder of pages and data: the same bytes however it was built, bad input told."""

from __future__ import annotations

import json
import os
import shutil
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow.parquet as pq
import pytest
from built import SAMPLE, bytes_of, sample_corpus
from lxml import html

from tracker.batch import Summary, build
from tracker.errors import ReadError
from tracker.render.takeaway import read_tables


def _lines(out: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "data" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Summary]:
    folder = tmp_path_factory.mktemp("built")
    reports = sample_corpus(folder / "reports")
    return reports, folder / "out", build([reports], folder / "out")


def test_every_report_gives_commitments_results_and_links(built: tuple[Path, Path, Summary]) -> None:
    _, out, summary = built
    assert summary.reports == len(SAMPLE)
    assert summary.targets > 50
    assert summary.links > 20
    assert not summary.failures
    assert (out / "index.html").exists()


def test_quotes_are_the_source_text_at_their_offsets(built: tuple[Path, Path, Summary]) -> None:
    reports, out, _ = built
    texts = {path.stem: path.read_bytes().decode() for path in reports.glob("*.txt")}
    rows = [*_lines(out, "commitments"), *_lines(out, "results"), *_lines(out, "rejected")]
    assert rows
    for row in rows:
        assert texts[str(row["report"])][row["start"] : row["end"]] == row["quote"]  # type: ignore[misc]


def test_every_commitment_has_exactly_one_final_line(built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    final = [row["commitment"] for row in _lines(out, "links") if row["final"]]
    assert sorted(map(str, final)) == sorted(
        str(row["id"]) for table in ("commitments", "qualitative") for row in _lines(out, table)
    )


def test_two_builds_give_the_same_bytes(built: tuple[Path, Path, Summary], tmp_path: Path) -> None:
    reports, out, _ = built
    build([reports], tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(out)


def test_two_processes_give_the_bytes_of_one(built: tuple[Path, Path, Summary], tmp_path: Path) -> None:
    reports, out, _ = built
    build([reports], tmp_path / "two", jobs=2)
    assert bytes_of(tmp_path / "two") == bytes_of(out)


def test_every_link_of_every_page_leads_somewhere(built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    pages = {p: html.fromstring(p.read_bytes()) for p in out.rglob("*.html") if ".cache" not in p.parts}
    places = {p: set(tree.xpath("//@id")) for p, tree in pages.items()}
    dead = []
    for page, tree in pages.items():
        for address in map(urlsplit, tree.xpath("//@href | //@src")):
            if not address.scheme:
                target = (page.parent / unquote(address.path)).resolve() if address.path else page
                there = unquote(address.fragment) in places.get(target, ("",)) if address.fragment else target.exists()
                dead += [] if there else [(page.name, address.geturl())]
    assert dead == []


def test_a_build_among_its_reports_never_reads_its_own_pages(tmp_path: Path) -> None:
    reports = sample_corpus(tmp_path / "reports")
    first = build([reports], reports / "scorecards")
    before = bytes_of(reports / "scorecards")
    again = build([reports], reports / "scorecards")
    assert (again.reports, again.failures) == (first.reports, [])
    assert bytes_of(reports / "scorecards") == before


def test_a_report_added_later_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    reports = sample_corpus(tmp_path / "reports", SAMPLE[:1])
    build([reports], tmp_path / "grown")
    sample_corpus(reports)
    build([reports], tmp_path / "grown")
    build([reports], tmp_path / "fresh")
    assert bytes_of(tmp_path / "grown") == bytes_of(tmp_path / "fresh")


def test_an_interrupted_build_goes_on_where_it_was(tmp_path: Path, built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    reports = sample_corpus(tmp_path / "reports")

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "extract" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([reports], tmp_path / "out", progress=interrupt)
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / ".cache" / "extractions").iterdir()}
    assert len(kept) == 2
    build([reports], tmp_path / "out")
    assert bytes_of(tmp_path / "out") == bytes_of(out)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept  # not read a second time


def test_nothing_is_done_again_where_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = sample_corpus(tmp_path / "reports", SAMPLE[:1])
    build([reports], tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    for work in ("extract_report", "compare", "join_tables"):
        monkeypatch.delattr(f"tracker.batch.tasks.{work}")
    build([reports], tmp_path / "out")
    assert bytes_of(tmp_path / "out") == before


def test_the_tables_of_many_places_come_in_parts_of_the_same_rows(
    tmp_path: Path, built: tuple[Path, Path, Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, out, _ = built
    monkeypatch.setattr(import_module("tracker.batch.build"), "MANY", 1)
    build([reports], tmp_path / "parts")
    for table, rows in read_tables(out).items():
        assert sorted(read_tables(tmp_path / "parts")[table], key=repr) == sorted(rows, key=repr)
    read = pq.read_table(tmp_path / "parts" / "data" / "commitments.parquet")
    assert read.num_rows == len(read_tables(out)["commitments"])
    described = json.loads((tmp_path / "parts" / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert all((tmp_path / "parts" / "data" / path).is_file() for path in paths)


def test_a_report_more_joins_only_the_part_it_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("tracker.batch.build"), "MANY", 1)
    reports = sample_corpus(tmp_path / "reports")
    build([reports], tmp_path / "out")

    def files() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (tmp_path / "out" / "data" / "links.jsonl").iterdir()}

    before = files()
    sample_corpus(reports, ("qinglan-2024-gwr.txt",))
    build([reports], tmp_path / "out")
    assert len(before) == 2
    assert len(before.items() - files().items()) == 1


def test_a_report_more_writes_only_the_region_it_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("tracker.render.overview"), "LIMIT", 1)
    reports = sample_corpus(tmp_path / "reports")
    build([reports], tmp_path / "out")

    def pages() -> dict[str, int]:
        folders = [tmp_path / "out" / name for name in ("region", "coverage")]
        return {str(path): path.stat().st_ino for folder in folders for path in folder.iterdir()}

    before = pages()
    sample_corpus(reports, ("qinglan-2024-gwr.txt",))
    build([reports], tmp_path / "out")
    assert len(before) == 4
    assert len(before.items() - pages().items()) == 2
    build([reports], tmp_path / "new")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "new")


def test_a_damaged_cache_entry_is_made_again(tmp_path: Path) -> None:
    reports = sample_corpus(tmp_path / "reports", SAMPLE[:1])
    build([reports], tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    for entry in (tmp_path / "out" / ".cache" / "extractions").iterdir():
        entry.write_bytes(b"not what it was")
    shutil.rmtree(tmp_path / "out" / ".cache" / "places")
    build([reports], tmp_path / "out")
    assert bytes_of(tmp_path / "out") == before


def test_ids_do_not_change_with_the_files_name(tmp_path: Path, built: tuple[Path, Path, Summary]) -> None:
    _, out, _ = built
    reports = sample_corpus(tmp_path / "reports")
    (reports / SAMPLE[0]).rename(reports / "renamed.txt")
    build([reports], tmp_path / "out")
    assert {r["id"] for r in _lines(tmp_path / "out", "commitments")} == {r["id"] for r in _lines(out, "commitments")}


def test_bad_input_is_told_in_one_sentence_each_and_the_rest_goes_on(tmp_path: Path) -> None:
    reports = sample_corpus(tmp_path / "reports", SAMPLE[:1])
    (reports / "empty.txt").write_bytes(b"")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 40)
    summary = build([reports], tmp_path / "out")
    assert summary.reports == 1
    assert sorted(f.path for f in summary.failures) == ["binary.txt", "empty.txt"]
    assert all("\n" not in f.zh + f.en for f in summary.failures)


def test_the_fuller_of_two_files_of_a_report_is_used_and_the_other_named(tmp_path: Path) -> None:
    reports = sample_corpus(tmp_path / "reports", SAMPLE[:1])
    text = (reports / SAMPLE[0]).read_text(encoding="utf-8")
    (reports / "copy.txt").write_text(text[: text.index("（八）大力发展")], encoding="utf-8")
    summary = build([reports], tmp_path / "out")
    assert summary.superseded == [("copy.txt", "chengzhou-2022-gwr")]
    assert [r["id"] for r in _lines(tmp_path / "out", "reports")] == ["chengzhou-2022-gwr"]


def test_names_and_texts_that_are_none_of_a_report_are_told_and_the_run_goes_on(tmp_path: Path) -> None:
    reports = sample_corpus(tmp_path / "reports", SAMPLE[:1])
    (reports / "tale.txt").write_text("从前有座山，山里有座庙。\n" * 50, encoding="utf-8")
    (Path(os.fsdecode(os.fsencode(reports) + b"/odd\xff.txt"))).write_text("从前有座山。\n" * 50, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    summary = build([reports, tmp_path / "pipe.txt"], tmp_path / "out")
    assert summary.reports == 1
    assert {failure.path for failure in summary.failures} == {"tale.txt", "odd\ufffd.txt", "pipe.txt"}


def test_where_no_report_can_be_read_the_build_before_stays_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([sample_corpus(tmp_path / "reports")], out)
    before = bytes_of(out)
    bad = tmp_path / "bad"
    bad.mkdir()
    with pytest.raises(ReadError, match=r"no report was read; what was there is unchanged$"):
        build([bad], out)
    (bad / "empty.txt").write_bytes(b"")
    with pytest.raises(ReadError, match=r"^empty\.txt: the file is empty\nno report was read"):
        build([bad], out)
    assert bytes_of(out) == before


def test_reports_of_unknown_places_never_answer_each_other(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for year, text in ((2023, "2023年，新建停车场12个。"), (2024, "2023年，新建停车场12个。2024年，新建停车场15个。")):
        lines = (
            "政府工作报告",
            f"一、{year - 1}年工作回顾",
            text,
            f"二、{year}年工作安排",
            f"{year}年，新建停车场12个。",
        )
        (tmp_path / "reports" / f"r{year}.txt").write_text("\n".join(lines), encoding="utf-8")
    build([tmp_path / "reports"], tmp_path / "out")
    assert {row["jurisdiction"] for row in _lines(tmp_path / "out", "reports")} == {""}
    assert {row["later_report"] for row in _lines(tmp_path / "out", "links")} == {None}
