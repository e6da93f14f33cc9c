"""``tracker coverage``: which reports a build has, which are missing, which to look for first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from tracker.cli.messages import echo, say
from tracker.cli.options import SCORECARDS
from tracker.models import ReportKind

if TYPE_CHECKING:
    from tracker.render.coverage import Held

__all__ = ["coverage"]

_FIRST = 10
_PLACES = 40  # jurisdictions of a table that somebody still reads


@click.command(
    name="coverage",
    help=say(
        "逐地区、逐年、逐文种：有全文、残缺文本、转载、草案，还是缺；并列出补齐哪一份能答复最多的目标任务。"
        "读的是 tracker build 的输出文件夹。"
        "\n\n\b\n例：\n  tracker coverage\n  tracker coverage 对照表 --jurisdiction 云江省澄州市\n"
        "  tracker coverage 对照表 --csv 收录.csv",
        "Each jurisdiction, year and kind of report: whole, fragment, repost, draft or missing; and the copies that"
        " would answer the most open commitments. Reads the output folder of tracker build."
        "\n\n\b\nExamples:\n  tracker coverage\n  tracker coverage scorecards --csv coverage.csv",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=SCORECARDS)
@click.option(
    "--jurisdiction", default="", help=say("只看名称中有这几个字的地区", "Only places with this in their name")
)
@click.option("--kind", type=click.Choice(get_args(ReportKind)), help=say("只看这一文种", "Only this kind of report"))
@click.option("--csv", "file", type=click.Path(path_type=Path, dir_okay=False), help=say("另存为 CSV", "Save as CSV"))
def coverage(folder: Path, jurisdiction: str, kind: str | None, file: Path | None) -> int:
    from tracker.render.coverage import most_wanted
    from tracker.render.coverage_data import read_coverage, write_coverage
    from tracker.render.words import KINDS, STATES

    cells = [cell for cell in read_coverage(folder) if jurisdiction in cell.jurisdiction and kind in (None, cell.kind)]
    if file is not None:
        write_coverage(cells, file)
        echo(f"{file}: {say(f'{len(cells)} 行', f'{len(cells)} rows')}")
        return 0
    counts: Counter[str] = Counter(cell.state for cell in cells)
    echo("  ".join(f"{say(label.zh, label.en)} {counts[state]}" for state, label in STATES.items()))
    wanted = most_wanted(cells, _FIRST)
    if wanted:
        echo(say("先找哪一份（补齐后可答复的目标任务数）：", "What to look for first (commitments it would answer):"))
    for cell in wanted:
        label = STATES[cell.state]
        name = f"{cell.jurisdiction} {cell.year or '—'} {say(KINDS[cell.kind].zh, KINDS[cell.kind].en)}"
        echo(f"  {cell.would_answer:>5}  {name} [{say(label.zh, label.en)}]")
    _lines(cells)
    return 0


def _lines(cells: Sequence[Held]) -> None:
    """One line for each jurisdiction and kind: stretches of years that are alike, the first places where many are."""
    from tracker.render.words import KINDS, STATES

    lines: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for cell in cells:
        lines[cell.jurisdiction, cell.kind].append(cell)
    places = dict.fromkeys(name for name, _ in lines)
    shown = set(list(places)[:_PLACES])
    for (name, kind), line in lines.items():
        if name not in shown:
            continue
        parts = []
        for state, first, last in _stretches(line):
            label = STATES[state]
            years = "—" if first is None else str(first) if first == last else f"{first}–{last}"
            parts.append(f"{years} {say(label.zh, label.en)}")
        echo(f"{name} {say(KINDS[kind].zh, KINDS[kind].en)}{say('：', ': ')}{say('，', ', ').join(parts)}")
    if len(places) > len(shown):
        echo(
            say(
                f"共 {len(places)} 个地区，只列出前 {len(shown)} 个；用 --jurisdiction 选看，或用 --csv 全部存出",
                f"{len(places)} places, the first {len(shown)} shown; choose with --jurisdiction, save all with --csv",
            )
        )


def _stretches(line: Iterable[Held]) -> list[tuple[str, int | None, int | None]]:
    """Years one after another in the same state, as (state, first, last)."""
    found: list[tuple[str, int | None, int | None]] = []
    for cell in line:
        if found and cell.year is not None:
            state, first, last = found[-1]
            if state == cell.state and last is not None and cell.year == last + 1:
                found[-1] = (state, first, cell.year)
                continue
        found.append((cell.state, cell.year, cell.year))
    return found
