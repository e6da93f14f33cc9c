"""Dawdlers are bounded, and whoever asks properly is answered meanwhile; over a real socket."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from review.conftest import Office
from review.serving import Served, served
from tracker.review.connections import Connection
from tracker.review.serve import LOOPBACK

_HALF = (
    b"",
    b"G",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1",
    b"POST /pair HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\ncode=1",
)


class Hasty(Connection):
    most = 16
    patience = 0.5


@pytest.fixture
def app(office: Office) -> Iterator[Served]:
    with served(office.desk, Hasty) as running:
        yield running


def _until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def _ask(app: Served, **headers: str) -> int:
    connection = http.client.HTTPConnection(LOOPBACK, app.port, timeout=20)
    try:
        connection.request("GET", "/pair", headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _open(app: Served, said: bytes) -> socket.socket:
    made = socket.create_connection((LOOPBACK, app.port), timeout=20)
    made.sendall(said)
    return made


def _closed(made: socket.socket) -> bool:
    """Whether the other side ends this connection, an answer first or not."""
    try:
        while made.recv(4096):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True


def test_a_reader_is_answered_while_many_dawdle_and_few_of_them_are_kept(app: Served) -> None:
    with ExitStack() as stack:
        dawdlers = [stack.enter_context(_open(app, _HALF[n % len(_HALF)])) for n in range(400)]
        assert _ask(app) == 200
        assert app.open <= Hasty.most
        assert all(map(_closed, dawdlers))
    assert _until(lambda: app.open == 0)


def test_a_byte_now_and_then_buys_no_time(app: Served) -> None:
    with _open(app, b"GET / HTTP/1.1\r\n") as dawdler:
        began = time.monotonic()
        try:
            while time.monotonic() < began + 20:
                dawdler.sendall(b"a")
                time.sleep(0.05)
        except OSError:
            pass
        assert time.monotonic() - began < 10


def test_who_does_not_read_the_answer_is_cut_off(office: Office) -> None:
    async def long(scope: object, receive: object, send: Callable[..., object]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[misc]
        for _ in range(1000):
            body = {"type": "http.response.body", "body": b"a" * 100_000, "more_body": True}
            await send(body)  # type: ignore[misc]

    with served(office.desk, Hasty, long) as app, _open(app, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"):
        assert _until(lambda: app.open == 1)
        assert _until(lambda: app.open == 0)
        assert _until(lambda: not app.server.server_state.tasks)


def test_an_answer_is_sent_at_once_and_waits_for_no_acknowledgement(app: Served) -> None:
    with _open(app, b"GET "):
        assert _until(lambda: app.open == 1)
        (connection,) = app.server.server_state.connections
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_browser_that_keeps_its_connection_may_pause(app: Served) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, app.port, timeout=20)
    for _ in range(2):
        connection.request("GET", "/pair")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        kept = connection.sock
        time.sleep(Hasty.patience * 2.5)
        assert connection.sock is kept
        assert app.open == 1
    connection.close()


def test_an_answer_that_takes_long_to_make_is_waited_for(office: Office) -> None:
    async def slow(scope: object, receive: object, send: Callable[..., object]) -> None:
        import asyncio

        await asyncio.sleep(Hasty.patience * 3)
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[misc]
        await send({"type": "http.response.body", "body": b"done"})  # type: ignore[misc]

    with served(office.desk, Hasty, slow) as app:
        assert _ask(app) == 200


def test_another_name_for_this_machine_is_refused(app: Served) -> None:
    """DNS rebinding: the page of a stranger, whose name now leads here."""
    assert _ask(app, Host=f"rebound.example:{app.port}") == 421
    assert _ask(app, Host=f"{LOOPBACK}:{app.port}") == 200


def test_a_page_of_another_site_posts_in_vain(app: Served) -> None:
    for origin in ("http://elsewhere.example", f"http://localhost:{app.port}", "null"):
        connection = http.client.HTTPConnection(LOOPBACK, app.port, timeout=20)
        connection.request("POST", "/pair", body="code=12345678", headers={"Origin": origin})
        assert connection.getresponse().status == 403
        connection.close()
