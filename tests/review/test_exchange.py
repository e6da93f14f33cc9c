"""Decisions in and out of files, as gold, and the government's reply; private notes in none of them."""

from __future__ import annotations

import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.conftest import LATER, PLAN, Office
from tracker.batch import build
from tracker.decisions import in_force
from tracker.errors import DecisionError
from tracker.evaluate.gold import load_gold
from tracker.models import Decision, Verdict
from tracker.render.takeaway import only_checked, read_tables
from tracker.review.exchange import lines_of, read_lines, write_text
from tracker.review.gold import gold_files
from tracker.review.reply import read_replies, reply_decisions, reply_rows, write_docx, write_xlsx
from tracker.store import Store

CANARY = "CANARY-私下"


@pytest.fixture
def decided(office: Office) -> Office:
    office.desk.decide("a", office.key("固定资产投资"), "accept", {"note": CANARY, "reason": "与公报一致"})
    office.desk.decide("a", office.key("城镇新增就业"), "not_reported", {"note": CANARY})
    office.desk.decide("a", office.key("管网"), "not_a_commitment", {})
    return office


def test_importing_twice_changes_nothing(decided: Office, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    write_text(file, lines_of(decided.log()))
    with Store(tmp_path / "other.sqlite") as other:
        assert other.append_all(read_lines(file)) == 3
        assert other.append_all(read_lines(file)) == 0
        assert lines_of(other.decisions()) == file.read_text(encoding="utf-8")


def test_private_notes_stay_behind(decided: Office) -> None:
    assert CANARY in repr(decided.log())
    assert CANARY not in lines_of(decided.log())


def test_a_line_changed_by_hand_is_told_with_its_place(decided: Office, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    lines = lines_of(decided.log()).splitlines()
    lines[1] = lines[1].replace('"who": "a"', '"who": "b"')
    write_text(file, "\n".join(lines))
    with pytest.raises(DecisionError) as caught:
        read_lines(file)
    assert caught.value.where.endswith(":2")
    write_text(file, '{"id": 1}')
    with pytest.raises(DecisionError):
        read_lines(file)


def test_what_was_decided_is_gold_that_evaluation_reads(decided: Office, tmp_path: Path) -> None:
    for name, text in gold_files(decided.desk.corpus).items():
        write_text(tmp_path / name, text)
    (answers,), (links,) = load_gold(tmp_path)
    assert {t.indicator for t in answers.targets} == {"固定资产投资", "城镇新增就业"}
    text = decided.reviewed.place.reports["songxi-2024"].source.text
    for target in answers.targets:
        start, end = target.place(text, "")
        assert text[start:end] == target.anchor
    # what is no commitment counts as read, and is not among the answers
    assert answers.regions is not None
    assert any("管网" in PLAN[start:end] or "30公里" in PLAN[start:end] for start, end in answers.regions)
    assert {link.verdict for link in links.links} == {Verdict.MISSED, Verdict.UNREPORTED}


# --- a build with decisions -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "songxi-2024.txt").write_text(PLAN, encoding="utf-8")
    (folder / "songxi-2025.txt").write_text(LATER, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def texts(folder: Path) -> str:
    return "".join(p.read_bytes().decode("utf-8", "replace") for p in sorted(folder.rglob("*")) if p.is_file())


def test_a_build_applies_decisions_says_so_and_holds_no_private_word(
    decided: Office, reports: Path, tmp_path: Path
) -> None:
    summary = build([reports], tmp_path / "out", decisions=decided.log())
    assert (summary.decisions, summary.stale) == (3, 0)
    page = (tmp_path / "out" / "scorecard" / "songxi-2024.html").read_text(encoding="utf-8")
    assert "经人工复核" in page
    assert "与公报一致" in page
    assert "已采用人工复核记录" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    rows = read_tables(tmp_path / "out")
    states = {row["commitment"]: (row["check_state"], row["decided_by"]) for row in rows["links"] if row["final"]}
    assert states[decided.key("固定资产投资")] == ("one", "reviewer")
    assert {row["commitment"] for row in only_checked(rows)["links"]} == {
        decided.key("固定资产投资"), decided.key("城镇新增就业"),
    }  # fmt: skip
    everything = texts(tmp_path / "out")
    assert CANARY not in everything
    assert str(Path.home()) + "/" not in everything
    assert str(tmp_path) not in everything


def test_a_report_corrected_by_a_reviewer_is_read_again_as_corrected(
    office: Office, reports: Path, tmp_path: Path
) -> None:
    given = {"of": "report", "report": "songxi-2025", "title": "松溪县2025年计划报告", "kind": "plan_report"}
    office.desk.decide("a", office.key("固定资产投资"), "correct", given)
    summary = build([reports], tmp_path / "out", decisions=office.log())
    assert (summary.decisions, summary.stale) == (1, 0)
    kinds = {row["id"]: row["kind"] for row in read_tables(tmp_path / "out")["reports"]}
    assert kinds["songxi-2025"] == "plan_report"


def test_stale_decisions_are_counted_and_leave_the_build_as_it_is(
    office: Office, reports: Path, tmp_path: Path
) -> None:
    given = {"id": "d1", "commitment": "c-gone", "who": "a", "at": "2025-01-01", "action": "accept"}
    old = Decision.model_validate({**given, "jurisdiction": office.reviewed.place.name})
    elsewhere = old.model_copy(update={"id": "d2", "jurisdiction": "别处"})
    summary = build([reports], tmp_path / "out", decisions=[old, elsewhere])
    assert (summary.decisions, summary.stale) == (0, 2)


def test_a_scorecard_nobody_checked_says_so(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out")
    page = (tmp_path / "out" / "scorecard" / "songxi-2024.html").read_text(encoding="utf-8")
    assert "未经人工复核" in page


# --- the government's reply -------------------------------------------------------------------------------------


def fill_docx(path: Path, text: str) -> None:
    from docx import Document

    document = Document(str(path))
    document.tables[0].rows[-1].cells[1].text = text
    document.save(str(path))


def fill_xlsx(path: Path, text: str) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    book.worksheets[0]["H2"] = text
    book.save(path)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_reply_comes_back_beside_its_row_changes_no_verdict_and_reopens_it(
    decided: Office, reports: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out"
    build([reports], out, decisions=decided.log())
    before = read_tables(out)
    rows = reply_rows(before, verdicts=["missed"])
    assert [row.verdict for row in rows] == ["未达（已复核）"]
    assert [row.commitment for row in rows] == [decided.key("固定资产投资")]
    assert "7.5%" in rows[0].reported
    assert rows[0].about == "固定资产投资 9%"
    file = tmp_path / f"reply.{kind}"
    (write_docx if kind == "docx" else write_xlsx)(rows, file)
    first = file.read_bytes()
    assert read_replies(file) == {}
    (write_docx if kind == "docx" else write_xlsx)(rows, file)
    assert file.read_bytes() == first
    (fill_docx if kind == "docx" else fill_xlsx)(file, "=1+1 因重大项目延期")

    replies = read_replies(file)
    assert replies == {decided.key("固定资产投资"): "=1+1 因重大项目延期"}
    assert decided.key("固定资产投资") not in decided.desk.queue.select(_open())
    decided.store.append_all(reply_decisions(replies, before, who="government", at="2025-03-01T00:00:00Z"))
    decided.desk.refresh()
    item = decided.desk.queue.items[decided.key("固定资产投资")]
    assert (item.open, item.reason) == (True, "reply")

    build([reports], out, decisions=decided.log())
    after = read_tables(out)
    verdicts = [[(r["commitment"], r["verdict"], r["result"]) for r in rows["links"]] for rows in (before, after)]
    assert verdicts[0] == verdicts[1]
    assert "政府说明：=1+1 因重大项目延期" in (out / "scorecard" / "songxi-2024.html").read_text(encoding="utf-8")
    decided.desk.decide("a", decided.key("固定资产投资"), "accept", {})
    assert not decided.desk.queue.items[decided.key("固定资产投资")].open
    assert [d.action for d in in_force(decided.log())].count("reply") == 1


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"verdict": "unreported", "verdict_detail": "searched_same_kind"}, "未提及"),
        ({"verdict": "unreported", "verdict_detail": "other_kind_only"}, "待查"),
        ({"verdict": "unreported", "verdict_detail": "fragment"}, "缺页"),
        ({"verdict": "incomparable", "verdict_detail": "scope"}, "不可比：统计范围不同"),
        ({"verdict": "ongoing", "overdue": True}, "逾期"),
    ],
)
def test_a_row_goes_out_with_the_case_it_is(
    decided: Office, reports: Path, tmp_path: Path, link: dict[str, object], said: str
) -> None:
    build([reports], tmp_path / "out")
    rows = read_tables(tmp_path / "out")
    key = decided.key("固定资产投资")
    links = [row | link if row["commitment"] == key else row for row in rows["links"]]
    (row,) = reply_rows({**rows, "links": links}, chosen=[key])
    assert row.verdict == f"{said}（程序初判）"


def _open() -> object:
    from tracker.review.filters import Filter

    return Filter(queue="print")


def test_a_file_that_was_never_sent_out_is_refused(tmp_path: Path) -> None:
    for name in ("x.docx", "x.xlsx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 nothing")
        with pytest.raises(DecisionError):
            read_replies(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 20_000_000)
    shutil.copy(tmp_path / "bomb.xlsx", tmp_path / "bomb.docx")
    for name in ("bomb.docx", "bomb.xlsx"):
        before = time.process_time()
        with pytest.raises(DecisionError):
            read_replies(tmp_path / name)
        assert time.process_time() - before < 1
    with pytest.raises(DecisionError):
        reply_decisions({"c-1": "x"}, {"reports": [], "commitments": [], "links": []}, who="a", at="")


def test_lines_are_plain_json(decided: Office) -> None:
    for line in lines_of(decided.log()).splitlines():
        assert "note" not in json.loads(line)
