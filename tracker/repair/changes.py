"""Changes to a text, and the offset map they make: the common ground of all repairs.

A repair is a function that looks at a text and returns its changes (:data:`Change`) in that text's own offsets,
ascending. Repairs run one after the other, each on the text the one before it left; :class:`Patchwork` applies them
and keeps, the whole time, the runs of characters that still correspond one to one to the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, compress, islice
from operator import itemgetter
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from tracker.characters import code_points
from tracker.models import CleanText, Edit, OffsetMap

__all__ = ["Certainty", "Change", "Patchwork"]

Certainty = Literal["exact", "guessed", "lost"]

Change = tuple[int, int, str, Certainty]
"""``start``, ``end``, ``after``, certainty: ``text[start:end]`` becomes ``after``; a change of certainty ``lost`` marks
what cannot be restored. A damaged report has ten thousand of them: a plain tuple, which is made at once.
"""

_Run = tuple[int, int, int]
"""``here``, ``there``, ``length``: so many characters from the one on correspond to those from the other on.

A run of no length pins the border between two edits that touch, so that each keeps its own place.
"""

_IN_FRONT: _Run = (-1, 0, 0)
_PLACE = itemgetter(Edit._fields.index("start"), Edit._fields.index("end"))


class Patchwork:
    """A text under repair: the text as it stands, its edits so far, and its alignment with the source."""

    def __init__(self, source: str) -> None:
        self.text = source
        self._source_length = len(source)
        self._runs: list[_Run] = [(0, 0, len(source))] if source else []
        self._to_source: _ToSource | None = None  # None as long as nothing has moved
        self._edits: list[Edit] = []
        self._lost: set[tuple[int, int]] = set()  # source spans
        self.kinds: set[str] = set()
        """The kinds of repair that found something so far."""

    def apply(self, kind: str, changes: Iterable[Change]) -> None:
        """Apply ``changes``, ascending and none overlapping another, under the name ``kind``."""
        columns = tuple(zip(*changes, strict=True))
        if not columns:
            return
        starts, ends, afters, certainties = columns
        text = self.text
        sources = self._to_source(starts, ends) if self._to_source else (starts, ends)
        if "lost" in certainties:
            self._lost.update(compress(zip(*sources, strict=True), map("lost".__eq__, certainties)))
        self._keep(kind, sources, columns)
        moved: list[_Run] = []  # between changes of the length, from here to the text before
        begin = grown = 0
        for start, end, after in zip(starts, ends, afters, strict=True):
            more = len(after) - (end - start)
            if more:
                moved.append((begin + grown, begin, start - begin))
                begin = end
                grown += more
        if moved:
            moved.append((begin + grown, begin, len(text) - begin))
            self._runs = _compose(moved, self._runs)
            self._to_source = _ToSource(self._runs, self._source_length)
        pieces = [""] * (2 * len(starts) + 1)
        pieces[::2] = [text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)]
        pieces[1::2] = afters
        self.text = "".join(pieces)

    def rewrite(self, kind: str, after: str) -> None:
        """Make the text ``after``, which is as long, under the name ``kind``: each stretch that differs is a change."""
        first, second = map(code_points, (self.text, after))
        places = np.flatnonzero(first != second)
        if not len(places):
            return
        last = np.diff(places, append=-1) != 1  # of its stretch
        starts, ends = places[np.roll(last, 1)], places[last] + 1
        spans = starts.tolist(), ends.tolist()
        afters = [after[start:end] for start, end in zip(*spans, strict=True)]
        sources = self._to_source(starts, ends) if self._to_source else spans
        self._keep(kind, sources, (*spans, afters, ["exact"] * len(afters)))
        self.text = after

    def _keep(
        self, kind: str, sources: tuple[Sequence[int], Sequence[int]], columns: tuple[Sequence[Any], ...]
    ) -> None:
        """Keep the edits of changes of the text as it stands: their source spans, and the columns of the changes."""
        self.kinds.add(kind)
        text = self.text
        new = tuple.__new__  # a NamedTuple's own __new__ costs as much as all the rest
        self._edits += [
            new(Edit, (kind, source_start, source_end, text[start:end], after, certainty))
            for source_start, source_end, start, end, after, certainty in zip(*sources, *columns, strict=True)
        ]

    def finish(self) -> CleanText:
        """The repaired text with its edits, its map and what stayed lost."""
        here, there, lengths = zip(*self._runs, strict=True) if self._runs else ((), (), ())
        # made here, of the right types: to check ten thousand edits again would take longer than making them
        offsets = OffsetMap.of_all(
            {
                "clean": here,
                "source": there,
                "lengths": lengths,
                "clean_length": len(self.text),
                "source_length": self._source_length,
            }
        )
        return CleanText.of_all(
            {
                "text": self.text,
                "offsets": offsets,
                "edits": tuple(sorted(self._edits, key=_PLACE)),
                "damaged": tuple(sorted({offsets.to_clean(*span) for span in self._lost})),
            }
        )


class _ToSource:
    """What ``OffsetMap.to_source`` says, for many spans at once."""

    def __init__(self, runs: Sequence[_Run], total: int) -> None:
        rows = np.fromiter(chain(_IN_FRONT, *runs), np.int64).reshape(-1, len(_IN_FRONT))
        self._here, self._there, self._lengths = rows.T
        self._behind = np.append(self._there[1:], total)

    def __call__(self, starts: npt.ArrayLike, ends: npt.ArrayLike) -> tuple[list[int], list[int]]:
        """The source spans of the spans from ``starts`` to ``ends``."""
        begin, stop = np.asarray(starts), np.asarray(ends)
        run = np.searchsorted(self._here, begin, side="right") - 1
        first = self._there[run] + np.minimum(begin - self._here[run], self._lengths[run])
        run = np.searchsorted(self._here, stop) - 1
        reach = stop - self._here[run]
        last = np.where(reach <= self._lengths[run], self._there[run] + reach, self._behind[run])
        return first.tolist(), np.where(begin < stop, last, first).tolist()


def _compose(outer: Iterable[_Run], inner: Sequence[_Run]) -> list[_Run]:
    """Runs new → old after runs old → source: runs new → source, in one walk over both."""
    runs: list[_Run] = []
    if not inner:
        return runs
    at, count = 0, len(inner)
    middle, source, size = inner[0]
    reach = middle + size
    for new, old, length in outer:
        end = old + length
        while reach < old and at + 1 < count:
            at += 1
            middle, source, size = inner[at]
            reach = middle + size
        if middle <= old and end < reach and length and runs and runs[-1][2]:
            runs.append((new, source + old - middle, length))  # as nearly always: within one run, at no border
            continue
        for here, there, long in islice(inner, at, count):
            if here > end:
                break
            start = max(old, here)
            stop = min(end, here + long)
            if stop >= start:
                _add(runs, new + start - old, there + start - here, stop - start)
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
