"""The catalogue: who reports, what kind of report, on which years; read from the text, overridden by ``reports.toml``.

::

    infer(source, clean, overrides, rulebook) -> Catalogue    # ``reasons`` says for each field which words led to it
    load_overrides(folder) -> {file name: fields}             # raises CatalogueError, file:line where it is known
    duplicates(reports) -> groups of files that are the same report, the fuller one first
"""

from __future__ import annotations

from tracker.read.catalogue.duplicates import Duplicates, duplicates, fullness
from tracker.read.catalogue.infer import infer
from tracker.read.catalogue.overrides import KEPT, OVERRIDABLE, field_value, load_overrides

__all__ = [
    "KEPT", "OVERRIDABLE", "Duplicates", "duplicates", "field_value", "fullness", "infer", "load_overrides",
]  # fmt: skip
