"""Numerals come back from every way of writing them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language.numerals import fraction, magnitude, numeral, plain_digits

DIGITS = "零一二三四五六七八九"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    numeral.cache_clear()


def in_chinese(number: int) -> str:
    """A whole number below 10¹⁶ in Chinese, as it is read aloud."""
    if number < 10_000:
        return _below_ten_thousand(number)
    for power, word in ((10**8, "亿"), (10**4, "万")):
        high, low = divmod(number, power)
        if high:
            zero = "零" if low and low < power // 10 else ""
            return in_chinese(high) + word + (zero + in_chinese(low) if low else "")
    raise AssertionError(number)


def _below_ten_thousand(number: int) -> str:
    if number == 0:
        return "零"
    written, gap = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + word
        gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


@given(st.integers(0, 10**16 - 1))
def test_a_number_comes_back_from_its_chinese_wording(number: int) -> None:
    assert numeral(in_chinese(number)) == number


@given(st.integers(1, 10**16 - 1))
def test_a_gap_may_be_written_as_a_ring(number: int) -> None:
    assert numeral(in_chinese(number).replace("零", "〇")) == number


@pytest.mark.parametrize(
    ("wording", "value"),
    [("一亿零一千", 100_001_000), ("三万零一百", 30_100), ("两百〇五", 205), ("六亿零三千二百", 600_003_200)],
)
def test_a_gap_is_read_out_before_any_power(wording: str, value: int) -> None:
    assert numeral(wording) == value


@given(st.integers(0, 10**16 - 1))
def test_two_may_be_written_as_liang(number: int) -> None:
    wording = in_chinese(number)
    for word in ("千", "百", "万", "亿"):
        wording = wording.replace("二" + word, "两" + word)
    assert numeral(wording) == number


@given(st.integers(0, 10**12), st.integers(0, 9999))
def test_digits_come_back_with_separators_and_in_full_width(whole: int, decimals: int) -> None:
    written = f"{whole:,}.{decimals:04d}"
    assert numeral(written) == Decimal(written.replace(",", ""))
    assert numeral(written.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))) == numeral(written)


@given(st.integers(1, 9999), st.sampled_from(["十", "百", "千", "万", "亿", "万亿", "百亿", "千万"]))
def test_digits_with_a_magnitude_are_multiplied(number: int, word: str) -> None:
    assert magnitude(word) * number == (numeral(f"{number}{word}") or 0)


@given(st.integers(1000, 2999))
def test_years_are_read_digit_by_digit(year: int) -> None:
    assert numeral("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))) == year


@given(st.integers(0, 1000), st.integers(0, 99))
def test_decimals_in_chinese(whole: int, decimals: int) -> None:
    spelt = "".join(DIGITS[int(digit)] for digit in f"{decimals:02d}")
    assert numeral(f"{in_chinese(whole)}点{spelt}") == Decimal(f"{whole}.{decimals:02d}")


@given(st.integers(1, 100))
def test_percentages_in_words(number: int) -> None:
    assert fraction("百", in_chinese(number)) == (number, "%")
    assert fraction("千", in_chinese(number)) == (number, "‰")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("两百五", 250),
        ("两百零五", 205),
        ("两千五", 2500),
        ("三万五", 35000),
        ("三万零五", 30005),
        ("三万五千", 35000),
        ("3万5千", 35000),
        ("3.5万", 35000),
        ("一千零一十", 1010),
        ("两万亿", 2 * 10**12),
        ("百", 100),
        ("千万", 10**7),
        ("一亿三千万", 130_000_000),
        ("零", 0),
    ],
)
def test_ways_of_writing(written: str, value: int) -> None:
    assert numeral(written) == value


@pytest.mark.parametrize("written", ["", "点五", "三点", "个", "三个", "1.2.3", "三五百", "1,2a"])
def test_what_is_no_numeral_gives_nothing(written: str) -> None:
    assert numeral(written) is None


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点0123456789.,", max_size=12))
def test_any_run_of_numeral_characters_is_read_or_refused(text: str) -> None:
    value = numeral(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("below", "above", "value"),
    [
        ("三", "二", Decimal("66.7")),
        ("四", "三", Decimal(75)),
        ("三", "一", Decimal("33.3")),
        ("百", "三点五", Decimal("3.5")),
        ("二", "一", Decimal(50)),
    ],
)
def test_fractions_are_told_in_percent(below: str, above: str, value: Decimal) -> None:
    assert fraction(below, above) == (value, "%")


def test_a_fraction_over_nothing_is_refused() -> None:
    assert fraction("零", "一") is None
    assert fraction("三", "个") is None


@given(st.text(max_size=30))
def test_full_width_digits_keep_their_places(text: str) -> None:
    assert len(plain_digits(text)) == len(text)


@pytest.mark.parametrize(
    ("wording", "value"),
    [("亿", 10**8), ("万五", 15_000), ("三万万", 3 * 10**8), ("一亿零五万", 100_050_000), ("一万零五百", 10_500)],
)
def test_magnitudes_stand_alone_behind_each_other_and_over_a_gap(wording: str, value: int) -> None:
    assert numeral(wording) == value


@pytest.mark.parametrize("wording", ["一亿一万万", "一亿五千万万"])
def test_what_follows_a_magnitude_is_smaller_than_it(wording: str) -> None:
    assert numeral(wording) is None


@pytest.mark.parametrize(
    ("denominator", "numerator", "percent"),
    [
        ("百", "三点一二五", "3.125"),  # said to the digit
        ("万", "三点三三", "0.0333"),
        ("十六", "一", "6.25"),  # exact within two decimals
        ("三", "二", "66.7"),
        ("十", "三", "30"),
    ],
)
def test_only_shares_that_do_not_come_out_are_rounded(denominator: str, numerator: str, percent: str) -> None:
    assert fraction(denominator, numerator) == (Decimal(percent), "%")
