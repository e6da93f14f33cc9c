"""Deciding: every action does to the row what it says, is kept, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from review.client import Client
from review.conftest import LATER, PLAN, Office, Read, office_of
from tracker.errors import DecisionError
from tracker.judge import judge
from tracker.models import Extraction, Verdict
from tracker.review.filters import Filter
from tracker.review.made import figures
from tracker.review.search import later_than, marked_lines, search
from tracker.store import Store


def place(office: Office) -> object:
    return office.reviewed.place


def test_accepting_keeps_the_line_and_marks_it_read_by_one(office: Office) -> None:
    before = office.final("固定资产投资")
    office.desk.decide("a", office.key("固定资产投资"), "accept", {})
    after = office.final("固定资产投资")
    assert (after.result, after.verdict) == (before.result, before.verdict)  # type: ignore[attr-defined]
    assert (after.decided_by, after.check_state) == ("reviewer", "one")  # type: ignore[attr-defined]


def test_two_who_agree_are_two_and_two_who_do_not_are_shown(office: Office) -> None:
    key = office.key("固定资产投资")
    office.desk.decide("a", key, "accept", {})
    office.desk.decide("b", key, "accept", {})
    assert office.final("固定资产投资").check_state == "two"  # type: ignore[attr-defined]
    office.desk.decide("b", key, "cannot_compare", {"detail": "scope"})
    link = office.final("固定资产投资")
    assert (link.verdict, link.check_state) == (Verdict.INCOMPARABLE, "one")  # type: ignore[attr-defined]
    assert any("意见不同" in reason.text for reason in link.reasons)  # type: ignore[attr-defined]
    assert office.desk.queue.items[key].reason == "disagreement"
    assert office.desk.queue.items[key].open
    office.desk.decide("a", key, "cannot_compare", {"detail": "scope"})
    assert office.final("固定资产投资").check_state == "two"  # type: ignore[attr-defined]
    assert not office.desk.queue.items[key].open
    assert [d.action for d in office.log()] == ["accept", "accept", "cannot_compare", "cannot_compare"]


def test_two_who_say_the_same_in_different_ways_do_not_disagree(office: Office) -> None:
    key, link = office.key("固定资产投资"), office.final("固定资产投资")
    office.desk.decide("a", key, "accept", {})
    office.desk.decide("b", key, "pick", {"result": link.result})  # type: ignore[attr-defined]
    assert office.final("固定资产投资").check_state == "two"  # type: ignore[attr-defined]
    assert office.desk.queue.items[key].reason != "disagreement"


def test_one_readers_commitment_that_is_none_to_another_stays_and_is_shown(office: Office) -> None:
    key = office.key("固定资产投资")
    office.desk.decide("a", key, "accept", {})
    office.desk.decide("b", key, "not_a_commitment", {})
    item = office.desk.queue.items[key]
    assert (item.reason, item.open) == ("disagreement", True)
    assert office.final("固定资产投资").check_state == "one"  # type: ignore[attr-defined]
    office.desk.decide("a", key, "not_a_commitment", {})
    assert key not in office.desk.queue.items


def test_a_second_reader_sees_what_one_other_judged(office: Office) -> None:
    key = office.key("固定资产投资")
    office.desk.decide("a", key, "accept", {})
    asked = [Filter(queue="print", state="second", reader=who) for who in ("a", "b")]
    assert [office.desk.queue.select(wanted) for wanted in asked] == [[], [key]]
    office.desk.decide("b", key, "accept", {})
    assert [office.desk.queue.select(wanted) for wanted in asked] == [[], []]


def test_not_reported_and_a_verdict_by_hand(office: Office) -> None:
    office.desk.decide("a", office.key("固定资产投资"), "not_reported", {})
    assert office.final("固定资产投资").verdict is Verdict.UNREPORTED  # type: ignore[attr-defined]
    office.desk.decide("a", office.key("固定资产投资"), "verdict", {"verdict": "near", "reason": "相差不大"})
    link = office.final("固定资产投资")
    assert link.verdict is Verdict.NEAR  # type: ignore[attr-defined]
    assert link.reasons[-1].text == "相差不大"  # type: ignore[attr-defined]
    with pytest.raises(DecisionError):
        office.desk.decide("a", office.key("固定资产投资"), "verdict", {"verdict": "excellent"})


def test_a_picked_result_is_judged_by_the_rules(office: Office) -> None:
    results = place(office).results  # type: ignore[attr-defined]
    gdp = next(r for r in results.values() if r.indicator_id == "gdp" and r.report == "songxi-2025")
    office.desk.decide("a", office.key("固定资产投资"), "pick", {"result": gdp.id})
    assert office.final("固定资产投资").result == gdp.id  # type: ignore[attr-defined]
    with pytest.raises(DecisionError):
        office.desk.decide("a", office.key("固定资产投资"), "pick", {"result": "../../etc/passwd"})


def test_what_is_no_commitment_leaves_the_queue_and_comes_back_when_taken_back(office: Office) -> None:
    key = office.key("固定资产投资")
    said = office.desk.decide("a", key, "not_a_commitment", {})
    assert said is not None
    assert key not in office.desk.queue.items
    rejected = [r for e in office.reviewed.compared.extractions for r in e.rejected]
    assert any(r.rule == "reviewer" for r in rejected)
    office.desk.undo("a", said.id)
    assert office.desk.queue.items[key].open


def test_a_goal_without_a_number_waits_for_a_person_and_keeps_what_they_say(read: Read, tmp_path: Path) -> None:
    plan = PLAN.replace("城镇新增就业3000人。", "城镇新增就业3000人，外贸进出口稳中提质。")
    later = LATER.replace("城镇新增就业3120人。", "城镇新增就业3120人，外贸进出口总额实现两位数增长。")
    with Store(tmp_path / "goal.sqlite") as store:
        office = office_of(read(**{"songxi-2024": plan, "songxi-2025": later}), store)
        key = next(e.qualitative[0].id for e in office.reviewed.loaded if e.qualitative)
        assert office.desk.queue.items[key].reason == "goal"
        assert key in office.desk.queue.select(Filter())
        assert [r.indicator_id for p in office.reviewed.pairings[key] for r, _ in p.others] == ["foreign-trade"]
        office.desk.decide("a", key, "verdict", {"verdict": "met", "reason": "报告说增长两位数"})
        link = office.reviewed.place.final[key]
        assert (link.verdict, link.decided_by, link.check_state) == (Verdict.MET, "reviewer", "one")
        assert [row.commitment for row in office.reviewed.place.links[key]] == [key]
        assert key not in office.desk.queue.select(Filter())
        again = office_of(office.reviewed.loaded, store)
        assert again.reviewed.place.final[key].verdict is Verdict.MET


def test_judging_one_again_leaves_the_lines_of_others_alone(office: Office) -> None:
    key = office.key("固定资产投资")
    office.desk.decide("a", key, "accept", {})
    assert {row.commitment for row in office.reviewed.place.links[key]} == {key}


def test_a_corrected_field_is_judged_by(office: Office) -> None:
    key = office.key("固定资产投资")
    assert office.final("固定资产投资").verdict is Verdict.MISSED  # type: ignore[attr-defined]
    office.desk.decide("a", key, "correct", {"of": "commitment", "value": "7"})
    assert office.final("固定资产投资").verdict is Verdict.MET  # type: ignore[attr-defined]
    assert [d.fields for d in office.log()] == [{"of": "commitment", "value": "7"}]
    with pytest.raises(DecisionError):
        office.desk.decide("a", key, "correct", {"of": "commitment", "value": "seven"})
    with pytest.raises(DecisionError):
        office.desk.decide("a", key, "correct", {"of": "commitment", "value": "7"})


def test_a_result_is_made_from_words_selected_in_the_source(office: Office) -> None:
    key = office.key("游客")
    assert office.final("游客").result is None  # type: ignore[attr-defined]
    later = place(office).reports["songxi-2025"]  # type: ignore[attr-defined]
    start = later.clean.text.index("210万人次")
    given = {"report": "songxi-2025", "start": str(start), "end": str(start + 3), "words": "210"}
    office.desk.decide("a", key, "made", given)
    link = office.final("游客")
    assert link.verdict is Verdict.MET  # type: ignore[attr-defined]
    made = place(office).results[link.result]  # type: ignore[attr-defined]
    assert later.source.text[made.value_start : made.value_end] == "210万人次"
    assert later.source.text[made.start : made.end] == made.quote == "全年来我县旅游的客人有210万人次。"
    for wrong in ({"start": "-5"}, {"end": "99999999"}, {"report": "../x"}, {"words": "不在句中"}, {"start": "x"}):
        with pytest.raises(DecisionError):
            office.desk.decide("a", key, "made", {**given, **wrong})


def test_the_same_said_twice_is_written_once_and_said_again_after_an_undo_is_written(office: Office) -> None:
    key = office.key("固定资产投资")
    first = office.desk.decide("a", key, "accept", {})
    assert first is not None
    assert office.desk.decide("a", key, "accept", {}) is None
    office.desk.undo("a", first.id)
    assert office.final("固定资产投资").check_state == "machine"  # type: ignore[attr-defined]
    assert office.desk.queue.items[key].open
    assert office.desk.decide("a", key, "accept", {}) is not None
    assert [d.action for d in office.log()] == ["accept", "undo", "accept"]


def test_only_ones_own_decisions_and_notes_can_be_taken_back(office: Office) -> None:
    said = office.desk.decide("a", office.key("固定资产投资"), "note", {"note": "私下的话"})
    assert said is not None
    for act in (lambda: office.desk.undo("b", said.id), lambda: office.desk.erase_note("b", said.id)):
        with pytest.raises(DecisionError):
            act()
    office.desk.erase_note("a", said.id)
    assert "私下的话" not in repr(office.log())
    assert "私下的话" not in repr(office.desk.log)


def test_what_another_desk_writes_is_taken_in(office: Office, extractions: list[Extraction]) -> None:
    other = office_of(extractions, office.store)
    other.desk.decide("b", other.key("固定资产投资"), "accept", {})
    office.desk.refresh()
    assert office.final("固定资产投资").check_state == "one"  # type: ignore[attr-defined]


def test_what_was_written_while_the_reports_were_read_again_is_not_lost(
    office: Office, extractions: list[Extraction]
) -> None:
    reread = office_of(extractions, office.store).desk.corpus
    reread.known = frozenset()
    office.desk.decide("a", office.key("固定资产投资"), "not_reported", {})
    office.desk.take(reread)
    assert office.final("固定资产投资").verdict is Verdict.UNREPORTED  # type: ignore[attr-defined]


def test_a_decision_leaves_the_open_queue_and_is_found_among_the_done(office: Office) -> None:
    key = office.key("固定资产投资")
    office.desk.decide("a", key, "accept", {})
    assert key not in office.desk.queue.select(Filter(queue="print"))
    assert key in office.desk.queue.select(Filter(queue="print", state="done"))


def test_strong_promises_stand_before_weak_ones(office: Office) -> None:
    order = office.desk.queue.select(Filter(queue="decide", state="open", reason="")) or []
    print_order = office.desk.queue.select(Filter(queue="print"))
    places = [print_order.index(office.key(words)) for words in ("养老服务站", "管网")]
    assert places == sorted(places)
    assert set(order) <= set(print_order)


def test_search_finds_whole_sentences_in_later_reports_only(office: Office) -> None:
    commitment = place(office).commitments[office.key("游客")]  # type: ignore[attr-defined]
    reports = later_than(commitment, place(office))  # type: ignore[arg-type]
    (hit,) = search(place(office), reports, "客人 万人次")  # type: ignore[arg-type]
    assert "".join(piece.text for piece in hit.pieces) == "全年来我县旅游的客人有210万人次。"
    assert [(p.text, p.kind) for p in hit.pieces if p.kind] == [("客人", "word"), ("210万人次", "result")]
    assert search(place(office), reports, "(a+)+$") == []  # type: ignore[arg-type]
    assert search(place(office), reports, "") == []  # type: ignore[arg-type]


def test_the_text_of_a_report_is_whole_with_its_results_marked(office: Office) -> None:
    report = place(office).reports["songxi-2025"]  # type: ignore[attr-defined]
    text = report.clean.text
    numbers = figures(text, office.desk.corpus.rulebook)
    lines = marked_lines(place(office), report, numbers)  # type: ignore[arg-type]
    for at, pieces in lines:
        line = "".join(piece.text for piece in pieces)
        assert text[at : at + len(line)] == line
    assert "".join(line for line in text.split("\n") if line.strip()) == "".join(p.text for _, ps in lines for p in ps)
    marked = {p.text: p.kind for _, ps in lines for p in ps if p.kind}
    assert marked["7.5%"] == "result"
    assert set(marked.values()) == {"result", "figure"}
    assert {text[n.start : n.end] for n in numbers} <= marked.keys()


# --- what survives, and what goes stale ------------------------------------------------------------------------


def decided(read: Read, folder: Path, extractions: list[Extraction]) -> Store:
    store = Store(folder / "decisions.sqlite")
    office = office_of(extractions, store)
    office.desk.decide("a", office.key("固定资产投资"), "not_reported", {})
    later = place(office).reports["songxi-2025"]  # type: ignore[attr-defined]
    start = later.clean.text.index("210万人次")
    given = {"report": "songxi-2025", "start": str(start), "end": str(start + 6), "words": "210万人次"}
    office.desk.decide("a", office.key("游客"), "made", given)
    return store


def test_decisions_survive_an_edit_elsewhere_and_a_new_file_name(
    read: Read, tmp_path: Path, extractions: list[Extraction]
) -> None:
    store = decided(read, tmp_path, extractions)
    edited = read(
        plan_again=PLAN.replace("地区生产总值增长5.1%。", "地区生产总值增长5.3%，粮食产量12万吨。"),
        later_again=LATER.replace("一、2024年工作回顾\n", "一、2024年工作回顾\n全县上下同心协力。\n"),
    )
    office = office_of(edited, store)
    assert office.final("固定资产投资").verdict is Verdict.UNREPORTED  # type: ignore[attr-defined]
    link = office.final("游客")
    assert (link.verdict, link.decided_by) == (Verdict.MET, "reviewer")  # type: ignore[attr-defined]
    assert office.desk.stale() == []
    store.close()


def test_a_decision_made_before_another_answer_was_there_is_worth_a_second_look(
    read: Read, tmp_path: Path, extractions: list[Extraction]
) -> None:
    store = Store(tmp_path / "decisions.sqlite")
    office = office_of(extractions, store)
    for words in ("固定资产投资", "城镇新增就业"):
        office.desk.decide("a", office.key(words), "accept", {})
        assert "值得再看一眼" not in Client(office.desk).get(f"/c/{office.key(words)}").text
    more = LATER.replace("城镇新增就业3120人。", "城镇新增就业3120人。城镇新增就业3200人，超额完成目标。")
    assert more != LATER
    again = office_of(read(**{"songxi-2024": PLAN, "songxi-2025": more}), store)
    told = {w: Client(again.desk).get(f"/c/{again.key(w)}").text for w in ("固定资产投资", "城镇新增就业")}
    assert "值得再看一眼" in told["城镇新增就业"]
    assert "值得再看一眼" not in told["固定资产投资"]
    store.close()


def test_an_accepted_link_survives_a_change_of_the_rules(office: Office) -> None:
    key = office.key("固定资产投资")
    said = office.desk.decide("a", key, "accept", {})
    assert said is not None
    reviewed = office.reviewed
    rules = office.desk.corpus.rulebook
    # as under rules by which this pair is never found
    blind = [replace(p, result=None, comparison=None) for p in reviewed.pairings[key]]
    (link,) = judge(blind, reviewed.compared.extractions, rules, [said])
    assert (link.result, link.verdict) == (said.result, Verdict.MISSED)


def test_a_decision_whose_sentence_changed_is_shown_as_stale_and_never_dropped(
    read: Read, tmp_path: Path, extractions: list[Extraction]
) -> None:
    store = decided(read, tmp_path, extractions)
    changed = read(plan=PLAN.replace("固定资产投资增长9%", "固定资产投资增长8%"), later=LATER)
    office = office_of(changed, store)
    assert [d.action for d in office.desk.stale()] == ["not_reported"]
    assert office.final("固定资产投资").decided_by == "rule"  # type: ignore[attr-defined]
    assert "固定资产投资" in office.desk.stale()[0].seen["sentence"]
    without = read(plan=PLAN, later=LATER.replace("全年来我县旅游的客人有210万人次。\n", ""))
    gone = office_of(without, store)
    assert [d.action for d in gone.desk.stale()] == ["pick"]
    assert gone.final("游客").result is None  # type: ignore[attr-defined]
    assert len(gone.log()) == 2
    store.close()
