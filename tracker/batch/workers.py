"""Where tasks run: here, in processes of this machine, or on a Dask cluster. The answers come in the tasks' order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Any

from tracker.errors import TrackerError

__all__ = ["Run", "workers"]

Run = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]]], Iterator[Any]]

# tasks are handed out in groups, for most tasks of a second build take less time than the errand;
# so many groups at a time that every worker is busy and answers do not pile up
_AHEAD = 4
_LARGEST = 16
_GROUPS = 8  # for each worker, at least: the last ones end at about the same time


@contextmanager
def workers(jobs: int, cluster: str | None = None) -> Iterator[Run]:
    """Something that runs a function over argument tuples and yields the answers in their order.

    ``cluster`` is the address of a Dask scheduler; its workers need this package and reach the same folders or stores.
    Raises TrackerError where the cluster cannot be reached or ``distributed`` is not installed.
    """
    if cluster:
        with _dask(cluster) as run:
            yield run
    elif jobs <= 1:
        yield lambda function, tasks: (function(*task) for task in tasks)
    else:
        # spawned, not forked: the same on every platform, and no lock of the parent is inherited half-held
        try:
            with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
                yield lambda function, tasks: _in_order(
                    lambda group: pool.submit(_each, function, group), lambda future: future.result(), tasks, jobs
                )
        except BrokenProcessPool as error:
            raise TrackerError(
                "一个工作进程被系统结束（多半是内存不足）；请减少 --jobs 再试，已读的报告不必重读。",
                "a worker process was ended from outside (out of memory, most likely); try again with fewer --jobs, "
                "what was read need not be read again",
            ) from error


def _each(function: Callable[..., Any], group: Sequence[tuple[Any, ...]]) -> list[Any]:
    return [function(*task) for task in group]


def _in_order(
    submit: Callable[[Sequence[tuple[Any, ...]]], Any],
    answer: Callable[[Any], list[Any]],
    tasks: Sequence[tuple[Any, ...]],
    workers: int,
) -> Iterator[Any]:
    size = max(1, min(_LARGEST, len(tasks) // (workers * _GROUPS)))
    rest = (tasks[first : first + size] for first in range(0, len(tasks), size))
    waiting = deque(submit(group) for group in islice(rest, workers * _AHEAD))
    while waiting:
        yield from answer(waiting.popleft())
        waiting.extend(submit(group) for group in islice(rest, 1))


@contextmanager
def _dask(address: str) -> Iterator[Run]:
    try:
        from distributed import Client
    except ImportError as error:
        raise TrackerError(
            "使用集群需要安装：pip install 'policy-tracker[cluster]'",
            "a cluster needs: pip install 'policy-tracker[cluster]'",
        ) from error
    try:
        client: Any = Client(address, timeout="20s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise TrackerError("连接不上 Dask 调度器。", "the Dask scheduler cannot be reached.", address) from error
    with client:
        threads = sum(client.nthreads().values())
        yield lambda function, tasks: _in_order(
            # not pure: the same arguments may meet a changed file; retries: a worker that dies takes no build with it
            lambda group: client.submit(_each, function, group, pure=False, retries=3),
            lambda future: future.result(),
            tasks,
            max(2, threads),
        )
