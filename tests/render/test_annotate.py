"""Text with its marks: every character once, every mark one link with its own address."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tracker.models import Edit
from tracker.render.annotate import Mark, annotate
from tracker.render.text import visible


def mark(start: int, end: int, id: str, kind: str = "c", href: str = "x.html") -> Mark:
    return Mark(start, end, kind, id, href, "")


def tree(markup: str):
    return html.fragment_fromstring(f"<div>{markup}</div>")


def test_a_mark_over_many_repairs_is_one_link() -> None:
    text = "實現增長8%以上"
    edits = [Edit(kind="t", start=i, end=i + 1, before=text[i], after="x", certainty="exact") for i in (0, 1, 3)]
    found = tree(annotate(text, [mark(0, 8, "c-1")], edits, {}, {}))
    assert [link.get("id") for link in found.iter("a")] == ["c-1"]
    assert found.text_content() == text


def test_two_statements_of_one_figure_keep_both_addresses() -> None:
    found = tree(annotate("均突破1450亿元", [mark(1, 9, "c-1"), mark(1, 9, "c-2")], [], {}, {}))
    assert set(found.xpath("//@id")) == {"c-1", "c-2"}


def test_a_figure_inside_a_marked_sentence_leads_to_the_figure() -> None:
    marks = [mark(0, 10, "r-1", "r", "a.html"), mark(4, 6, "c-1", "c", "b.html")]
    found = tree(annotate("产值增长8%左右稳。", marks, [], {}, {}))
    assert found.xpath('//a[@id="c-1"]/@href') == ["b.html"]
    assert found.xpath('//a[@id="c-1"]/@class') == ["c r"]


def test_a_mark_that_begins_at_a_line_end_keeps_its_address() -> None:
    found = tree(annotate("一\r\n二三", [mark(1, 5, "c-1")], [], {}, {}))
    assert found.xpath('//a[@id="c-1"]')[0].text_content() == "二三"


def test_a_heading_is_a_paragraph_of_its_own_a_lead_is_not() -> None:
    text = "一、目标\n——开局良好。产值增长。\n"
    found = tree(annotate(text, [], [], {0: "s0", 5: "s5"}, {0: 4, 5: 11}))
    assert found.xpath('//p[@class="h"]/@id') == ["s0"]
    assert found.xpath('//a[@id="s5"]')


def test_a_number_not_taken_says_why() -> None:
    found = tree(annotate("“416”布局", [Mark(1, 4, "n", "", "", "未采用：name")], [], {}, {}))
    assert found.xpath('//i[@class="n"]/@title') == ["未采用：name"]


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12)


@given(st.text(alphabet='产值增长8%。，\n\r<&"\u202e ', min_size=1, max_size=60), SPANS, SPANS)
def test_every_character_stands_there_once_in_its_order(
    text: str, spans: list[tuple[int, int]], repaired: list[tuple[int, int]]
) -> None:
    size = len(text)
    marks = [mark(a, min(a + n, size), f"c-{i}") for i, (a, n) in enumerate(spans) if a < size]
    edits = [
        Edit(kind="k", start=a, end=min(a + n, size), before=text[a : a + n], after="改", certainty="exact")
        for a, n in repaired
        if a < size
    ]
    markup = annotate(text, marks, edits, {}, {})
    plain = "".join(p.text_content() for p in tree(markup).iter("p"))
    assert plain == visible(re.sub(r"\r\n|\r|\n", "", text))
    assert {f"c-{i}" for i, (a, _) in enumerate(spans) if a < size} == set(tree(markup).xpath("//@id"))
    assert markup.count("<a ") == markup.count("</a>")
