"""What the answers to a form's questions come to: a draft, or one sentence on what does not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from tracker.errors import RuleError
from tracker.render.words import MEASURES
from tracker.rulebook.book import Rulebook
from tracker.rulebook.draft import (
    Draft,
    draft_indicator,
    draft_miss,
    draft_rule,
    draft_synonym,
    draft_unit,
    draft_word,
    free_id,
    pattern_around,
)
from tracker.rulebook.explain import explain
from tracker.rulebook.sample import Part
from tracker.rulebook.schema.units import Units

__all__ = [
    "Answers", "indicator", "lines", "marked", "miss", "not_taken", "same", "unit", "wording", "word",
]  # fmt: skip

_YEAR = re.compile("[12][0-9]{3}")
Answers = Mapping[str, str]


def lines(text: str) -> list[str]:
    """The lines of an answer that say something, each once."""
    return list(dict.fromkeys(line for raw in text.splitlines() if (line := raw.strip())))


def same(rulebook: Rulebook, said: Answers) -> Draft:
    """Another name of an indicator: whichever of the two is known takes the other."""
    known, other = said["known"], said["other"]
    one, two = rulebook.indicators.find(known), rulebook.indicators.find(other)
    if one is not None and two is not None:
        if one.id == two.id:
            raise RuleError(
                f"词库已经知道“{known}”和“{other}”是同一个指标，不用再写",
                f"the lexicon knows already that {known} and {other} are one indicator",
            )
        raise RuleError(
            f"词库里“{known}”和“{other}”是两个指标；如果只是改了名称，请核对是不是选错了句子",
            f"in the lexicon {known} and {other} are two indicators; check that the right sentences were chosen",
        )
    if one is None and two is None:
        raise RuleError(
            f"词库里还没有“{known}”，也没有“{other}”；请改用“新指标”，把另一个名称写进“别的叫法”",
            f"the lexicon has neither {known} nor {other}; add a new indicator and give the other name there",
        )
    if one is None:
        known, other = other, known
    return draft_synonym(rulebook, known, other, lines(said.get("sentences", "")))


def indicator(rulebook: Rulebook, said: Answers) -> Draft:
    """An indicator under one or more names, none of which the lexicon has."""
    names = [said["name"], *lines(said.get("others", ""))]
    for name in names:
        found = rulebook.indicators.find(name)
        if found is not None:
            raise RuleError(
                f"词库里已有“{name}”（{found.name}）；要加别的叫法，请用“两个名称，同一个指标”",
                f"the lexicon has {name} ({found.name}); to add another name of it use 'two names, one indicator'",
            )
    return draft_indicator(
        rulebook,
        names[0],
        names[1:],
        unit_family=said.get("unit_family") or None,
        better=said.get("better") or "higher",
        sentences=lines(said.get("sentences", "")),
    )


def unit(rulebook: Rulebook, said: Answers) -> Draft:
    """A unit beside a known one, converted where it is said how."""
    units = rulebook.settings(Units)
    new, like = said["unit"], said["like"]
    if new in units.by_unit:
        raise RuleError(f"已经认识单位“{new}”", f"the unit {new} is known")
    family = units.by_unit.get(like)
    if family is None:
        raise RuleError(
            f"不认识单位“{like}”；请填一个已有的同类单位", f"the unit {like} is not known; name one that is"
        )
    factor = said.get("factor", "")
    if not factor:
        return draft_unit(rulebook, new, family.name)
    try:
        each = units.factor(like) * _number(factor)
    except ArithmeticError as error:
        raise RuleError(f"“{factor}”应是一个大于 0 的数", f"{factor} must be a number above zero") from error
    if like not in family.converts:
        raise RuleError(
            f"“{like}”这一类单位不能互相换算；请把换算空着",
            f"units such as {like} cannot be converted; leave the conversion empty",
        )
    return draft_unit(rulebook, new, family.name, format(each.normalize(), "f"))


def word(rulebook: Rulebook, said: Answers) -> Draft:
    """A word of the class that a known word is in."""
    like = said.get("like", "")
    classes = [name for name, entry in rulebook.words.items() if like in entry.words]
    chosen = said.get("class") or ""
    if not chosen and not classes:
        raise RuleError(f"不认识“{like}”；请换一个常用的词，或直接选一类", f"{like} is not known; take another word")
    if not chosen and len(classes) > 1:
        told = "；".join(rulebook.words[name].intent for name in classes)
        raise RuleError(
            f"“{like}”有几种用法，请在下面选一种：{told}",
            f"{like} is used in several ways; choose one: {', '.join(classes)}",
        )
    name = chosen or classes[0]
    if name in rulebook.words and said["word"] in rulebook.words[name].words:
        raise RuleError(f"“{said['word']}”已经是这样用的，不用再写", f"{said['word']} is used so already")
    return draft_word(rulebook, said["word"], name)


def wording(rulebook: Rulebook, said: Answers) -> Draft:
    """A rule that takes a figure, from its sentence."""
    gives = {"measure": said.get("measure") or "increment"}
    if gives["measure"] == "growth":
        gives["direction"] = said.get("direction") or "up"
    label = MEASURES[gives["measure"]].zh
    return _from_sentence(rulebook, said, "targets", gives, said.get("intent") or f"由例句立的规则：{label}")


def not_taken(rulebook: Rulebook, said: Answers) -> Draft:
    """A rule that leaves a figure, from its sentence."""
    intent = f"不是目标任务：{said['reason']}"
    return _from_sentence(rulebook, said, "rejected", {"reason": said["reason"]}, intent)


def _from_sentence(rulebook: Rulebook, said: Answers, family: str, gives: dict[str, str], intent: str) -> Draft:
    part: Part = cast("Part", said.get("part") or "plan")
    year = int(said["year"]) if _YEAR.fullmatch(said.get("year", "")) else 2024
    sentence = marked(rulebook, said["sentence"], said["figure"], part, year)
    taken = {rule.id for rules in rulebook.rule_families.values() for rule in rules}
    # what is left is left for its wording; what is taken is taken for its shape
    wordly = family == "rejected"
    pattern = said.get("pattern") or pattern_around(rulebook, sentence, part=part, year=year, wordly=wordly)
    return draft_rule(
        rulebook, sentence, key=free_id(taken, "own-rule"), intent=intent, gives=gives, miss=said["miss"],
        why=said["why"], family=family, pattern=pattern, part=part, year=year,
    )  # fmt: skip


def marked(rulebook: Rulebook, sentence: str, figure: str, part: Part = "plan", year: int = 2024) -> str:
    """The sentence with ``〖〗`` around the figure meant, whole as it is read; RuleError lists what there is."""
    sentence, figure = (text.replace("〖", "").replace("〗", "") for text in (sentence, figure))
    frames = explain(sentence, rulebook, year=year, part=part).frames
    found = [frame.figure for frame in frames if figure and figure in frame.figure and frame.figure in sentence]
    if not found:
        there = "、".join(dict.fromkeys(frame.figure for frame in frames))
        raise RuleError(
            f"句子里没有读出“{figure}”这个数字；" + (f"读出的有：{there}" if there else "一个数字也没有读出"),
            f"the figure {figure} is not read in the sentence; "
            + (f"there are: {there}" if there else "there is none"),
        )
    return sentence.replace(found[0], f"〖{found[0]}〗", 1)


def miss(rulebook: Rulebook, said: Answers) -> Draft:
    """A sentence that a rule must not fire in."""
    part: Part = cast("Part", said.get("part") or "plan")
    return draft_miss(rulebook, said["rule"], said["sentence"], said["why"], part=part)


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or number <= 0:
        raise ArithmeticError
    return number
