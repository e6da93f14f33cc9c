"""What comes first in the queue, and how it is narrowed down."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tracker.review.filters import Filter
from tracker.review.items import Item
from tracker.review.queue import Queue

ITEM = Item("c0", "松溪县", "p", "gdp", "missed", "doubtful", "low", 50, 1, 5, "machine", True, (-2024, 0))


def items(*changes: dict[str, object]) -> list[Item]:
    return [replace(ITEM, id=f"c{n}", **change) for n, change in enumerate(changes)]  # type: ignore[arg-type]


def test_the_strongest_promises_come_first_then_headline_then_doubt() -> None:
    queue = Queue(items({"strength": 2}, {"doubt": 90}, {"weight": 0}, {"strength": 0}))
    assert queue.select(Filter()) == ["c3", "c2", "c1", "c0"]


def test_what_the_program_is_sure_of_waits_for_the_queue_before_print() -> None:
    queue = Queue(items({"reason": "sure"}, {"reason": "pending"}, {}))
    assert queue.select(Filter()) == ["c2"]
    assert set(queue.select(Filter(queue="print"))) == {"c0", "c1", "c2"}
    assert queue.select(Filter(reason="sure")) == ["c0"]


def test_before_print_the_missed_come_first() -> None:
    queue = Queue(items({"outcome": "met", "strength": 0}, {"outcome": "silent"}, {"outcome": "missed"}))
    assert queue.select(Filter(queue="print")) == ["c2", "c1", "c0"]


def test_skipped_ones_come_when_no_other_is_left_and_the_round_begins_again() -> None:
    queue = Queue(items({}, {}, {}))
    assert queue.after(Filter(), "c0") == "c1"
    assert queue.after(Filter(), "c0", {"c1"}) == "c2"
    assert queue.after(Filter(), "c2") == "c0"
    assert queue.after(Filter(), "c0", {"c1", "c2"}) == "c1"
    assert queue.after(Filter(), "c1", step=-1) == "c0"
    assert Queue(items({})).after(Filter(), "c0") is None


def test_facets_count_what_each_choice_would_leave() -> None:
    queue = Queue(items({"plan": "a"}, {"plan": "b"}, {"plan": "b", "outcome": "silent"}))
    assert dict(queue.facets(Filter(outcome="missed"))["plan"]) == {"a": 1, "b": 1}
    assert dict(queue.facets(Filter(plan="b"))["plan"]) == {"a": 1, "b": 2}


def test_words_are_looked_for_in_name_and_sentence_as_they_stand() -> None:
    queue = Queue(items({"text": "粮食产量 粮食产量达到12万吨。", "reason": "sure"}, {"text": "就业 新增就业.*人。"}))
    assert queue.select(Filter(words="粮食 12万吨")) == ["c0"]
    assert queue.select(Filter(words=".*")) == ["c1"]
    assert queue.select(Filter(words="粮食 就业")) == []
    queue.put(replace(queue.items["c0"], text="就业"))
    assert queue.select(Filter(words="就业")) == ["c0", "c1"]


def test_who_checked_is_a_filter_like_any_other() -> None:
    queue = Queue(items({"check_state": "one", "open": False}, {"check_state": "two", "open": False}, {}))
    assert queue.select(Filter(queue="print", state="all", check_state="one")) == ["c0"]
    assert dict(queue.facets(Filter(state="all"))["check_state"]) == {"machine": 1, "one": 1, "two": 1}


def test_where_an_item_stands_is_told_also_of_one_that_is_not_asked_for() -> None:
    queue = Queue(items({}, {"plan": "q"}, {}))
    assert [queue.position(Filter(plan="p"), key) for key in ("c0", "c1", "c2", "c9")] == [1, 0, 2, 0]
    assert queue.after(Filter(plan="p"), "c1") == "c2"
    assert queue.count(Filter(plan="p")) == 2


def test_a_filter_takes_nothing_it_does_not_know() -> None:
    assert Filter.of({"queue": "x", "state": "../..", "token": "y", "plan": "p"}) == Filter(plan="p")
    assert len(Filter.of({"plan": "p" * 9999}).plan) == 200


CHANGES = st.fixed_dictionaries(
    {
        "plan": st.sampled_from("ab"),
        "reason": st.sampled_from(["doubtful", "sure"]),
        "doubt": st.integers(0, 3),
        "open": st.booleans(),
    }
)


@given(st.lists(CHANGES, max_size=8), st.lists(st.tuples(st.integers(0, 7), CHANGES), max_size=8))
def test_changing_one_by_one_leaves_what_a_new_queue_would_have(
    first: list[dict[str, object]], later: list[tuple[int, dict[str, object]]]
) -> None:
    asked = [Filter(queue=q, state=s, plan=p) for q in ("decide", "print") for s in ("open", "all") for p in ("", "a")]
    queue = Queue(items(*first))
    for wanted in asked:
        queue.select(wanted)
    for number, change in later:
        queue.put(replace(ITEM, id=f"c{number}", **change))  # type: ignore[arg-type]
        queue.drop(f"c{(number + 5) % 8}")
    fresh = Queue(queue.items.values())
    for wanted in asked:
        assert queue.select(wanted) == fresh.select(wanted)
        assert queue.facets(wanted) == fresh.facets(wanted)
        assert queue.count(wanted) == len(fresh.select(wanted))
