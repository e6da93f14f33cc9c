"""Source text → clean text: one module per kind of damage, composed into one offset map.

The clean text has one convention, whatever the file had: Simplified characters; half-width digits, letters, ``%``
and ``.``; full-width ``，；：（）！？``; no space inside a number or between a number and its unit; line ends kept
as ``\\n``. What cannot be restored stays visible and is listed in ``CleanText.damaged``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tracker.models import CleanText
from tracker.repair.changes import Patchwork
from tracker.repair.readings import readings
from tracker.repair.spaces import spaces
from tracker.repair.traditional import mostly_traditional, simplify
from tracker.repair.widths import one_width

__all__ = ["clean_quote", "repair", "summary"]


def repair(text: str) -> CleanText:
    """Repair what can be repaired in ``text``; every place of the result leads back to its source."""
    work = Patchwork(text)
    work.apply("readings", readings(work.text))
    if mostly_traditional(frozenset(work.text)):
        _swap(work, "traditional", simplify(work.text))
    _swap(work, "widths", one_width(work.text))
    work.apply("spaces", spaces(work.text))
    return work.finish()


def clean_quote(clean: CleanText, start: int, end: int) -> tuple[str, dict[str, int]]:
    """The clean text of the source span ``start``…``end``, with the number of exact and of guessed edits in it."""
    clean_start, clean_end = clean.offsets.to_clean(start, end)
    counts = Counter(edit.certainty for edit in clean.edits if edit.start < end and edit.end > start)
    return clean.text[clean_start:clean_end], {"exact": counts["exact"], "guessed": counts["guessed"]}


def summary(clean: CleanText) -> dict[str, int]:
    """How many edits of each kind were made, by the kind's name."""
    return dict(sorted(Counter(edit.kind for edit in clean.edits).items()))


def _swap(work: Patchwork, kind: str, after: str) -> None:
    """Replace the text by one of the same length, recording each stretch that differs."""
    if after != work.text:
        work.replace_aligned(kind, after, _differences(work.text, after))


def _differences(before: str, after: str) -> Iterator[tuple[int, int]]:
    differ = "".join("." if old == new else "x" for old, new in zip(before, after, strict=True))
    for match in re.finditer("x+", differ):
        yield match.span()
