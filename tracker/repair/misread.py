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
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.repair.changes import Change
from tracker.repair.lexicon import fillings
from tracker.repair.traditional import simplify

__all__ = ["SIGNS", "misread"]

Spoken = Mapping[str, frozenset[str]]

_MARKS = "?\ufffd"
SIGNS = frozenset(_MARKS)
_MARK = re.compile(f"[{_MARKS}]")
_PAIR = re.compile(r"([\u3400-\u9fff])\(([^\W\d_]{1,6})\)")
_SIGNS = frozenset("　、。·—…“”《》〔〕！（），：；％")
_READING = re.compile(r"[^\W\d_]{1,6}(?=\))")
_WIDENED = {sign: chr(ord(sign) + 0xFEE0).encode("gb18030") for sign in "!?,;:()"} | {" ": "　".encode("gb18030")}


class _Run(NamedTuple):
    """A stretch read again. ``text`` are its whole characters; ``lead`` is the byte left over at its end, if any."""

    text: str
    end: int
    lead: int | None


def misread(text: str) -> Iterator[Change]:
    """The runs of ``text`` that are out of step, as read again, and what the words around leave for their gaps."""
    spoken: Spoken | None = None
    done = 0
    for mark in _MARK.finditer(text):
        if mark.start() < done:
            continue
        if spoken is None:
            spoken = _spoken(text)
        changes = _cut_by_reading(text, mark.start(), spoken) or _cut_in_two(text, mark.start(), spoken)
        if changes:
            yield from changes
            done = changes[-1].end + 1


def _spoken(text: str) -> Spoken:
    """For each reading in brackets, the characters of this text that it stands behind."""
    characters: defaultdict[str, set[str]] = defaultdict(set)
    for character, reading in _PAIR.findall(text):
        characters[reading].add(character)
    return {reading: frozenset(found) for reading, found in characters.items()}


def _cut_by_reading(text: str, at: int, spoken: Spoken) -> list[Change]:
    """``車?yán)锍``: the mark at ``at`` is the first byte of a character, with a reading's bracket swallowed."""
    reading = _READING.match(text, at + 1)
    before = _bytes(text[at - 1]) if at else b""
    if not reading or len(before) != 2:
        return []
    leads = {_bytes(c)[1] for c in spoken.get(reading.group(), ()) if _bytes(c)[:1] == before[1:]}
    if len(leads) != 1:
        return []
    body = reading.end() + 1
    run = _read_again(text, body, leads.pop())
    if run is None or _strangeness(run.text) > _strangeness(text[body : run.end]):
        return []
    changes = [Change(at, body, "")]
    if run.end > body:
        changes.append(Change(body, run.end, run.text))
    return [*changes, *_close(text, text[:at] + run.text, run, spoken)]


def _cut_in_two(text: str, at: int, spoken: Spoken) -> list[Change]:
    """``?。ㄒ唬┳``: the mark at ``at`` is the first byte of a character whose second byte begins the run."""
    sign = text[at + 1 : at + 2]
    first = _WIDENED.get(sign) or _bytes(sign)
    if len(first) != 2:
        return []
    run = _read_again(text, at + 2, first[1])
    if run is None or _strangeness(run.text) >= _strangeness(text[at + 1 : run.end]):
        return []
    gap = [c for lead in range(0x81, 0xFF) if (c := _character(lead, first[0]))]
    if not run.text and run.lead is not None:
        return _fill_two(text, at, gap, run)
    filled = _fill(text, at, text[:at], gap, run.text + text[run.end :])
    return [
        *([Change(at, at + 1, filled, "guessed")] if filled else []),
        Change(at + 1, run.end, run.text),
        *_close(text, text[:at] + (filled or "?") + run.text, run, spoken),
    ]


def _fill_two(text: str, at: int, gap: list[str], run: _Run) -> list[Change]:
    """``???``: two characters, of which the second byte of one and the first of the other are known."""
    assert run.lead is not None
    filled = fillings(text[:at], [gap, _row(run.lead)], text[run.end + 1 :], text)
    return [Change(at, run.end + 1, next(iter(filled)), "guessed")] if len(filled) == 1 else []


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
        encoded = _WIDENED.get(here) or _bytes(here)
        character = _character(pending, encoded[0]) if encoded else None
        if character is None:
            return None
        characters.append(character)
        pending = encoded[1] if len(encoded) == 2 else None
        at += 1
    return _Run("".join(characters), at, pending)


def _close(text: str, before: str, run: _Run, spoken: Spoken) -> list[Change]:
    """What becomes of the mark at the end of ``run``: the character whose first byte is ``run.lead``."""
    if run.lead is None:
        return []
    at, row = run.end, _row(run.lead)
    reading = _READING.match(text, at + 1)
    if reading:
        alike = spoken.get(reading.group(), frozenset()) & frozenset(row)
        end = reading.end() + 1
        if len(alike) == 1:
            return [Change(at, end, next(iter(alike)), "guessed")]
        return [Change(at + 1, end, "")]
    filled = _fill(text, at, before, row, text[at + 1 :])
    return [Change(at, at + 1, filled, "guessed")] if filled else []


def _fill(text: str, at: int, before: str, gap: list[str], after: str) -> str | None:
    """The one character of ``gap`` that may stand where the mark at ``at`` is, or None."""
    if text[at + 1 : at + 2].isdigit() or text[at - 1 : at].isdigit():
        return None
    line = before[before.rfind("\n") + 1 :]
    if not line.strip():
        return "　" if "　" in gap else None
    possible = fillings(line, [gap], after, text)
    if possible:
        return next(iter(possible)) if len(possible) == 1 else None
    if line.count("“") > line.count("”"):
        return "”" if "”" in gap else None
    return "。" if "。" in gap and after[:1].strip() else None


def _row(lead: int) -> list[str]:
    return [c for trail in range(0x40, 0xFF) if (c := _character(lead, trail))]


def _strangeness(text: str) -> int:
    """How many characters of ``text`` do not belong into a Chinese report: all but the 3755 commonest and signs."""
    return sum(1 for c in simplify(text) if not _homely(c))


def _homely(character: str) -> bool:
    encoded = _bytes(character)
    if len(encoded) != 2:
        return bool(encoded) and encoded.isalnum()
    return character in _SIGNS or (0xB0A1 <= int.from_bytes(encoded) <= 0xD7F9 and encoded[1] >= 0xA1)


def _bytes(character: str) -> bytes:
    """The one or two bytes of ``character`` in GBK; nothing where it has none there."""
    if character == "€":  # what Windows shows for the lone byte 80
        return b"\x80"
    encoded = character.encode("gb18030", errors="ignore")
    return encoded if len(encoded) <= 2 else b""


def _character(lead: int, trail: int) -> str | None:
    """The character of two bytes in GBK; None where there is none."""
    try:
        return bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return None
