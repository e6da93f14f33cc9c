"""Whose report: the jurisdiction that title, office, congress or opening sentence names, in its full official form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.models import Level
from tracker.outline.wording import any_of
from tracker.read.catalogue.head import Head
from tracker.rulebook.compiled import compiled_once
from tracker.rulebook.schema.catalogue import CatalogueSettings
from tracker.rulebook.schema.jurisdictions import Counties, Jurisdictions

__all__ = ["Place", "find_place", "level_said"]

_OPENING = 2500
_MENTIONS = 40
_OFTEN = 5
"""A text without a head is of the place it names at least so often (times)."""
_LONGEST = 12
_NOT_A_NAME = re.compile(r"[^\u4e00-\u9fff]")
_CONGRESS = re.compile(r"第[一二三四五六七八九十百\d]+届")
_YEAR = re.compile(r"^(?:(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})年?度?")


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` in full (重庆市大渡口区), ``parent`` what it belongs to, in full too; ``reason`` are the words read."""

    name: str
    level: Level
    parent: str | None
    code: str | None
    reason: str


def find_place(
    head: Head, text: str, rules: CatalogueSettings, places: Jurisdictions, counties: Counties
) -> Place | None:
    """The jurisdiction, or None where nothing names one."""
    nation: Place | None = None
    best: tuple[list[str], str] | None = None
    for words in _candidates(head, text, rules):
        if any(w in words for w in (*places.nation.also, *rules.nation_words)):
            nation = nation or Place(places.nation.name, "nation", None, None, words)
            continue
        chain = _chain(_bare(words, rules), places)
        # a fuller name of the same place (重庆市大渡口区 behind 大渡口区) is the better one
        if chain and (best is None or (len(chain) > len(best[0]) and chain[-1] == best[0][-1])):
            best = chain, words
    if best is None and nation is None:
        best = _short_name(head.title, places) or _most_named(text, rules, places)
    if best is None:
        return nation
    chain, reason = best
    if nation and len(chain) == 1 and reason == head.issuer:
        return nation
    return _described(_completed(chain, text, places, counties), reason, text, places)


def _most_named(text: str, rules: CatalogueSettings, places: Jurisdictions) -> tuple[list[str], str] | None:
    """The province or prefecture that a text without a head speaks of far more than of any other of its level."""
    level, _ = level_said(text, rules, places)
    if level == "province":
        chains = [[p.name] for p in places.provinces]
    elif level == "prefecture":
        chains = [[owner, name] for owner, names in places.prefectures.items() for name in names]
    else:
        return None
    ends = tuple(w for e in places.endings for w in e.words)
    counted = sorted(((text.count(_stem(chain[-1], ends)), chain) for chain in chains), reverse=True)
    (most, chain), (second, _) = counted[:2]
    return (chain, f"{_stem(chain[-1], ends)}×{most}") if most >= _OFTEN and most >= 2 * second else None


def _short_name(title: str, places: Jurisdictions) -> tuple[list[str], str] | None:
    """The province or prefecture that a title begins with in short (杭州2024年…, 上海今年…)."""
    ends = tuple(w for e in places.endings for w in e.words)
    chains = [[p.name] for p in places.provinces]
    chains += [[owner, name] for owner, names in places.prefectures.items() for name in names]
    bare = _YEAR.sub("", title)
    found = [chain for chain in chains if bare.startswith(_stem(chain[-1], ends))]
    return (found[0], title) if found else None


def _stem(name: str, ends: tuple[str, ...]) -> str:
    """A name as texts mostly write it (湖北省 → 湖北); one of two characters stays whole."""
    short = name.removesuffix(max((e for e in ends if name.endswith(e)), key=len, default=""))
    return short if len(short) > 1 else name


def level_said(text: str, rules: CatalogueSettings, places: Jurisdictions) -> tuple[Level | None, str]:
    """The level of a government that speaks without its name (我代表省人民政府), and the words read."""
    for found in any_of(rules.speaks_for).finditer(text, 0, _OPENING):
        body = any_of(rules.governments).search(text, found.end(), found.end() + _LONGEST)
        who = text[found.end() : body.start()] if body else ""
        ends = [(len(w), e.level) for e in places.endings for w in e.words if who.endswith(w)]
        if ends:
            return max(ends)[1], found.group() + who
    return None, ""


def _candidates(head: Head, text: str, rules: CatalogueSettings) -> Iterator[str]:
    """Names as they stand in title, speaker's office, congress, issuer and opening, in this order."""
    if head.title:
        yield head.title
    for name in (head.office, head.session, head.issuer):
        if name:
            yield name
    for line in head.lines:
        if any(g in line for g in rules.governments) and line != head.title:
            yield line
    found = any_of(rules.speaks_for).search(text, 0, _OPENING)
    if found:
        yield text[found.end() : found.end() + 20]


def _bare(words: str, rules: CatalogueSettings) -> str:
    """``words`` cut down to the name they begin with."""
    name = re.sub(r"\s", "", words)
    name = name[len("关于") :] if name.startswith("关于") else name
    name = _YEAR.sub("", name.lstrip("《（(—–-"))
    if _CONGRESS.match(name):  # 第十一届某市人民代表大会
        name = _CONGRESS.sub("", name, count=1)
    bodies = (*rules.governments, rules.congress, *rules.congress_short, *rules.issuers)
    ends = any_of((*bodies, *rules.name_ends)).search(name)
    name = name[: ends.start()] if ends else name
    other = _NOT_A_NAME.search(name)
    name = name[: other.start()] if other else name
    congress = _CONGRESS.search(name)
    return name[: congress.start()] if congress else name


