"""Whatever form a report comes in, its text is the same; whatever cannot be read is told in one sentence."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from report_files import REPORT, as_docx, as_page, as_pdf, as_text

from tracker.errors import ReadError
from tracker.read import find_reports, read_source
from tracker.repair import repair

FORMS = {
    "utf8.txt": as_text("utf-8"),
    "bom.txt": as_text("utf-8-sig"),
    "windows.txt": as_text("gb18030", "\r\n"),
    "gbk.txt": as_text("gbk"),
    "utf16.txt": as_text("utf-16"),
    "utf16-no-mark.txt": as_text("utf-16-le"),
    "utf16-big.txt": b"\xfe\xff" + as_text("utf-16-be"),
    "report.md": as_text("utf-8"),
    "page.html": as_page(),
    "page-gb.htm": as_page("gbk", "gb2312"),
    "page-wrong-declaration.html": as_page("utf-8", "gb2312"),
    "word.docx": as_docx(),
    "pages.pdf": as_pdf(),
    "named-wrongly.doc": as_docx(),
    "named-wrongly.txt": as_pdf(),
}


def lines_of(path: Path) -> list[str]:
    """The clean lines of a file, without spaces."""
    return [re.sub(r"\s", "", line) for line in repair(read_source(path).text).text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_a_report_gives_the_same_clean_text(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FORMS[name])
    assert lines_of(file) == [re.sub(r"\s", "", line) for line in REPORT]


def test_offsets_count_characters_of_what_the_bytes_decode_to(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(as_text("utf-8-sig", "\r\n"))
    source = read_source(file)
    assert source.text == "".join(f"{line}\r\n" for line in REPORT)
    assert (source.encoding, source.format, source.path) == ("utf-8", "text", str(file))


def test_big5_is_told_from_gbk(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    text = "各位代表：現在，我代表市人民政府向大會報告工作，請予審議。去年地區生產總值增長百分之六。\n" * 3
    file.write_bytes(text.encode("big5"))
    source = read_source(file)
    assert (source.encoding, source.text) == ("big5", text)


def test_a_text_cut_off_within_a_character_is_read_up_to_there(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes(as_text(encoding).rstrip()[:-1])
        assert read_source(file).text.startswith(REPORT[0]), encoding
        assert read_source(file).encoding == encoding


def test_a_few_destroyed_bytes_stay_visible(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    data = as_text("utf-8")
    file.write_bytes(data[:300] + b"\xff" + data[301:])
    clean = repair(read_source(file).text)
    assert "\ufffd" in clean.text
    assert clean.damaged


def bomb(names: list[str], size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b" " * size)
    return file.getvalue()


def entities() -> bytes:
    """A Word file whose text is entities that unfold to a thousand million signs."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "增长">{levels}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx())) as good, zipfile.ZipFile(file, "w") as packed:
        for name in good.namelist():
            packed.writestr(name, document if name == "word/document.xml" else good.read(name))
    return file.getvalue()


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secret"))
    canvas.drawString(80, 700, "text")
    canvas.save()
    return file.getvalue()


def scanned_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    for _ in range(3):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
BAD = {
    "empty.txt": (b"", "空"),
    "blank.txt": (b" \r\n \n", "空"),
    "binary.txt": (bytes(range(256)) * 40, "二进制"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "二进制"),
    "old.doc": (OLE, ".docx"),
    "old.wps": (OLE, ".docx"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "rich.rtf": (b"{\\rtf1\\ansi hello}", ".docx"),
    "fixed.ofd": (bomb(["OFD.xml"], 10), ".pdf"),
    "archive.docx": (bomb(["a.txt"], 10), "压缩包"),
    "sheet.docx": (bomb(["xl/workbook.xml", "[Content_Types].xml"], 10), ".docx"),
    "cut.docx": (as_docx()[:9000], "不完整"),
    "bomb.docx": (bomb(["word/document.xml", "[Content_Types].xml"], 200 * 1024 * 1024), "过大"),
    "hollow.docx": (bomb(["word/document.xml"], 10), "损坏"),
    "nothing.docx": (as_docx([]), "没有文字"),
    "entities.docx": (entities(), "Word"),
    "locked.pdf": (encrypted_pdf(), "密码"),
    "scan.pdf": (scanned_pdf(), "扫描"),
    "cut.pdf": (b"%PDF-1.7\n" + as_pdf()[200:400], "PDF"),
    "deep.html": (b"<html><body>" + b"<div>" * 10_000 + "正文".encode() + b"</div>" * 10_000, "嵌套"),
    "bare.html": (b"<html><body></body></html>", "网页"),
    "archive.mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", ".html"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told_in_one_sentence_in_both_languages(name: str, tmp_path: Path) -> None:
    data, word = BAD[name]
    file = tmp_path / name
    file.write_bytes(data)
    started = time.process_time()
    with pytest.raises(ReadError) as caught:
        read_source(file)
    assert time.process_time() - started < 5
    assert caught.value.where == str(file)
    assert word in caught.value.zh
    assert "\n" not in caught.value.zh + caught.value.en
    assert caught.value.en.isascii()


def test_a_text_of_200_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    with pytest.raises(ReadError, match="too large"):
        read_source(file)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="folder"):
        read_source(tmp_path)


def test_an_entity_in_a_web_page_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    file = tmp_path / "a.html"
    file.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<html><body><p>地区生产总值增长6%，就业稳定。&x;</p></body></html>",
        encoding="utf-8",
    )
    assert "秘密" not in read_source(file).text


def test_a_folder_gives_its_reports_in_a_fixed_order_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    reports = ("b.txt", "a.docx", "sub/c.pdf", "old.wps")
    for name in (*reports, ".hidden.txt", "~$a.docx", "README.md", "README.zh-CN.md", "x.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    named = tmp_path / "b.txt"
    found = [path.relative_to(tmp_path).as_posix() for path in find_reports([named, tmp_path, tmp_path / "none.txt"])]
    assert found == ["b.txt", "a.docx", "old.wps", "sub/c.pdf", "none.txt"]


def test_what_a_browser_saved_beside_a_page_is_no_report(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/ad.html", "a_files/deep/x.html", "b.htm", "b.files/y.html", "c_files/z.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_reports([tmp_path])]
    assert found == ["a.html", "b.htm", "c_files/z.html"]


def test_pages_of_an_earlier_build_are_no_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "scorecards/.tracker-build", "scorecards/index.html", "scorecards/source/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert find_reports([tmp_path]) == [tmp_path / "a.txt"]
    assert find_reports([tmp_path / "scorecards"]) == []
    page = tmp_path / "scorecards" / "source" / "a.html"
    assert find_reports([page]) == [page], "what is named is read"
