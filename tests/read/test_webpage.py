"""The report is taken out of a page whole, and the rest of the page is left."""

from __future__ import annotations

import time

import pytest
from report_files import REPORT

from tracker.errors import ReadError
from tracker.read.webpage import read_page

BODY = REPORT[3:]


def page(main: str, title: str = "政府工作报告-青石市人民政府") -> bytes:
    links = "".join(f'<li><a href="/{n}">市政府召开第{n}次常务会议，研究部署有关工作。</a></li>' for n in range(12))
    return f"""<html><head><title>{title}</title><style>p {{color: red}}</style></head><body>
    <table><tr><td><a href="/">首页</a></td><td><a href="/x">政务公开</a></td></tr></table>
    <div class="bread">您现在的位置：<a href="/">首页</a> &gt; <a href="/gk">政府信息公开</a></div>
    {main}
    <ul>{links}</ul><div class="foot">版权所有：青石市人民政府　承办：市政府办公室　联系电话：000-0000</div>
    </body></html>""".encode()


def test_paragraphs_apart_by_line_breaks_are_lines() -> None:
    text, encoding = read_page(page("<div><font>" + "<br/>　　".join(BODY) + "</font></div>"), "a.html")
    assert [line.strip() for line in text.splitlines()] == list(BODY)
    assert encoding == "utf-8"


def test_a_report_laid_out_in_a_table_cell_is_taken_whole() -> None:
    main = "<table><tr><td><h2>政府工作报告</h2>" + "".join(f"<p>{line}</p>" for line in BODY) + "</td></tr></table>"
    assert read_page(page(main), "a.html").text.splitlines() == ["政府工作报告", *BODY]


def test_a_report_in_several_blocks_is_taken_whole() -> None:
    halves = BODY[:5], BODY[5:]
    main = "<div>" + "".join("<div>" + "".join(f"<p>{x}</p>" for x in half) + "</div>" for half in halves) + "</div>"
    assert read_page(page(main), "a.html").text.splitlines() == list(BODY)


def test_the_title_above_the_main_text_is_kept() -> None:
    main = "<div class=t>青石市政府工作报告</div><div>" + "".join(f"<p>{line}</p>" for line in BODY) + "</div>"
    text = read_page(page(main, "青石市政府工作报告_青石市人民政府"), "a.html").text
    assert text.splitlines() == ["青石市政府工作报告", *BODY]


def test_words_set_apart_in_a_paragraph_stay_in_it() -> None:
    marked = "地区<b>生产</b>总值<span>增长<i>6</i>%</span>，<a href=x>就业</a>稳定向好，物价平稳。"
    main = f"<div><p>{BODY[3]}</p><p>{marked}</p></div>"
    assert "地区生产总值增长6%，就业稳定向好，物价平稳。" in read_page(page(main), "a.html").text


def test_a_table_of_figures_comes_row_by_row() -> None:
    rows = "<tr><th>指标</th><th>目标</th></tr><tr><td>新增就业</td><td>5万人</td></tr>"
    main = f"<div><p>{BODY[3]}</p><table>{rows}</table></div>"
    assert read_page(page(main), "a.html").text.splitlines()[-2:] == ["指标\t目标", "新增就业\t5万人"]


def test_what_the_page_hides_is_left_out() -> None:
    main = f'<div><p>{BODY[3]}</p><p style="display: none">隐藏的内容，增长99%。</p><script>"增长98%，"</script></div>'
    text = read_page(page(main), "a.html").text
    assert "99%" not in text
    assert "98%" not in text


def test_a_page_without_running_text_is_told() -> None:
    with pytest.raises(ReadError, match=r"nothing|no running text"):
        read_page(b"<html><body><script>1</script></body></html>", "a.html")


def test_deep_and_broken_pages_are_bounded() -> None:
    started = time.process_time()
    text = read_page(page("<div>" * 1500 + f"<p>{BODY[3]}" + "</div>" * 700), "a.html").text
    assert BODY[3] in text
    read_page(page(f"<p>{BODY[3]}" + "<b><i><p>" * 500 + "<table><td>" * 50), "a.html")
    assert time.process_time() - started < 5
