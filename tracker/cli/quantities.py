"""``tracker quantities``: the quantities in each line of a file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import as_json, load_rules, rules_folders

__all__ = ["quantities"]


@click.command(
    name="quantities",
    help=say(
        "列出文件每一行中的数量：数值（万、亿已乘出）、单位、修饰词、位置。"
        "\n\n\b\n例：\n  tracker quantities 句子.txt --json",
        "List the quantities in each line of a file: value (magnitudes multiplied out), unit, modifier, place."
        "\n\n\b\nExample:\n  tracker quantities sentences.txt --json",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@rules_folders
def quantities(file: Path, as_json: bool, rules: tuple[Path, ...]) -> int:
    from tracker.language.quantities import quantity_rows
    from tracker.read import read_source

    rulebook = load_rules(rules)
    for row in quantity_rows(read_source(file).text.splitlines(), rulebook):
        if as_json:
            echo(json.dumps(row, ensure_ascii=False))
            continue
        echo(row["text"])
        for found in row["quantities"]:
            unit = found["unit"] or ""
            echo(f"    {found['start']:>5}  {found['text']}  =  {found['value']} {unit} {found['mod'] or ''}".rstrip())
    return 0
