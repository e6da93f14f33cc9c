"""What readers said, counted: right, wrong, disputed, taken back; weighted by what each case stands for."""

from __future__ import annotations

import itertools

import pytest

from tracker.audit import Item, Sample, Section, Stratum, count
from tracker.audit.sample import Found
from tracker.models import Decision
from tracker.render.audited import Findings, Line

_numbers = itertools.count()


def item(key: str, stratum: int, verdict: str = "met", result: str | None = "r") -> Item:
    return Item(
        commitment=key, report="p", report_sha256="0", stratum=stratum, verdict=verdict, result=result, later_report="l"
    )


def sample(*items: Item, sizes: tuple[int, ...] = (90, 10), sections: tuple[Section, ...] = ()) -> Sample:
    drawn = [sum(i.stratum == at for i in items) for at in range(len(sizes))]
    strata = tuple(
        Stratum(key={"verdict": name}, size=size, drawn=n)
        for name, size, n in zip(("met", "missed"), sizes, drawn, strict=True)
    )
    return Sample(
        name="s", seed=1, by=("verdict",), population=sum(sizes), left_out=0, strata=strata, items=items,
        sections=sections,
    )  # fmt: skip


def said(key: str, action: str = "pick", who: str = "a", blind: str = "s", **more: object) -> Decision:
    more.setdefault("result", "r" if action == "pick" else None)
    return Decision.model_validate(
        {"id": f"d{next(_numbers)}", "commitment": key, "who": who, "at": "2025", "action": action}
        | {"seen": {"blind": blind} if blind else {}}
        | more
    )


def line(findings: Findings, asked: str, value: str = "") -> Line:
    (found,) = (found for found in findings.lines if found.asked == asked and found.value == value)
    return found


def test_each_thing_asked_has_its_own_figure() -> None:
    drawn = sample(*(item(str(n), 0) for n in range(6)))
    found = count(
        drawn,
        [
            said("0"),
            said("1", fields={"wrong": "measure"}),
            said("2", "not_a_commitment"),
            said("3", result="other"),
            said("4", "not_reported"),
            said("5", verdict="near"),
        ],
    )
    assert (line(found, "commitment").hits, line(found, "commitment").total) == (4, 6)
    assert (line(found, "link").hits, line(found, "link").total) == (3, 5)
    assert (line(found, "verdict").hits, line(found, "verdict").total) == (2, 5)
    assert found.read == 6


@pytest.mark.parametrize(
    ("verdict", "result", "action", "more", "right"),
    [
        ("unreported", None, "not_reported", {}, True),
        ("unreported", None, "pick", {}, False),
        ("incomparable", "r", "cannot_compare", {}, True),
        ("incomparable", "r", "pick", {"verdict": "incomparable"}, True),
        ("incomparable", "r", "pick", {"verdict": "met"}, False),
        ("met", "r", "pick", {}, True),
        ("met", "r", "pick", {"verdict": "met", "result": "other"}, True),
        ("ongoing", None, "verdict", {"verdict": "ongoing"}, True),
    ],
)
def test_when_a_verdict_is_right(verdict: str, result: str | None, action: str, more: dict, right: bool) -> None:
    found = count(sample(item("0", 0, verdict, result)), [said("0", action, **more)])
    assert line(found, "verdict").hits == right


def test_what_no_report_could_answer_asks_only_how_it_was_read() -> None:
    found = count(sample(item("0", 0, "pending", None)), [said("0", "checked")])
    assert {found.asked for found in found.lines} == {"commitment"}


def test_a_share_weighs_each_stratum_by_its_size() -> None:
    drawn = sample(item("0", 0), item("1", 0), item("2", 1, "missed"), item("3", 1, "missed"))
    found = count(drawn, [said("0"), said("1"), said("2", result="x"), said("3", result="x")])
    assert line(found, "verdict").share == pytest.approx(0.9)
    assert line(found, "verdict", "met").share == 1
    assert line(found, "verdict", "missed").share == 0
    assert line(found, "verdict").low < 0.9 < line(found, "verdict").high


def test_only_what_was_read_blind_of_this_sample_counts_and_only_while_it_stands() -> None:
    taken_back = said("2")
    undo = said("2", "undo", fields={"decision": taken_back.id})
    found = count(
        sample(*(item(str(n), 0) for n in range(4))),
        [said("0", blind=""), said("1", blind="other"), taken_back, undo, said("3", result="x"), said("3")],
    )
    assert found.read == 1
    assert line(found, "verdict").hits == 1


def test_two_readers_who_differ_count_neither_for_nor_against() -> None:
    drawn = sample(item("0", 0), item("1", 0))
    found = count(drawn, [said("0"), said("0", "not_reported", who="b"), said("1"), said("1", who="b")])
    assert (found.read, found.disputed, found.readers) == (2, 1, 2)
    assert line(found, "verdict").total == 1


def section(*found: tuple[str, int, int]) -> Section:
    taken = tuple(Found(commitment=f"c{n}", kind=k, start=a, end=b) for n, (k, a, b) in enumerate(found))
    return Section(report="p", report_sha256="0", start=0, end=500, headings=("二",), found=taken)


def marked(place: int, kind: str = "target", start: int = 0, end: int = 0, who: str = "a") -> Decision:
    fields = {"kind": kind, "start": str(start), "end": str(end), "words": "x"} if end else {"read": "yes"}
    return said(f"section:s:{place}", "note", who=who, fields=fields)


def test_recall_is_what_the_program_took_of_what_readers_found_in_sections_read_to_their_end() -> None:
    drawn = sample(item("0", 0), sections=(section(("target", 10, 20), ("milestone", 40, 50)), section()))
    log = [
        marked(0, "target", 12, 18),
        marked(0, "target", 30, 35),
        marked(0, "milestone", 45, 60),
        marked(0),
        marked(1, "target", 5, 9),  # not read to its end
    ]
    found = count(drawn, log)
    whole, milestones, targets = found.recall
    assert (whole.hits, whole.total) == (2, 3)
    assert (milestones.value, milestones.hits, targets.hits, targets.total) == ("milestone", 1, 1, 2)
    assert found.sections_read == 1


def test_where_nothing_was_read_there_is_no_figure() -> None:
    found = count(sample(item("0", 0), sections=(section(),)), [])
    assert (found.lines, found.recall, found.read) == ((), (), 0)
