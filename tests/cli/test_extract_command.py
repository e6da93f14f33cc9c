"""``tracker extract`` on a file that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli.extract import extract
from tracker.errors import ReadError


def test_a_file_that_may_not_be_read_is_told_as_one_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_bytes(b"")
    monkeypatch.setattr(os, "access", lambda *arguments, **options: False)
    for file in (locked, tmp_path / "missing.txt"):
        with pytest.raises(ReadError):  # status 1, not the 2 of wrong usage
            CliRunner().invoke(extract, [str(file)], standalone_mode=False, catch_exceptions=False)
