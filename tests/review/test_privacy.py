"""Canaries planted where private things are (notes, user, machine, home): none sings in anything that goes out."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pandas as pd
import pytest

from review.conftest import LATER, PLAN, office_of, read_texts
from tracker.cli import main
from tracker.store import Store

NOTE, USER, MACHINE, HOME = "CANARY-NOTE", "canary-user", "canary-machine", "canary-home"


def _run(*arguments: object) -> str:
    """What a command prints."""
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told), pytest.raises(SystemExit) as ended:
        main(["--lang", "en", *map(str, arguments)])
    assert ended.value.code == 0, told.getvalue()
    return told.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder in which someone keeps reports and decisions, on a machine with a name."""
    folder = tmp_path_factory.mktemp(HOME)
    (folder / "reports").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("USER", "LOGNAME", "USERNAME"):
            patch.setenv(name, USER)
        patch.setenv("HOME", str(folder))
        patch.setattr(socket, "gethostname", lambda: MACHINE)
        uname = os.uname()
        patch.setattr(os, "uname", lambda: os.uname_result((uname[0], MACHINE, *uname[2:])))
        patch.chdir(folder)
        yield folder


@pytest.fixture(scope="module")
def said(home: Path) -> str:
    """Everything that a reader at this machine makes to give away; what the commands print."""
    texts = {"songxi-2024": PLAN, "songxi-2025": LATER}
    with Store(home / "decisions.sqlite") as store:
        office = office_of(read_texts(home / "reports", **texts), store)
        office.desk.decide("reader-1", office.key("固定资产投资"), "accept", {"note": NOTE, "reason": "公开的理由"})
        office.desk.decide("reader-1", office.key("就业"), "note", {"note": NOTE})
        office.desk.decide("reader-1", office.key("管网"), "not_a_commitment", {"note": NOTE})
    out, log = home / "out", ("--decisions", home / "decisions.sqlite")
    return "".join(
        [
            _run("build", "reports", "-o", out / "scorecards", *log),
            _run("export", out / "scorecards", "-o", out / "tables.xlsx"),
            _run("export", out / "scorecards", "--checked-only", "-f", "csv", "-o", out / "checked"),
            _run("export", out / "scorecards", "-f", "claimreview", "-o", out / "claims.jsonl"),
            _run("decisions", "export", out / "log.jsonl", *log),
            _run("decisions", "gold", "reports", "-o", out / "gold", *log),
            _run("reply", "export", out / "reply.docx", "--data", out / "scorecards"),
            _run("reply", "export", out / "reply.xlsx", "--data", out / "scorecards"),
        ]
    )


def _words(path: Path) -> str:
    """All that can be read out of a file, packed or not."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path).to_csv()
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            data = b"".join(parts.read(name) for name in parts.namelist())
    return data.decode("utf-8", "replace")


def test_the_canaries_are_there_to_be_found(home: Path, said: str) -> None:
    with Store(home / "decisions.sqlite") as store:
        assert [decision.note for decision in store.decisions()] == [NOTE] * 3
    assert HOME in str(home)


def test_nothing_private_goes_out_in_any_file(home: Path, said: str) -> None:
    made = [path for path in (home / "out").rglob("*") if path.is_file() and ".cache" not in path.parts]
    assert {".html", ".jsonl", ".csv", ".parquet", ".xlsx", ".docx", ".json"} <= {path.suffix for path in made}
    for path in made:
        words = _words(path)
        for canary in (NOTE, USER, MACHINE, HOME):
            assert canary not in words, (path.name, canary)
    assert any("公开的理由" in _words(path) for path in made)


def test_the_commands_tell_neither_note_nor_user_nor_machine(said: str) -> None:
    for canary in (NOTE, USER, MACHINE):
        assert canary not in said


def test_nor_does_what_a_build_keeps_for_next_time(home: Path, said: str) -> None:
    for path in (home / "out" / "scorecards" / ".cache").rglob("*"):
        if path.is_file():
            assert NOTE.encode() not in path.read_bytes(), path.name
