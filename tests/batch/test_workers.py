"""Where the tasks run makes no difference to what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import bytes_of, sample_corpus

from tracker.batch import build
from tracker.batch.workers import workers
from tracker.errors import TrackerError


def _double(number: int) -> int:
    return number * 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_the_order_of_the_tasks(jobs: int) -> None:
    with workers(jobs) as run:
        assert list(run(_double, [(n,) for n in range(30)])) == [n * 2 for n in range(30)]
        assert list(run(_double, [])) == []


def test_a_cluster_that_is_not_there_is_one_sentence() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(TrackerError) as caught, workers(1, "no-scheme-at-all://nowhere"):
        pass
    assert "\n" not in caught.value.say("zh")


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_gives_the_bytes_of_one_process_though_a_worker_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    reports = sample_corpus(tmp_path / "reports")
    build([reports], tmp_path / "one")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True, silence_logs=50
    ) as cluster:
        killed = []

        def kill_one(stage: str, done: int, total: int) -> None:
            if not killed:
                worker = next(iter(cluster.workers.values()))
                worker.process.process.kill()
                killed.append(worker)

        build([reports], tmp_path / "many", cluster=cluster.scheduler_address, progress=kill_one)
    assert killed
    assert bytes_of(tmp_path / "many") == bytes_of(tmp_path / "one")
