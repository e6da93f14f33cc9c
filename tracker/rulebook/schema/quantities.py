"""``rules/quantities.yaml``: words around a number that say how it binds, and what looks like a figure and is none."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker.rulebook.schema.base import Entry

__all__ = ["ComparatorWords", "QuantitySettings"]

ComparatorName = Literal["至少", "多于", "至多", "少于", "约", "等于"]


class ComparatorWords(Entry):
    """Words of one place that all say the same comparator.

    ``place`` is ``before`` (directly before the number, part of the quantity: 超过), ``behind`` (after the unit,
    part of it: 以上), ``inside`` (between number and unit: 余) or ``around`` (before the number, not part of the
    quantity, since the word says more than that: 控制在). ``not_in`` are other words that end in one of them
    (签约 ends in 约).
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    place: Literal["before", "behind", "inside", "around"]
    comparator: ComparatorName
    words: tuple[str, ...] = Field(min_length=1)
    not_in: tuple[str, ...] = ()


class QuantitySettings(Entry):
    """What stands around numbers.

    ``not_after`` are texts behind which a number is no figure (第), ``not_before`` texts in front of which it is none
    (号线). ``links`` join the two ends of a range, ``steps`` only where the first is the smaller; behind one of
    ``not_ranges_after`` two numbers so joined are a change from one to the other. ``bare_after`` are words after which
    a whole number needs no unit to be a figure. ``ranks`` stand before a number that tells a place in a ranking
    (前10名). ``magnitude_after`` are words after which a magnitude word alone is a figure (超万亿元, 上百亿元).
    ``not_numerals`` are words written with numeral characters that count nothing (千家万户), ``not_tenths`` words that
    begin with 成 and are not 成, a tenth (三成立), ``not_units`` words that begin with a unit and are none (个 in
    900万个体工商户).
    """

    comparators: tuple[ComparatorWords, ...] = Field(min_length=1)
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    not_ranges_after: tuple[str, ...] = ()
    bare_after: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    magnitude_after: tuple[str, ...] = ()
    not_numerals: tuple[str, ...] = ()
    not_tenths: tuple[str, ...] = ()
    not_units: tuple[str, ...] = ()
