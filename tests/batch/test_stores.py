"""Reports are read from, and pages and data written to, whatever fsspec knows: the same bytes as on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch.built import sample_corpus

from tracker.batch import build
from tracker.cli import main
from tracker.errors import OutputError
from tracker.storage import Stored, copied, files_below, located


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_corpus(tmp_path_factory.mktemp("stores") / "reports")


@pytest.fixture(scope="module")
def here(reports: Path) -> dict[str, bytes]:
    build([reports], reports.parent / "here")
    return _contents(reports.parent / "here")


def _contents(out: Stored) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in files_below(out) if not name.startswith(".cache/")}


def test_a_store_without_renames_and_links_gets_the_same_bytes(reports: Path, here: dict[str, bytes]) -> None:
    inputs, out = located("memory://archive/reports"), located("memory://archive/scorecards")
    copied(reports, inputs)
    assert not build([inputs], out).failures
    assert _contents(out) == here


def test_what_no_longer_belongs_is_taken_away_and_the_cache_stays(reports: Path) -> None:
    inputs, out = located("memory://shrinking/reports"), located("memory://shrinking/scorecards")
    copied(reports, inputs)
    build([inputs], out)
    (inputs / "qinglan-2023-gwr.txt").unlink()
    build([inputs], out)
    assert not any("qinglan" in name for name in _contents(out))
    assert len(list(files_below(out / ".cache" / "extractions"))) == 2


def test_a_store_that_holds_something_else_is_never_written(reports: Path) -> None:
    out = located("memory://diary")
    out.mkdir(parents=True, exist_ok=True)
    (out / "diary.txt").write_bytes(b"mine")
    with pytest.raises(OutputError, match="not a build"):
        build([reports], out)
    assert list(files_below(out)) == ["diary.txt"]


def test_two_processes_share_a_store(reports: Path, here: dict[str, bytes], tmp_path: Path) -> None:
    build([located(f"file://{reports}")], located(f"file://{tmp_path}/out"), jobs=2)
    assert _contents(tmp_path / "out") == here


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_reads_and_writes_a_store(reports: Path, here: dict[str, bytes], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True, silence_logs=50
    ) as cluster:
        out = located(f"file://{tmp_path}/out")
        build([located(f"file://{reports}")], out, cluster=cluster.scheduler_address)
    assert _contents(tmp_path / "out") == here


def test_a_store_that_nothing_installed_reaches_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "build", "nosuchstore://bucket/reports"])
    assert ended.value.code == 2
    assert "nosuchstore://bucket/reports" in capsys.readouterr().err