def _chain(name: str, places: Jurisdictions) -> list[str]:
    """The name taken apart from the top down: 重庆市大渡口区 → 重庆市, 大渡口区; empty where it is no name."""
    chain: list[str] = []
    rest = name
    listed = next(((p.name, w) for p in places.provinces for w in (p.name, *p.also) if rest.startswith(w)), None)
    province, written = listed or (ending := _ending(rest, places, "province"), ending)
    if province and written:
        chain.append(province)
        rest = rest[len(written) :]
    owner, prefecture = _prefecture(rest, chain[0] if chain else None, places)
    if prefecture:
        chain = [owner, prefecture] if owner else [*chain, prefecture]
        rest = rest[len(prefecture) :]
    if not rest:
        return chain
    endings = tuple(w for e in places.endings for w in e.words)
    if 2 <= len(rest) <= _LONGEST and rest.endswith(endings):
        return [*chain, rest]
    return []


def _prefecture(rest: str, province: str | None, places: Jurisdictions) -> tuple[str | None, str | None]:
    """A listed prefecture at the beginning, with its province; else an unlisted one that more of a name follows."""
    for owner, names in places.prefectures.items():
        if province in (None, owner):
            for name in names:
                if rest.startswith(name):
                    return owner, name
    return None, _ending(rest, places, "prefecture")


def _ending(rest: str, places: Jurisdictions, level: Level) -> str | None:
    """The shortest beginning of ``rest`` that ends like a name of ``level`` and leaves a name of its own behind."""
    words = tuple(w for e in places.endings if e.level == level for w in e.words)
    for end in range(2, min(len(rest), _LONGEST) + 1):
        if rest[:end].endswith(words) and (len(rest) - end >= 2 or (level == "province" and end == len(rest))):
            return rest[:end]
    return None


def _completed(chain: list[str], text: str, places: Jurisdictions, counties: Counties) -> list[str]:
    """A lower name with the names in front of it, where the lexicon or the text itself gives them."""
    name = chain[-1]
    above = _above(chain, text, places, counties)
    if above:
        return [*above, name]
    if len(chain) > 1 or name in {p.name for p in places.provinces}:
        return chain
    direct = next((owner for owner, names in places.direct_counties.items() if name in names), None)
    if direct:
        return [direct, name]
    at = text.find(name)
    for _ in range(_MENTIONS):
        if at < 0:
            break
        for owner, names in places.prefectures.items():
            for prefecture in names:
                if text.endswith(prefecture, 0, at):
                    return [owner, prefecture, name]
        for province in places.provinces:
            if text.endswith(province.name, 0, at):
                return [province.name, name]
        at = text.find(name, at + 1)
    return chain


def _above(chain: list[str], text: str, places: Jurisdictions, counties: Counties) -> list[str]:
    """Province and prefecture of a county by the lexicon; among several of its name the one the text bows to."""
    name, said = chain[-1], "".join(chain[:-1])
    owners = [owner for owner, names in counties.counties.items() if f" {name} " in f" {names} "]
    owners = [owner for owner in owners if said in owner]
    if len(owners) > 1:
        bowed = _superior(text, places)
        owners = [owner for owner in owners if owner == bowed]
    if not owners:
        return []
    province = next((p.name for p in places.provinces if owners[0].startswith(p.name)), owners[0])
    return [part for part in (province, owners[0].removeprefix(province)) if part]


def _superior(text: str, places: Jurisdictions) -> str | None:
    """The one listed prefecture whose committee or government the text speaks of, in full."""
    owners = _owners(places)
    longest = max(map(len, owners), default=0)
    found: dict[str, None] = {}
    # the bodies are looked for, and names read back from them: looking for hundreds of names would take far longer
    for body in places.superiors:
        at = text.find(body)
        while at >= 0:
            for start in range(max(0, at - longest), at):
                name = text[start:at]
                if name in owners:
                    found |= dict.fromkeys(owner + name for owner in owners[name])
            at = text.find(body, at + 1)
    return next(iter(found)) if len(found) == 1 else None


@compiled_once
def _owners(places: Jurisdictions) -> dict[str, tuple[str, ...]]:
    """Prefecture → the provinces that have one of this name."""
    owners: dict[str, tuple[str, ...]] = {}
    for owner, names in places.prefectures.items():
        for name in names:
            owners[name] = (*owners.get(name, ()), owner)
    return owners


def _described(chain: list[str], reason: str, text: str, places: Jurisdictions) -> Place:
    name = "".join(chain)
    province = next((p for p in places.provinces if p.name == name), None)
    if province:
        return Place(name, "province", places.nation.name, province.code, reason)
    level = _level(chain, places)
    if len(chain) > 1 or any(name in names for names in places.prefectures.values()):
        return Place(name, level, "".join(chain[:-1]) or None, None, reason)
    # its name stays as the head gives it, or reports of one place would go by two names
    above = _superior(text, places)
    return Place(name, "county" if above else level, above, None, reason)


def _level(chain: list[str], places: Jurisdictions) -> Level:
    last = chain[-1]
    ending = max((w for e in places.endings for w in e.words if last.endswith(w)), key=len)
    level = next(e.level for e in places.endings if ending in e.words)
    if level != "prefecture" or len(chain) == 1 or any(last in names for names in places.prefectures.values()):
        return level
    # the prefectures of a listed province are all listed; below a prefecture a city is one of county level
    above = {p.name for p in places.provinces}
    return "county" if chain[0] in above or not _is_province(chain[-2], places) else "prefecture"


def _is_province(name: str, places: Jurisdictions) -> bool:
    return name.endswith(tuple(w for e in places.endings if e.level == "province" for w in e.words))
