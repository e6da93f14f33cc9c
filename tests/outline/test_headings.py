"""Headings at every level, whatever follows them in their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.outline import find_headings
from tracker.outline.headings import lines
from tracker.rulebook import load
from tracker.rulebook.schema.outline import OutlineSettings

RULES = load().settings(OutlineSettings)
INDENT = " \t\u3000\xa0#*>"
BODY = "认真落实各项部署，全年修渠3条，惠及五个乡镇的几万名群众，又在秋天种下一万棵柚子树。"


@pytest.mark.parametrize(
    ("line", "heading", "ordinal"),
    [
        ("第二部分　2024年工作安排", "第二部分　2024年工作安排", 2),
        ("十二、加强自身建设", "十二、加强自身建设", 12),
        (f"（一）抓产业。{BODY}", "（一）抓产业", 1),
        ("(二十三)抓民生", "(二十三)抓民生", 23),
        (f"一是守住底线。{BODY}", "一是守住底线", 1),
        (f"第三，守住底线。{BODY}", "第三，守住底线", 3),
        (f"1.老旧小区改造。{BODY}", "1.老旧小区改造", 1),
        (f"——经济稳步增长。{BODY}", "——经济稳步增长", None),
        ("**二、2024年主要任务**", "二、2024年主要任务", 2),
        ("　　三、2024年工作安", "三、2024年工作安", 3),
        (f"着力办好教育。{BODY}", "着力办好教育", None),
    ],
)
def test_a_heading_is_its_line_or_its_first_sentence(line: str, heading: str, ordinal: int | None) -> None:
    (found,) = find_headings(f"\n{line}\n", RULES)
    assert (found.text, found.ordinal) == (heading, ordinal)
    assert found.inline == line.endswith(BODY)


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "2023年，全年修渠3条。" + BODY,
        "一年来，修渠3条。",
        "二十年前修的渠。",
        "一、二产业增长6%。",
        "五、六月份修渠。",
        "3.5万人参加。",
        "全年修渠3条。" + BODY,
        f"。{BODY}",
        f"修渠3条，\n。{BODY}",
    ],
)
def test_a_plain_sentence_is_no_heading(line: str) -> None:
    assert find_headings(line, RULES) == ()


def test_a_long_first_sentence_is_cut_at_a_comma() -> None:
    (found,) = find_headings("（一）" + "抓产业" * 20 + "，" + "促发展" * 30 + "。", RULES)
    assert found.text == "（一）" + "抓产业" * 20


def test_bare_lines_name_parts_only_where_no_number_does() -> None:
    bare = "2023年工作回顾\n修渠。\n2024年工作安排\n再修渠。\n"
    assert [h.text for h in find_headings(bare, RULES)] == ["2023年工作回顾", "2024年工作安排"]
    numbered = "一、2023年工作回顾\n修渠。\n二、2024年工作安排\n主要任务\n重点工作\n"
    assert [h.text for h in find_headings(numbered, RULES)] == ["一、2023年工作回顾", "二、2024年工作安排"]


@given(st.text("\n\r甲乙" + INDENT), st.integers(0, 4), st.none() | st.integers(4, 40))
def test_lines_end_at_either_line_end_and_begin_behind_their_indent(text: str, start: int, end: int | None) -> None:
    found = lines(text, start, end)
    told = [line.lstrip(INDENT) for line in text[start:end].replace("\r", "\n").split("\n")]
    assert [text[begin:stop] for begin, stop in found] == [line for line in told if line]
    assert all(text[stop : stop + 1] in ("", "\n", "\r") or stop == end for _, stop in found)
