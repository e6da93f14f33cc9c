"""The government's own words of completion (圆满完成, 好于预期, 未达到预期) and what they are said of.

They decide no verdict; they stand beside it, quoted. A claim is one clause of a review, or of the part on shortcomings:
what it is said of stands in front of the words (进出口目标超额完成) or, for words that take an object, behind them
(超额完成进出口目标).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.models import CompletionClaim, Report
from tracker.outline.places import innermost
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.claims import ClaimSettings, ClaimWords

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["ClaimFinder", "find_claims"]

_ROLES = frozenset({"review", "problems"})
_BORDERS = "，,；;：:。！？!?\r\n　"
_LONGEST = 60
_NAME_SHORTEST, _NAME_LONGEST = 2, 40
_SHORTEST_OF_TWO = 5  # characters of a name that 和 can part from the next


def find_claims(report: Report, rulebook: Rulebook) -> tuple[CompletionClaim, ...]:
    """Every claim of completion in a report, in the order of its text; offsets are source offsets."""
    return _finder(rulebook.settings(ClaimSettings)).find(report)


class ClaimFinder:
    """The words of ``rules/claims.yaml``, made ready."""

    def __init__(self, settings: ClaimSettings) -> None:
        self._groups = {word: group for group in settings.claims for word in group.words}
        words = sorted(self._groups, key=lambda word: (-len(word), word))
        # plain alternatives, nothing in front: the search itself skips characters that none of them begins with
        self._words = re.compile("|".join(map(re.escape, words)))
        self._programme = re.compile("|".join(map(re.escape, settings.programme)))
        kept, joins = (sorted(words, key=lambda w: (-len(w), w)) for words in (settings.not_joins, settings.joins))
        self._joins = re.compile(f"{'|'.join(map(re.escape, kept))}|({'|'.join(map(re.escape, joins))})")
        self._others = re.compile(f"(?:{'|'.join(map(re.escape, settings.others))}).*")
        self._front = tuple(sorted(settings.trim_start, key=lambda w: (-len(w), w)))
        self._back = tuple(sorted(settings.trim_end, key=lambda w: (-len(w), w)))

    def find(self, report: Report) -> tuple[CompletionClaim, ...]:
        """See :func:`find_claims`."""
        text, sections = report.clean.text, report.sections
        claims = []
        last = 0
        borders, holders = innermost([(section.start, section.end) for section in sections])
        for first, stop, holder in zip(borders, borders[1:], holders, strict=False):
            if holder < 0 or sections[holder].role not in _ROLES:
                continue
            for match in self._words.finditer(text, first, stop):
                if match.start() < last:
                    continue
                start, end = self._clause(text, match.start(), match.end())
                last = end
                claims.append(self._claim(report, match, start, end))
        return tuple(claims)

    def _clause(self, text: str, start: int, end: int) -> tuple[int, int]:
        first, stop = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
        while start > first and text[start - 1] not in _BORDERS:
            start -= 1
        while end < stop and text[end] not in _BORDERS:
            end += 1
        while start < end and text[start].isspace():
            start += 1
        return start, end

    def _claim(self, report: Report, match: re.Match[str], start: int, end: int) -> CompletionClaim:
        text = report.clean.text
        group = self._groups[match.group()]
        about, programme = self.about(text[start : match.start()], text[match.end() : end], group)
        source_start, source_end = report.clean.offsets.to_source(start, end)
        return CompletionClaim(
            report=report.id,
            quote=report.source.text[source_start:source_end],
            start=source_start,
            end=source_end,
            words=match.group(),
            sense=group.sense,
            about=about,
            programme=programme,
        )

    def about(self, before: str, behind: str, group: ClaimWords) -> tuple[tuple[str, ...], bool]:
        """What is claimed, by the words in front of the claim and behind it, and whether it is the plan as a whole."""
        programme = bool(self._programme.search(before) or self._programme.search(behind))
        names: tuple[str, ...] = ()
        if group.object:
            names = self._names(behind, programme)
        return names or self._names(before, programme), programme

    def _names(self, said: str, programme: bool) -> tuple[str, ...]:
        names = []
        at = 0
        said = self._others.sub("", said)
        ends = [(m.start(), m.end()) for m in self._joins.finditer(said) if m.group(1)]
        for start, end in [*ends, (len(said), len(said))]:
            if start - at < _SHORTEST_OF_TWO and said[start:end] not in ("、", ""):
                continue  # 长江和嘉陵江整治: one work
            name = self._trim(said[at:start])
            at = end
            general = programme and self._programme.search(name) and not any(ch.isdigit() for ch in name)
            if _NAME_SHORTEST <= len(name) <= _NAME_LONGEST and not general:
                names.append(name)
        return tuple(dict.fromkeys(names))

    def _trim(self, name: str) -> str:
        moved = True
        while moved:
            before = name = name.strip()
            for word in self._front:
                if name.startswith(word) and len(name) > len(word):
                    name = name[len(word) :]
                    break
            for word in self._back:
                if name.endswith(word):
                    name = name[: -len(word)]
                    break
            moved = name != before
        return name


_finder = compiled_once(ClaimFinder)
