"""The name of what is counted: its ends trimmed, its scope split off, its kind told by its last word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.language.endings import by_last
from tracker.language.words import words
from tracker.rulebook.schema.frames import FrameSettings

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["Name", "Names", "names_of"]

_PUNCTUATION = "、，,；;：: 　—-·●○◆◇■□★▲•"
_MOST = 60
_YEAR = re.compile(r"^(?:19|20)\d\d年?(?=[\u4e00-\u9fff]{2})")
_LAST_BRACKETS = re.compile(r"[（(][^（）()]*[)）]$")
_OPENING = frozenset("（(")
_CLOSING = frozenset(")）")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("(", ")"), ("‘", "’"))
_CENTURIES = frozenset("12")
_QUESTION = "?？"
_NO_ENDS: tuple[tuple[str, ...], ...] = ((), (), ())
_BRACKETED = re.compile(r"^[（(][^（）()]*[)）]")


class Name(Struct, frozen=True, gc=False):
    """A clean name; ``kind`` is what it counts by its words: rate, level, new, deed (…改造) or thing."""

    text: str
    scope: str | None
    kind: str


class Names:
    """Cleans names by the lists of a rule set; make it once."""

    def __init__(self, settings: FrameSettings, rulebook: Rulebook) -> None:
        self.settings = settings
        self.rulebook = rulebook
        self._core = rulebook.indicators.core
        self._heads = _at_start(settings.heads)
        self._kept_heads = settings.kept_heads
        self._tails = _at_end(settings.tails)
        self._whole = _at_start(w for w in settings.whole if w not in settings.kept_whole)
        self._scope = _at_start(settings.scopes)
        # whether a name may begin or end so is asked far more often than where that reaches, and needs no regex
        self._first_of_heads = _first_of(settings.heads)
        self._first_of_whole = _first_of((*settings.payers, *settings.whole))
        self._first_of_scopes = _first_of(settings.scopes)
        self._tail_words = by_last(settings.tails)
        self._all = frozenset(settings.sums)
        self._compared_ends = tuple(settings.against_ends)
        against, ends = "|".join(settings.against), "|".join(settings.against_ends)
        self._compared = re.compile(f"(?:{against})[^、，]{{1,10}}(?:{ends})$")
        set_in, set_ends = "|".join(settings.settings_in), "|".join(settings.setting_ends)
        self._setting_ends = settings.setting_ends
        self._setting = re.compile(f"(?:{set_in})[^、，]{{1,16}}(?:{set_ends})$")
        cut_ends = (*settings.against_ends, *settings.setting_ends, *settings.tails)
        self._last_of_ends = frozenset(_QUESTION) | {word[-1] for word in cut_ends}
        payers, by = "|".join(settings.payers), "|".join(settings.manners)
        self._payer_by = re.compile(f"(?:{payers})(?:{'|'.join(settings.done_words)})?(?:{by})(?=.{{4}})")
        self._function = "".join(w for w in (*settings.function_words, *settings.edge_tails) if len(w) == 1)
        self._edge_heads = frozenset(settings.edge_heads)
        self._edge_tails = frozenset(settings.edge_tails)
        deeds = [w for name in ("act", "work") if name in rulebook.words for w in rulebook.words[name].words]
        deeds = [word for word in deeds if len(word) > 1 and word not in settings.stock_deeds]
        self._deed = _at_end(deeds)
        kinds = by_last(settings.rate_ends), by_last(settings.level_ends), by_last(deeds)
        lasts = {last for kind in kinds for last in kind}
        self._ends = {last: tuple(kind.get(last, ()) for kind in kinds) for last in lasts}
        self._new = re.compile("|".join(map(re.escape, settings.new_words)))
        self.joins = frozenset(settings.conjunctions)
        self.join_characters = tuple(w for w in settings.conjunctions[:3] if len(w) == 1)
        self.join_pattern = re.compile("|".join(map(re.escape, settings.conjunctions[:5])))
        self._edges = _PUNCTUATION + "".join(self.join_characters)
        self._kept = settings.kept_whole
        self._of = settings.of
        self._share_sign = settings.share_sign
        self._split = frozenset(settings.split_scopes)
        self.vague = frozenset(settings.vague)
        self.pairs = tuple(sorted(settings.pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        self.heads = frozenset(settings.double_heads)
        self.sorts = frozenset(settings.sorts)
        self._whole_words = tuple(sorted(settings.abbreviations.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        paired = map(re.escape, "".join(map("".join, _PAIRS)))
        self._to_settle = re.compile("|".join([*paired, *map(re.escape, settings.abbreviations)]))
        self.clean = lru_cache(maxsize=20000)(self._clean)

    def scope(self, text: str) -> str | None:
        """The part of the jurisdiction that a name begins with (农村, 中心城区), or None."""
        found = self._scope.match(text)
        return found.group() if found else None

    def without_deed(self, text: str) -> str:
        """A name without the deed at its end (保障性住房基本建成 → 保障性住房)."""
        return self._deed.sub("", text)

    def _clean(self, raw: str) -> Name | None:
        """The name in ``raw``, or None where nothing is left of it."""
        text = "".join(raw.split())
        before = ""
        scope: str | None = None
        while text != before:
            before = text
            text = text.strip(self._edges)
            if not text:
                return None
            if core := self._core(text):
                text = core
                break
            if text[0] in _OPENING:
                text = _BRACKETED.sub("", text) or text
            if text[0] in _CENTURIES:
                text = _YEAR.sub("", text)
            if text[-1] in self._last_of_ends:
                if text.endswith(self._compared_ends):
                    text = self._compared.sub("", text)
                if text.endswith(self._setting_ends):
                    text = self._setting.sub("", text) or text
                text = text.rstrip(_QUESTION)
                found = self._tails.search(text) if text.endswith(self._tail_words.get(text[-1:], ())) else None
                if found and found.group() in self._all and text[: found.start()] in self.vague:
                    break  # 收入合计: the sum of what was said before
                if found and found.start() >= 2:
                    text = text[: found.start()]
                    continue
                if not text:
                    return None
            first = text[0]
            if first in self._first_of_whole:
                found = self._payer_by.match(text) or self._whole.match(text)  # 县财政已按教育支出占…
                if found and found.end() < len(text):
                    text = text[found.end() :]
                    continue
            if first in self._first_of_heads:
                found = self._heads.match(text)
                if found and found.end() <= len(text) - 2 and not text.startswith(self._kept_heads):
                    text = text[found.end() :]
                    continue
            if first in self._edge_heads or text[-1] in self._edge_tails:
                text = self._without_edges(text)
        if text[:1] in self._first_of_scopes:
            found = self._scope.match(text)
            if found and found.end() < len(text):
                scope = found.group()
                if scope in self._split and found.end() <= len(text) - 2:
                    text = text[found.end() :].lstrip(self._of)
        unsettled = self._to_settle.search(text)
        if unsettled:
            text = _balanced(text)
        text = text.strip(self._edges)
        length = len(text)
        if length < 2 or length > _MOST or (text[0] in _OPENING and _BRACKETED.fullmatch(text)):
            return None
        if unsettled:
            for short, whole in self._whole_words:
                if short in text and whole not in text:
                    text = text.replace(short, whole)
                    break
        return Name(text, scope, self.kind(text))

    def _without_edges(self, text: str) -> str:
        """Without a one-character word at either end (将固定资产投资, but not 将军山公园)."""
        if len(text) > 2 and text[-1] in self._edge_tails:
            bare = text.rstrip(self._function)
            if len(bare) > 2 and self.kind(text) == "thing" and self.kind(bare) in ("rate", "level"):
                return bare
            if words(text)[-1] == text[-1]:
                return text[:-1]
        if not text or text[0] not in self._edge_heads or text.startswith(self._kept):
            return text
        if len(text) > 1 + (text[0] != self._of) and words(text)[0] == text[0]:
            return text[1:]
        return text

    def kind(self, text: str) -> str:
        """What a name counts by its words; see :class:`Name`."""
        bare = _LAST_BRACKETS.sub("", text) if text[-1:] in _CLOSING else text
        if self._new.search(bare):
            return "new"
        rate, level, deed = self._ends.get(bare[-1:], _NO_ENDS)
        if (rate and bare.endswith(rate)) or bare.find(self._share_sign, 1) > 0:
            return "rate"
        if level and bare.endswith(level):
            return "level"
        return "deed" if deed and bare.endswith(deed) else "thing"


def _first_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[0] for word in words)


def _at_start(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + ")")


def _at_end(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + ")$")


def _balanced(text: str) -> str:
    """Without quotation marks or brackets that lost their other half."""
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


_made: dict[str, Names] = {}


def names_of(rulebook: Rulebook) -> Names:
    """The Names of a rule set, made once."""
    known = _made.get(rulebook.sha256)
    if known is None or known.rulebook is not rulebook:
        known = _made[rulebook.sha256] = Names(rulebook.settings(FrameSettings), rulebook)
    return known
