"""``data/codebook.md``: every table, column and code in two languages, made from the columns that write the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tracker.errors import OutputError
from tracker.render.columns import COMPARATOR_WORDS, Column, Table
from tracker.render.words import (
    BASES,
    CHANGES,
    CHECKS,
    COMPARATORS,
    KINDS,
    LEVELS,
    MEASURES,
    MISSING,
    ROLES,
    STATUSES,
    TIERS,
    WHY_NOT_TAKEN,
    Label,
    known,
)

__all__ = ["codebook", "meaning", "write_codebook"]

_TYPES = {
    "string": Label("文字", "text"),
    "integer": Label("整数", "integer"),
    "number": Label("数（十进制）", "number (decimal)"),
    "boolean": Label("true / false", "true / false"),
    "list": Label("列表（JSON 文本）", "list (JSON text)"),
    "object": Label("键值（JSON 文本）", "keys and values (JSON text)"),
}

_VERDICTS: dict[str, Label] = {
    "met": Label("达到（上限类：控制在目标内；事项：已完成）", "met (a ceiling kept; a deliverable done)"),
    "near": Label("接近", "near"),
    "missed": Label("未达（上限类：超出控制目标）", "not met (above a ceiling)"),
    "incomparable": Label("不可比", "not comparable"),
    "unreported": Label("未提及、待查、缺页或另见，见原因", "not mentioned; the detail says which case"),
    "ongoing": Label("推进中", "under way"),
    "pending": Label("待报告", "awaiting report"),
}

_NOTHING_SAID = Label("等于（未加限定）", "equal (nothing said)")

# what the other lists of codes mean, by the column they stand in
_OTHER: dict[str, dict[str, Label]] = {
    "direction": {"up": Label("增", "up"), "down": Label("减", "down")},
    "kind": {
        "target": Label("量化目标（或数字）", "a number"),
        "milestone": Label("重点事项", "a named deliverable"),
        "statement": Label("没有数字的表述", "a sentence without a number"),
    },
    "decided_by": {"rule": Label("程序", "by program"), "reviewer": Label("复核人", "by a reviewer")},
    "format": {
        "text": Label("纯文本", "plain text"),
        "markdown": Label("Markdown", "Markdown"),
        "html": Label("网页", "web page"),
        "docx": Label("Word", "Word"),
        "pdf": Label("PDF", "PDF"),
    },
    "change": {
        "renamed": Label("更名", "renamed"),
        "raised": Label("地区改市、县改区", "a prefecture or county became a city or district"),
        "merged": Label("并入", "merged"),
    },
    "state": {
        "whole": Label("完整", "whole"),
        "fragment": Label("残缺", "a fragment"),
        "repost": Label("转载", "a repost"),
        "draft": Label("征求意见稿", "a draft"),
        "missing": Label("没有", "missing"),
    },
}

_LISTS: tuple[Mapping[str, Label], ...] = (
    MEASURES, BASES, LEVELS, KINDS, STATUSES, ROLES, TIERS, CHECKS, MISSING, _VERDICTS, CHANGES,
)  # fmt: skip

# codes of columns that are open: a rule of somebody's own may give others
_OPEN: dict[tuple[str, str], Mapping[str, Label]] = {("rejected", "reason"): WHY_NOT_TAKEN}

_INTRO = """# 数据说明 / Codebook

各表以 UTF-8 写成 `.csv`（首行为列名）、`.parquet` 和 `.jsonl` 三种，内容相同。空格表示不适用或没有；
比较方式在 CSV 和 Parquet 中写作 {words}。引文位置按原文字符计，自 0 起。

Every table comes as `.csv` (UTF-8, first line: column names), `.parquet` and `.jsonl` with the same content.
Empty means none, or does not apply; comparators are {words} in CSV and Parquet.
Offsets count characters of the source text, from 0.

`panel`：每行为一个地区、一年、一个指标、一种计量方式、一种计算口径。多年间出现的指标和主要预期目标，
语料所及的每一年都有一行，缺的写明原因（`target_missing`、`result_missing`，总的在 `missing`）。
部分地区或人群的数字、跨年度的目标不在此表（后者见 `progress`）。数值按原文写法，`*_base_value` 折合基本单位，
`*_conversion` 写明换算。`*_tellings` 是同一数字的其他出处。

