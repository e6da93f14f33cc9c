"""Silence: what it may mean, and that a clause with a lost character is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from paper_reports import milestone, report, target

from tracker.judge.silence import SilenceJudge
from tracker.match import Pairing
from tracker.models import CleanText, Commitment, Extraction, Link, OffsetMap
from tracker.rulebook import Rulebook
from tracker.rulebook.schema.reasons import ReasonTexts

Lines = Callable[..., list[Link]]

LOST = "\ufffd"
NAME = "柚子产业链产值"


def _torn(text: str, later: Extraction | None = None) -> Extraction:
    """A later report that holds ``text``; every ``\ufffd`` in it is a character that could not be restored."""
    later = later or report(2024)
    size = len(text)
    offsets = OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    lost = tuple((at, at + 1) for at, character in enumerate(text) if character == LOST)
    source = later.report.source.model_copy(update={"text": text})
    update = {"source": source, "clean": CleanText(text=text, offsets=offsets, damaged=lost)}
    return later.model_copy(update={"report": later.report.model_copy(update=update)})


def _line(lines: Lines, commitment: Commitment, later: Extraction) -> Link:
    (line,) = lines([report(2023, [commitment]), later])
    return line


def _is_torn(lines: Lines, commitment: Commitment, text: str) -> bool:
    line = _line(lines, commitment, _torn(text))
    said = (line.verdict, line.verdict_detail)
    assert said in (("incomparable", "damaged"), ("unreported", "searched_same_kind"))
    return said[0] == "incomparable"


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        (f"柚子产业链产值{LOST}亿元。", True),
        (f"{LOST}柚子产业链产值亿元。", True),
        (f"粮食产量{LOST}万吨，柚子产业链产值翻番。", False),  # another clause
        (f"柚子产业链产值翻番。粮食产量{LOST}万吨。", False),
        (f"柚子产业链产值翻番：粮食产量{LOST}万吨。", False),
        (f"柚子产业链产值翻番\n粮食产量{LOST}万吨", False),
        (f"粮食产量{LOST}万吨；柚子产业链产值翻番？", False),
        (f"粮食{LOST}产量，柚子{LOST}产业链产值亿元", True),  # a second place
        (f"粮{LOST}产{LOST}量，柚子{LOST}产业链产值亿元", True),  # the second clause of three places
        (f"粮食翻番，柚子产业链产值翻番，油料{LOST}万吨。", False),  # a clause between two of the same signs
        (f"柚子产业链值{LOST}亿元。", True),  # four of its six pairs of characters
        (f"柚子产业产值{LOST}亿元。", True),
        (f"柚子产业{LOST}亿元。", False),  # three of six
        ("柚子产业链产值翻番。", False),
    ],
)
def test_a_clause_with_a_lost_character_may_have_been_the_answer(lines: Lines, text: str, torn: bool) -> None:
    assert _is_torn(lines, target(NAME, 100, "亿元"), text) is torn


def test_a_deliverable_named_in_such_a_clause_is_not_unreported(lines: Lines) -> None:
    promised = milestone("建成", "青石渡大桥")
    assert _is_torn(lines, promised, f"青石渡大桥{LOST}成通车。")
    assert not _is_torn(lines, promised, f"青石渡大桥已开工。学校建{LOST}两所。")


def test_a_clause_without_end_is_looked_at_two_hundred_characters_around(lines: Lines) -> None:
    promised = target(NAME, 100, "亿元")
    for gap, torn in ((180, True), (220, False)):
        assert _is_torn(lines, promised, f"{NAME}{'甲' * gap}{LOST}{'乙' * 300}") is torn
        assert _is_torn(lines, promised, f"{'甲' * 300}{LOST}{'乙' * gap}{NAME}") is torn
        assert _is_torn(lines, promised, f"{LOST}{'乙' * gap}{NAME}。") is torn


def test_each_lost_character_of_a_clause_without_end_is_looked_around(lines: Lines) -> None:
    text = f"{LOST}{'甲' * 190}{LOST}{'乙' * 100}{NAME}亿元"
    assert _is_torn(lines, target(NAME, 100, "亿元"), text)
    assert not _is_torn(lines, target(NAME, 100, "亿元"), text.replace(f"甲{LOST}", "甲"))


def test_what_has_no_name_is_torn_nowhere(lines: Lines) -> None:
    assert not _is_torn(lines, target(None, 100, "亿元"), f"柚子产业链产值{LOST}亿元。")


def test_a_name_of_one_character_is_torn_nowhere(lines: Lines) -> None:
    assert not _is_torn(lines, target("路", 100, "公里"), f"路{LOST}公里。")


def test_a_torn_place_is_told_before_missing_pages(lines: Lines) -> None:
    later = _torn(f"{NAME}{LOST}亿元。", report(2024, partial=True))
    assert _line(lines, target(NAME, 100, "亿元"), later).verdict_detail == "damaged"
    later = _torn(f"粮食产量{LOST}亿元。", report(2024, partial=True))
    assert _line(lines, target(NAME, 100, "亿元"), later).verdict_detail == "fragment"


def test_what_is_torn_is_said(lines: Lines) -> None:
    line = _line(lines, target(NAME, 100, "亿元"), _torn(f"{NAME}{LOST}亿元。"))
    assert [(reason.text, reason.en) for reason in line.reasons] == [
        ("提到它的语句原文破损", "the sentence that mentions it is damaged in the source")
    ]


def test_silence_before_the_last_year_is_said_to_be_that(lines: Lines) -> None:
    line = _line(lines, target(NAME, 100, "亿元", until=2025), report(2024))
    assert [(reason.text, reason.en) for reason in line.reasons] == [
        ("未到期末，这份报告没有提到", "before the end of the period, and this report does not mention it")
    ]


def test_a_kind_of_report_that_none_is_named_to_answer_leaves_every_silence_open(rules: Rulebook) -> None:
    asked = target(NAME, 100, "亿元")
    judge = SilenceJudge({}, rules.settings(ReasonTexts).notes)
    assert judge.unanswered(Pairing(asked, report(2023, [asked]), report(2024))).detail == "other_kind_only"


@pytest.mark.parametrize(
    ("later", "verdict", "detail", "level"),
    [
        (None, "pending", None, "pending"),
        (report(2024), "unreported", "searched_same_kind", "unreported"),
        (report(2024, kind="budget_report"), "unreported", "other_kind_only", "unreported"),
        (report(2024, partial=True), "unreported", "fragment", "unreported"),
        (report(2024, [target(NAME, 120, "亿元", year=2024)]), "unreported", "in_plan_part", "unreported"),
    ],
)
def test_what_silence_means_is_said(
    lines: Lines, later: Extraction | None, verdict: str, detail: str | None, level: str
) -> None:
    asked = target(NAME, 100, "亿元")
    line = lines([report(2023, [asked]), *([later] if later else [])])[0]
    assert (line.verdict, line.verdict_detail) == (verdict, detail)
    assert [reason.level for reason in line.reasons][-1] == level
    assert line.result is None
    assert (line.mention is not None) is (detail == "in_plan_part")
