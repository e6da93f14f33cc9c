"""Decisions follow their sentence when its report is read as another place's, kind's or year's."""

from __future__ import annotations

from pathlib import Path

import pytest
from review.conftest import LATER, PLAN, Office, office_of, read_texts

from tracker.batch import build
from tracker.models import Decision, Extraction, Verdict
from tracker.moved import by_place, moved, seen_of
from tracker.render.takeaway import read_tables
from tracker.store import Store

OLD = {"songxi-2024": PLAN, "songxi-2025": LATER}


@pytest.fixture(scope="module")
def extractions(tmp_path_factory: pytest.TempPathFactory) -> list[Extraction]:
    return read_texts(tmp_path_factory.mktemp("old"), **OLD)


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> list[Extraction]:
    """The same two reports, read as those of another county, so that every id is another."""
    return read_texts(
        tmp_path_factory.mktemp("new"), **{name: text.replace("松溪县", "甲乙县") for name, text in OLD.items()}
    )


def decide(office: Office) -> None:
    office.desk.decide("a", office.key("固定资产投资"), "accept", {"reason": "与公报一致"})
    office.desk.decide("a", office.key("养老服务站"), "not_reported", {})
    start = office.reviewed.place.reports["songxi-2025"].clean.text.index("210万人次")
    given = {"report": "songxi-2025", "start": str(start), "end": str(start + 6), "words": "210万人次"}
    office.desk.decide("a", office.key("游客"), "made", given)
    office.desk.decide("b", office.key("固定资产投资"), "accept", {})
    office.desk.decide("a", office.key("就业"), "not_a_commitment", {})
    office.desk.undo("a", office.log()[-1].id)


def test_no_id_stays_and_every_decision_does(
    extractions: list[Extraction], renamed: list[Extraction], tmp_path: Path
) -> None:
    old, new = ({c.id for e in found for c in e.commitments} for found in (extractions, renamed))
    assert not old & new
    with Store(tmp_path / "decisions.sqlite") as store:
        decide(office_of(extractions, store))
        written = list(store.decisions())
        office = office_of(renamed, store)
        assert office.desk.stale() == []
        assert office.final("固定资产投资").check_state == "two"  # type: ignore[attr-defined]
        assert office.final("养老服务站").verdict is Verdict.UNREPORTED  # type: ignore[attr-defined]
        assert office.final("游客").verdict is Verdict.MET  # type: ignore[attr-defined]
        assert office.desk.queue.items[office.key("就业")].open
        assert not office.desk.queue.items[office.key("养老服务站")].open
        office.desk.undo("a", written[1].id)
        assert office.desk.queue.items[office.key("养老服务站")].open
        assert list(store.decisions())[: len(written)] == written


def test_a_build_applies_them_too_and_counts_none_as_stale(extractions: list[Extraction], tmp_path: Path) -> None:
    with Store(tmp_path / "decisions.sqlite") as store:
        decide(office_of(extractions, store))
        log = list(store.decisions())
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in OLD.items():
        (reports / f"{name}.txt").write_text(text.replace("松溪县", "甲乙县"), encoding="utf-8")
    summary = build([reports], tmp_path / "out", decisions=log)
    assert (summary.decisions, summary.stale) == (4, 0)
    finals = [row for row in read_tables(tmp_path / "out")["links"] if row["final"] and row["decided_by"] == "reviewer"]
    assert sorted(row["check_state"] for row in finals) == ["one", "one", "two"]


def test_correcting_the_kind_of_a_report_leaves_what_was_decided_on_it(
    extractions: list[Extraction], tmp_path: Path
) -> None:
    with Store(tmp_path / "decisions.sqlite") as store:
        office = office_of(extractions, store)
        decide(office)
        given = {"of": "report", "report": "songxi-2024", "kind": "plan_report"}
        office.desk.decide("a", office.key("固定资产投资"), "correct", given)
        log = list(store.decisions())
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in OLD.items():
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    summary = build([reports], tmp_path / "out", decisions=log)
    assert (summary.decisions, summary.stale) == (5, 0)


def decision(extraction: Extraction, **more: object) -> Decision:
    seen = seen_of(extraction.commitments[0], extraction)
    given = {"id": "d1", "commitment": "c-old", "who": "a", "at": "", "action": "accept", "jurisdiction": "别处"}
    return Decision.model_validate({**given, "seen": seen, **more})


def test_only_the_same_sentence_and_value_of_the_same_report_will_do(extractions: list[Extraction]) -> None:
    plan = next(e for e in extractions if e.report.id == "songxi-2024")
    said = decision(plan)
    assert moved([said], extractions)[0].commitment == plan.commitments[0].id
    for key, other in (("report", "songxi-2025"), ("sentence", "另一句。"), ("value", "1%")):
        changed = said.model_copy(update={"seen": {**said.seen, key: other}})
        assert moved([changed], extractions) == [changed]


def test_what_is_known_or_says_nothing_of_where_it_stood_is_left_alone(extractions: list[Extraction]) -> None:
    known = decision(extractions[0], commitment=extractions[0].commitments[0].id)
    bare = decision(extractions[0], seen={})
    assert moved([known, bare], extractions) == [known, bare]


def test_an_entry_goes_to_its_own_place_and_to_that_of_its_report(extractions: list[Extraction]) -> None:
    said = decision(extractions[0])
    assert by_place([said], {said.seen["report"]: "甲乙县", "other": "丙县"}) == {"别处": [said], "甲乙县": [said]}
    assert by_place([said], {}) == {"别处": [said]}


TORN = LATER.replace("固定资产投资增长7.5%", "固定资产投?增长7.5%").replace("更新改造共31公里", "更新改造共3?公里")


def test_what_was_decided_on_a_damaged_copy_holds_on_the_one_where_the_character_can_be_read(
    extractions: list[Extraction], tmp_path: Path
) -> None:
    torn = read_texts(tmp_path, **{"songxi-2024": PLAN, "songxi-2025": TORN})
    old, new = ({r.id for e in found for r in e.results} for found in (torn, extractions))
    assert len(old - new) >= 2
    with Store(tmp_path / "decisions.sqlite") as store:
        office = office_of(torn, store)
        office.desk.decide("a", office.key("固定资产投资"), "accept", {})
        assert office.log()[-1].result in old - new
        again = office_of(extractions, store)
        assert again.desk.stale() == []
        assert again.final("固定资产投资").decided_by == "reviewer"  # type: ignore[attr-defined]
        assert again.final("固定资产投资").result in new  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("里程突?800公里", "里程突破800公里", True),
        ("工?I企业", "工业企业", True),
        ("前1?。", "前1‰。", True),
        ("里程突?800公里", "里程突破900公里", False),
        ("里程突破800公里", "里程突破900公里", False),
        ("增长?%", "增长12345%", False),
        ("?一?二?三?四?五?六?七", "一二三四五六七", False),
    ],
)
def test_a_lost_character_agrees_with_what_stands_in_its_place_and_nothing_else_does(
    before: str, now: str, same: bool
) -> None:
    from tracker.moved import _agrees

    assert _agrees(before, now) is same