`panel`: one row per jurisdiction, year, indicator, measure and basis. What is spoken of in several years, and main
targets, have a row for every year of the corpus; gaps say why (`target_missing`, `result_missing`, together
`missing`). Figures of a part of the place and goals over several years (see `progress`) are not in it. Values are as
written, `*_base_value` is in the base unit, `*_conversion` shows the conversion; `*_tellings` are other tellings.
"""

_LOADING = """
## 读入 / Loading

Python:

```python
import pandas as pd

panel = pd.read_parquet("panel.parquet")
panel = pd.read_csv("panel.csv", encoding="utf-8-sig", dtype={"division_code": "string"})
panel.pivot_table(index="year", columns="indicator", values="result_base_value")
```

R:

```r
panel <- read.csv("panel.csv", fileEncoding = "UTF-8-BOM", na.strings = "", colClasses = c(division_code = "character"))
table(panel$missing, useNA = "ifany")
```

Stata:

```stata
import delimited "panel.csv", varnames(1) encoding("utf-8") stringcols(2) bindquotes(strict) clear
* the file begins with a byte-order mark, which some versions take for part of the first name
unab names : *
capture rename `: word 1 of `names'' jurisdiction
encode jurisdiction, generate(place)
tabulate missing, missing
```
"""


def codebook(tables: Sequence[Table]) -> str:
    """The codebook of these tables, as Markdown."""
    words = ", ".join(f"{word} ({sign})" for sign, word in COMPARATOR_WORDS.items())
    parts = [_INTRO.format(words=words), *(_table(table) for table in tables), _LOADING]
    return "\n".join(parts)


def write_codebook(folder: Path, tables: Sequence[Table]) -> None:
    """Write ``codebook.md`` into ``folder``. Raises OutputError where it cannot be written."""
    path = folder / "codebook.md"
    try:
        path.write_bytes(codebook(tables).encode())
    except OSError as error:
        raise OutputError.of_system(error, path) from error


def meaning(column: Column, code: str) -> Label:
    """What a code of a closed list means; KeyError where nobody has written it down."""
    if column.name in ("comparator", "qualifier"):
        return _NOTHING_SAID if code == "=" else COMPARATORS[code]
    own = _OTHER.get(column.name) or _OTHER.get(column.name.rpartition("_")[2], {})
    for words in (own, *_LISTS):
        if code in words:
            return words[code]
    if not code.isascii():
        return Label(code, code)  # 约束性: told in the words of the text itself
    raise KeyError(f"{column.name}: {code}")


def _table(table: Table) -> str:
    lines = [f"## {table.name} · {table.zh} / {table.en}\n"]
    if table.key:
        lines.append(f"主键 / key: `{'`, `'.join(table.key)}`\n")
    lines += ["| 列 / column | 类型 / type | 含义 | meaning |", "| --- | --- | --- | --- |"]
    for column in table.columns:
        kind = known(_TYPES, column.kind)
        lines.append(f"| `{column.name}` | {kind.zh} / {kind.en} | {column.zh} | {column.en} |")
    lines += ["", *_codes(table)]
    return "\n".join(lines)


def _codes(table: Table) -> Iterator[str]:
    """The closed lists of a table's columns, each list once for all columns that have it, and the open ones known."""
    lists: dict[tuple[str, ...], list[Column]] = {}
    for column in table.columns:
        if column.enum and any(code.isascii() for code in column.enum):
            lists.setdefault(column.enum, []).append(column)
    for codes, columns in lists.items():
        names = "、".join(f"`{column.name}`" for column in columns)
        flat = dict(zip(codes, columns[0].flat_enum, strict=True))
        told = "; ".join(f"`{flat[code]}` {(label := meaning(columns[0], code)).zh} / {label.en}" for code in codes)
        yield f"- {names}: {told}"
    opened = [(name, meant) for (of, name), meant in _OPEN.items() if of == table.name]
    for name, meant in opened:
        told = "; ".join(f"`{code}` {label.zh} / {label.en}" for code, label in meant.items())
        yield f"- `{name}`（自订规则可另写 / rules of one's own may give others）: {told}"
    if lists or opened:
        yield ""
