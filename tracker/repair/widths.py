"""One convention of full and half width.

Digits, Latin letters, ``%``, ``.`` and ``+`` are half-width; ``，；：（）！？`` are full-width, but between two ASCII
letters or digits (2.35:1, 1,024, A/B). Ids are made from text without punctuation, so this choice never moves one.
"""

from __future__ import annotations

import re

__all__ = ["one_width"]

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
for _kept in "，；：（）！？":
    del _NARROW[ord(_kept)]
_NARROW |= {ord("　"): " ", ord("\u00a0"): " ", ord("﹪"): "%"}
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_WIDEN = re.compile(r"(?<![!-~])[,;:!?]|[,;:!?](?![!-~])|[()]")


def one_width(text: str) -> str:
    """``text`` in the convention above, as long as before."""
    narrowed = text.translate(_NARROW)
    return _WIDEN.sub(lambda match: _WIDE[match.group()], narrowed)
