"""Bytes become the text they were made from, or are told to be none."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_files import REPORT

from tracker.read.encodings import Undecodable, decode

SENTENCES = "\n".join(REPORT)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_text_comes_back_from_every_encoding_met_in_china(codec: str, name: str) -> None:
    assert decode(SENTENCES.encode(codec)) == (SENTENCES, name)


def test_gb2312_without_any_character_beyond_it_is_read_as_the_wider_gb18030() -> None:
    text = "各位代表：现在报告工作，请予审议。"
    assert decode(text.encode("gb2312")) == (text, "gb18030")


def test_big5_is_told_from_gbk_though_both_decode() -> None:
    text = "全市生產總值達到一千八百億元，增長百分之六。教育、醫療、住房保障繼續加強。"
    assert decode(text.encode("big5")) == (text, "big5")


def test_a_private_use_character_of_gbk_survives() -> None:
    text = SENTENCES + "\ue46a"
    assert decode(text.encode("gb18030")).text == text


def test_a_declared_encoding_is_heard_only_where_it_makes_sense() -> None:
    assert decode(SENTENCES.encode("utf-8"), "gb2312").encoding == "utf-8"
    assert decode(SENTENCES.encode("gbk"), "big5").encoding == "gb18030"
    assert decode(SENTENCES.encode("gbk"), "no-such-thing").encoding == "gb18030"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_before_binary_data_makes_it_no_text(mark: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(mark + b"\x00\x01\x00\x02\x00\x03" * 500)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Undecodable:
        return
    assert isinstance(decoded.text, str)


@given(st.text(alphabet=st.sampled_from(sorted(set(SENTENCES))), min_size=20, max_size=300))
def test_any_chinese_text_comes_back_from_utf8_and_utf16(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text
    assert decode(text.encode("utf-16")).text == text


@pytest.mark.parametrize(
    "declared", ["base64", "zlib", "hex", "rot13", "undefined", "utf-7", "unicode_escape", "idna", "nosuch"]
)
def test_a_declared_codec_that_is_no_encoding_of_chinese_is_not_heard(declared: str) -> None:
    assert decode(SENTENCES.encode("gbk"), declared) == (SENTENCES, "gb18030")
