"""Numerals: digits, Chinese numerals and what stands between them, as decimals.

Everything here is exact (``Decimal``) and works on a numeral already cut out of its text; finding numerals in a
text is the subject of ``tracker.language.quantities``. A text that is not a numeral gives ``None``, never an error.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

__all__ = ["CHINESE", "MAGNITUDES", "fraction", "magnitude", "numeral", "plain_digits"]

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
SMALL = {"十", "百", "千"}

CHINESE = "".join(DIGITS) + "".join(POWERS)
"""Every character a Chinese numeral may consist of (点 and 半 apart)."""

MAGNITUDES = "十百千万亿"
"""The characters of magnitude words (万, 亿, 万亿, 百亿, 千万 …)."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def plain_digits(text: str) -> str:
    """Full-width digits, points, commas and percent signs made half-width; every character keeps its place."""
    return text.translate(_FULL_WIDTH)


def numeral(text: str) -> Decimal | None:
    """The value of a numeral in digits (12,345.6), in Chinese (三万五千, 二〇三五, 三点五) or mixed (3万5千)."""
    text = plain_digits(text).replace(",", "")
    if not text:
        return None
    if text[0].isdecimal() and not any(c in POWERS for c in text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    whole, point, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or (point and (not decimals or any(c not in DIGITS for c in decimals))):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[c]) for c in decimals)) if point else value


def _whole(text: str) -> Decimal | None:
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))  # read digit by digit: 二〇三五
    total = section = Decimal(0)
    number: Decimal | None = None
    power = Decimal(0)
    digits = ""
    last = Decimal(1)
    for char in text:
        if char in DIGITS or char.isdecimal() or char == ".":
            if char in DIGITS and digits:
                return None
            if char in DIGITS:
                if number:
                    return None
                number = Decimal(DIGITS[char])
            else:
                digits += char
            continue
        if char not in POWERS:
            return None
        if digits:
            try:
                number, digits = Decimal(digits), ""
            except InvalidOperation:
                return None
        power = Decimal(POWERS[char])
        if char in SMALL:
            section += power * (1 if number is None else number)
        else:
            section += number or 0
            if not section and not total:
                section = Decimal(1)
            if char == "亿":
                total = (total + section) * power
            else:
                total += section * power
            section = Decimal(0)
        number, last = None, power
    if digits:
        try:
            number = Decimal(digits)
        except InvalidOperation:
            return None
    elif number and last >= 100 and len(text) > 1 and text[-2] in POWERS and text[-2] != "十":
        number *= last / 10  # 三万五 is 35000, 两百五 is 250
    return total + section + (number or 0)


def magnitude(word: str) -> Decimal:
    """The factor of a magnitude word: 万 10000, 万亿 10¹², 百亿 10¹⁰; 1 for the empty word."""
    factor = Decimal(1)
    for char in word:
        factor *= POWERS[char]
    return factor


def fraction(denominator: str, numerator: str) -> tuple[Decimal, str] | None:
    """What 三分之二, 百分之三十, 千分之五 say: the value and the sign it is told in (66.7 %, 30 %, 5 ‰).

    Thirds, sixths and so on are rounded to one decimal, as people write them.
    """
    below = numeral(denominator) if denominator not in POWERS else Decimal(POWERS[denominator])
    above = numeral(numerator)
    if not below or above is None:
        return None
    if below == 1000:
        return above, "‰"
    percent = above * 100 / below
    if below not in (100, 10_000) and percent != percent.quantize(Decimal("0.01")):
        percent = percent.quantize(Decimal("0.1"))
    return percent, "%"
