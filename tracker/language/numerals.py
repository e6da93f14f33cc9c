"""Numerals: digits, Chinese numerals and what stands between them, as decimals.

Everything here is exact (``Decimal``) and works on a numeral already cut out of its text; finding numerals in a
text is the subject of ``tracker.language.quantities``. A text that is not a numeral gives ``None``, never an error.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

__all__ = ["MAGNITUDES", "fraction", "magnitude", "numeral", "plain_digits"]

MAGNITUDES = "十百千万亿"
"""The characters of magnitude words (万, 亿, 万亿, 百亿, 千万 …)."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ONE = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九])"
_BELOW_TEN_THOUSAND = re.compile(rf"(?:({_ONE})千)?(零)?(?:({_ONE})百)?零?(?:({_ONE})?十)?零?({_ONE}|[零〇])?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def plain_digits(text: str) -> str:
    """Full-width digits, points, commas and percent signs made half-width; every character keeps its place."""
    return text.translate(_FULL_WIDTH)


@lru_cache(maxsize=20_000)
def numeral(text: str) -> Decimal | None:
    """The value of a numeral in digits (12,345.6), in Chinese (三万五千, 二〇三五, 三点五) or mixed (3万5千)."""
    text = plain_digits(text).replace(",", "")
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return Decimal(_spelt(text))  # read digit by digit: 二〇三五
    whole, point, decimals = text.partition("点")
    value = _whole(whole.replace("〇", "零")) if whole else None
    if not point or value is None:
        return value
    if not decimals or any(char not in _DIGITS for char in decimals):
        return None
    return value + Decimal("0." + _spelt(decimals))


@lru_cache(maxsize=1000)
def magnitude(word: str) -> Decimal:
    """The factor of a magnitude word: 万 10000, 万亿 10¹², 百亿 10¹⁰; 1 for the empty word."""
    factor = Decimal(1)
    for char in word:
        factor *= _POWERS[char]
    return factor


def fraction(denominator: str, numerator: str) -> tuple[Decimal, str] | None:
    """What 三分之二, 百分之三十, 千分之五 say: the value and the sign it is told in (66.7 %, 30 %, 5 ‰).

    Thirds, sixths and so on are rounded to one decimal, as people write them.
    """
    below, above = numeral(denominator), numeral(numerator)
    if not below or above is None:
        return None
    if below == 1000:
        return above, "‰"
    percent = above * 100 / below
    if below not in (100, 10_000) and percent != percent.quantize(Decimal("0.01")):
        percent = percent.quantize(Decimal("0.1"))
    return percent, "%"


def _spelt(text: str) -> str:
    return "".join(str(_DIGITS[char]) for char in text)


def _whole(text: str) -> Decimal | None:
    for power in ("亿", "万"):
        above, found, below = text.rpartition(power)
        if found:
            high = _whole(above) if above else Decimal(1)
            low = _after(below, _POWERS[power])
            return None if high is None or low is None else high * _POWERS[power] + low
    match = _BELOW_TEN_THOUSAND.fullmatch(text)
    if match is None or not text:
        return Decimal(_POWERS[text]) if text in _POWERS else None
    thousands, _, hundreds, tens, ones = match.groups()
    value = _one(thousands) * 1000 + _one(hundreds) * 100 + _one(ones)
    if "十" in text:
        value += 10 * (_one(tens) or 1)
    elif ones in _DIGITS and text[-2:-1] in ("百", "千"):
        value += _one(ones) * (_POWERS[text[-2]] // 10 - 1)  # 两百五 is 250
    return value


def _after(text: str, power: int) -> Decimal | None:
    """What follows 万 or 亿: nothing, a smaller number, or one digit that counts tenths of it (三万五 is 35000)."""
    if not text:
        return Decimal(0)
    if text in _DIGITS:
        return Decimal(_DIGITS[text] * power) / 10
    value = _whole(text.removeprefix("零"))  # 一亿零一千
    return value if value is not None and value < power else None


def _one(text: str | None) -> Decimal:
    if text is None:
        return Decimal(0)
    return Decimal(_DIGITS[text]) if text in _DIGITS else Decimal(text)
