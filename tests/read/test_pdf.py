"""A PDF file gives its paragraphs whole, without what is printed on every page."""

from __future__ import annotations

from report_files import REPORT, as_pdf

from tracker.read.pdf import read_pdf
from tracker.repair import repair


def test_lines_and_pages_are_joined_to_paragraphs() -> None:
    assert read_pdf(as_pdf(), "a.pdf").split() == [word for line in REPORT for word in line.split()]


def test_a_text_of_many_pages_has_no_heads_and_page_numbers_in_it() -> None:
    text = read_pdf(as_pdf(REPORT * 6), "a.pdf")
    assert "（2024）" not in text
    assert "—\n" not in text
    assert text.count(REPORT[-1]) == 6


def test_the_first_line_of_a_page_that_stands_on_no_other_stays() -> None:
    lines = ["第一页的标题", *REPORT, "2024年1月16日"]
    text = read_pdf(as_pdf(lines), "a.pdf")
    assert text.startswith("第一页的标题\n")
    assert text.endswith("2024年1月16日\n")


def test_digits_spaced_apart_are_closed_up_in_repair() -> None:
    spaced = "2024 年 1 月，全市生产总值增长 6.3 %，新增就业 5.6 万人，完成投资 420 亿元。"
    assert repair(read_pdf(as_pdf([spaced] * 3, head=""), "a.pdf")).text.splitlines()[0] == spaced.replace(" ", "")
