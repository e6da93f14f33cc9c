"""Runs that were read one byte out of step in GBK, put back in step.

A GBK character is two bytes. A program that works on bytes may cut a character in two: the byte left alone is shown
as ``?`` and everything behind it is paired wrongly, until an ASCII character or another ``?`` brings the bytes back
into step. Two ways of cutting are seen in real files:

* ``?`` stands for the first byte of a character and the run behind it begins with the second: ``?。ㄒ唬┳`` is
  ``　（一）抓``. (Signs such a run seems to hold may have been made half-width since, as in ``幸?!俺鋈Α?``, which is
  ``幸福“出圈”``; ``??`` may be a lost byte and such a sign.)
* A reading was put between the two bytes of a character, because the byte before and the byte behind look like
  another character: ``車?yán)锍`` is 車里, 嚴 being made of the last byte of 車 and the first of 里.

The bytes of the run, private-use characters included, are shifted by one and read again, which leaves no choice.
Only the byte that became ``?`` is lost. It is filled where words, or a reading behind it, leave one character; next
to a digit never, because a digit may have been lost with it. What is not filled is left for
:mod:`tracker.repair.lost` to mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from tracker.occurrences import occurrences
from tracker.repair.changes import Change
from tracker.repair.gbk import character_of, gbk_bytes, with_lead, with_trail
from tracker.repair.lexicon import REACH, Answer, Usage, fill, fill_both
from tracker.repair.traditional import simplify

__all__ = ["SIGNS", "misread"]

_MARKS = "?\ufffd"
SIGNS = frozenset(_MARKS)
_READING = re.compile(r"[^\W\d_]{1,6}(?=\))")
# what follows a mark that may have swallowed a digit: 突?800公里, ?.5%
_DIGITS = "0-9０-９"
_NUMBER = re.compile(rf"[{_DIGITS}.%‰．％]|[,，:：] ?[{_DIGITS}]")
_DIGIT = re.compile(f"[{_DIGITS}]")
_WIDENED = {sign: chr(ord(sign) + 0xFEE0).encode("gb18030") for sign in "!?,;:()"} | {" ": "　".encode("gb18030")}
_CHINESE_SIGNS = frozenset("　、。·—…“”《》〔〕！（），：；％")
# how far the words around a gap, and the quotation marks of its line, are looked for (characters)
_NEAR = 400
# gaps looked up in the word list: a file with more is past mending, and must not take for ever
_MOST_GAPS = 1000
_MOST_DOUBLE_GAPS = 50


def misread(text: str) -> Iterator[Change]:
    """The runs of ``text`` that are out of step, as read again, and what the words around leave for their gaps."""
    page = _Page(text)
    done = 0
    for at in sorted(chain.from_iterable(occurrences(text, mark) for mark in _MARKS)):
        if at >= done:
            changes = page.cut_by_reading(at) or page.cut_in_two(at)
            if changes:
                yield from changes
                # the mark behind a run belongs to the run, filled or not
                done = changes[-1][1] + 1


class _Run(NamedTuple):
    """A stretch read again. ``text`` are its whole characters; ``lead`` is the byte left over at its end, if any."""

    text: str
    end: int
    lead: int | None


class _Page:
    """A text and what it tells about itself: which readings its characters have, which words it uses."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._gaps = 0
        self._answers: dict[tuple[str, str, str], Answer] = {}
        self._spoken_by: dict[str, set[str]] = {}

    def _spoken(self, reading: str) -> set[str]:
        """The Chinese characters that ``reading`` stands behind, in brackets."""
        if reading not in self._spoken_by:
            before = {self._text[at - 1] for at in occurrences(self._text, f"({reading})") if at}
            self._spoken_by[reading] = {character for character in before if "\u3400" <= character <= "\u9fff"}
        return self._spoken_by[reading]

    @cached_property
    def _usage(self) -> Usage:
        return Usage(self._text)

    def cut_by_reading(self, at: int) -> list[Change]:
        """``車?yán)锍``: the mark at ``at`` is the first byte of a character, with a reading's bracket swallowed."""
        text = self._text
        reading = _READING.match(text, at + 1)
        before = gbk_bytes(text[at - 1]) if at else b""
        if not reading or len(before) != 2:
            return []
        alike = (gbk_bytes(character) for character in self._spoken(reading.group()))
        leads = {pair[1] for pair in alike if pair[:1] == before[1:]}
        if len(leads) != 1:
            return []
        body = reading.end() + 1
        run = _read_again(text, body, leads.pop())
        if run is None or _strangeness(run.text) > _strangeness(text[body : run.end]):
            return []
        changes: list[Change] = [(at, body, "", "exact")]
        if run.end > body:
            changes.append((body, run.end, run.text, "exact"))
        return changes + self._close(text[max(0, at - _NEAR) : at] + run.text, run)

    def cut_in_two(self, at: int) -> list[Change]:
        """``?。ㄒ唬┳``: the mark at ``at`` is the first byte of a character whose second byte begins the run."""
        text = self._text
        sign = text[at + 1 : at + 2]
        first = _WIDENED.get(sign) or gbk_bytes(sign)
        if len(first) != 2:
            return []
        run = _read_again(text, at + 2, first[1])
        if run is None or not self._better(run, text[at + 1 : run.end]):
            return []
        before = text[max(0, at - _NEAR) : at]
        if not run.text and run.lead is not None:
            return self._fill_two(at, before, with_trail(first[0]), run)
        filled = self._fill(at, before, with_trail(first[0]), run.text + text[run.end : run.end + _NEAR])
        return [
            *_filled(at, at + 1, filled),
            (at + 1, run.end, run.text, "exact"),
            *self._close(before + (filled or "?") + run.text, run),
        ]

    def _better(self, run: _Run, shown: str) -> bool:
        """Whether a run makes more sense than what is ``shown``: fewer strange characters, or as few and more words."""
        strange = _strangeness(run.text) - _strangeness(shown)
        if strange or self._gaps > _MOST_GAPS:
            return strange < 0
        behind = self._text[run.end : run.end + 1]
        return self._usage.joined(run.text + behind) > self._usage.joined(shown + behind)

    def _fill_two(self, at: int, before: str, gap: str, run: _Run) -> list[Change]:
        """``???``: two characters, of which the second byte of one and the first of the other are known."""
        self._gaps += _MOST_GAPS // _MOST_DOUBLE_GAPS
        if run.lead is None or self._gaps > _MOST_GAPS:
            return []
        after = self._text[run.end + 1 : run.end + 1 + _NEAR]
        filled = fill_both(before, (gap, with_lead(run.lead)), after, self._usage)
        return _filled(at, run.end + 1, filled)

    def _close(self, before: str, run: _Run) -> list[Change]:
        """What becomes of the mark at the end of ``run``: the character whose first byte is ``run.lead``."""
        if run.lead is None:
            return []
        at, row = run.end, with_lead(run.lead)
        reading = _READING.match(self._text, at + 1)
        if reading:
            alike = self._spoken(reading.group()).intersection(row)
            end = reading.end() + 1
            return [(at, end, next(iter(alike)), "guessed") if len(alike) == 1 else (at + 1, end, "", "exact")]
        filled = self._fill(at, before, row, self._text[at + 1 : at + 1 + _NEAR])
        return _filled(at, at + 1, filled)

    def _fill(self, at: int, before: str, gap: str, after: str) -> str | None:
        """The one character of ``gap`` that may stand where the mark at ``at`` is, or None."""
        if _NUMBER.match(self._text, at + 1) or _DIGIT.match(self._text[at - 1 : at]):
            return None
        line = before[before.rfind("\n") + 1 :]
        if not line.strip():
            return "　" if "　" in gap else None
        self._gaps += 1
        if self._gaps > _MOST_GAPS:
            return None
        near = line[-REACH:], gap, after[:REACH]
        answer = self._answers.get(near)
        if answer is None:
            answer = self._answers[near] = fill(*near, self._usage)
        if not answer.open:
            return answer.character
        if line.count("“") > line.count("”"):
            return "”" if "”" in gap else None
        return "。" if "。" in gap and after[:1].strip() else None


