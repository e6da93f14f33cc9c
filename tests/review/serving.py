"""The app behind a real socket, in a thread of the test's own process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from tracker.review.app import create_app
from tracker.review.connections import Connection
from tracker.review.desk import Desk
from tracker.review.guard import hosts_of
from tracker.review.serve import LOOPBACK, bind, config_of
from tracker.review.sessions import Doors


@dataclass
class Served:
    """A running app. ``address`` lets a reader in."""

    port: int
    doors: Doors
    server: uvicorn.Server

    @property
    def root(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.root}/?token={self.doors.token}"

    @property
    def open(self) -> int:
        """Connections that are open now."""
        return len(self.server.server_state.connections)


@contextmanager
def served(desk: Desk, connection: type[Connection] = Connection, app: Any = None, **options: Any) -> Iterator[Served]:
    """The app over ``desk``, or any other in its place."""
    doors = Doors("reader-a", "zh")
    with bind(LOOPBACK, 0) as listening:
        port = listening.getsockname()[1]
        made = app or create_app(desk, doors, hosts_of((LOOPBACK,), port), **options)
        server = uvicorn.Server(config_of(made, connection))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Served(port, doors, server)
        finally:
            server.should_exit = server.force_exit = True
            thread.join(timeout=10)
