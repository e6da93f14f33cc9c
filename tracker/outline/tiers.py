"""Where the promises a deputy asks for first stand: the list of main expected targets, the livelihood projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.models import CleanText, Section
from tracker.outline.headings import lines
from tracker.outline.places import SectionIndex, TierStretch
from tracker.outline.stretches import sentences, start_of_sentence
from tracker.outline.wording import Openings, any_of, next_match, openings
from tracker.rulebook.schema.outline import OutlineSettings, TierRule

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["tiers"]

_EARLY = 16
"""How far into its sentence the word stands that says how binding its targets are (characters)."""
_FIGURE = re.compile("[0-9][0-9.]*[%％万亿元个]")
_OPEN_END = tuple("，；：、,;:")
_ITEM = re.compile(r"——|--|[●◆■★▲•]|[（(]?[0-9]{1,2}[.．、)）]|[一二三四五六七八九十]{1,2}是|[①-⑳]")


def tiers(clean: CleanText, sections: Sequence[Section], rulebook: Rulebook) -> tuple[TierStretch, ...]:
    """The headline and livelihood stretches of a report, ascending, none overlapping another; the first one wins."""
    rules = rulebook.settings(OutlineSettings)
    index = SectionIndex(sections)
    found = [
        part
        for rule in rules.tiers
        for stretch in _by_rule(clean.text, rule, openings(rules), sections, index)
        for part in _by_binding(clean.text, stretch, rules)
    ]
    found.sort(key=lambda s: (s.start, s.end))
    apart: list[TierStretch] = []
    for stretch in found:
        if not apart or stretch.start >= apart[-1].end:
            apart.append(stretch)
    return tuple(apart)


def _by_rule(
    text: str, rule: TierRule, beginnings: Openings, sections: Sequence[Section], index: SectionIndex
) -> list[TierStretch]:
    words, until = any_of(rule.words), any_of(rule.until)
    begins = beginnings.may_begin(rule.words, text, 0, len(text))
    found = []
    at = 0
    by_start = {s.start: s for s in sections}
    while match := next_match(words, begins, text, at, len(text)):
        at = match.end()
        start = start_of_sentence(text, match.start(), 0)
        section = index.at(match.start())
        if section is None or section.role not in rule.inside:
            continue
        own = by_start.get(start)
        if own is not None and own.headings and match.group() in own.headings[-1]:
            if len(own.headings) < 2:
                continue  # a whole part is named after its targets and more
            end = own.end
        else:
            end = _end_of_list(text, match.end(), section.end, until)
        stop = text.find("\n", start, end)
        found.append(TierStretch(start, end, rule.tier, text[start : min(end, at if stop < 0 else max(at, stop))]))
        at = max(at, end)
    return found


def _by_binding(text: str, stretch: TierStretch, rules: OutlineSettings) -> list[TierStretch]:
    """A headline list divided where a sentence begins by saying how binding the targets behind it are."""
    if stretch.tier != "headline" or not rules.bindings:
        return [stretch]
    leads = []
    for line in lines(text, stretch.start, stretch.end):
        for start, stop in sentences(text, *line):
            said = [b.binding for b in rules.bindings if any_of(b.words).search(text, start, stop)]
            word = any_of(_all_words(rules)).search(text, start, min(stop, start + _EARLY))
            # in brackets it speaks of the one target in front of it
            if len(said) == 1 and word and text[word.start() - 1 : word.start()] not in ("（", "("):
                leads.append((start, said[0]))
    if not leads:
        return [stretch]
    borders = [*(at for at, _ in leads), stretch.end]
    parts = [replace(stretch, end=borders[0])] if borders[0] > stretch.start else []
    return parts + [
        replace(stretch, start=at, end=end, binding=binding)
        for (at, binding), end in zip(leads, borders[1:], strict=True)
    ]


def _all_words(rules: OutlineSettings) -> tuple[str, ...]:
    return tuple(word for b in rules.bindings for word in b.words)


def _end_of_list(text: str, at: int, last: int, until: re.Pattern[str]) -> int:
    """The end of the list behind ``at``: with its paragraph and its items, or before a sentence of ``until``."""
    end = at
    closed = told = False
    for start, stop in lines(text, at, last):
        if closed and (told or not _ITEM.match(text, start, stop)):
            return end
        for begin, close in sentences(text, start, stop):
            if begin > at and until.match(text, begin, last):
                return end
            end = close
        closed = not text[start:stop].rstrip().endswith(_OPEN_END)
        # a paragraph that holds the targets itself is the whole list: 一是…, 二是… behind it are tasks
        told = closed and start <= at and len(_FIGURE.findall(text, at, stop)) > 1
    return end
