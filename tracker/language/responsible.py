"""The department that leads, where a text names it (责任单位：市教委, 市教委牵头, 由市教委负责). Never inferred."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.rulebook.schema.responsible import LeadSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.rulebook import Rulebook

__all__ = ["Leads"]

_LEADING = "牵头"
_CLOSED = re.compile("[）)】\n]")
_STOPS = "，,；;。\n（）()【】"


class _Note(NamedTuple):
    """Where a text names a department; a note behind governs what stands before it in its paragraph."""

    start: int
    end: int
    name: str
    inline: bool


class Leads:
    """The departments named in one clean text, found once; offsets are clean offsets."""

    def __init__(self, text: str, rulebook: Rulebook) -> None:
        settings = rulebook.settings(LeadSettings)
        noted, inline = _patterns(settings)
        found = [_Note(m.start(), m.end(), _name(m), False) for m in noted.finditer(text)]
        found += [_Note(m.start(), m.end(), m["name"], True) for m in inline.finditer(text)]
        self._text = text
        self._notes = _one_a_bracket(text, sorted(found))
        self._starts = [note.start for note in self._notes]

    def of(self, sentence: tuple[int, int], span: tuple[int, int]) -> str | None:
        """The department that leads what stands at ``span`` of the ``sentence``, or None where none is named."""
        if not self._notes:
            return None
        start, end = sentence
        at = bisect_left(self._starts, start)
        for note in self._notes[at:]:
            if note.start >= end:
                break
            if note.inline:
                return note.name  # the whole sentence is theirs
        for note in self._notes[bisect_left(self._starts, span[1]) :]:
            if note.inline:
                continue
            # in the same paragraph, or on a line of its own right behind it
            return note.name if "\n" not in self._text[span[1] : note.start].rstrip() else None
        return None

    def behind(self, start: int, end: int) -> int:
        """Where a sentence really begins: behind the note that closes the one before (（责任单位：甲）新建…)."""
        at = bisect_left(self._starts, start)
        if at == len(self._notes) or self._starts[at] > start + 1 or self._notes[at].inline:
            return start
        closed = _CLOSED.search(self._text, self._notes[at].end, end)
        return closed.end() if closed and closed.end() < end else start


def _name(match: re.Match[str]) -> str:
    return str(match["labelled"] or match["named"]).strip()


def _one_a_bracket(text: str, notes: list[_Note]) -> list[_Note]:
    """Of several notes side by side (责任单位：甲；牵头单位：乙) the one that says who leads."""
    kept: list[_Note] = []
    for note in notes:
        last = kept[-1] if kept else None
        beside = last is not None and not last.inline and not note.inline
        if last is not None and beside and not _CLOSED.search(text, last.end, note.start):
            if _LEADING in text[note.start : note.end] and _LEADING not in text[last.start : last.end]:
                kept[-1] = note._replace(start=last.start)
            continue
        kept.append(note)
    return kept


@lru_cache(maxsize=4)
def _patterns(settings: LeadSettings) -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs, by, bodies = map(_any, (settings.verbs, settings.by, settings.bodies))
    # begins with the one class that all of it begins with, and looks back from behind: most of a text is run through
    begins = re.escape("".join(sorted({label[0] for label in settings.labels})))
    labels = "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in _longest_first(settings.labels))
    label = f"(?:{labels or '(?!)'})[：:][ 　]*(?P<labelled>[^{_STOPS}]{{2,80}})"
    named = f"(?<=[（(])(?P<named>[^{_STOPS}]{{1,60}}?(?:{bodies}))(?:{verbs})"
    name = f"(?:{by})(?P<name>[^{_STOPS}的]{{1,30}}?(?:{bodies}))(?:{verbs})"
    return re.compile(f"[（({begins}](?:{label}|{named})"), re.compile(name)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
