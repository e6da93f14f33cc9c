"""What stands before every request: its size, its Host, its Origin, and what every answer forbids the browser.

The application behind it never sees a request that fails here. One rule for all: nothing comes in from another site,
under another name (DNS rebinding), or larger than a form of this program can be.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

__all__ = ["LIMIT", "POLICY", "SITE_POLICY", "Guard", "hosts_of", "origin_ok"]

LIMIT = 64 * 1024
"""Bytes of the largest request."""

_COMMON = "default-src 'none'; script-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; "
POLICY = _COMMON + "style-src 'self'; form-action 'self'"
SITE_POLICY = _COMMON + "style-src 'self'; style-src-attr 'unsafe-inline'; form-action 'none'"
"""For the scorecards: their bars and steps are placed by style attributes."""

_HEADERS = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)
_LENGTH = re.compile("[0-9]{1,9}")
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Message, _Receive, _Send], Awaitable[None]]


def hosts_of(names: Iterable[str], port: int) -> frozenset[str]:
    """The Host headers that are ours: each name with the port, and bare where the port is the default."""
    found = {f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names}
    return frozenset(found | (set(names) if port == 80 else set()))


def origin_ok(origin: str | None, hosts: frozenset[str]) -> bool:
    """Whether a request that changes something comes from one of our own pages."""
    return origin is not None and origin.startswith("http://") and origin[len("http://") :] in hosts


class _TooLarge(Exception):
    pass


class Guard:
    """ASGI: checks a request, then adds the headers of ours to its answer."""

    def __init__(self, app: _App, hosts: frozenset[str], limit: int = LIMIT) -> None:
        self._app = app
        self._hosts = hosts
        self._limit = limit

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refuse(scope["method"], headers)
        if refused:
            await _answer(send, *refused)
            return
        seen, begun = 0, False

        async def bounded() -> _Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                raise _TooLarge
            return message

        async def secured(message: _Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                given = {name.lower() for name, _ in message["headers"]}
                extra = [(n.encode(), v.encode()) for n, v in (*_HEADERS, ("content-security-policy", POLICY))]
                message["headers"] = [*message["headers"], *((n, v) for n, v in extra if n not in given)]
            await send(message)

        try:
            await self._app(scope, bounded, secured)
        except _TooLarge:
            if not begun:
                await _answer(send, 413, b"too large")

    def _refuse(self, method: str, headers: dict[str, str]) -> tuple[int, bytes] | None:
        if headers.get("host") not in self._hosts:
            return 421, b"unknown host"
        if method not in ("GET", "HEAD", "POST"):
            return 405, b"method not allowed"
        if method == "POST" and not origin_ok(headers.get("origin"), self._hosts):
            return 403, b"another origin"
        length = headers.get("content-length", "0")
        if not _LENGTH.fullmatch(length) or int(length) > self._limit:
            return 413, b"too large"
        return None


async def _answer(send: _Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
