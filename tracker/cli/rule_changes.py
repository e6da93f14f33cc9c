"""``tracker rules preview`` and ``draft``: what a change of the rules does, and one written from a few words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.messages import echo, language, say
from tracker.cli.options import load_rules, rules_folders

if TYPE_CHECKING:
    from tracker.models import Decision
    from tracker.rulebook import Rulebook
    from tracker.rulebook.draft import Draft
    from tracker.rulebook.preview import Preview

__all__ = ["decided", "draft", "keep_draft", "preview"]

_TABLES = {
    "commitments": ("目标任务", "commitments"),
    "results": ("完成情况", "results"),
    "qualitative": ("定性目标", "qualitative"),
    "rejected": ("未采用的数字", "numbers not taken"),
}
_WHAT = {
    "gained": ("新增", "gained"),
    "lost": ("减少", "lost"),
    "changed": ("改变", "changed"),
    "linked": ("新对上", "linked"),
    "unlinked": ("不再对上", "unlinked"),
    "moved": ("改对", "moved"),
    "flipped": ("结果改变", "verdict flipped"),
}


@click.command(
    name="preview",
    help=say(
        "改规则前先看：多出什么、少掉什么、哪些比对结果会变。默认比较内置规则与 --rules 的规则。"
        "\n\n\b\n例：\n  tracker rules preview --rules 我的规则 报告文件夹"
        "\n  tracker rules preview --against HEAD~1 报告文件夹",
        "See what a change of the rules gains, loses and flips: the built-in rules against those of --rules."
        "\n\n\b\nExamples:\n  tracker rules preview --rules mine reports/"
        "\n  tracker rules preview --against HEAD~1 reports/",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--against", help=say("与这个文件夹或 git 版本的规则比较", "Compare with the rules of this folder or git revision")
)
@click.option("--decisions", help=say("复核记录数据库", "Database of reviewers' decisions"))
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON 行", "JSON Lines"))
@rules_folders
def preview(
    paths: tuple[Path, ...], against: str | None, decisions: str | None, as_json: bool, rules: tuple[Path, ...]
) -> int:
    from dataclasses import asdict

    from tracker.batch.inputs import collect
    from tracker.resources import resource
    from tracker.rulebook.preview import preview as compare

    new = load_rules(rules)
    inputs, failures = collect(paths or (resource("reports"),))
    shown, unread = compare(inputs, _against(against), new, decided(decisions))
    for failure in [*failures, *unread]:
        echo(f"{failure.path}: {say(failure.zh, failure.en)}", error=True)
    if as_json:
        for row in (*map(asdict, shown.changes), *map(asdict, shown.links)):
            echo(json.dumps(row, ensure_ascii=False))
    else:
        _show(shown)
    return 0


def _against(against: str | None) -> Rulebook:
    from tracker.rulebook import load, load_folders
    from tracker.rulebook.revisions import rules_at

    if against is None:
        return load()
    if Path(against).is_dir():
        return load(Path(against))
    with rules_at(against) as folder:
        return load_folders(folder)


def decided(url: str | None) -> tuple[Decision, ...]:
    """The decisions in the database at ``url``, in the order they were made; none where no database is named."""
    if url is None:
        return ()
    from tracker.store import Store

    with Store(url) as store:
        return tuple(store.decisions())


def _show(shown: Preview) -> None:
    for link in shown.links:
        if link.checked:
            echo(f"! {say('人工复核过', 'checked by a person')}  {say(*_WHAT[link.what])}: {link.said.strip()}")
            echo(f"    {_fields(link.before)} → {_fields(link.after)}")
    for change in shown.changes:
        echo(f"{say(*_WHAT[change.what])} {say(*_TABLES[change.table])} [{change.report}] {change.said.strip()}")
        if change.what == "changed":
            echo(f"    {_fields(change.before)} → {_fields(change.after)}")
    for link in shown.links:
        if not link.checked and link.what != "changed":
            verdicts = f"{link.before.get('verdict', '')} → {link.after.get('verdict', '')}".strip(" →")
            later = link.later_report or "—"
            echo(f"{say(*_WHAT[link.what])} {say('比对', 'link')} [{later}] {link.said.strip()} {verdicts}")
    counts = Counter((change.table, change.what) for change in shown.changes)
    parts = [f"{say(*_TABLES[table])} {say(*_WHAT[what])} {count}" for (table, what), count in sorted(counts.items())]
    links = Counter(link.what for link in shown.links)
    parts += [f"{say('比对', 'links')} {say(*_WHAT[what])} {count}" for what, count in sorted(links.items())]
    echo(say("；", "; ").join(parts) if parts else say("没有变化。", "Nothing changes."))


def _fields(fields: dict[str, Any]) -> str:
    left_out = ("reasons", "evidence", "score")
    return ", ".join(f"{key}={value}" for key, value in fields.items() if key not in left_out) or "—"


# --- drafting -------------------------------------------------------------------------------------------------------

_INTO = click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help=say(
        "验证后写进这个规则文件夹（不给则只显示）", "Prove it and write it into this rules folder (else only shown)"
    ),
)


@click.group(
    name="draft",
    help=say("起草一条规则（别名、指标、词、单位、规则、反例）", "Draft a rule, name, word, unit or near miss"),
)
def draft() -> None:
    pass


def _drafting(make: Callable[..., Draft], into: Path | None, *arguments: Any, **fields: Any) -> int:
    """Draft over the user's folder as it stands; show it, or prove and keep it."""
    made = make(load_rules((into,) if into and into.is_dir() else ()), *arguments, **fields)
    echo(f"# {made.place}")
    echo(made.text.rstrip())
    return 0 if into is None else keep_draft(made, into)


