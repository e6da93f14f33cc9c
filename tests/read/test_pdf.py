"""A PDF file gives its paragraphs whole, without what is printed on every page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from report_files import REPORT, as_pdf

from tracker.errors import ReadError
from tracker.read import pdf, pdf_lines
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


def whole(parts: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out, places = b"%PDF-1.5\n", b"0000000000 65535 f \n"
    for number, part in enumerate(parts, start=1):
        places += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj%bendobj\n" % (number, part)
    size = len(parts) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n" % size + places + trailer


def without_its_font(lines: Sequence[str], encoding: bytes, collection: bytes, width: int = 1000) -> bytes:
    """A PDF that places every character by itself, in a font that is on no machine and not in the file either."""
    drawn = b"BT /F1 12 Tf "
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            place = (60 + 12 * width // 1000 * column, 600 - 20 * row)
            drawn += b"1 0 0 1 %d %d Tm " % place + b"<%04X> Tj " % ord(character)
    told = [b"<%04X> <%04X>" % (ord(character), ord(character)) for character in sorted(set("".join(lines)))]
    codes = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    codes += b"%d beginbfchar %b endbfchar endcmap" % (len(told), b" ".join(told))
    name = b"/Type/Font/BaseFont/OfNoMachine"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(%b)/Supplement 0>>" % collection
    return whole(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d>>stream\n%b ET\nendstream" % (len(drawn) + 3, drawn),
            b"<<%b/Subtype/Type0/Encoding/%b/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>" % (name, encoding),
            b"<<%b/Subtype/CIDFontType2/DW %d%b>>" % (name, width, system),
            b"<</Length %d>>stream\n%b\nendstream" % (len(codes), codes),
        ]
    )


# the first says that its font is a Chinese one, the second does not
FONTS_LEFT_OUT = pytest.mark.parametrize(
    ("encoding", "collection"), [(b"UniGB-UCS2-H", b"GB1"), (b"Identity-H", b"Identity")]
)


@FONTS_LEFT_OUT
def test_no_character_is_lost_where_neither_file_nor_machine_has_its_font(encoding: bytes, collection: bytes) -> None:
    lines = ["全市生产总值增长6.3%，", "上"]
    assert read_pdf(without_its_font(lines, encoding, collection), "a.pdf").split() == ["".join(lines)]


@FONTS_LEFT_OUT
def test_a_line_ends_where_the_file_says_and_not_where_a_font_of_the_machine_does(
    encoding: bytes, collection: bytes
) -> None:
    data = without_its_font(["全市生产总值增长63", "2"], encoding, collection, width=500)
    assert [line[:3] for line in pdf_lines.lines(data, 1, 100)["lines"]] == [
        ("全市生产总值增长63", 60, 60 + 10 * 6),
        ("2", 60, 60 + 6),
    ]


def unfolding(levels: int) -> bytes:
    """A PDF of two kilobytes with forms that each draw the next one ten times, the last one a few words."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for level in range(levels):
        last = level == levels - 1
        drawn = b"BT /F1 12 Tf 10 700 Td (words and words) Tj ET" if last else b"/X Do " * 10
        inside = b"/Font<</F1 5 0 R>>/XObject<</X %d 0 R>>" % (level + 7)
        kind = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
        parts.append(b"<<%b/Resources<<%b>>/Length %d>>stream\n%b\nendstream" % (kind, inside, len(drawn), drawn))
    return whole(parts)


def test_forms_that_draw_forms_are_read() -> None:
    assert read_pdf(unfolding(3), "a.pdf").count("words and words") == 100


def test_a_pdf_that_takes_all_time_and_memory_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # the same program with less patience, so that the test is quick
    hasty = tmp_path / "hasty.py"
    program = Path(pdf_lines.__file__).read_text(encoding="utf-8")
    hasty.write_text(program.replace("_SECONDS = 120", "_SECONDS = 1"), encoding="utf-8")
    monkeypatch.setattr(pdf, "_LAYOUT", hasty)
    before = time.perf_counter()
    with pytest.raises(ReadError, match="more time or memory"):
        read_pdf(unfolding(12), "a.pdf")
    assert time.perf_counter() - before < 60


def test_a_rare_character_told_by_halves_is_whole_and_half_a_one_is_lost() -> None:
    assert pdf_lines.joined(["\ud842", "\udfb7", "村", "\ud800", "新", "\0"]) == "𠮷村\ufffd新"
