"""Changes to a text, and the offset map they make: the common ground of all repairs.

A repair is a function that looks at a text and returns :class:`Change` objects in that text's own offsets.
Repairs run one after the other, each on the text the one before it left; :class:`Patchwork` applies them and
keeps, the whole time, the runs of characters that still correspond one to one to the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from tracker.models import CleanText, Edit, OffsetMap

__all__ = ["Certainty", "Change", "Patchwork"]

Certainty = Literal["exact", "guessed", "lost"]


class Change(NamedTuple):
    """``text[start:end]`` becomes ``after``; a change of certainty ``lost`` marks what cannot be restored."""

    start: int
    end: int
    after: str
    certainty: Certainty = "exact"


class Patchwork:
    """A text under repair: the text as it stands, its edits so far, and its alignment with the source."""

    def __init__(self, source: str) -> None:
        self.text = source
        self._source_length = len(source)
        self._runs = [(0, 0, len(source))] if source else []
        self._edits: list[Edit] = []
        self._lost: list[tuple[int, int]] = []

    def apply(self, kind: str, changes: Iterable[Change]) -> None:
        """Apply ``changes`` (any order, not overlapping) under the name ``kind``."""
        ordered = sorted(changes)
        if not ordered:
            return
        before = self.text
        here = self._map()
        pieces: list[str] = []
        runs: list[tuple[int, int, int]] = []  # (after, before, length)
        done = written = aligned = 0
        for change in ordered:
            kept = before[done : change.start]
            pieces += (kept, change.after)
            written += len(kept)
            done += len(kept)
            if len(change.after) != change.end - change.start:
                if done > aligned:
                    runs.append((written - (done - aligned), aligned, done - aligned))
                aligned = change.end
            start, end = here.to_source(change.start, change.end)
            self._edits.append(
                Edit.model_construct(
                    kind=kind,
                    start=start,
                    end=end,
                    before=before[change.start : change.end],
                    after=change.after,
                    certainty=change.certainty,
                )
            )
            if change.certainty == "lost":
                self._lost.append((start, end))
            written += len(change.after)
            done = change.end
        if len(before) > aligned:
            runs.append((written + len(before) - done - (len(before) - aligned), aligned, len(before) - aligned))
        pieces.append(before[done:])
        self.text = "".join(pieces)
        self._runs = _compose(runs, self._runs)

    def replace_aligned(self, kind: str, after: str, spans: Iterable[tuple[int, int]]) -> None:
        """Put ``after``, a text of the same length that differs only in ``spans``, in the place of the text."""
        before, here = self.text, self._map()
        for start, end in spans:
            source_start, source_end = here.to_source(start, end)
            self._edits.append(
                Edit.model_construct(
                    kind=kind,
                    start=source_start,
                    end=source_end,
                    before=before[start:end],
                    after=after[start:end],
                    certainty="exact",
                )
            )
        self.text = after

    def finish(self) -> CleanText:
        """The repaired text with its edits, its map and what stayed lost."""
        offsets = self._map()
        return CleanText(
            text=self.text,
            offsets=offsets,
            edits=tuple(sorted(self._edits, key=lambda e: (e.start, e.end))),
            damaged=tuple(sorted({offsets.to_clean(start, end) for start, end in self._lost})),
        )

    def _map(self) -> OffsetMap:
        clean, source, lengths = zip(*self._runs, strict=True) if self._runs else ((), (), ())
        return OffsetMap(
            clean=clean,
            source=source,
            lengths=lengths,
            clean_length=len(self.text),
            source_length=self._source_length,
        )


def _compose(outer: list[tuple[int, int, int]], inner: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs (new, old, length) after runs (old, source, length): runs (new, source, length), in one pass."""
    runs: list[tuple[int, int, int]] = []
    at = 0
    for new, old, length in outer:
        while at < len(inner) and inner[at][0] + inner[at][2] <= old:
            at += 1
        look = at
        while look < len(inner) and inner[look][0] < old + length:
            middle, source, size = inner[look]
            start, end = max(old, middle), min(old + length, middle + size)
            runs.append((new + start - old, source + start - middle, end - start))
            look += 1
        at = max(at, look - 1)
    return runs
