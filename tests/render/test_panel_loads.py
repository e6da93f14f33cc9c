"""The panel of a build loads with the same counts in pandas and in R, by the lines the codebook gives."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from years.planted import REPORTS

from tracker.batch import build


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([folder / "in"], folder / "out")
    return folder / "out" / "data"


def counted(data: Path) -> Counter[str]:
    lines = (data / "panel.jsonl").read_text(encoding="utf-8").splitlines()
    return Counter(json.loads(line)["missing"] or "" for line in lines)


def snippet(data: Path, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (data / "codebook.md").read_text(encoding="utf-8"), flags=re.S)
    assert found
    return found[1]


def test_pandas_reads_what_was_written(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data)
    names: dict[str, pd.DataFrame] = {}
    exec(snippet(data, "python"), names)
    assert Counter(names["panel"]["missing"].fillna("")) == counted(data)
    assert Counter(pd.read_parquet(data / "panel.parquet")["missing"].fillna("")) == counted(data)


def test_r_reads_what_was_written(data: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("no R on this machine (Debian: apt-get install r-base-core)")
    reading = snippet(data, "r").splitlines()[0]
    told = (
        'panel$missing[is.na(panel$missing)] <- ""; write.table(table(panel$missing), quote = FALSE, col.names = FALSE)'
    )
    run = subprocess.run(
        [rscript, "--vanilla", "-e", f"{reading}; {told}"],
        cwd=data, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    rows = [line.split(" ")[1:] for line in run.stdout.splitlines()]
    assert {name: int(number) for name, number in rows} == dict(counted(data))
