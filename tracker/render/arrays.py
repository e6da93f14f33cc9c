"""Flat columns → Arrow: one schema for everything that holds a table's columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.render.tables import Table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow_table", "schema_of"]


def schema_of(table: Table) -> pa.Schema:
    """The Arrow schema of a flat table: decimals as floats, everything but numbers and booleans as text."""
    import pyarrow as pa

    types = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return pa.schema([(column.name, types.get(column.kind, pa.string())) for column in table.columns])


def arrow_table(columns: Sequence[Sequence[Any]], table: Table, schema: pa.Schema) -> pa.Table:
    """Flat columns (``flat_columns``) as an Arrow table; ``schema`` is that of ``table``."""
    import pyarrow as pa

    arrays = []
    for values, column, field in zip(columns, table.columns, schema, strict=True):
        if column.kind == "number":
            values = [None if value is None else float(value) for value in values]
        arrays.append(pa.array(values, type=field.type))
    return pa.Table.from_arrays(arrays, schema=schema)
