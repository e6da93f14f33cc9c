"""What stands in front of a number, taken apart: lead-in, subject, verb, object, predicate.

The sets below say which classes of words (``rules/words``) play which part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from msgspec import Struct, field

from tracker.language.names import Names
from tracker.language.tokens import LIST, TEXT, Token
from tracker.models import Comparator

__all__ = [
    "ADVERB", "BASIS", "CHANGES", "COUNTED", "DOES", "FIRM", "LEADS", "LOOSE", "MEANING", "MEANS", "NOUNS", "PER",
    "PERIOD", "PREDICATE", "TURNS", "VERBS", "Part", "PartReader", "family_of", "over", "plays", "text_of",
]  # fmt: skip

MEANS = ("share", "fall", "rise", "to", "reach", "keep")
MEANING = frozenset(MEANS)
"""Predicates that say what a number means."""
PREDICATE = MEANING | frozenset(
    ["each", "alike", "yearly", "cumulative", "provisional", "compared", "basis", "modality", "period", "per"]
)
"""What may stand between a name and its number."""
TURNS = frozenset(["rise", "fall"])
CHANGES = frozenset(["rise", "fall", "to"])
VERBS = ("new", "spend", "mention", "act", "work", "fund", "rise", "fall", "causes")
"""Verbs as rules know them, the first that fits."""
FIRM = frozenset(["new", "spend", "act", "causes", "modality", "mention"])
"""Verbs wherever they stand."""
DOES = frozenset(["act", "work", "new", "spend", "fund"])
"""Verbs that do something to things."""
LOOSE = frozenset(["work", "fund"])
"""Words that are verbs at the beginning and parts of a name elsewhere."""
NOUNS = frozenset(["text", "work", "fund", "indicator", "noun"])
LEADS = frozenset(
    ["adverb", "modality", "causes", "period", "provisional", "cumulative", "among", "compared", "yearly"]
)
COUNTED = frozenset(["pieces", "pieces_bare", "entities", "people", "places"])
"""Families of units that count things."""
_FIRST = frozenset(["act", "new", "spend"])
_HELPING = frozenset(["modality", "causes"])
_STRONG = FIRM - _HELPING
"""Verbs that neither help another verb nor bring a predicate about."""
_ASIDE = LEADS - {"causes"}
_ANY_VERB = frozenset(VERBS)
_EACH = frozenset(["each"])
_NO_TAGS: frozenset[str] = frozenset()
_APPROX = Comparator.APPROX
PER = frozenset(["per"])
ADVERB = frozenset(["adverb"])
BASIS = frozenset(["basis"])
PERIOD = frozenset(["period"])


def over(token: Token) -> bool:
    """Whether a comparator that binds (突破, 不低于; not 约) stands in front of the number."""
    quantity = token.quantity
    return quantity is not None and quantity.start < quantity.number_start and quantity.comparator is not _APPROX


def family_of(token: Token) -> str:
    """The family of a quantity's unit, empty where it has none."""
    return _family(token.tags)


@lru_cache(maxsize=4096)
def _family(tags: frozenset[str]) -> str:
    return next((t.partition(".")[2] for t in sorted(tags) if "." in t), "")


def text_of(tokens: Sequence[Token]) -> str:
    """The text of tokens that stand side by side."""
    return tokens[0].text if len(tokens) == 1 else "".join([t.text for t in tokens])


def plays(tokens: Iterable[Token], parts: Set[str]) -> bool:
    """Whether one of the tokens plays one of these parts."""
    for token in tokens:  # noqa: SIM110 (asked for every number, of one token or two: a generator costs more)
        if not token.tags.isdisjoint(parts):
            return True
    return False


class Part(Struct, gc=False):
    """What stands in front of a group, taken apart."""

    lead: list[Token] = field(default_factory=list)
    subject: str = ""
    verb: Token | None = None
    object: list[Token] = field(default_factory=list)
    predicate: list[Token] = field(default_factory=list)


