"""Changes to a text, and the offset map they make: the common ground of all repairs.

A repair is a function that looks at a text and returns :class:`Change` objects in that text's own offsets.
Repairs run one after the other, each on the text the one before it left; :class:`Patchwork` applies them and
keeps, the whole time, the runs of characters that still correspond one to one to the source.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Literal

import msgspec

from tracker.models import CleanText, Edit, OffsetMap

__all__ = ["Certainty", "Change", "Patchwork"]

Certainty = Literal["exact", "guessed", "lost"]

_FIELDS = {"text", "offsets", "edits", "damaged"}


class Change(msgspec.Struct, frozen=True, order=True, gc=False):
    """``text[start:end]`` becomes ``after``; a change of certainty ``lost`` marks what cannot be restored."""

    start: int
    end: int
    after: str
    certainty: Certainty = "exact"


_Run = tuple[int, int, int]
"""``here``, ``there``, ``length``: so many characters from the one on correspond to those from the other on.

A run of no length pins the border between two edits that touch, so that each keeps its own place.
"""

_NOWHERE: _Run = (0, 0, 0)
_BEYOND = sys.maxsize


class Patchwork:
    """A text under repair: the text as it stands, its edits so far, and its alignment with the source."""

    def __init__(self, source: str) -> None:
        self.text = source
        self._source_length = len(source)
        self._runs: list[_Run] = [(0, 0, len(source))] if source else []
        self._edits: list[Edit] = []
        self.kinds: set[str] = set()
        """The kinds of repair that found something so far."""

    def apply(self, kind: str, changes: Iterable[Change]) -> None:
        """Apply ``changes``, which must not overlap, under the name ``kind``."""
        ordered = sorted(changes)
        if not ordered:
            return
        self.kinds.add(kind)
        text = self.text
        new = tuple.__new__  # there may be ten thousand, and a NamedTuple's own __new__ costs as much as the rest
        edits = self._edits
        pieces: list[str] = []
        moved: list[_Run] = []  # between changes of the length, from here to the text before
        done = begin = grown = 0
        sources = _sources(ordered, self._runs, self._source_length)
        for change, (source_start, source_end) in zip(ordered, sources, strict=True):
            start, end, after = change.start, change.end, change.after
            pieces.append(text[done:start])
            pieces.append(after)
            done = end
            edits.append(new(Edit, (kind, source_start, source_end, text[start:end], after, change.certainty)))
            more = len(after) - (end - start)
            if more:
                moved.append((begin + grown, begin, start - begin))
                begin = end
                grown += more
        pieces.append(text[done:])
        if moved:
            moved.append((begin + grown, begin, len(text) - begin))
            self._runs = _compose(moved, self._runs)
        self.text = "".join(pieces)

    def finish(self) -> CleanText:
        """The repaired text with its edits, its map and what stayed lost."""
        here, there, lengths = zip(*self._runs, strict=True) if self._runs else ((), (), ())
        offsets = OffsetMap(
            clean=here,
            source=there,
            lengths=lengths,
            clean_length=len(self.text),
            source_length=self._source_length,
        )
        edits = tuple(sorted(self._edits, key=attrgetter("start", "end")))
        lost = {offsets.to_clean(edit.start, edit.end) for edit in edits if edit.certainty == "lost"}
        # made here, of the right types: to check ten thousand edits again would take longer than making them
        return CleanText.model_construct(
            text=self.text, offsets=offsets, edits=edits, damaged=tuple(sorted(lost)), _fields_set=_FIELDS
        )


def _sources(ordered: Iterable[Change], runs: Sequence[_Run], total: int) -> Iterator[tuple[int, int]]:
    """The source span of each change; what ``OffsetMap.to_source`` says, in one walk over the runs."""
    if len(runs) == 1 and runs[0] == (0, 0, total):  # nothing has moved yet
        for change in ordered:
            yield change.start, change.end
        return
    at, count = 0, len(runs)
    here, there, length = runs[0] if runs else _NOWHERE
    following = runs[1][0] if count > 1 else _BEYOND
    for change in ordered:
        start, end = change.start, change.end
        while following <= start:
            at += 1
            here, there, length = runs[at]
            following = runs[at + 1][0] if at + 1 < count else _BEYOND
        if here <= start and end <= here + length:  # as nearly always, all within one run
            yield there + start - here, there + end - here
            continue
        first = there + min(start - here, length) if here <= start else 0
        if end <= start:
            yield first, first
            continue
        last = at
        while last + 1 < count and runs[last + 1][0] < end:
            last += 1
        begin, into, long = runs[last] if runs else _NOWHERE
        if begin < end <= begin + long:
            yield first, into + end - begin
        else:
            behind = last + 1 if begin < end else last
            yield first, runs[behind][1] if behind < count else total


def _compose(outer: Iterable[_Run], inner: Sequence[_Run]) -> list[_Run]:
    """Runs new → old after runs old → source: runs new → source, in one walk over both."""
    runs: list[_Run] = []
    at, count = 0, len(inner)
    for new, old, length in outer:
        end = old + length
        while at < count and inner[at][0] + inner[at][2] < old:
            at += 1
        look = at
        while look < count:
            middle, source, size = inner[look]
            if middle > end:
                break
            start = old if old > middle else middle
            stop = middle + size
            _add(runs, new + start - old, source + start - middle, (end if end < stop else stop) - start)
            look += 1
    return runs


def _add(runs: list[_Run], here: int, there: int, length: int) -> None:
    """Append a run, leaving out runs of no length that pin nothing: those at the border of another run."""
    if runs:
        last_here, last_there, last_length = runs[-1]
        if length == 0:
            end, source_end = last_here + last_length, last_there + last_length
            # where a deletion and an insertion meet, the same place can be pinned twice, once out of order
            if (end == here and source_end == there) or end > here or source_end > there:
                return
        if last_length == 0 and last_here == here and last_there == there:
            runs.pop()
    runs.append((here, there, length))
