"""Clauses: a sentence cut at its commas, and every token of a clause in the part it plays there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from tracker.language.names import Names
from tracker.language.parts import (
    ADVERB,
    BASIS,
    COUNTED,
    FIRM,
    LOOSE,
    MEANING,
    NOUNS,
    PER,
    PERIOD,
    PREDICATE,
    TURNS,
    family_of,
    over,
    plays,
    text_of,
)
from tracker.language.tokens import LIST, TEXT, Token
from tracker.language.words import words
from tracker.rulebook.schema.quantities import QuantitySettings

if TYPE_CHECKING:
    from tracker.models import Quantity

__all__ = ["FAR", "ClauseReader", "groups"]

_MAKES = frozenset(["act", "new"])
_VERBS = FIRM | LOOSE
_DOES = FIRM - {"modality", "causes"}
_NAMING = frozenset(["text", "indicator"])
_TO = frozenset(["to"])
_KEEP = frozenset(["keep"])
_ALIKE = frozenset(["alike"])
_OPENING = frozenset("（(")
_LONGEST_FUNCTION = 3
"""Characters of function words that stand together and alone."""
FAR = 60
"""So many tokens before and behind a number are looked at; in a clause of hundreds of numbers every one would be read
again for each of them."""


def groups(clause: Sequence[Token], figures: list[int], joins: frozenset[str]) -> list[list[int]]:
    """Quantities with nothing but 、 or one of ``joins`` (和, 及 …) between them."""
    groups: list[list[int]] = []
    for i in figures:
        if groups and i - groups[-1][-1] == 1:
            groups[-1].append(i)  # 道路9条11.6公里
            continue
        if groups and i - groups[-1][-1] == 2 and (clause[i - 1].text in LIST or clause[i - 1].text in joins):
            named = i + 1 < len(clause) and clause[i + 1].tags & NOUNS and clause[i + 1].text not in joins
            if named and family_of(clause[i]) != family_of(clause[i - 2]):
                groups.append([i])  # 10亿元以上项目8个、50亿元以上项目1个
                continue
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


class ClauseReader:
    """Gives the tokens of clauses their parts, by the word lists of a rule set."""

    def __init__(self, names: Names) -> None:
        self.names = names
        settings = names.settings
        self._capacity = settings.capacity
        self._bases = settings.bases
        self._per = settings.per
        self._last_of_per = frozenset(word[-1] for word in settings.per)
        self._years = settings.year_words
        self._joins = names.joins
        self._against = settings.against
        self._first_of_against = frozenset(word[0] for word in settings.against)
        self._whole = frozenset(settings.whole)
        self._specs = frozenset(settings.spec_families)
        self._sizes = settings.sizes
        self._nominal = settings.nominal
        self._bound = frozenset(word for word in settings.nominal if len(word) == 1)
        self._function = frozenset(settings.function_words)
        self._manners = frozenset(settings.heads)
        self._of = settings.of
        self._until = settings.until
        self._alike = settings.alike_ends
        self._each = settings.each_ends
        self._short = dict(settings.short_verbs)
        self._alone = frozenset(settings.short_verbs) - frozenset(settings.toward)
        alone = (*settings.short_verbs, *settings.alike_ends, settings.of)
        self._longest_alone = max(_LONGEST_FUNCTION, *map(len, alone))
        self._counted = frozenset(settings.counted_units)
        self._toward = settings.toward
        self._not_alike = settings.not_alike
        self._manner_ends = settings.manner_ends
        self._adjusted = settings.adjusted_ends
        self._last_of_ends = frozenset(word[-1] for word in (*settings.manner_ends, *settings.adjusted_ends))
        self._adjusting = re.compile(f"(?:{'|'.join(map(re.escape, settings.adjusts))}).+")
        goals = "|".join(map(re.escape, settings.goals))
        rivals = "|".join(map(re.escape, settings.rivals))
        aims = (*settings.goals, *settings.budgets)
        shortest = [word for word in aims if not any(other in word for other in aims if other != word)]
        self._goals = re.compile("|".join(map(re.escape, shortest)))
        self._rival = re.compile(
            f"(?:{rivals})[^，、]{{0,6}}(?:{goals})|(?:{goals}|{'|'.join(settings.budgets)}){settings.of}$"
        )
        whole = "|".join(map(re.escape, settings.whole))
        self._manner = re.compile(f"(?:{whole})?(?:{'|'.join(map(re.escape, settings.manners))})")
        around = (row.words for row in names.rulebook.settings(QuantitySettings).comparators if row.place == "around")
        self._around = tuple(sorted((w for row in around for w in row), key=lambda w: (-len(w), w)))
        self._last_of_around = frozenset(word[-1] for word in self._around)
        kinds = {**self._short, **dict.fromkeys(self._each, "each"), **dict.fromkeys(self._alike, "alike")}
        self._kinds = {last: kind for last, kind in kinds.items() if len(last) == 1}
        self._aims = True

    def begin(self, text: str, start: int, end: int) -> None:
        """The sentence that is read next is ``text[start:end]``: most speak of no goal, and no clause need be asked."""
        self._aims = self._goals.search(text, start, end) is not None

    def plain(self, clause: Sequence[Token]) -> tuple[list[Token], list[int], list[tuple[Token, str]]]:
        """The clause with every token in the part it plays here, and where in it the figures stand.

        Sizes (500千伏变电站) and adverbs before nouns become free text; function words that stand alone become adverbs;
        a one-character predicate (能耗降5%, 均增长) is cut off the name in front of it; denominators (每50公斤) are
        set apart. The third value are the numbers that only describe, with the reason.
        """
        out: list[Token] = []
        figures: list[int] = []
        described: list[tuple[Token, str]] = []
        for i, (token, after) in enumerate(zip_longest(clause, clause[1:])):
            tags = token.tags
            if tags is TEXT:
                out.append(self._free_text(token, after, out))
                continue
            if "quantity" in tags:
                plain, reason = self._figure(clause, i, after)
                if reason:
                    described.append((token, reason))
                else:
                    figures.append(len(out))
                token = plain
            elif "count" in tags:
                if token.text.endswith(self._years):
                    token = token.playing(PERIOD)
                elif self.counts(token.quantity) and self._made(clause, out, i):
                    token = token.playing(frozenset(["quantity", f"quantity.{family_of(token)}"]))
                    figures.append(len(out))
                elif self._named(after):
                    token = token.playing(TEXT)  # 3个三星级以上茶庄园
            elif after is not None:
                token = self._word(clause, i, after)
            out.append(token)
        return out, figures, described

    def _named(self, after: Token | None) -> bool:
        """Whether a noun follows."""
        return after is not None and not after.tags.isdisjoint(NOUNS) and after.text not in self._joins

    def _figure(self, clause: Sequence[Token], i: int, after: Token | None) -> tuple[Token, str]:
        """A quantity in the part it plays, and the reason where it only describes."""
        token = clause[i]
        named = self._named(after)
        if i:
            last = clause[i - 1]
            if self._aims:
                said = text_of(clause[max(0, i - FAR) : i])
                if self._goals.search(said) and self._rival.search(said):
                    return token.uncounted(PER), "comparison"  # 比年初目标低2.3个百分点, 完成预算的98%
            if named and family_of(token) == "money" and family_of(last) in COUNTED:
                return token.uncounted(TEXT), "size"  # 70个30亿元以上项目
            if i > 1 and clause[i - 2].text in _OPENING and last.text.startswith(self._per):
                return token.uncounted(PER), "policy"  # 发放高龄津贴（每月不少于60元）
            if last.text[-1] in self._last_of_per and last.text.endswith(self._per):
                return token.uncounted(PER), "denominator"
        if named and after is not None and not over(token):
            before = text_of([t for t in clause[max(0, i - 2) : i] if t.tags & NOUNS])
            size = family_of(token) in self._specs or after.text.startswith(self._sizes)
            if size or before.endswith(self._capacity):
                return token.uncounted(TEXT), "size"
        return token, ""

    def _word(self, clause: Sequence[Token], i: int, after: Token) -> Token:
        """A word of some class in the part it plays in front of ``after``."""
        token = clause[i]
        tags = token.tags
        adverb = "adverb" in tags and tags.isdisjoint(_VERBS)
        if adverb and not after.tags.isdisjoint(_NAMING) and after.text not in self._toward:
            return token.playing(TEXT)
        if after.period and not tags.isdisjoint(TURNS) and after.text.startswith(self._until):
            return token.playing(_TO)  # 增加到2015年的42886亿元
        if after.quantity is not None and token.text.endswith(self._of):
            of = token.period is not None or token.text == self._of
            if of and family_of(after) == "multiple":
                return token.playing(_KEEP)  # 是2012年的1.6倍
        if after.tags is TEXT:
            if not tags.isdisjoint(_DOES):
                inner = after.text.startswith(self._nominal) and i and "text" in clause[i - 1].tags
                if inner or self._binds(after.text):
                    return token.playing(TEXT)
            elif not tags.isdisjoint(LOOSE) and self._binds(after.text):
                return token.playing(TEXT)
        return token

    def _free_text(self, token: Token, after: Token | None, out: list[Token]) -> Token:
        """Free text in the part it plays; a predicate at its end is cut off, what stands before it goes to ``out``."""
        text = token.text
        if out and not out[-1].tags.isdisjoint(MEANING) and self._spreads(text):
            return token.playing(PER)  # 达到每千人4批次, 扩大到全国40%的县
        counted = after is not None and "quantity" in after.tags
        alone = len(text) <= self._longest_alone
        if alone and counted and text in self._alone:
            return token.playing(frozenset([self._short[text]]))  # ，达109亿元
        if text[-1] in self._last_of_ends:
            if text.endswith(self._adjusted) and (said := self._adjusting.search(text)):
                if said.start():  # 财政收入剔除留抵退税因素后完成10.4亿元
                    out.append(Token(token.start, token.start + said.start(), text[: said.start()], TEXT))
                return Token(token.start + said.start(), token.end, said[0], BASIS)  # 剔除留抵退税因素增长8.5%
            if text.endswith(self._manner_ends) and self._manner.match(text):
                return token.playing(ADVERB)  # 按五星标准改造…
        if alone:
            if text == self._of and after is not None and family_of(after) == "multiple":
                return token.playing(_KEEP)
            if counted and text in self._short and any("adverb" not in t.tags for t in out):
                return token.playing(frozenset([self._short[text]]))
            if text in self._alike:
                return token.playing(_ALIKE)  # ，均增长8%
            if len(text) <= _LONGEST_FUNCTION and self._function.issuperset(text):
                return token.playing(ADVERB)
        if after is None or (not counted and after.tags.isdisjoint(PREDICATE)):
            return token
        if not after.tags.isdisjoint(MEANING) and self._compares(text):
            return token.playing(PER)  # 较“四经普”增长85.8%
        rest = token
        behind: list[Token] = []
        name, short = self._short_predicate(text, after)
        while short and len(behind) < 2:  # 均达, 将达
            cut = rest.start + len(name)
            behind.insert(0, Token(cut, rest.end, rest.text[len(name) :], frozenset([short])))
            rest = Token(rest.start, cut, name, ADVERB if name in self._manners else TEXT)
            name, short = self._short_predicate(name, behind[0]) if name else ("", "")
        if not behind:
            return token
        out += [rest, *behind[:-1]] if rest.text else behind[:-1]
        return behind[-1]

    def counts(self, quantity: Quantity | None) -> bool:
        """Whether a small number in Chinese characters counts things one by one (三座, 两家; not 三个, 五项)."""
        return quantity is not None and quantity.bare_unit in self._counted

    def _made(self, clause: Sequence[Token], out: Sequence[Token], i: int) -> bool:
        """Whether a verb makes the things counted at ``i``: 新建三座水库和两家医院, 新增医院两家."""
        before = clause[max(0, i - FAR) : i]
        if not any(t.tags & _MAKES for t in before):
            return False
        last = clause[i - 1]
        after = clause[i + 1] if i + 1 < len(clause) else None
        if last.tags & _MAKES:
            return after is not None and bool(after.tags & NOUNS)
        if last.text in LIST or last.text in self._joins or last.text.endswith(self.names.join_characters):
            return any("quantity" in t.tags for t in out[-FAR:])
        added = any("new" in t.tags for t in before)  # not 出台创新政策十五条
        return added and bool(last.tags & NOUNS) and (after is None or after.text in LIST or after.text in self._joins)

    def _compares(self, text: str) -> bool:
        """Whether a text only says what is compared with (较普查时, but not 比重)."""
        return (
            text[0] in self._first_of_against and text.startswith(self._against) and words(text[:6])[0] in self._against
        )

    def _spreads(self, text: str) -> bool:
        """Whether a text between predicate and number only says over whom or where (每千人, 全国)."""
        return text in self._whole or text.startswith(self._per)

    def _starts_from(self, token: Token) -> bool:
        """Whether a token leads to a starting point: …由, 从2010年, 由每人每年."""
        if token.text.endswith(self._bases):
            return True
        each = any(base + per in token.text for base in self._bases for per in self._per)
        return each or (token.period is not None and token.text[0] in self._bases)

    def _binds(self, text: str) -> bool:
        """Whether a noun begins with a word that makes the verb before it part of a name (签约率; not 建成数字茶园)."""
        return text[0] in self._bound and (len(text) == 1 or words(text[:6])[0] == text[0])

    def only_describes(self, clause: Sequence[Token], index: int) -> str:
        """Why a number is no figure of its own: a denominator, a starting point, a capacity in a description."""
        if index == 0 or index + 1 == len(clause):
            return ""
        later = clause[index + 1 : index + 1 + FAR]
        if plays(later, _TO):
            back = clause[max(0, index - 4) : index]
            if any(self._starts_from(t) for t in back):
                return "starting point"
        quantity = clause[index].quantity
        least = quantity is not None and quantity.modifier is not None and clause[0].text.startswith(self._toward)
        if least and any(self._of in t.text for t in later):
            return "description"  # 对年销售2万元以上的农户给予补助
        if "text" not in clause[index - 1].tags or later[0].text in self._joins:
            return ""
        if clause[index - 1].text.endswith(self._capacity) and later[0].tags & NOUNS:
            return "description"
        return ""

    def _short_predicate(self, text: str, after: Token) -> tuple[str, str]:
        """A name without the predicate at its end, and what that says (能耗降 → 能耗, fall; GDP迈上 → GDP, reach)."""
        if text[-1] in self._last_of_around and after.quantity is not None and text.endswith(self._around):
            return text.removesuffix(next(w for w in self._around if text.endswith(w))), "reach"
        if len(text) < 3:
            return text, ""
        last = text[-1]
        if last == self._of:
            return (text[:-1], "keep") if family_of(after) == "multiple" else (text, "")
        kind = self._kinds.get(last, "")
        if not kind:
            return text, ""
        if kind == "alike" and after.tags & MEANING and not text.endswith(self._not_alike):
            return text[:-1], kind  # 旅游总花费均增长
        figure = self.names.kind(text[:-1]) in ("rate", "level")
        if figure or text[-2] in self._alike or text[-2] in self._function or words(text[-8:])[-1] == last:
            return text[:-1], kind
        return text, ""
