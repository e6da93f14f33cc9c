"""Numbers with their units and comparator words, found in a whole text at once.

One regex walks over the digits of the text, a second one over its Chinese numerals; both begin with a character class,
so that everything else is passed by at the speed of ``re``. What stands around a numeral (magnitude, unit,
comparators, the other end of a range) is read from the settings in ``rules/quantities.yaml`` and ``rules/units.yaml``
by looking up slices in dictionaries, so that the number of known words costs nothing.

A numeral that is no figure (a year, 第三, “416”, 6号线, 5G) is reported too, as a :class:`Numeral` with the reason:
what is not extracted must be visible as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from tracker.language.numerals import MAGNITUDES, fraction, magnitude, numeral, plain_digits
from tracker.models import Comparator, Quantity
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units

__all__ = ["Numeral", "QuantityFinder", "Tag", "quantity_rows"]

Tag = Literal["quantity", "count", "rank", "number"]

_DIGITS = re.compile(
    r"[0-9](?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]*)(?:\.[0-9]+)?"
    r"(?:[十百千万亿多余几]*[十百千万亿]+[0-9]{1,4}(?=[十百千万亿])[十百千万亿]+)?"
)
_CHINESE = re.compile(r"[一二两三四五六七八九十百千万数几上翻半][零〇一二两三四五六七八九十百千万亿点分之半番几]*")
_FULL_WIDTH = re.compile("[０-９]")
_MAGNITUDE = re.compile(rf"[ \u3000\xa0]?([多余几]?)([{MAGNITUDES}]*)([多余]?)")
_WORDS = {
    "至少": Comparator.GE, "多于": Comparator.GT, "至多": Comparator.LE, "少于": Comparator.LT,
    "约": Comparator.APPROX, "等于": Comparator.EQ,
}  # fmt: skip
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_NUMERAL = frozenset("零〇一二两三四五六七八九十百千万亿")
_ONES = frozenset("零〇一二两三四五六七八九")
_SPACES = " \u3000\xa0"


class Numeral(NamedTuple):
    """A place where a number stands: ``tag`` says what it is, ``quantity`` is there for all but ``number``.

    ``quantity`` is a figure; ``count`` a small number in Chinese characters before a plain measure word (三个, 五年),
    as often a figure of speech as a figure; ``rank`` a place in a ranking (前10名); ``number`` none at all (a year, an
    ordinal, a name, a code).
    """

    start: int
    end: int
    tag: Tag
    quantity: Quantity | None


class _Atom(NamedTuple):
    """One numeral with its unit, before comparators and ranges are looked at."""

    start: int
    number_end: int
    end: int
    value: Decimal
    magnitude: str
    inside: str
    bare_unit: str
    unit: str
    tag: Tag


class QuantityFinder:
    """Finds quantities by the words of a rule set; make it once, use it for every text."""

    def __init__(self, settings: QuantitySettings, units: Units) -> None:
        self._units = units
        self._known = frozenset(units.by_unit)
        self._longest = max(map(len, self._known))
        self._in_words = frozenset(unit for unit, family in units.by_unit.items() if family.in_words)
        self._kilo = frozenset(unit for unit in self._known if unit[0] in "千百")
        places: dict[str, dict[str, Comparator]] = {"before": {}, "behind": {}, "inside": {}, "around": {}}
        for row in settings.comparators:
            places[row.place].update(dict.fromkeys(row.words, _WORDS[row.comparator]))
        self._before, self._behind, self._inside, self._around = places.values()
        self._longest_before = max(map(len, (*self._before, *self._around)), default=0)
        self._longest_behind = max(map(len, self._behind), default=0)
        self._not_after = settings.not_after
        self._not_before = settings.not_before
        self._links = frozenset(settings.links)
        self._bare_after = settings.bare_after
        self._ranks = settings.ranks
        self._magnitude_after = settings.magnitude_after
        self._not_numerals = settings.not_numerals

    def find(self, text: str, damaged: Sequence[tuple[int, int]] = ()) -> list[Numeral]:
        """Every numeral of ``text``, ascending and apart; ``damaged`` are spans whose characters may be lost, ascending."""
        if _FULL_WIDTH.search(text) or "％" in text:
            text = plain_digits(text)
        atoms = sorted(self._atoms(text))
        found: list[Numeral] = []
        last = 0
        index = 0
        while index < len(atoms):
            atom = atoms[index]
            index += 1
            if atom.start < last:
                continue
            upper = None
            if index < len(atoms) and atom.tag == atoms[index].tag and self._is_range(text, atom, atoms[index]):
                upper = atoms[index]
                index += 1
            numeral_ = self._numeral(text, atom, upper, last, damaged)
            found.append(numeral_)
            last = numeral_.end
        return found

    # --- numerals with their units --------------------------------------------------------------------------

    def _atoms(self, text: str) -> Iterator[_Atom]:
        taken = -1
        ends: list[int] = []
        starts: list[int] = []
        for match in _DIGITS.finditer(text):
            if match.start() < taken:
                continue
            atom = self._from_digits(text, match.start(), match.end())
            taken = atom.end
            starts.append(atom.start)
            ends.append(atom.end)
            yield atom
        for match in _CHINESE.finditer(text):
            start = match.start()
            before = bisect_left(starts, start + 1) - 1
            if before >= 0 and ends[before] > start:
                continue
            atom_ = self._from_chinese(text, start, match.group())
            if atom_ is not None:
                yield atom_

    def _from_digits(self, text: str, start: int, end: int) -> _Atom:
        written = text[start:end]
        value = numeral(written)
        if value is None:  # pragma: no cover - the pattern admits numerals only
            value = Decimal(0)
        around = _MAGNITUDE.match(text, end)
        assert around is not None  # every part of it is optional
        inside, word, inside_after = around.groups()
        spaced = around.start(1) > end
        stop = around.end()
        if not word and not inside_after:
            stop = around.end(1)
        if word and (word[-1] in "千百") and self._unit_at(text, around.end(2) - 1, self._kilo):
            word = word[:-1]
            stop = around.end(2) - 1
            inside_after = ""
        unit, unit_end = self._unit(text, stop)
        if not unit and not word:
            if inside:
                inside, stop = "", end
            if spaced:
                stop = end
            unit_end = stop
        number_end = stop if word or inside else end
        if not unit:
            unit_end = number_end
        tag: Tag = "quantity" if self._is_figure(text, start, end, unit_end, written, word, unit) else "number"
        if tag == "number":
            unit_end = number_end = self._number_end(text, start, end, unit_end)
        elif text[max(0, start - 1) : start] in self._ranks and start:
            tag = "rank"
        whole = text[around.start(1) : number_end] if word or inside else ""
        return _Atom(start, number_end, unit_end, value, word, inside or inside_after, unit, whole.strip() + unit, tag)

    def _number_end(self, text: str, start: int, end: int, unit_end: int) -> int:
        """A number that is no figure ends with its digits; a date takes its 年, 月, 日 along."""
        return end + 1 if text[end : end + 1] in ("年", "月", "日", "号") and text[end : end + 1] else end

    def _is_figure(self, text: str, start: int, end: int, unit_end: int, written: str, word: str, unit: str) -> bool:
        before = text[start - 1] if start else ""
        after = text[end] if end < len(text) else ""
        if before in _LETTERS or any(before and text.endswith(mark, 0, start) for mark in self._not_after):
            return False
        if unit == "年" and len(written) == 4 and written[:2] in ("18", "19", "20", "21"):
            return False
        if unit == "日" and (before in ("月", "至", "-", "—") or int(Decimal(written)) == Decimal(written) <= 31):
            return False
        if any(text.startswith(mark, unit_end) for mark in self._not_before):
            return False
        if after == "月" and not word:
            return False
        if unit:
            return True
        if after in _LETTERS and not word:
            return False
        if word:
            return True
        if before in "“\"‘《（(〔[-—" and before and after in "”\"’》）)〕].、".strip():
            return False
        if "." in written:
            return not written.endswith(".0") and after not in (".", ")") and before not in ("", "\n", "（", "(")
        return any(text.endswith(word_, 0, start) for word_ in self._bare_after) and not after.isalnum()

    def _from_chinese(self, text: str, start: int, run: str) -> _Atom | None:
        before = text[start - 1] if start else ""
        if before == "第" or any(text.startswith(word, start) for word in self._not_numerals):
            return None
        if run[0] == "翻":
            return self._times_over(text, start, run)
        if "分之" in run:
            return self._fraction(text, start, run)
        if run.startswith("一半"):
            return _Atom(start, start + 2, start + 2, Decimal(50), "", "", "%", "%", "quantity")
        if run[0] in "数几上半":
            return None
        length = next((i for i, c in enumerate(run) if c not in _NUMERAL and c != "点"), len(run))
        run = run[:length].rstrip("点")
        end = start + len(run)
        if not _ONES.isdisjoint(run) or run[0] == "十":
            return self._plain_chinese(text, start, run)
        if any(text.endswith(word, 0, start) for word in self._magnitude_after):
            unit, unit_end = self._unit(text, end)
            if unit:
                return _Atom(start, end, unit_end, Decimal(1), run, "", unit, run + unit, "quantity")
        return None

    def _plain_chinese(self, text: str, start: int, run: str) -> _Atom | None:
        end = start + len(run)
        if text[end : end + 1] == "成" and len(run) == 1 and text[end + 1 : end + 2] not in ("为", "立", "果", "本", "都", "员"):
            value = numeral(run)
            return None if value is None else _Atom(start, end, end + 1, value * 10, "", "", "%", "%", "quantity")
        # the magnitude that ends the numeral stays with the unit: 六万家 is 6 万家, 三万五千亩 is 35000 亩
        cut = len(run)
        while cut > 1 and run[cut - 1] in "万亿":
            cut -= 1
        head, word = run[:cut], run[cut:]
        if any(c in head for c in "万亿"):
            head, word = run, ""
        value = numeral(head)
        if value is None:
            return None
        inside = ""
        stop = end
        if text[stop : stop + 1] in ("多", "余") and text[stop : stop + 1]:
            inside = text[stop]
            stop += 1
            if text[stop : stop + 1] in ("万", "亿") and text[stop : stop + 1] and not word:
                word = text[stop]
                stop += 1
        large = len(run) > 1 and value * magnitude(word) >= 20
        unit, unit_end = self._unit(text, stop)
        if not unit:
            return _Atom(start, stop, stop, value, word, inside, "", text[end - len(word) : stop], "quantity") if word else None
        family = self._units.family(unit)
        if not large and unit not in self._in_words:
            return None
        if unit == "日" or (unit == "年" and _all_ones(run) and len(run) >= 2):
            return None
        if unit_end < len(text) and text[unit_end] == "月" and unit != "个月":
            return None
        plain = family is None or family.kind in ("count", "time") or family.name in ("entities", "people")
        tag: Tag = "count" if plain and value * magnitude(word) < 20 else "quantity"
        return _Atom(start, stop, unit_end, value, word, inside, unit, word + inside + unit if word or inside else unit, tag)

    def _times_over(self, text: str, start: int, run: str) -> _Atom | None:
        """翻番, 翻一番, 翻两番."""
        at = run.find("番")
        if at < 0:
            return None
        value = numeral(run[1:at]) if at > 1 else Decimal(1)
        end = start + at + 1
        return None if value is None else _Atom(start, end, end, value, "", "", "番", "番", "quantity")

    def _fraction(self, text: str, start: int, run: str) -> _Atom | None:
        """三分之二, 百分之三十, 百分之30."""
        below, _, above = run.partition("分之")
        if above:
            end = start + len(run)
            while above and numeral(above) is None:
                above, end = above[:-1], end - 1
        else:
            digits = _DIGITS.match(text, start + len(run))
            if digits is None:
                return None
            above, end = digits.group(), digits.end()
        parts = fraction(below, above) if above else None
        return None if parts is None else _Atom(start, end, end, parts[0], "", "", parts[1], parts[1], "quantity")

    # --- what stands around -------------------------------------------------------------------------------

    def _unit_at(self, text: str, at: int, known: frozenset[str]) -> int:
        for length in range(min(self._longest, len(text) - at), 0, -1):
            if text[at : at + length] in known:
                return length
        return 0

    def _unit(self, text: str, at: int) -> tuple[str, int]:
        """The unit that begins at ``at`` (a space before it is passed over) and where it ends."""
        here = at + 1 if at < len(text) and text[at] in _SPACES else at
        length = self._unit_at(text, here, self._known)
        if not length and here < len(text) and text[here] in ":：" and (digits := _DIGITS.match(text, here + 1)):
            return ":" + digits.group(), digits.end()
        if not length:
            return ("", at)
        end = here + length
        if end < len(text) and text[end] == "/":
            per = end + 1
            while per < len(text) and (text[per] in MAGNITUDES or text[per].isdecimal()):
                per += 1
            below = self._unit_at(text, per, self._known)
            if below:
                end = per + below
        return text[here:end], end

    def _is_range(self, text: str, lower: _Atom, upper: _Atom) -> bool:
        between = text[lower.end : upper.start].strip(_SPACES)
        if between not in self._links or lower.inside or text[max(0, lower.start - 1) : lower.start] in ("从", "由"):
            return False
        if between in ("到", "至"):
            return lower.bare_unit in ("", upper.bare_unit) and lower.value < upper.value
        return lower.bare_unit in ("", upper.bare_unit)

    def _numeral(
        self, text: str, atom: _Atom, upper: _Atom | None, floor: int, damaged: Sequence[tuple[int, int]]
    ) -> Numeral:
        if atom.tag == "number":
            return Numeral(atom.start, upper.end if upper else atom.end, "number", None)
        last = upper or atom
        end = last.end
        comparator, modifier = Comparator.EQ, None
        start = atom.start
        word, kind = self._word_before(text, start, floor)
        if word:
            comparator = kind
            if word in self._before:
                start, modifier = start - len(word), word
        if atom.inside or last.inside:
            comparator = Comparator.GT if comparator is Comparator.EQ else comparator
            modifier = modifier or atom.inside or last.inside
        for length in range(min(self._longest_behind, len(text) - end), 0, -1):
            behind = text[end : end + length]
            if behind in self._behind:
                end, comparator, modifier = end + length, self._behind[behind], behind
                break
        else:
            behind = text[end : end + 1]
            if behind and behind in self._inside and not last.magnitude:
                end, comparator = end + 1, self._inside[behind]
                modifier = modifier or behind
        value, value_max = atom.value, upper.value if upper else None
        if upper:
            value = self._to_magnitude(atom, upper)
            comparator = Comparator.RANGE
            if value_max is not None and value > value_max:
                value, value_max = value_max, value
        hurt = _touches(damaged, start, end)
        return Numeral(
            start,
            end,
            atom.tag,
            Quantity(
                start=start,
                end=end,
                number_start=atom.start,
                number_end=last.number_end,
                value=None if hurt else value,
                value_max=None if hurt else value_max,
                unit=last.unit,
                bare_unit=last.bare_unit,
                magnitude=magnitude(last.magnitude),
                comparator=comparator,
                modifier=modifier,
                damaged=hurt,
            ),
        )

    def _to_magnitude(self, lower: _Atom, upper: _Atom) -> Decimal:
        """The lower end in the magnitude of the upper one: 8千-1万户 is 0.8–1 万户, 1-2万户 is 1–2 万户."""
        if not lower.magnitude or lower.magnitude == upper.magnitude:
            return lower.value
        return lower.value * magnitude(lower.magnitude) / magnitude(upper.magnitude)

    def _word_before(self, text: str, start: int, floor: int) -> tuple[str, Comparator]:
        for length in range(min(self._longest_before, start - floor), 0, -1):
            word = text[start - length : start]
            kind = self._before.get(word) or self._around.get(word)
            if kind:
                return word, kind
        return "", Comparator.EQ


def _all_ones(run: str) -> bool:
    return all(char in _ONES for char in run)


def _touches(damaged: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a damaged span overlaps start…end or stands directly beside it: a digit may be lost there."""
    at = bisect_left(damaged, (start, 0))
    return any(low <= end and high >= start for low, high in damaged[max(0, at - 1) : at + 1])


def quantity_rows(lines: Iterable[str], finder: QuantityFinder) -> Iterator[dict[str, object]]:
    """For each line of a text, the quantities in it as plain data: what ``tracker quantities --json`` prints.

    ``value`` has its magnitude multiplied out (``value_max`` the same, for ranges), ``unit`` is the bare unit, ``start``
    the place in the line, ``mod`` the comparator word as written (absent where there is none).
    """
    for line in lines:
        rows: list[dict[str, object]] = []
        for numeral_ in finder.find(line):
            quantity = numeral_.quantity
            if quantity is None:
                continue
            row: dict[str, object] = {"text": line[quantity.start : quantity.end]}
            row["value"] = None if quantity.value is None else _plain(quantity.value * quantity.magnitude)
            if quantity.value_max is not None:
                row["value_max"] = _plain(quantity.value_max * quantity.magnitude)
            row |= {"unit": quantity.bare_unit, "start": quantity.start}
            if quantity.modifier:
                row["mod"] = quantity.modifier
            rows.append(row)
        yield {"text": line, "quantities": rows}


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
