"""Source text → clean text: one module per kind of damage, composed into one offset map.

The clean text has one convention, whatever the file had:

* Simplified characters;
* digits, Latin letters, ``%`` and ``.`` in half width;
* ``，；：（）！？`` in full width, but ``,`` and ``:`` between two ASCII letters or digits (2.35:1) in half width;
* no space inside a number or between a number and its unit;
* ``\\n`` at the end of a heading, a paragraph or a line that was set as one, and nowhere inside a sentence.

Ids come from clean text without spaces and punctuation, so they depend on neither of the last three. What cannot be
restored stays visible and is listed in ``CleanText.damaged``.

Each repair is a function from a text to its changes, or to the same text in another writing. Most files need few of
them: a repair runs only where one of the characters it works on occurs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import numpy as np
import numpy.typing as npt

from tracker.characters import code_points
from tracker.models import CleanText
from tracker.repair import breaks, lines, litter, lost, misread, readings, spaces, traditional, widths
from tracker.repair.changes import Patchwork

__all__ = ["clean_quote", "repair", "summary"]


def repair(text: str) -> CleanText:
    """Repair what can be repaired in ``text``; every place of the result leads back to its source."""
    work = Patchwork(text)
    signs, ideographs = _characters(text)
    if signs & lines.LINE_ENDS:
        work.apply("line ends", lines.line_ends(work.text))
    if signs & lines.INVISIBLE:
        work.apply("invisible", lines.invisible(work.text))
    work.apply("breaks", breaks.breaks(work.text))
    if signs & litter.SIGNS:
        work.apply("litter", litter.litter(work.text))
        signs, ideographs = _characters(work.text)
    if signs & misread.SIGNS:
        work.apply("misread", misread.misread(work.text))
        signs, ideographs = _characters(work.text)
    if signs & readings.SIGNS:
        work.apply("readings", readings.readings(work.text))
    if traditional.mostly_traditional(ideographs):
        work.rewrite("traditional", traditional.traditional(work.text))
    half_width = "," in signs
    work.apply("widths", widths.widths(work.text, signs & widths.SIGNS))
    if signs & lost.SIGNS:
        if not work.kinds & {"misread", "readings"} and not signs & lost.DAMAGE:
            work.apply("widths", lost.question_marks(work.text, half_width))
        work.apply("lost", lost.lost(work.text))
    if " " in work.text:  # widths has made spaces of every kind plain ones
        work.apply("spaces", spaces.spaces(work.text))
    return work.finish()


def _characters(text: str) -> tuple[frozenset[str], npt.NDArray[np.bool_]]:
    """The different characters of ``text`` but its ideographs, and which of these occur.

    They are marked in a table: a set of all would make an object of each.
    """
    codes = code_points(text)
    seen = np.zeros(max(codes.max(initial=0) + 1, traditional.IDEOGRAPHS.stop), dtype=np.bool_)
    seen[codes] = True
    ideographs = seen[traditional.IDEOGRAPHS.start : traditional.IDEOGRAPHS.stop].copy()
    seen[traditional.IDEOGRAPHS.start : traditional.IDEOGRAPHS.stop] = False
    return frozenset(map(chr, np.flatnonzero(seen).tolist())), ideographs


def clean_quote(clean: CleanText, start: int, end: int) -> tuple[str, dict[str, int]]:
    """The clean text of the source span ``start``…``end``, fit to print, and how many edits of each certainty it had.

    What was guessed stands in 〔brackets〕, as editors mark what they supply.
    """
    clean_start, clean_end = clean.offsets.to_clean(start, end)
    counts = {"exact": 0, "guessed": 0}
    quote = clean.text[clean_start:clean_end]
    # an edit that began before the span may reach into it, so the search begins one longest edit earlier
    first = bisect_left(clean.edits, start - clean.longest_edit, key=lambda edit: edit.start)
    for edit in reversed(clean.edits[first : bisect_left(clean.edits, end, key=lambda edit: edit.start)]):
        if edit.end <= start or edit.certainty == "lost":
            continue
        counts[edit.certainty] += 1
        if edit.certainty == "guessed":
            here, there = clean.offsets.to_clean(edit.start, edit.end)
            here, there = max(here - clean_start, 0), min(there - clean_start, len(quote))
            if quote[here:there].strip():
                quote = f"{quote[:here]}〔{quote[here:there]}〕{quote[there:]}"
    return quote, counts


def summary(clean: CleanText) -> dict[str, int]:
    """How many edits of each kind were made, by the kind's name; ``lost`` counts what stayed damaged."""
    return dict(sorted(Counter(edit.kind for edit in clean.edits).items()))
