"""Changes to a text, and the offset map they make: the common ground of all repairs.

A repair is a function that looks at a text and returns its changes (:data:`Change`) in that text's own offsets,
ascending. Repairs run one after the other, each on the text the one before it left; :class:`Patchwork` applies them
and keeps, the whole time, the runs of characters that still correspond one to one to the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, compress, repeat
from typing import Literal

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

_Runs = npt.NDArray[np.int64]
"""Rows ``here``, ``there``, ``length``: so many characters from the one on correspond to those from the other on.

A run of no length pins the border between two edits that touch, so that each keeps its own place.
"""

_Places = npt.NDArray[np.int64]


class Patchwork:
    """A text under repair: the text as it stands, its edits so far, and its alignment with the source."""

    def __init__(self, source: str) -> None:
        self.text = source
        self._source_length = len(source)
        self._runs: _Runs = np.array([[0], [0], [len(source)]])[:, : len(source)]  # of an empty text there are none
        self._moved = False
        self._edits: list[Edit] = []
        self._spans: list[tuple[_Places, _Places]] = []  # where the edits of each repair start and end in the source
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
        befores = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        begins, stops = (np.fromiter(places, np.int64, len(places)) for places in (starts, ends))
        first, last = self._keep(kind, begins, stops, befores, afters, certainties)
        if "lost" in certainties:
            self._lost.update(compress(zip(first, last, strict=True), map("lost".__eq__, certainties)))
        more = np.fromiter(map(len, afters), np.int64) - (stops - begins)
        moving = np.flatnonzero(more)
        if len(moving):
            old = np.append(0, stops[moving])
            new = old + np.append(0, np.cumsum(more[moving]))
            self._runs = _compose(np.stack((new, old, np.append(begins[moving], len(text)) - old)), self._runs)
            self._moved = True
        kept = [text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)]
        self.text = "".join(chain.from_iterable(zip(kept, (*afters, ""), strict=True)))

    def rewrite(self, kind: str, after: str) -> None:
        """Make the text ``after``, which is as long, under the name ``kind``: each stretch that differs is a change."""
        first, second = map(code_points, (self.text, after))
        places = np.flatnonzero(first != second)
        if not len(places):
            return
        last = np.diff(places, append=-1) != 1  # of its stretch
        begins, stops = places[np.roll(last, 1)], places[last] + 1
        spans = [*zip(begins.tolist(), stops.tolist(), strict=True)]
        befores, afters = ([each[start:end] for start, end in spans] for each in (self.text, after))
        self._keep(kind, begins, stops, befores, afters, repeat("exact", len(afters)))
        self.text = after

    def _keep(
        self,
        kind: str,
        begins: _Places,
        stops: _Places,
        befores: Iterable[str],
        afters: Iterable[str],
        certainties: Iterable[Certainty],
    ) -> tuple[list[int], list[int]]:
        """Keep the edits of changes of the text as it stands; where they start and end in the source."""
        self.kinds.add(kind)
        sources = _to_source(self._runs, self._source_length, begins, stops) if self._moved else (begins, stops)
        self._spans.append(sources)
        first, last = (places.tolist() for places in sources)
        edits = zip(repeat(kind), first, last, befores, afters, certainties)
        # a NamedTuple's own __new__ costs as much as all the rest
        self._edits += map(tuple.__new__, repeat(Edit), edits)
        return first, last

    def finish(self) -> CleanText:
        """The repaired text with its edits, its map and what stayed lost."""
        here, there, lengths = self._runs.tolist()
        # made here, of the right types: to check ten thousand edits again would take longer than making them
        offsets = OffsetMap.of_all(
            {
                "clean": tuple(here),
                "source": tuple(there),
                "lengths": tuple(lengths),
                "clean_length": len(self.text),
                "source_length": self._source_length,
            }
        )
        return CleanText.of_all(
            {
                "text": self.text,
                "offsets": offsets,
                "edits": self._in_order(),
                "damaged": tuple(sorted({offsets.to_clean(*span) for span in self._lost})),
            }
        )

    def _in_order(self) -> tuple[Edit, ...]:
        """The edits by their places in the source, those of one place in the order of the repairs."""
        if not self._edits:
            return ()
        starts, ends = map(np.concatenate, zip(*self._spans, strict=True))
        return tuple(map(self._edits.__getitem__, np.lexsort((ends, starts)).tolist()))


def _to_source(runs: _Runs, total: int, begins: _Places, stops: _Places) -> tuple[_Places, _Places]:
    """What ``OffsetMap.to_source`` says, for many spans at once."""
    here, there, lengths = np.concatenate(([[-1], [0], [0]], runs), axis=1)  # with one in front of all
    run = here.searchsorted(begins, side="right") - 1
    first = there[run] + np.minimum(begins - here[run], lengths[run])
    run = here.searchsorted(stops) - 1
    reach = stops - here[run]
    last = np.where(reach <= lengths[run], there[run] + reach, np.append(there[1:], total)[run])
    return first, np.where(begins < stops, last, first)


def _compose(outer: _Runs, inner: _Runs) -> _Runs:
    """Runs new → old after runs old → source: runs new → source."""
    (new, old, length), (middle, source, size) = outer, inner
    reach = middle + size
    # of each outer run the first inner one that it meets, and how many it does: as nearly always, one
    first = reach.searchsorted(old)
    met = np.maximum(middle.searchsorted(old + length, side="right") - first, 0)
    out = np.repeat(np.arange(len(old)), met)
    within = first[out] + np.arange(len(out)) - (np.cumsum(met) - met)[out]
    start = np.maximum(old[out], middle[within])
    stop = np.minimum((old + length)[out], reach[within])
    return _pinned(np.stack((new[out] + start - old[out], source[within] + start - middle[within], stop - start)))


def _pinned(runs: _Runs) -> _Runs:
    """The runs without those of no length that pin nothing: those at the border of another run."""
    empty = np.flatnonzero(runs[2] == 0).tolist()
    if not empty:
        return runs
    pins = frozenset(empty)
    needless: set[int] = set()
    last = -1  # the run in front of it that stays
    for at in empty:
        if at - 1 not in needless:
            last = at - 1
        here, there, _ = runs[:, at].tolist()
        begun, source_begun, length = runs[:, last].tolist() if last >= 0 else (-1, -1, 0)
        end, source_end = begun + length, source_begun + length
        behind = at + 1
        while behind in pins and runs[0, behind] == here and runs[1, behind] == there:
            behind += 1
        begins_another = behind < runs.shape[1] and runs[0, behind] == here and runs[1, behind] == there
        # where a deletion and an insertion meet, the same place can be pinned twice, once out of order
        if (end, source_end) == (here, there) or end > here or source_end > there or begins_another:
            needless.add(at)
    return np.delete(runs, [*needless], axis=1)
