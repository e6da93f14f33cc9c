"""What is said of an indicator without a number: in a review (正增长, 大幅度提高), among a plan's headline targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tracker.language.context import Found, SentenceContext
from tracker.language.names import names_of
from tracker.language.parts import FIRM, LEADS, TURNS
from tracker.language.tokens import BREAKS, LIST
from tracker.language.words import words

if TYPE_CHECKING:
    from tracker.scan import Mark

__all__ = ["find_statements"]

_RULE = "statement-of-indicator"
_GOAL = "headline-without-number"
_COLON = re.compile("[：:]")
_LONGEST = 16
"""Characters of the longest name that is believed without the lexicon."""
_SAYS = FIRM | LEADS | TURNS
"""Classes of words that make a sentence of what stands in front of a statement."""


def find_statements(contexts: Sequence[SentenceContext]) -> None:
    """Add what each sentence says of indicators without a number to its ``found``.

    In a review a known indicator is needed; among headline targets (``tier``) the words in front of the statement are
    the name where the lexicon has none and they are a short noun. What explains a target promises nothing.
    """
    for context in contexts:
        told = context.role == "review"
        headline = context.tier == "headline" and context.role in ("plan", "outlook")
        if (told or headline) and "statement" in "\n".join([mark.tag for mark in context.marks]):
            _read(context, told)


def _read(context: SentenceContext, told: bool) -> None:
    for start, clause in _clauses(context):
        if any(mark.quantity is not None for mark in clause):
            continue
        said = [mark for mark in clause if "statement" in mark.tag.split("|")]
        if not said:
            continue
        word = said[0]
        if not told and _explains(context, word):
            continue
        named = list(_named(context, start, clause, word))
        for text in named:
            _add(context, text, word, told)
        if not named and not told and _is_noun(context, start, clause, word):
            _add(context, context.slice(start, word.start), word, told)


def _explains(context: SentenceContext, word: Mark) -> bool:
    """Whether a statement tells why a target was set, or how things stand (近年来……, 国家层面将……)."""
    settings = names_of(context.rulebook).settings
    text = context.clean_text
    paragraph = text[text.rfind("\n", 0, word.start) + 1 : word.start]
    if any(begin in paragraph for begin in settings.explanations):
        return True
    clauses = _COLON.split(context.slice(context.start, word.start))[-1]  # 当前……，主要目标是：…… leads targets in
    return any(begin in clauses for begin in settings.situations)


def _is_noun(context: SentenceContext, start: int, clause: Sequence[Mark], word: Mark) -> bool:
    """Whether what stands in front of a statement is a short name: no verb, adverb, time or particle inside.

    An adverb may begin a name (基本公共服务), what it does may end it (新型消费增长).
    """
    names = names_of(context.rulebook)
    said_before = context.slice(start, word.start)
    name = names.clean(said_before)
    if name is None or len(name.text) > _LONGEST:
        return False
    if any(verbal in said_before for verbal in names.settings.sentence_words):
        return False
    for mark in clause:
        said, classes = context.slice(mark.start, mark.end), set(mark.tag.split("|"))
        if mark.start >= word.start or said not in name.text or not classes & _SAYS:
            continue
        begins = "adverb" in classes and name.text.startswith(said)
        if not begins and not (classes & TURNS and name.text.endswith(said)):
            return False
    particles = {*names.settings.function_words, *names.settings.bases} - {names.settings.of}
    return particles.isdisjoint(words(name.text))


def _named(context: SentenceContext, start: int, clause: Sequence[Mark], word: Mark) -> Iterator[str]:
    """The known indicators that a statement speaks of: right before it, with what narrows them, or right behind it."""
    settings = names_of(context.rulebook).settings
    light = "".join(settings.light)
    aside = _asides(settings.asides)
    spans = [found.span() for found in aside.finditer(context.slice(start, word.start))]
    border = start
    waiting: list[str] = []
    last = start
    for mark in clause:
        parts = mark.tag.split("|")
        if any(a <= mark.start - start < b for a, b in spans):
            continue  # 粮食产量在受灾较重的情况下稳中有升
        if mark.start >= word.end:
            if "indicator" in parts and mark.start == word.end:
                yield context.slice(mark.start, mark.end)
            return
        if mark.start < word.start:
            if waiting and aside.sub("", context.slice(last, mark.start)).strip(light):
                waiting = []  # 经济增长的贡献率: another word came between
            if "indicator" in parts:
                waiting.append(context.slice(border, mark.end))
                border = mark.end
            elif mark.tag in LIST:
                border = border if not waiting else mark.end
            else:
                border = mark.end
            last = mark.end
        elif mark is word and not aside.sub("", context.slice(last, word.start)).strip(light):
            yield from waiting


@lru_cache(maxsize=8)
def _asides(asides: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """What may stand between an indicator and what is said of it: under what conditions, and from when on."""
    patterns = [f"{re.escape(begin)}[^，、]{{1,30}}?{re.escape(end)}" for begin, end in asides]
    return re.compile("|".join(patterns) or "(?!)")


def _clauses(context: SentenceContext) -> Iterator[tuple[int, Sequence[Mark]]]:
    """The clauses of a sentence: where each begins, and its marks."""
    start = context.start
    marks: list[Mark] = []
    for mark in context.marks:
        if mark.tag in BREAKS:
            yield start, marks
            start, marks = mark.end, []
        else:
            marks.append(mark)
    yield start, marks


def _add(context: SentenceContext, text: str, word: Mark, told: bool) -> None:
    name = names_of(context.rulebook).clean(text)
    if name is None:
        return
    indicator = context.rulebook.indicators.find(name.text)
    parts = word.tag.split("|")
    direction: Literal["up", "down"] | None = "up" if "says_up" in parts else "down" if "says_down" in parts else None
    context.found.append(
        Found(
            kind="statement" if told else "target",
            rule=_RULE if told else _GOAL,
            past=told,
            headline_only=not told,
            indicator=name.text,
            indicator_id=indicator.id if indicator else None,
            scope=name.scope,
            measure="growth" if direction else None,
            direction=direction,
            tier=context.tier,
            binding=context.binding,
            years=context.years or (None, None),
            evidence={"statement": context.slice(word.start, word.end)},
        )
    )
