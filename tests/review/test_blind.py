"""Reading blind: nothing of what the program made of it reaches the page, and what is said is counted."""

from __future__ import annotations

import re

import pytest

from review.client import Client
from review.conftest import LATER, Office
from tracker.audit import Item, Sample, Section, Stratum, count
from tracker.audit.sample import Found
from tracker.models import Verdict
from tracker.render.place import Place

NAMES = ("固定资产投资", "城镇新增就业", "村级养老服务站", "老旧管网")


def sample_of(office: Office) -> Sample:
    place = next(iter(office.desk.corpus.places.values())).place
    report = place.reports["songxi-2024"]
    items = []
    for name in NAMES:
        link = place.final[office.key(name)]
        items.append(
            Item(
                commitment=link.commitment, report=report.id, report_sha256=report.source.sha256, stratum=0,
                verdict=link.verdict.value, result=link.result, later_report=link.later_report,
            )
        )  # fmt: skip
    start = report.source.text.index("二、2024年")
    taken = place.commitments[office.key("固定资产投资")]
    found = Found(
        commitment=taken.id, kind="target", start=taken.value_start or 0, end=taken.value_end or 0
    )  # fmt: skip
    section = Section(
        report=report.id, report_sha256=report.source.sha256, start=start, end=len(report.source.text),
        headings=("二、2024年工作安排",), found=(found,),
    )  # fmt: skip
    stratum = Stratum(key={"kind": "target"}, size=4, drawn=4)
    return Sample(
        name="s1", seed=1, by=("kind",), population=4, left_out=0, strata=(stratum,), items=tuple(items),
        sections=(section,),
    )  # fmt: skip


class Reader(Client):
    """A client in a blind reading."""

    def __init__(self, office: Office, sample: Sample) -> None:
        super().__init__(office.desk, enter=False, sample=sample)
        self.get(f"/?token={self.doors.token}")
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', self.get("/blind").text)[1]  # type: ignore[index]

    def page(self, key: str) -> str:
        return self.get(f"/blind/c/{key}").text.replace(self.csrf, "")


@pytest.fixture
def sample(office: Office) -> Sample:
    return sample_of(office)


@pytest.fixture
def reader(office: Office, sample: Sample) -> Reader:
    return Reader(office, sample)


def place_of(office: Office) -> Place:
    return next(iter(office.desk.corpus.places.values())).place


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_the_same_whatever_the_program_made_of_it(reader: Reader, office: Office, name: str) -> None:
    key = office.key(name)
    before = reader.page(key)
    assert place_of(office).commitments[key].quote_clean in re.sub("<[^>]+>", "", before)
    place = place_of(office)
    for other in (Verdict.MISSED, Verdict.UNREPORTED):
        link = place.final[key].model_copy(update={"verdict": other, "result": None, "score": 0, "reasons": ()})
        place.final[key] = link
        place.links[key] = [link]
        assert reader.page(key) == before


def test_candidates_stand_in_the_order_of_the_report(reader: Reader, office: Office) -> None:
    for name in NAMES:
        values = re.findall(r'name="answer" value="(r-[^"]+|[0-9a-f-]{8,})"', reader.page(office.key(name)))
        starts = [place_of(office).results[v].start for v in values]
        assert starts == sorted(starts)


def test_no_other_page_opens_while_it_goes_on(reader: Reader, office: Office) -> None:
    key = office.key("固定资产投资")
    for address in ("/", f"/c/{key}", "/log", "/site/index.html", f"/c/{key}/source/songxi-2025"):
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/blind")
    assert reader.post(f"/c/{key}", do="accept").headers["location"] == "/blind"
    assert office.log() == []


