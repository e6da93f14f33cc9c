"""Coordinated names taken apart: A和B分别…, A、B均…; what one of them leaves out is put back from its neighbour.

高铁、高速公路通车里程 → 高铁通车里程, 高速公路通车里程 (the head stands last and serves all);
石雕产业营收、从业人员数量 → 石雕产业营收, 石雕产业从业人员数量 (the beginning serves all).
"""

from __future__ import annotations

import re

from tracker.language.names import Name, Names
from tracker.language.words import words

__all__ = ["conjuncts", "head_of", "known_conjuncts", "split_names", "with_beginning"]

_LIST = re.compile("[、，]")
_BARE = ("thing", "deed")


def split_names(text: str, count: int, names: Names, each: bool) -> list[Name]:
    """``count`` names out of ``text``; fewer (one, or none) where the text does not hold as many."""
    pair = _pair(text, count, names)
    if pair:
        return _whole(pair, names)
    parts = _parts(text, count, names)
    if parts is None:
        name = names.clean(text)
        return [name] if name else []
    return _whole(parts, names)


def known_conjuncts(text: str, names: Names) -> list[Name]:
    """The names listed in ``text`` where every one of them is a known indicator; else none."""
    if not _LIST.search(text) and not names.join_pattern.search(text):
        return []
    whole = names.clean(text)
    if whole is None or names.rulebook.indicators.find(whole.text) is not None:
        return []
    found = conjuncts(text, names)
    return found if all(names.rulebook.indicators.find(name.text) is not None for name in found) else []


def _pair(text: str, count: int, names: Names) -> list[str]:
    """Names said in one word: 城乡低保标准分别…, 存贷款余额分别…, 一二三产增加值分别…."""
    for word, both in names.pairs:
        if len(both) == count and word in text and not _LIST.search(text.replace(word, "", 1)):
            return [text.replace(word, one, 1) for one in both]
    return []


def conjuncts(text: str, names: Names) -> list[Name]:
    """Every name listed in ``text`` (A、B和C均增长…)."""
    parts = [p for p in _LIST.split(text) if p]
    last = names.join_pattern.split(parts[-1]) if parts else []
    if len(parts) == 1 and len(last) == 2:
        parts = last
    elif len(parts) > 1 and len(last) == 2 and all(len(p) > 1 for p in last):
        parts = parts[:-1] + last
    return _whole(parts, names)


def with_beginning(first: Name, name: Name, names: Names) -> list[Name]:
    """A name that leaves out how the one before it begins: 展会合同额9亿元、到位资金4亿元."""
    bare = first.kind in _BARE
    whole = first.text + name.text if bare else _share_beginning([first.text, name.text], names)[1]
    made = names.clean(whole)
    return [made or name]


def _parts(text: str, count: int, names: Names) -> list[str] | None:
    """``text`` cut at 、 and 和 into exactly ``count`` parts, or None."""
    parts = [p for p in _LIST.split(text) if p]
    if len(parts) == count:
        return parts
    if len(parts) < count:
        # the last parts are joined by 和; the rightmost 和 first
        while len(parts) < count:
            for i in range(len(parts) - 1, -1, -1):
                found = [m for m in names.join_pattern.finditer(parts[i]) if m.start() > 0 and m.end() < len(parts[i])]
                if found:
                    cut = found[-1]
                    parts[i : i + 1] = [parts[i][: cut.start()], parts[i][cut.end() :]]
                    break
            else:
                return None
        return parts
    return None


def _whole(parts: list[str], names: Names) -> list[Name]:
    """The parts made whole names."""
    if len(parts) > 1:
        cleaned = [names.clean(part) for part in parts]
        parts = [name.text if name is not None else part for name, part in zip(cleaned, parts, strict=True)]
        parts = _share_head(parts, names)
        parts = _share_beginning(parts, names)
        parts = _share_scope(parts, names)
    made = [names.clean(p) for p in parts]
    return [name for name in made if name is not None]


