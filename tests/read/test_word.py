"""A Word file gives what a reader sees: numbers of headings, tables in their place, insertions and no deletions."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.opc.package import OpcPackage
from docx.oxml import parse_xml
from report_files import REPORT, as_docx

from tracker.read.word import read_word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LISTS = f"""<w:abstractNum {W} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>"""


def text_of(document: Any) -> list[str]:
    file = BytesIO()
    document.save(file)
    return read_word(file.getvalue(), "a.docx").splitlines()


def test_paragraphs_come_in_order() -> None:
    assert read_word(as_docx(), "a.docx").splitlines() == list(REPORT)


def test_numbers_that_word_adds_are_written_out() -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(LISTS))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    names = ("回顾", "任务", "工业", "农业", "粮食", "要点", "保障", "党建")
    for depth, words in zip((0, 0, 1, 1, 2, 3, 0, 1), names, strict=True):
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'))
    assert text_of(document) == [
        *("一、回顾", "二、任务", "（一）工业", "（二）农业"),
        *("1.粮食", "要点", "三、保障", "（一）党建"),
    ]


def test_tables_stand_where_they_stood_a_row_a_line() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("指标", "目标", "新增就业", "5万人"), strict=True):
        cell.text = words
    document.add_paragraph("后")
    assert text_of(document) == ["前", "指标\t目标", "新增就业\t5万人", "后"]


def test_insertions_stay_and_deletions_go() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("增长")._p
    paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>5%</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {W}><w:r><w:t>6%</w:t></w:r></w:ins>"))
    paragraph.append(parse_xml(f"<w:r {W}><w:br w:type='page'/><w:t>以上</w:t><w:br/><w:t>另起</w:t></w:r>"))
    assert text_of(document) == ["增长6%以上", "另起"]


def test_text_in_content_controls_is_read() -> None:
    document = docx.Document()
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    assert text_of(document)[0] == "控件里的段落"


@pytest.fixture
def _seldom_collected() -> Iterator[None]:
    """As in a build, where the collector comes once in half a million objects."""
    before = gc.get_threshold()
    gc.collect()
    gc.set_threshold(500_000, 50, 100)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_seldom_collected")
def test_files_read_before_are_not_kept_in_memory() -> None:
    data, held = as_docx(), []
    for _ in range(6):
        read_word(data, "a.docx")
        held.append(sum(isinstance(each, OpcPackage) for each in gc.get_objects()))
    assert max(held) <= held[0] + 1