def test_answers_are_decisions_of_the_log_and_are_counted(reader: Reader, office: Office, sample: Sample) -> None:
    keys = [office.key(name) for name in NAMES]
    results = {item.commitment: item.result for item in sample.items}
    answer = reader.post(f"/blind/c/{keys[0]}", answer=results[keys[0]] or "", verdict="")
    assert answer.headers["location"] == f"/blind/c/{keys[1]}"
    reader.post(f"/blind/c/{keys[1]}", answer=results[keys[1]] or "", verdict="near")
    reader.post(f"/blind/c/{keys[2]}", answer="not")
    reader.post(f"/blind/c/{keys[3]}", **{"answer": "none", "verdict": "", "wrong-measure": "on"})
    found = count(sample, office.log())
    whole = {line.asked: (line.hits, line.total) for line in found.lines if not line.key}
    assert whole == {"commitment": (2, 4), "link": (2, 3), "verdict": (1, 3)}
    assert "已读完" in reader.get("/blind").text
    assert all(d.seen["blind"] == "s1" for d in office.log())


def test_a_sentence_found_by_searching_is_an_answer(reader: Reader, office: Office, sample: Sample) -> None:
    key = office.key("村级养老服务站")
    page = reader.get(f"/blind/c/{key}?find=旅游的客人").text
    given = dict(re.findall(r'name="(report|start|end)" value="([^"]+)"', page))
    reader.post(f"/blind/c/{key}", answer="found", words="210万人次", verdict="incomparable", **given)
    (decision,) = office.log()
    assert (decision.action, decision.verdict) == ("pick", Verdict.INCOMPARABLE)
    assert decision.fields["sentence"] in LATER


def test_what_is_not_in_the_sample_or_no_answer_changes_nothing(reader: Reader, office: Office) -> None:
    other = office.key("生产总值")
    assert reader.get(f"/blind/c/{other}").status_code == 404
    reader.post(f"/blind/c/{other}", answer="none")
    reader.post(f"/blind/c/{office.key('固定资产投资')}", answer="r-unknown")
    reader.post(f"/blind/c/{office.key('固定资产投资')}")
    assert office.log() == []


def test_what_was_said_in_the_open_is_said_again_blind(reader: Reader, office: Office, sample: Sample) -> None:
    key = office.key("固定资产投资")
    office.desk.decide("reader-a", key, "not_reported", {"later_report": "songxi-2025"})
    reader.post(f"/blind/c/{key}", answer="none", verdict="")
    assert [d.seen.get("blind") for d in office.log()] == [None, "s1"]
    assert count(sample, office.log()).read == 1


def test_a_whole_section_is_read_and_marked(reader: Reader, office: Office, sample: Sample) -> None:
    text = place_of(office).reports["songxi-2024"].clean.text
    page = reader.get("/blind/s/0").text
    assert "<mark" not in page
    assert "固定资产投资增长9%" in page
    at = text.index("增长9%")
    reader.post("/blind/s/0", kind="target", start=str(at), end=str(at + 4), words="增长9%")
    reader.post("/blind/s/0", kind="milestone", start="", end="", words="老旧管网")
    reader.post("/blind/s/0", kind="milestone", start="", end="", words="不在这一节")
    assert len(office.log()) == 2
    wrongly = reader.post("/blind/s/0", kind="target", start="0", end="4", words="")
    assert wrongly.status_code == 303
    assert len(office.log()) == 2
    assert count(sample, office.log()).recall == ()
    reader.post("/blind/s/0", do="finish")
    whole, *_ = count(sample, office.log()).recall
    assert (whole.hits, whole.total) == (1, 2)
    reader.post("/blind/s/0", do="undo", entry=office.log()[1].id)
    whole, *_ = count(sample, office.log()).recall
    assert (whole.hits, whole.total) == (1, 1)


def test_marks_are_no_stale_decisions(reader: Reader, office: Office) -> None:
    reader.post("/blind/s/0", kind="milestone", start="", end="", words="老旧管网")
    assert office.desk.stale() == []


def test_a_section_of_a_report_exchanged_since_is_told(office: Office, sample: Sample) -> None:
    other = sample.sections[0].model_copy(update={"report_sha256": "0" * 64})
    reader = Reader(office, sample.model_copy(update={"sections": (other,)}))
    answer = reader.get("/blind/s/0")
    assert answer.status_code == 404
    assert "换过" in answer.text
    assert reader.get("/blind/s/7").status_code == 404