def _share_head(parts: list[str], names: Names) -> list[str]:
    """What the last part ends with given to those that have no such word themselves."""
    last = parts[-1]
    if names.kind(last) in _BARE:
        return parts
    measured = _measured(last, names)
    head = measured or head_of(last, names)
    tail = words(last)
    shared = []
    for part in parts[:-1]:
        bare = part.strip()
        known = names.rulebook.indicators.find
        longest = next((w for k in range(1, len(tail)) if known(w := bare + "".join(tail[k:])) is not None), "")
        longest = "" if measured else longest
        if longest or known(bare + head) is not None:
            bare = longest or bare + head
        elif names.kind(bare) in _BARE and known(bare) is None and not bare.endswith(head):
            bare = bare + head if measured else _with_head(bare, last, head, tail, names)
        shared.append(bare)
    return [*shared, last.replace(names.settings.of + head, head)]


def _measured(last: str, names: Names) -> str:
    """What a share is of, from what is measured on (体育产业增加值占生产总值比重 → 增加值占生产总值比重); or empty."""
    at = last.find(names.settings.share_sign)
    if at < 0:
        return ""
    ends = (*names.settings.level_ends, *names.settings.sorts)
    found = max((w for w in ends if last.endswith(w, 0, at)), key=len, default="")
    return found + last[at:] if found and len(found) < at else ""


def _with_head(bare: str, last: str, head: str, tail: tuple[str, ...], names: Names) -> str:
    """A part with the end it shares with the last one: as much as makes a known indicator, else all but a word."""
    for k in range(1, len(tail)):
        whole = bare + "".join(tail[k:])
        if names.rulebook.indicators.find(whole) is not None:
            return whole
    sort = next((k for k in range(1, len(tail)) if tail[k] in names.sorts), 0)
    if sort:  # 体育、功能糖、装备制造产业营业收入: from the word for the sort of thing on, the end is shared
        return bare + "".join(tail[sort + bare.endswith(tail[sort]) :])
    if names.settings.of not in last and len(tail) > 2 and len(words(bare)) == 1 and len(head) < len("".join(tail[1:])):
        return bare + "".join(tail[1:])
    return bare + head


def head_of(name: str, names: Names) -> str:
    """The word at the end of a name that says what is measured, with what closely belongs to it."""
    if names.settings.of in name:
        return name.rpartition(names.settings.of)[2]
    split = words(name)
    head = split[-1]
    if len(head) == 1 and len(split) > 1:
        head = split[-2] + head
    if len(split) > 2 and split[-2] + head in names.heads:
        head = split[-2] + head
    return head


def _share_beginning(parts: list[str], names: Names) -> list[str]:
    """What the first part begins with given to later ones that are only a measure word (产量, 从业人员数量)."""
    first = parts[0]
    if names.kind(first) in _BARE:
        return parts
    made = [first]
    for part in parts[1:]:
        known = names.rulebook.indicators.find(part) is not None
        if known and part in names.vague:  # 国企营业收入20亿元、利税5亿元: another known indicator
            made.append(part if part in first else _completed(list(first), part, names) or part)
        elif names.kind(part) not in _BARE and not known and len(part) <= len(first):
            head = words(first)
            whole = _completed(list(head), part, names)
            short = whole is None and (len(part) <= 4 or part in names.vague or len(words(part)) <= 2)
            if short and len(head) > 1:
                cut = head[:-1] if len(head[-1]) > 1 else head[:-2]
                if len(cut) > 1 and len(cut[-1]) == 1:
                    cut = cut[:-1]
                whole = "".join(cut) + part
            made.append(whole or part)
        else:
            made.append(part)
    return made


def _share_scope(parts: list[str], names: Names) -> list[str]:
    """The area of the first part given to those that name none (农村自来水普及率、生活垃圾治理率)."""
    scope = names.scope(parts[0])
    if scope is None or any(names.scope(p) for p in parts[1:]):
        return parts
    return [parts[0], *(p if p in parts[0] else scope + p for p in parts[1:])]


def _completed(head: list[str], part: str, names: Names) -> str | None:
    """The beginning of the first name that makes a known indicator of ``part``."""
    for stop in range(len(head) - 1, 0, -1):
        whole = "".join(head[:stop]) + part
        if names.rulebook.indicators.find(whole) is not None:
            return whole
    return None