def keep_draft(made: Draft, into: Path) -> int:
    """Prove a draft and write it; what stands against it is told, and nothing written. Gives the exit status."""
    from tracker.rulebook.draft import keep, try_draft

    trial = try_draft(made, into)
    for fault in trial.faults:
        echo(fault.say(language()), error=True)
    for outcome in trial.failing:
        echo(f"{outcome.case.rule.id}: {outcome.case.text}\n    {say(outcome.zh, outcome.en)}", error=True)
    if not trial.good:
        echo(say("没有写入。", "Nothing was written."), error=True)
        return 1
    file = keep(made, into)
    echo(say(f"已写入 {file}", f"written to {file}"))
    return 0


@draft.command(name="synonym", help=say("给指标加别名", "Another name of an indicator"))
@click.argument("known")
@click.argument("other")
@click.option("--sentence", "sentences", multiple=True, help=say("例句（可重复）", "Example (repeatable)"))
@_INTO
def synonym(known: str, other: str, sentences: tuple[str, ...], into: Path | None) -> int:
    from tracker.rulebook.draft import draft_synonym

    return _drafting(draft_synonym, into, known, other, sentences)


@draft.command(name="indicator", help=say("新指标", "A new indicator"))
@click.argument("name")
@click.argument("synonyms", nargs=-1)
@click.option("--id", "key", default="", help=say("英文 id", "Its id"))
@click.option("--unit-family", help=say("单位类", "Unit family"))
@click.option(
    "--better", type=click.Choice(["higher", "lower", "none"]), default="higher", help=say("哪边为好", "Better side")
)
@click.option("--sentence", "sentences", multiple=True, help=say("例句（可重复）", "Example (repeatable)"))
@_INTO
def indicator(
    name: str,
    synonyms: tuple[str, ...],
    key: str,
    unit_family: str | None,
    better: str,
    sentences: tuple[str, ...],
    into: Path | None,
) -> int:
    from tracker.rulebook.draft import draft_indicator

    said = {"key": key, "unit_family": unit_family, "better": better, "sentences": sentences}
    return _drafting(draft_indicator, into, name, synonyms, **said)


@draft.command(name="word", help=say("给词类加词", "A word of a word class"))
@click.argument("name", metavar="CLASS")
@click.argument("word")
@_INTO
def word(name: str, word: str, into: Path | None) -> int:
    from tracker.rulebook.draft import draft_word

    return _drafting(draft_word, into, word, name)


@draft.command(name="unit", help=say("给单位类加单位", "A unit of a unit family"))
@click.argument("family")
@click.argument("unit")
@click.option("--factor", help=say("合多少个基本单位", "How many base units it is"))
@_INTO
def unit(family: str, unit: str, factor: str | None, into: Path | None) -> int:
    from tracker.rulebook.draft import draft_unit

    return _drafting(draft_unit, into, unit, family, factor)


@draft.command(name="miss", help=say("给规则加一个不该命中的句子", "A sentence in which a rule must not fire"))
@click.argument("rule")
@click.argument("sentence")
@click.option("--why", required=True, help=say("为什么不该命中", "Why not"))
@_INTO
def miss(rule: str, sentence: str, why: str, into: Path | None) -> int:
    from tracker.rulebook.draft import draft_miss

    return _drafting(draft_miss, into, rule, sentence, why)


@draft.command(
    name="rule",
    help=say(
        "由一句话起草规则，用一对〖〗标出数字",
        "A rule from a sentence, its figure marked with a pair of 〖〗",
    ),
)
@click.argument("sentence")
@click.option("--id", "key", required=True, help=say("英文 id", "Its id"))
@click.option("--intent", required=True, help=say("一句话说明", "What it is for, in one line"))
@click.option(
    "--gives", multiple=True, required=True, metavar="KEY=VALUE", help=say("命中后的值（可重复）", "What a match means")
)
@click.option("--miss", required=True, help=say("不该命中的相似句子", "A near miss"))
@click.option("--why", required=True, help=say("为什么不该命中", "Why not"))
@click.option("--family", default="targets", show_default=True, help=say("规则类", "Family"))
@_INTO
def rule(
    sentence: str, key: str, intent: str, gives: tuple[str, ...], miss: str, why: str, family: str, into: Path | None
) -> int:
    from tracker.rulebook.draft import draft_rule

    said = dict(item.partition("=")[::2] for item in gives)
    fields = {"key": key, "intent": intent, "gives": said, "miss": miss, "why": why, "family": family}
    return _drafting(draft_rule, into, sentence, **fields)
