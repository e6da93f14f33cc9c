"""How far a build can be believed, measured on a blind sample: drawn, judged by people who do not see what the program
said (``tracker review --audit``), and counted.

::

    draw(folder, n, seed, by) -> Sample          # which commitments and which whole sections, and what the program said
    count(sample, decisions) -> Findings         # precision per stratum, recall, each with its interval
"""

from __future__ import annotations

from tracker.audit.count import count
from tracker.audit.draw import KEYS, draw
from tracker.audit.sample import Item, Sample, Section, Stratum, read_sample, write_sample

__all__ = [
    "KEYS",
    "Item",
    "Sample",
    "Section",
    "Stratum",
    "count",
    "draw",
    "read_sample",
    "write_sample",
]