class PartReader:
    """Takes apart what stands in front of numbers, by the word lists of a rule set."""

    def __init__(self, names: Names) -> None:
        settings = names.settings
        self._tails = frozenset(settings.tails)
        self._modifiers = frozenset(settings.modifiers)
        self._prepositions = frozenset(settings.prepositions)
        self._joins = names.joins
        self._toward = settings.toward
        self._starts = frozenset(settings.whole) | frozenset(settings.scopes)

    def _behind_verbs(self, rear: list[Token]) -> list[Token]:
        """The object behind a verb that is joined to another (建设和改造地下管网)."""
        at = 1
        while len(rear) > at + 1 and rear[0].text in self._joins and rear[at].tags & DOES:
            at += 1
        return rear[at:] if at > 1 else rear

    def strip(self, own: list[Token]) -> tuple[list[Token], list[Token]]:
        """The predicate at the end of ``own``, and what is left in front of it."""
        cut = len(own)
        while cut:
            tags = own[cut - 1].tags
            if tags is TEXT:
                if own[cut - 1].text not in self._tails:
                    break
                cut -= 1
                continue
            if "causes" in tags and cut > 1 and "each" in own[cut - 2].tags:
                cut -= 1
                continue  # 甲、乙整合分别完成25%、50%
            if not tags.isdisjoint(_STRONG):
                break
            if tags.isdisjoint(PREDICATE) and ("adverb" not in tags or cut == 1):
                break
            cut -= 1
        return (own[cut:], own[:cut]) if cut < len(own) else ([], own)

    def read(self, own: list[Token], over: bool = False, behind: bool = False) -> Part:
        """``own`` taken apart: lead-in, subject, verb, object, predicate."""
        predicate, rest = self.strip(own)
        while rest and rest[0].text in LIST:
            rest = rest[1:]
        if not rest or (len(rest) == 1 and rest[0].tags is TEXT):
            return Part([], "", None, rest, predicate)
        firm = over or (bool(predicate) and plays(predicate, MEANING))
        verb = -1
        content = -1  # where the first word that is neither lead-in nor verb stands
        final = len(rest) - 1
        for k, token in enumerate(rest):
            tags = token.tags
            if tags is TEXT:
                if content < 0 and (token.text not in self._starts or self._is_modifier(rest, k)):
                    content = k
                continue
            last = k == final
            loose = not tags.isdisjoint(LOOSE)
            if loose and "adverb" in tags and not firm and (behind if last else rest[k + 1].tags is TEXT):
                verb, content = k, -1  # 加快60个污水处理厂提标改造, 组织送戏下乡600场
                continue
            if not tags.isdisjoint(LEADS) and tags.isdisjoint(_STRONG):
                if not tags.isdisjoint(_HELPING):
                    verb, content = k, -1
                continue
            opening = content < 0 or rest[k - 1].text in LIST or not rest[k - 1].tags.isdisjoint(LEADS)
            turns = opening and not last and not tags.isdisjoint(TURNS)
            if turns or not tags.isdisjoint(FIRM) or (loose and self._led(rest, k, verb, firm)):
                if last and firm and content >= 0 and not opening:
                    continue
                verb, content = k, -1
            elif self._is_modifier(rest, k):
                content = k  # 新建安置住房: not 安置 but 新建 is the verb
            elif loose and opening and not firm:
                if last and content >= 0 and rest[k - 1].text not in LIST:
                    continue
                verb, content = k, -1
            elif loose and last and behind and not firm:
                verb, content = k, -1
            elif content < 0 and token.text not in self._starts:
                content = k
        rear = rest[verb + 1 :] if verb >= 0 else rest
        doing = rest[verb].tags if verb >= 0 else _NO_TAGS
        if not doing.isdisjoint(DOES) and not (predicate and plays(predicate, _EACH)):
            rear = self._behind_verbs(rear)
        lead = [t for t in rest[: verb + 1] if t.tags is not TEXT] if verb > 0 else rest[: verb + 1]
        about: list[Token] = []
        final = len(rear) - 1
        for k, token in enumerate(rear):
            tags = token.tags
            if tags is TEXT:
                about.append(token)
                continue
            if not tags.isdisjoint(LEADS):
                lead.append(token)
            if tags.isdisjoint(_ASIDE) or ("adverb" in tags and k < final):
                about.append(token)
        if doing.isdisjoint(_ANY_VERB):
            return Part(lead, "", None, about, predicate)
        subject = ""
        if verb:
            before = [t for t in rest[:verb] if "text" in t.tags or not t.tags.isdisjoint(LOOSE)]
            subject = text_of([t for t in before if "modality" not in t.tags])  # 争取完成8000万元
        return Part(lead, subject, rest[verb], about, predicate)

    def _is_modifier(self, rest: list[Token], at: int) -> bool:
        """Whether the word at ``at`` right behind a verb belongs to the noun that follows."""
        if not at or rest[at].text not in self._modifiers or rest[at - 1].tags.isdisjoint(_FIRST):
            return False
        return at + 1 < len(rest) and rest[at + 1].tags is TEXT

    def _led(self, rest: list[Token], at: int, verb: int, firm: bool) -> bool:
        """Whether a preposition, or free text that leads on, makes a verb of the loose word at ``at``."""
        if verb >= 0 and at > verb + 1 and at < len(rest) - 1 and rest[verb].text in self._prepositions:
            return True
        before = rest[at - 1] if at and not firm else None
        return before is not None and before.tags is TEXT and before.text.startswith(self._toward)
