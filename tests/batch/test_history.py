"""An edition built since another one: its rows tell their past, and no address is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from editions.test_compare import built, corrected
from lxml import html
from years.planted import REPORTS

from tracker.batch import build
from tracker.errors import TrackerError
from tracker.render.corpus import Options
from tracker.render.takeaway import read_tables
from tracker.storage import located


def row_of(folder: Path, name: str, report: str = "yunpu-2013") -> str:
    return next(r["id"] for r in read_tables(folder)["commitments"] if r["indicator"] == name and r["report"] == report)


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("editions")
    first = built(folder, REPORTS, "e1")
    texts = corrected("yunpu-2013", "公共财政收入增长14%以上", "公共财政收入增长15%以上")
    second = built(folder, texts, "e2", since=first)
    texts = {name: text for name, text in texts.items() if name != "yunpu-2011"}
    return first, second, built(folder, texts, "e3", since=second)


def test_a_corrected_row_carries_its_history(editions: tuple[Path, Path, Path]) -> None:
    _, second, third = editions
    for folder in (second, third):
        tree = page(folder / "scorecard" / "yunpu-2013.html")
        (row,) = tree.xpath(f'//details[@id="{row_of(folder, "公共财政收入")}"]')
        assert ">=14% → >=15%" in " ".join("".join(row.itertext()).split())


def test_the_address_of_a_row_that_was_corrected_still_leads_somewhere(editions: tuple[Path, Path, Path]) -> None:
    first, second, third = editions
    was = row_of(first, "公共财政收入")
    for folder in (second, third):
        (place,) = page(folder / "scorecard" / "yunpu-2013.html").xpath(f'//*[@id="{was}"]')
        assert place.xpath(".//a/@href")[0].endswith(row_of(folder, "公共财政收入"))


def test_every_address_of_every_edition_still_leads_somewhere(editions: tuple[Path, Path, Path]) -> None:
    for at, older in enumerate(editions):
        for newer in editions[at:]:
            for row in (r for table in ("commitments", "qualitative") for r in read_tables(older)[table]):
                tree = page(newer / "scorecard" / f"{row['report']}.html")
                assert len(tree.xpath(f'//*[@id="{row["id"]}"]')) == 1, (older.name, newer.name, row["quote_clean"])


def test_a_report_that_is_gone_keeps_its_page(editions: tuple[Path, Path, Path]) -> None:
    first, _, third = editions
    tree = page(third / "scorecard" / "yunpu-2011.html")
    assert tree.xpath(f'//*[@id="{row_of(first, "农村公路", "yunpu-2011")}"]')
    assert "报告撤出" in "".join(tree.itertext())


def test_the_build_before_is_left_as_it_was(editions: tuple[Path, Path, Path], tmp_path: Path) -> None:
    first = editions[0]
    again = built(tmp_path, REPORTS, "e1")
    name = "scorecard/yunpu-2013.html"
    assert (again / name).read_bytes() == (first / name).read_bytes()


def test_a_copy_under_another_name_keeps_every_address(editions: tuple[Path, Path, Path], tmp_path: Path) -> None:
    first = editions[0]
    texts = {f"copy-of-{name}" if name == "yunpu-2013" else name: text for name, text in REPORTS.items()}
    second = built(tmp_path, texts, "e2", since=first)
    third = built(tmp_path, texts, "e3", since=second)
    for folder in (second, third):
        tree = page(folder / "scorecard" / "yunpu-2013.html")
        was = {row["id"] for row in read_tables(first)["commitments"] if row["report"] == "yunpu-2013"}
        assert was
        for key in was:
            (place,) = tree.xpath(f'//*[@id="{key}"]')
            assert place.xpath(".//a/@href") == [f"../scorecard/copy-of-yunpu-2013.html#{key}"]


def test_what_was_told_once_is_told_again_from_the_cache(editions: tuple[Path, Path, Path], tmp_path: Path) -> None:
    first = editions[0]
    texts = corrected("yunpu-2013", "公共财政收入增长14%以上", "公共财政收入增长15%以上")
    once = built(tmp_path, texts, "e2", since=first)
    name = "scorecard/yunpu-2013.html"
    told = (once / name).read_bytes()
    build([tmp_path / "in-e2"], once, options=Options(edition="e2"), since=first)
    assert (once / name).read_bytes() == told == (editions[1] / name).read_bytes()


def test_a_place_that_is_gone_keeps_its_addresses_in_every_later_edition(tmp_path: Path) -> None:
    other = {"gan-2012": REPORTS["yunpu-2012"].replace("云浦", "甘棠")}
    first = built(tmp_path, {**REPORTS, **other}, "e1")
    second = built(tmp_path, REPORTS, "e2", since=first)
    third = built(tmp_path, REPORTS, "e3", since=second)
    keys = {row["id"] for row in read_tables(first)["commitments"] if row["report"] == "gan-2012"}
    assert keys
    for folder in (second, third):
        assert keys <= set(page(folder / "scorecard" / "gan-2012.html").xpath("//@id"))


def test_what_is_no_earlier_edition_is_told_before_anything_is_done(tmp_path: Path) -> None:
    stages: list[str] = []
    for out, since in ((tmp_path / "out", tmp_path), (located("memory://editions/out"), tmp_path)):
        with pytest.raises(TrackerError, match=r"no data of a build here|folders of this machine only"):
            build([tmp_path], out, since=since, progress=lambda stage, done, total: stages.append(stage))
        assert not out.exists()
    assert not stages
