"""Which characters the words around a gap allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product

from tracker.repair.traditional import simplify
from tracker.repair.words import words

__all__ = ["fillings"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_TAIL = re.compile(r"[\u3400-\u9fff]{0,3}\Z")
_HEAD = re.compile(r"[\u3400-\u9fff]{0,3}")
_LONGEST = 4


def fillings(before: str, gaps: Sequence[Iterable[str]], after: str, said: Callable[[str], bool]) -> frozenset[str]:
    """The ways to fill the ``gaps`` (candidates for each place in turn) between ``before`` and ``after``.

    A filling counts where a word of the list, of two to four characters, covers every gap; longer words outdo
    shorter ones. Where several are left, those are kept whose word the text uses elsewhere (``said``), if there are
    any. ``before`` and ``after`` need not be longer than three characters.
    """
    choices = [{simplify(c): c for c in gap if _HAN.fullmatch(c)} for gap in gaps]
    tail = _TAIL.search(simplify(before[-3:]))
    head = _HEAD.match(simplify(after[:3]))
    left, right = tail.group() if tail else "", head.group() if head else ""
    known_words = words()
    for length in range(_LONGEST, max(1, len(choices) - 1), -1):
        found: dict[tuple[str, ...], set[str]] = {}
        for reach in range(min(len(left), length - len(choices)) + 1):
            ahead = length - len(choices) - reach
            if ahead > len(right):
                continue
            start, end = left[len(left) - reach :], right[:ahead]
            for filling in product(*choices):
                word = f"{start}{''.join(filling)}{end}"
                if word in known_words:
                    found.setdefault(filling, set()).add(word)
        if found:
            break
    else:
        return frozenset()
    if len(found) > 1:
        found = {f: told for f, told in found.items() if any(said(word) for word in told)} or found
    return frozenset("".join(choice[c] for choice, c in zip(choices, filling, strict=True)) for filling in found)