def _filled(start: int, end: int, after: str | None) -> list[Change]:
    """The change that fills a gap, where something was found for it."""
    return [(start, end, after, "guessed")] if after else []


def _read_again(text: str, at: int, lead: int) -> _Run | None:
    """Read on from ``at`` with the byte ``lead`` in hand, until the bytes are in step again; None where they clash."""
    pending: int | None = lead
    characters: list[str] = []
    while pending is not None:
        if at == len(text):
            return None
        here = text[at]
        if here in _MARKS:
            break
        encoded = _WIDENED.get(here) or gbk_bytes(here)
        character = character_of(pending, encoded[0]) if encoded else None
        if character is None:
            return None
        characters.append(character)
        pending = encoded[1] if len(encoded) == 2 else None
        at += 1
    return _Run("".join(characters), at, pending)


def _strangeness(text: str) -> int:
    """How many characters of ``text`` do not belong into a Chinese report: all but the 3755 commonest and signs."""
    return sum(1 for character in simplify(text) if not _homely(character))


def _homely(character: str) -> bool:
    encoded = gbk_bytes(character)
    if len(encoded) != 2:
        return bool(encoded) and encoded.isalnum()
    return character in _CHINESE_SIGNS or (0xB0A1 <= int.from_bytes(encoded) <= 0xD7F9 and encoded[1] >= 0xA1)
