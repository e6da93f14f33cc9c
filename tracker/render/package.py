"""``datapackage.json``: the Frictionless description of the tables, made from the same columns that write them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker.errors import OutputError
from tracker.render.tables import TABLES, Column, Table
from tracker.render.words import DISCLAIMER

__all__ = ["describe", "write_package"]

_TYPES = {"list": "array", "object": "object"}


def describe(edition: str | None = None, tables: Sequence[Table] = TABLES, parts: Sequence[str] = ()) -> dict[str, Any]:
    """The descriptor of the CSV tables (the other formats hold the same columns); ``parts``, where tables come in them.

    Tables of the program's own knowledge, not of the corpus, never do.
    """
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "policy-commitments",
        "title": "政府目标任务与报告所述完成情况 / Government commitments and reported results",
        "description": str(DISCLAIMER),
    }
    if edition:
        package["version"] = edition
    package["resources"] = [_resource(table, parts if table in TABLES else ()) for table in tables]
    return package


def write_package(
    folder: Path, edition: str | None = None, tables: Sequence[Table] = TABLES, parts: Sequence[str] = ()
) -> None:
    """Write ``datapackage.json`` into ``folder``, describing ``tables``."""
    path = folder / "datapackage.json"
    try:
        text = json.dumps(describe(edition, tables, parts), ensure_ascii=False, indent=2) + "\n"
        path.write_bytes(text.encode())
    except OSError as error:
        raise OutputError.of_system(error, path) from error


def _resource(table: Table, parts: Sequence[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": [reference.column],
                # the empty name is the standard's word for the table itself
                "reference": {
                    "resource": "" if reference.table == table.name else reference.table,
                    "fields": [reference.key],
                },
            }
            for reference in table.references
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": f"{table.zh} / {table.en}",
        "path": [f"{table.name}.csv/{part}.csv" for part in parts] or f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, column.kind),
        "title": column.zh,
        "description": column.en,
    }
    if column.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.flat_enum:
        constraints["enum"] = list(column.flat_enum)
    if constraints:
        field["constraints"] = constraints
    return field
