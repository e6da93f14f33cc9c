"""``tracker rules``: list, show, prove, check and write rules."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.messages import echo, language, say
from tracker.cli.options import as_json, load_rules, rules_folders
from tracker.cli.rule_changes import draft, preview
from tracker.cli.rule_measures import measure, reports_in, unknown
from tracker.cli.rule_new import new

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook
    from tracker.rulebook.check import Findings
    from tracker.rulebook.examples import Outcome
    from tracker.rulebook.schema.rules import Rule

__all__ = ["rules"]

_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


@click.group(
    name="rules",
    help=say(
        "查看、检查和起草规则。规则怎样写，见 rules/README.md。",
        "List, check and draft rules. How to write them: rules/README.md.",
    ),
)
def rules() -> None:
    pass


for _command in (preview, draft, new, measure, unknown):
    rules.add_command(_command)


@rules.command(name="list", help=say("列出规则", "List the rules"))
@click.option("--family", help=say("只列一类（targets、milestones……）", "One family only (targets, milestones …)"))
@as_json
@rules_folders
def list_rules(family: str | None, as_json: bool, rules: tuple[Path, ...]) -> int:
    rulebook = load_rules(rules)
    for name, found in rulebook.rule_families.items():
        if family not in (None, name):
            continue
        for rule in found:
            if as_json:
                echo(json.dumps(_row(rulebook, name, rule), ensure_ascii=False))
            else:
                off = "" if rule.status == "stable" else f" [{rule.status}]"
                echo(f"{name:<11}{rule.id:<28}{rule.intent}{off}")
    return 0


def _row(rulebook: Rulebook, family: str, rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "family": family,
        "intent": rule.intent,
        "pattern": rule.pattern,
        "gives": rule.gives,
        "status": rule.status,
        "place": rulebook.place(rule.id),
        "hits": len(rule.examples.hit),
        "misses": len(rule.examples.miss),
        "known_misses": len(rule.examples.known_miss),
    }


@rules.command(
    name="show",
    help=say(
        "显示一条规则、一个词类或一个指标", "Show one rule, word class or indicator, with how its examples come out"
    ),
)
@click.argument("name")
@rules_folders
def show(name: str, rules: tuple[Path, ...]) -> int:
    from tracker.rulebook.examples import run

    rulebook = load_rules(rules)
    rule = rulebook.rule(name)
    if rule is not None:
        echo(f"{rule.id}  {rule.intent}  ({rulebook.place(rule.id)})")
        echo(f"  pattern: {rule.pattern}")
        echo(f"  gives:   {', '.join(f'{key} = {value}' for key, value in rule.gives.items()) or '—'}")
        echo(f"  status:  {rule.status}")
        for outcome in run(rulebook, [rule.id]):
            _example(outcome)
        return 0
    if name in rulebook.words:
        words = rulebook.words[name]
        echo(f"{name}  {words.intent}  ({rulebook.places.get(('words', name), '')})")
        echo(f"  {'、'.join(words.words)}")
        return 0
    indicator = rulebook.indicators.get(name) or rulebook.indicators.find(name)
    if indicator is not None:
        echo(f"{indicator.id}  {indicator.name}  ({rulebook.places.get(('indicators', indicator.id), '')})")
        for key, value in indicator.model_dump(exclude_defaults=True, exclude={"id", "name"}).items():
            echo(f"  {key}: {'、'.join(value) if isinstance(value, tuple) else value}")
        return 0
    near = _near(name, (each for entry in rulebook.indicators.values() for each in (entry.name, *entry.synonyms)))
    raise click.UsageError(
        say(f"没有叫“{name}”的规则、词类或指标", f"there is no rule, word class or indicator {name!r}")
        + (say(f"；相近的指标：{'、'.join(near)}", f"; indicators of like name: {', '.join(near)}") if near else "")
    )


def _near(name: str, among: Iterable[str]) -> list[str]:
    """The few names most like one that is not there, the most alike first."""
    from difflib import get_close_matches

    return get_close_matches(name, sorted(set(among)), n=4)


def _example(outcome: Outcome) -> None:
    case = outcome.case
    mark = "✓" if outcome.holds else "✗"
    reason = "" if outcome.holds else f"  {say(outcome.zh, outcome.en)}"
    echo(f"  {mark} {case.kind:<10} {case.text}{reason}")


@rules.command(name="test", help=say("逐条验证例句（可只测几条规则）", "Prove the examples, of all rules or of some"))
@click.argument("names", nargs=-1)
@rules_folders
def test(names: tuple[str, ...], rules: tuple[Path, ...]) -> int:
    from tracker.rulebook.examples import run

    rulebook = load_rules(rules)
    for name in names:
        if rulebook.rule(name) is None:
            raise click.UsageError(say(f"没有叫“{name}”的规则", f"there is no rule {name!r}"))
    outcomes = run(rulebook, names or None)
    failing = [outcome for outcome in outcomes if not outcome.holds]
    _failing(rulebook, failing)
    echo(
        say(f"例句 {len(outcomes)} 条，不符 {len(failing)} 条", f"{len(outcomes)} examples, {len(failing)} do not hold")
    )
    return 1 if failing else 0


def _failing(rulebook: Rulebook, failing: list[Outcome] | tuple[Outcome, ...]) -> None:
    from tracker.rulebook.examples import told

    for outcome in failing:
        echo(told(outcome, rulebook, language()))


@rules.command(
    name="check",
    help=say(
        "检查规则：文件错误、不符和重复的例句；给出报告时，还查从未命中和互相争抢的规则。"
        "\n\n\b\n例：\n  tracker rules check\n  tracker rules check --rules 我的规则 报告文件夹",
        "Check the rules: faults in files, examples that do not hold or stand twice; with reports, rules that never"
        " fire and rules in one another's way."
        "\n\n\b\nExamples:\n  tracker rules check\n  tracker rules check --rules my-rules reports/",
    ),
)
@_PATHS
@click.option(
    "--all", "all_overlaps", is_flag=True, help=say("也列出分得出先后的重叠", "Also overlaps that are decided")
)
@rules_folders
def check(paths: tuple[Path, ...], all_overlaps: bool, rules: tuple[Path, ...]) -> int:
    from tracker.rulebook import load_lenient
    from tracker.rulebook.check import check as check_rules

    rulebook, faults = load_lenient(*rules)
    for fault in faults:
        echo(fault.say(language()))
    findings = check_rules(rulebook, reports_in(paths, rulebook))
    _failing(rulebook, findings.failing)
    _findings(findings, all_overlaps)
    if faults or not findings.clean:
        return 1
    echo(say("规则没有问题。", "The rules are in order."))
    return 0


def _findings(findings: Findings, all_overlaps: bool) -> None:
    for text, names in findings.twice:
        echo(say(f"例句重复：{text}（{'、'.join(names)}）", f"told twice: {text} ({', '.join(names)})"))
    for overlap in findings.overlaps:
        if overlap.tie:
            echo(
                say(
                    f"{overlap.winner} 与 {overlap.other} 同取一数，分不出先后（{overlap.count} 处）：{overlap.text}",
                    f"{overlap.winner} and {overlap.other} fit the same figure, and neither is the more specific"
                    f" ({overlap.count}): {overlap.text}",
                )
            )
        elif all_overlaps:
            echo(
                say(
                    f"{overlap.winner} 优先于 {overlap.other}（{overlap.count} 处）：{overlap.text}",
                    f"{overlap.winner} goes before {overlap.other} ({overlap.count}): {overlap.text}",
                )
            )
    for name in findings.silent:
        echo(say(f"从未命中：{name}", f"never fires: {name}"))


@rules.command(
    name="schema",
    help=say(
        "输出 JSON Schema，供编辑器提示（不写类别则写出全部）", "Write JSON Schema, for editors: one family, or all"
    ),
)
@click.argument("family", required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("写到这个文件夹", "Write into this folder"),
)
def schema(family: str | None, out: Path | None) -> int:
    from tracker.rulebook.json_schema import json_schema
    from tracker.rulebook.schema import FAMILIES

    if family is not None and family not in FAMILIES:
        known = ", ".join(FAMILIES)
        raise click.UsageError(say(f"没有“{family}”这一类；有：{known}", f"no family {family!r}; there are: {known}"))
    for name in [family] if family else FAMILIES:
        text = json.dumps(json_schema(name), ensure_ascii=False, indent=2, sort_keys=True)
        if out is None:
            echo(text)
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")
    return 0
