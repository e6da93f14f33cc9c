"""``tracker quantities``: the quantities in each line of a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import as_json, load_rules, rules_folders
from tracker.errors import ReadError

__all__ = ["quantities"]


@click.command(
    name="quantities",
    help=say(
        "列出文件每一行中的数量：数值（万、亿已乘出）、单位、修饰词、位置。.jsonl 文件取每行的 text。"
        "\n\n\b\n例：\n  tracker quantities 句子.txt --json",
        "List the quantities in each line of a file: value (magnitudes multiplied out), unit, modifier, place."
        " Of a .jsonl file, each line's text."
        "\n\n\b\nExample:\n  tracker quantities sentences.txt --json",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@rules_folders
def quantities(file: Path, as_json: bool, rules: tuple[Path, ...]) -> int:
    from tracker.language.quantities import QuantityFinder, quantity_rows
    from tracker.read import read_source
    from tracker.rulebook.schema.quantities import QuantitySettings
    from tracker.rulebook.schema.units import Units

    rulebook = load_rules(rules)
    finder = QuantityFinder(rulebook.settings(QuantitySettings), rulebook.settings(Units))
    # the program's own line ends, not splitlines: a separator inside a sentence is no line end
    lines = read_source(file).text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if file.suffix == ".jsonl":
        lines = [_text(line, f"{file}:{number}") for number, line in enumerate(lines, start=1) if line.strip()]
    for row in quantity_rows(lines, finder):
        if as_json:
            echo(json.dumps(row, ensure_ascii=False))
        else:
            echo("\n".join(_shown(row)))
    return 0


def _text(line: str, where: str) -> str:
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        text = None
    if not isinstance(text, str):
        raise ReadError('每行要是一个带 "text" 的 JSON 对象', 'each line must be a JSON object with a "text"', where)
    return text


def _shown(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["text"]
    for found in row["quantities"]:
        parts = [str(part) for part in (found["value"], found["unit"], found.get("mod")) if part is not None]
        yield f"    {found['start']:>5}  {found['text']}  =  {' '.join(parts)}"
