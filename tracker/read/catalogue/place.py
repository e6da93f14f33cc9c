"""Whose report: the jurisdiction named in title, congress, office or opening sentence, put into its full official form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.models import Level
from tracker.read.catalogue.head import Head
from tracker.rulebook.schema.catalogue import CatalogueSettings
from tracker.rulebook.schema.jurisdictions import Jurisdictions

__all__ = ["Place", "find_place"]

_OPENING = 600
_WORD = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` in full (重庆市大渡口区), the words it was read from, and where it stands."""

    name: str
    level: Level
    parent: str | None
    code: str | None
    reason: str


def find_place(head: Head, text: str, rules: CatalogueSettings, places: Jurisdictions) -> Place | None:
    """The jurisdiction, or None where nothing names one."""
    nation: Place | None = None
    best: Place | None = None
    for words in _candidates(head, text, rules):
        if words.startswith(tuple(places.nation.also)) or any(w in words for w in rules.nation_words):
            nation = nation or Place(places.nation.name, "nation", None, None, words)
            continue
        place = _place(words, places)
        # a fuller name of the same place (重庆市大渡口区 after 大渡口区) is the better one
        if place and (best is None or len(place.name) > len(best.name) and place.name.endswith(best.name)):
            best = place
    return best or nation


def _candidates(head: Head, text: str, rules: CatalogueSettings) -> Iterator[str]:
    """Names as they stand in the title, the speaker's office, the congress and the opening sentence, in this order."""
    title = head.title
    if title:
        bare = re.sub(r"^关于", "", title)
        yield re.split(r"\d{4}年|[一二][九〇零○].{2}年|人民政府|政府|国民经济|预算|人民代表大会|《", bare)[0] or bare
    if head.office:
        yield head.office
    if head.session:
        yield head.session
    if head.issuer:
        yield head.issuer
    for line in head.lines:
        for marker in rules.governments:
            at = line.find(marker)
            if at > 0:
                yield line[:at]
    for words in rules.speaks_for:
        at = text.find(words, 0, _OPENING + 2000)
        if at >= 0:
            yield text[at + len(words) : at + len(words) + 20]
            break


def _place(words: str, places: Jurisdictions) -> Place | None:
    rest = re.sub(r"\s", "", words)
    found = re.match(rf"{_WORD}+", rest)
    if not found:
        return None
    rest = found.group()
    reason = rest
    province = next((p for p in places.provinces if rest.startswith(p.name)), None)
    if province:
        rest = rest[len(province.name) :]
    chain = [province.name] if province else []
    prefecture = _prefecture(rest, province.name if province else None, places)
    if prefecture:
        owner, name = prefecture
        chain = [owner, name]
        rest = rest[len(name) :]
    county = _by_ending(rest, places)
    if county:
        name, level = county
        if level == "prefecture" and prefecture:
            level = "county"  # a city under a prefecture is a county-level city
        chain.append(name)
        parent = "".join(chain[:-1]) or None
        return Place("".join(chain), level, parent, None, reason)
    if prefecture:
        return Place("".join(chain), "prefecture", chain[0], None, reason)
    if province:
        return Place(province.name, "province", places.nation.name, province.code, reason)
    return None


def _prefecture(rest: str, province: str | None, places: Jurisdictions) -> tuple[str, str] | None:
    for owner, names in places.prefectures.items():
        if province in (None, owner):
            for name in names:
                if rest.startswith(name):
                    return owner, name
    return None


def _by_ending(rest: str, places: Jurisdictions) -> tuple[str, Level] | None:
    """The shortest beginning of ``rest`` that ends like a name, at least two characters long."""
    hits = []
    for ending in places.endings:
        for word in ending.words:
            found = re.match(rf"{_WORD}{{1,12}}?{re.escape(word)}", rest)
            if found:
                hits.append((found.end(), -len(word), found.group(), ending.level))
    if not hits:
        return None
    _, _, name, level = min(hits)
    return name, level
