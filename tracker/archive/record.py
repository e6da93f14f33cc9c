"""The record of a folder (``reports.toml``), changed without losing what people wrote in it by hand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from tracker.errors import OutputError, system_reason
from tracker.read.catalogue import load_overrides
from tracker.read.catalogue.overrides import FILE

__all__ = ["Record", "change_record", "write_whole"]

Record = dict[str, dict[str, object]]
"""The fields recorded for each file of a folder, by file name."""


def change_record(folder: Path, changes: Mapping[str, Mapping[str, object] | None]) -> None:
    """Give the files named in ``changes`` these fields and no others (None: take the entry out), in one step.

    The other entries, comments and the order of lines stay as they are. Raises CatalogueError where what is there is no
    record, OutputError where it cannot be written; it is then as it was.
    """
    load_overrides(folder)
    path = folder / FILE
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()
        for name, fields in changes.items():
            if fields is None:
                document.pop(name, None)
                continue
            entry = document.get(name)
            if entry is None:
                entry = document[name] = tomlkit.table()
                entry = document[name]
            for key in [key for key in entry if key not in fields]:
                del entry[key]
            for key, value in fields.items():
                plain = list(value) if isinstance(value, tuple) else value
                if key not in entry or entry[key] != plain:
                    entry[key] = plain
        text = tomlkit.dumps(document)
    except (OSError, TOMLKitError) as error:
        zh, en = system_reason(error)
        raise OutputError(f"登记表改不了（{zh}）", f"the record cannot be changed ({en})", str(path)) from error
    write_whole(path, text.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, and on the disk when this returns. Raises OutputError."""
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        zh, en = system_reason(error)
        raise OutputError(
            f"无法写入（{zh}）；原有内容保持不变", f"cannot be written ({en}); what was there is unchanged", str(path)
        ) from error
