"""The review app behind a socket: loopback unless told otherwise, one process, nothing logged."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import uvicorn
from fastapi import FastAPI

from tracker.audit import Sample
from tracker.batch import build
from tracker.batch.inputs import Input, collect
from tracker.errors import OutputError, system_reason
from tracker.render.corpus import Options
from tracker.render.words import Label
from tracker.review.app import create_app
from tracker.review.connections import Connection
from tracker.review.corpus import Corpus, load
from tracker.review.desk import Desk
from tracker.review.guard import hosts_of
from tracker.review.rules.bench import Bench
from tracker.review.sessions import Doors
from tracker.rulebook.live import LiveRules
from tracker.store import Store

__all__ = ["LOOPBACK", "Place", "Workshop", "bind", "config_of", "now", "serve"]

LOOPBACK = "127.0.0.1"
_CACHE = ".cache"
_QUEUED = 1024  # connections that wait to be looked at


def now() -> str:
    """The moment of a decision: UTC, to the millisecond, so that decision, undo and decision again are three."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True)
class Place:
    """Where things are: the reports, the users' rules (rules are written to the last), the folder that is built."""

    paths: tuple[Path, ...]
    rules: tuple[Path, ...]
    out: Path
    options: Options


@dataclass
class Workshop:
    """Builds the scorecards with the decisions made so far, and knows the pages of the last build.

    Rules are those in force when it builds: while a file is broken, the last good set.
    """

    place: Place
    store: Store
    pages: dict[str, Path] = field(default_factory=dict)
    _one: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.live = LiveRules(*self.place.rules)
        self._copies = tempfile.TemporaryDirectory(prefix="tracker-rules-")
        self._rules: tuple[Path, ...] = ()

    def rebuild(self) -> Label:
        """Build; says how it went. Raises TrackerError where the folder cannot be written."""
        with self._one:
            where = self.place
            self._rules = self.live.good(Path(self._copies.name))
            decisions = list(self.store.decisions())
            summary = build(where.paths, where.out, rules=self._rules, decisions=decisions, options=where.options)
            self.pages = {
                path.relative_to(where.out).as_posix(): path
                for path in where.out.rglob("*")
                if path.suffix in (".html", ".css", ".js") and _CACHE not in path.relative_to(where.out).parts
            }
        gone = Label("", "")
        if summary.stale:
            gone = Label(
                f"；原句已变、未采用 {summary.stale} 条", f"; not applied, as their sentence changed: {summary.stale}"
            )
        return Label(
            f"已重新生成：报告 {summary.reports} 份，采用复核记录 {summary.decisions} 条{gone.zh}",
            f"Built again; reports: {summary.reports}, decisions applied: {summary.decisions}{gone.en}",
        )

    def corpus(self) -> Corpus:
        """The reports just built, with the decisions made so far."""
        where = self.place
        return load(where.paths, self._rules, where.out / _CACHE, list(self.store.decisions()), where.options)

    def desk(self, clock: Callable[[], str] = now) -> Desk:
        """The desk over the reports just built."""
        return Desk(self.corpus(), self.store, clock)

    def inputs(self) -> list[Input]:
        """The files under review."""
        return collect(self.place.paths)[0]

    def site(self) -> Mapping[str, Path]:
        """The pages of the last build by their address."""
        return self.pages


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens: who comes before the app is up waits. Port 0 takes any that is free.

    Raises OutputError where the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends the head of an answer at once only where the protocol is named: else it waits 40 ms for its body
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(_QUEUED)
    except OSError as error:
        made.close()
        zh, en = system_reason(error)
        raise OutputError(
            f"无法监听：{zh}；请用 --port 换一个",
            f"cannot listen: {en}; choose another --port",
            f"{host}:{port}",
        ) from error
    return made


def config_of(app: FastAPI, connection: type[Connection] = Connection) -> uvicorn.Config:
    """How the app is served: nothing logged, no word of who serves, requests small and in time."""
    return uvicorn.Config(
        app, http=connection, access_log=False, log_level="critical", server_header=False, proxy_headers=False,
        ws="none", lifespan="off", timeout_keep_alive=30, backlog=_QUEUED,
        h11_max_incomplete_event_size=32 * 1024,
    )  # fmt: skip


def serve(
    desk: Desk,
    doors: Doors,
    workshop: Workshop,
    listening: socket.socket,
    names: Iterable[str],
    ready: Callable[[], None],
    sample: Sample | None = None,
) -> None:
    """Answer requests until interrupted. ``names`` are what this machine may be called; ``ready`` is called once.

    With a ``sample`` it is read blind.
    """

    def rebuild() -> Label:
        told = workshop.rebuild()
        desk.take(workshop.corpus())
        return told

    hosts = hosts_of(names, listening.getsockname()[1])
    # who reads a sample blind is shown nothing else
    bench = None if sample is not None else Bench(desk, workshop.live, workshop.inputs, rebuild)
    app = create_app(desk, doors, hosts, site=workshop.site, rebuild=rebuild, sample=sample, bench=bench)
    server = uvicorn.Server(config_of(app))
    ready()
    server.run(sockets=[listening])
