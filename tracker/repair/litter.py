"""What converters leave behind: ``[bookmark: …]``, Markdown marks, HTML entities and stray tags.

Only marks that mean nothing in a report are taken away; the words they stand around stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import numpy as np

from tracker.characters import code_points, table
from tracker.repair.changes import Change

__all__ = ["SIGNS", "litter"]

SIGNS = frozenset("[*_#>`\\&<~|")

_BEGINS = table({1: "![ \t#>|:-*_~`\\&<"})
"""What they begin with: a pattern would try each of them at every place."""
_LITTER = re.compile(
    r"""
      \[bookmark:[^\]\n]{0,200}\](?:[ \t]*\#{1,6}[ ])?  # [bookmark: _Toc123], also before the mark of a heading
    | !\[(?P<alt>[^\]\n]{0,200})\]\([^)\n]{0,500}\)     # ![picture](address)
    | \[(?P<link>[^\]\n]{1,200})\]\((?:https?:|mailto:|\#|/)[^)\n]{0,500}\)
    | ^[ \t]*\#{1,6}[ \t]+                              # the mark of a heading
    | ^[ \t]*>[ \t]?                                    # of a quotation
    | ^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t:-]*$   # the rule below a table's head
    | ^[ \t]*(?:\*[ \t]*){3,}$ | ^[ \t]*(?:_[ \t]*){3,}$ | ^[ \t]*`{3,}.*$
    | (?P<marks>\*{1,3}|_{2,3}|~~|`)(?=\S)(?P<words>[^\n*_~`]{1,2000}?)(?<=\S)(?P=marks)
    | (?P<cut>\*{2,3})
    | \\(?P<plain>[\\`*_{}\[\]()\#+\-.!|>~])            # an escaped sign
    | (?P<entity>&(?:[a-zA-Z]{2,8}|\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6});)
    | </?(?:br|p|b|i|u|em|strong|span|div|font|a|sup|sub|o:p)\b[^<>\n]{0,300}/?>
    """,
    re.VERBOSE | re.MULTILINE,
)


def litter(text: str) -> Iterator[Change]:
    """The marks of ``text`` that a converter left, each to be dropped or replaced by the sign it stands for."""
    done = 0
    for start in np.flatnonzero(_BEGINS.take(code_points(text))).tolist():
        match = _LITTER.match(text, start) if start >= done else None
        if match is None:
            continue
        done = end = match.end()
        kept = next((name for name in ("alt", "link", "words") if match[name] is not None), None)
        if kept:
            yield start, match.start(kept), "", "exact"
            yield match.end(kept), end, "", "exact"
        elif match["plain"]:
            yield start, end, match["plain"], "exact"
        elif match["entity"]:
            sign = html.unescape(match["entity"])
            if sign != match["entity"]:
                yield start, end, sign, "exact"
        else:
            yield start, end, "", "exact"
