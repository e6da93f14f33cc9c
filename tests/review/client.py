"""A browser's part, without a browser: the app called in this process, cookies and forms kept as it would."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tracker.review.app import create_app
from tracker.review.desk import Desk
from tracker.review.filters import Filter
from tracker.review.sessions import Doors

HOST = "127.0.0.1:8765"


class Client:
    """One reader with a cookie. ``headers`` replace those a browser would send."""

    def __init__(self, desk: Desk, doors: Doors | None = None, *, enter: bool = True, **options: Any) -> None:
        self.desk = desk
        self.doors = doors or Doors("reader-a", "zh")
        self.app = create_app(desk, self.doors, frozenset({HOST}), **options)
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        if enter:
            self.get(f"/?token={self.doors.token}")
            self.csrf = re.search(r'name="csrf" value="([^"]+)"', self.get("/").text)[1]  # type: ignore[index]

    def filter(self, **given: str) -> Filter:
        return Filter.of(given)

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.request("GET", address, headers=headers or {})

    def post(self, address: str, headers: dict[str, str] | None = None, **form: str) -> httpx.Response:
        given = {"origin": f"http://{HOST}", **(headers or {})}
        return self.request("POST", address, headers=given, data={"csrf": self.csrf, **form})

    def request(self, method: str, address: str, **more: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{HOST}", cookies=self.cookies
            ) as client:
                response = await client.request(method, address, **more)
                self.cookies.update(client.cookies)
                return response

        # in a thread of its own: this one may have a loop running, that of a browser another test opened
        with ThreadPoolExecutor(1) as alone:
            return alone.submit(lambda: asyncio.run(send())).result()
