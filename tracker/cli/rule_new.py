"""``tracker rules new``: a rule, question by question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import load_rules
from tracker.cli.rule_changes import keep_draft

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook
    from tracker.rulebook.draft import Draft

__all__ = ["new"]


@click.command(
    name="new", help=say("一问一答写一条规则，验证后写入", "Write a rule question by question; it is proved first")
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help=say("自己的规则文件夹", "Your own rules folder"),
)
def new(into: Path) -> int:
    for name, (zh, en, _) in _KINDS.items():
        echo(f"  {name:<10} {say(zh, en)}")
    kind = click.prompt(say("写哪一种", "Which kind"), type=click.Choice(list(_KINDS)))
    made = _KINDS[kind][2](load_rules((into,) if into.is_dir() else ()))
    echo(f"# {made.place}")
    echo(made.text.rstrip())
    if not click.confirm(say("验证并写入", "Prove and write it"), default=True):
        return 0
    return keep_draft(made, into)


def _ask(zh: str, en: str, default: str | None = None) -> str:
    return str(click.prompt(say(zh, en), default=default, show_default=bool(default))).strip()


def _maybe(zh: str, en: str) -> str:
    return _ask(f"{zh}（可不填）", f"{en} (may be left out)", "")


def _choose(zh: str, en: str, *options: str) -> str:
    return str(click.prompt(say(zh, en), type=click.Choice(options), default=options[0]))


def _sentences() -> list[str]:
    sentence = _maybe("有它的例句", "A sentence with it")
    return [sentence] if sentence else []


def _synonym(rulebook: Rulebook) -> Draft:
    from tracker.rulebook.draft import draft_synonym

    known = _ask("已有的名称", "The name that is known")
    return draft_synonym(rulebook, known, _ask("新的名称", "The other name"), _sentences())


def _indicator(rulebook: Rulebook) -> Draft:
    from tracker.rulebook.draft import draft_indicator

    name = _ask("名称", "Its name")
    family = _maybe("单位类（money、rate……）", "Unit family (money, rate …)")
    better = _choose("哪边为好", "Better side", "higher", "lower", "none")
    return draft_indicator(rulebook, name, unit_family=family or None, better=better, sentences=_sentences())


def _word(rulebook: Rulebook) -> Draft:
    from tracker.rulebook.draft import draft_word

    name = _ask("词类（英文名）", "The word class")
    return draft_word(rulebook, _ask("词", "The word"), name)


def _unit(rulebook: Rulebook) -> Draft:
    from tracker.rulebook.draft import draft_unit

    family = _ask("单位类", "The unit family")
    unit = _ask("单位", "The unit")
    return draft_unit(rulebook, unit, family, _maybe("合多少个基本单位", "How many base units it is") or None)


def _miss(rulebook: Rulebook) -> Draft:
    from tracker.rulebook.draft import draft_miss

    rule = _ask("规则 id", "Id of the rule")
    sentence = _ask("不该命中的句子", "The sentence in which it must not fire")
    return draft_miss(rulebook, rule, sentence, _ask("为什么", "Why not"))


def _rule(rulebook: Rulebook) -> Draft:
    from tracker.rulebook.draft import draft_rule, pattern_around

    sentence = _ask("例句，用一对〖〗标出数字", "A sentence, its figure in a pair of 〖〗")
    pattern = _ask("模式", "The pattern", pattern_around(rulebook, sentence))
    gives = {"measure": _choose("计量方式", "Measure", "growth", "share", "level", "increment")}
    if gives["measure"] == "growth":
        gives["direction"] = _choose("方向", "Direction", "up", "down")
    return draft_rule(
        rulebook,
        sentence,
        pattern=pattern,
        gives=gives,
        key=_ask("英文 id", "Its id"),
        intent=_ask("一句话说明", "What it is for, in one line"),
        miss=_ask("不该命中的相似句子", "A near miss"),
        why=_ask("为什么不该命中", "Why not"),
    )


_KINDS: dict[str, tuple[str, str, Callable[[Rulebook], Draft]]] = {
    "synonym": ("已有指标的别名", "another name of an indicator", _synonym),
    "indicator": ("新指标", "a new indicator", _indicator),
    "word": ("词类的词", "a word of a word class", _word),
    "unit": ("单位", "a unit", _unit),
    "miss": ("不该命中的例句", "a near miss of a rule", _miss),
    "rule": ("规则", "a rule", _rule),
}
